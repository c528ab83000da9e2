#!/usr/bin/env python3
"""A thousand people sit one knowledge test at once on a fresh server, which loses its power in the middle.

    exam.py --binary CCHC [--engine sqlite|postgres] [--people N] [--minutes N] [--seed N] [--keep FOLDER]

Everybody signs in as people do, gets a paper, answers bit by bit as the page's script sends it, some go on at a second machine, some
hand in and some are overtaken by the end. Every acknowledged answer must be kept, and scores, ranks, units and item analysis must be what
this program computes from what was acknowledged. For PostgreSQL it runs inside scripts/with-postgres. Ends with "N passed, M failed".
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import datetime
import html
import io
import os
import random
import re
import resource
import sys
import tempfile
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from client import Answer, Lost, Refused, Site, all_of
from report import Report, percentile
from server import Server
from setup import SIGNING_IN

UNITS = 20
TOPICS = ["Cơ chế một cửa", "Công tác văn thư", "Dịch vụ công"]
# Of each topic and level so many questions of a paper, so many points each.
BLUEPRINT = {1: (4, Fraction(1, 2)), 2: (4, Fraction(3, 4)), 3: (2, Fraction(5, 4))}
BANK = 30  # questions of each topic and level
PASS = Fraction(5, 8)
STEPS = 4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Question:
    code: str
    topic: str
    level: int
    choices: list[str]
    right: str

    @property
    def text(self) -> str:
        return f"{self.code}: theo quy định, nội dung nào đúng?"


def make_bank(rng: random.Random) -> dict[str, Question]:
    bank = {}
    for place, topic in enumerate(TOPICS):
        for level in BLUEPRINT:
            for number in range(BANK):
                code = f"T{place}-L{level}-{number:02}"
                choices = [f"{code} phương án {sign}" for sign in "αβγδ"[: rng.randint(3, 4)]]
                bank[code] = Question(code, topic, level, choices, rng.choice(choices))
    return bank


def bank_file(bank: dict[str, Question]) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["code", "topic", "level", "text", "a", "b", "c", "d", "correct", "source"])
    for one in bank.values():
        choices = one.choices + [""] * (4 - len(one.choices))
        rows.writerow([one.code, one.topic, one.level, one.text, *choices, "ABCD"[one.choices.index(one.right)], "Mô phỏng"])
    return out.getvalue().encode()


@dataclass
class Page:
    """A paper as a browser has it."""

    ticket: str
    revision: str
    # The code of each question and the texts of its choices, in their order.
    questions: list[tuple[str, list[str]]]
    chosen: dict[str, str]


def read_page(body: bytes) -> Page:
    text = body.decode()
    questions, chosen = [], {}
    for legend, rest in re.findall(r"<legend>[^<]*?\d+\. (.*?)</legend>(.*?)</fieldset>", text, re.S):
        code = html.unescape(legend).split(":")[0]
        inputs = re.findall(r'<input type="radio"[^>]*value="(\d+)"( checked)?><label[^>]*>[A-F]\. (.*?)</label>', rest, re.S)
        choices = [html.unescape(label) for _, _, label in inputs]
        questions.append((code, choices))
        chosen.update({code: choices[int(value) - 1] for value, checked, _ in inputs if checked})
    return Page(*(re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("ticket", "revision")), questions, chosen)


@dataclass
class Sitter:
    login: str
    unit: str
    skill: float
    cookie: str = ""
    token: str = ""
    # What the server has said that it kept: the text of the choice by the question's code.
    kept: dict[str, str] = field(default_factory=dict)
    paper: list[str] = field(default_factory=list)
    hands_in: bool = True
    saves: int = 0
    retries: int = 0
    wrong: list[str] = field(default_factory=list)


class Examination:
    def __init__(self, server: Server, people: int, minutes: int, seed: int, report: Report):
        self.server, self.report, self.rng = server, report, random.Random(seed)
        # From the announcement to the end; rounding may take one more.
        self.minutes = minutes
        self.bank = make_bank(self.rng)
        self.sitters = [
            Sitter(f"thi.sinh.{number:04}", f"U{number % UNITS:02}", self.rng.uniform(0.2, 1)) for number in range(people)]
        for sitter in self.sitters:
            sitter.hands_in = self.rng.random() < 0.85
        self.site = Site(server.port, people)
        self.admin = ""
        self.number = ""
        self.acknowledged = 0

    # ── before ───────────────────────────────────────────────────────────────

    def prepare(self) -> None:
        """Units, people and their invitations, by the commands that an operator has."""
        folder = self.server.folder
        units = "code,name_vi,kind\n" + "".join(f"U{number:02},Đơn vị {number:02},department\n" for number in range(UNITS))
        (folder / "units.csv").write_text(units)
        self.server.command("units", "import", "--apply", str(folder / "units.csv"))
        rows = "".join(f"{one.login},Thí sinh {one.login[-4:]},{one.unit}\n" for one in self.sitters)
        (folder / "people.csv").write_text("login,name,unit\n" + rows)
        told = self.server.command("accounts", "import", str(folder / "people.csv"))
        self.links = {row["login"]: urlsplit(row["link"]).path for row in csv.DictReader(io.StringIO(told[told.index("login,"):]))}

    async def sign_in(self) -> None:
        turns = asyncio.Semaphore(SIGNING_IN)

        async def one(sitter: Sitter) -> None:
            password = f"một kỳ thi mô phỏng {sitter.login[-4:]}"
            async with turns:
                form = urlencode({"password": password, "again": password}).encode()
                answer = await self.site.send("POST", self.links[sitter.login], form, headers=FORM)
            if answer.status != 303:
                raise Refused(sitter.login, answer.status, answer.body)
            sitter.cookie = answer.headers["set-cookie"].split(";")[0]
            sitter.token = (await self.site.send("GET", "/api/v1/accounts/me", headers={"Cookie": sitter.cookie})).json["form_token"]

        await all_of(one(sitter) for sitter in self.sitters)

    async def desk(self, path: str, values: dict[str, str]) -> str:
        answer = await self.site.send("POST", path, urlencode(values).encode(), token=self.admin, headers=FORM)
        if answer.status != 303:
            raise Refused(f"POST {path}", answer.status, answer.body)
        return answer.headers["location"]

    async def announce(self) -> None:
        boundary = "exam"
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="bank.csv"\r\n\r\n'.encode() + bank_file(self.bank)
            + f"\r\n--{boundary}--\r\n".encode())
        answer = await self.site.send(
            "POST", "/exams/bank/import", body, token=self.admin, headers={"Content-Type": f"multipart/form-data; boundary={boundary}"})
        if answer.status != 200:
            raise Refused("bank", answer.status, answer.body)
        now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7)))
        self.closes = now.replace(second=0, microsecond=0) + datetime.timedelta(minutes=self.minutes + 1)
        parts = [f"{topic}; {level}; {count}; {float(points)}" for topic in TOPICS for level, (count, points) in BLUEPRINT.items()]
        plan = {
            "title": "Kiểm tra mô phỏng", "units": "\n".join(f"U{number:02}" for number in range(UNITS)),
            "opens_day": now.strftime("%d/%m/%Y"), "opens_clock": now.strftime("%H:%M"),
            "closes_day": self.closes.strftime("%d/%m/%Y"), "closes_clock": self.closes.strftime("%H:%M"), "minutes": "480", "grace": "0",
            "pass": "62.5", "seed": "2026", "parts": "\n".join(parts), "shows_people": "1",
        }
        location = await self.desk("/exams/new", plan)
        self.number = location.split("/")[2].split("?")[0]
        await self.desk(f"/exams/{self.number}/announce", {})

    # ── one person ───────────────────────────────────────────────────────────

    async def ask(self, sitter: Sitter, method: str, path: str, values: dict[str, str] | None = None, label: str = "") -> Answer:
        """Asks until there is an answer: a lost connection or a server that starts again is tried anew, with the same words."""
        body = urlencode(values | {"form_token": sitter.token}).encode() if values is not None else b""
        headers = {"Cookie": sitter.cookie} | (FORM if values is not None else {})
        while True:
            try:
                answer = await self.site.send(method, path, body, headers=headers, label=label)
                if answer.status != 503:
                    return answer
            except Lost:
                pass
            sitter.retries += 1
            await asyncio.sleep(self.pause())

    def pause(self) -> float:
        return self.rng.uniform(0.1, 0.6)

    @property
    def address(self) -> str:
        return f"/exams/{self.number}/sit"

    async def open(self, sitter: Sitter) -> Page:
        answer = await self.ask(sitter, "GET", self.address, label="paper")
        if answer.status != 200:
            raise Refused("paper", answer.status, answer.body)
        page = read_page(answer.body)
        if page.chosen != sitter.kept:
            sitter.wrong.append(f"{sitter.login} finds {len(page.chosen)} answers, {len(sitter.kept)} were kept")
        return page

    def answers(self, sitter: Sitter, questions: list[tuple[str, list[str]]]) -> dict[str, str]:
        """What somebody of some skill chooses."""
        chosen = {}
        for code, choices in questions:
            one = self.bank[code]
            if choices and sorted(choices) != sorted(one.choices):
                sitter.wrong.append(f"{code} is shown with other choices")
            knows = self.rng.random() < sitter.skill - 0.15 * (one.level - 1)
            chosen[code] = one.right if knows else self.rng.choice(choices)
        return chosen

    def form(self, page: Page, chosen: dict[str, str]) -> dict[str, str]:
        values = {"ticket": page.ticket, "revision": page.revision}
        for place, (code, choices) in enumerate(page.questions, start=1):
            if code in chosen:
                values[f"q.{place}"] = str(choices.index(chosen[code]) + 1)
        return values

    async def sit(self, sitter: Sitter) -> None:
        started = await self.ask(sitter, "POST", f"{self.address}/start", {}, label="start")
        if started.status != 303:
            raise Refused("start", started.status, started.body)
        page = await self.open(sitter)
        sitter.paper = [code for code, _ in page.questions]
        left = page.questions[:]
        # One in twenty answers nothing of the last stretch.
        if self.rng.random() < 0.05:
            left = left[: len(left) * 3 // 4]
        size = -(-len(left) // STEPS)
        for step in range(0, len(left), size):
            await asyncio.sleep(self.pause())
            # Another machine goes on from what was kept.
            if step and self.rng.random() < 0.1:
                page = await self.open(sitter)
            chosen = sitter.kept | self.answers(sitter, left[step : step + size])
            if step and self.rng.random() < 0.3:
                chosen |= self.answers(sitter, [self.rng.choice(left[:step])])
            saved = await self.ask(sitter, "POST", self.address, self.form(page, chosen) | {"step": "autosave"}, label="save")
            if saved.status != 204:
                raise Refused(f"save of {sitter.login}", saved.status, saved.body)
            page.revision = saved.headers["draft-revision"]
            sitter.kept, sitter.saves = chosen, sitter.saves + 1
            self.acknowledged += 1
        await self.open(sitter)
        if sitter.hands_in:
            done = await self.ask(sitter, "POST", f"{self.address}/hand-in", {"ticket": page.ticket, "revision": page.revision}, label="hand in")
            # Where the answer to the first was lost, the paper is over when it is handed in again.
            if done.status != 303 and not (done.status == 409 and sitter.retries):
                raise Refused(f"hand in of {sitter.login}", done.status, done.body)

    async def lose_power(self) -> None:
        """Kills the server when half of all saves are acknowledged, and starts it again."""
        while self.acknowledged < len(self.sitters) * STEPS // 2:
            await asyncio.sleep(0.02)
        self.server.kill()
        seconds = await asyncio.to_thread(self.server.start)
        self.report.tell(f"killed after {self.acknowledged} saves, serving again after {seconds:.1f} s")

    # ── after ────────────────────────────────────────────────────────────────

    async def end(self) -> None:
        """Waits for the end by the server's clock, and releases the results."""
        while datetime.datetime.now(datetime.timezone.utc) < self.closes:
            await asyncio.sleep(0.5)
        for _ in range(120):
            rows = await self.table("people")
            if all(row["ended"] for row in rows):
                break
            await asyncio.sleep(0.5)
        self.report.expect("the upkeep ended every paper", all(row["ended"] for row in rows))
        await self.desk(f"/exams/{self.number}/release", {})

    async def table(self, name: str) -> list[dict[str, str]]:
        text = (await self.site.download(f"/exams/{self.number}/{name}.csv", self.admin)).decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def score(self, sitter: Sitter) -> Fraction:
        return sum(
            (BLUEPRINT[self.bank[code].level][1] for code, choice in sitter.kept.items() if self.bank[code].right == choice), Fraction(0))

    async def check(self) -> None:
        report, expect = self.report, self.report.expect
        wrong = [line for sitter in self.sitters for line in sitter.wrong]
        expect("every page showed what was acknowledged", not wrong, wrong[:5])
        maximum = len(TOPICS) * sum(count * points for count, points in BLUEPRINT.values())
        scores = {sitter.login: self.score(sitter) for sitter in self.sitters}
        rows = {row["login"]: row for row in await self.table("people")}
        expect("everybody is in the results, once", sorted(rows) == sorted(scores))
        for name, own in {
            "points": lambda one: scores[one.login], "maximum": lambda one: maximum, "answered": lambda one: len(one.kept),
            "passed": lambda one: int(scores[one.login] >= maximum * PASS),
            "rank": lambda one: 1 + sum(other > scores[one.login] for other in scores.values()),
        }.items():
            off = [one.login for one in self.sitters if Fraction(rows[one.login][name]) != own(one)]
            expect(f"{name} of each person", not off, off[:5])
        off = [one.login for one in self.sitters if rows[one.login]["ending"] != ("handed_in" if one.hands_in else "time_over")]
        expect("who handed in did, and whom the end overtook was collected", not off, off[:5])
        numbers = [row["certificate"] for row in rows.values() if row["passed"] == "1"]
        expect("a certificate for each who passed, and no other", all(numbers) and len(set(numbers)) == len(numbers) and not any(
            row["certificate"] for row in rows.values() if row["passed"] == "0"))
        self.check_blueprint()
        self.check_units(await self.table("units"), scores)
        self.check_items(await self.table("items"))
        passed = sum(score >= maximum * PASS for score in scores.values())
        report.tell(f"{len(scores)} people, {passed} passed, {len({tuple(one.paper) for one in self.sitters})} different papers")

    def check_blueprint(self) -> None:
        def is_right(paper: list[str]) -> bool:
            parts = [(self.bank[code].topic, self.bank[code].level) for code in paper]
            return len(set(paper)) == len(paper) and all(
                parts.count((topic, level)) == count for topic in TOPICS for level, (count, _) in BLUEPRINT.items())

        self.report.expect("each paper holds what the blueprint asks for", all(is_right(one.paper) for one in self.sitters))
        different = len({tuple(one.paper) for one in self.sitters})
        self.report.expect("no two papers are alike", different == len(self.sitters), different)

    def check_units(self, rows: list[dict[str, str]], scores: dict[str, Fraction]) -> None:
        means = {}
        for number in range(UNITS):
            own = [scores[one.login] for one in self.sitters if one.unit == f"U{number:02}"]
            means[f"U{number:02}"] = sum(own, Fraction(0)) / len(own)
        off = [row["unit"] for row in rows if abs(Fraction(row["mean_points"]) - means[row["unit"]]) > Fraction(1, 2_000_000)]
        self.report.expect("the mean of each unit to its last digit", not off and len(rows) == UNITS, off)
        off = [row["unit"] for row in rows if int(row["rank"]) != 1 + sum(mean > means[row["unit"]] for mean in means.values())]
        self.report.expect("the rank of each unit", not off, off)

    def check_items(self, rows: list[dict[str, str]]) -> None:
        """Difficulty and corrected point-biserial of each question, from what was acknowledged."""
        right = {one.login: {code for code in one.paper if one.kept.get(code) == self.bank[code].right} for one in self.sitters}
        off = []
        for row in rows:
            pairs = [
                (int(row["code"] in right[one.login]), len(right[one.login] - {row["code"]}))
                for one in self.sitters if row["code"] in one.paper]
            count = len(pairs)
            p, mean = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
            spread = (p * (1 - p) * sum((y - mean) ** 2 for _, y in pairs) / count) ** 0.5
            r = sum((x - p) * (y - mean) for x, y in pairs) / count / spread if spread > 1e-12 else None
            told = float(row["discrimination"]) if row["discrimination"] else None
            close = (r is None) == (told is None) and (r is None or abs(r - told) < 1e-9)
            if int(row["papers"]) != count or abs(float(row["difficulty"]) - p) > 1e-9 or not close:
                off.append(row["code"])
        self.report.expect("difficulty and discrimination of each question", not off and rows, off[:5])


async def play(examination: Examination, report: Report) -> None:
    people = len(examination.sitters)
    with report.timed("sign-in") as counts:
        await examination.sign_in()
        counts["people"] = people
    await examination.announce()
    with report.timed("the test") as counts:
        await all_of([*(examination.sit(sitter) for sitter in examination.sitters), examination.lose_power()])
        counts |= {"people": people, "saves": examination.acknowledged}
    for label in ("start", "paper", "save", "hand in"):
        times = examination.site.times.get(label, [])
        report.tell(f"{label}: median {percentile(times, 0.5):.0f} ms, 95 % {percentile(times, 0.95):.0f} ms, of {len(times)}")
    report.expect("somebody was cut off and went on", any(sitter.retries for sitter in examination.sitters))
    await examination.end()
    await examination.check()
    examination.site.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="A thousand people sit one test at once.")
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--engine", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--minutes", type=int, default=4, help="from the announcement to the end")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--keep", type=Path, help="a folder in which database and files stay")
    options = parser.parse_args()
    # A connection for each person, here and in the server.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192) if hard != resource.RLIM_INFINITY else 8192, hard))
    database = os.environ["CCHC_TEST_POSTGRES"] if options.engine == "postgres" else ""
    with tempfile.TemporaryDirectory(prefix="cchc-exam.") as temporary:
        server = Server(options.binary.resolve(), options.keep or Path(temporary), database)
        report = Report(f"{server.engine}, {options.people} people")
        examination = Examination(server, options.people, options.minutes, options.seed, report)
        examination.admin = server.administrator()
        examination.prepare()
        server.start()
        try:
            asyncio.run(play(examination, report))
        except BaseException:
            sys.stderr.write((server.folder / "server.log").read_text(errors="replace")[-4000:])
            raise
        finally:
            server.stop()
        report.expect("the server ended well", server.process.returncode == 0)
    report.tell("done")
    print(f"{report.passed} passed, {len(report.failures)} failed")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
