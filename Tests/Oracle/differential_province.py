"""The generated province, loaded by the binary, counted and scored again from what its database holds.

    differential_province.py --binary CCHC [--plan sample-province]

A list of simulated dossiers is imported as any other; then, for every unit with dossiers and for some periods:

1. the rows of the database are those of the list, column by column;
2. every numerator and denominator of Decision 766 that dossiers give is what DuckDB counts over the rows of the database;
3. the points that the pages show live are those of `cchc score` on the exported inputs, and those of the oracle;
4. report II.06 agrees with DuckDB at every end of a month, adds up, and carries over what was open before.

Ends with "N passed, M failed". `--plan sample-province-large` is 746,305 dossiers.
"""

import argparse
import csv
import html
import http.cookiejar
import io
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import duckdb
from differential import differences
from dossiers import REPORT, Rows

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
VIETNAM = timezone(timedelta(hours=7))
PERIODS = ("2026-02", "2026-Q1", "2026-Q2")
MONTHS = ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
# Which input of the framework is which count; `procedures` are those of the catalogue under which the unit ever received something.
INPUTS = {
    "TDGQ.1": "dossiers.on_time", "MDSH.1": "dossiers.electronic_result", "MDSH.2": "dossiers.digitised",
    "MDSH.4": "dossiers.data_reused", "MDSH.5": "dossiers.personal_store", "MDSH.6": "dossiers.population_data",
    "MDSH.7": "procedures.population_data",
}


class Tally:
    def __init__(self):
        self.passed, self.wrong = 0, []

    def same(self, what, expected, found):
        if expected == found:
            self.passed += 1
        else:
            self.wrong.append(f"{what}: expected {expected}, found {found}")


class House:
    """The binary with a database and a server of its own, asked by somebody who leads."""

    def __init__(self, binary, folder):
        self.binary, self.folder = Path(binary).resolve(), Path(folder)
        self.database = self.folder / "cchc.db"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
        self.environment = kept | {"CCHC_DATABASE": f"sqlite:{self.database}", "CCHC_FILES": f"{self.folder}/files"}
        self.server = None

    def run(self, *arguments):
        started = time.monotonic()
        done = subprocess.run([self.binary, *arguments], env=self.environment, cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"cchc {' '.join(map(str, arguments))}: {done.stderr[-2000:]}")
        print(f"{time.monotonic() - started:6.1f} s  cchc {' '.join(map(str, arguments))}")
        return done.stdout

    def serve(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.server = subprocess.Popen(
            [self.binary, "serve", "--host", "127.0.0.1", "--port", str(port)], env=self.environment, cwd=self.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        for _ in range(600):
            try:
                self.get("/readyz")
                break
            except (OSError, urllib.error.URLError):
                time.sleep(0.1)
        form = urllib.parse.urlencode({"login": "lanh.dao", "next": ""}).encode()
        self.browser.open(f"{self.url}/accounts/sign-in/demo", form, timeout=60).read()

    def get(self, path, **query):
        address = f"{self.url}{path}?{urllib.parse.urlencode(query)}" if query else self.url + path
        with self.browser.open(address, timeout=600) as answer:
            return answer.read().decode()

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait(60)


def local(milliseconds):
    return "" if milliseconds is None else datetime.fromtimestamp(milliseconds // 1000, VIETNAM).strftime("%Y-%m-%d %H:%M:%S")


def stored(database):
    """Every accepted or refused dossier of the database, by the columns of its table and the names behind its keys."""
    base = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    return base.execute(
        """
        SELECT d.*, u.code AS unit, a.code AS agency, c.code AS procedure, c.field AS field, s.from_ms AS asked_ms
        FROM dossiers_dossiers d JOIN units_units u ON u.id = d.unit_id JOIN procedures_catalogue c ON c.id = d.version_id
        LEFT JOIN units_codes a ON a.unit_id = u.id AND a.scheme = 'agency'
        LEFT JOIN dossiers_suspensions s ON s.dossier = d.code AND s.to_ms IS NULL
        """)


LIST = (
    "code", "unit", "procedure", "channel", "subject", "state", "received", "due", "finished", "returned", "supplements", "cause", "officer",
    "entered", "fee", "delivery", "is_digitised", "has_electronic_result", "reuses_data", "is_in_store", "uses_population_data")


def compare_import(tally, listing, database, folder):
    """The rows of the list against the rows that were made of them: none is missing, none is otherwise."""
    moments = {"received": "received_ms", "due": "due_ms", "finished": "finished_ms", "returned": "returned_ms", "entered": "entered_ms"}
    with open(folder / "stored.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(LIST)
        for row in stored(database):
            named = {"unit": row["agency"]} | {name: local(row[column]) for name, column in moments.items()}
            out.writerow([named[name] if name in named else row[name] for name in LIST])
    base = duckdb.connect()
    names = ", ".join(LIST)
    for name, path in (("told", listing), ("held", folder / "stored.csv")):
        base.execute(f"create table {name} as select {names} from read_csv('{path}', header = true, all_varchar = true)")
    count = base.execute("select count(*) from told").fetchone()[0]
    missing = base.execute("select * from told except select * from held").fetchall()
    tally.same("rows of the list that the database does not hold as they are", [], missing[:3])
    tally.passed += count - len(missing)
    return count


def export(database, folder):
    """The database's dossiers in the columns that the second count reads; what was never accepted is in no report (OS-60)."""
    columns = (
        "code", "unit", "procedure", "field", "channel", "state", "received", "due", "first_due", "finished", "returned", "closed", "asked",
        "entered", "supplements", "officer", "fee", "paid_online", "e_result", "components_digitised", "result_digitised", "reused",
        "personal_store", "population_data", "synchronised")
    with open(folder / "dossiers.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        for row in stored(database):
            if row["state"] in ("registered", "refused"):
                continue
            gone = row["state"] in ("withdrawn", "stopped")
            end = local(row["finished_ms"])
            waits = row["state"] == "supplement"
            due = row["due_ms"] if row["due_ms"] is not None or not waits else row["first_due_ms"]
            out.writerow((
                row["code"], row["unit"], row["procedure"], row["field"], row["channel"], row["state"], local(row["received_ms"]),
                local(due), local(row["first_due_ms"]), "" if gone else end, local(row["returned_ms"]), end if gone else "",
                local(row["asked_ms"]) if waits else "", local(row["entered_ms"]), row["supplements"], row["officer"] or "",
                int(row["fee"] != "none"), int(row["fee"] == "online"), row["has_electronic_result"], row["is_digitised"],
                row["is_digitised"], row["reuses_data"], row["is_in_store"], row["uses_population_data"], int(row["synced_ms"] is not None)))
    return Rows(folder)


def last_day(period):
    year, _, part = period.partition("-")
    month = int(part[1]) * 3 if part.startswith("Q") else int(part)
    following = datetime(int(year) + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).strftime("%Y-%m-%d")


def procedures(database):
    """Of how many procedures a unit ever had a dossier, refused ones as well: those that it offers."""
    told = {}
    for row in stored(database):
        told.setdefault(row["unit"], set()).add(row["procedure"])
    return {unit: len(known) for unit, known in told.items()}


def compare_inputs(tally, rows, catalogue, period, exported):
    """Every input that dossiers give, and that all units with dossiers are there."""
    expected = rows.cells("index_766", period, last_day(period), "unit")
    found = {(line["unit"], line["criterion"], line["input"]): line["value"] for line in csv.DictReader(io.StringIO(exported))}
    units = {key for key, column in expected if expected[key, column]}
    tally.same(f"{period}: units", units, {unit for unit, _, _ in found})
    for unit in units:
        for criterion, name in INPUTS.items():
            whole = catalogue[unit] if name.startswith("procedures.") else expected[unit, f"{name}.denominator"]
            tally.same(f"{period} {unit} {criterion} numerator", str(expected[unit, f"{name}.numerator"]), found.get((unit, criterion, "numerator")))
            tally.same(f"{period} {unit} {criterion} denominator", str(whole), found.get((unit, criterion, "denominator")))
    return units


def shown(page):
    """Unit and total of each row of the table of the page, as people see them."""
    table = page[page.index('id="live"'):]
    lines = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.S)[1:]:
        unit = re.search(r"[?&;]unit=([^\"&]+)", html.unescape(row))
        total = re.search(r"<strong>([^<]+)</strong>", row)
        if unit and total:
            lines[urllib.parse.unquote(unit[1])] = total[1]
    return lines


def compare_points(tally, house, folder, period, units, exported):
    data = folder / "figures.csv"
    data.write_text(exported, encoding="utf-8")
    live = json.loads(house.get("/rankings/live/points.json", period=period))
    again = json.loads(house.run("score", "--framework", "qd-766", "--data", data, "--numbers", "en", "--format", "json"))
    total = {unit["unit"]: unit["points"] for unit in again["units"]}
    page = shown(house.get("/rankings/live", period=period, lang="en"))
    tally.same(f"{period}: units that are shown", units, set(page))
    points = [{unit["unit"]: {row["code"]: (row["exact"], row["maximum"]) for row in unit["criteria"]} for unit in side["units"]} for side in (live, again)]
    for unit in units:
        tally.same(f"{period} {unit}: points of every criterion, live and scored again", points[1].get(unit), points[0].get(unit))
        tally.same(f"{period} {unit}: total on the page", total.get(unit), page.get(unit))
    command = [sys.executable, HERE / "oracle.py", "score", "--framework", ROOT / "Frameworks" / "real" / "qd-766.yaml", "--data", data]
    oracle = json.loads(subprocess.run([*command, "--numbers", "en"], capture_output=True, text=True).stdout)
    for fault in differences(oracle, live):
        tally.wrong.append(f"{period} oracle: {fault}")
    tally.passed += len(oracle["units"])
    sums = sorted(Fraction(value) for value in total.values())
    return f"{float(sums[0]):.2f} … {float(sums[len(sums) // 2]):.2f} … {float(sums[-1]):.2f}"


def compare_reports(tally, house, rows):
    """Report II.06 month by month: what DuckDB counts, its invariants, and what goes over from month to month (OS-60)."""
    before = None
    for month in MONTHS:
        lines = list(csv.DictReader(io.StringIO(house.get("/dossiers/figures/report.csv", period=month))))
        numbers = [{name: int(line[name]) for name in REPORT} for line in lines]
        *fields, whole = numbers
        expected = rows.cells("report", month, last_day(month), "field")
        for line, found in zip(lines, fields):
            tally.same(f"{month} {line['field']}", {name: expected.get((line["field"], name), 0) for name in REPORT}, found)
        tally.same(f"{month}: fields", {key for key, name in expected if expected[key, name]}, {line["field"] for line in lines[:-1]})
        for name in REPORT:
            tally.same(f"{month}: sum of {name}", sum(line[name] for line in fields), whole[name])
        for place, line in enumerate(numbers):
            tally.same(f"{month} {place}: received", line["online"] + line["direct"] + line["carried_over"], line["received"])
            tally.same(f"{month} {place}: solved and open", line["solved"] + line["open"], line["received"])
            tally.same(f"{month} {place}: solved", line["early"] + line["on_time"] + line["late"], line["solved"])
            tally.same(f"{month} {place}: open", line["open_within"] + line["open_overdue"], line["open"])
        if before is not None:
            tally.same(f"{month}: carried over", before, whole["carried_over"])
        before = whole["open"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--plan", default="sample-province")
    arguments = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        house = House(arguments.binary, folder)
        house.run("demo", "load")
        house.run("demo", "dossiers", arguments.plan, folder / "plan")
        house.run("dossiers", "import", folder / "plan" / "list.csv", "--unit-scheme", "agency")
        count = compare_import(tally, folder / "plan" / "list.csv", house.database, folder)
        rows, catalogue = export(house.database, folder), procedures(house.database)
        print(f"{count} dossiers, {tally.passed} agree with the list")
        house.serve()
        try:
            for period in PERIODS:
                started = time.monotonic()
                exported = house.get("/rankings/live/figures.csv", period=period)
                units = compare_inputs(tally, rows, catalogue, period, exported)
                took = time.monotonic() - started
                print(f"{took:6.1f} s  {period}: {len(units)} units, points {compare_points(tally, house, folder, period, units, exported)}")
            compare_reports(tally, house, rows)
        finally:
            house.stop()
    for fault in tally.wrong[:20]:
        print(fault)
    print(f"{tally.passed} passed, {len(tally.wrong)} failed")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
