"""Dossiers sent from home with three attachments of 200 KB: ours on both engines against Flask on the same.

Each side has a database of its own, Flask's a copy of ours, and a folder of files of its own on the same disk. A dossier is four requests,
as a browser sends them: the draft is begun, the office chosen, the form saved with its attachments, and sent. 64 citizens do so at once;
when one has sent as many as the house lets them within an hour, another goes on.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import homes
import shop
from dossiers import ROWS, copy, engines, opened
from pages import CONNECTIONS, HERE, ROOT, free_port, server
from rounds import ROUNDS, Absent, Figure, Figures, Row, alternate

BYTES = 200_000
# Long beside a dossier's four requests, for what is half sent at the end does not count.
SECONDS = 10
# Each sends at most 18: so many are there that no connection runs out of them in its turn, below 1,000 dossiers a second.
CITIZENS = CONNECTIONS * 10
# Files of each side that are read and compared with their names.
SAMPLE = 300


class Counted:
    """What a side has acknowledged so far."""

    def __init__(self, citizens: list[homes.Citizen], port: int, folder: Path):
        self.turns = [citizens[start:start + CITIZENS] for start in range(0, len(citizens), CITIZENS)]
        self.port, self.folder, self.sent, self.runs = port, folder, 0, 0

    def run(self) -> Figures:
        file = self.folder / f"citizens-{self.port}"
        file.write_text("".join(f"{one.secret}\t{one.token}\n" for one in self.turns[self.runs]))
        done = subprocess.run(
            ["wrk", f"-t{CONNECTIONS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "20s", "-s", HERE / "submissions.lua",
             f"http://127.0.0.1:{self.port}"],
            capture_output=True, text=True, timeout=SECONDS + 60, env=dict(os.environ) | {
                "BENCH_CITIZENS": str(file), "BENCH_UNITS": str(self.folder / "units"), "BENCH_FORM": str(self.folder / "form"),
                "BENCH_PAPER": str(self.folder / "paper.pdf"), "BENCH_THREADS": str(CONNECTIONS),
                "BENCH_BEGIN": f"/online/procedures/{homes.PROCEDURE}/drafts"})
        told = re.search(r"SENT (\d+) in (\d+), refused 0, starved 0 ", done.stdout)
        if not told or not int(told[1]) or "Socket errors" in done.stdout:
            raise Absent(f"wrk: {done.stdout.strip()[-900:]} {done.stderr.strip()[-300:]}")
        self.runs += 1
        self.sent += int(told[1])
        return {"submissions": Figure(int(told[1]) / int(told[2]) * 1e6, "dossiers/s")}


def write_inputs(folder: Path, engine: shop.Engine) -> None:
    units = engine.ask(
        f"SELECT u.code FROM procedures_receivers r JOIN units_units u ON u.id = r.unit_id WHERE r.code = '{homes.PROCEDURE}'")
    (folder / "units").write_text("".join(f"{code}\n" for (code,) in units))
    (folder / "form").write_text("".join(f"{name}\t{value}\n" for name, value in homes.FORM.items()))
    homes.paper(folder / "paper.pdf", BYTES)


# Of what came from the citizens made here; each line must be a number of dossiers, or of their files.
ROWS_OF_ONE = {
    "dossiers_dossiers d ON d.code = o.dossier AND d.channel = 'online' AND d.state = 'registered'": 1,
    "dossiers_applicants d ON d.dossier = o.dossier": 1,
    "dossiers_events d ON d.dossier = o.dossier": 1,
    "dossiers_fees d ON d.dossier = o.dossier AND d.dong = 7000": 1,
    "online_answers d ON d.dossier = o.dossier": 1,
    "citizens_messages d ON d.link = '/online/dossiers/' || o.dossier AND d.citizen_id = o.citizen_id": 1,
    "platform_audit d ON d.subject = 'dossiers/' || o.dossier": 2,
    "dossiers_components c ON c.dossier = o.dossier JOIN platform_files d ON d.digest = c.file_digest AND d.size = %d" % BYTES: 3,
}


def check(engine: shop.Engine, files: Path, counted: Counted) -> int:
    """Every receipt is a dossier, whole; gives how many there are."""
    mine = "o.citizen_id LIKE 'bench-%'"
    dossiers = int(engine.ask(f"SELECT COUNT(*) FROM online_dossiers o WHERE {mine}")[0][0])
    # What was in flight when a turn ended may be there.
    if not counted.sent <= dossiers <= counted.sent + CONNECTIONS * counted.runs:
        raise Absent(f"{counted.sent} receipts were given and {dossiers} dossiers are there")
    for rows, each in ROWS_OF_ONE.items():
        there = int(engine.ask(f"SELECT COUNT(*) FROM online_dossiers o JOIN {rows} WHERE {mine}")[0][0])
        if there != each * dossiers:
            raise Absent(f"{dossiers} dossiers have {there} of {rows}")
    left = engine.ask("SELECT COUNT(*) FROM online_drafts d JOIN online_answers a ON a.submission_key = d.id")[0][0]
    if int(left):
        raise Absent(f"{left} drafts were sent and are still there")
    named = engine.ask(
        f"SELECT c.file_digest FROM online_dossiers o JOIN dossiers_components c ON c.dossier = o.dossier WHERE {mine} ORDER BY 1")
    if len({digest for (digest,) in named}) != 3 * dossiers:
        raise Absent("two papers are the same")
    for (digest,) in named[:: max(1, len(named) // SAMPLE)]:
        if hashlib.sha256((files / digest[:2] / digest[2:4] / digest).read_bytes()).hexdigest() != digest:
            raise Absent(f"{digest} is damaged")
    return dossiers


def answers(engine: shop.Engine) -> str:
    """What one citizen's form became, without the names of its files."""
    kept = engine.ask(
        "SELECT MIN(a.answers) FROM online_answers a JOIN online_dossiers o ON o.dossier = a.dossier WHERE o.citizen_id LIKE 'bench-%'")
    return re.sub(r"[0-9a-f]{64}", "", kept[0][0])


def flask_command(port: int) -> list[str]:
    return [
        str(ROOT / "var" / "venv" / "bin" / "python"), "-m", "gunicorn", "--workers", "2", "--worker-class", "gthread", "--threads", "4",
        "--keep-alive", "60", "--bind", f"127.0.0.1:{port}", "--chdir", str(HERE / "peers"), "online_flask:app",
    ]


def measure() -> list[Row]:
    # The files of one engine stay until all are measured: just after removing thousands, ext4 is slow to find room for names.
    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name:
        return [measure_on(Path(name), *addresses) for addresses in engines(Path(name))]


def measure_on(folder: Path, address: str, other: str) -> Row:
    ours, engine = opened(folder, address, ROWS), shop.Engine(address)
    citizens = homes.settle(engine, CITIZENS * ROUNDS)
    write_inputs(folder, engine)
    copy(address, other)
    own, others = Path(ours.environment["CCHC_FILES"]), folder / "flask-files"
    with ExitStack() as stack:
        ours.start()
        stack.callback(ours.stop)
        port = free_port()
        settings = dict(os.environ) | {"BENCH_DATABASE": other, "BENCH_FILES": str(others)}
        stack.enter_context(server("flask", folder, flask_command(port), f"http://127.0.0.1:{port}/readyz", settings))
        sides = Counted(citizens, ours.port, folder), Counted(citizens, port, folder)
        mine, flask = alternate(*(side.run for side in sides))
    # Nothing is in flight any more.
    there = [check(engine, own, sides[0]), check(shop.Engine(other), others, sides[1])]
    if answers(engine) != answers(shop.Engine(other)):
        raise Absent(f"the forms that were kept differ: {answers(engine)} and {answers(shop.Engine(other))}")
    return Row(
        f"sent from home with 3 × {BYTES // 1000} KB, durable, {engine.name}", mine["submissions"], flask["submissions"],
        f"Flask, {engine.name}", "≥ 4×", lambda _, ratio: ratio >= 4,
        [f"{CONNECTIONS} connections, four requests a dossier; {there[0]:,} and {there[1]:,} dossiers, each looked over with its rows and files"])


if __name__ == "__main__":
    from rounds import table
    print(table(measure()), end="")
