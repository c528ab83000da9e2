"""A survey's table of results: 36,000 respondents, thirty questions, by 34 provinces, each mean with its interval; the peer is R's survey.

Both read the same file and keep it in memory; reading and declaring the design are not measured. Clusters are communes, provinces are
strata and domains.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy

from rounds import Absent, Row, alternate, program

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = ROOT / "var" / "bench"
BINARY = ROOT / ".build" / "release" / "cchc"
ROWS, PROVINCES, COMMUNES, ITEMS = 36_000, 34, 30, 30


def write(file: Path) -> Path:
    """Province, commune, weight in thousandths, answers, column by column as numbers of four bytes."""
    draw = numpy.random.default_rng(766)
    province = numpy.arange(ROWS) % PROVINCES
    commune = province * COMMUNES + numpy.arange(ROWS) // PROVINCES % COMMUNES
    mood = draw.normal(3.9, 0.3, PROVINCES * COMMUNES)[commune]
    answers = [numpy.clip(numpy.rint(mood + draw.normal(0, 0.9, ROWS)), 1, 5) for _ in range(ITEMS)]
    columns = [province, commune, draw.integers(20_000, 900_000, ROWS), *answers]
    numpy.stack([column.astype("<i4") for column in columns]).tofile(file)
    return file


def measure() -> list[Row]:
    if not shutil.which("Rscript"):
        raise Absent("Rscript is not installed (r-base-core, r-cran-survey)")
    file = write(FOLDER / "answers.bin")
    ours, survey = alternate(program(BINARY, "bench", "statistics", file), program("Rscript", HERE / "peers" / "estimates_survey.R", file), rounds=3)
    file.unlink()
    mine, theirs = ours["statistics_sum"].value, survey["statistics_sum"].value
    notes = [] if abs(mine - theirs) <= 1e-9 * abs(theirs) else [f"THE SIDES DIFFER: ours {mine:,.6f}, peer {theirs:,.6f}"]
    return [
        Row(
            f"{ROWS:,} respondents × {ITEMS}, by {PROVINCES} provinces", ours["statistics_table"], survey["statistics_table"], "R survey",
            "≤ 50 ms, ≥ 20×", lambda ours, ratio: ours <= 50_000_000 and ratio >= 20, notes),
        Row("rank sets of 63 units, 1,000 replicates", ours["statistics_ranks"], None, "", "≤ 10 ms", lambda ours, _: ours <= 10_000_000),
        Row("three stages drawn from a million households", ours["statistics_draw"], None, "", "≤ 1 s", lambda ours, _: ours <= 1_000_000_000),
    ]
