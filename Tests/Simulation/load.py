"""Writes at full speed from many connections, and remembers of each what was acknowledged and what was still in flight."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from typing import Awaitable, Callable

from client import Lost, Refused, Site, all_of
from figures import Draws
from papers import pdf
from province import Province, Unit
from setup import ROUND


@dataclass
class Leaf:
    """A leaf of a unit, written by one worker alone."""

    unit: Unit
    criterion: str
    # As the server answered last; nothing while nothing was saved.
    entry: dict | None = None
    # What was sent and not answered.
    pending: dict | None = None
    citations: set[str] = field(default_factory=set)
    pending_citation: str | None = None
    # Whether it was written since somebody looked.
    touched: bool = False

    @property
    def path(self) -> str:
        return f"/assessments/rounds/{ROUND}/units/{self.unit.code}/leaves/{self.criterion}"

    @property
    def version(self) -> int:
        return self.entry["version"] if self.entry else 0


@dataclass
class Paper:
    unit: Unit
    title: str
    digest: str
    # Nothing while the upload was not answered.
    id: str | None = None
    checked: bool = False


class Load:
    def __init__(self, site: Site, province: Province, told: dict, workers: int, seed: int):
        self.site, self.province, self.rng = site, province, random.Random(seed)
        self.draws = Draws(province)
        self.token = {unit.code: province.one("unit_officer", unit.code).token for unit in province.units}
        claimed = {block["code"]: [leaf["code"] for leaf in block["leaves"] if leaf["channel"] == "claimed"] for block in told["blocks"]}
        self.leaves = [Leaf(unit, code) for unit in province.units for code in claimed[unit.block]]
        self.papers: list[Paper] = []
        self.lots = [self.leaves[number::workers] for number in range(workers)]
        self.serial = 0
        self.acknowledged = self.unanswered = self.found = self.absent = 0

    def workers(self) -> list[Callable[[], Awaitable[None]]]:
        return [lambda lot=lot: self.work(lot) for lot in self.lots]

    async def work(self, lot: list[Leaf]) -> None:
        """Until the first call that is not answered."""
        papers: dict[str, list[Paper]] = {}
        try:
            while True:
                leaf = self.rng.choice(lot)
                leaf.touched = True
                known = papers.setdefault(leaf.unit.code, [])
                chance = self.rng.random()
                if chance < 0.5:
                    await self.save(leaf)
                elif chance < 0.8 or not known:
                    known.append(await self.upload(leaf))
                else:
                    await self.cite(leaf, known.pop())
                self.acknowledged += 1
        except Lost:
            self.unanswered += 1
        except Refused as refusal:
            # The database went away in the midst of it; whether the write was kept is for the check to see.
            if refusal.status != 503:
                raise
            self.unanswered += 1

    async def save(self, leaf: Leaf) -> None:
        self.serial += 1
        words = f"lần lưu {self.serial}"
        leaf.pending = {
            "inputs": self.draws.figures(words, leaf.unit, leaf.criterion), "comment": words, "version": leaf.version}
        leaf.entry = await self.site.put(f"{leaf.path}/claim", leaf.pending, self.token[leaf.unit.code], label="claim")
        leaf.pending = None

    async def upload(self, leaf: Leaf) -> Paper:
        self.serial += 1
        title = f"Văn bản {self.serial}"
        content = pdf(title, padding=self.rng.randint(100, 60_000))
        paper = Paper(leaf.unit, title, hashlib.sha256(content).hexdigest())
        self.papers.append(paper)
        answer = await self.site.upload(
            f"/assessments/units/{leaf.unit.code}/evidence/files", content, self.token[leaf.unit.code], label="upload", name="a.pdf",
            title=title)
        paper.id = answer["id"]
        return paper

    async def cite(self, leaf: Leaf, paper: Paper) -> None:
        leaf.pending_citation = paper.id
        await self.site.post(f"{leaf.path}/citations", {"evidence": paper.id}, self.token[leaf.unit.code], label="citation")
        leaf.citations.add(paper.id)
        leaf.pending_citation = None

    # Afterwards

    async def look(self, everything: bool = False) -> list[str]:
        """Compares what is there with what was acknowledged; what was in flight is settled one way or the other."""
        leaves = [leaf for leaf in self.leaves if everything or leaf.touched]
        wrong = [fault for faults in await all_of(self.look_at(leaf) for leaf in leaves) for fault in faults]
        units = {paper.unit.code for paper in self.papers if everything or not paper.checked}
        for faults in await all_of(self.look_through(code, everything) for code in sorted(units)):
            wrong += faults
        return wrong

    async def look_at(self, leaf: Leaf) -> list[str]:
        story = await self.site.get(leaf.path, self.token[leaf.unit.code], label="look")
        wrong = []
        there = story["leaf"]["entries"].get("self")
        if leaf.pending:
            # The server may write a figure in another way than it was sent, so the words beside it tell whose it is.
            if there and there["comment"] == leaf.pending["comment"] and there["version"] == leaf.version + 1:
                self.found += 1
                leaf.entry = there
            else:
                self.absent += 1
        if there != leaf.entry:
            wrong.append(f"{leaf.unit.code} {leaf.criterion}: acknowledged {leaf.entry}, found {there}")
        # A save and its line of history are one: neither is there without the other.
        saves = sum(1 for line in story["history"] if line["action"] == "assessments.claimed")
        if saves != leaf.version:
            wrong.append(f"{leaf.unit.code} {leaf.criterion}: version {leaf.version} with {saves} saves in its history")
        cited = {citation["evidence"]["id"] for citation in story["leaf"]["citations"]}
        if leaf.pending_citation:
            if leaf.pending_citation in cited:
                self.found += 1
                leaf.citations.add(leaf.pending_citation)
            else:
                self.absent += 1
        if cited != leaf.citations:
            wrong.append(f"{leaf.unit.code} {leaf.criterion}: citations {cited ^ leaf.citations}")
        leaf.pending, leaf.pending_citation, leaf.touched = None, None, False
        return wrong

    async def look_through(self, code: str, everything: bool) -> list[str]:
        """The papers of a unit: those acknowledged, those in flight, and no other; each with its bytes."""
        token = self.token[code]
        there = {paper["title"]: paper for paper in await self.site.get(f"/assessments/units/{code}/evidence", token)}
        mine = [paper for paper in self.papers if paper.unit.code == code]
        wrong = [f"{code}: nobody sent {title}" for title in there.keys() - {paper.title for paper in mine}]
        for paper in mine:
            if not paper.id:
                if paper.title not in there:
                    self.absent += 1
                    self.papers.remove(paper)
                    continue
                self.found += 1
                paper.id = there[paper.title]["id"]
            if paper.title not in there:
                wrong.append(f"{code}: {paper.title} is gone")
            elif everything or not paper.checked:
                content = await self.site.download(f"/api/v1/assessments/evidence/{paper.id}/file", token)
                if hashlib.sha256(content).hexdigest() != paper.digest:
                    wrong.append(f"{code}: {paper.title} has other bytes")
                paper.checked = True
        return wrong
