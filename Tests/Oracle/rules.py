"""The scoring rules PI-20 … PI-37, OS-61: from the inputs of one leaf to its exact points.

Written from docs/framework-grammar.md and the handbook, without a look at the product. Every rule takes a Leaf and Inputs
and gives a Fraction; it raises Fault with one of the grammar's error words, or Zero where a denominator is 0.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Callable

import formula

ONE = Fraction(1)


class Fault(Exception):
    """An error of the data; `code` is the grammar's word for it."""

    def __init__(self, code: str, message: str = ""):
        super().__init__(f"{code}: {message}" if message else code)
        self.code = code


class Zero(Exception):
    """A denominator is 0: the leaf's `zero` decides."""


# Numbers ----------------------------------------------------------------------------------------------------------

ENGLISH = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
VIETNAMESE = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")


def plain(text: str) -> Fraction:
    """A number or percentage of a framework file: `0.5`, `80%`."""
    match = re.fullmatch(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)", text)
    if not match:
        raise ValueError(f"{text!r} is not a number")
    return Fraction(match[1]) / (100 if match[2] else 1)


def read_number(text: str, numbers: str) -> Fraction | None:
    if numbers == "vi":
        return Fraction(text.replace(".", "").replace(",", ".")) if VIETNAMESE.fullmatch(text) else None
    return Fraction(text.replace(",", "")) if ENGLISH.fullmatch(text) else None


def half_up(value: Fraction, digits: int) -> Fraction:
    scale = 10**digits
    return Fraction(math.floor(value * scale + Fraction(1, 2)), scale)


# Inputs -----------------------------------------------------------------------------------------------------------


@dataclass
class Inputs:
    """What is given for one node: the text of each input, read as a number in the way of its file."""

    values: dict[str, str]
    numbers: str = "en"

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        if name not in self.values:
            raise Fault("absent", name)
        return self.values[name]

    def number(self, name: str, *, whole: bool = False, greatest: Fraction | None = None, negative: bool = False) -> Fraction:
        """`greatest` bounds what the input admits; a text that reads both ways within it is refused (SD-50)."""
        text = self.text(name).strip()
        value = read_number(text, self.numbers)
        if value is None:
            raise Fault("number", f"{name} = {text!r}")
        other = read_number(text, "en" if self.numbers == "vi" else "vi")

        def admitted(number: Fraction) -> bool:
            return (greatest is None or number <= greatest) and (not whole or number.denominator == 1)

        if other is not None and other != value and admitted(value) and admitted(other):
            raise Fault("ambiguous", f"{name} = {text!r}")
        if value < 0 and not negative:
            raise Fault("negative", name)
        if whole and value.denominator != 1:
            raise Fault("not_whole", name)
        return value

    def flag(self, name: str) -> bool:
        text = self.text(name).strip().lower()
        if text in ("yes", "có", "1"):
            return True
        if text in ("no", "không", "0"):
            return False
        raise Fault("flag", f"{name} = {text!r}")


# Leaves -----------------------------------------------------------------------------------------------------------


@dataclass
class Leaf:
    code: str
    maximum: Fraction
    rule: str
    keys: dict = field(default_factory=dict)

    @property
    def capped(self) -> bool:
        return self.keys.get("over", "error") == "cap"

    @property
    def zero(self) -> str:
        return self.keys.get("zero", "error")

    @property
    def whole(self) -> bool:
        return self.keys.get("figures", "decimal") == "whole"

    def listed(self, key: str) -> list[dict]:
        return self.keys.get(key, [])

    def limited(self, points: Fraction, low: Fraction, high: Fraction) -> Fraction:
        if low <= points <= high:
            return points
        if not self.capped:
            raise Fault("over", self.code)
        return min(max(points, low), high)


def reaches(bound: dict, value: Fraction) -> bool:
    """Whether a value lies at or above the lower bound of a step, band or floor; no lower bound is always met."""
    if "from" in bound:
        return value >= plain(bound["from"])
    if "above" in bound:
        return value > plain(bound["above"])
    return True


def lower(bound: dict) -> Fraction:
    return plain(bound["from"] if "from" in bound else bound["above"])


def step_of(steps: list[dict], value: Fraction) -> dict:
    for step in steps:
        if reaches(step, value):
            return step
    raise Fault("step", f"{value} lies below the lowest step")


def ratio(leaf: Leaf, inputs: Inputs) -> Fraction:
    if "value" in inputs:
        if "numerator" in inputs or "denominator" in inputs:
            raise Fault("twofold", "value beside numerator and denominator")
        share = inputs.number("value", greatest=Fraction(100)) / 100
    else:
        numerator = inputs.number("numerator", whole=leaf.whole)
        denominator = inputs.number("denominator", whole=leaf.whole)
        if denominator == 0:
            if numerator and not leaf.capped:
                raise Fault("over", f"{leaf.code}: something done of nothing to do")
            raise Zero()
        share = numerator / denominator
    if share > 1:
        if not leaf.capped:
            raise Fault("over", f"{leaf.code}: ratio above 1")
        share = ONE
    return share


def option(leaf: Leaf, key: str, code: str) -> dict:
    for entry in leaf.listed(key):
        if entry["code"] == code:
            return entry
    raise Fault("choice", f"{leaf.code}: {code!r}")


def counts(leaf: Leaf, inputs: Inputs, key: str) -> list[tuple[dict, Fraction]]:
    return [(entry, inputs.number(f"count:{entry['code']}", whole=True)) for entry in leaf.listed(key)]


# Rules ------------------------------------------------------------------------------------------------------------


def binary(leaf: Leaf, inputs: Inputs) -> Fraction:
    return leaf.maximum if inputs.flag("yes") else Fraction(0)


def step_timeliness(leaf: Leaf, inputs: Inputs) -> Fraction:
    return plain(option(leaf, "options", inputs.text("choice"))["points"])


def step_ratio(leaf: Leaf, inputs: Inputs) -> Fraction:
    return plain(step_of(leaf.listed("steps"), ratio(leaf, inputs))["points"])


def compound(leaf: Leaf, inputs: Inputs) -> Fraction:
    met = [inputs.flag(f"yes:{condition['code']}") for condition in leaf.listed("conditions")]
    if all(met) or (leaf.keys["need"] == "any" and any(met)):
        return leaf.maximum
    return plain(leaf.keys.get("partly", "0")) if any(met) else Fraction(0)


def linear(leaf: Leaf, inputs: Inputs) -> Fraction:
    share, full = ratio(leaf, inputs), leaf.keys.get("full", {"from": "100%"})
    return leaf.maximum if reaches(full, share) else share / lower(full) * leaf.maximum


def proportional(leaf: Leaf, share: Fraction) -> Fraction:
    """Ratio × maximum between the floor and the bound from which the maximum is given (PI-25)."""
    if reaches(leaf.keys.get("full", {"from": "100%"}), share):
        return leaf.maximum
    if not reaches(leaf.keys.get("floor", {}), share):
        return Fraction(0)
    return share * leaf.maximum


def linear_floor(leaf: Leaf, inputs: Inputs) -> Fraction:
    return proportional(leaf, ratio(leaf, inputs))


def sipas(leaf: Leaf, inputs: Inputs) -> Fraction:
    return proportional(leaf, ratio(leaf, inputs))


def variables(leaf: Leaf, inputs: Inputs) -> dict[str, formula.Value]:
    found: dict[str, formula.Value] = {"maximum": leaf.maximum}
    for variable in leaf.listed("variables"):
        whole = leaf.whole or variable.get("whole") == "yes"
        found[variable["code"]] = inputs.number(variable["code"], whole=whole)
    return found


def computed(leaf: Leaf, source: str, values: dict[str, formula.Value]) -> formula.Value:
    try:
        return formula.evaluate(source, values)
    except formula.DivisionByZero as zero:
        raise Zero() from zero
    except formula.MissingVariable as missing:
        raise Fault("absent", str(missing)) from missing


def formula_rule(leaf: Leaf, inputs: Inputs) -> Fraction:
    points = formula.number(computed(leaf, leaf.keys["formula"], variables(leaf, inputs)))
    return leaf.limited(points, Fraction(0), leaf.maximum)


def formula_branches(leaf: Leaf, inputs: Inputs) -> Fraction:
    branch, values = option(leaf, "branches", inputs.text("branch")), variables(leaf, inputs)
    if "when" in branch and not formula.truth(computed(leaf, branch["when"], values)):
        raise Fault("branch", branch["code"])
    points = formula.number(computed(leaf, branch["formula"], values))
    return leaf.limited(points, Fraction(0), leaf.maximum)


def count_unit(leaf: Leaf, inputs: Inputs) -> Fraction:
    count = inputs.number("count", whole=True)
    return leaf.limited(count * plain(leaf.keys["each"]), Fraction(0), leaf.maximum)


def percent_of_max(leaf: Leaf, inputs: Inputs) -> Fraction:
    return plain(option(leaf, "ratings", inputs.text("choice"))["percent"]) * leaf.maximum


def deduct_from_max(leaf: Leaf, inputs: Inputs) -> Fraction:
    parts = [(plain(entry["deduct"]), count) for entry, count in counts(leaf, inputs, "violations")]
    if leaf.keys["several"] == "add":
        deduction = sum((share * count for share, count in parts), Fraction(0))
    else:
        deduction = max((share for share, count in parts if count > 0), default=Fraction(0))
    return leaf.maximum * (1 - min(deduction, ONE))


def survey_option_weight(leaf: Leaf, inputs: Inputs) -> Fraction:
    total = answers = Fraction(0)
    for entry in leaf.listed("options"):
        name = f"count:{entry['code']}"
        if entry.get("left_out") == "yes":
            if name in inputs:
                inputs.number(name, whole=True)
            continue
        count = inputs.number(name, whole=True)
        answers += count
        total += count * plain(entry["percent"])
    if answers == 0:
        raise Zero()
    return total / answers * leaf.maximum


def survey_scale(leaf: Leaf, inputs: Inputs) -> Fraction:
    first, last = int(leaf.keys["scale"]["from"]), int(leaf.keys["scale"]["to"])
    method = leaf.keys["method"]
    if "value" in inputs:
        if method == "satisfied":
            raise Fault("input", "a share of satisfied answers needs counts")
        mean = inputs.number("value", greatest=Fraction(last))
        if mean > last:
            if not leaf.capped:
                raise Fault("over", f"{leaf.code}: mean above the scale")
            mean = Fraction(last)
        if mean < first:
            raise Fault("over", f"{leaf.code}: mean below the scale")
        given = None
    else:
        given = {n: inputs.number(f"count:{n}", whole=True) for n in range(first, last + 1)}
        answers = sum(given.values())
        if answers == 0:
            raise Zero()
        mean = sum(n * count for n, count in given.items()) / answers
    if method == "linear":
        share = (mean - first) / (last - first)
    elif method == "share_of_top":
        share = mean / last
    else:
        satisfied = int(leaf.keys["satisfied_from"])
        share = sum(count for n, count in given.items() if n >= satisfied) / answers
    return share * leaf.maximum if reaches(leaf.keys.get("floor", {}), share) else Fraction(0)


def mean_grade(leaf: Leaf, inputs: Inputs) -> Fraction:
    graded = counts(leaf, inputs, "grades")
    answers = sum(count for _, count in graded)
    if answers == 0:
        raise Zero()
    return sum(count * plain(grade["points"]) for grade, count in graded) / answers


def external_grade(leaf: Leaf, inputs: Inputs) -> Fraction:
    return given_points(leaf, inputs)


def external_index(leaf: Leaf, inputs: Inputs) -> Fraction:
    is_rank = leaf.keys["measure"] == "rank"
    value = inputs.number("value", whole=is_rank)
    if is_rank and value < 1:
        raise Fault("over", f"{leaf.code}: no rank comes before the first")
    return plain(step_of(leaf.listed("steps"), value)["points"])


def bonus(leaf: Leaf, inputs: Inputs) -> Fraction:
    return given_points(leaf, inputs)


def penalty(leaf: Leaf, inputs: Inputs) -> Fraction:
    points = inputs.number("points", negative=True)
    if points > 0:
        raise Fault("over", f"{leaf.code}: a penalty above 0")
    return leaf.limited(points, leaf.maximum, Fraction(0))


def given_points(leaf: Leaf, inputs: Inputs) -> Fraction:
    return leaf.limited(inputs.number("points", greatest=leaf.maximum), Fraction(0), leaf.maximum)


def decided_points(leaf: Leaf, inputs: Inputs) -> Fraction:
    """A decided or published score stands instead of the rule's own inputs, and is never capped."""
    points = inputs.number("points", greatest=leaf.maximum)
    if points > leaf.maximum:
        raise Fault("over", leaf.code)
    return points


RULES: dict[str, Callable[[Leaf, Inputs], Fraction]] = {
    "binary": binary,
    "step_timeliness": step_timeliness,
    "step_ratio": step_ratio,
    "compound": compound,
    "linear": linear,
    "linear_floor": linear_floor,
    "formula_branches": formula_branches,
    "formula": formula_rule,
    "count_unit": count_unit,
    "percent_of_max": percent_of_max,
    "deduct_from_max": deduct_from_max,
    "bonus": bonus,
    "penalty": penalty,
    "survey_option_weight": survey_option_weight,
    "survey_scale": survey_scale,
    "sipas": sipas,
    "mean_grade": mean_grade,
    "external_grade": external_grade,
    "external_index": external_index,
}


def admitted(leaf: Leaf) -> set[str]:
    """The names of inputs that a leaf knows, its states apart."""
    def coded(kind: str, key: str) -> set[str]:
        return {f"{kind}:{entry['code']}" for entry in leaf.listed(key)}

    of_rule = {
        "binary": {"yes"},
        "step_timeliness": {"choice"},
        "percent_of_max": {"choice"},
        "compound": coded("yes", "conditions"),
        "formula_branches": {"branch"} | {v["code"] for v in leaf.listed("variables")},
        "formula": {v["code"] for v in leaf.listed("variables")},
        "count_unit": {"count"},
        "deduct_from_max": coded("count", "violations"),
        "survey_option_weight": coded("count", "options"),
        "mean_grade": coded("count", "grades"),
        "external_index": {"value"},
    }
    if leaf.rule == "survey_scale":
        first, last = int(leaf.keys["scale"]["from"]), int(leaf.keys["scale"]["to"])
        return {"value", "points"} | {f"count:{n}" for n in range(first, last + 1)}
    if leaf.rule in ("step_ratio", "linear", "linear_floor", "sipas"):
        return {"numerator", "denominator", "value", "points"}
    if leaf.rule == "not_applicable":
        return set()
    return of_rule.get(leaf.rule, set()) | {"points"}
