"""Visits the public addresses that lead from the first page, in both languages, and looks at each answer.

    CCHC_URL=http://127.0.0.1:8080 CCHC_BINARY=… CCHC_DATABASE_FILE=… python scripts/crawl.py

Of the addresses of one kind (a line of `cchc routes`) so many are enough; with CCHC_SIZE=full all are visited.

One address in one language is one test. Ends with "N passed, M failed".
"""

from __future__ import annotations

import csv
import http.client
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from html_check import read_page

LANGUAGES = ("vi", "en")
BASE = urlsplit(os.environ["CCHC_URL"])
# A path with queries (sorting, filters, comparisons) is one page: so many of them are enough.
QUERIES_OF_A_PATH = 4
# A paper takes a second.
PAPERS = 6
PAGES = 6000
# So many of a kind: in the language that most people read, and in the other one.
OF_A_KIND = {"vi": 80, "en": 30}
# Fewer would mean that the crawl lost its way.
LEAST = 40
# A house that has too much to do says when to come again; so often it is believed.
PATIENCE = 6
# Of the addresses with one fault, so many are printed.
SHOWN = 3
KINDS = {"csv": "text/csv", "json": "application/json", "pdf": "application/pdf",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

threads = local()


def get(path: str, language: str, **fields: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """An answer over this thread's connection."""
    for _ in range(PATIENCE):
        answer = ask(path, language, fields)
        if answer[0] != 503 or "Retry-After" not in answer[1]:
            break
        time.sleep(int(answer[1]["Retry-After"]))
    return answer


def ask(path: str, language: str, fields: dict[str, str]) -> tuple[int, http.client.HTTPMessage, bytes]:
    for attempt in (1, 2):
        connection = getattr(threads, "connection", None)
        if connection is None:
            connection = threads.connection = http.client.HTTPConnection(BASE.hostname, BASE.port, timeout=120)
        try:
            # Without Referer, Origin or cookies of others: a first visitor.
            connection.request("GET", path, headers={"Cookie": f"lang={language}", **fields})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (http.client.HTTPException, OSError):
            connection.close()
            threads.connection = None
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


# Answers --------------------------------------------------------------------------------------------------------------


def look_at_page(path: str, language: str, text: str) -> tuple[list[str], set[str]]:
    reader = read_page(text, language)
    found = set()
    for address in reader.addresses:
        if target := local_address(path, address.value):
            found.add(target)
        elif address.tag != "a":
            reader.faults.append(f"<{address.tag}> brings something from elsewhere: {address.value}")
    return reader.faults, found


def local_address(path: str, value: str) -> str | None:
    """Where a link on a page of ours leads within the house: path and query, without the language, which has its own round."""
    target = urlsplit(urljoin(f"{BASE.scheme}://{BASE.netloc}{path}", value))
    if not value or target.netloc != BASE.netloc or target.scheme != BASE.scheme:
        return None
    query = urlencode([pair for pair in parse_qsl(target.query, keep_blank_values=True) if pair[0] != "lang"])
    return urlunsplit(("", "", quote(target.path, safe="/%:@!$&'()*+,;=~-._"), query, ""))


def faults_of_csv(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    return [] if rows and all(len(row) == len(rows[0]) for row in rows) else ["rows differ in length"]


def faults_of_json(data: bytes) -> list[str]:
    json.loads(data)
    return []


def faults_of_xlsx(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [] if archive.testzip() is None and "xl/workbook.xml" in archive.namelist() else ["no workbook"]


def faults_of_pdf(data: bytes) -> list[str]:
    return [] if data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:] else ["no PDF"]


FILES = {KINDS["csv"]: faults_of_csv, KINDS["json"]: faults_of_json, KINDS["xlsx"]: faults_of_xlsx, KINDS["pdf"]: faults_of_pdf}


def faults_of_file(path: str, kind: str, headers: http.client.HTTPMessage, data: bytes) -> list[str]:
    faults = []
    promised = KINDS.get(urlsplit(path).path.rsplit(".", 1)[-1])
    if promised and promised != kind:
        faults.append(f"{kind} under a name that promises {promised}")
    if not data:
        faults.append("empty")
    elif kind in FILES:
        try:
            faults += FILES[kind](data)
        except (ValueError, zipfile.BadZipFile, csv.Error) as error:
            faults.append(f"unreadable: {error}")
    return faults


def visit(path: str, language: str) -> tuple[str, list[str], set[str]]:
    """What is wrong with an answer and where it leads."""
    try:
        status, headers, data = get(path, language)
    except (http.client.HTTPException, OSError) as error:
        return path, [f"no answer: {error!r}"], set()
    if status == 303:
        # A choice that a form sends leads to the address of what was chosen.
        target = local_address(path, headers.get("Location", ""))
        return path, [] if target else ["a redirect that leads nowhere"], {target} if target else set()
    if status != 200:
        return path, [f"status {status}"], set()
    faults = faults_of_fields(headers)
    kind = headers.get_content_type()
    found: set[str] = set()
    if kind == "text/html":
        more, found = look_at_page(path, language, data.decode("utf-8"))
        faults += more
    else:
        faults += faults_of_file(path, kind, headers, data)
    if tag := headers.get("ETag"):
        again, _, rest = get(path, language, **{"If-None-Match": tag})
        if again != 304 or rest:
            faults.append(f"asked again with its own tag: {again}, {len(rest)} bytes")
    return path, faults, found


def faults_of_fields(headers: http.client.HTTPMessage) -> list[str]:
    faults = [f"no {name}" for name in ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options") if name not in headers]
    if headers.get_content_maintype() == "text" and headers.get_content_charset() != "utf-8":
        faults.append("text without charset=utf-8")
    return faults


def look_at_unknown(language: str) -> tuple[str, list[str], set[str]]:
    path = "/no-such-page/đường-lạ"
    status, headers, data = get(quote(path), language)
    faults = [] if status == 404 else [f"status {status} for what is not there"]
    return path, faults + faults_of_fields(headers) + read_page(data.decode("utf-8"), language).faults, set()


# The way --------------------------------------------------------------------------------------------------------------


class Kinds:
    """Which line of the program's own list an address belongs to."""

    def __init__(self) -> None:
        database = Path(os.environ["CCHC_DATABASE_FILE"])
        places = {"CCHC_DATABASE": f"sqlite:{database}", "CCHC_FILES": str(database.with_name("files"))}
        listed = subprocess.run(
            [os.environ["CCHC_BINARY"], "routes"], env=os.environ | places, capture_output=True, text=True, check=True).stdout
        paths = {line.split(" ", 2)[1] for line in listed.splitlines() if line.startswith("GET ")}
        # An address of words comes before one that takes any word in their place.
        self.lines = [(path, path.split("/")) for path in sorted(paths, key=lambda path: path.count(":"))]

    def __getitem__(self, path: str) -> str:
        parts = path.split("/")
        for line, words in self.lines:
            if len(words) == len(parts) and all(word in (part, "*") or word.startswith(":") for word, part in zip(words, parts)):
                return line
        return path


class Walk:
    """The addresses of one language: which were seen, which are left."""

    def __init__(self, language: str, kinds: Kinds):
        self.language, self.kinds = language, kinds
        self.most = PAGES if os.environ.get("CCHC_SIZE") == "full" else OF_A_KIND[language]
        self.of_a_kind: dict[str, int] = {}
        self.seen = {"/"}
        self.next = ["/"]
        self.queries: dict[str, int] = {}
        self.papers = 0
        self.left_out = 0

    def add(self, addresses: set[str]) -> None:
        for address in sorted(addresses - self.seen):
            self.seen.add(address)
            parts = urlsplit(address)
            if parts.query:
                self.queries[parts.path] = self.queries.get(parts.path, 0) + 1
            if parts.path.endswith(".pdf"):
                self.papers += 1
            too_many = self.queries.get(parts.path, 0) > QUERIES_OF_A_PATH and parts.query
            too_slow = parts.path.endswith(".pdf") and self.papers > PAPERS
            kind = self.kinds[parts.path]
            too_like = self.of_a_kind.get(kind, 0) >= self.most
            if too_many or too_slow or too_like or len(self.seen) - self.left_out > PAGES:
                self.left_out += 1
            else:
                self.of_a_kind[kind] = self.of_a_kind.get(kind, 0) + 1
                self.next.append(address)

    def run(self, pool: ThreadPoolExecutor) -> list[tuple[str, list[str]]]:
        path, faults, _ = look_at_unknown(self.language)
        results = [(path, faults)]
        while self.next:
            round_, self.next = self.next, []
            for path, faults, found in pool.map(lambda path: visit(path, self.language), round_):
                results.append((path, faults))
                self.add(found)
                if len(results) % 250 == 0:
                    print(f"  {self.language}: {len(results)} addresses", flush=True)
        return results


def print_faults(faults: dict[str, list[str]]) -> None:
    """Each kind of fault once, with how many addresses have it and the first of them."""
    for kind, addresses in sorted(faults.items(), key=lambda entry: -len(entry[1])):
        print(f"✘ {kind}\n    {len(addresses)}: {', '.join(addresses[:SHOWN])}")


def main() -> int:
    passed = failed = 0
    kinds: dict[str, list[str]] = {}
    begun, every_kind = time.monotonic(), Kinds()
    with ThreadPoolExecutor(4) as pool:
        for language in LANGUAGES:
            walk = Walk(language, every_kind)
            results = walk.run(pool)
            if len(results) < LEAST:
                results.append(("the crawl", [f"{len(results)} addresses only; at least {LEAST} are there"]))
            print(f"{language}: {len(results)} addresses visited, {walk.left_out} like them left out")
            for path, faults in results:
                passed += not faults
                failed += bool(faults)
                for kind in {re.sub(r"^line \d+: ", "", fault) for fault in faults}:
                    kinds.setdefault(kind, []).append(f"{language} {path}")
    print_faults(kinds)
    print(f"{time.monotonic() - begun:.1f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
