"""Slices of ten million dossiers: ours from packed columns in memory, DuckDB's from its own table, both on two threads.

Both read the same file of random dossiers and keep it in memory; reading is not measured. A slice of ours counts everything that a
page of figures shows; DuckDB is asked for as many counts, or for one share alone where that is measured.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy

from rounds import Row, alternate, program

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = ROOT / "var" / "bench"
BINARY = ROOT / ".build" / "release" / "cchc"
PYTHON = ROOT / "var" / "venv" / "bin" / "python"
ROWS = int(os.environ.get("CCHC_BENCH_DOSSIERS", "10000000"))
UNITS, PROCEDURES, FIELDS = 200, 1300, 60
# The first second of 2025 in Vietnam.
YEAR, DAY = 1_735_664_400, 86_400
NAMES = {
    "all_year": "all of a year", "by_unit": "by unit", "by_procedure": "by procedure", "by_unit_and_channel": "by unit and channel",
    "by_field_of_one_channel": "a quarter of a channel by field", "by_unit_and_month": "by unit and month", "one_share_by_unit": "one share alone by unit",
}


def write(file: Path) -> Path:
    """Unit, procedure, field, channel, received, due, ended as numbers of four bytes; 0 is not ended."""
    draw = numpy.random.default_rng(766)
    procedure = draw.integers(0, PROCEDURES, ROWS)
    received = YEAR - 30 * DAY + draw.integers(0, 395 * DAY, ROWS)
    due = received + draw.integers(1, 31, ROWS) * DAY
    ended = numpy.maximum(due + 50_000 - draw.integers(0, 1_000_000, ROWS), received)
    ended[draw.random(ROWS) < 0.02] = 0
    columns = [draw.integers(0, UNITS, ROWS), procedure, procedure % FIELDS, draw.integers(0, 3, ROWS), received, due, ended]
    numpy.stack([column.astype("<u4") for column in columns], axis=1).tofile(file)
    return file


def measure() -> list[Row]:
    file = write(FOLDER / "dossiers.bin")
    ours, duckdb = alternate(program(BINARY, "bench", "slices", file), program(PYTHON, HERE / "peers" / "slices_duckdb.py", file), rounds=3)
    file.unlink()
    rows = []
    for name, title in NAMES.items():
        mine, theirs = ours[f"count_{name}"].value, duckdb[f"count_{name}"].value
        notes = [] if mine == theirs else [f"THE SIDES DIFFER: ours {mine:,.0f}, peer {theirs:,.0f}"]
        rows.append(Row(
            f"{ROWS:,} dossiers, {title}", ours[f"slice_{name}"], duckdb[f"slice_{name}"], "DuckDB", "≥ 10×", lambda _, ratio: ratio >= 10, notes))
    return rows


if __name__ == "__main__":
    from rounds import table
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(table(measure()), end="")
