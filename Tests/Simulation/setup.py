"""Puts a province into a fresh server, through nothing but its API: units, people with roles and tokens, a round, who appraises."""

from __future__ import annotations

import asyncio
import datetime
from urllib.parse import urlencode

from client import Refused, Site, all_of
from province import BLOCKS, PERIOD, Person, Province

ROUND = "mo-phong-2024"
# At once; more would be turned away: a password is the work of a fifth of a second.
SIGNING_IN = 32
# Of the round, in order; all but the first end a stage.
STAGES = ["self_assessment", "appraisal", "explanation", "second_appraisal", "council"]


def today() -> datetime.date:
    """In Vietnam, by whose days a round runs."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7)).date()


def deadlines(stage: str) -> dict[str, str]:
    """Days by which a round stands in `stage` now: the stages before it ended, those from it on end in the months to come."""
    reached = STAGES.index(stage) if stage in STAGES else len(STAGES)
    day = datetime.timedelta(days=1)
    days = {"starts": today() - 100 * day}
    for index, name in enumerate(STAGES):
        days[name] = today() - (2 + reached - index) * day if index < reached else today() + 10 * (1 + index) * day
    days["survey"] = days["council"]
    return {name: value.isoformat() for name, value in days.items()}


async def add_units(site: Site, admin: str, province: Province) -> None:
    file = province.units_csv()
    preview = await site.upload("/units/import", file, admin, name="units.csv")
    done = await site.upload("/units/import", file, admin, name="units.csv", revision=str(preview["revision"]))
    assert done["applied"] and len(done["added"]) == len(province.units)


async def add_person(site: Site, admin: str, person: Person, signing_in: asyncio.Semaphore) -> None:
    """An account with its role; the person follows the invitation, chooses a password and makes a token."""
    body = {"login": person.login, "name": person.name} | ({"unit": person.unit} if person.unit else {})
    person.id = (await site.post("/accounts/people", body, admin))["id"]
    grant = {"role": person.role} | ({"unit": person.scope} if person.scope else {})
    await site.post(f"/accounts/people/{person.login}/grants", grant, admin)
    link = (await site.post(f"/accounts/people/{person.login}/link", {}, admin))["link"]
    password = f"mô phỏng {person.id}"
    form = urlencode({"password": password, "again": password}).encode("ascii")
    async with signing_in:
        answer = await site.send("POST", link, form, headers={"Content-Type": "application/x-www-form-urlencoded"})
    if answer.status != 303:
        raise Refused(f"POST {link}", answer.status, answer.body)
    person.cookie = answer.headers["set-cookie"].split(";")[0]
    cookie = {"Cookie": person.cookie}
    form_token = (await site.send("GET", "/api/v1/accounts/me", headers=cookie)).json["form_token"]
    made = await site.send(
        "POST", "/api/v1/accounts/tokens", b'{"name": "simulation", "scope": "write", "days": 30}',
        headers=cookie | {"X-Form-Token": form_token, "Content-Type": "application/json"})
    person.token = made.json["token"]


async def add_round(site: Site, admin: str, province: Province) -> dict:
    """Prepares the round, assigns two appraisers of two homes to each field, opens it; gives what the API tells of it."""
    body = {
        "code": ROUND, "period": PERIOD, "title": {"vi": "Đợt mô phỏng năm 2024", "en": "Simulated round of 2024"},
        "frameworks": [identity for *_, identity in BLOCKS], "deadlines": deadlines("self_assessment"),
        "units": [{"unit": unit.code, "block": unit.block, "ranked": unit.ranked} for unit in province.units],
    }
    await site.post("/assessments/rounds", body, admin)
    path = f"/assessments/rounds/{ROUND}"
    told = await site.get(path, admin)
    fields = [(block["code"], field) for block in told["blocks"] for field in block["fields"]]
    appraisers = province.of("appraiser")
    places = []
    for number, (block, field) in enumerate(fields):
        # Neighbours in the list work in different departments.
        pair = [appraisers[(number + step) % len(appraisers)] for step in (0, 1)]
        places.append({"block": block, "field": field, "appraisers": [
            {"person": person.id, "name": person.name, "home": person.unit} for person in pair]})
    await site.put(f"{path}/assignments", {"assignments": places}, admin)
    await site.post(f"{path}/opening", {}, admin)
    return await site.get(path, admin)


async def settle(site: Site, admin: str, province: Province) -> dict:
    await add_units(site, admin, province)
    signing_in = asyncio.Semaphore(SIGNING_IN)
    await all_of(add_person(site, admin, person, signing_in) for person in province.people)
    return await add_round(site, admin, province)
