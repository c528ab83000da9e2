"""`./run`: serves the demo on either engine, starts again at once, ends when told to, and says clearly why it cannot start."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What takes longer hangs. The release binary is built already; loading the demo and asking whether anything is to be built take some
# seconds, and on a busy machine minutes.
PATIENCE = 900


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """One database, and `./run` on it."""

    def __init__(self, folder: Path, database: str):
        self.folder = folder
        self.database = database
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
        self.environment = kept | {"CCHC_FILES": str(folder / "files"), "CCHC_INSTALL": "no"}
        # Where ./run remembers that it has loaded the demo into a database.
        self.mark = ROOT / "var" / "demo" / hashlib.sha256(f"{database}\n".encode()).hexdigest()[:16]

    def start(self, **more: str) -> subprocess.Popen:
        return subprocess.Popen(
            [ROOT / "run", "--port", str(self.port), f"--database={self.database}"], cwd=self.folder, env=self.environment | more,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return answer.read().decode("utf-8")

    def serves(self, process: subprocess.Popen, seconds: int) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and process.poll() is None:
            try:
                assert self.get("/readyz") == "ready\n"
                return
            except (OSError, urllib.error.URLError):
                time.sleep(0.1)
        process.kill()
        pytest.fail(f"not serving after {seconds} s:\n{process.communicate()[0]}")

    def stop(self, process: subprocess.Popen, how: signal.Signals) -> str:
        """Ends the process, which must end well, and gives what it said."""
        process.send_signal(how)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        return said


@pytest.fixture(params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    database = f"sqlite:{tmp_path}/new/cchc.db"
    if request.param == "postgres":
        server = os.environ["CCHC_TEST_POSTGRES"]
        database = f"{server}{'&' if '?' in server else '?'}schema=run"
    site = Site(tmp_path, database)
    site.mark.unlink(missing_ok=True)
    yield site
    site.mark.unlink(missing_ok=True)


def test_run(site: Site) -> None:
    first = site.start()
    site.serves(first, PATIENCE)
    ranking = site.get("/rankings/binh-duong-2017")
    assert "Thủ Dầu Một" in ranking

    for language, sentence in (("vi", f"Một chương trình khác đang dùng {site.url}."), ("en", f"Another program is using {site.url}.")):
        refused = site.start(CCHC_LANGUAGE=language)
        said, _ = refused.communicate(timeout=PATIENCE)
        assert refused.returncode == 1 and sentence in said, said

    said = site.stop(first, signal.SIGINT)
    assert f"Đang phục vụ tại {site.url}\n" in said and "Đã nạp dữ liệu trình diễn." in said

    second = site.start()
    site.serves(second, PATIENCE)
    assert site.get("/rankings/binh-duong-2017") == ranking
    assert "Đã nạp" not in site.stop(second, signal.SIGTERM)


@pytest.mark.parametrize(("options", "code", "sentence"), [
    (["--help"], 0, "./run [--host 127.0.0.1] [--port 8080]"),
    (["--nonsense"], 2, "./run [--host 127.0.0.1] [--port 8080]"),
    (["--port"], 2, "--port needs a value"),
    (["--port", "99999"], 1, "--port"),
    (["--database", "nonsense"], 1, "the address names no kind of database"),
    (["--database", "postgres://nobody@127.0.0.1:1/none"], 1, "the database cannot be reached"),
])
def test_refusals(options: list[str], code: int, sentence: str, tmp_path: Path) -> None:
    site = Site(tmp_path, options[-1] if "--database" in options else f"sqlite:{tmp_path}/cchc.db")
    done = subprocess.run(
        [ROOT / "run", *options], cwd=tmp_path, env=site.environment | {"CCHC_DATABASE": site.database}, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=PATIENCE)
    assert not (tmp_path / "cchc.db").exists()
    site.mark.unlink(missing_ok=True)
    assert (done.returncode, sentence in done.stdout + done.stderr) == (code, True), done.stdout + done.stderr
