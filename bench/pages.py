"""Pages under load: ours kept in memory against nginx with a file, ours made anew against Flask.

All servers run at once on loopback; wrk takes them in turns with 64 connections on 2 threads.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import fixture
from rounds import Absent, Figure, Figures, Row, alternate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BINARY = ROOT / ".build" / "release" / "cchc"
CONNECTIONS, THREADS, SECONDS = 64, 2, 5
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


@contextmanager
def server(name: str, folder: Path, command: list[str], url: str, environment: dict[str, str] | None = None):
    """A server of ours, ready at `url`; ended afterwards."""
    with open(folder / f"{name}.out", "wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + START_SECONDS
            while True:
                try:
                    fetch(url)
                    break
                except (OSError, urllib.error.URLError):
                    if process.poll() is not None or time.monotonic() > deadline:
                        raise Absent(f"{name} does not answer: {(folder / f'{name}.out').read_text(errors='replace')[-400:]}") from None
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wrk(url: str, *options: str) -> float:
    """Answers a second."""
    done = subprocess.run(
        ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "10s", *options, url], capture_output=True, text=True,
        timeout=SECONDS + 60)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    if not rate or refused or not float(rate[1]):
        raise Absent(f"wrk {url}: {done.stdout.strip()[-300:]} {done.stderr.strip()[-300:]}")
    return float(rate[1])


def load(url: str):
    return lambda: {"pages": Figure(wrk(url), "pages/s")}


def find_page(base: str) -> str:
    """The path of the fixture's ranking: the link that names its code, from the first page or the list of rankings."""
    for start in ("/", "/rankings"):
        try:
            text = fetch(base + start).decode("utf-8")
        except urllib.error.HTTPError:
            continue
        for address in re.findall(r'href="([^"]+)"', text):
            path = urlsplit(urljoin(base + start, address)).path
            if fixture.CODE in path and not re.search(r"\.(csv|json|xlsx|pdf)$", path):
                return path
    raise Absent(f"no page leads to the ranking {fixture.CODE}")


def cchc(folder: Path, port: int, *options: str) -> tuple[list[str], dict[str, str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
    environment |= {"CCHC_DATABASE": f"sqlite:{folder}/cchc.db", "CCHC_FILES": f"{folder}/files"}
    return [str(BINARY), "serve", "--host", "127.0.0.1", "--port", str(port), *options], environment


def nginx_command(folder: Path, port: int) -> list[str]:
    text = (HERE / "peers" / "nginx.conf").read_text()
    # Workers of a server that root starts would not be allowed into the folder.
    user = "user root;" if os.geteuid() == 0 else ""
    for mark, value in (("@folder@", str(folder)), ("@port@", str(port)), ("@user@", user)):
        text = text.replace(mark, value)
    (folder / "nginx.conf").write_text(text)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    return [program, "-p", str(folder), "-e", str(folder / "nginx.log"), "-c", str(folder / "nginx.conf")]


def flask_command(port: int) -> list[str]:
    return [
        str(ROOT / "var" / "venv" / "bin" / "python"), "-m", "gunicorn", "--workers", "2", "--worker-class", "gthread", "--threads", "4",
        "--keep-alive", "60", "--bind", f"127.0.0.1:{port}", "--chdir", str(HERE / "peers"), "page_flask:app",
    ]


def measure() -> list[Row]:
    # Not below the repository, whose path may hold spaces: nginx's settings take none.
    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name:
        return measure_in(Path(name))


def measure_in(folder: Path) -> list[Row]:
    kept, made, file, flask = (free_port() for _ in range(4))
    command, environment = cchc(folder, kept)
    subprocess.run([str(BINARY), "demo", "load"], cwd=folder, env=environment, check=True, timeout=300, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    fixture.add_ranking(folder / "cchc.db")
    with ExitStack() as stack:
        stack.enter_context(server("cchc", folder, command, f"http://127.0.0.1:{kept}/readyz", environment))
        uncached, _ = cchc(folder, made, "--cache-limit", "0")
        stack.enter_context(server("cchc-uncached", folder, uncached, f"http://127.0.0.1:{made}/readyz", environment))
        path = find_page(f"http://127.0.0.1:{kept}")
        page = fetch(f"http://127.0.0.1:{kept}{path}")
        if page.count(b"<tr") < fixture.UNITS:
            raise Absent(f"{path} has {page.count(b'<tr')} rows, expected were {fixture.UNITS}")
        (folder / "page.html").write_bytes(page)
        stack.enter_context(server("nginx", folder, nginx_command(folder, file), f"http://127.0.0.1:{file}/page.html"))
        settings = dict(os.environ) | {
            "BENCH_DATABASE": str(folder / "cchc.db"), "BENCH_RANKING": fixture.CODE, "BENCH_PAGE": str(folder / "page.html")}
        stack.enter_context(server("flask", folder, flask_command(flask), f"http://127.0.0.1:{flask}/ranking", settings))
        other = len(fetch(f"http://127.0.0.1:{flask}/ranking"))
        ours, nginx, anew, jinja = alternate(
            load(f"http://127.0.0.1:{kept}{path}"), load(f"http://127.0.0.1:{file}/page.html"),
            load(f"http://127.0.0.1:{made}{path}"), load(f"http://127.0.0.1:{flask}/ranking"))
    return [
        Row("page of 180 rows, kept", ours["pages"], nginx["pages"], "nginx, a file", "≥ 0.5×, aim 0.75×", lambda _, ratio: ratio >= 0.5,
            [f"{path}, {len(page):,} bytes; wrk, {CONNECTIONS} connections"]),
        Row("page of 180 rows, made anew", anew["pages"], jinja["pages"], "Flask, jinja", "≥ 8×", lambda _, ratio: ratio >= 8,
            [f"Flask's page has {other:,} bytes"]),
    ]
