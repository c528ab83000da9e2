"""Answers of a survey by links, sent from 64 connections: ours on both engines against Flask on a copy of the same database.

Each link is one person's of one campaign and answers once. An acknowledged answer is on disk on either side; afterwards every one of
them is looked for, and must be there once and letter by letter as it was sent.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import os
import re
import sqlite3
import subprocess
import tempfile
import urllib.parse
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import shop
from dossiers import copy, engines, opened
from pages import CONNECTIONS, HERE, ROOT, free_port, server
from rounds import ROUNDS, Absent, Figure, Figures, Row, alternate

SECONDS = 5
# So many that no connection runs out of them in its turn, below 12,000 answers a second.
LINKS = CONNECTIONS * 1_000
CAMPAIGN, RESPONDENTS, INSTRUMENT = "KS-2026-9000", "citizens", "sipas-one-stop"
# What of the instrument is on a scale of five, and what of it stands in a record, in its order.
PARTS = {"access": 4, "procedure": 4, "staff": 4, "result": 3}
QUESTIONS = [f"{part}{number}" for part, count in PARTS.items() for number in range(1, count + 1)]
COLUMNS = ["adult", *QUESTIONS, "commented", "comments1", "comments2", "comments3", "wish", "remark"]
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def token(serial: int, key: str) -> str:
    """The link of a person, signed as the house signs."""
    chance = "".join(SIGNS[serial >> 5 * place & 31] for place in range(12))
    signature = hmac.digest(key.encode(), chance.encode(), "sha256")[:8]
    signs = chance + "".join(SIGNS[byte & 31] for byte in signature)
    return "-".join(signs[start:start + 4] for start in range(0, 20, 4))


def unit(serial: int) -> str:
    return f"{serial % shop.UNITS:03}"


def path(serial: int, key: str) -> str:
    return f"/surveys/r/{token(serial, key)}/BENCH-{unit(serial)}"


def record(serial: int) -> str:
    """What must be kept of the answer that answers.lua sends by a link."""
    given = {name: str((serial + place) % 5 + 1) for place, name in enumerate(QUESTIONS, 1)}
    given |= {"adult": "yes", "commented": "no", "wish": "time online", "remark": f"Ý kiến {serial}"}
    return "\t".join(given.get(name, "") for name in COLUMNS)


def load(engine: shop.Engine, folder: Path, table: str, columns: str, rows: list[tuple]) -> None:
    if engine.is_sqlite:
        db = sqlite3.connect(engine.address.removeprefix("sqlite:"), timeout=60)
        with db:
            db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", rows)
        db.close()
        return
    file = folder / "rows.csv"
    with open(file, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    engine.run(f"\\copy {table} ({columns}) FROM '{file}' WITH (FORMAT csv)")


def settle(engine: shop.Engine, folder: Path, count: int) -> str:
    """A campaign that is open, and so many people with a link each; gives the house's key."""
    if not engine.ask("SELECT secret FROM surveys_keys"):
        engine.run(f"INSERT INTO surveys_keys (number, secret) VALUES (1, '{os.urandom(32).hex()}')")
    key = engine.ask("SELECT secret FROM surveys_keys")[0][0]
    group = f"'{CAMPAIGN}', '{RESPONDENTS}'"
    engine.run(
        "INSERT INTO surveys_campaigns (number, title, unit_id, period, state, opens_date, closes_date, seed, minimum_answers, note,"
        f" planned_ms, drawn_ms, opened_ms, closed_ms, is_generated, version) VALUES ('{CAMPAIGN}', 'Khảo sát đo', 'bench-000', '2026',"
        f" 'open', '2020-01-01', '2099-12-31', '1', 10, '', {shop.NOW_MS}, {shop.NOW_MS}, {shop.NOW_MS}, NULL, 1, 1)",
        "INSERT INTO surveys_groups (campaign, respondents, name_vi, name_en, instrument_id, frame, judges, draw, formula, sized_by,"
        f" given_size, margin, share, design_effect, allocation, reserve_percent, communes, villages, households) SELECT {group},"
        " 'Người dân', 'Citizens', id, 'list', 'own', 'simple', 'given', 'whole', 1000, '0.05', '0.5', '1', 'proportional', 0, 0, 0, 0"
        f" FROM surveys_instruments WHERE code = '{INSTRUMENT}'")
    load(engine, folder, "surveys_matrix", "campaign, respondents, unit_id, quota", [
        (CAMPAIGN, RESPONDENTS, f"bench-{unit(serial)}", 100) for serial in range(shop.UNITS)])
    load(engine, folder, "surveys_cells",
         "campaign, respondents, cell, stratum, commune, village, communes_there, communes_drawn, villages_there, villages_drawn,"
         " people_there, people_drawn, chances, weight",
         [(CAMPAIGN, RESPONDENTS, serial + 1, unit(serial), "", "", 1, 1, 0, 0, count, count, "1", "1") for serial in range(shop.UNITS)])
    # Ids in no order, as the house's are.
    ids = [hashlib.sha256(b"%d" % serial).hexdigest()[:26] for serial in range(count)]
    load(engine, folder, "surveys_persons",
         "id, campaign, respondents, number, frame_row, cell, role, draw_place, reason, name, address, phone, email",
         [(ids[serial], CAMPAIGN, RESPONDENTS, serial + 1, serial + 1, serial % shop.UNITS + 1, "sample", serial + 1, "",
           f"Người thứ {serial}", "Phường đo", "", "") for serial in range(count)])
    load(engine, folder, "surveys_askings", "person_id, unit_id, outcome",
         [(ids[serial], f"bench-{unit(serial)}", "open") for serial in range(count)])
    load(engine, folder, "surveys_links", "digest, person_id, way, given_date, is_void",
         [(hashlib.sha256(token(serial, key).encode()).hexdigest(), ids[serial], "letter", "2026-10-01", 0) for serial in range(count)])
    if not engine.is_sqlite:
        engine.run("ANALYZE")
    return key


class Counted:
    """What a side has acknowledged so far."""

    def __init__(self, port: int, key: str, folder: Path):
        self.port, self.key, self.folder, self.runs = port, key, folder / f"kept-{port}", 0
        self.folder.mkdir()

    def run(self) -> Figures:
        serials = range(self.runs * LINKS, (self.runs + 1) * LINKS)
        links, questions = self.folder.parent / f"links-{self.port}", self.folder.parent / "questions"
        links.write_text("".join(f"{path(serial, self.key)}\t{serial}\n" for serial in serials))
        questions.write_text("".join(f"{name}\n" for name in QUESTIONS))
        done = subprocess.run(
            ["wrk", f"-t{CONNECTIONS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "20s", "-s", HERE / "answers.lua",
             f"http://127.0.0.1:{self.port}"],
            capture_output=True, text=True, timeout=SECONDS + 60, env=dict(os.environ) | {
                "BENCH_LINKS": str(links), "BENCH_QUESTIONS": str(questions), "BENCH_KEPT": str(self.folder),
                "BENCH_THREADS": str(CONNECTIONS)})
        told = re.search(r"ANSWERED (\d+) in (\d+), refused 0, starved 0 ", done.stdout)
        if not told or not int(told[1]) or "Socket errors" in done.stdout:
            raise Absent(f"wrk: {done.stdout.strip()[-900:]} {done.stderr.strip()[-300:]}")
        self.runs += 1
        return {"answers": Figure(int(told[1]) / int(told[2]) * 1e6, "answers/s")}

    @property
    def acknowledged(self) -> list[int]:
        return [int(line) for file in self.folder.iterdir() for line in file.read_text().split()]


def check(engine: shop.Engine, counted: Counted, more: list[int]) -> int:
    """Every acknowledged answer is there, once, as it was sent; gives how many there are."""
    # A house puts answers of drawn people away after a while.
    kept = ["\t".join(row) for row in engine.ask(
        f"SELECT record FROM surveys_waiting WHERE campaign = '{CAMPAIGN}'"
        f" UNION ALL SELECT record FROM surveys_answers WHERE campaign = '{CAMPAIGN}'")]
    there = [int(text.rsplit(" ", 1)[1]) for text in kept]
    acknowledged = counted.acknowledged + more
    if len(set(there)) != len(there) or len(set(acknowledged)) != len(acknowledged):
        raise Absent("an answer is there twice")
    if lost := set(acknowledged) - set(there):
        raise Absent(f"{len(lost)} answers were acknowledged and are not there")
    # What was in flight when a turn ended may be there.
    if len(there) > len(acknowledged) + CONNECTIONS * counted.runs:
        raise Absent(f"{len(acknowledged)} answers were acknowledged and {len(there)} are there")
    for serial, text in zip(there, kept):
        if text != record(serial):
            raise Absent(f"another answer was kept: {text!r} in place of {record(serial)!r}")
    settled = int(engine.ask("SELECT COUNT(*) FROM surveys_askings a JOIN surveys_persons p ON p.id = a.person_id"
                             f" WHERE p.campaign = '{CAMPAIGN}' AND a.outcome = 'answered' AND a.channel = 'web'")[0][0])
    if settled != len(there):
        raise Absent(f"{settled} people have answered and {len(there)} answers are there")
    return len(there)


def thanks(port: int, key: str, serial: int) -> bytes:
    """Our page after an answer, the same that the lua sends."""
    given = [("consent", "1"), ("step", "save")] + [
        (f"q.{name}", word) for name, value in zip(COLUMNS, record(serial).split("\t")) if value
        for word in (value.split(" ") if name == "wish" else [value])]
    ask = urllib.request.Request(f"http://127.0.0.1:{port}{path(serial, key)}", urllib.parse.urlencode(given).encode())
    with urllib.request.urlopen(ask, timeout=20) as answer:
        return answer.read()


def flask_command(port: int) -> list[str]:
    return [
        str(ROOT / "var" / "venv" / "bin" / "python"), "-m", "gunicorn", "--workers", "2", "--worker-class", "gthread", "--threads", "4",
        "--keep-alive", "60", "--bind", f"127.0.0.1:{port}", "--chdir", str(HERE / "peers"), "answers_flask:app",
    ]


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name:
        return [measure_on(Path(name), *addresses) for addresses in engines(Path(name))]


def measure_on(folder: Path, address: str, other: str) -> Row:
    ours, engine = opened(folder, address, 0), shop.Engine(address)
    last = LINKS * ROUNDS
    key = settle(engine, folder, last + 1)
    copy(address, other)
    with ExitStack() as stack:
        ours.start()
        stack.callback(ours.stop)
        page = thanks(ours.port, key, last)
        (folder / "thanks.html").write_bytes(page)
        port = free_port()
        settings = dict(os.environ) | {
            "BENCH_DATABASE": other, "BENCH_THANKS": str(folder / "thanks.html"), "BENCH_COLUMNS": " ".join(COLUMNS)}
        stack.enter_context(server("flask", folder, flask_command(port), f"http://127.0.0.1:{port}/readyz", settings))
        if thanks(port, key, last).rstrip() != page.rstrip():
            raise Absent("Flask's page after an answer differs from ours")
        sides = Counted(ours.port, key, folder), Counted(port, key, folder)
        mine, flask = alternate(*(side.run for side in sides))
    # Nothing is in flight any more.
    there = [check(shop.Engine(at), side, [last]) for at, side in zip((address, other), sides)]
    return Row(
        f"answers by link, durable, {engine.name}", mine["answers"], flask["answers"], f"Flask, {engine.name}", "≥ 4×",
        lambda _, ratio: ratio >= 4,
        [f"{len(COLUMNS)} questions, {CONNECTIONS} connections; {there[0]:,} and {there[1]:,} answers, each looked for"])


if __name__ == "__main__":
    from rounds import table
    print(table(measure()), end="")
