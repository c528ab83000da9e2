"""Reads a list of dossiers, checks it and upserts it into the table: imports_python.py DATABASE LIST."""

import csv
import re
import sqlite3
import sys
from datetime import datetime, timedelta, timezone

CLOCK = "same_day 15:00 restarts 1 3 working_days moves"
ZONE = timezone(timedelta(hours=7))
CODE = re.compile(r"[A-Z0-9.]{3,35}-\d{6}-\d{4}").fullmatch
COLUMNS = (
    "code, unit_id, version_id, channel, subject, state, received_ms, limit_unit, limit_count, clock, first_due_ms, due_ms, finished_ms,"
    " returned_ms, supplements, cause, officer, fee, delivery, is_digitised, has_electronic_result, reuses_data, is_in_store,"
    " uses_population_data, origin, entered_ms, version"
)


def rows(file, units, versions):
    def moment(text):
        return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()) * 1000 if text else None

    with open(file, newline="", encoding="utf-8") as source:
        reader = csv.reader(source)
        next(reader)
        for row in reader:
            received, due, finished, returned = moment(row[6]), moment(row[9]), moment(row[10]), moment(row[11])
            if not CODE(row[0]) or due < received or finished < received or returned < finished:
                raise SystemExit(f"line {reader.line_num}")
            yield (
                row[0], units[row[1]], versions[row[2]], row[3], row[4], row[5], received, row[8], int(row[7]), CLOCK, due, due, finished,
                returned, int(row[12]), row[13], row[14], row[16], row[17], int(row[18]), int(row[19]), int(row[20]), int(row[21]),
                int(row[22]), "import", moment(row[15]), 1)


database = sqlite3.connect(sys.argv[1])
for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -16000", "temp_store = MEMORY"):
    database.execute(f"PRAGMA {setting}")
units = dict(database.execute("SELECT code, id FROM units_units"))
versions = dict(database.execute("SELECT code, id FROM procedures_versions"))
changes = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ")[1:])
with database:
    database.executemany(
        f"INSERT INTO dossiers_dossiers ({COLUMNS}) VALUES ({', '.join('?' * 27)}) ON CONFLICT (code) DO UPDATE SET {changes}",
        rows(sys.argv[2], units, versions))
database.close()
