"""A one-stop shop to measure: the demo, and beside it 200 generated units with their clerks and any number of generated dossiers.

The dossiers are made by SQL, on both engines alike, from today backwards: the first million are the last ten weeks, and what is added
lies further back and has ended. So what is open is the same whatever the number, as in a province that has been at work for longer.
Their origin is `generated`; each has its applicant and an event, and the summary counts them.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rounds import Absent

UNITS = 200
# A unit's dossiers of a day.
DAILY = 70
PROCEDURE = "1.000656"
# At once; a transaction of millions would keep its whole log.
STEP = 250_000
ZONE = timezone(timedelta(hours=7))
TODAY = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
BEGIN_MS = int(TODAY.timestamp()) * 1000
DAY_MS = 86_400_000
NOW_MS = int(datetime.now(ZONE).timestamp()) * 1000


def token(unit: int) -> str:
    """A secret that the clerk of a unit has; the table keeps its digest."""
    return f"bench{unit:038}"


def cookie(person: str) -> str:
    """What the browser of a person sends."""
    return "cchc_session=" + secret(person)


def secret(person: str) -> str:
    return f"bench-{person}".ljust(43, "0")


def code(number: int) -> str:
    """Of the dossier with a number, counted from the latest."""
    place, unit = divmod(number, UNITS)
    day = TODAY - timedelta(days=place // DAILY + 1)
    return f"B00.{unit:03}-{day:%y%m%d}-{place % DAILY + 1:04}"


class Engine:
    """The database of a server, reached beside it."""

    def __init__(self, address: str):
        self.address = address
        self.is_sqlite = address.startswith("sqlite:")
        self.name = "SQLite" if self.is_sqlite else "PostgreSQL"

    def run(self, *statements: str) -> None:
        """Each a transaction, without waiting for the disk: what is measured afterwards does."""
        if self.is_sqlite:
            db = sqlite3.connect(self.address.removeprefix("sqlite:"), isolation_level=None, timeout=60)
            for setting in ("synchronous = OFF", "cache_size = -500000", "temp_store = MEMORY"):
                db.execute(f"PRAGMA {setting}")
            for statement in statements:
                db.execute(statement)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.close()
            return
        words = [word for statement in ("SET synchronous_commit = off", *statements) for word in ("-c", statement)]
        done = subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", *words, self.address], capture_output=True, text=True)
        if done.returncode:
            raise Absent(f"psql: {done.stderr.strip()[-400:]}")

    def ask(self, statement: str) -> list[list[str]]:
        """The rows of a question, as texts without tabs and line breaks in them."""
        if self.is_sqlite:
            db = sqlite3.connect(self.address.removeprefix("sqlite:"), timeout=60)
            rows = [[str(value) for value in row] for row in db.execute(statement)]
            db.close()
            return rows
        done = subprocess.run(["psql", "-qAtF", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement, self.address], capture_output=True, text=True)
        if done.returncode:
            raise Absent(f"psql: {done.stderr.strip()[-400:]}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def rest(self) -> None:
        """Ends what a load leaves to be done in the background, which would be measured along."""
        if not self.is_sqlite:
            self.run("VACUUM (ANALYZE)")
            self.run("CHECKPOINT")

    def text(self, moment: str, sqlite: str, postgres: str) -> str:
        """A moment's day in Vietnam as a text."""
        if self.is_sqlite:
            return f"strftime('{sqlite}', ({moment}) / 1000 + 25200, 'unixepoch')"
        return f"to_char(to_timestamp(({moment}) / 1000 + 25200) AT TIME ZONE 'UTC', '{postgres}')"


def settle(engine: Engine) -> None:
    """Units with codes that receive a procedure, and one clerk each who holds a token."""
    # Two who look at pages: a clerk, and somebody who sees all units.
    engine.run(
        "INSERT INTO accounts_people (id, login, name, sort_key, search_text, language, status, is_demo, created_ms) VALUES"
        " ('bench-auditor', 'bench.auditor', 'Kiểm toán', 'bench', 'bench', 'vi', 'active', 1, 0)",
        "INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by) VALUES"
        " ('bench-auditor', 'bench-auditor', 'auditor', NULL, 0, 'bench')")

    def values(row: str) -> str:
        return ", ".join(row.format(n=n, n3=f"{n:03}", digest=hashlib.sha256(token(n).encode()).hexdigest()) for n in range(UNITS))

    never = NOW_MS + 365 * DAY_MS
    engine.run(
        "INSERT INTO units_units (id, code, name_vi, name_en, kind, sort_key, search_text, source, is_generated) VALUES "
        + values("('bench-{n3}', 'BENCH-{n3}', 'Phường đo {n3}', 'Bench ward {n3}', 'commune', 'bench {n3}', 'bench {n3}', 'generated', 1)"),
        "INSERT INTO units_codes (id, unit_id, scheme, code, source) VALUES "
        + values("('bench-{n3}', 'bench-{n3}', 'agency', 'B00.{n3}', 'generated')"),
        "INSERT INTO procedures_receivers (id, code, unit_id, from_date) VALUES "
        + values("('bench-{n3}', '%s', 'bench-{n3}', '2020-01-01')" % PROCEDURE),
        "INSERT INTO accounts_people (id, login, name, sort_key, search_text, unit_id, language, status, is_demo, created_ms) VALUES "
        + values("('bench-{n3}', 'bench.{n3}', 'Cán bộ {n3}', 'bench {n3}', 'bench {n3}', 'bench-{n3}', 'vi', 'active', 1, 0)"),
        "INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by) VALUES "
        + values("('bench-{n3}', 'bench-{n3}', 'counter_officer', 'bench-{n3}', 0, 'bench')"),
        "INSERT INTO accounts_tokens (id, digest, person_id, name, scope, created_ms, expires_ms) VALUES "
        + values("('bench-{n3}', '{digest}', 'bench-{n3}', 'bench', 'write', 0, %d)" % never),
        "INSERT INTO accounts_sessions (id, digest, person_id, stage, attempts, created_ms, seen_ms, agent) VALUES "
        + ", ".join(
            f"('bench-{person}', '{hashlib.sha256(secret(person).encode()).hexdigest()}', 'bench-{person}', 'open', 0, {NOW_MS}, {NOW_MS}, '')"
            for person in ("007", "auditor")))


def drawn(engine: Engine, first: int, end: int) -> str:
    """A table of the dossiers with these numbers, the oldest first; everything of one follows from its number."""
    day = f"{BEGIN_MS} - (n / {UNITS} / {DAILY} + 1) * {DAY_MS}"
    return f"""
        CREATE TABLE bench_drawn AS
        WITH RECURSIVE series (n) AS (SELECT CAST({end - 1} AS BIGINT) UNION ALL SELECT n - 1 FROM series WHERE n > {first}),
        drawn AS (
            SELECT n, n * 2654435761 % 1000003 AS chance, {day} + 28800000 + n / {UNITS} % {DAILY} * 360000 AS received,
                'bench-' || substr(CAST(1000 + n % {UNITS} AS TEXT), 2) AS unit_id,
                'B00.' || substr(CAST(1000 + n % {UNITS} AS TEXT), 2) || '-' || substr({engine.text(day, '%Y%m%d', 'YYYYMMDD')}, 3)
                    || '-' || substr(CAST(10001 + n / {UNITS} % {DAILY} AS TEXT), 2) AS code
            FROM series),
        timed AS (
            SELECT *, received + 10 * {DAY_MS} AS due, received + chance % 288 * 3600000 AS ended,
                chance / 7 % 1000 * (chance / 7 % 1000) / 1000 * 30 / 1000 AS place
            FROM drawn)
        SELECT n, code, unit_id, received, due, v.id AS version_id, CASE chance % 4 WHEN 0 THEN 'online' ELSE 'direct' END AS channel,
            CASE WHEN ended <= {NOW_MS} THEN ended END AS finished,
            CASE WHEN ended + 14400000 <= {NOW_MS} THEN ended + 14400000 END AS returned,
            CASE WHEN ended > {NOW_MS} THEN 0 WHEN ended > due THEN 3
                WHEN {engine.text('ended', '%Y%m%d', 'YYYYMMDD')} < {engine.text('due', '%Y%m%d', 'YYYYMMDD')} THEN 1 ELSE 2 END AS verdict
        FROM timed t JOIN bench_versions v USING (place)
        """


def add(engine: Engine, first: int, end: int) -> None:
    """The dossiers with these numbers."""
    # Few procedures are asked for often, many seldom.
    engine.run(
        "CREATE TABLE bench_versions (place INTEGER PRIMARY KEY, id TEXT NOT NULL)",
        "INSERT INTO bench_versions SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, id FROM procedures_versions"
        " WHERE to_date IS NULL AND levels LIKE '%commune%'")
    for start in range(first, end, STEP):
        engine.run(
            drawn(engine, start, min(start + STEP, end)),
            """INSERT INTO dossiers_dossiers (code, unit_id, version_id, channel, subject, state, received_ms, limit_unit, limit_count,
                clock, first_due_ms, due_ms, finished_ms, returned_ms, supplements, officer, fee, delivery, is_digitised,
                has_electronic_result, reuses_data, is_in_store, uses_population_data, origin, entered_ms, version)
                SELECT code, unit_id, version_id, channel, 'citizen', CASE WHEN returned IS NOT NULL THEN 'returned'
                WHEN finished IS NOT NULL THEN 'finished' ELSE 'processing' END, received, 'working_days', 10,
                'same_day 15:00 restarts 1 3 working_days moves', due, due, finished, returned, 0, 'bench.' || substr(unit_id, 7), 'none',
                'counter', 0, 0, 0, 0, 0, 'generated', received, 2 FROM bench_drawn""",
            """INSERT INTO dossiers_applicants (dossier, name, search_text, document, address, phone, email, submitter, request)
                SELECT code, 'Người thứ ' || n, 'nguoi thu ' || n, CAST(100000000000 + n AS TEXT), 'Phường đo', '', '', '', ''
                FROM bench_drawn""",
            """INSERT INTO dossiers_events (id, dossier, event, at_ms, entered_ms, login, state, text, document)
                SELECT '00' || received || substr(CAST(100000000 + n AS TEXT), 2), code, 'accepted', received, received,
                'bench.' || substr(unit_id, 7), 'accepted', '', '' FROM bench_drawn""",
            f"""CREATE TABLE bench_counted AS
                SELECT unit_id, version_id, channel, {engine.text('moment', '%Y-%m', 'YYYY-MM')} AS month, SUM(came) AS received,
                SUM(early) AS early, SUM(in_time) AS on_time, SUM(late) AS late FROM (
                    SELECT unit_id, version_id, channel, received AS moment, 1 AS came, 0 AS early, 0 AS in_time, 0 AS late FROM bench_drawn
                    UNION ALL SELECT unit_id, version_id, channel, finished, 0, CASE verdict WHEN 1 THEN 1 ELSE 0 END,
                    CASE verdict WHEN 2 THEN 1 ELSE 0 END, CASE verdict WHEN 3 THEN 1 ELSE 0 END FROM bench_drawn
                    WHERE finished IS NOT NULL) AS moments
                GROUP BY 1, 2, 3, 4""",
            summed("dossiers_counts", "unit_id, version_id, channel, month"), summed("dossiers_months", "month, unit_id"),
            "DROP TABLE bench_counted", "DROP TABLE bench_drawn")
    engine.run("DROP TABLE bench_versions")
    engine.rest()


def summed(table: str, key: str) -> str:
    """Adds what was counted to a summary."""
    return f"""
        INSERT INTO {table} ({key}, received, early, on_time, late, unlimited, dropped)
        SELECT {key}, SUM(received), SUM(early), SUM(on_time), SUM(late), 0, 0 FROM bench_counted WHERE true GROUP BY {key}
        ON CONFLICT ({key}) DO UPDATE SET received = {table}.received + excluded.received, early = {table}.early + excluded.early,
        on_time = {table}.on_time + excluded.on_time, late = {table}.late + excluded.late"""
