"""What must be refused, through the real binary: the place of the mistake, the sentence in both languages, 1, and nothing stored."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
FRAMEWORK = (EXAMPLES / "counters.yaml").read_text(encoding="utf-8")
DATA = (EXAMPLES / "counters.csv").read_text(encoding="utf-8")
LIST = (EXAMPLES / "counters-units.csv").read_text(encoding="utf-8")
# A refusal is at once, even of what would keep a careless reader busy for ever.
SECONDS = 10


@dataclass
class Bad:
    """A mistake, and the beginning of what is told: `places` in their order, and the first sentence in Vietnamese and English."""

    name: str
    text: str
    places: list[str]
    vi: str
    en: str


def edited(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def framework(name: str, old: str, new: str, place: str, vi: str, en: str) -> Bad:
    return Bad(name, edited(FRAMEWORK, old, new), [f"bad.yaml:{place}"], vi, en)


def data(name: str, old: str, new: str, place: str, vi: str, en: str) -> Bad:
    return Bad(name, edited(DATA, old, new), [f"bad.csv{place}"], vi, en)


# Ten levels of ten: ten billion texts for a reader that follows aliases.
LAUGHS = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10))

FRAMEWORKS = [
    Bad("cycle", edited(FRAMEWORK, "        rule: binary\n", "        children: &own\n          - *own\n"), ["bad.yaml:32:19", "bad.yaml:33:13"],
        "Không dùng neo (&) trong văn bản này.", "Anchors (&) are not used in this text."),
    framework("cycle of codes", 'code: "1.1"', 'code: "1"', "28:15",
              "Mã tiêu chí “1” đã dùng cho một tiêu chí khác.", "The code “1” belongs to another criterion already."),
    framework("duplicate code", 'code: "2.1"', 'code: "1.1"', "72:15",
              "Mã tiêu chí “1.1” đã dùng cho một tiêu chí khác.", "The code “1.1” belongs to another criterion already."),
    framework("maxima that do not add up", "points: 2\n", "points: 3\n", "24:13",
              "Điểm các tiêu chí thành phần của 1 cộng lại là 13, không khớp với điểm tối đa 12.",
              "The sub-criteria of 1 sum to 13 points, which is not the maximum of 12."),
    framework("total that is not the sum", "total: 20", "total: 21", "10:8",
              "Điểm các lĩnh vực cộng lại là 20, không khớp với tổng điểm 21 ghi ở đầu bộ tiêu chí.",
              "The fields sum to 20 points, which is not the total of 21 stated in the head."),
    framework("band gap", "from: 65%, below: 80%", "from: 65%, below: 79%", "18:5",
              "Mốc trên của mức này không khớp với mốc dưới của mức liền trước", "The upper bound of this step does not meet the lower bound"),
    framework("unknown indicator", "rule: binary\n", "rule: binary\n        indicator: dossiers.on_tim\n", "33:20",
              "Danh mục chỉ báo không có “dossiers.on_tim”.", "The list of indicators does not have “dossiers.on_tim”."),
    framework("failing example", "{numerator: 95, denominator: 100}, points: 3", "{numerator: 95, denominator: 100}, points: 6", "47:13",
              "Ví dụ sai ở 1.2: ghi là 6 nhưng tính ra 3.", "The example is wrong at 1.2: it says 6, but 3 comes out."),
    framework("broken formula", "online / all / 80%", "online / all / ", "60:56",
              "Ở đây cần một giá trị", "A value is needed here"),
    Bad("10 MB", FRAMEWORK + "# " + "x" * 10_485_760 + "\n", [], "Tệp bad.yaml vượt quá giới hạn 4 MB.", "The file bad.yaml is larger than 4 MB."),
    Bad("billion laughs", LAUGHS, ["bad.yaml:1:5", "bad.yaml:2:5", "bad.yaml:2:10"],
        "Không dùng neo (&) trong văn bản này.", "Anchors (&) are not used in this text."),
]
TABLES = [
    data("unknown unit", "A,1.1,yes", "C,1.1,yes", ":2:unit",
         "Không có đơn vị C trong danh sách đơn vị.", "There is no unit C in the list of units."),
    data("unknown criterion", "A,1.1,yes", "A,1.9,yes", ":2:criterion",
         "Bộ tiêu chí không có tiêu chí “1.9”.", "The set has no criterion “1.9”."),
    data("unknown input", "A,1.1,yes", "A,1.1,yess", ":2:input",
         "Tiêu chí 1.1 không nhận số liệu tên là “yess”.", "Criterion 1.1 has no input called “yess”."),
    data("text for a number", "online,60", "online,nhiều", ":5:value", "“nhiều” không phải là số", "“nhiều” is no number"),
    data("numerator above denominator", "numerator,190", "numerator,201", ":3",
         "Đơn vị A, tiêu chí 1.2: tử số lớn hơn mẫu số", "Unit A, criterion 1.2: the numerator is above the denominator"),
    data("negative", "online,60", "online,-1", ":5", "Đơn vị A, tiêu chí 1.3: có số âm.", "Unit A, criterion 1.3: a number is negative."),
    data("two values for one input", "A,1.3,online,60,\n", "A,1.3,online,60,\nA,1.3,online,61,\n", ":6:value",
         "Số liệu “online” của tiêu chí 1.3 được nêu hai lần.", "The input “online” of criterion 1.3 is stated twice."),
    data("leaf without data or reason", "A,1.1,yes,có,\n", "", "",
         "Đơn vị A, tiêu chí 1.1: chưa có đủ số liệu và cũng không nêu lý do.",
         "Unit A, criterion 1.1: data are incomplete, and no reason is stated."),
    data("half a ratio", "A,1.2,denominator,200,\n", "", ":3",
         "Đơn vị A, tiêu chí 1.2: chưa có đủ số liệu và cũng không nêu lý do.",
         "Unit A, criterion 1.2: data are incomplete, and no reason is stated."),
    data("missing without a reason", "missing,,lost", "missing,,", ":14:reason",
         "Tiêu chí 2.1 ghi “missing” nhưng không có mã lý do.", "Criterion 2.1 says “missing”, but gives no reason code."),
    data("reason that nobody listed", "missing,,lost", "missing,,bored", ":14:reason",
         "Không có mã lý do nào là “bored”.", "There is no reason code “bored”."),
    data("value beside a reason", "missing,,lost", "missing,3,lost", ":14:value",
         "Tiêu chí 2.1 được ghi là không có số liệu nhưng cột value vẫn có “3”.",
         "Criterion 2.1 is stated to have no data, but the column value holds “3”."),
    Bad("no column for values", edited(DATA, "value,reason\n", "worth,reason\n"), ["bad.csv:1", "bad.csv:1"],
        "Tệp số liệu không có cột nào tên là “worth”.", "A data file has no column called “worth”."),
    Bad("quotation mark left open", edited(DATA, "A,1.1,yes,có,", 'A,1.1,yes,"có,'), [],
        "Tệp bad.csv, dòng 2, cột 4: ngoặc kép mở ra nhưng không đóng lại cho đến hết tệp.",
        "bad.csv, line 2, column 4: a quotation mark is opened and never closed."),
]

both_languages = pytest.mark.parametrize("language", ["vi", "en"])


def each(cases: list[Bad]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("bad", cases, ids=[bad.name for bad in cases])


def expect_refused(folder: Path, language: str, command: list[str], bad: Bad) -> None:
    """Runs the binary where it would put its database, too, and looks at all that it left."""
    before = sorted(folder.rglob("*"))
    done = subprocess.run(
        [os.environ["CCHC_BINARY"], *command], cwd=folder, env={"CCHC_LANGUAGE": language}, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=SECONDS)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith("bad.") and ": " in line] if bad.places else []
    assert [line.split(": ")[0] for line in told[:len(bad.places)]] == bad.places, done.stderr
    first = done.stderr.splitlines()[0].removeprefix(f"{bad.places[0]}: " if bad.places else "")
    assert first.startswith(bad.vi if language == "vi" else bad.en), done.stderr
    if len(bad.places) == 1:
        assert told == told[:1], "one mistake is told once"
    assert sorted(folder.rglob("*")) == before, "something was stored"


@both_languages
@each(FRAMEWORKS)
def test_bad_framework(bad: Bad, language: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(bad.text, encoding="utf-8")
    expect_refused(tmp_path, language, ["criteria", "check", "bad.yaml"], bad)


@both_languages
@each(TABLES)
def test_bad_data(bad: Bad, language: str, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(bad.text, encoding="utf-8")
    (tmp_path / "counters.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "units.csv").write_text(LIST, encoding="utf-8")
    expect_refused(tmp_path, language, ["score", "--framework", "counters.yaml", "--data", "bad.csv", "--units", "units.csv"], bad)


@both_languages
def test_number_in_a_column_of_codes(language: str, tmp_path: Path) -> None:
    """Excel has turned 1.10 into 1.1: nobody knows any more which it was."""
    book = openpyxl.Workbook()
    for line in DATA.splitlines():
        book.active.append(line.split(","))
    book.active["B2"] = 1.1
    book.save(tmp_path / "bad.xlsx")
    (tmp_path / "counters.yaml").write_text(FRAMEWORK, encoding="utf-8")
    bad = Bad("", "", [f"bad.xlsx[{book.active.title}]:2:2:criterion"],
              "Ô này phải là văn bản nhưng đang chứa số hoặc ngày (1.1)", "This cell must be text, but holds a number or a date (1.1)")
    expect_refused(tmp_path, language, ["score", "--framework", "counters.yaml", "--data", "bad.xlsx"], bad)


def test_sound_input_is_taken(tmp_path: Path) -> None:
    """The yardstick: what the cases above spoil is sound."""
    for name, text in (("counters.yaml", FRAMEWORK), ("data.csv", DATA), ("units.csv", LIST)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command in (["criteria", "check", "counters.yaml"],
                    ["score", "--framework", "counters.yaml", "--data", "data.csv", "--units", "units.csv"]):
        done = subprocess.run([os.environ["CCHC_BINARY"], *command], cwd=tmp_path, env={}, capture_output=True, timeout=SECONDS)
        assert (done.returncode, done.stderr) == (0, b"")
