"""The peer of slices: DuckDB on two threads over the same dossiers in a table of its own, in memory.

Numbers have the narrowest types that hold them. Each slice is asked for eleven times, and its median told.
"""

from __future__ import annotations

import statistics
import sys
import time

import duckdb
import numpy

rows = numpy.fromfile(sys.argv[1], "<u4").reshape(-1, 7)
columns = {name: numpy.ascontiguousarray(rows[:, place]) for place, name in enumerate(
    ("unit", "procedure", "field", "channel", "received", "due", "ended"))}
db = duckdb.connect(config={"threads": 2})
db.execute("""
    CREATE TABLE dossiers AS SELECT unit::USMALLINT AS unit, procedure::USMALLINT AS procedure, field::USMALLINT AS field,
        channel::UTINYINT AS channel, make_timestamp((received::BIGINT + 25200) * 1000000) AS received,
        make_timestamp((due::BIGINT + 25200) * 1000000) AS due,
        CASE WHEN ended > 0 THEN make_timestamp((ended::BIGINT + 25200) * 1000000) END AS ended
    FROM columns
    """)
del rows, columns


def counts(begin: str, end: str) -> str:
    """What a page of figures shows of each group."""
    return f"""
        COUNT(*) FILTER (received >= {begin}) AS received,
        COUNT(*) FILTER (received >= {begin} AND ended <= due AND ended < {end}) AS received_on_time,
        COUNT(*) FILTER (ended < {end}) AS released, COUNT(*) FILTER (ended < {end} AND ended <= due) AS released_on_time,
        COUNT(*) FILTER (ended < {end} AND ended::DATE < due::DATE) AS early,
        COUNT(*) AS handled, COUNT(*) FILTER (CASE WHEN ended < {end} THEN ended <= due ELSE due >= {end} - INTERVAL 1 SECOND END) AS handled_on_time,
        COUNT(*) FILTER (ended IS NULL OR ended >= {end}) AS open
        """


def handled(begin: str, end: str) -> str:
    return f"received < {end} AND (ended IS NULL OR ended >= {begin})"


YEAR = ("TIMESTAMP '2025-01-01'", "TIMESTAMP '2026-01-01'")
QUARTER = ("TIMESTAMP '2025-04-01'", "TIMESTAMP '2025-07-01'")
# By name the question and which of its columns is summed.
SLICES = {
    "all_year": (f"SELECT {counts(*YEAR)} FROM dossiers WHERE {handled(*YEAR)}", "released_on_time"),
    "by_unit": (f"SELECT unit, {counts(*YEAR)} FROM dossiers WHERE {handled(*YEAR)} GROUP BY unit", "released_on_time"),
    "by_procedure": (f"SELECT procedure, {counts(*YEAR)} FROM dossiers WHERE {handled(*YEAR)} GROUP BY procedure", "handled_on_time"),
    "by_unit_and_channel": (
        f"SELECT unit, channel, {counts(*YEAR)} FROM dossiers WHERE {handled(*YEAR)} GROUP BY unit, channel", "received_on_time"),
    "by_field_of_one_channel": (
        f"SELECT field, {counts(*QUARTER)} FROM dossiers WHERE {handled(*QUARTER)} AND channel = 1 GROUP BY field", "released_on_time"),
    "by_unit_and_month": (
        f"""SELECT unit, date_trunc('month', ended) AS month, COUNT(*) AS released, COUNT(*) FILTER (ended <= due) AS released_on_time
        FROM dossiers WHERE ended >= {YEAR[0]} AND ended < {YEAR[1]} GROUP BY unit, month""", "released_on_time"),
    "one_share_by_unit": (
        f"""SELECT unit, COUNT(*) AS received, COUNT(*) FILTER (ended <= due AND ended < {YEAR[1]}) AS received_on_time
        FROM dossiers WHERE received >= {YEAR[0]} AND received < {YEAR[1]} GROUP BY unit""", "received_on_time"),
}
for name, (statement, counted) in SLICES.items():
    taken = []
    for _ in range(11):
        begun = time.perf_counter_ns()
        db.execute(statement).fetchall()
        taken.append(time.perf_counter_ns() - begun)
    total = db.execute(f"SELECT SUM({counted}) FROM ({statement})").fetchone()[0]
    print(f"slice_{name}\t{statistics.median(taken):.0f}\tns\ncount_{name}\t{total}\tdossiers")
