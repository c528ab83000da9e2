"""The peer that saves entries: Flask and SQLite, the statements of our own save one by one, on a copy of our own database.

Settings come from the environment: BENCH_DATABASE (SQLite's file). Everything is done that the database is asked for in a save: who
the token names, the round, the unit and what the person may see of it, reopenings, submissions, assignments, the leaf's entries, the
new entry over the version that was seen, its line of history; then a commit that waits for the disk. The points are taken as they
come: Flask computes none, and it seals no history.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import time

from flask import Flask, Response, request

ROUND = "SELECT r.* FROM assessments_rounds r WHERE r.code = ?"
IDENTITY = """
    SELECT t.id AS key_id, t.used_ms, t.scope, p.id, p.login, p.name, p.unit_id AS home_id, g.role, g.unit_id, g.field
    FROM accounts_tokens t JOIN accounts_people p ON p.id = t.person_id
    LEFT JOIN accounts_grants g ON g.person_id = p.id AND g.from_ms <= :now AND (g.until_ms IS NULL OR g.until_ms > :now)
    WHERE t.digest = :digest AND t.expires_ms > :now AND p.status = 'active'
"""
UNIT = """
    SELECT u.id, u.code, u.name_vi, u.name_en, m.block_code, m.is_ranked, b.framework_id FROM assessments_units m
    JOIN units_units u ON u.id = m.unit_id
    JOIN assessments_blocks b ON b.round_id = m.round_id AND b.block_code = m.block_code
    JOIN assessments_rounds r ON r.id = m.round_id
    WHERE r.code = ? AND u.code = ?
"""
REOPENINGS = """
    SELECT id, unit_id, criterion, stage, reason, until_ms, granted_ms, person, person_name FROM assessments_reopenings
    WHERE round_id = ? AND unit_id = ? ORDER BY granted_ms, id
"""
SUBMISSIONS = """
    SELECT id, unit_id, stage, number, digest, difficulties, proposals, person, person_name, submitted_ms FROM assessments_submissions
    WHERE round_id = ? AND unit_id = ? AND withdrawn_ms IS NULL ORDER BY number
"""
ASSIGNMENTS = """
    SELECT block_code, field, unit_id, person, person_name, home_unit_id FROM assessments_assignments
    WHERE person = ? AND round_id = ? ORDER BY id
"""
ENTRIES = """
    SELECT unit_id, criterion, stage, statement, micropoints, is_applicable, comment, proposal, claim_version, person, person_name,
        saved_ms, version FROM assessments_entries WHERE round_id = ? AND unit_id = ? AND criterion = ?
"""
SAVE = """
    INSERT INTO assessments_entries
        (round_id, unit_id, criterion, stage, field, statement, micropoints, is_applicable, comment, proposal, claim_version,
        is_verdict, person, person_name, saved_ms, version)
    VALUES (?, ?, ?, 'self', ?, ?, ?, 1, ?, NULL, 0, 0, ?, ?, ?, ?)
    ON CONFLICT (round_id, unit_id, criterion, stage) DO UPDATE SET
        statement = excluded.statement, micropoints = excluded.micropoints, is_applicable = excluded.is_applicable,
        comment = excluded.comment, proposal = excluded.proposal, claim_version = excluded.claim_version,
        person = excluded.person, person_name = excluded.person_name, saved_ms = excluded.saved_ms, version = excluded.version
"""
HISTORY = """
    INSERT INTO platform_audit (id, at_ms, actor, action, subject, unit_id, before, after, reason)
    VALUES (?, ?, ?, 'assessments.claimed', ?, ?, ?, ?, ?)
"""

app = Flask(__name__)
local = threading.local()


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = db = sqlite3.connect(os.environ["BENCH_DATABASE"], isolation_level=None, timeout=30)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    return local.connection


def problem(status: int, code: str) -> Response:
    return Response(json.dumps({"code": code}), status, mimetype="application/problem+json")


@app.get("/readyz")
def ready() -> str:
    return "ready\n"


@app.put("/api/v1/assessments/rounds/<code>/units/<unit_code>/leaves/<criterion>/claim")
def claim(code: str, unit_code: str, criterion: str) -> Response:
    db, now = connection(), int(time.time() * 1000)
    body = json.loads(request.get_data())
    secret = request.headers["Authorization"].removeprefix("Bearer ")
    who = db.execute(IDENTITY, {"digest": hashlib.sha256(secret.encode()).hexdigest(), "now": now}).fetchall()
    if not who:
        return problem(401, "token_invalid")
    person = who[0]
    db.execute("BEGIN IMMEDIATE")
    try:
        if (person["used_ms"] or 0) < now - 60_000:
            db.execute("UPDATE accounts_tokens SET used_ms = ? WHERE id = ?", (now, person["key_id"]))
        answer = save(db, person, [row["unit_id"] for row in who], code, unit_code, criterion, body, now)
        db.execute("COMMIT" if answer.status_code == 200 else "ROLLBACK")
        return answer
    except BaseException:
        db.execute("ROLLBACK")
        raise


def save(
    db: sqlite3.Connection, person: sqlite3.Row, own: list[str], code: str, unit_code: str, criterion: str, body: dict, now: int
) -> Response:
    round_ = db.execute(ROUND, (code,)).fetchone()
    unit = db.execute(UNIT, (code, unit_code)).fetchone()
    if not round_ or not unit or unit["id"] not in own:
        return problem(404, "no_such_unit")
    db.execute(REOPENINGS, (round_["id"], unit["id"])).fetchall()
    submissions = db.execute(SUBMISSIONS, (round_["id"], unit["id"])).fetchall()
    db.execute(ASSIGNMENTS, (person["id"], round_["id"])).fetchall()
    entries = {row["stage"]: row for row in db.execute(ENTRIES, (round_["id"], unit["id"], criterion))}
    if submissions or not round_["starts_ms"] <= now < round_["self_assessment_ms"]:
        return problem(409, "too_late")
    before = entries.get("self")
    if body["version"] != (before["version"] if before else 0):
        return problem(409, "conflict")
    version, statement = body["version"] + 1, json.dumps(body["inputs"], sort_keys=True)
    db.execute(SAVE, (
        round_["id"], unit["id"], criterion, criterion.split(".")[0], statement, 1_000_000, body["comment"], person["id"],
        person["name"], now, version))
    shown = {"stage": "self", "statement": statement, "points": "1", "applicable": True, "version": version}
    db.execute(HISTORY, (
        os.urandom(13).hex(), now, person["login"], f"assessments/{code}/{unit_code}/{criterion}", unit["id"],
        json.dumps(shown | {"version": body["version"]}) if before else None, json.dumps(shown), body["comment"]))
    answer = {
        "stage": "self", "inputs": body["inputs"], "points": "1", "applicable": True, "comment": body["comment"], "claim_version": 0,
        "version": version, "by": person["name"], "saved": now}
    return Response(json.dumps(answer), mimetype="application/json")
