"""The peer of answers by link: Flask, the statements of our own verbs one by one, on a copy of our own database.

Settings come from the environment: BENCH_DATABASE (`sqlite:FILE` or libpq's address), BENCH_COLUMNS (the questions in the order of a
record) and BENCH_THANKS (our page after an answer, a file). An answer reads, marks and writes what ours reads, marks and writes: a
transaction that looks whether the link leads somewhere, and one that waits for the disk. Flask takes what was chosen as it comes: it
checks no answer against the instrument, works out no conditions and judges no validity. Its page is ours, a text with one word filled in.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from datetime import datetime
from pathlib import Path

from dossiers_flask import ZONE, PostgreSQL, SQLite, database, transaction
from flask import Flask, Response, request

Database = SQLite | PostgreSQL

KEY = "SELECT secret FROM surveys_keys WHERE number = 1"
HOLDER = "(SELECT person_id FROM surveys_links WHERE digest = ? AND is_void = 0)"
PERSON = f"""
    SELECT id, campaign, respondents, number, cell, role, draw_place, stands_for, reason, name, address, phone, email, enumerator
    FROM surveys_persons WHERE id = {HOLDER}
"""
CAMPAIGN = f"""
    SELECT number, title, unit_id, period, state, opens_date, closes_date, seed, minimum_answers, note, planned_ms, drawn_ms, opened_ms,
        closed_ms, is_generated, version
    FROM surveys_campaigns WHERE number = (SELECT campaign FROM surveys_persons WHERE id = {HOLDER})
"""
GROUP = f"""
    SELECT respondents, name_vi, name_en, instrument_id, frame, judges, draw, formula, sized_by, given_size, margin, share,
        design_effect, allocation, reserve_percent, communes, villages, households
    FROM surveys_groups
    WHERE (campaign, respondents) = (SELECT campaign, respondents FROM surveys_persons WHERE id = {HOLDER})
"""
ASKINGS = f"SELECT unit_id, outcome, settled_date, channel FROM surveys_askings WHERE person_id = {HOLDER} ORDER BY unit_id"
UNIT = "SELECT id, code, name_vi, name_en, kind, parent_id, opened_date, closed_date, source, is_generated, version FROM units_units"
UNIT_BY_ID = f"{UNIT} WHERE id IN (?)"
UNIT_BY_CODE = f"{UNIT} WHERE code = ?"
SETTLE = """
    UPDATE surveys_askings SET outcome = 'answered', settled_date = ?, channel = 'web'
    WHERE person_id = ? AND unit_id = ? AND outcome = 'open'
    RETURNING person_id
"""
WAIT = """
    INSERT INTO surveys_waiting (id, campaign, respondents, unit_id, instrument_id, cell, language, channel, enumerator, seconds,
        record, invalid_reason)
    VALUES (?, ?, ?, ?, ?, ?, 'vi', 'web', NULL, NULL, ?, '')
"""
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
COLUMNS = os.environ["BENCH_COLUMNS"].split()
BEFORE, AFTER = re.split(r"survey-[0-9a-f]{24}", Path(os.environ["BENCH_THANKS"]).read_text(encoding="utf-8"), maxsplit=1)

app = Flask(__name__)


class Refused(Exception):
    """Ends a transaction with an answer of this status."""


@app.errorhandler(Refused)
def refused(reason: Refused) -> Response:
    return Response(f"{reason}\n", 422)


@app.get("/readyz")
def ready() -> str:
    return "ready\n"


def asked(db: Database, token: str) -> tuple:
    """Whom a link leads to, with what is wanted."""
    signs = token.replace("-", "").encode()
    signature = hmac.digest(db.run(KEY)[0]["secret"].encode(), signs[:12], "sha256")[:8]
    if "".join(SIGNS[byte & 31] for byte in signature).encode() != signs[12:]:
        raise Refused("forged")
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = db.run(PERSON, digest)
    if not found:
        raise Refused("void")
    person, campaign, group = found[0], db.run(CAMPAIGN, digest)[0], db.run(GROUP, digest)[0]
    askings = db.run(ASKINGS, digest)
    today = datetime.now(ZONE).date().isoformat()
    if campaign["state"] != "open" or not campaign["opens_date"] <= today <= campaign["closes_date"]:
        raise Refused("not open")
    return person, campaign, group, askings, today


def record() -> str:
    """What was chosen, as the table keeps it."""
    return "\t".join(" ".join(request.form.getlist(f"q.{name}")) for name in COLUMNS)


@app.post("/surveys/r/<token>/<unit>")
def answer(token: str, unit: str) -> str:
    db = database()

    def look() -> None:
        *_, askings, _ = asked(db, token)
        for asking in askings:
            db.run(UNIT_BY_ID, asking["unit_id"])

    def take() -> None:
        person, campaign, group, askings, today = asked(db, token)
        judged = db.run(UNIT_BY_CODE, unit)
        if not judged or not any(asking["unit_id"] == judged[0]["id"] and asking["outcome"] == "open" for asking in askings):
            raise Refused("answered")
        if request.form.get("consent") != "1":
            raise Refused("no consent")
        if not db.run(SETTLE, today, person["id"], judged[0]["id"]):
            raise Refused("answered")
        db.run(
            WAIT, os.urandom(13).hex(), campaign["number"], group["respondents"], judged[0]["id"], group["instrument_id"], person["cell"],
            record())

    transaction(db, db.reading, look)
    transaction(db, db.writing, take)
    draft = hashlib.sha256(f"{token}/{unit}".encode()).hexdigest()[:24]
    return f"{BEFORE}survey-{draft}{AFTER}"
