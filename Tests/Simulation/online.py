"""Citizens at home under load: drafts are begun, filled in and sent from many connections at once.

Every receipt that was given must be a dossier that is stored, once; what was in flight may be there, whole, or not at all.
"""

from __future__ import annotations

import asyncio
import random
import re
import urllib.parse
from dataclasses import dataclass
from pathlib import Path
from typing import Awaitable, Callable

from client import Lost, Refused, Site, all_of

UNIT, PROCEDURE = "M-X001", "1.004837"
# As many as the house lets one citizen send within an hour.
MOST = 20
# More than fall on one kill, times those that one citizen may send.
CITIZENS_OF_A_KILL = 30


@dataclass
class Sending:
    draft: str
    code: str | None = None


class Citizen:
    """A browser with an account of its own."""

    def __init__(self, site: Site, number: str):
        self.site, self.number = site, number
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.sent: list[Sending] = []
        # Filled in, to be sent next.
        self.ready: Sending | None = None

    async def ask(self, method: str, path: str, values: dict[str, str] | None = None):
        body = urllib.parse.urlencode((values or {}) | {"form_token": self.token}).encode() if method == "POST" else b""
        # From a network of their own: the house opens few accounts from one.
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "X-Forwarded-For": f"10.0.{int(self.number) // 100 % 100}.{int(self.number) % 100}"}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = await self.site.send(method, path, body, headers=headers)
        for cookie in answer.headers.get("set-cookie", "").splitlines():
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        found = re.search(rb'name="form_token" value="([^"]+)"', answer.body)
        if found:
            self.token = found[1].decode()
        return answer

    async def moved(self, path: str, values: dict[str, str] | None = None):
        """A step that leads on to the next page; all else is a refusal."""
        answer = await self.ask("POST", path, values)
        if answer.status != 303:
            raise Refused(path, answer.status, answer.body)
        return answer

    async def open(self, messages: Path) -> None:
        """An account by a code that falls into a folder, and a name."""
        await self.ask("POST", "/citizens/sign-in", {"contact": self.number})
        for _ in range(200):
            for file in messages.glob("*.txt"):
                try:
                    to, text = file.read_text().split("\n", 1)
                except FileNotFoundError:
                    # Somebody else's, who has just taken it.
                    continue
                code = re.search(r"(?<!\d)\d{6}(?!\d)", text)
                if to == "+84" + self.number[1:] and code:
                    file.unlink()
                    await self.ask("POST", "/citizens/code", {"code": code[0]})
                    await self.ask("GET", "/citizens")
                    await self.ask("POST", "/citizens/profile", {"name": f"Nguyễn Thị {self.number}", "language": "vi"})
                    return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"no code came to {self.number}")

    @property
    def may_send(self) -> bool:
        return len(self.sent) < MOST

    async def prepare(self) -> None:
        if self.ready:
            return
        begun = await self.moved(f"/online/procedures/{PROCEDURE}/drafts")
        draft = begun.headers["location"].removesuffix("/start")
        await self.moved(f"{draft}/start", {"unit": UNIT, "applicant": "", "step": "next"})
        self.ready = Sending(draft)

    async def send(self) -> None:
        await self.prepare()
        sending, self.ready = self.ready, None
        self.sent.append(sending)
        await self.finish(sending)

    async def finish(self, sending: Sending) -> None:
        answer = await self.moved(f"{sending.draft}/review")
        sending.code = answer.headers["location"].split("/")[-1].split("?")[0]


class OnlineLoad:
    """Has the face of ``load.Load``, so that the same kills fall on it."""

    # The answer follows the write at once: whether a kill falls between them is luck, on PostgreSQL most of all.
    is_found_by_luck = True

    def __init__(self, site: Site, citizens: list[Citizen], workers: int, seed: int):
        self.site, self.citizens, self.count, self.rng = site, citizens, workers, random.Random(seed)
        self.acknowledged = self.unanswered = self.found = self.absent = 0

    async def prepare(self) -> None:
        """Every connection begins with a draft that is ready: a kill falls among what is being sent."""
        lots = [self.citizens[number :: self.count] for number in range(self.count)]
        await all_of([next(citizen for citizen in lot if citizen.may_send).prepare() for lot in lots])

    def workers(self) -> list[Callable[[], Awaitable[None]]]:
        return [lambda lot=self.citizens[number :: self.count]: self.work(lot) for number in range(self.count)]

    async def work(self, lot: list[Citizen]) -> None:
        """Until the first call that is not answered."""
        try:
            for citizen in lot:
                while citizen.may_send:
                    await citizen.send()
                    self.acknowledged += 1
            raise RuntimeError("nobody is left who may send")
        except Lost:
            self.unanswered += 1
        except Refused as refusal:
            if refusal.status != 503:
                raise
            self.unanswered += 1

    async def look(self, everything: bool = False) -> list[str]:
        wrong: list[str] = []
        codes: list[str] = []
        for citizen in self.citizens:
            for sending in citizen.sent if everything else citizen.sent[-2:]:
                if not sending.code:
                    # The same key is given the receipt that was lost, or sends for the first time; either way there is one dossier.
                    there = await citizen.ask("GET", f"{sending.draft}/review")
                    known = re.search(rb"/online/dossiers/([A-Z0-9.-]+)", there.body)
                    self.found, self.absent = self.found + bool(known), self.absent + (not known)
                    await citizen.finish(sending)
                    if known and known[1].decode() != sending.code:
                        wrong.append(f"{sending.draft} was {known[1].decode()} and is {sending.code}")
                shown = await citizen.ask("GET", f"/online/dossiers/{sending.code}")
                if shown.status != 200 or sending.code.encode() not in shown.body:
                    wrong.append(f"{sending.code}: a receipt was given and there is no dossier ({shown.status})")
            codes += [sending.code for sending in citizen.sent]
        if len(codes) != len(set(codes)):
            wrong.append("a code was given twice")
        return wrong


async def open_accounts(site: Site, messages: Path, kills: int) -> list[Citizen]:
    citizens = [Citizen(site, f"0912{number:06}") for number in range(max(kills * CITIZENS_OF_A_KILL, 2 * site.connections))]
    await all_of([citizen.open(messages) for citizen in citizens])
    return citizens
