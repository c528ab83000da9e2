"""A list of a million dossiers into the table of dossiers: ours, the sqlite3 shell's .import and an upsert by Python; on PostgreSQL psql's
\\copy.

The shells get the list as the table has it, every id looked up and every moment counted out; Python reads the list that we read and
checks what the table cannot. All keep the table's keys, checks and indexes and commit once, durably. Only ours also writes the summary
with its two indexes (some 650,000 rows here), the entry of the import and the audit.
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
from typing import Callable

from rounds import Absent, Figure, Figures, Row, alternate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = ROOT / "var" / "bench"
BINARY = Path(os.environ.get("CCHC_BINARY", ROOT / ".build" / "release" / "cchc"))
PYTHON = ROOT / "var" / "venv" / "bin" / "python"
TURNS = int(os.environ.get("CCHC_BENCH_ROUNDS", "5"))
ROWS = int(os.environ.get("CCHC_BENCH_ROWS", "1000000"))
UNITS, PROCEDURES = 200, 300
ZONE = timezone(timedelta(hours=7))
HEADER = (
    "code,unit,procedure,channel,subject,state,received,limit,limit_unit,due,finished,returned,supplements,cause,officer,entered,fee,"
    "delivery,is_digitised,has_electronic_result,reuses_data,is_in_store,uses_population_data"
)
CLOCK = "same_day 15:00 restarts 1 3 working_days moves"


def environment(address: str) -> dict[str, str]:
    return dict(os.environ) | {"CCHC_DATABASE": address, "CCHC_FILES": str(FOLDER / "import-files")}


def load_units(address: str) -> None:
    units = FOLDER / "import-units.csv"
    units.write_text("code,name_vi,kind\n" + "".join(f"X{n:03},Phường {n},commune\n" for n in range(UNITS)))
    done = subprocess.run([BINARY, "units", "import", units, "--apply"], env=environment(address), capture_output=True, text=True)
    if done.returncode:
        raise Absent(done.stderr.strip()[-400:])


def procedures() -> str:
    """The statement that puts in the procedures."""
    return (
        "INSERT INTO procedures_versions (id, code, name_vi, sort_key, search_text, field, levels, decision, from_date, source, entered_ms)"
        " VALUES " + ", ".join(
            f"('0198c0de-0000-7000-8000-{n:012}', '1.{n:06}', 'x', 'x', 'x', 'x', ' commune ', 'x', '2020-01-01', 'bench', 0)"
            for n in range(PROCEDURES)))


def prepare() -> tuple[Path, Path, Path]:
    """A database with units and procedures and no dossier, the list as another system has it, and the same as the table has it."""
    empty, listed, laid = FOLDER / "import-empty.db", FOLDER / f"import-{ROWS}.csv", FOLDER / f"import-{ROWS}-laid.csv"
    for file in FOLDER.glob("import-empty.db*"):
        file.unlink()
    load_units(f"sqlite:{empty}")
    database = sqlite3.connect(empty)
    database.execute(procedures())
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


COUNT = "SELECT COUNT(*) FROM dossiers_dossiers"


def in_sqlite(database: Path) -> int:
    connection = sqlite3.connect(database)
    count = connection.execute(COUNT).fetchone()[0]
    connection.close()
    return count


def timed(command: list[object], name: str, count: Callable[[], int], **options) -> Figures:
    """Seconds of a whole program, and its memory; it must have left as many dossiers as the list has."""
    begin = time.monotonic_ns()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic_ns() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Absent(f"{name}: {said.strip()[-400:]}")
    if (left := count()) != ROWS:
        raise Absent(f"{name} left {left:,} dossiers: {said.strip()[-200:]}")
    return {"import": Figure(took, "ns"), "memory": Figure(usage.ru_maxrss / 1024, "MB")}


def measure() -> list[Row]:
    empty, listed, laid = prepare()

    def ours() -> Figures:
        database = copied(empty, "import-ours")
        return timed([BINARY, "dossiers", "import", listed], "cchc", lambda: in_sqlite(database), env=environment(f"sqlite:{database}"))

    def shell() -> Figures:
        database = copied(empty, "import-shell")
        script = [
            "PRAGMA journal_mode=WAL;", "PRAGMA synchronous=FULL;", "PRAGMA foreign_keys=ON;", "PRAGMA cache_size=-16000;",
            "PRAGMA temp_store=MEMORY;", "BEGIN;",
            f".import --csv {laid} dossiers_dossiers", "COMMIT;",
        ]
        command = ["sqlite3", "-bail", database] + [word for line in script for word in ("-cmd", line)] + ["SELECT 1;"]
        return timed(command, "sqlite3", lambda: in_sqlite(database))

    def python() -> Figures:
        database = copied(empty, "import-python")
        return timed([PYTHON, HERE / "peers" / "imports_python.py", database, listed], "python", lambda: in_sqlite(database))

    mine, theirs, upsert = alternate(ours, shell, python, rounds=TURNS)
    memory = f"memory: ours {mine['memory'].value:,.0f} MB (wanted ≤ 350), sqlite3 {theirs['memory'].value:,.0f} MB"
    return [
        Row(f"{ROWS:,} dossiers, checked", mine["import"], theirs["import"], "sqlite3 .import", "≥ 1.5×", lambda _, ratio: ratio >= 1.5, [memory]),
        Row("  the same", mine["import"], upsert["import"], "Python, upsert", "≥ 2×", lambda _, ratio: ratio >= 2),
        *on_postgres(listed),
    ]


def on_postgres(listed: Path) -> list[Row]:
    """The same on PostgreSQL, each side into a copy of a prepared database."""
    address = os.environ.get("CCHC_TEST_POSTGRES", "")
    if not address:
        return []
    host = f"--host={address.split('host=')[1]}"

    def psql(name: str, *statements: str) -> list[str]:
        return ["psql", host, "--username=cchc", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", name,
            *(word for statement in statements for word in ("--command", statement))]

    def asked(name: str, *statements: str) -> str:
        return subprocess.run(psql(name, *statements), check=True, capture_output=True, text=True).stdout.strip()

    def made(name: str, template: str = "template1") -> str:
        asked("postgres", f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {template}", "CHECKPOINT")
        return address.replace("/cchc?", f"/{name}?")

    load_units(made("import_empty"))
    ids = dict(line.split("|") for line in asked("import_empty", procedures(), "SELECT code, id FROM units_units").splitlines())
    laid = FOLDER / f"import-{ROWS}-laid-postgres.csv"
    write(listed, laid, ids)

    def ours() -> Figures:
        own = environment(made("import_ours", "import_empty"))
        return timed([BINARY, "dossiers", "import", listed], "cchc", lambda: int(asked("import_ours", COUNT)), env=own)

    def shell() -> Figures:
        made("import_shell", "import_empty")
        copy = f"\\copy dossiers_dossiers FROM '{laid}' WITH (FORMAT csv)"
        return timed(psql("import_shell", copy), "psql", lambda: int(asked("import_shell", COUNT)))

    mine, theirs = alternate(ours, shell, rounds=TURNS)
    return [Row(
        f"{ROWS:,} dossiers, checked, PostgreSQL", mine["import"], theirs["import"], "psql \\copy", "",
        notes=[f"memory: ours {mine['memory'].value:,.0f} MB"])]


if __name__ == "__main__":
    from rounds import table
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(table(measure()), end="")
