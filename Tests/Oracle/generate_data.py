"""Random inputs of a leaf for every rule, valid and faulty, for the generator."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Iterator

from framework import STATES, Node
from generate_rules import RATIOS, decimal
from rules import RULES, Fault, Inputs, Leaf, Zero, plain

Inner = dict


class DataMaker:
    """Makes valid inputs for a leaf, its bounds more often than chance would."""

    def __init__(self, r: random.Random, keys: dict, grain: Fraction):
        self.r, self.keys, self.grain = r, keys, grain
        self.maximum = Fraction(keys["points"])

    @property
    def capped(self) -> bool:
        return self.keys.get("over") == "cap"

    @property
    def zero_is_data(self) -> bool:
        return self.keys.get("zero", "error") != "error"

    def inputs(self) -> Inner:
        rule = self.keys["rule"]
        if rule not in ("bonus", "penalty", "external_grade", "not_applicable") and self.r.random() < 0.05:
            return {"points": decimal(self.grain * self.r.randint(0, int(self.maximum / self.grain)))}
        return self.ratio() if rule in RATIOS else getattr(self, rule)()

    def codes(self, key: str) -> list[str]:
        return [entry["code"] for entry in self.keys[key]]

    def counts(self, codes: list[str], highest: int) -> Inner:
        given = {f"count:{code}": str(self.r.choice((0, self.r.randint(0, highest)))) for code in codes}
        if not self.zero_is_data and not any(int(value) for value in given.values()):
            given[f"count:{codes[0]}"] = "1"
        return given

    def bounds(self) -> list[Fraction]:
        maps = [self.keys.get("full", {}), self.keys.get("floor", {}), *self.keys.get("steps", [])]
        return [plain(m[key]) for m in maps for key in ("from", "above", "to", "below") if key in m]

    def ratio(self) -> Inner:
        r = self.r
        bounds = self.bounds()
        if r.random() < 0.4:
            share = r.choice(bounds) * 100 if bounds and r.random() < 0.5 else Fraction(r.randint(0, 10_000), 100)
            share += r.choice((0, 0, Fraction(1, 100), Fraction(-1, 100)))
            share = min(share, Fraction(100))
            return {"value": decimal(Fraction(r.randint(10_001, 12_000), 100) if self.capped and r.random() < 0.1 else share)}
        if self.zero_is_data and r.random() < 0.15:
            return {"numerator": "0", "denominator": "0"}
        if bounds and r.random() < 0.5:
            bound = r.choice(bounds)
            times = r.randint(1, 50)
            numerator, denominator = bound.numerator * times, bound.denominator * times
            numerator = max(0, min(denominator, numerator + r.choice((0, 0, 1, -1))))
        else:
            denominator = r.choice((r.randint(1, 20), r.randint(1, 500_000)))
            numerator = r.randint(0, denominator)
        if self.capped and r.random() < 0.1:
            numerator = denominator + r.randint(1, 9)
            if self.zero_is_data and r.random() < 0.2:
                denominator = 0
        return {"numerator": str(numerator), "denominator": str(denominator)}

    def binary(self) -> Inner:
        return {"yes": self.r.choice(("yes", "no", "có", "không", "1", "0"))}

    def step_timeliness(self) -> Inner:
        return {"choice": self.r.choice(self.codes("options"))}

    def compound(self) -> Inner:
        return {f"yes:{code}": self.r.choice(("yes", "no", "1", "0")) for code in self.codes("conditions")}

    def variables(self) -> Inner:
        whole = self.keys.get("figures") == "whole"
        a = str(self.r.randint(0, 100)) if whole or self.r.random() < 0.5 else f"{self.r.randint(0, 99)}.{self.r.randint(1, 9)}"
        return {"a": a, "b": str(self.r.randint(0, 20))}

    def safe(self, given: Inner) -> bool:
        """Whether the leaf takes these inputs: no division by 0 where that is an error."""
        leaf = Leaf(self.keys["code"], self.maximum, self.keys["rule"], self.keys)
        try:
            RULES[leaf.rule](leaf, Inputs(given))
        except Zero:
            return self.zero_is_data
        except Fault:
            return False
        return True

    def formula(self) -> Inner:
        return self.tried(self.variables)

    def formula_branches(self) -> Inner:
        return self.tried(lambda: {"branch": self.r.choice(self.codes("branches")), **self.variables()})

    def tried(self, make) -> Inner:
        for _ in range(200):
            given = make()
            if self.safe(given):
                return given
        return {"points": "0"}

    def count_unit(self) -> Inner:
        most = int(self.maximum / Fraction(self.keys["each"]))
        return {"count": str(self.r.randint(0, most + (5 if self.capped else 0)))}

    def percent_of_max(self) -> Inner:
        return {"choice": self.r.choice(self.codes("ratings"))}

    def deduct_from_max(self) -> Inner:
        return {f"count:{code}": str(self.r.choice((0, 0, 1, 2, 5))) for code in self.codes("violations")}

    def survey_option_weight(self) -> Inner:
        counted = [o["code"] for o in self.keys["options"] if "left_out" not in o]
        left_out = [o["code"] for o in self.keys["options"] if "left_out" in o]
        return {**self.counts(counted, 300), **{f"count:{code}": str(self.r.randint(0, 50)) for code in left_out}}

    def survey_scale(self) -> Inner:
        first, last = int(self.keys["scale"]["from"]), int(self.keys["scale"]["to"])
        if self.keys["method"] != "satisfied" and self.r.random() < 0.4:
            over = self.capped and self.r.random() < 0.2
            hundredths = self.r.randint(last * 100 + 1, last * 110) if over else self.r.randint(first * 100, last * 100)
            return {"value": decimal(Fraction(hundredths, 100))}
        return self.counts([str(n) for n in range(first, last + 1)], 300)

    def mean_grade(self) -> Inner:
        return self.counts(self.codes("grades"), 200)

    def external_grade(self) -> Inner:
        return {"points": decimal(self.grain * self.r.randint(0, int(self.maximum / self.grain)))}

    def external_index(self) -> Inner:
        edge = int(self.r.choice(self.bounds())) if self.bounds() else 1
        return {"value": str(self.r.choice((self.r.randint(1, 63), edge, edge + 1)))}

    def bonus(self) -> Inner:
        most = int(self.maximum / self.grain)
        return {"points": decimal(self.grain * self.r.randint(0, most + (4 if self.capped else 0)))}

    def penalty(self) -> Inner:
        most = int(-self.maximum / self.grain)
        return {"points": decimal(-self.grain * self.r.randint(0, most + (4 if self.capped else 0)))}


def faults(node: Node, inputs: Inner) -> Iterator[tuple[str, Inner | None]]:
    """Faulty inputs for a node that has data, and the error each must give."""
    yield "reason", {"not_applicable": "lost"}
    if node.part == "direct":
        yield "reason", {"not_applicable": "no_survey"}
    if node.leaf is None:
        yield "over", {"points": decimal(node.maximum + 1)}
        yield "negative", {"points": "-1"}
        return
    leaf = node.leaf
    if leaf.rule == "not_applicable":
        yield "twofold", {"missing": "lost"}
        return
    if leaf.rule in ("bonus", "penalty"):
        if not leaf.capped:
            yield "over", {"points": decimal(leaf.maximum * 2)}
        if leaf.rule == "bonus":
            yield "negative", {"points": "-1"}
        return
    if node.part == "direct":
        yield "absent", None
    if any(state in inputs for state in STATES):
        return
    if node.missing == "error":
        yield "missing", {"missing": "lost"}
    yield "reason", {"missing": "no_such_task"}
    yield "twofold", inputs | {"missing": "lost"}
    if leaf.rule != "external_grade" or not leaf.capped:
        yield "over", {"points": decimal(leaf.maximum + 1)}
    yield "negative", {"points": "-0.5"}
    if leaf.rule in RATIOS:
        if not leaf.capped:
            yield "over", {"numerator": "8", "denominator": "7"}
            yield "over", {"numerator": "3", "denominator": "0"}
            yield "over", {"value": "100.01"}
        if leaf.zero == "error":
            yield "zero", {"numerator": "0", "denominator": "0"}
        yield "negative", {"numerator": "-1", "denominator": "5"}
        yield "absent", {"numerator": "1"}
        if leaf.whole:
            yield "not_whole", {"numerator": "1.5", "denominator": "5"}
    if leaf.rule == "external_index" and leaf.keys["measure"] == "rank":
        yield "over", {"value": "0"}
    if leaf.rule == "count_unit":
        yield "not_whole", {"count": "1.5"}
        yield "negative", {"count": "-1"}
        if not leaf.capped:
            yield "over", {"count": "100000"}
    if leaf.rule in ("formula", "formula_branches") and "a" in inputs:
        yield "negative", inputs | {"a": "-1"}
        yield "absent", {name: value for name, value in inputs.items() if name != "b"}
    if leaf.rule == "formula_branches":
        yield "branch", {"branch": "high", "a": "0", "b": "1"}
    if leaf.rule in ("mean_grade", "survey_option_weight") and leaf.zero == "error":
        key = "grades" if leaf.rule == "mean_grade" else "options"
        yield "zero", {f"count:{entry['code']}": "0" for entry in leaf.listed(key)}
    counted = [name for name in inputs if name.startswith("count:")]
    if counted:
        yield "not_whole", inputs | {counted[0]: "0.5"}
        yield "negative", inputs | {counted[0]: "-1"}
    flags = [name for name in inputs if name.startswith("yes:")]
    if len(flags) > 1:
        yield "absent", {flags[0]: "yes"}
