"""Asks the program and its pages for published figures and compares them to the last printed digit.

    CCHC_URL=http://127.0.0.1:8080 CCHC_BINARY=… CCHC_DATABASE_FILE=… python scripts/acceptance.py

Every case of Facts/acceptance/manifest.csv goes through `cchc score`, every line of Facts/acceptance/answers.csv through the
command and the page that it names. One case or line is one test. Ends with "N passed, M failed".
"""

from __future__ import annotations

import csv
import html
import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from fractions import Fraction
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT / "Facts"
ACCEPTANCE = FACTS / "acceptance"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


CASES = {case["case"]: case for case in rows(ACCEPTANCE / "manifest.csv")}


# What the program says


def command(*arguments: str | Path) -> str:
    done = subprocess.run([os.environ["CCHC_BINARY"], *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise AssertionError(f"cchc {arguments[0]} {arguments[1]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


@cache
def press_check() -> str:
    database = "sqlite:" + os.environ["CCHC_DATABASE_FILE"]
    return command("facts", "check", "--verbose", "--language", "vi", "--database", database)


@cache
def page(address: str) -> str:
    path, _, query = address.partition("?")
    address = os.environ["CCHC_URL"] + urllib.parse.quote(path) + ("?" + urllib.parse.quote(query, safe="=+&%") if query else "")
    request = urllib.request.Request(address, headers={"Cookie": "lang=vi", "Accept-Language": "vi"})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode("utf-8")


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def cells(row: str) -> list[str]:
    return [words(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.S)]


def lines(address: str, table: str) -> list[str]:
    """The rows of a table, as they are written."""
    whole = page(address)
    start = whole.find(f'<table id="{table}"')
    if start < 0:
        raise AssertionError(f"{address} has no table {table}")
    body = whole[start:whole.index("</table>", start)]
    return re.findall(r"<tr>.*?</tr>", body, re.S)


def shown(number: str | Fraction, digits: int = 2) -> str:
    """As pages write points: halves up, decimal comma, thousands apart."""
    scaled = Fraction(number) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    figures = str(abs(whole)).rjust(digits + 1, "0")
    grouped = f"{int(figures[:len(figures) - digits]):,}".replace(",", ".")
    return ("-" if whole < 0 else "") + grouped + (f",{figures[len(figures) - digits:]}" if digits else "")


def plain(text: str) -> str:
    """Without decimal and thousands signs and with a plain minus, so that a line can be written as it reads."""
    return re.sub(r"(?<=\d)[.,](?=\d)", "", text).replace("−", "-")


# The questions


def expect(condition: bool, message: str) -> None:
    if not condition:
        raise AssertionError(message)


def score(case: dict[str, str]) -> None:
    framework = next(path for path in (ROOT / case["framework"], ACCEPTANCE / case["framework"]) if path.exists())
    arguments = ["--framework", framework, "--data", ACCEPTANCE / case["data"], "--units", ACCEPTANCE / case["units"]]
    units = {unit["unit"]: unit for unit in json.loads(command("score", *arguments, "--format", "json"))["units"]}
    for row in rows(ACCEPTANCE / case["expected"]):
        found = units[row["unit"]]
        percent = None if found.get("ratio") is None else Fraction(found["ratio"]) * 100
        for key, value in (("points", Fraction(found["exact"])), ("maximum", Fraction(found["maximum"])), ("percent", percent)):
            expect(not row[key] or value == Fraction(row[key]), f"{row['unit']} {key}: {value} instead of {row[key]}")
        expect(not row["rank"] or str(found["rank"]) == row["rank"], f"{row['unit']} rank: {found.get('rank')} instead of {row['rank']}")
        expect(not row["band"] or found["band"] == row["band"], f"{row['unit']} band: {found.get('band')} instead of {row['band']}")
    for row in rows(ACCEPTANCE / case["criteria"]) if case["criteria"] else []:
        found = {criterion["code"]: criterion for criterion in units[row["unit"]]["criteria"]}[row["criterion"]]
        for key, value in (("points", found["exact"]), ("maximum", found["maximum"])):
            expect(Fraction(value) == Fraction(row[key]), f"{row['unit']} {row['criterion']} {key}: {value} instead of {row[key]}")


def statement(of: str, expected: str) -> None:
    """A sentence against the figures, by the command and on the page."""
    expect(f" {of} (" in press_check() and re.search(rf" {re.escape(of)} \(.*\n.* = {re.escape(expected)};", press_check()) is not None,
           f"facts check does not find {expected}")
    own = next(row for row in rows(FACTS / "statements.csv") if row["id"] == of)
    rows_said = map(cells, lines("/facts/statements", "statements"))
    said = next((line for line in rows_said if line[0] == " ".join(own["vi"].split())), None)
    expect(said is not None, "the page has no such sentence")
    value = "đúng" if expected == "true" else shown(expected, len(expected.partition(".")[2]))
    expect(plain(said[2]) == plain(value) == plain(said[3]), f"the page shows {said[2]} and {said[3]} instead of {value}")


def figure(of: str, expected: str) -> None:
    """What was printed, beside what it is read as."""
    own = next(row for row in rows(FACTS / "figures.csv") if row["id"] == of)
    found = lines("/facts?q=" + own["rule"] + "+" + own["place"].replace(" ", "+"), "figures")
    expect(any(line[3:5] == [expected, own["written"]] for line in map(cells, found)), f"no line shows {expected} beside {own['written']}")


def ranking(of: str, expected: str) -> None:
    case = CASES[expected]
    found = {link[1]: cells(line) for line in lines(of, "ranking") if (link := re.search(r'/units/([^"/]+)"', line))}
    expected_rows = rows(ACCEPTANCE / case["expected"])
    for row in expected_rows:
        line = found.get(row["unit"])
        expect(line is not None, f"{row['unit']} is not there")
        expect(line[0] == row["rank"] and shown(row["points"]) in line[2:], f"{line} instead of {row['rank']}, {shown(row['points'])}")
    expect(len(found) == len(expected_rows), f"{len(found)} units instead of {len(expected_rows)}")


def scorecard(of: str, expected: str) -> None:
    text = words(page(of))
    for row in rows(ACCEPTANCE / CASES[expected]["criteria"]):
        pair = f"{shown(row['points'])} / {shown(row['maximum'], 0)}"
        expect(pair in text, f"{row['criterion']} {pair} is not there")


ASK = {
    "statement": statement, "figure": figure, "ranking": ranking, "scorecard": scorecard,
    "examples": lambda of, expected: command("criteria", "check", of) and None,
    "page": lambda of, expected: expect(plain(expected) in plain(words(page(of))), f"“{expected}” is not there"),
    "absent": lambda of, expected: expect(plain(expected) not in plain(words(page(of))), f"“{expected}” is there"),
}


def main() -> int:
    answers = rows(ACCEPTANCE / "answers.csv")
    tests = [("score", name, lambda case=case: score(case)) for name, case in CASES.items()]
    tests += [(row["ask"], f"{row['rule']} {row['of']}", lambda row=row: ASK[row["ask"]](row["of"], row["expected"])) for row in answers]
    failed = 0
    for ask, name, test in tests:
        try:
            test()
        except (AssertionError, KeyError, StopIteration, OSError) as error:
            failed += 1
            print(f"{ask} {name}: {error}")
    print(f"{len(tests) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
