"""The second half of a round: appraisal, explanation, second appraisal and the council (PI-73…75)."""

from __future__ import annotations

from fractions import Fraction

from client import all_of
from play import BULK, PATH, Play
from province import Unit


class Judges:
    def __init__(self, play: Play):
        self.play = play
        self.report, self.province, self.draws = play.report, play.province, play.draws

    def entry(self, unit: Unit, criterion: str, stage: str) -> dict | None:
        return self.play.entries.get((unit.code, criterion, stage))

    def lost(self, unit: Unit, criterion: str, stage: str) -> bool:
        """Whether the judgement stands below the claim, or differs from it in what applies."""
        claim, given = self.entry(unit, criterion, "self"), self.entry(unit, criterion, stage)
        if not claim or not given:
            return False
        return claim["applicable"] != given["applicable"] or Fraction(given["points"]) < Fraction(claim["points"])

    # Appraisal

    def finding(self, unit: Unit, leaf: dict) -> dict | None:
        """What the appraiser states; nil where the claim is accepted as it is, or where nothing is to be said."""
        criterion = leaf["code"]
        if leaf["channel"] == "external":
            return {"inputs": self.draws.figures("external", unit, criterion), "comment": "Theo điểm đã cho"}
        claim = self.entry(unit, criterion, "self")
        if claim is None:
            inputs = {"points": "0"} if leaf["field"] not in ("bonus", "penalty") else None
            return {"inputs": inputs, "comment": "Đơn vị không tự đánh giá"} if inputs else None
        if (unit.code, criterion) == (self.play.special.appealing, self.play.contested):
            return {"inputs": {"points": "0"}, "comment": "Minh chứng chưa rõ"}
        if leaf["field"] in ("bonus", "penalty"):
            return None
        chance = self.draws.random("appraisal", unit, criterion).random()
        if chance < 0.1:
            return {"inputs": self.draws.points(unit, criterion, Fraction(1, 3)), "comment": "Chưa đủ minh chứng"}
        if chance < 0.2:
            return {"inputs": self.draws.figures("appraisal", unit, criterion), "comment": "Tính lại theo số liệu kiểm tra"}
        return None

    async def accept(self, unit: Unit, leaves: list[dict], token: str) -> None:
        for start in range(0, len(leaves), BULK):
            body = {"leaves": [
                {"unit": unit.code, "criterion": leaf["code"], "claim_version": self.entry(unit, leaf["code"], "self")["version"]}
                for leaf in leaves[start:start + BULK]]}
            entries = await self.play.site.post(f"{PATH}/appraisals", body, token, label="bulk")
            for leaf, entry in zip(leaves[start:start + BULK], entries, strict=True):
                self.play.entries[unit.code, leaf["code"], "appraisal"] = entry

    async def appraise_field(self, unit: Unit, field: str, leaves: list[dict]) -> None:
        token = self.play.appraiser(unit, field).token
        accepted = []
        for leaf in leaves:
            if finding := self.finding(unit, leaf):
                await self.play.put(unit, leaf["code"], "appraisal", finding, token)
            elif self.entry(unit, leaf["code"], "self"):
                accepted.append(leaf)
        await self.accept(unit, accepted, token)

    def fields(self, unit: Unit) -> dict[str, list[dict]]:
        fields: dict[str, list[dict]] = {}
        for leaf in self.play.of(unit, "claimed", "external"):
            fields.setdefault(leaf["field"], []).append(leaf)
        return fields

    async def appraisal(self) -> None:
        play = self.play
        appealing = self.province.unit(play.special.appealing)
        play.contested = next(
            leaf["code"] for leaf in play.of(appealing, "claimed")
            if (claim := self.entry(appealing, leaf["code"], "self")) and claim["applicable"] and Fraction(claim["points"]) > 0)
        await self.conflict_of_interest()
        before = len(play.entries)
        with self.report.timed("appraisal") as counts:
            await all_of(
                self.appraise_field(unit, field, leaves) for unit in self.province.units for field, leaves in self.fields(unit).items())
            counts["entries"] = len(play.entries) - before

    async def conflict_of_interest(self) -> None:
        """Nobody appraises the own unit, assigned or not (PI-76); as an appraiser one does not even see it."""
        assignment = next(a for a in self.play.assignments if a["block"] == "departments" and a["field"] not in ("bonus", "penalty"))
        person = self.play.people[assignment["person"]]
        own = self.province.unit(person.unit)
        leaf = next(leaf for leaf in self.play.of(own, "claimed") if leaf["field"] == assignment["field"])
        await self.play.refused("assessments.no_such_unit", self.play.put(own, leaf["code"], "appraisal", {"as_claimed": True}, person.token))

    # Explanation, second appraisal

    def explained(self, unit: Unit) -> list[dict]:
        def answers(leaf: dict) -> bool:
            if (unit.code, leaf["code"]) == (self.play.special.appealing, self.play.contested):
                return True
            return self.draws.random("explanation", unit, leaf["code"]).random() < 0.5

        return [leaf for leaf in self.play.of(unit, "claimed") if self.lost(unit, leaf["code"], "appraisal") and answers(leaf)]

    async def explain(self, unit: Unit) -> None:
        if unit.code == self.play.special.silent:
            return
        for leaf in self.explained(unit):
            body = {"text": "Đơn vị đã hoàn thành, có văn bản bổ sung kèm theo"}
            await self.play.put(unit, leaf["code"], "explanation", body, self.play.officer(unit))
            await self.play.add_evidence(unit, leaf["code"], 1, stage="explanation")
        await self.play.submit(unit, "explanation")

    async def appraise_again(self, unit: Unit) -> None:
        for leaf in self.play.of(unit, "claimed"):
            if not self.entry(unit, leaf["code"], "explanation"):
                continue
            token = self.play.appraiser(unit, leaf["field"]).token
            contested = (unit.code, leaf["code"]) == (self.play.special.appealing, self.play.contested)
            if not contested and self.draws.random("again", unit, leaf["code"]).random() < 0.5:
                body = {"as_claimed": True, "comment": "Chấp nhận giải trình"}
            else:
                body = {"inputs": self.entry(unit, leaf["code"], "appraisal")["inputs"], "comment": "Giữ nguyên kết quả"}
            await self.play.put(unit, leaf["code"], "second-appraisal", body, token)

    async def explanation(self) -> None:
        with self.report.timed("explanation"):
            await all_of(self.explain(unit) for unit in self.province.units)

    async def second_appraisal(self) -> None:
        with self.report.timed("second appraisal"):
            await all_of(self.appraise_again(unit) for unit in self.province.units)

    async def correct(self) -> None:
        """A leaf is reopened after its appraisal: what was judged counts no more, and is judged anew (PI-78)."""
        play, unit = self.play, self.province.unit(self.play.special.correcting)
        twin = next(other for other in self.province.units if other.twin == unit.code)
        for unit in (unit, twin):
            leaf = next(
                leaf for leaf in play.of(unit, "claimed")
                if not self.lost(unit, leaf["code"], "appraisal") and self.entry(unit, leaf["code"], "self"))
            criterion = leaf["code"]
            first = await play.reopen(unit, "self_assessment", criterion)
            body = {"inputs": self.draws.figures("corrected", unit, criterion), "comment": "Đính chính số liệu", "version": 1}
            await play.put(unit, criterion, "claim", body, play.officer(unit))
            await play.submit(unit)
            await play.end(first)
            second = await play.reopen(unit, "appraisal", criterion)
            again = {"as_claimed": True, "comment": "Đã kiểm tra", "version": 1}
            await play.put(unit, criterion, "appraisal", again, play.appraiser(unit, leaf["field"]).token)
            await play.end(second)

    # Council

    async def conclude(self, line: dict) -> None:
        play, unit, criterion = self.play, self.province.unit(line["unit"]), line["criterion"]
        claim = self.entry(unit, criterion, "self")
        for member in self.province.of("council_member")[:3]:
            await play.site.put(play.leaf(unit, criterion, "vote"), {"points": claim["points"], "comment": "đủ"}, member.token)
        if self.draws.random("council", unit, criterion).random() < 0.5 or criterion == play.contested:
            body = {"as_claimed": True, "comment": "Hội đồng chấp nhận"}
        else:
            body = {"inputs": self.draws.points(unit, criterion, Fraction(1, 2)), "comment": "Hội đồng thống nhất"}
        await play.put(unit, criterion, "council", body, self.province.one("council_secretary").token)

    async def council(self) -> None:
        lines = (await self.play.site.get(f"{PATH}/disputes", self.province.one("council_secretary").token))["lines"]
        expected = {
            (unit.code, leaf["code"]) for unit in self.province.units for leaf in self.play.of(unit, "claimed")
            if self.entry(unit, leaf["code"], "explanation") and self.lost(unit, leaf["code"], "second_appraisal")}
        found = {(line["unit"], line["criterion"]) for line in lines}
        self.report.expect("the council sees what stands below its claim still", found == expected, found ^ expected)
        with self.report.timed("council") as counts:
            await all_of(self.conclude(line) for line in lines)
            counts["leaves"] = len(lines)
