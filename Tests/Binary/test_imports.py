"""A list of dossiers through the real binary: killed at any moment it leaves nothing or all of itself, and a hostile one is refused."""

from __future__ import annotations

import gzip
import os
import random
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

ROWS = 30_000
KILLS = int(os.environ.get("CCHC_IMPORT_KILLS", "6"))
HEADER = "code,unit,procedure,channel,subject,state,received,due,finished\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A database with one unit and one procedure."""
    units = tmp_path / "units.csv"
    units.write_text("code,name_vi,kind\nA,Phường Một,commune\n", encoding="utf-8")
    cchc(tmp_path, "units", "import", units, "--apply")
    database = sqlite3.connect(tmp_path / "cchc.db")
    with database:
        database.execute(
            "INSERT INTO procedures_versions (id, code, name_vi, sort_key, search_text, field, levels, decision, from_date, source,"
            " entered_ms) VALUES ('p', '1.000001', 'x', 'x', 'x', 'x', ' commune ', 'x', '2020-01-01', 'test', 0)")
    database.close()
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
    return kept | {"CCHC_DATABASE": f"sqlite:{folder}/cchc.db", "CCHC_FILES": str(folder / "files"), "CCHC_LANGUAGE": "en"}


def cchc(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    command = [os.environ["CCHC_BINARY"], *map(str, words)]
    return subprocess.run(command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def rows(count: int) -> str:
    return HEADER + "".join(
        f"H41.2.1-2403{day + 1:02}-{number + 1:04},A,1.000001,1,citizen,9,2024-03-{day + 1:02}T08:30,2024-04-20,2024-04-{day % 20 + 1:02}\n"
        for day, number in (divmod(row, 9999) for row in range(count)))


def counts(folder: Path) -> tuple[int, int, int]:
    """Dossiers, what the summary says of them, and lists that are told to have been taken."""
    database = sqlite3.connect(folder / "cchc.db")
    answers = [
        database.execute(question).fetchone()[0]
        for question in (
            "SELECT COUNT(*) FROM dossiers_dossiers", "SELECT COALESCE(SUM(received), 0) FROM dossiers_counts",
            "SELECT COUNT(*) FROM dossiers_imports WHERE status = 'done'")
    ]
    database.close()
    return answers[0], answers[1], answers[2]


def test_an_import_that_is_killed_leaves_nothing_of_itself(site: Path) -> None:
    listed = site / "list.csv"
    listed.write_text(rows(ROWS), encoding="utf-8")
    draw = random.Random(766)
    spent = 1.0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [os.environ["CCHC_BINARY"], "dossiers", "import", str(listed)], cwd=site, env=environment(site), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        begin = time.monotonic()
        time.sleep(draw.random() * spent)
        process.kill()
        process.wait()
        left = counts(site)
        assert left in {(0, 0, 0), (ROWS, ROWS, 1)}, left
        if left[0]:
            # It was faster than the kill; earlier ones hit the middle.
            spent = (time.monotonic() - begin) / 2
            database = sqlite3.connect(site / "cchc.db")
            with database:
                for table in ("dossiers_dossiers", "dossiers_counts", "dossiers_imports"):
                    database.execute(f"DELETE FROM {table}")
            database.close()
    done = cchc(site, "dossiers", "import", listed)
    assert done.returncode == 0, done.stderr
    assert counts(site) == (ROWS, ROWS, 1)
    again = cchc(site, "dossiers", "import", listed)
    assert "30,000 unchanged" in again.stdout
    assert counts(site)[:2] == (ROWS, ROWS)


def test_a_list_that_unpacks_without_end_is_refused(site: Path) -> None:
    file = site / "bomb.csv.gz"
    with gzip.open(file, "wb", compresslevel=1) as packed:
        packed.write(HEADER.encode())
        for _ in range(513):
            packed.write(bytes(1 << 20))
    done = cchc(site, "dossiers", "import", file)
    assert done.returncode == 1
    assert "bomb.csv.gz" in done.stderr and "512 MB" in done.stderr
    assert counts(site) == (0, 0, 0)


@pytest.mark.parametrize("name, content, told", [
    ("huge.csv", None, "huge.csv"), ("cut.xlsx", b"PK\x03\x04" + bytes(40), "cut.xlsx"), ("packed.csv", b"\x1f\x8b\x08" + bytes(40), "damaged"),
    ("wide.csv", (HEADER + "a,b,c,d,e,f,g,h,i,j\n").encode(), "wide.csv, line 2"), ("latin.csv", HEADER.encode() + b"\xd0\xff\n", "latin.csv, line 2"),
    ("day.csv", rows(1).replace("2024-03-01T08:30", "30/02/2024").encode(), "day.csv:2:7:received"),
])
def test_what_is_no_list_is_refused_with_its_place_and_nothing_is_kept(site: Path, name: str, content: bytes | None, told: str) -> None:
    file = site / name
    if content is None:
        with file.open("wb") as huge:
            huge.truncate(2 << 30)
    else:
        file.write_bytes(content)
    done = cchc(site, "dossiers", "import", file)
    assert done.returncode == 1
    assert told in done.stderr + done.stdout
    assert counts(site) == (0, 0, 0)


def test_the_good_rows_are_kept_where_that_is_said_and_the_others_given_back(site: Path) -> None:
    file = site / "list.csv"
    file.write_text(rows(3).replace("2024-03-01T08:30", "30/02/2024", 1), encoding="utf-8")
    done = cchc(site, "dossiers", "import", file, "--keep-good", "--faults", "faults.csv")
    assert done.returncode == 0, done.stderr
    assert "30/02/2024" in (site / "faults.csv").read_text(encoding="utf-8-sig")
    assert counts(site) == (2, 2, 1)
