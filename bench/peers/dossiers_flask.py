"""The peer of the counter and of tracking: Flask, the statements of our own verbs one by one, on a copy of our own database.

Settings come from the environment: BENCH_DATABASE (`sqlite:FILE` or libpq's address), BENCH_PAGE (a page of tracking that we made, a
file) and BENCH_CODE (the dossier that it is about). A reception reads, gives a number and writes what ours reads, gives and writes,
in one transaction that waits for the disk; the appointment is a constant, nothing is checked against the procedure, and the audit is
not sealed. A page of tracking is our own page with the words of the dossier filled in; nobody counts how often somebody asks.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from flask import Flask, Response, render_template_string, request

IDENTITY = """
    SELECT t.id AS key_id, t.used_ms, t.scope, p.id, p.login, p.name, p.unit_id AS home_id, g.role, g.unit_id, g.field
    FROM accounts_tokens t JOIN accounts_people p ON p.id = t.person_id
    LEFT JOIN accounts_grants g ON g.person_id = p.id AND g.from_ms <= ? AND (g.until_ms IS NULL OR g.until_ms > ?)
    WHERE t.digest = ? AND t.expires_ms > ? AND p.status = 'active'
"""
UNIT = """
    SELECT id, code, name_vi, name_en, kind, parent_id, opened_date, closed_date, source, is_generated, version
    FROM units_units WHERE code = ?
"""
PROCEDURE = """
    SELECT v.id, v.decision, v.decided_date, v.change, v.from_date, v.to_date, v.source, v.entered_ms FROM procedures_versions v
    WHERE v.code = ? AND (v.from_date IS NULL OR v.from_date <= ?) AND (v.to_date IS NULL OR v.to_date >= ?)
"""
CONTENT = "SELECT content FROM procedures_contents WHERE version_id = ?"
RECEIVES = """
    SELECT 1 AS found FROM procedures_receivers WHERE code = ? AND unit_id = ? AND from_date <= ?
        AND (to_date IS NULL OR to_date >= ?) LIMIT 1
"""
CHOICE = """
    SELECT late_receipt, supplement FROM dossiers_clock_choices WHERE procedure_code = ? AND from_date <= ?
    ORDER BY from_date DESC LIMIT 1
"""
CALENDAR = "SELECT revision, id FROM platform_calendar_changes ORDER BY revision DESC LIMIT 1"
CODES = """
    SELECT unit_id, scheme, code, from_date, to_date, source FROM units_codes WHERE unit_id = ?
    ORDER BY COALESCE(to_date, '9999') DESC, scheme
"""
NUMBER = """
    INSERT INTO dossiers_sequences (agency, day, last) VALUES (?, ?, 1)
    ON CONFLICT (agency, day) DO UPDATE SET last = dossiers_sequences.last + 1 WHERE dossiers_sequences.last < 9999
    RETURNING last
"""
DOSSIER = """
    INSERT INTO dossiers_dossiers (code, unit_id, version_id, channel, subject, state, received_ms, limit_unit, limit_count, clock,
        first_due_ms, due_ms, finished_ms, returned_ms, supplements, cause, officer, fee, delivery, synced_ms, is_digitised,
        has_electronic_result, reuses_data, is_in_store, uses_population_data, origin, entered_ms, version)
    VALUES (?, ?, ?, 'direct', 'citizen', 'accepted', ?, 'working_days', 1, 'same_day 15:00 restarts 1 3 working_days moves',
        ?, ?, NULL, NULL, 0, NULL, NULL, 'unpaid', 'counter', NULL, 0, 0, 0, 0, 0, 'counter', ?, 1)
"""
APPLICANT = """
    INSERT INTO dossiers_applicants (dossier, name, search_text, document, address, phone, email, submitter, request)
    VALUES (?, ?, ?, ?, ?, '', '', '', '')
"""
MONTH = """
    INSERT INTO dossiers_months (month, unit_id, received, early, on_time, late, unlimited, dropped) VALUES (?, ?, 1, 0, 0, 0, 0, 0)
    ON CONFLICT (month, unit_id) DO UPDATE SET received = dossiers_months.received + excluded.received,
        early = dossiers_months.early + excluded.early, on_time = dossiers_months.on_time + excluded.on_time,
        late = dossiers_months.late + excluded.late, unlimited = dossiers_months.unlimited + excluded.unlimited,
        dropped = dossiers_months.dropped + excluded.dropped
"""
COUNT = """
    INSERT INTO dossiers_counts (unit_id, version_id, channel, month, received, early, on_time, late, unlimited, dropped)
    VALUES (?, ?, 'direct', ?, 1, 0, 0, 0, 0, 0)
    ON CONFLICT (unit_id, version_id, channel, month) DO UPDATE SET received = dossiers_counts.received + excluded.received,
        early = dossiers_counts.early + excluded.early, on_time = dossiers_counts.on_time + excluded.on_time,
        late = dossiers_counts.late + excluded.late, unlimited = dossiers_counts.unlimited + excluded.unlimited,
        dropped = dossiers_counts.dropped + excluded.dropped
"""
EVENT = """
    INSERT INTO dossiers_events (id, dossier, event, at_ms, entered_ms, login, state, text, document)
    VALUES (?, ?, 'accepted', ?, ?, ?, 'accepted', '', '')
"""
AUDIT = """
    INSERT INTO platform_audit (id, at_ms, actor, action, subject, unit_id, before, after, reason)
    VALUES (?, ?, ?, 'dossiers.accepted', ?, ?, NULL, ?, NULL)
"""
FEE = "INSERT INTO dossiers_fees (dossier, number, name, dong, paid_ms) VALUES (?, 1, ?, ?, NULL)"
TRACK = """
    SELECT d.code, d.unit_id, d.version_id, d.channel, d.subject, d.state, d.received_ms, d.limit_unit, d.limit_count, d.clock,
        d.first_due_ms, d.due_ms, d.finished_ms, d.returned_ms, d.supplements, d.cause, d.officer, d.fee, d.delivery, d.synced_ms,
        d.is_digitised, d.has_electronic_result, d.reuses_data, d.is_in_store, d.uses_population_data, d.origin, d.entered_ms,
        d.version FROM dossiers_dossiers d WHERE d.code = ?
"""
ZONE = timezone(timedelta(hours=7))
ADDRESS = os.environ["BENCH_DATABASE"]

app = Flask(__name__)
local = threading.local()
names: dict[str, str] = {}


class SQLite:
    """Reads and writes as our driver does: WAL, and a commit waits for the disk."""

    busy = sqlite3.OperationalError
    reading, writing = "BEGIN", "BEGIN IMMEDIATE"

    def __init__(self) -> None:
        self.db = sqlite3.connect(ADDRESS.removeprefix("sqlite:"), isolation_level=None, timeout=30)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.execute("PRAGMA foreign_keys = ON")

    def run(self, statement: str, *values: object) -> list:
        return self.db.execute(statement, values).fetchall()


class PostgreSQL:
    """One connection; statements are prepared after their fifth run."""

    reading, writing = "BEGIN READ ONLY", "BEGIN"

    def __init__(self) -> None:
        import psycopg
        from psycopg.rows import dict_row
        self.busy = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
        self.db = psycopg.connect(ADDRESS, autocommit=True, row_factory=dict_row)

    def run(self, statement: str, *values: object) -> list:
        done = self.db.execute(statement.replace("?", "%s"), values)
        return done.fetchall() if done.description else []


def database() -> SQLite | PostgreSQL:
    if not hasattr(local, "database"):
        local.database = SQLite() if ADDRESS.startswith("sqlite:") else PostgreSQL()
    return local.database


def transaction(db: SQLite | PostgreSQL, begin: str, body):
    """Runs again what another transaction stood in the way of."""
    while True:
        db.run(begin)
        try:
            done = body()
            db.run("COMMIT")
            return done
        except db.busy:
            db.run("ROLLBACK")
        except BaseException:
            db.run("ROLLBACK")
            raise


def name(db: SQLite | PostgreSQL, version: str) -> str:
    """What a version is called; what it says is read once, as ours does."""
    if version not in names:
        names[version] = json.loads(db.run(CONTENT, version)[0]["content"])["name"]
    return names[version]


@app.get("/readyz")
def ready() -> str:
    return "ready\n"


@app.post("/api/v1/dossiers/units/<unit_code>/reception/<procedure_code>")
def receive(unit_code: str, procedure_code: str) -> Response:
    db, now = database(), int(time.time() * 1000)
    body = json.loads(request.get_data())
    secret = request.headers["Authorization"].removeprefix("Bearer ")
    who = db.run(IDENTITY, now, now, hashlib.sha256(secret.encode()).hexdigest(), now)
    today = datetime.now(ZONE).date().isoformat()

    def look() -> tuple:
        unit, procedure = db.run(UNIT, unit_code), db.run(PROCEDURE, procedure_code, today, today)
        if not unit or not procedure or not db.run(RECEIVES, procedure_code, unit[0]["id"], today, today):
            return None, None
        return unit[0], procedure[0]

    def open_() -> None:
        look()
        db.run(CHOICE, procedure_code, today)
        db.run(CALENDAR)

    def take() -> dict | None:
        unit, procedure = look()
        if not unit or not any(row["role"] == "counter_officer" and row["unit_id"] == unit["id"] for row in who):
            return None
        agency = next(row["code"] for row in db.run(CODES, unit["id"]) if row["scheme"] == "agency")
        number = db.run(NUMBER, agency, today)[0]["last"]
        db.run(CHOICE, procedure_code, today)
        db.run(CALENDAR)
        code, due = f"{agency}-{today[2:].replace('-', '')}-{number:04}", now + 86_400_000
        db.run(DOSSIER, code, unit["id"], procedure["id"], now, due, due, now)
        db.run(APPLICANT, code, body["name"], body["name"].lower(), body["document"], body["address"])
        db.run(MONTH, today[:7], unit["id"])
        db.run(COUNT, unit["id"], procedure["id"], today[:7])
        login = who[0]["login"]
        db.run(EVENT, os.urandom(13).hex(), code, now, now, login)
        after = {"state": "accepted", "due": due, "finished": None, "returned": None, "officer": None, "fee": "unpaid", "cause": None}
        db.run(AUDIT, os.urandom(13).hex(), now, login, f"dossiers/{code}", unit["id"], json.dumps(after))
        db.run(FEE, code, name(db, procedure["id"]), int(body["fee"]))
        return {"code": code, "state": "accepted", "version": 1, "received": now, "due": due}

    if not who:
        return Response('{"code": "token_invalid"}', 401, mimetype="application/problem+json")
    transaction(db, db.reading, open_)
    answer = transaction(db, db.writing, take)
    return Response(json.dumps(answer), 200 if answer else 404, mimetype="application/json")


WORDS = dict(
    line.split(": ", 1) for line in (Path(__file__).resolve().parents[2] / "Sources/Dossiers/Locales/vi.yaml").read_text().splitlines()
    if line.startswith("dossiers.state."))


def template() -> str:
    """Our page of a returned dossier with its code, state and days made places; the picture of its progress stays."""
    page = Path(os.environ["BENCH_PAGE"]).read_text(encoding="utf-8").replace(os.environ["BENCH_CODE"], "{{ row.code }}")
    begin, end = page.index("<dl"), page.index("</dl>")
    terms = page[begin:end].split("<dd>")
    # Code, state, received, due, finished: what each says is the first text of its part.
    for place, name in ((2, "state"), (3, "received"), (4, "due"), (5, "finished")):
        text = terms[place].replace("<strong>", "").split("<")[0]
        terms[place] = terms[place].replace(text, "{{ %s }}" % name, 1)
    late = '{% if late %}<div><dt>Tình trạng</dt><dd>Đã quá ngày hẹn</dd></div>{% endif %}'
    return page[:begin].replace(WORDS["dossiers.state.returned.public"], "{{ sentence }}") + "<dd>".join(terms) + late + page[end:]


PAGE = template() if "BENCH_PAGE" in os.environ else ""


def day(moment: int | None) -> str:
    return datetime.fromtimestamp(moment / 1000, ZONE).strftime("%d/%m/%Y") if moment else ""


@app.get("/dossiers/track/<code>")
def track(code: str) -> str | Response:
    db = database()
    rows = transaction(db, db.reading, lambda: db.run(TRACK, code))
    if not rows:
        return Response("", 404)
    row = rows[0]
    late = row["due_ms"] is not None and (row["finished_ms"] or int(time.time() * 1000)) > row["due_ms"]
    return render_template_string(
        PAGE, row=row, state=WORDS[f"dossiers.state.{row['state']}"], sentence=WORDS[f"dossiers.state.{row['state']}.public"],
        received=day(row["received_ms"]), due=day(row["due_ms"]), finished=day(row["finished_ms"]), late=late)
