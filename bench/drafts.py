"""A thousand citizens who type at once: each has a connection and a draft, and every few seconds the page keeps what is typed.

A page keeps a second after the last key, and while somebody types on every ten seconds; here each does so every three. An answer says that
the draft outlasts a loss of power; how long it is waited for is measured at the connection, on both engines.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import homes
import shop
from dossiers import ROWS, engines, opened
from rounds import Absent, Figure, Figures, Row, alternate

from client import Connection  # noqa: E402  (found through dossiers)

TYPING = 1_000
EVERY, SECONDS = 3.0, 20.0
WANTED_NS = 50e6


@dataclass
class Typing:
    """One citizen's page."""

    citizen: homes.Citizen
    connection: Connection
    draft: str = ""
    revision: int = 1
    note: str = ""
    # Nanoseconds of each answer.
    waits: list[int] = field(default_factory=list)

    async def send(self, path: str, values: dict[str, str]):
        body = urlencode(values | {"form_token": self.citizen.token}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.citizen.cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n").encode()
        # In one piece, as browsers send what is small.
        begun = time.perf_counter_ns()
        answer = await self.connection.exchange(head + body, b"")
        return answer, time.perf_counter_ns() - begun

    async def begin(self) -> None:
        answer, _ = await self.send(f"/online/procedures/{homes.PROCEDURE}/drafts", {})
        if answer.status != 303:
            raise Absent(f"a draft was not begun: {answer.status}")
        self.draft = answer.headers["location"].removesuffix("/start")

    async def type(self, until: float, draw: random.Random) -> None:
        await asyncio.sleep(draw.uniform(0, EVERY))
        while time.monotonic() < until:
            self.note = f"Ghi chú {draw.getrandbits(60)}"
            answer, waited = await self.send(
                f"{self.draft}/autosave",
                homes.FORM | {"q.note": self.note, "revision": str(self.revision), "step": "autosave"})
            if answer.status != 204:
                raise Absent(f"a draft was not kept: {answer.status} {answer.body[:300]!r}")
            self.waits.append(waited)
            self.revision = int(answer.headers["draft-revision"])
            await asyncio.sleep(draw.uniform(0.8, 1.2) * EVERY)


async def begun(port: int, citizens: list[homes.Citizen]) -> list[Typing]:
    people = [Typing(citizen, Connection(port)) for citizen in citizens]
    for start in range(0, len(people), 20):
        await asyncio.gather(*(person.begin() for person in people[start:start + 20]))
    return people


async def typed(people: list[Typing]) -> Figures:
    for person in people:
        person.waits = []
    until = time.monotonic() + SECONDS
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(person.type(until, random.Random(person.citizen.number)))
    waits = sorted(wait for person in people for wait in person.waits)
    return {
        "half": Figure(waits[len(waits) // 2], "ns"), "slowest": Figure(waits[len(waits) * 99 // 100], "ns"),
        "saves": Figure(len(waits), "saves")}


def check(engine: shop.Engine, people: list[Typing]) -> None:
    """What was acknowledged last is what is there."""
    there = {draft: (int(revision), answers) for draft, revision, answers in engine.ask("SELECT id, revision, answers FROM online_drafts")}
    for person in people:
        revision, answers = there[person.draft.rsplit("/", 1)[1]]
        if revision != person.revision or person.note not in answers:
            raise Absent(f"{person.draft}: revision {revision} is there and {person.revision} was acknowledged, with {person.note}")


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name:
        return [row for address, _ in engines(Path(name)) for row in measure_on(Path(name), address)]


def measure_on(folder: Path, address: str) -> list[Row]:
    ours, engine = opened(folder, address, ROWS), shop.Engine(address)
    citizens = homes.settle(engine, TYPING)
    with asyncio.Runner() as runner:
        ours.start()
        try:
            people = runner.run(begun(ours.port, citizens))
            (figures,) = alternate(lambda: runner.run(typed(people)))
            for person in people:
                person.connection.close()
        finally:
            ours.stop()
    check(engine, people)
    each = f"{figures['saves'].value:,.0f} saves in {SECONDS:.0f} s, each on disk before its answer"
    return [
        Row(f"{TYPING:,} drafts autosaving, 99 % within, {engine.name}", figures["slowest"], None, "", "≤ 50 ms",
            lambda ours, _: ours <= WANTED_NS, [each]),
        Row("  half of them within", figures["half"], None, "", ""),
    ]


if __name__ == "__main__":
    from rounds import table
    print(table(measure()), end="")
