"""Random keys of a leaf for every rule, for the generator."""

from __future__ import annotations

import random
from fractions import Fraction

from card import text

RATIOS = ("step_ratio", "linear", "linear_floor", "sipas")
WITH_ZERO = RATIOS + ("formula", "formula_branches", "survey_option_weight", "survey_scale", "mean_grade")
WORDS = ("lập", "kế hoạch", "báo cáo", "đúng hạn", "hồ sơ", "thủ tục", "kiểm tra", "công khai", "tập huấn", "văn bản")


def decimal(value: Fraction) -> str:
    written = text(value)
    assert "/" not in written, written
    return written


def title(r: random.Random, **more: str) -> dict:
    words = " ".join(r.sample(WORDS, 2))
    return {"vi": words.capitalize(), "en": f"Item {r.randrange(10_000)}", **more}


def percent(r: random.Random, low: int, high: int) -> str:
    return f"{r.randint(low, high)}%" if r.random() < 0.8 else f"{r.randint(low, high - 1)}.{r.randint(1, 99):02d}%"


def descending(r: random.Random, count: int, low: int, high: int) -> list[int]:
    return sorted(r.sample(range(low, high), count), reverse=True)


def ladder(r: random.Random, bounds: list[str], entries: list[dict]) -> list[dict]:
    """Entries from high to low with the bounds between them, each inclusive or not, upper ones sometimes written."""
    made, upper = [], None
    for index, entry in enumerate(entries):
        low = r.choice(("from", "above")) if index < len(bounds) else None
        ends = {low: bounds[index]} if low else {}
        if upper and (r.random() < 0.3):
            ends |= {"below" if upper[0] == "from" else "to": upper[1]}
        made.append({**entry, **ends})
        upper = (low, bounds[index]) if low else None
    return made


class RuleMaker:
    """Makes the keys of a rule for a leaf with a maximum; `grain` is the finest step of points."""

    def __init__(self, r: random.Random, maximum: Fraction, grain: Fraction):
        self.r, self.maximum, self.grain = r, maximum, grain

    def points(self, low: int = 0) -> str:
        return decimal(self.grain * self.r.randint(low, int(self.maximum / self.grain)))

    def falling(self, count: int) -> list[str]:
        """Points of steps: the maximum first, then falling, 0 last."""
        middle = sorted((Fraction(self.points()) for _ in range(count - 2)), reverse=True)
        return [decimal(value) for value in [self.maximum, *middle, Fraction(0)]]

    def codes(self, count: int) -> list[str]:
        return [f"o{index}" for index in range(1, count + 1)]

    def keys(self, rule: str) -> dict:
        made = getattr(self, rule, dict)()
        if rule == "count_unit" and self.maximum % Fraction(made["each"]):
            made["over"] = "cap"
        elif rule in RATIOS or rule in ("formula", "formula_branches", "count_unit", "survey_scale") and self.r.random() < 0.7:
            made["over"] = self.r.choice(("error", "cap", "cap"))
        if rule in WITH_ZERO and self.r.random() < 0.8:
            made["zero"] = self.r.choice(("error", "none", "full", "not_applicable"))
        if rule in RATIOS + ("formula", "formula_branches") and self.r.random() < 0.5:
            made["figures"] = self.r.choice(("whole", "decimal"))
        return made

    def step_timeliness(self) -> dict:
        count = self.r.randint(2, 4)
        return {"options": [{"code": c, **title(self.r), "points": p} for c, p in zip(self.codes(count), self.falling(count))]}

    def step_ratio(self) -> dict:
        count = self.r.randint(2, 5)
        bounds = [f"{value}%" for value in descending(self.r, count - 1, 5, 99)]
        return {"steps": ladder(self.r, bounds, [{"points": points} for points in self.falling(count)])}

    def compound(self) -> dict:
        made = {"conditions": [{"code": c, **title(self.r)} for c in self.codes(self.r.randint(2, 4))]}
        made["need"] = self.r.choice(("all", "all", "any"))
        if made["need"] == "all" and self.r.random() < 0.5:
            made["partly"] = self.points()
        return made

    def bound(self, low: int, high: int) -> dict:
        return {self.r.choice(("from", "above")): percent(self.r, low, high)}

    def linear(self) -> dict:
        return {"full": {self.r.choice(("from", "above")): percent(self.r, 50, 95)}} if self.r.random() < 0.6 else {}

    def linear_floor(self) -> dict:
        return {"floor": self.bound(30, 60)} | ({"full": self.bound(70, 95)} if self.r.random() < 0.5 else {})

    def sipas(self) -> dict:
        made = {"full": self.bound(80, 95)} if self.r.random() < 0.5 else {}
        return made | ({"floor": self.bound(30, 60)} if self.r.random() < 0.5 else {})

    def variables(self) -> list[dict]:
        return [{"code": "a", **title(self.r)}, {"code": "b", **title(self.r), "whole": "yes"}]

    def expression(self, depth: int) -> str:
        r = self.r
        if depth == 0 or r.random() < 0.2:
            return r.choice(("a", "b", "maximum", str(r.randint(0, 9)), f"0.{r.randint(1, 9)}", f"{r.randint(1, 99)}%"))
        one, other = self.expression(depth - 1), self.expression(depth - 1)
        choice = r.randrange(10)
        if choice < 4:
            return f"({one} {r.choice('+-*/')} {other})"
        if choice == 4:
            return f"if({self.condition(one, other)}, {self.expression(depth - 1)}, {other})"
        if choice == 5:
            return f"{r.choice(('min', 'max'))}({one}, {other}, {r.randint(0, 5)})"
        if choice == 6:
            return f"clamp({one}, 0, {r.randint(1, 9)})"
        if choice == 7:
            return f"round({one}, {r.randint(0, 3)})"
        if choice == 8:
            high, low = descending(r, 2, 0, 20)
            return f"steps({one}, {r.choice(('>', '>='))} {high}: {other}, {r.choice(('>', '>='))} {low}: 1, else: 0)"
        return f"{r.choice(('abs', 'floor'))}(-{one})"

    def condition(self, one: str, other: str) -> str:
        sign = self.r.choice(("=", "!=", "<", "<=", ">", ">="))
        return self.r.choice(("{c}", "not {c}", "{c} and b > 2", "{c} or a <= 50")).format(c=f"{one} {sign} {other}")

    def formula(self) -> dict:
        if self.r.random() < 0.3:
            return {"variables": self.variables(), "formula": "min(a / b, 1) * maximum"}
        return {"variables": self.variables(), "formula": f"clamp({self.expression(2)}, 0, maximum)"}

    def formula_branches(self) -> dict:
        bound = self.r.randint(20, 80)
        return {
            "variables": self.variables(),
            "branches": [
                {"code": "high", **title(self.r), "when": f"a > {bound}", "formula": "maximum"},
                {"code": "low", **title(self.r), "when": f"a <= {bound}", "formula": f"min(maximum, a / {bound} * maximum)"},
                {"code": "free", **title(self.r), "formula": f"clamp({self.expression(1)}, 0, maximum)"},
            ],
        }

    def count_unit(self) -> dict:
        return {"each": decimal(self.grain * self.r.randint(1, min(3, int(self.maximum / self.grain))))}

    def percent_of_max(self) -> dict:
        shares = [100, *descending(self.r, self.r.randint(1, 3), 0, 100)]
        return {"ratings": [{"code": c, **title(self.r), "percent": f"{s}%"} for c, s in zip(self.codes(4), shares)]}

    def deduct_from_max(self) -> dict:
        codes = self.codes(self.r.randint(1, 3))
        violations = [{"code": c, **title(self.r), "deduct": percent(self.r, 5, 100)} for c in codes]
        return {"violations": violations, "several": self.r.choice(("add", "worst"))}

    def survey_option_weight(self) -> dict:
        shares = ["100%", *(f"{s}%" for s in descending(self.r, self.r.randint(1, 3), 1, 99)), "0%"]
        options = [{"code": c, **title(self.r), "percent": s} for c, s in zip(self.codes(9), shares)]
        return {"options": options + ([{"code": "e", **title(self.r), "left_out": "yes"}] if self.r.random() < 0.5 else [])}

    def survey_scale(self) -> dict:
        first, last = self.r.choice((0, 1)), self.r.choice((3, 5, 7, 10))
        made = {"scale": {"from": str(first), "to": str(last)}, "method": self.r.choice(("linear", "share_of_top", "satisfied"))}
        if made["method"] == "satisfied":
            made["satisfied_from"] = str(self.r.randint(first + 1, last))
        return made | ({"floor": self.bound(30, 60)} if self.r.random() < 0.5 else {})

    def mean_grade(self) -> dict:
        count = self.r.randint(2, 4)
        return {"grades": [{"code": c, **title(self.r), "points": p} for c, p in zip(self.codes(count), self.falling(count))]}

    def external_grade(self) -> dict:
        return {"by": title(self.r)}

    def external_index(self) -> dict:
        count, measure = self.r.randint(2, 4), self.r.choice(("rank", "score"))
        points = self.falling(count)
        entries = [{"points": p} for p in (points if measure == "score" else points[::-1])]
        bounds = [str(value) for value in descending(self.r, count - 1, 5, 60)]
        return {"measure": measure, "name": title(self.r), "steps": ladder(self.r, bounds, entries)}

    def not_applicable(self) -> dict:
        return {"reason": "no_such_task"}
