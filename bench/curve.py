"""What work costs with one, two, five and ten million dossiers: where an index serves it, the same.

Each row sets a number of dossiers against the least: the ratio is how much slower the same work has become, upside down. With the most
dossiers DuckDB is asked over all rows for what the page of months shows.
"""

from __future__ import annotations

import http.client
import os
import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

import shop
from dossiers import both, engines, opened, receiving, tracking, write_codes
from rounds import Absent, Figure, Figures, Row, Side, alternate

SIZES = [int(size) for size in os.environ.get("CCHC_BENCH_SIZES", "1000000,2000000,5000000,10000000").split(",")]
LOOKS = 40
STEADY = "≥ 0.8×"
MONTHS = "on time by unit and month"


def looking(port: int, rows: int) -> Side:
    """How long one person waits for a page while nobody else works; each look at another dossier, of all times."""
    draw = random.Random(7)
    year = shop.TODAY.year
    pages = {
        "a dossier's page": lambda: (f"/dossiers/{shop.code(draw.randrange(rows))}", "auditor"),
        "a desk's list": lambda: ("/dossiers/units/BENCH-007", "007"),
        MONTHS: lambda: (f"/dossiers/figures/months?period={year - draw.randrange(2)}", "auditor"),
    }

    def run() -> Figures:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        figures = {}
        for name, page in pages.items():
            taken = []
            for _ in range(LOOKS):
                address, person = page()
                begun = time.perf_counter_ns()
                connection.request("GET", address, headers={"Cookie": shop.cookie(person)})
                answer = connection.getresponse()
                told = answer.read()
                taken.append(time.perf_counter_ns() - begun)
                if answer.status != 200:
                    raise Absent(f"{address}: {answer.status} {told[:300]!r}")
            figures[name] = Figure(statistics.median(taken), "ns")
        connection.close()
        return figures

    return run


def over_rows(database: str) -> Figure:
    """What DuckDB takes for the months of a year, over all dossiers in a table of its own on two threads."""
    import duckdb
    import numpy
    columns: dict[str, list] = {"unit": [], "due": [], "finished": []}
    units: dict[str, int] = {}
    cursor = sqlite3.connect(database).execute("SELECT unit_id, COALESCE(due_ms, 0), COALESCE(finished_ms, 0) FROM dossiers_dossiers")
    while rows := cursor.fetchmany(500_000):
        for column, values in zip(columns.values(), zip(*rows)):
            if isinstance(values[0], str):
                values = [units.setdefault(value, len(units)) for value in values]
            column.append(numpy.array(values, "<i8"))
    arrays = {name: numpy.concatenate(parts) for name, parts in columns.items()}  # noqa: F841 — DuckDB reads it by its name
    db = duckdb.connect(config={"threads": 2})
    db.execute("""
        CREATE TABLE dossiers AS SELECT unit::USMALLINT AS unit, make_timestamp((due + 25200000) * 1000) AS due,
        CASE WHEN finished > 0 THEN make_timestamp((finished + 25200000) * 1000) END AS finished FROM arrays""")
    year, taken = shop.TODAY.year, []
    for _ in range(11):
        begun = time.perf_counter_ns()
        db.execute(f"""
            SELECT unit, date_trunc('month', finished) AS month, COUNT(*), COUNT(*) FILTER (finished <= due) FROM dossiers
            WHERE finished >= TIMESTAMP '{year}-01-01' AND finished < TIMESTAMP '{year + 1}-01-01' GROUP BY unit, month""").fetchall()
        taken.append(time.perf_counter_ns() - begun)
    return Figure(statistics.median(taken), "ns")


def measure() -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name:
        folder = Path(name)
        for address, _ in engines(folder):
            rows += measure_on(folder, address)
    return rows


def measure_on(folder: Path, address: str) -> list[Row]:
    rows: list[Row] = []
    first: Figures = {}
    ours, engine = opened(folder, address, 0), shop.Engine(address)
    for begin, size in zip([0] + SIZES, SIZES):
        shop.add(engine, begin, size)
        write_codes(folder / "codes", size)
        ours.start()
        try:
            figures, = alternate(both(looking(ours.port, size), tracking(ours.port), receiving(ours.port)), rounds=3)
        finally:
            ours.stop()
        first = first or figures
        for name, figure in figures.items():
            print(f"{engine.name}, {size:,}, {name}: {figure.value:,.0f} {figure.unit}", flush=True)
            rows.append(Row(
                f"{name}, {size:,}, {engine.name}", figure, first[name], f"{SIZES[0]:,}", STEADY, lambda _, ratio: ratio >= 0.8))
    if engine.is_sqlite:
        rows.append(Row(
            f"{MONTHS}, {SIZES[-1]:,}, as a page", figures[MONTHS], over_rows(address.removeprefix("sqlite:")), "DuckDB, the rows", "≥ 8×",
            lambda _, ratio: ratio >= 8))
    return sorted(rows, key=lambda row: row.name.split(",")[0])


if __name__ == "__main__":
    from rounds import table
    print(table(measure()), end="")
