"""400 people saving entries at once, over 64 connections: ours on both engines against Flask and SQLite; and what leaders look at.

The province of Tests/Simulation is set up through the API; Flask works on a copy of the database that this gave, so that both find the
same people, rounds and indexes. Every turn saves leaves that no other turn has saved, all over the province; then the progress board is
asked for and the whole round is computed again from what was saved.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from pages import BINARY, CONNECTIONS, HERE, ROOT, SECONDS, THREADS, free_port, server
from rounds import ROUNDS, Absent, Figure, Figures, Row, Side, alternate

sys.path.insert(0, str(ROOT / "Tests" / "Simulation"))

from client import Site  # noqa: E402
from figures import Draws  # noqa: E402
from province import Person, Province, make  # noqa: E402
from server import Server  # noqa: E402
from setup import ROUND, settle  # noqa: E402

SAVING = 400
SLOWEST = "≤ 50 ms"
LOOKS = 40

# By name: address and headers.
Looks = dict[str, tuple[str, dict[str, str]]]


def province() -> Province:
    """The full one, with so many officers that 400 people save."""
    made = make(seed=1, size="full")
    own = [person for person in made.people if person.role in ("unit_officer", "unit_head")]
    for unit in made.units[: SAVING - len(own)]:
        made.people.append(Person(f"canbo2.{unit.code.lower()}", "Nguyễn Văn Hai", unit.code, "unit_officer", unit.code))
    return made


def set_up(ours: Server, made: Province) -> tuple[Looks, list[list[str]]]:
    """Fills a served database; gives what is looked at and by whom, and the lines of each turn: token, address, inputs."""
    admin = ours.administrator()
    ours.start()
    try:
        site = Site(ours.port)
        told = asyncio.run(settle(site, admin, made))
    finally:
        ours.stop()
    draws, turns = Draws(made), [[] for _ in range(ROUNDS)]
    claimed = {block["code"]: [leaf["code"] for leaf in block["leaves"] if leaf["channel"] == "claimed"] for block in told["blocks"]}
    for unit in made.units:
        people = made.of("unit_officer", unit.code) + made.of("unit_head", unit.code)
        for number, criterion in enumerate(claimed[unit.block]):
            path = f"/api/v1/assessments/rounds/{ROUND}/units/{unit.code}/leaves/{criterion}/claim"
            inputs = json.dumps(draws.figures("claim", unit, criterion))
            turns[number % ROUNDS].append(f"{people[number // ROUNDS % len(people)].token}\t{path}\t{inputs}\n")
    address, program = f"/assessments/rounds/{ROUND}", {"Authorization": f"Bearer {admin}"}
    looks = {
        f"the board of {len(made.units)} units": (address, {"Cookie": made.one("leader").cookie}),
        "the board by the API": (f"/api/v1{address}/progress", program),
        "the round computed again": (f"/api/v1{address}/recomputation", program),
    }
    return looks, turns


def looking(port: int, looks: Looks) -> Side:
    """How long one person waits while nobody else works."""

    def run() -> Figures:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        figures = {}
        for name, (address, headers) in looks.items():
            taken = []
            for _ in range(LOOKS):
                begun = time.perf_counter_ns()
                connection.request("GET", address, headers=headers)
                answer = connection.getresponse()
                told = answer.read()
                taken.append(time.perf_counter_ns() - begun)
                if answer.status != 200:
                    raise Absent(f"{name}: {answer.status} {told[:300]!r}")
            figures[name] = Figure(statistics.median(taken), "ns")
        connection.close()
        return figures

    return run


def saving(port: int, turns: list[list[str]], file: Path) -> Side:
    """Each call takes the next turn's leaves."""
    left = iter(turns)

    def run() -> Figures:
        file.write_text("".join(next(left)), encoding="utf-8")
        done = subprocess.run(
            ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "10s", "--latency", "-s", HERE / "entries.lua",
             f"http://127.0.0.1:{port}"],
            capture_output=True, text=True, timeout=SECONDS + 60, env=dict(os.environ) | {"BENCH_LEAVES": str(file)})
        rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
        slowest = re.search(r"99%\s+([\d.]+)(us|ms|s)", done.stdout)
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", done.stdout)
        if not rate or not slowest or refused:
            raise Absent(f"wrk: {done.stdout.strip()[-400:]} {done.stderr.strip()[-300:]}")
        milliseconds = float(slowest[1]) * {"us": 0.001, "ms": 1, "s": 1000}[slowest[2]]
        return {"saves": Figure(float(rate[1]), "saves/s"), "slowest": Figure(milliseconds * 1e6, "ns")}

    return run


def flask_command(port: int) -> list[str]:
    return [
        str(ROOT / "var" / "venv" / "bin" / "python"), "-m", "gunicorn", "--workers", "2", "--worker-class", "gthread", "--threads", "4",
        "--keep-alive", "60", "--bind", f"127.0.0.1:{port}", "--chdir", str(HERE / "peers"), "entries_flask:app",
    ]


def copied(database: Path, copy: Path) -> Path:
    """What a backup would hold: the file with its log in it."""
    with sqlite3.connect(database) as db:
        db.execute("VACUUM INTO ?", (str(copy),))
    return copy


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name, ExitStack() as stack:
        folder = Path(name)
        sides: list[Side] = []
        engines = []
        made = province()
        lite = Server(BINARY, folder / "sqlite")
        looks, turns = set_up(lite, made)
        port = free_port()
        copy = copied(folder / "sqlite" / "cchc.db", folder / "flask.db")
        stack.enter_context(server(
            "flask", folder, flask_command(port), f"http://127.0.0.1:{port}/readyz", dict(os.environ) | {"BENCH_DATABASE": str(copy)}))
        sides.append(saving(port, turns, folder / "flask.leaves"))
        lookers: list[Side] = []
        for engine, ours, shown, own in [("SQLite", lite, looks, turns), *postgres(folder)]:
            ours.start()
            stack.callback(ours.stop)
            sides.append(saving(ours.port, own, folder / f"{engine}.leaves"))
            lookers.append(looking(ours.port, shown))
            engines.append(engine)
        flask, *mine = alternate(*sides)
        seen = alternate(*lookers)
    rows = []
    for engine, figures, waits in zip(engines, mine, seen):
        rows.append(Row(
            f"{SAVING} people saving entries, {engine}", figures["saves"], flask["saves"], "Flask, SQLite", "≥ 4×",
            lambda _, ratio: ratio >= 4, [f"wrk, {CONNECTIONS} connections"]))
        rows.append(Row(
            "  99 % answered within", figures["slowest"], flask["slowest"], "Flask, SQLite", SLOWEST, lambda ours, _: ours <= 50e6))
        for name, wait in waits.items():
            rows.append(Row(f"  {name}", wait, None, "", "≤ 20 ms", lambda ours, _: ours <= 20e6))
    return rows


def postgres(folder: Path) -> list[tuple[str, Server, Looks, list[list[str]]]]:
    address = os.environ.get("CCHC_TEST_POSTGRES", "")
    if not address:
        return []
    ours = Server(BINARY, folder / "postgres", database(address, "cchc_entries"))
    return [("PostgreSQL", ours, *set_up(ours, province()))]


def database(address: str, name: str) -> str:
    """A database of its own beside the one of the address."""
    host = address.split("host=")[1]
    subprocess.run([shutil.which("createdb") or "createdb", f"--host={host}", "--username=cchc", name], check=True)
    return address.replace("/cchc?", f"/{name}?")
