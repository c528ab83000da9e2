"""What the people of the province state: figures of every leaf, drawn by its rule, bounds more often than chance would."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from fractions import Fraction

from province import ROOT, Province, Unit

sys.path.insert(0, str(ROOT / "Tests" / "Oracle"))

from card import text  # noqa: E402
from framework import Node  # noqa: E402
from generate_data import DataMaker  # noqa: E402

# Rules that take points in place of figures as themselves.
OWN_POINTS = ("bonus", "penalty", "external_grade")


class Figures(DataMaker):
    """The oracle's maker of data, for the frameworks that are shipped: any variables, and words as the API takes them."""

    def variables(self) -> dict[str, str]:
        listed = self.keys["variables"]
        return {v["code"]: str(self.r.randint(0, 20)) if v.get("whole") == "yes" else f"{self.r.randint(0, 200)}.5" for v in listed}

    def binary(self) -> dict[str, str]:
        return {"yes": self.r.choice(("yes", "no"))}

    def compound(self) -> dict[str, str]:
        return {f"yes:{code}": self.r.choice(("yes", "yes", "no")) for code in self.codes("conditions")}


@dataclass(frozen=True)
class Special:
    """Units with a part of their own in the round."""

    # One field of it does not apply (PI-43).
    without_field: str
    # Hands in after the deadline, when it was reopened for it (PI-78).
    reopened: str
    # Never hands in; what it drafted is judged as it stands, and nothing else counts.
    silent: str
    # Contests a leaf up to the council.
    appealing: str
    # States another figure of one leaf after a reopening.
    correcting: str
    # No survey was held for it (PI-38).
    unsurveyed: str


def special(province: Province) -> Special:
    communes = [unit.code for unit in province.members("communes")]
    departments = [unit.code for unit in province.members("departments")]
    return Special(
        without_field=communes[2], reopened=communes[3], silent=communes[4], appealing=departments[2], correcting=departments[0],
        unsurveyed=province.members("central-branches")[-1].code)


class Draws:
    """What is stated of a leaf: the same whenever and in whatever order it is asked for, and the same for two that tie."""

    def __init__(self, province: Province):
        self.province = province
        self.special = special(province)

    def random(self, what: str, unit: Unit, criterion: str) -> random.Random:
        return self.province.random(what, unit.twin or unit.code, criterion)

    def node(self, unit: Unit, criterion: str) -> Node:
        return self.province.frameworks[unit.block].by_code[criterion]

    def figures(self, what: str, unit: Unit, criterion: str) -> dict[str, str]:
        framework, node = self.province.frameworks[unit.block], self.node(unit, criterion)
        grain = (Fraction(1), Fraction(1, 2), Fraction(1, 4))[min(framework.decimals, 2)]
        while node.maximum % grain:
            grain /= 2
        return Figures(self.random(what, unit, criterion), node.keys, grain).inputs()

    def claim(self, unit: Unit, criterion: str, field: str) -> dict[str, str]:
        node = self.node(unit, criterion)
        if unit.code == self.special.without_field and field == self.province.frameworks[unit.block].fields[1].code:
            return {"not_applicable": "no_such_task"}
        chance = self.random("kind", unit, criterion).random()
        if node.leaf.rule not in OWN_POINTS and chance < 0.02:
            return {"not_applicable": "no_such_task"}
        if node.leaf.rule not in OWN_POINTS and chance < 0.03 and node.missing != "error":
            return {"missing": "not_submitted"}
        return self.figures("claim", unit, criterion)

    def points(self, unit: Unit, criterion: str, share: Fraction) -> dict[str, str]:
        """Some of the leaf's points, stated in place of figures, with two decimals at most."""
        return {"points": text(Fraction(int(self.node(unit, criterion).maximum * share * 100), 100))}
