#!/usr/bin/env python3
"""Plays one round of a generated province through the API of a fresh server, and computes everything again with the oracle.

    simulate.py --binary CCHC [--size small|full] [--engine sqlite|postgres] [--seed N] [--connections N] [--keep FOLDER]

For PostgreSQL it runs inside scripts/with-postgres. Ends with "N passed, M failed".
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from check import check_round
from client import Site
from judge import Judges
from papers import pdf
from play import Play
from province import make
from publish import Publishing
from report import Report
from server import Server
from setup import settle


async def play(server: Server, size: str, seed: int, connections: int, report: Report) -> None:
    province = make(seed, size)
    site = Site(server.port, connections)
    admin = server.administrator()
    with report.timed("units, people, round") as counts:
        told = await settle(site, admin, province)
        counts |= {"units": len(province.units), "people": len(province.people) + 1}
    part = Play(site, admin, province, told, report)
    judges = Judges(part)
    await part.self_assessment()
    await part.move("appraisal")
    await part.late()
    await judges.appraisal()
    await part.move("explanation")
    await judges.explanation()
    await judges.correct()
    await part.move("second_appraisal")
    await judges.second_appraisal()
    await part.survey()
    await part.move("council")
    await judges.council()
    await part.move("decision")
    await part.decide()
    part.slowest()
    await check_round(part, server)
    if "/api/v1/rankings/desk" in server.command("routes"):
        publishing = Publishing(part, server)
        await publishing.publish()
        await publishing.correct()
    else:
        report.tell("NOT PUBLISHED: this binary has no publications")
    site.close()


def check_papers(folder: Path, report: Report) -> None:
    """What the generator makes is a PDF for others too."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf("Báo cáo (kết quả) cải cách hành chính", padding=1000))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True)
    report.expect("poppler reads the papers", text.returncode == 0 and not text.stderr and text.stdout.startswith("Bao cao ket qua"), text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Plays one round of a generated province.")
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--engine", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--keep", type=Path, help="a folder in which database and files stay")
    options = parser.parse_args()
    database = os.environ["CCHC_TEST_POSTGRES"] if options.engine == "postgres" else ""
    with tempfile.TemporaryDirectory(prefix="cchc-simulation.") as temporary:
        folder = options.keep or Path(temporary)
        server = Server(options.binary.resolve(), folder, database)
        report = Report(f"{server.engine}, {options.size}")
        check_papers(folder, report)
        server.start()
        try:
            asyncio.run(play(server, options.size, options.seed, options.connections, report))
        except BaseException:
            sys.stderr.write((folder / "server.log").read_text(errors="replace")[-4000:])
            raise
        finally:
            server.stop()
        report.expect("the server ended well", server.process.returncode == 0)
    report.tell("done")
    print(f"{report.passed} passed, {len(report.failures)} failed")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
