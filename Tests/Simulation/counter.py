"""The counter under load: dossiers are received, assigned, finished and returned from many connections at once.

Of each dossier one worker alone knows what was acknowledged and what was in flight, so after a kill it must be as acknowledged, or
whole one step further.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Awaitable, Callable

from client import Lost, Refused, Site, all_of

UNIT, PROCEDURE = "M-X001", "1.000656"
# What is done to a dossier one after the other: by whom, with what, and the state that it leads to.
STEPS = [
    ("clerk", "receive", {}, "accepted"),
    ("head", "assign", {"officer": "thu.ly"}, "processing"),
    ("officer", "supplement", {"text": "Thiếu giấy tờ", "document": "1/YC"}, "supplement"),
    ("clerk", "take_supplement", {}, "processing"),
    ("officer", "finish", {"outcome": "granted", "number": "1/KQ"}, "finished"),
    ("clerk", "return", {"delivery": "counter"}, "returned"),
]
LOGINS = {"clerk": "mot.cua", "officer": "thu.ly", "head": "chu.tich.phuong"}


@dataclass
class Dossier:
    name: str
    # Nothing while the reception was not answered.
    code: str | None = None
    # How many steps were acknowledged, and whether one more is in flight.
    done: int = 0
    pending: bool = False
    touched: bool = True


class CounterLoad:
    """Has the face of ``load.Load``, so that the same kills fall on it."""

    def __init__(self, site: Site, tokens: dict[str, str], workers: int, seed: int):
        self.site, self.tokens, self.rng = site, tokens, random.Random(seed)
        self.lots: list[list[Dossier]] = [[] for _ in range(workers)]
        self.serial = 0
        self.acknowledged = self.unanswered = self.found = self.absent = 0

    @property
    def dossiers(self) -> list[Dossier]:
        return [dossier for lot in self.lots for dossier in lot]

    def workers(self) -> list[Callable[[], Awaitable[None]]]:
        return [lambda lot=lot: self.work(lot) for lot in self.lots]

    async def work(self, lot: list[Dossier]) -> None:
        """Until the first call that is not answered."""
        try:
            while True:
                under_way = [dossier for dossier in lot if dossier.done < len(STEPS)]
                if not under_way or self.rng.random() < 0.2:
                    self.serial += 1
                    lot.append(Dossier(f"Người thứ {self.serial}"))
                    under_way = lot[-1:]
                await self.step(self.rng.choice(under_way))
                self.acknowledged += 1
        except Lost:
            self.unanswered += 1
        except Refused as refusal:
            if refusal.status != 503:
                raise
            self.unanswered += 1

    async def step(self, dossier: Dossier) -> None:
        who, act, fields, _ = STEPS[dossier.done]
        dossier.pending = dossier.touched = True
        if act == "receive":
            path = f"/dossiers/units/{UNIT}/reception/{PROCEDURE}"
            papers = {f"kind_{number}": "original" for number in range(1, 30)}
            body = papers | {"name": dossier.name, "decision": "accept", "fee": "8000"}
        else:
            path = f"/dossiers/{dossier.code}/acts/{act}"
            body = fields | ({"paid": "1"} if act == "return" else {})
        answer = await self.site.post(path, body, self.tokens[who], label=act)
        dossier.code = answer["code"]
        dossier.done += 1
        dossier.pending = False

    # Afterwards

    async def look(self, everything: bool = False) -> list[str]:
        mine = [dossier for dossier in self.dossiers if everything or dossier.touched]
        wrong = [fault for faults in await all_of(self.look_at(dossier) for dossier in mine) for fault in faults]
        codes = [dossier.code for dossier in self.dossiers if dossier.code]
        if len(codes) != len(set(codes)):
            wrong.append("a code was given twice")
        self.lots = [[dossier for dossier in lot if dossier.code] for lot in self.lots]
        return wrong

    async def look_at(self, dossier: Dossier) -> list[str]:
        if not dossier.code:
            listed = await self.site.get(f"/dossiers/units/{UNIT}?q={dossier.name.split()[-1]}&part=all", self.tokens["clerk"])
            found = [line["dossier"] for line in listed["dossiers"] if line["applicant"] == dossier.name]
            if len(found) > 1:
                return [f"{dossier.name} was received {len(found)} times"]
            if not found:
                self.absent += 1
                return []
            dossier.code = found[0]["code"]
        there = await self.site.get(f"/dossiers/{dossier.code}", self.tokens["clerk"], label="look")
        expected = [dossier.done] + ([dossier.done + 1] if dossier.pending else [])
        # The version counts the steps that were kept; the state must be that of the same step.
        step = there["version"]
        if dossier.pending:
            if step == dossier.done + 1:
                self.found += 1
            elif dossier.done:
                self.absent += 1
        wrong = []
        if step not in expected or there["state"] != STEPS[step - 1][3]:
            wrong.append(f"{dossier.code}: {dossier.done} steps acknowledged, found {there}")
        dossier.done, dossier.pending, dossier.touched = step, False, False
        return wrong
