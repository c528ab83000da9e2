"""What a decided round must give: every acknowledged entry and file, and points that the oracle computes from the downloads alike."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

from client import all_of
from play import PATH, Play
from province import BLOCKS, ROOT
from server import Server

sys.path.insert(0, str(ROOT / "Tests" / "Oracle"))

from differential import differences, half_up, oracle  # noqa: E402

# The latest word counts; a survey is the only word where there is one.
VERDICTS = ("survey", "council", "second_appraisal", "appraisal")


async def check_round(play: Play, server: Server) -> None:
    with play.report.timed("everything computed again"):
        await check_blocks(play, server)
    with play.report.timed("every file read again") as counts:
        await check_files(play)
        counts["files"] = len(play.evidence)
    check_records(play, server)


async def check_blocks(play: Play, server: Server) -> None:
    auditor = play.province.one("auditor").token
    recomputed = await play.site.get(f"{PATH}/recomputation", auditor)
    play.report.expect("stored points are those that their figures give", recomputed["disagreements"] == [], recomputed["disagreements"])
    totals = {block["code"]: {unit["unit"]: unit for unit in block["units"]} for block in recomputed["blocks"]}
    for block, *_, identity in BLOCKS:
        folder = server.folder / "downloads" / block
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "data.csv").write_bytes(await play.site.download(f"/api/v1{PATH}/blocks/{block}/figures", auditor))
        (folder / "framework.yaml").write_bytes(await play.site.download(f"/criteria/{identity}/text"))
        lines = ["code,name,block,ranked"] + [
            f'{unit.code},"{unit.name}",{block},{"yes" if unit.ranked else "no"}' for unit in play.province.members(block)]
        (folder / "units.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        check_statements(play, block, (folder / "data.csv").read_text(encoding="utf-8-sig"))
        check_totals(play, block, folder, totals[block], server)


def check_statements(play: Play, block: str, text: str) -> None:
    """The figures that were decided are those which the server acknowledged last."""
    decided: dict[tuple[str, str], dict[str, str]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        decided.setdefault((row["unit"], row["criterion"]), {})[row["input"]] = row["value"] or row["reason"]
    units = {unit.code for unit in play.province.members(block)}
    acknowledged: dict[tuple[str, str], dict[str, str]] = {}
    for stage in reversed(VERDICTS):
        for (unit, criterion, kind), entry in play.entries.items():
            if kind == stage and unit in units:
                acknowledged[unit, criterion] = entry["inputs"]
    wrong = [key for key, inputs in acknowledged.items() if decided.get(key) != inputs]
    play.report.expect(f"{block}: {len(acknowledged)} decided statements are the acknowledged ones", not wrong, wrong[:5])


def check_totals(play: Play, block: str, folder: Path, totals: dict[str, dict], server: Server) -> None:
    expected = oracle(folder)
    play.report.expect(f"{block}: the oracle takes the figures", "errors" not in expected, expected.get("errors", [])[:3])
    if "errors" in expected:
        return
    wrong = [
        (unit["unit"], unit["points"], totals[unit["unit"]]) for unit in expected["units"]
        if half_up(Fraction(unit["points"]), 6) != Fraction(totals[unit["unit"]]["total"])
        or Fraction(unit["maximum"]) != Fraction(totals[unit["unit"]]["maximum"])]
    play.report.expect(f"{block}: {len(totals)} totals of the server are the oracle's", not wrong, wrong[:3])
    printed = server.command(
        "score", "--framework", str(folder / "framework.yaml"), "--data", str(folder / "data.csv"), "--units", str(folder / "units.csv"),
        "--numbers", "en", "--format", "json")
    faults = differences(expected, json.loads(printed))
    play.report.expect(f"{block}: points, ranks and classes of every unit are the oracle's", not faults, faults[:3])
    ranks = {unit["unit"]: (unit["percent"], unit["rank"]) for unit in expected["units"]}
    for unit in play.province.members(block):
        if unit.twin:
            play.report.expect(f"{block}: two units tie", ranks[unit.code] == ranks[unit.twin], (ranks[unit.code], ranks[unit.twin]))


async def check_files(play: Play) -> None:
    auditor = play.province.one("auditor").token
    wrong = []

    async def check(paper: str, digest: str) -> None:
        content = await play.site.download(f"/api/v1/assessments/evidence/{paper}/file", auditor)
        if hashlib.sha256(content).hexdigest() != digest:
            wrong.append(paper)

    await all_of(check(paper, digest) for paper, (digest, _) in play.evidence.items())
    play.report.expect(f"{len(play.evidence)} files are given back as they were sent", not wrong, wrong[:5])


def check_records(play: Play, server: Server) -> None:
    """The audit chain and the store of files, by the commands that an operator has."""
    for words in (("audit", "verify"), ("files", "verify")):
        done = subprocess.run([server.binary, *words], cwd=server.folder, env=server.environment, capture_output=True, text=True)
        play.report.expect(f"cchc {' '.join(words)}", done.returncode == 0, done.stdout[-600:] + done.stderr[-600:])
