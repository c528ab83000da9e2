"""Instruments as XForms (SV-80): what pyxform makes of our workbook is what we write ourselves, and answers of it come back."""

from __future__ import annotations

import csv
import os
import re
import sqlite3
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert
from test_survey_exchange import campaign, cchc

X, JR = "{http://www.w3.org/2002/xforms}", "{http://openrosa.org/javarosa}"
VI, EN = "Tiếng Việt (vi)", "English (en)"

# A small form of satisfaction in the notation of XLSForm, with a group, a range, a condition and both kinds of lists.
SURVEY = [
    ("type", "name", f"label::{VI}", f"label::{EN}", "required", "constraint", f"constraint_message::{VI}", f"constraint_message::{EN}",
     "relevant", "appearance"),
    ("select_one who", "nhom", "Ông/Bà là:", "You are:", "yes", "", "", "", "", ""),
    ("integer", "tuoi", "Tuổi", "Age", "yes", ". >= 18 and . <= 120", "Người trả lời từ 18 tuổi trở lên",
     "Respondents must be 18 or older", "", ""),
    ("begin group", "hl", "Mức độ hài lòng", "Satisfaction", "", "", "", "", "", "field-list"),
    ("select_one five", "hl_tiepcan", "Tiếp cận dịch vụ", "Access to the service", "yes", "", "", "", "", ""),
    ("select_one five", "hl_tthc", "Thủ tục hành chính", "Administrative procedure", "yes", "", "", "", "", ""),
    ("select_one five", "hl_congchuc", "Công chức", "Civil servants", "yes", "", "", "", "", ""),
    ("select_one five", "hl_ketqua", "Kết quả dịch vụ", "Service result", "yes", "", "", "", "", ""),
    ("select_one five", "hl_gopy", "Tiếp nhận, xử lý góp ý", "Handling of feedback", "yes", "", "", "", "", ""),
    ("end group", "", "", "", "", "", "", "", "", ""),
    ("text", "ly_do", "Vì sao chưa hài lòng?", "Why not satisfied?", "", "", "", "", "${hl_congchuc} = '1' or ${hl_congchuc} = '2'", ""),
]
DEGREES = [
    ("Rất không hài lòng", "Very dissatisfied"), ("Không hài lòng", "Dissatisfied"), ("Bình thường", "Neutral"),
    ("Hài lòng", "Satisfied"), ("Rất hài lòng", "Very satisfied")]
CHOICES = [
    ("list_name", "name", f"label::{VI}", f"label::{EN}"), ("who", "nd", "Người dân", "Citizen"), ("who", "dn", "Doanh nghiệp", "Business"),
    *(("five", str(degree), *labels) for degree, labels in enumerate(DEGREES, 1))]
FACTORS = "hl_tiepcan hl_tthc hl_congchuc hl_ketqua hl_gopy"
# What makes an instrument of a form.
OWN = {
    "instrument": [
        ("key", "vi", "en"), ("group", "citizens", ""), ("object", "one-stop", ""), ("languages", "vi en", ""),
        ("consent", "Không ghi tên.", "No names."), ("least", "80 %", "")],
    "scales": [("scale", "degrees", "satisfied", "silent", "questions"), ("five", "1 2 3 4 5", "4 5", "", FACTORS)],
    "index": [
        ("code", "within", "vi", "en", "weight", "pooled", "questions"), ("index", "", "Chỉ số", "Index", "", "", ""),
        ("all", "index", "Chung", "All", "1", "", FACTORS)],
}
# The same form as another program once wrote it; it stands beside the repository where this was made.
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "survey" / "fixture_xlsform_vi.xform.xml"


def workbook(path: Path, survey: list, choices: list, own: dict[str, list]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    settings = [("form_title", "form_id", "version", "default_language"), ("Khảo sát hài lòng (mẫu thử)", "kshl_mau", "1", VI)]
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **own}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@dataclass
class Question:
    bind: dict[str, str] = field(default_factory=dict)
    control: str = ""
    appearance: str = ""
    # By language.
    label: dict[str, str] = field(default_factory=dict)
    hint: dict[str, str] = field(default_factory=dict)
    message: dict[str, str] = field(default_factory=dict)
    # Code and label of each choice, by language.
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


# What tools add of their own: when and where somebody asked, which ours leaves out.
OTHERS = ("/data/start", "/data/end")


def read(text: str) -> dict[str, Question]:
    """All of a form that people see and that decides, by path, however its lists and texts are called."""
    root = ElementTree.fromstring(text)
    texts = {
        translation.get("lang"): {one.get("id"): one.findtext(f"{X}value") or "" for one in translation.iter(f"{X}text")}
        for translation in root.iter(f"{X}translation")}
    instances = {one.get("id"): one for one in root.iter(f"{X}instance")}
    (data,) = next(one for one in root.iter(f"{X}instance") if one.get("id") is None)
    top = f"/{data.tag.removeprefix(X)}/"

    def place(path: str | None) -> str:
        assert path and path.startswith(top)
        return "/data/" + path.removeprefix(top)

    def said(reference: str | None) -> dict[str, str]:
        found = re.fullmatch(r"jr:itext\('(.*)'\)", reference or "")
        return {language: known.get(found[1], "") for language, known in texts.items()} if found else {}

    def plain(formula: str) -> str:
        return re.sub(r"\s+", " ", formula).replace(top, "/data/").strip()

    questions: dict[str, Question] = {}
    for bind in root.iter(f"{X}bind"):
        path = place(bind.get("nodeset"))
        if path in OTHERS:
            continue
        question = questions.setdefault(path, Question())
        names = ("type", "required", "relevant", "constraint", "calculate", "readonly", f"{JR}preload")
        question.bind = {name: plain(bind.get(name)) for name in names if bind.get(name)}
        question.message = said(bind.get(f"{JR}constraintMsg"))
    for control in root.iter():
        if control.tag.removeprefix(X) not in ("input", "select", "select1", "group"):
            continue
        question = questions.setdefault(place(control.get("ref")), Question())
        question.control, question.appearance = control.tag.removeprefix(X), control.get("appearance") or ""
        for name in ("label", "hint"):
            words = control.find(f"{X}{name}")
            setattr(question, name, said(words.get("ref")) if words is not None else {})
        items = control.find(f"{X}itemset")
        if items is not None:
            listed = instances[re.match(r"instance\('(.+?)'\)/root/item", items.get("nodeset"))[1]]
            for language, known in texts.items():
                question.choices[language] = [
                    (item.findtext(f"{X}name"), known[item.findtext(f"{X}itextId")]) for item in listed.iter(f"{X}item")]
    # Every question has its node.
    parents = {child: parent for parent in data.iter() for child in parent}
    for node in data.iter():
        if node is not data and len(node) == 0:
            names = [node.tag.split("}")[1]]
            while parents[node] is not data:
                node = parents[node]
                names.insert(0, node.tag.split("}")[1])
            path = "/data/" + "/".join(names)
            assert path in questions or path in OTHERS, path
    return questions


def differences(ours: dict[str, Question], theirs: dict[str, Question]) -> list[str]:
    return [f"{path}: {ours.get(path)} and {theirs.get(path)}" for path in {**ours, **theirs} if ours.get(path) != theirs.get(path)]


def export(site: Path, instrument: str, kind: str) -> Path:
    path = site / f"{instrument}.{'xlsx' if kind == 'workbook' else 'xml'}"
    cchc(site, "surveys", "form", "export", instrument, kind, "--output", path)
    return path


def keep(site: Path, file: Path) -> str:
    cchc(site, "surveys", "form", "keep", file)
    database = sqlite3.connect(site / "cchc.db")
    (instrument,) = database.execute("SELECT id FROM surveys_instruments ORDER BY id DESC LIMIT 1").fetchone()
    database.close()
    return instrument


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("xform")
    cchc(folder, "demo", "load")
    return folder


def test_a_workbook_of_another_tool_becomes_the_form_that_pyxform_makes_of_it(site: Path, tmp_path: Path) -> None:
    instrument = keep(site, workbook(tmp_path / "own.xlsx", SURVEY, CHOICES, OWN))
    ours = read(export(site, instrument, "xform").read_text("utf-8"))
    theirs = read(convert(xlsform=workbook(tmp_path / "bare.xlsx", SURVEY, CHOICES, {}), validate=False).xform)
    assert ours["/data/tuoi"].bind == {"type": "int", "required": "true()", "constraint": ". >= 18 and . <= 120"}
    assert ours["/data/tuoi"].message[EN] == "Respondents must be 18 or older"
    assert ours["/data/hl/hl_gopy"].choices[VI][4] == ("5", "Rất hài lòng")
    assert len(ours) == 10
    assert differences(ours, theirs) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the other program's file is not beside the repository")
def test_it_is_the_form_that_another_program_wrote(site: Path, tmp_path: Path) -> None:
    instrument = keep(site, workbook(tmp_path / "own.xlsx", SURVEY, CHOICES, OWN))
    assert differences(read(export(site, instrument, "xform").read_text("utf-8")), read(SHARED.read_text("utf-8"))) == []


def test_every_sample_is_the_form_that_pyxform_makes_of_our_workbook(site: Path) -> None:
    database = sqlite3.connect(site / "cchc.db")
    instruments = [row[0] for row in database.execute("SELECT id FROM surveys_instruments WHERE notation = 'yaml'")]
    database.close()
    assert len(instruments) > 3
    for instrument in instruments:
        ours = read(export(site, instrument, "xform").read_text("utf-8"))
        theirs = read(convert(xlsform=export(site, instrument, "workbook"), validate=False).xform)
        assert len(ours) > 4
        assert differences(ours, theirs) == [], instrument


HOSTILE = """
form: hostile
version: "1<2"
title: {vi: "</h:title><x/>", en: "&amp;"}
group: citizens
object: one-stop
languages: [vi, en]
consent: {vi: Không ghi tên., en: No names.}
valid: {least: 60 %}
lists:
  two:
    - {code: "a&b", vi: "]]>", en: "<![CDATA["}
    - {code: c, vi: "<!--", en: "\\u2028 \\U0001F600"}
items:
  - group: part
    vi: "<value>"
    en: "&#0;"
    items:
      - ask: meta
        kind: choice
        from: two
        vi: "a\\tb\\nc"
        en: "\\"'<>&"
        help: {vi: "]]>&lt;", en: "%s"}
  - {ask: many, kind: choices, from: two, vi: Nhiều, en: Many}
  - {ask: age, kind: integer, vi: Tuổi, en: Age, checks: [{holds: "age > 1 and (count_of_many > 0 or meta = 'a&b')", vi: "<", en: ">"}]}
  - {ask: day, kind: date, vi: Ngày, en: Day, when: "not (age != 3)", required: "includes(many, 'a&b')"}
  - {ask: words, kind: note, vi: Đọc, en: Read}
  - {ask: twice, kind: calculated, vi: x, en: x, value: age * 2}
scales: [{scale: two, degrees: ["a&b", c], satisfied: ["a&b"], questions: [meta]}]
index: {code: index, vi: Chỉ số, en: Index, questions: [meta]}
"""


def test_hostile_words_are_words(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_text(HOSTILE, encoding="utf-8")
    text = export(site, keep(site, file), "xform").read_text("utf-8")
    form = read(text)
    assert ElementTree.fromstring(text).findtext(".//{http://www.w3.org/1999/xhtml}title") == "</h:title><x/>"
    meta = form["/data/part/meta"]
    assert meta.label == {VI: "a\tb\nc", EN: "\"'<>&"} and meta.hint == {VI: "]]>&lt;", EN: "%s"}
    assert meta.choices == {VI: [("a&b", "]]>"), ("c", "<!--")], EN: [("a&b", "<![CDATA["), ("c", "\u2028 \U0001f600")]}
    assert form["/data/part"].label[EN] == "&#0;"
    assert form["/data/many"].control == "select"
    assert form["/data/age"].bind["constraint"] == ". > 1 and (count-selected(/data/many) > 0 or /data/part/meta = 'a&b')"
    assert form["/data/day"].bind == {"type": "date", "relevant": "/data/age = 3", "required": "selected(/data/many, 'a&b')"}
    assert form["/data/words"].bind == {"type": "string", "readonly": "true()"}
    assert form["/data/twice"].bind == {"type": "string", "calculate": "if(/data/age != '', /data/age * 2, '')"}
    assert form["/data/twice"].control == ""


def test_what_xpath_cannot_say_is_told_with_question_and_function(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "years.yaml"
    file.write_text(HOSTILE.replace("form: hostile", "form: years").replace("not (age != 3)", "year(today) > 2020"), encoding="utf-8")
    instrument = keep(site, file)
    for kind in ("xform", "workbook"):
        told = cchc(site, "surveys", "form", "export", instrument, kind, code=1)
        assert "“day”" in told and "“year”" in told


def test_answers_asked_with_it_come_back(site: Path) -> None:
    number = campaign(site, "open")
    database = sqlite3.connect(site / "cchc.db")
    (instrument,) = database.execute(
        "SELECT instrument_id FROM surveys_groups WHERE campaign = ? AND respondents = 'visitors'", (number,)).fetchone()
    (before,) = database.execute("SELECT COUNT(*) FROM surveys_answers WHERE campaign = ?", (number,)).fetchone()
    form = read(export(site, instrument, "xform").read_text("utf-8"))
    asked = {path: question for path, question in form.items() if question.choices}
    assert asked
    # As a server of ODK gives them: groups before names, its own id.
    with open(site / "odk.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["SubmissionDate", *(path.removeprefix("/data/").replace("/", "-") for path in asked), "meta-instanceID", "KEY"])
        for row in range(40):
            answers = [question.choices[VI][row % 2][0] for question in asked.values()]
            table.writerow(["2026-11-20T08:00:00Z", *answers, f"uuid:{row}", f"uuid:{row}"])
    for _ in range(2):
        cchc(site, "surveys", "import", number, "visitors", site / "odk.csv", "--unit", "M-X001")
    (after,) = database.execute("SELECT COUNT(*) FROM surveys_answers WHERE campaign = ?", (number,)).fetchone()
    database.close()
    assert after == before + 40, "each once"
