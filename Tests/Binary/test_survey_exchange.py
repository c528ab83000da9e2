"""Answers of the demonstration's closed campaign, read by other programs; their figures computed again; 100,000 answers of another tool."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyreadstat
import pytest

GROUP = "citizens"
SATISFACTION = {1: "Rất không hài lòng", 2: "Không hài lòng", 3: "Bình thường", 4: "Hài lòng", 5: "Rất hài lòng"}


def cchc(folder: Path, *words: object, code: int = 0) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CCHC_")}
    settings = {"CCHC_DATABASE": f"sqlite:{folder}/cchc.db", "CCHC_FILES": str(folder / "files"), "CCHC_LANGUAGE": "vi"}
    command = [os.environ["CCHC_BINARY"], *map(str, words)]
    done = subprocess.run(
        command, cwd=folder, env=kept | settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + (done.stderr if code else "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("surveys")
    cchc(folder, "demo", "load")
    return folder


def campaign(site: Path, state: str) -> str:
    database = sqlite3.connect(site / "cchc.db")
    (number,) = database.execute("SELECT number FROM surveys_campaigns WHERE state = ?", (state,)).fetchone()
    database.close()
    return number


def export(site: Path, kind: str) -> Path:
    path = site / kind
    cchc(site, "surveys", "answers", campaign(site, "estimated"), GROUP, kind, "--output", path)
    return path


def table(site: Path) -> list[dict[str, str]]:
    with open(export(site, "answers.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def printed(site: Path) -> dict[tuple[str, str], dict[str, str]]:
    text = cchc(site, "surveys", "figures", campaign(site, "estimated")).lstrip("\ufeff")
    return {
        (row["figure"], row["unit"]): row for row in csv.DictReader(io.StringIO(text))
        if row["stream"] == "verified" and row["respondents"] == GROUP}


def test_spss_file_is_read_with_its_labels_and_missing_values(site: Path) -> None:
    rows = table(site)
    data, meta = pyreadstat.read_sav(export(site, "answers.sav"), user_missing=True, output_format="dict")
    assert meta.file_encoding == "UTF-8"
    assert list(data) == list(rows[0])
    assert meta.column_names_to_labels["access1"] == "Thông tin về dịch vụ dễ tìm, dễ hiểu"
    assert {value: meta.variable_value_labels["access1"][value] for value in SATISFACTION} == SATISFACTION
    assert meta.missing_ranges["access1"] == [{"lo": 9.0, "hi": 9.0}]
    assert meta.variable_measure["access1"] == "ordinal" and meta.variable_measure["weight"] == "scale"
    for name, column in data.items():
        assert len(column) == len(rows)
        for value, row in zip(column, rows):
            if isinstance(value, str):
                assert value == row[name], name
            elif value is None or value != value:
                assert row[name] == "", name
            else:
                assert float(row[name]) == value, name


def test_workbook_has_the_same_table_and_its_codebook(site: Path) -> None:
    rows = table(site)
    book = openpyxl.load_workbook(export(site, "answers.xlsx"), read_only=True)
    lines = list(book["data"].iter_rows(values_only=True))
    assert list(lines[0]) == list(rows[0])
    for line, row in zip(lines[1:], rows, strict=True):
        for name, value in zip(lines[0], line):
            assert (row[name] == "") if value is None else (value == row[name] or float(row[name]) == float(value)), name
    codes = [line for line in book["codebook"].iter_rows(values_only=True) if line[0] == "access1"]
    assert codes[0][1] == "Thông tin về dịch vụ dễ tìm, dễ hiểu"
    assert (9, 1) in [(line[4], line[8]) for line in codes]


def test_one_table_computed_again(site: Path) -> None:
    """The share of the satisfied in each unit and its error, by the formula of a stratum, from nothing but the open table."""
    rows = [row for row in table(site) if row["stream"] == "verified"]
    figures = printed(site)
    for unit in sorted({row["unit"] for row in rows}):
        own = [row for row in rows if row["unit"] == unit]
        answers = [100.0 if row["access1"] in ("4", "5") else 0.0 for row in own if row["access1"] in "12345" and row["access1"]]
        mean = sum(answers) / len(answers)
        figure = figures["satisfied/access1", unit]
        assert int(figure["answered"]) == len(answers)
        assert float(figure["estimate"]) == pytest.approx(mean, rel=1e-8)
        # Who gave no judgement stays in the design with a score of 0 (SV-30).
        n, there = len(own), float(own[0]["cluster_there"])
        squares = sum((answer - mean) ** 2 for answer in answers)
        error = ((1 - n / there) * n / (n - 1) * squares) ** 0.5 / len(answers)
        assert float(figure["error"]) == pytest.approx(error, rel=1e-8)


@pytest.mark.parametrize("kind", ["estimates.py", "estimates.R"])
def test_programs_give_the_printed_estimates(site: Path, kind: str) -> None:
    answers, program = export(site, "answers.csv"), export(site, kind)
    if kind == "estimates.R":
        have = subprocess.run(["Rscript", "-e", "library(survey)"], capture_output=True, check=False) if has("Rscript") else None
        if have is None or have.returncode:
            pytest.skip("R with the package survey is not here")
    command = [sys.executable, program, answers] if kind == "estimates.py" else ["Rscript", program, answers]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    figures = printed(site)
    lines = [line.split(",") for line in done.stdout.splitlines()[1:]]
    assert len(lines) > 20
    shown = 0
    for line in lines:
        figure = figures[line[0], line[1]]
        if not figure["estimate"]:
            continue
        shown += 1
        assert float(line[2]) == pytest.approx(float(figure["estimate"]), rel=1e-8)
        assert float(line[3]) == pytest.approx(float(figure["error"]), rel=1e-7, abs=1e-8)
    assert shown > 20


def has(program: str) -> bool:
    return any((Path(folder) / program).exists() for folder in os.environ.get("PATH", "").split(":"))


ROWS = 100_000
BAD = {17, 50_000, 100_000}


def test_a_hundred_thousand_answers_with_three_bad_rows(site: Path) -> None:
    number = campaign(site, "open")

    def write(bad: set[int]) -> Path:
        path = site / "kobo.csv"
        lines = ["_uuid,unit,time,contacts,bodies,attitude"]
        lines += [f"u{row},M-X001,{7 if row in bad else row % 3},1,2,{row % 2}" for row in range(1, ROWS + 1)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def count() -> int:
        database = sqlite3.connect(site / "cchc.db")
        (answers,) = database.execute("SELECT COUNT(*) FROM surveys_answers WHERE campaign = ?", (number,)).fetchone()
        database.close()
        return answers

    before = count()
    told = cchc(site, "surveys", "import", number, "visitors", write(BAD), code=1)
    for row in BAD:
        assert f"kobo.csv:{row + 1}:3" in told
    assert count() == before, "all or nothing"
    cchc(site, "surveys", "import", number, "visitors", write(BAD), "--good")
    assert count() == before + ROWS - len(BAD)
    cchc(site, "surveys", "import", number, "visitors", write(BAD), "--good")
    assert count() == before + ROWS - len(BAD), "nothing twice"
    cchc(site, "surveys", "import", number, "visitors", write(set()))
    assert count() == before + ROWS, "what was mended comes in"
