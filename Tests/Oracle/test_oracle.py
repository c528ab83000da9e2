"""The oracle against the printed examples of the handbook and the published results. Run with `pytest`."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

import formula
import generate
import oracle
from card import Card, rank, text
from framework import Framework, TextLoader, load
from rules import Fault, Inputs, Leaf, RULES, half_up, read_number

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ACCEPTANCE = ROOT / "Facts" / "acceptance"


def points(rule: str, maximum: str, given: dict, **keys) -> Fraction:
    return RULES[rule](Leaf("X", Fraction(maximum), rule, keys), Inputs(given))


def refused(code: str, *arguments, **keys) -> bool:
    with pytest.raises(Fault) as caught:
        points(*arguments, **keys)
    return caught.value.code == code


# Printed examples ---------------------------------------------------------------------------------------------------


def test_pi_20_binary():
    assert points("binary", "1", {"yes": "yes"}) == 1
    assert points("binary", "1", {"yes": "không"}) == 0


def test_pi_21_late_is_half():
    options = [{"code": "timely", "points": "1"}, {"code": "late", "points": "0.5"}, {"code": "none", "points": "0"}]
    assert points("step_timeliness", "1", {"choice": "late"}, options=options) == Fraction(1, 2)


def test_pi_22_exactly_90_is_not_over_90():
    steps = [{"above": "90%", "points": "2"}, {"from": "70%", "points": "1"}, {"points": "0"}]
    def given(n, d): return {"numerator": str(n), "denominator": str(d)}
    assert points("step_ratio", "2", given(27, 30), steps=steps) == 1
    assert points("step_ratio", "2", given(21, 30), steps=steps) == 1
    assert points("step_ratio", "2", given(899999, 1000000), steps=steps) == 1
    assert points("step_ratio", "2", given(900001, 1000000), steps=steps) == 2
    assert points("step_ratio", "2", given(699999, 1000000), steps=steps) == 0


def test_pi_23_partly_met_is_0_unless_written():
    conditions = [{"code": "a"}, {"code": "b"}]
    half = {"yes:a": "yes", "yes:b": "no"}
    assert points("compound", "1", half, conditions=conditions, need="all") == 0
    assert points("compound", "1", half, conditions=conditions, need="all", partly="0.5") == Fraction(1, 2)
    assert points("compound", "1", half, conditions=conditions, need="any") == 1


def test_pi_24_45_of_60_computers():
    assert points("linear", "2", {"numerator": "45", "denominator": "60"}) == Fraction(3, 2)
    assert points("linear", "2", {"numerator": "61", "denominator": "60"}, over="cap") == 2
    assert refused("over", "linear", "2", {"numerator": "61", "denominator": "60"})


def test_pi_25_the_cliff_at_the_floor():
    for value, expected in (("95", "0.95"), ("80", "0.8"), ("79.99", "0"), ("100", "1")):
        assert points("linear_floor", "1", {"value": value}, floor={"from": "80%"}) == Fraction(expected)


def test_pi_26_a_branch_that_does_not_hold_is_refused():
    keys = {
        "variables": [{"code": "x"}, {"code": "y"}],
        "branches": [{"code": "full", "when": "x / y >= 90%", "formula": "maximum"}, {"code": "none", "formula": "0"}],
    }
    assert points("formula_branches", "2", {"branch": "full", "x": "18", "y": "20"}, **keys) == 2
    assert refused("branch", "formula_branches", "2", {"branch": "full", "x": "17", "y": "20"}, **keys)


def test_pi_27_five_regulations_of_half_a_point_stop_at_2():
    assert points("count_unit", "2", {"count": "5"}, each="0.5", over="cap") == 2
    assert refused("over", "count_unit", "2", {"count": "5"}, each="0.5")
    assert refused("not_whole", "count_unit", "2", {"count": "1.5"}, each="0.5")


def test_pi_28_good_is_three_of_four():
    assert points("percent_of_max", "4", {"choice": "good"}, ratings=[{"code": "good", "percent": "75%"}]) == 3


def test_pi_29_light_halves_and_never_below_0():
    violations = [{"code": "light", "deduct": "50%"}, {"code": "serious", "deduct": "100%"}]
    def deducted(light, several): return points(
        "deduct_from_max", "2", {"count:light": light, "count:serious": "0"}, violations=violations, several=several)
    assert deducted("1", "add") == 1
    assert deducted("3", "add") == 0
    assert deducted("3", "worst") == 1


def test_pi_30_and_31_bonus_and_penalty_stop_at_their_bounds():
    assert points("bonus", "5", {"points": "6.5"}, over="cap") == 5
    assert points("penalty", "-3", {"points": "-4"}, over="cap") == -3


def test_pi_32_option_weights():
    weights = {"A": "100%", "B": "60%", "C": "20%", "D": "0%"}
    options = [{"code": c, "percent": p} for c, p in weights.items()] + [{"code": "E", "left_out": "yes"}]
    given = {"count:A": "6", "count:B": "3", "count:C": "0", "count:D": "1", "count:E": "7"}
    assert points("survey_option_weight", "2", given, options=options) == Fraction("1.56")


def test_pi_33_and_sv_22_scales():
    scale = {"from": "1", "to": "5"}
    counts = {f"count:{n}": str(c) for n, c in zip(range(1, 6), (2, 3, 10, 45, 40))}
    assert points("survey_scale", "100", {"value": "4.2"}, scale=scale, method="linear") == 80
    assert points("survey_scale", "35", counts, scale=scale, method="satisfied", satisfied_from="4") == Fraction("29.75")
    assert points("survey_scale", "35", counts, scale=scale, method="share_of_top") == Fraction("29.26")
    assert points("survey_scale", "35", counts, scale=scale, method="linear") == Fraction("27.825")


def test_pi_34_82_percent_of_10():
    assert points("sipas", "10", {"value": "82"}) == Fraction("8.2")


def test_pi_35_as_given():
    assert points("external_grade", "5", {"points": "4.5"}) == Fraction("4.5")


def test_pi_36_rank_5_of_63():
    steps = [{"above": "10", "points": "0"}, {"points": "1"}]
    assert points("external_index", "1", {"value": "5"}, measure="rank", steps=steps) == 1
    assert points("external_index", "1", {"value": "11"}, measure="rank", steps=steps) == 0


def test_os_62_means_are_rounded_to_one_decimal_each():
    grades = [{"code": g, "points": g} for g in "210"]
    mean = points("mean_grade", "2", {"count:2": "47", "count:1": "0", "count:0": "53"}, grades=grades)
    assert mean == Fraction(94, 100)
    assert half_up(mean, 1) == Fraction("0.9")
    assert half_up(Fraction("0.95"), 1) == 1


# A block ------------------------------------------------------------------------------------------------------------


def block(cards: dict[str, dict], **head) -> dict[str, Card]:
    """Frameworks of two leaves A (70, direct) and B (30, survey), scored for units with given inputs."""
    leaf = {"rule": "external_grade", "by": {}}
    base = {
        "framework": "test", "version": "1", "total": "100", "block": {"code": "units"},
        "criteria": [{"code": "A", "points": "70", **leaf}, {"code": "B", "points": "30", "part": "survey", **leaf}],
    }
    framework = Framework({**base, **head})
    made = {
        unit: Card(framework, unit, {code: Inputs(dict(inputs)) for code, inputs in data.items()})
        for unit, data in cards.items()
    }
    rank(framework, list(made.values()))
    return made


def given(a, b) -> dict:
    return {"A": {"points": a}, "B": {"points": b}}


def test_pi_38_63_of_70_without_a_survey_is_90():
    card = block({"u": {"A": {"points": "63"}, "B": {"not_applicable": "no_survey"}}}, survey_absent="rescale",
                 not_applicable="reduce")["u"]
    assert (card.points, card.maximum, card.percent) == (90, 70, Fraction(9, 10))


def test_a_unit_without_a_survey_is_an_error_unless_rescaled():
    card = block({"u": {"A": {"points": "63"}, "B": {"not_applicable": "no_survey"}}})["u"]
    assert [fault.code for _, fault in card.faults] == ["absent"]


def test_pi_41_converts_from_the_unrounded_ratio():
    framework = load(ROOT / "Frameworks" / "real" / "hue-egov-2020.yaml")
    data = {"1.1": Inputs({"points": "42.63"}), "1.2": Inputs({"not_applicable": "not_assessed"})}
    card = Card(framework, "474", data)
    assert card.points == Fraction("44.40625")
    assert half_up(card.points, 2) == Fraction("44.41")
    assert card.maximum - card.raw == Fraction("5.37")


def test_pi_37_what_is_left_out_for_all_stays_out():
    leaf = {"code": "A", "points": "70", "rule": "not_applicable", "reason": "no_such_task", "missing": "none"}
    criteria = [leaf, {"code": "B", "points": "30", "rule": "external_grade"}]
    rest = {"B": {"points": "15"}}
    cards = block({"a": rest, "b": rest | {"A": {"missing": "lost"}}, "c": rest | {"A": {"points": "70"}},
                   "d": rest | {"A": {"not_applicable": "not_competent"}}}, criteria=criteria)
    assert [[fault.code for _, fault in card.faults] for card in cards.values()] == [[], ["twofold"], ["unknown_input"], []]
    assert cards["a"].percent == cards["d"].percent == Fraction(1, 2)


def test_pi_43_a_reason_for_missing_data_leaves_nothing_out():
    for given_a in ({"not_applicable": "lost"}, {"missing": "not_competent"}, {"not_applicable": "no_survey"}):
        card = block({"u": {"A": given_a, "B": {"points": "30"}}}, missing="none", survey_absent="rescale")["u"]
        assert [fault.code for _, fault in card.faults] == ["reason"], given_a


def test_pi_19_a_maximum_out_of_reach_is_refused():
    keys = {
        "percent_of_max": {"ratings": [{"code": "a", "percent": "99%"}]},
        "step_timeliness": {"options": [{"code": "a", "points": "69"}]},
        "count_unit": {"each": "0.3"},
        "linear": {"full": {"above": "100%"}},
        "step_ratio": {"steps": [{"from": "0%", "points": "0"}, {"points": "70"}]},
        "external_index": {"measure": "rank", "steps": [{"from": "1", "points": "0"}, {"points": "70"}]},
    }
    for rule, more in keys.items():
        criteria = [{"code": "A", "points": "100", "rule": rule, **more}]
        with pytest.raises(AssertionError):
            block({}, criteria=criteria)


def test_reduce_shrinks_the_maximum():
    card = block({"u": {"A": {"points": "63"}, "B": {"not_applicable": "not_assessed"}}}, not_applicable="reduce")["u"]
    assert (card.points, card.maximum, card.percent) == (63, 70, Fraction(9, 10))


@pytest.mark.parametrize("ties, ranks", [
    ("1224", ["1", "2", "2", "4"]),
    ("1334", ["1", "3", "3", "4"]),
    ("average", ["1", "2.5", "2.5", "4"]),
    ("dense", ["1", "2", "2", "3"]),
    (["B"], ["1", "3", "2", "4"]),
])
def test_pi_55_ties(ties, ranks):
    cards = block({"a": given("69", "30"), "b": given("68", "20"), "c": given("60", "28"), "d": given("50", "10")}, ties=ties)
    assert [text(card.rank) for card in cards.values()] == ranks


def test_what_a_tie_break_leaves_equal_shares_a_rank():
    cards = block({"a": given("60", "20"), "b": given("60", "20"), "c": given("50", "10")}, ties=["A", "B"])
    assert [text(card.rank) for card in cards.values()] == ["1", "1", "3"]


def test_missing_unranked_keeps_the_unit_out_of_the_ranks():
    cards = block({"a": {"A": {"points": "60"}, "B": {"missing": "lost"}}, "b": given("1", "1")}, missing="unranked")
    assert [text(card.rank) for card in cards.values()] == [None, "1"]
    assert cards["a"].points == 60


def test_neither_data_nor_reason_is_an_error():
    assert [fault.code for _, fault in block({"u": {"A": {"points": "1"}}})["u"].faults] == ["absent"]


@pytest.mark.parametrize("share, band", [("90", "a"), ("89.999999", "b"), ("80", "c"), ("80.000001", "b"), ("0", "c")])
def test_pi_50_bands_apply_to_the_exact_percent(share, band):
    bands = [{"code": "a", "from": "90%"}, {"code": "b", "above": "80%", "below": "90%"}, {"code": "c", "to": "80%"}]
    direct = min(Fraction(share), 70)
    card = block({"u": given(text(direct), text(Fraction(share) - direct))}, bands=bands)["u"]
    assert card.band == band


def test_points_for_an_inner_node_with_data_below_are_refused():
    leaf = {"rule": "external_grade"}
    criteria = [{"code": "A", "points": "100", "children": [{"code": "A.1", "points": "100", **leaf}]}]
    card = block({"u": {"A": {"points": "5"}, "A.1": {"points": "5"}}}, criteria=criteria)["u"]
    assert [fault.code for _, fault in card.faults] == ["twofold"]


# Formulas -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source, value", [
    ("1 / 3 * 3", "1"), ("90%", "0.9"), ("1 - 2 - 3", "-4"), ("-2 * -3", "6"), ("2 + 3 × 4 − 1", "13"), ("12 / 2 / 3", "2"),
    ("if(x >= 5 and not x = 6, 1, 2)", "1"), ("min(3, x, 4)", "3"), ("max(3, x)", "5"), ("clamp(x, 0, 4)", "4"),
    ("round(2.5, 0)", "3"), ("round(-2.5, 0)", "-3"), ("round(1.005, 2)", "1.01"), ("floor(-0.5)", "-1"), ("abs(-x)", "5"),
    ("steps(x, >= 5: 2, >= 3: 1, else: 0)", "2"), ("steps(x, > 5: 2, > 3: 1, else: 0)", "1"),
    ("steps(x, < -1: 3, <= 4: 2, else: 7)", "7"), ("if(x != 0 or 1 / 0 > 1, 1, 0)", "1"), ("if(x = 0, 1 / 0, 4)", "4"),
    ("if('a' = \"a\", 1, 0)", "1"), ("if(not true or false, 1, 0)", "0"), ("5 %", "0.05"),
])
def test_formulas(source, value):
    assert formula.evaluate(source, {"x": Fraction(5)}) == Fraction(value)


@pytest.mark.parametrize("source", [
    "1 +", "max(x, 0,5)", "1 < x < 5", "steps(x, > 1: 2)", "steps(x, > 1: 2, < 1: 3, else: 0)", "x = 'a'", "1 and 2", "round(x, x)",
    "min(x)", "y(1)", "1 2", "", "not 1", "-true", "else", "(1", "1.", ".5",
])
def test_what_is_no_formula_is_refused(source):
    with pytest.raises(formula.FormulaFault):
        formula.evaluate(source, {"x": Fraction(5)})


def test_a_division_by_0_is_told_apart():
    with pytest.raises(formula.DivisionByZero):
        formula.evaluate("1 / (x - x)", {"x": Fraction(5)})


# Numbers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text, numbers, value", [
    ("61,904", "vi", "61.904"), ("61.904", "vi", "61904"), ("61.904", "en", "61.904"), ("746.305", "vi", "746305"),
    ("1,294", "en", "1294"), ("1.265,5", "vi", "1265.5"), ("0.125", "vi", None), ("12,34", "en", None), ("-4", "vi", "-4"),
])
def test_sd_50_numbers(text, numbers, value):
    assert read_number(text, numbers) == (Fraction(value) if value else None)


def test_sd_50_what_reads_both_ways_within_its_maximum_is_refused():
    with pytest.raises(Fault, match="ambiguous"):
        Inputs({"numerator": "1.265"}).number("numerator")
    assert Inputs({"numerator": "1.265"}, "vi").number("numerator", whole=True) == 1265
    assert Inputs({"points": "61,904"}, "vi").number("points", greatest=Fraction(65)) == Fraction("61.904")


# Files --------------------------------------------------------------------------------------------------------------


def framework_files() -> list[Path]:
    return sorted((ROOT / "Frameworks").glob("*/*.yaml")) + sorted(ACCEPTANCE.glob("**/*.yaml"))


@pytest.mark.parametrize("path", framework_files(), ids=lambda path: path.stem)
def test_every_worked_example_comes_out(path):
    assert oracle.run_examples(load(path))[1] == []


def rows(path: Path) -> list[dict]:
    return oracle.table(path)[0]


def cases() -> list[dict]:
    return rows(ACCEPTANCE / "manifest.csv")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_published_results_come_out(case):
    framework = load(ROOT / case["framework"])
    result = oracle.score(framework, ACCEPTANCE / case["data"], ACCEPTANCE / case["units"], None)
    assert "errors" not in result, result
    units = {unit["unit"]: unit for unit in result["units"]}
    expected = rows(ACCEPTANCE / case["expected"])
    assert [row["unit"] for row in expected] == list(units) or {row["unit"] for row in expected} == set(units)
    for row in expected:
        for key in ("points", "maximum", "percent", "rank"):
            if row[key]:
                assert Fraction(units[row["unit"]][key]) == Fraction(row[key]), (row, key)
        if row["band"]:
            assert units[row["unit"]]["band"] == row["band"], row
    for row in rows(ACCEPTANCE / case["criteria"]) if case["criteria"] else []:
        criteria = {criterion["code"]: criterion for criterion in units[row["unit"]]["criteria"]}
        for key in ("points", "maximum"):
            assert Fraction(criteria[row["criterion"]][key]) == Fraction(row[key]), row


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_what_is_lost_sums_to_maximum_less_score(case):
    framework = load(ROOT / case["framework"])
    result = oracle.score(framework, ACCEPTANCE / case["data"], ACCEPTANCE / case["units"], None)
    inner = {node.code for node in framework.nodes if node.children}
    for unit in result["units"]:
        lost = sum(
            Fraction(criterion["lost"]) for criterion in unit["criteria"]
            if criterion["code"] not in inner or criterion["state"] == "given"
        )
        assert lost == Fraction(unit["maximum"]) - Fraction(unit["raw"]) == Fraction(unit["lost"])


@pytest.mark.parametrize("folder, name, data", [
    ("provinces-2026-10-10", "provinces", "provinces"), ("binh-duong-2017", "districts", "districts"),
])
def test_summaries_follow_from_the_expected_rows(folder, name, data):
    expected = [Fraction(row["points"]) for row in rows(ACCEPTANCE / folder / f"{data}.expected.csv")]
    figures = {row["figure"]: row["value"] for row in rows(ACCEPTANCE / folder / f"{name}.summary.csv")}
    assert half_up(sum(expected) / len(expected), 2) == Fraction(figures["mean"])
    assert (max(expected), min(expected)) == (Fraction(figures["greatest"]), Fraction(figures["least"]))
    assert len(expected) == int(figures["units"])


def test_the_excel_form_is_what_excel_writes():
    raw = (ACCEPTANCE / "tam-phuoc" / "tam-phuoc-2019.excel-vi.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == raw.count(b"\n") == 3 and b";61,904;" in raw


def test_a_key_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        yaml.load("a: 1\na: 2\n", TextLoader)


def test_scalars_stay_text():
    assert yaml.load("{a: 1.10, b: no, c: 2022-06-23}", TextLoader) == {"a": "1.10", "b": "no", "c": "2022-06-23"}


# Generated sets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_generated_sets_score_without_a_fault(seed, tmp_path):
    generate.write(seed, tmp_path, faulty=False)
    framework = load(tmp_path / "framework.yaml")
    assert oracle.run_examples(framework)[1] == []
    result = oracle.score(framework, tmp_path / "data.csv", tmp_path / "units.csv", None)
    assert "errors" not in result
    for unit in result["units"]:
        assert 0 <= Fraction(unit["percent"]) <= 100 and unit["band"]


@pytest.mark.parametrize("seed", range(60))
def test_generated_faults_are_found(seed, tmp_path):
    generate.write(seed, tmp_path, faulty=True)
    expected = json.loads((tmp_path / "fault.json").read_text())
    result = oracle.score(load(tmp_path / "framework.yaml"), tmp_path / "data.csv", tmp_path / "units.csv", None)
    assert result["errors"] == [expected]


def test_the_generator_reaches_every_rule_and_way(tmp_path):
    rules, ties, states, depths = set(), set(), set(), set()
    for seed in range(60):
        generate.write(seed, tmp_path, faulty=False)
        framework = load(tmp_path / "framework.yaml")
        nodes = framework.nodes + framework.extras["bonus"] + framework.extras["penalty"]
        rules |= {node.leaf.rule for node in nodes if node.leaf}
        ties.add("list" if isinstance(framework.ties, list) else framework.ties)
        depths |= {len(node.code.split(".")) for node in framework.nodes}
        result = oracle.score(framework, tmp_path / "data.csv", tmp_path / "units.csv", None)
        states |= {criterion["state"] for unit in result["units"] for criterion in unit["criteria"]}
    assert rules == set(RULES) | {"not_applicable"}
    assert ties == {"1224", "1334", "average", "dense", "list"}
    assert depths == {1, 2, 3, 4, 5}
    assert states == {"scored", "given", "within", "missing", "unranked", "not_applicable"}


def test_a_seed_always_gives_the_same_files(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        generate.write(7, tmp_path / name, faulty=False)
    for name in ("framework.yaml", "data.csv", "units.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_command_line_prints_json():
    run = subprocess.run(
        [sys.executable, HERE / "oracle.py", "score", "--framework", ROOT / "Frameworks/real/hue-egov-2020.yaml",
         "--data", ACCEPTANCE / "hue-2020/table1.csv", "--units", ACCEPTANCE / "hue-2020/table1.units.csv"],
        capture_output=True, text=True, check=True,
    )
    city = next(unit for unit in json.loads(run.stdout)["units"] if unit["unit"] == "474")
    assert (city["points"], city["percent"], city["rank"], city["band"]) == ("44.40625", "88.8125", "8", "ii")
