"""The counter and tracking under load: ours on both engines against Flask on the same; and what they cost as dossiers grow more.

Every pair has a database of its own: Flask's is a copy of ours before anything was received. Receptions and questions come from 64
connections.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Iterator

import shop
from pages import BINARY, CONNECTIONS, HERE, ROOT, fetch, free_port, server, wrk
from rounds import Absent, Figure, Figures, Row, Side, alternate

sys.path.insert(0, str(ROOT / "Tests" / "Simulation"))

from server import Server  # noqa: E402

ROWS = int(os.environ.get("CCHC_BENCH_DOSSIERS", "200000"))


def engines(folder: Path) -> Iterator[tuple[str, str]]:
    """The address of an empty database of each engine that is there, and one for its copy."""
    chosen = os.environ.get("CCHC_BENCH_ENGINES", "sqlite postgres").split()
    if "sqlite" in chosen:
        yield f"sqlite:{folder}/ours.db", f"sqlite:{folder}/theirs.db"
    address = os.environ.get("CCHC_TEST_POSTGRES", "")
    if address and "postgres" in chosen:
        for name in ("cchc_shop", "cchc_shop_copy"):
            psql(address, f"DROP DATABASE IF EXISTS {name}")
        psql(address, "CREATE DATABASE cchc_shop")
        yield address.replace("/cchc?", "/cchc_shop?"), address.replace("/cchc?", "/cchc_shop_copy?")


def psql(address: str, statement: str) -> None:
    done = subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement, address], capture_output=True, text=True)
    if done.returncode:
        raise Absent(f"psql: {done.stderr.strip()[-400:]}")


def copy(address: str, other: str) -> None:
    if address.startswith("sqlite:"):
        shutil.copy(address.removeprefix("sqlite:"), other.removeprefix("sqlite:"))
    else:
        psql(os.environ["CCHC_TEST_POSTGRES"], "CREATE DATABASE cchc_shop_copy TEMPLATE cchc_shop")


def opened(folder: Path, address: str, rows: int) -> Server:
    """A server of ours, not started, on the demo and so many dossiers."""
    ours = Server(BINARY, folder / address.split(":")[0], address)
    # A proxy of ours says who asks, as behind one in a province.
    ours.environment |= {"CCHC_TRUSTED_PROXIES": "127.0.0.1", "CCHC_LANGUAGE": "vi"}
    ours.command("demo", "load")
    engine = shop.Engine(address)
    shop.settle(engine)
    shop.add(engine, 0, rows)
    return ours


def receiving(port: int) -> Side:
    return lambda: {"receptions": Figure(wrk(f"http://127.0.0.1:{port}", "-s", str(HERE / "reception.lua")), "dossiers/s")}


def tracking(port: int) -> Side:
    return lambda: {"tracking": Figure(wrk(f"http://127.0.0.1:{port}", "-s", str(HERE / "tracking.lua")), "pages/s")}


def both(*sides: Side) -> Side:
    def run() -> Figures:
        return {name: figure for side in sides for name, figure in side().items()}

    return run


def write_codes(file: Path, rows: int) -> None:
    """Some of the dossiers that there are, of all times."""
    draw = random.Random(40)
    file.write_text("".join(f"{shop.code(draw.randrange(rows))}\n" for _ in range(min(rows, 20_000))))
    os.environ["BENCH_CODES"] = str(file)


def flask_command(port: int) -> list[str]:
    return [
        str(ROOT / "var" / "venv" / "bin" / "python"), "-m", "gunicorn", "--workers", "2", "--worker-class", "gthread", "--threads", "4",
        "--keep-alive", "60", "--bind", f"127.0.0.1:{port}", "--chdir", str(HERE / "peers"), "dossiers_flask:app",
    ]


def measure() -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name:
        folder = Path(name)
        write_codes(folder / "codes", ROWS)
        for address, other in engines(folder):
            rows += measure_on(folder, address, other)
    return rows


def measure_on(folder: Path, address: str, other: str) -> list[Row]:
    ours = opened(folder, address, ROWS)
    copy(address, other)
    engine = shop.Engine(address).name
    with ExitStack() as stack:
        ours.start()
        stack.callback(ours.stop)
        # One that was returned in time shows code, state and three days, and nothing else.
        code = next(code for code in map(shop.code, range(ROWS - 1, 0, -1)) if page(ours, code).count("<dt>") == 5)
        (folder / "page.html").write_text(page(ours, code), encoding="utf-8")
        port = free_port()
        settings = dict(os.environ) | {"BENCH_DATABASE": other, "BENCH_PAGE": str(folder / "page.html"), "BENCH_CODE": code}
        stack.enter_context(server("flask", folder, flask_command(port), f"http://127.0.0.1:{port}/readyz", settings))
        theirs = fetch(f"http://127.0.0.1:{port}/dossiers/track/{code}").decode()
        if theirs.rstrip() != page(ours, code).rstrip():
            raise Absent("Flask's page of a dossier differs from ours")
        mine, flask = alternate(*(both(tracking(port), receiving(port)) for port in (ours.port, port)))
    return [
        Row(f"tracking by code, {engine}", mine["tracking"], flask["tracking"], f"Flask, {engine}", "≥ 3×", lambda _, ratio: ratio >= 3,
            [f"{ROWS:,} dossiers, {len(theirs.encode()):,} bytes a page; wrk, {CONNECTIONS} connections"]),
        Row(f"reception, durable, {engine}", mine["receptions"], flask["receptions"], f"Flask, {engine}", "≥ 4×",
            lambda _, ratio: ratio >= 4, [f"{shop.UNITS} counters; wrk, {CONNECTIONS} connections"]),
    ]


def page(ours: Server, code: str) -> str:
    return fetch(f"http://127.0.0.1:{ours.port}/dossiers/track/{code}").decode()


if __name__ == "__main__":
    from rounds import table
    print(table(measure()), end="")
