"""Runs the pairs and prints the ratios: drive.py [scoring] [csv] [pages] [writes] [entries] [imports] [slices]
[statistics] [dossiers] [online] [drafts] [answers] [form-page] [curve]. Asserts nothing."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import Callable

import answers
import curve
import dossiers
import drafts
import entries
import estimates
import form_page
import imports
import pages
import slices
import submissions
from make_data import LARGE, READ, SMALL, write_csv
from rounds import Absent, Figure, Figures, Row, alternate, program, table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = ROOT / "var" / "bench"
BINARY = ROOT / ".build" / "release" / "cchc"
PYTHON = ROOT / "var" / "venv" / "bin" / "python"


def peer(name: str, *arguments: object):
    return program(PYTHON, HERE / "peers" / name, *arguments)


def agreed(ours: Figures, theirs: Figures, name: str) -> list[str]:
    """A note when a figure that should be equal is not: a comparison of different sums is none."""
    if name not in ours:
        return [f"ours does not tell {name}, which the peer gives as {theirs[name].value:,.6f}"]
    if abs(ours[name].value - theirs[name].value) > 1e-9 * abs(theirs[name].value):
        return [f"THE SIDES DIFFER in {name}: ours {ours[name].value:,.6f}, peer {theirs[name].value:,.6f}"]
    return []


def scoring() -> list[Row]:
    ours, numpy = alternate(program(BINARY, "bench", "scoring"), peer("scoring_numpy.py"))
    rows = []
    for block, wanted, holds in (
        (SMALL, "≤ 0.1 ms", lambda ours, _: ours <= 100_000),
        (LARGE, "≤ 10 ms, ≥ 1×", lambda ours, ratio: ours <= 10_000_000 and ratio >= 1),
    ):
        mine = ours[f"scoring_{block.name}"]
        notes = agreed(ours, numpy, f"points_{block.name}")
        rows.append(Row(
            f"scoring {block.units:,} × {block.count}, ranks", mine, numpy[f"scoring_{block.name}"], "numpy, doubles", wanted, holds, notes))
        rows.append(Row("  beside bare sums", mine, numpy[f"bare_{block.name}"], "numpy, points and ranks only", ""))
    return rows


def csv() -> list[Row]:
    file = write_csv(READ, FOLDER / "million.csv")
    ours, pandas = alternate(program(BINARY, "bench", "csv", file), peer("csv_pandas.py", file))
    rows = int(pandas["csv_rows"].value)
    notes = agreed(ours, pandas, "csv_units")
    return [Row(f"CSV of {rows:,} rows, checked", ours["csv_read"], pandas["csv_read"], "pandas", "≥ 5×", lambda _, ratio: ratio >= 5, notes)]


def writes() -> list[Row]:
    rows = []
    for engine, address, single in (
        ("SQLite", f"sqlite:{FOLDER}/writes.db", peer("commits_sqlite.py", FOLDER / "peer-writes.db")),
        ("PostgreSQL", os.environ.get("CCHC_TEST_POSTGRES", ""), program(HERE / "peers" / "commits_postgres")),
    ):
        if not address:
            continue
        for file in FOLDER.glob("writes.db*"):
            file.unlink()
        # By the environment, for an address may hold a password.
        environment = dict(os.environ) | {"CCHC_DATABASE": address, "CCHC_FILES": str(FOLDER / "files")}

        def over_http() -> Figures:
            port = pages.free_port()
            command = [str(BINARY), "bench", "serve", "--host", "127.0.0.1", "--port", str(port)]
            with pages.server("cchc-writes", FOLDER, command, f"http://127.0.0.1:{port}/readyz", environment):
                return {"writes_http": Figure(pages.wrk(f"http://127.0.0.1:{port}/bench/rows", "-s", str(HERE / "post.lua")), "rows/s")}

        mine, engine_alone, http = alternate(program(BINARY, "bench", "writes", environment=environment), single, over_http)
        rows.append(Row(
            f"durable rows of 64 writers, {engine}", mine["writes_64"], engine_alone["single"], "one commit after another", "≥ 3×",
            lambda _, ratio: ratio >= 3, [f"our own single commits: {mine['writes_single'].value:,.0f}/s"]))
        rows.append(Row("  the same over HTTP", http["writes_http"], engine_alone["single"], "one commit after another", ""))
    return rows


PAIRS: dict[str, Callable[[], list[Row]]] = {
    "scoring": scoring, "csv": csv, "pages": pages.measure, "writes": writes, "entries": entries.measure,
    "imports": imports.measure, "slices": slices.measure, "statistics": estimates.measure, "dossiers": dossiers.measure,
    "online": submissions.measure, "drafts": drafts.measure, "answers": answers.measure,
    "form-page": form_page.measure, "curve": curve.measure,
}


def main() -> int:
    names = sys.argv[1:] or list(PAIRS)
    unknown = [name for name in names if name not in PAIRS]
    if unknown:
        print(f"unknown: {' '.join(unknown)}; there are {' '.join(PAIRS)}", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    absent: list[str] = []
    for name in names:
        print(f"{name} …", flush=True)
        try:
            rows += PAIRS[name]()
        except (Absent, OSError, KeyError) as reason:
            absent.append(f"{name} could not be measured: {reason!r}" if not isinstance(reason, Absent) else f"{name} could not be measured: {reason}")
    print(f"\n{os.cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release().split('-')[0]}; medians of 5 rounds in turns; ratio: how many times as fast as the peer\n")
    print(table(rows), end="")
    print("".join(f"{line}\n" for line in absent), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
