"""Citizens at home, to measure: accounts with a session each, made beside the server, and what each fills in.

An account is opened by a code of which each network may ask for few, so nobody signs in here; all else is kept: twenty dossiers an hour of
one citizen, twenty drafts at once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import time
from dataclasses import dataclass
from pathlib import Path

from shop import Engine

PROCEDURE = "1.004194"
STEP = 250
# Of the temporary residence's form; the file is asked for, as the stay is long.
ANSWERS = {
    "requester_name": "Nguyễn Thị Đo", "requester_birth": "01/01/1990", "requester_id": "001190000001",
    "requester_phone": "0912000001", "requester_province": "01", "requester_commune": "00008", "requester_address": "Số 5, ngõ 8",
    "stay_province": "01", "stay_commune": "00008", "stay_address": "Phòng 12, ngõ 8", "stay_from": "01/12/2026", "stay_to": "15/12/2027",
    "stay_why": "work", "employer": "Xưởng may Mẫu", "landlord": "Phạm Thị Chủ", "landlord_phone": "0911222333", "companions": "0",
    "receiving": "counter"}
FORM = {f"q.{name}": value for name, value in ANSWERS.items()}


@dataclass(frozen=True)
class Citizen:
    number: int

    @property
    def id(self) -> str:
        return f"bench-{self.number:05}"

    @property
    def secret(self) -> str:
        return f"bench-home-{self.number:05}".ljust(43, "0")

    @property
    def cookie(self) -> str:
        return f"cchc_citizen={self.secret}"

    @property
    def token(self) -> str:
        """What forms of the session bring along."""
        return base64.urlsafe_b64encode(hmac.digest(self.secret.encode(), b"form", "sha256")).decode().rstrip("=")


def settle(engine: Engine, count: int) -> list[Citizen]:
    """So many citizens, all signed in."""
    all_, now = [Citizen(number) for number in range(count)], int(time.time() * 1000)
    for start in range(0, count, STEP):
        some = all_[start:start + STEP]
        engine.run(
            "INSERT INTO citizens_people (id, phone, name, birth_date, identity_number, commune, address, language, tells_by_sms,"
            " tells_by_email, is_demo, created_ms) VALUES " + ", ".join(
                f"('{one.id}', '+84912{one.number:06}', '{ANSWERS['requester_name']}', '1990-01-01', '{1190000000 + one.number:012}',"
                f" '00008', 'Số 5, ngõ 8', 'vi', 1, 1, 0, {now})" for one in some),
            "INSERT INTO citizens_sessions (id, digest, citizen_id, way, created_ms, seen_ms, agent) VALUES " + ", ".join(
                f"('{one.id}', '{hashlib.sha256(one.secret.encode()).hexdigest()}', '{one.id}', 'code', {now}, {now}, '')"
                for one in some))
    return all_


def paper(file: Path, size: int) -> Path:
    """A PDF of chance bytes; the zeros give way to a number, so that no two are the same."""
    head, foot = b"%PDF-1.7\n%0000000000000000\n", b"\nstartxref\n9\n%%EOF\n"
    file.write_bytes(head + os.urandom(size - len(head) - len(foot)).replace(b"0", b"1") + foot)
    return file
