"""Plays one full round through the API: who is late, who appeals, what is reopened, up to the chair's decision (PI-70…78)."""

from __future__ import annotations

import csv
import io

from client import Refused, Site, all_of
from figures import Draws
from papers import pdf
from province import BLOCKS, FILES, Person, Province, Unit
from report import Report, percentile
from setup import ROUND, deadlines

PATH = f"/assessments/rounds/{ROUND}"
# Leaves that are accepted at once.
BULK = 50


class Play:
    def __init__(self, site: Site, admin: str, province: Province, told: dict, report: Report):
        self.site, self.admin, self.province, self.report = site, admin, province, report
        self.draws = Draws(province)
        self.special = self.draws.special
        self.leaves = {block["code"]: block["leaves"] for block in told["blocks"]}
        self.assignments = told["assignments"]
        self.people = {person.id: person for person in province.people}
        # What the server acknowledged: unit, criterion, stage → the entry as it answered.
        self.entries: dict[tuple[str, str, str], dict] = {}
        self.evidence: dict[str, tuple[str, str]] = {}
        self.citations = 0
        self.contested = ""

    # Words that every part uses

    def leaf(self, unit: Unit, criterion: str, act: str = "") -> str:
        return f"{PATH}/units/{unit.code}/leaves/{criterion}" + (f"/{act}" if act else "")

    def officer(self, unit: Unit) -> str:
        return self.province.one("unit_officer", unit.code).token

    def head(self, unit: Unit) -> str:
        return self.province.one("unit_head", unit.code).token

    def appraiser(self, unit: Unit, field: str) -> Person:
        """Of those assigned to the field the first who does not work in the unit."""
        return next(
            person for person in (self.people[a["person"]] for a in self.assignments if (a["block"], a["field"]) == (unit.block, field))
            if person.unit != unit.code)

    def of(self, unit: Unit, *channels: str) -> list[dict]:
        return [leaf for leaf in self.leaves[unit.block] if leaf["channel"] in channels]

    async def put(self, unit: Unit, criterion: str, act: str, body: dict, token: str) -> dict:
        entry = await self.site.put(self.leaf(unit, criterion, act), body, token, label=act)
        self.entries[unit.code, criterion, entry["stage"]] = entry
        return entry

    async def refused(self, code: str, call) -> None:
        try:
            await call
        except Refused as refusal:
            self.report.expect(f"refused as {code}", refusal.code == code, refusal)
        else:
            self.report.expect(f"refused as {code}", False, "it was taken")

    async def move(self, stage: str) -> None:
        """The deadlines of the stages before pass; the administrator says why (PI-80)."""
        body = {"deadlines": deadlines(stage), "reason": "Rút ngắn lịch của đợt mô phỏng"}
        await self.site.put(f"{PATH}/deadlines", body, self.admin)
        self.report.expect(f"the round stands in {stage}", (await self.site.get(PATH, self.admin))["round"]["stage"] == stage)

    # Self-assessment

    async def claim(self, unit: Unit, leaf: dict, version: int = 0) -> None:
        criterion = leaf["code"]
        if leaf["field"] in ("bonus", "penalty") and self.draws.random("extra", unit, criterion).random() < 0.7:
            return
        inputs = self.draws.claim(unit, criterion, leaf["field"])
        body = {"inputs": inputs, "comment": "Theo báo cáo và số liệu kèm theo", "version": version}
        await self.put(unit, criterion, "claim", body, self.officer(unit))
        if "not_applicable" not in inputs:
            await self.add_evidence(unit, criterion, self.draws.random("files", unit, criterion).randint(*FILES[self.province.size]))

    async def add_evidence(self, unit: Unit, criterion: str, count: int, stage: str = "self") -> None:
        token = self.officer(unit)
        for number in range(1, count + 1):
            title = f"Văn bản {number}/{criterion} của {unit.name}" + (", bổ sung" if stage == "explanation" else "")
            content = pdf(f"{title} ({unit.code})")
            paper = await self.site.upload(
                f"/assessments/units/{unit.code}/evidence/files", content, token, label="upload", name=f"{criterion}-{number}.pdf",
                title=title, number=f"{number}/BC-{unit.code}", issued="2024-12-15")
            self.evidence[paper["id"]] = (paper["digest"], unit.code)
            body = {"evidence": paper["id"], "stage": stage, "section": "II", "page": str(number)}
            await self.site.post(self.leaf(unit, criterion, "citations"), body, token, label="citation")
            self.citations += 1

    async def submit(self, unit: Unit, act: str = "submission") -> None:
        body = {"difficulties": "Thiếu biên chế", "proposals": "Bổ sung kinh phí"} if act == "submission" else {}
        await self.site.post(f"{PATH}/units/{unit.code}/{act}", body, self.head(unit), label=act)

    async def assess(self, unit: Unit) -> None:
        """A unit claims its leaves and hands in; the late ones come half-way."""
        leaves = self.of(unit, "claimed")
        late = unit.code in (self.special.reopened, self.special.silent)
        await all_of(self.claim(unit, leaf) for leaf in (leaves[: len(leaves) // 2] if late else leaves))
        if not late:
            await self.submit(unit)

    async def self_assessment(self) -> None:
        first, second = self.province.members("communes")[:2]
        leaf = self.of(first, "claimed")[0]["code"]
        with self.report.timed("self-assessment") as counts:
            await all_of(self.assess(unit) for unit in self.province.units)
            counts |= {"entries": len(self.entries), "files": len(self.evidence), "citations": self.citations}
        claimed = self.entries[first.code, leaf, "self"]
        claim = {"inputs": claimed["inputs"], "comment": "sửa"}
        await self.refused("assessments.submitted", self.put(first, leaf, "claim", claim | {"version": 1}, self.officer(first)))
        await self.refused("assessments.no_such_unit", self.put(first, leaf, "claim", claim, self.officer(second)))
        silent = self.province.unit(self.special.silent)
        await self.refused("assessments.conflict", self.put(silent, leaf, "claim", claim | {"version": 7}, self.officer(silent)))
        early = self.appraiser(first, self.of(first, "claimed")[0]["field"])
        await self.refused("assessments.too_early.appraisal", self.put(first, leaf, "appraisal", {"as_claimed": True}, early.token))

    async def reopen(self, unit: Unit, stage: str, criterion: str | None = None) -> str:
        # By the day after: the script may run over midnight.
        body = {"unit": unit.code, "stage": stage, "until": deadlines("decision")["starts"], "reason": "Mất điện ba ngày"}
        await self.refused("assessments.reopening_in_the_past", self.site.post(f"{PATH}/reopenings", body, self.admin))
        body |= {"until": deadlines("self_assessment")["self_assessment"]} | ({"criterion": criterion} if criterion else {})
        return (await self.site.post(f"{PATH}/reopenings", body, self.admin))["id"]

    async def end(self, reopening: str) -> None:
        await self.site.post(f"{PATH}/reopenings/{reopening}/ending", {"reason": "Đã làm xong"}, self.admin)

    async def late(self) -> None:
        """After the deadline a save is refused, until the unit is reopened (PI-78)."""
        unit = self.province.unit(self.special.reopened)
        leaves = self.of(unit, "claimed")
        rest = [leaf for leaf in leaves if (unit.code, leaf["code"], "self") not in self.entries]
        await self.refused("assessments.too_late.self_assessment", self.claim(unit, rest[0]))
        board = await self.site.get(f"{PATH}/progress", self.province.one("leader").token)
        late = {line["unit"]["code"] for block in board["blocks"] for line in block["units"] if line["late"]}
        self.report.expect("the board names who is late", late == {self.special.reopened, self.special.silent}, late)
        reopening = await self.reopen(unit, "self_assessment")
        await all_of(self.claim(unit, leaf) for leaf in rest)
        await self.submit(unit)
        await self.end(reopening)

    # Survey

    async def survey(self) -> None:
        for block, *_ in BLOCKS:
            out = io.StringIO()
            writer = csv.writer(out)
            writer.writerow(["unit", "criterion", "input", "value", "reason"])
            for unit in self.province.members(block):
                for leaf in self.of(unit, "survey"):
                    if unit.code == self.special.unsurveyed:
                        writer.writerow([unit.code, leaf["code"], "not_applicable", "", "no_survey"])
                        continue
                    for name, value in self.draws.figures("survey", unit, leaf["code"]).items():
                        writer.writerow([unit.code, leaf["code"], name, value, ""])
            await self.site.upload(f"{PATH}/blocks/{block}/survey", out.getvalue().encode(), self.admin, name=f"{block}.csv")

    # Decision

    async def decide(self) -> None:
        chair = self.province.one("chair").token
        body = {"number": "12/QĐ-UBND", "date": "2025-03-03"}
        await self.site.post(f"{PATH}/decision", body, chair)
        unit = self.province.units[0]
        leaf = self.of(unit, "claimed")[0]["code"]
        await self.refused("assessments.already_decided", self.put(unit, leaf, "claim", {"inputs": {}}, self.officer(unit)))

    def slowest(self) -> None:
        """How long a call took while many others ran beside it."""
        for label in ("claim", "upload", "citation", "appraisal"):
            times = self.site.times.get(label, [])
            self.report.tell(f"{label}: median {percentile(times, 0.5):.1f} ms, 99 % within {percentile(times, 0.99):.1f} ms")
