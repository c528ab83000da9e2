"""A list of a million dossiers into the table of dossiers: ours, the sqlite3 shell's .import, and an upsert by Python.

The shell gets the list as the table has it, every id looked up and every moment counted out; Python reads the list that we read and
checks what the table cannot. Both keep the table's keys, checks and indexes, commit once, durably, and leave the summary alone.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rounds import Absent, Figure, Figures, Row, alternate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = ROOT / "var" / "bench"
BINARY = Path(os.environ.get("CCHC_BINARY", ROOT / ".build" / "release" / "cchc"))
PYTHON = ROOT / "var" / "venv" / "bin" / "python"
ROWS = int(os.environ.get("CCHC_BENCH_ROWS", "1000000"))
UNITS, PROCEDURES = 200, 300
ZONE = timezone(timedelta(hours=7))
HEADER = (
    "code,unit,procedure,channel,subject,state,received,limit,limit_unit,due,finished,returned,supplements,cause,officer,entered,fee,"
    "delivery,is_digitised,has_electronic_result,reuses_data,is_in_store,uses_population_data"
)
CLOCK = "same_day 15:00 restarts 1 3 working_days moves"


def environment(database: Path) -> dict[str, str]:
    return dict(os.environ) | {"CCHC_DATABASE": f"sqlite:{database}", "CCHC_FILES": str(FOLDER / "import-files")}


def prepare() -> tuple[Path, Path, Path]:
    """A database with units and procedures and no dossier, the list as another system has it, and the same as the table has it."""
    empty, listed, laid = FOLDER / "import-empty.db", FOLDER / f"import-{ROWS}.csv", FOLDER / f"import-{ROWS}-laid.csv"
    for file in FOLDER.glob("import-empty.db*"):
        file.unlink()
    units = FOLDER / "import-units.csv"
    units.write_text("code,name_vi,kind\n" + "".join(f"X{n:03},Phường {n},commune\n" for n in range(UNITS)))
    done = subprocess.run([BINARY, "units", "import", units, "--apply"], env=environment(empty), capture_output=True, text=True)
    if done.returncode:
        raise Absent(done.stderr.strip()[-400:])
    database = sqlite3.connect(empty)
    for n in range(PROCEDURES):
        database.execute(
            "INSERT INTO procedures_versions (id, code, name_vi, sort_key, search_text, field, levels, decision, from_date, source,"
            " entered_ms) VALUES (?, ?, 'x', 'x', 'x', 'x', ' commune ', 'x', '2020-01-01', 'bench', 0)",
            (f"0198c0de-0000-7000-8000-{n:012}", f"1.{n:06}"))
    ids = dict(database.execute("SELECT code, id FROM units_units"))
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    write(listed, laid, ids)
    return empty, listed, laid


def write(listed: Path, laid: Path, ids: dict[str, str]) -> None:
    """Dossiers of two years in the order in which they came, as a system that keeps a log of them writes them out."""
    draw = random.Random(766)
    begin = datetime(2024, 1, 2, 7, 30, tzinfo=ZONE)
    numbers: dict[tuple[int, str], int] = {}
    with listed.open("w") as ours, laid.open("w") as theirs:
        ours.write(HEADER + "\n")
        for row in range(ROWS):
            received = (begin + timedelta(minutes=row * 2 * 365 * 1440 // ROWS)).replace(second=0)
            due, finished = received + timedelta(days=14), received + timedelta(minutes=draw.randrange(60, 20_000))
            returned = finished + timedelta(hours=4)
            # Few procedures are asked for often, many seldom.
            unit, procedure = draw.randrange(UNITS), int(PROCEDURES * draw.random() ** 4)
            day = received.strftime("%y%m%d")
            number = numbers[unit, day] = numbers.get((unit, day), 0) + 1
            code, officer = f"H41.{unit:03}.2-{day}-{number:04}", f"can-bo-{unit:03}-{draw.randrange(9)}"
            channel, subject = draw.choice(("direct", "direct", "direct", "online")), draw.choice(("citizen", "enterprise"))
            marks = ",".join(draw.choice("01") for _ in range(5))
            moment = [time.strftime("%Y-%m-%dT%H:%M") for time in (received, due, finished, returned)]
            count = [int(time.timestamp()) * 1000 for time in (received, due, finished, returned)]
            ours.write(
                f"{code},X{unit:03},1.{procedure:06},{channel},{subject},returned,{moment[0]},10,working_days,{moment[1]},{moment[2]},"
                f"{moment[3]},0,handling,{officer},{moment[0]},online,counter,{marks}\n")
            theirs.write(
                f"{code},{ids[f'X{unit:03}']},0198c0de-0000-7000-8000-{procedure:012},{channel},{subject},returned,{count[0]},working_days,10,"
                f"{CLOCK},{count[1]},{count[1]},{count[2]},{count[3]},0,handling,{officer},online,counter,{count[0]},{marks},import,"
                f"{count[0]},1\n")


def copied(empty: Path, name: str) -> Path:
    for file in FOLDER.glob(f"{name}.db*"):
        file.unlink()
    return Path(shutil.copy(empty, FOLDER / f"{name}.db"))


def timed(command: list[object], name: str, database: Path, **options) -> Figures:
    """Seconds of a whole program, its memory, and how many dossiers it left."""
    begin = time.monotonic_ns()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic_ns() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Absent(f"{name}: {said.strip()[-400:]}")
    connection = sqlite3.connect(database)
    count = connection.execute("SELECT COUNT(*) FROM dossiers_dossiers").fetchone()[0]
    connection.close()
    if count != ROWS:
        raise Absent(f"{name} left {count:,} dossiers: {said.strip()[-200:]}")
    return {"import": Figure(took, "ns"), "memory": Figure(usage.ru_maxrss / 1024, "MB")}


def measure() -> list[Row]:
    empty, listed, laid = prepare()

    def ours() -> Figures:
        database = copied(empty, "import-ours")
        return timed([BINARY, "dossiers", "import", listed], "cchc", database, env=environment(database))

    def shell() -> Figures:
        database = copied(empty, "import-shell")
        script = [
            "PRAGMA journal_mode=WAL;", "PRAGMA synchronous=FULL;", "PRAGMA foreign_keys=ON;", "BEGIN;",
            f".import --csv {laid} dossiers_dossiers", "COMMIT;",
        ]
        command = ["sqlite3", "-bail", database] + [word for line in script for word in ("-cmd", line)] + ["SELECT 1;"]
        return timed(command, "sqlite3", database)

    def python() -> Figures:
        database = copied(empty, "import-python")
        return timed([PYTHON, HERE / "peers" / "imports_python.py", database, listed], "python", database)

    mine, theirs, upsert = alternate(ours, shell, python, rounds=int(os.environ.get("CCHC_BENCH_ROUNDS", "5")))
    memory = f"memory: ours {mine['memory'].value:,.0f} MB (wanted ≤ 350), sqlite3 {theirs['memory'].value:,.0f} MB"
    return [
        Row(f"{ROWS:,} dossiers, checked", mine["import"], theirs["import"], "sqlite3 .import", "≥ 1.5×", lambda _, ratio: ratio >= 1.5, [memory]),
        Row("  the same", mine["import"], upsert["import"], "Python, upsert", "≥ 2×", lambda _, ratio: ratio >= 2),
    ]


if __name__ == "__main__":
    from rounds import table
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(table(measure()), end="")
