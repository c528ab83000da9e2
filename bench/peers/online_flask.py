"""The peer of citizens at home: Flask, the statements of our own verbs one by one, on a copy of our own database.

Settings come from the environment: BENCH_DATABASE (`sqlite:FILE` or libpq's address) and BENCH_FILES (a folder). A draft is begun, its
office chosen, the form saved with its attachments, and sent, each in a transaction that waits for the disk; after a step the next screen
is read as ours reads it. Attachments are written, synced and named as ours are before a row names them. Flask takes what was typed as it
comes: it checks no answer against the form, looks into no file, and computes neither deadline nor seal.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import time
from datetime import date, datetime, timedelta

from dossiers_flask import ZONE, PostgreSQL, SQLite, database, transaction
from flask import Flask, Response, redirect, request
from kept_files import keep

import online_statements as sql

Database = SQLite | PostgreSQL
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
DATES = ("requester_birth", "stay_from", "stay_to")

app = Flask(__name__)


class Refused(Exception):
    """Ends a transaction with an answer of this status."""


@app.errorhandler(Refused)
def refused(reason: Refused) -> Response:
    return Response(f"{reason}\n", 422)


@app.get("/readyz")
def ready() -> str:
    return "ready\n"


def now_ms() -> int:
    return int(time.time() * 1000)


def today() -> str:
    return datetime.now(ZONE).date().isoformat()


def new_id() -> str:
    return os.urandom(13).hex()


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def citizen(db: Database) -> str:
    """Whose session the cookie names; the form must bring the word of the session."""
    secret, now = request.cookies["cchc_citizen"].encode(), now_ms()
    found = db.run(sql.IDENTITY, hashlib.sha256(secret).hexdigest(), now - 4 * HOUR_MS, now - 24 * HOUR_MS)
    token = base64.urlsafe_b64encode(hmac.digest(secret, b"form", "sha256")).decode().rstrip("=")
    if not found or not hmac.compare_digest(token, request.form["form_token"]):
        raise Refused("nobody's session")
    if now - found[0]["seen_ms"] >= 60_000:
        transaction(db, db.writing, lambda: db.run(sql.SEEN, now, found[0]["key_id"], now))
    return found[0]["id"]


# What holds today: the version of the procedure, who receives it, its form.

def service(db: Database, procedure: str) -> tuple:
    day = today()
    version = db.run(sql.VERSION_IN_FORCE, procedure, day, day)[0]
    receivers = [row["unit_id"] for row in db.run(sql.RECEIVERS, procedure, day, day, day, day)]
    form = db.run(sql.FORM_IN_FORCE, procedure, day, day)[0]
    return version, receivers, form


# What versions say; it never changes, and ours is read once, too.
CONTENTS: dict[str, dict] = {}


def content_of(db: Database, version: str) -> dict:
    if version not in CONTENTS:
        CONTENTS[version] = json.loads(db.run(sql.CONTENT, version)[0]["content"])
    return CONTENTS[version]


def draft_of(db: Database, draft: str, owner: str):
    found = db.run(sql.DRAFT_BY_ID, draft)
    if not found or found[0]["citizen_id"] != owner or found[0]["expires_ms"] <= now_ms():
        raise Refused("no such draft")
    return found[0]


def party(db: Database, owner: str) -> None:
    db.run(sql.CITIZEN, owner)
    db.run(sql.DELEGATIONS, owner, owner, now_ms())


def save(db: Database, draft, unit: str | None, answers: str) -> None:
    now = now_ms()
    if str(draft["revision"]) != request.form["revision"]:
        raise Refused("another revision")
    db.run(
        sql.SAVE_DRAFT, draft["version_id"], draft["form_id"], unit, draft["delegation_id"], draft["case_number"], answers,
        draft["delivery"], draft["address"], draft["revision"] + 1, now, now + 30 * DAY_MS, draft["id"], draft["revision"])


def screen(db: Database, draft: str, owner: str) -> None:
    """What the next screen is chosen by."""

    def read() -> None:
        found = draft_of(db, draft, owner)
        db.run(sql.VERSION_BY_ID, found["version_id"])
        db.run(sql.FORM_BY_ID, found["form_id"])
        service(db, found["procedure_code"])
        if found["unit_id"]:
            db.run(sql.UNIT_BY_ID, found["unit_id"])
        db.run(sql.DRAFT_FILES, draft)
        party(db, owner)
        db.run(sql.PAUSES, now_ms())

    transaction(db, db.reading, read)


@app.post("/online/procedures/<procedure>/drafts")
def begin(procedure: str) -> Response:
    db = database()
    owner, draft = citizen(db), new_id()

    def write() -> None:
        person = db.run(sql.CITIZEN, owner)[0]
        version, _, form = service(db, procedure)
        db.run(sql.UNIT_BY_CODE, person["commune"])
        now = now_ms()
        if len(db.run(sql.DRAFTS_OF, owner, now)) >= 20:
            raise Refused("too many drafts")
        known = compact({
            "requester_name": person["name"], "requester_birth": person["birth_date"], "requester_id": person["identity_number"],
            "requester_phone": "0" + person["phone"].removeprefix("+84"), "requester_province": "01",
            "requester_commune": person["commune"], "requester_address": person["address"]})
        db.run(
            sql.BEGIN_DRAFT, draft, owner, procedure, version["id"], form["id"], known, person["address"], now, now, now + 30 * DAY_MS)

    transaction(db, db.writing, write)
    return redirect(f"/online/drafts/{draft}/start", 303)


@app.post("/online/drafts/<draft>/start")
def start(draft: str) -> Response:
    db = database()
    owner = citizen(db)

    def write() -> None:
        found = draft_of(db, draft, owner)
        _, receivers, _ = service(db, found["procedure_code"])
        unit = db.run(sql.UNIT_BY_CODE, request.form["unit"])
        if not unit or unit[0]["id"] not in receivers:
            raise Refused("no such unit")
        db.run(sql.CITIZEN, owner)
        party(db, owner)
        save(db, found, unit[0]["id"], found["answers"])

    transaction(db, db.writing, write)
    screen(db, draft, owner)
    return redirect(f"/online/drafts/{draft}/part-1", 303)


# A form with its attachments.

def answers(digests: list[str]) -> str:
    """What was typed, as the table keeps it."""
    typed: dict[str, object] = {
        name[2:]: value.strip() for name, value in request.form.items() if name.startswith("q.") and name != "q.companions" and value}
    for name in DATES:
        typed[name] = datetime.strptime(typed[name], "%d/%m/%Y").date().isoformat()
    return compact(typed | {"companions": [], "lease": digests})


@app.post("/online/drafts/<draft>/part-2")
def part(draft: str) -> Response:
    db = database()
    owner = citizen(db)
    kept = []
    for file in request.files.getlist("q.lease"):
        content = file.stream.read()
        if not content.startswith(b"%PDF-"):
            raise Refused("no such kind of file")
        kept.append((keep(content), file.filename, len(content)))

    def write() -> None:
        found, now = draft_of(db, draft, owner), now_ms()
        if len(db.run(sql.DRAFT_FILES, draft)) + len(kept) > 30:
            raise Refused("too many files")
        for digest, name, size in kept:
            db.run(sql.FILE, digest, size, "application/pdf", now)
            db.run(sql.DRAFT_FILE, draft, digest, name, size)
        db.run(sql.FORM_BY_ID, found["form_id"])
        db.run(sql.DRAFT_FILES, draft)
        save(db, found, found["unit_id"], answers([digest for digest, _, _ in kept]))

    transaction(db, db.writing, write)
    screen(db, draft, owner)
    return redirect(f"/online/drafts/{draft}/part-3", 303)


@app.post("/online/drafts/<draft>/review")
def submit(draft: str) -> Response:
    db = database()
    owner = citizen(db)
    code = transaction(db, db.writing, lambda: sent(db, draft, owner))
    return redirect(f"/online/dossiers/{code}?done=submitted", 303)


def sent(db: Database, draft: str, owner: str) -> str:
    earlier = db.run(sql.SENT, draft)
    if earlier:
        return earlier[0]["dossier"]
    found, now = draft_of(db, draft, owner), now_ms()
    if str(found["revision"]) != request.form["revision"]:
        raise Refused("another revision")
    db.run(sql.PAUSES, now)
    db.run(sql.VERSION_BY_ID, found["version_id"])
    db.run(sql.FORM_BY_ID, found["form_id"])
    version, receivers, _ = service(db, found["procedure_code"])
    unit = db.run(sql.UNIT_BY_ID, found["unit_id"])[0]
    if unit["id"] not in receivers:
        raise Refused("no such unit")
    files = {row["digest"]: row for row in db.run(sql.DRAFT_FILES, draft)}
    if db.run(sql.HOUR, owner, now - HOUR_MS)[0]["n"] >= 20:
        raise Refused("too many in an hour")
    person = db.run(sql.CITIZEN, owner)[0]
    party(db, owner)
    code = register(db, found, version, unit, person, now)
    typed = json.loads(found["answers"])
    for number, digest in enumerate(typed["lease"], 1):
        name = "Hợp đồng thuê hoặc văn bản đồng ý" + (f" ({number})" if number > 1 else "")
        db.run(sql.COMPONENT, code, number, name, digest, files[digest]["file_name"])
    content = content_of(db, version["id"])
    fee = next(int(way["fee"]) for way in content["ways"] if way["channel"] == "online")
    db.run(sql.FEE, code, "Phí, lệ phí nộp trực tuyến", fee)
    db.run(sql.CALENDAR)
    due = now + 8 * HOUR_MS
    db.run(
        sql.SUBMISSION, code, owner, found["procedure_code"], found["unit_id"], found["form_id"], found["case_number"], now, due)
    days = date.fromisoformat(typed["stay_to"]) - date.fromisoformat(typed["stay_from"])
    db.run(sql.ANSWERS, code, draft, compact(typed | {"stay_days": str(days // timedelta(days=1))}), now)
    after = compact({"form": found["form_id"], "procedure": found["procedure_code"]})
    db.run(sql.AUDIT, new_id(), now, f"citizens/{owner}", "online.submitted", f"dossiers/{code}", found["unit_id"], after)
    db.run(sql.CITIZEN, owner)
    until = datetime.fromtimestamp(due / 1000, ZONE).strftime("%H:%M %d/%m/%Y")
    db.run(
        sql.MESSAGE, new_id(), f"online/{code}/submitted/{owner}", owner, f"Đã nhận hồ sơ {code}",
        f"Thủ tục: {content['name']}. Bộ phận một cửa trả lời chậm nhất {until}.", f"/online/dossiers/{code}", now)
    db.run(sql.DELETE_FILES, draft)
    db.run(sql.DELETE_DRAFT, draft)
    return code


def register(db: Database, draft, version, unit, person, now: int) -> str:
    """What the counter writes of a new dossier."""
    day, procedure = today(), draft["procedure_code"]
    db.run(sql.UNIT_BY_CODE, unit["code"])
    db.run(sql.VERSION_IN_FORCE, procedure, day, day)
    db.run(sql.RECEIVES, procedure, unit["code"], day, day)
    agency = next(row["code"] for row in db.run(sql.CODES, unit["code"]) if row["scheme"] == "agency")
    db.run(sql.NUMBERS, day, unit["code"])
    db.run(sql.CHOICE, procedure, day)
    db.run(sql.CALENDAR)
    code = f"{agency}-{day[2:].replace('-', '')}-{db.run(sql.NUMBER, agency, day)[0]['last']:04}"
    login = f"citizens/{person['id']}"
    db.run(sql.DOSSIER, code, unit["id"], version["id"], now, draft["delivery"], now)
    db.run(
        sql.APPLICANT, code, person["name"], person["name"].lower(), person["identity_number"], person["address"], person["phone"])
    db.run(sql.MONTH, day[:7], unit["id"])
    db.run(sql.COUNT, unit["id"], version["id"], day[:7])
    db.run(sql.EVENT, new_id(), code, now, now, login)
    after = {"cause": None, "due": None, "fee": "unpaid", "finished": None, "officer": None, "returned": None, "state": "registered"}
    db.run(sql.AUDIT, new_id(), now, login, "dossiers.registered", f"dossiers/{code}", unit["id"], compact(after))
    return code
