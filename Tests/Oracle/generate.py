#!/usr/bin/env python3
"""Random frameworks with data, for comparing the product with the oracle.

    generate.py --seed 7 --out DIR            DIR/framework.yaml, data.csv, units.csv
    generate.py --seed 7 --out DIR --faulty   the same with one fault in the data, named in DIR/fault.json
    generate.py --seed 7 --count 50 --out DIR DIR/7/…, DIR/8/… and so on

The same seed gives the same files. All rule types occur, trees of 1 to 5 levels, decided scores for inner nodes, data that is
missing or not applicable, units without a survey, bonus and penalty, every way to rank ties, files in both number formats.
Each leaf carries worked examples. What the grammar leaves open (README.md) is not generated.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Iterator

import yaml

from card import Card, score_leaf
from framework import STATES, Framework, Node
from generate_data import DataMaker, Inner, faults
from generate_rules import RuleMaker, decimal, descending, ladder, title
from rules import RULES, Fault, Inputs

SURVEYS = ("survey_option_weight", "survey_scale", "sipas")
LEAVES = tuple(rule for rule in RULES if rule not in ("bonus", "penalty")) + ("not_applicable",)
MISSING = ("lost", "not_submitted", "refused", "own_reason")
REASONS = ("no_such_task", "not_competent", "not_assessed", "own_reason")


class PlainDumper(yaml.SafeDumper):
    """Writes texts without quotes wherever YAML lets them stand bare: `yes`, `1.10`, `2022`."""

    yaml_implicit_resolvers: dict = {}

    def ignore_aliases(self, data: object) -> bool:
        return True


# The framework ------------------------------------------------------------------------------------------------------


class Maker:
    def __init__(self, seed: int):
        self.r = random.Random(seed)
        self.seed = seed
        self.decimals = self.r.choice((0, 1, 2, 2, 3, 6))
        self.grain = (Fraction(1), Fraction(1, 2), Fraction(1, 4))[min(self.decimals, 2)]
        self.depth = self.r.randint(1, 5)
        self.ties = self.r.choice(("1224", "1334", "average", "dense", "list"))
        self.leaves: list[dict] = []
        self.pair: list[str] = []  # two leaves of equal points: swapping theirs makes ties that a list of criteria breaks

    def leaf(self, entry: dict, rule: str, points: Fraction | None = None) -> dict:
        maximum = points or self.grain * self.r.randint(2, 40)
        entry |= {"points": decimal(maximum), "rule": rule}
        if rule in SURVEYS:
            entry["part"] = "survey"
        entry |= RuleMaker(self.r, maximum, self.grain).keys(rule)
        if self.r.random() < 0.3:
            entry["missing"] = self.r.choice(("error", "none", "unranked"))
        self.leaves.append(entry)
        return entry

    def node(self, code: str, depth: int) -> dict:
        entry = {"code": code, **title(self.r)}
        deeper = depth < self.depth and len(self.leaves) < 40 and (code.endswith("1") or self.r.random() < 0.5)
        if not deeper:
            return self.leaf(entry, self.r.choice(LEAVES))
        if depth > 1 and self.r.random() < 0.1:
            entry["part"] = "survey"
        children = [self.node(f"{code}.{n}", depth + 1) for n in range(1, self.r.randint(1, 4) + 1)]
        return entry | {"points": decimal(sum(Fraction(c["points"]) for c in children)), "children": children}

    def paired(self) -> dict:
        points = self.grain * self.r.randint(8, 40)
        children = [self.leaf({"code": f"F.{n}", **title(self.r)}, "external_grade", points) for n in (1, 2)]
        self.pair = [child["code"] for child in children]
        return {"code": "F", **title(self.r), "points": decimal(2 * points), "children": children}

    def extras(self) -> dict:
        made: dict = {}
        for kind, sign in (("bonus", 1), ("penalty", -1)):
            if self.r.random() < 0.5:
                continue
            criteria = []
            for n in range(1, self.r.randint(1, 3) + 1):
                points = decimal(sign * self.grain * self.r.randint(2, 12))
                entry = {"code": f"{kind[0].upper()}{n}", **title(self.r), "points": points, "rule": kind}
                criteria.append(entry | ({"over": "cap"} if self.r.random() < 0.6 else {}))
            made[kind] = {"cap": decimal(sign * self.grain * self.r.randint(2, 16)), "criteria": criteria}
        return made

    def framework(self) -> dict:
        r = self.r
        fields = [self.paired(), *(self.node(str(n), 1) for n in range(1, r.randint(3, 6)))]
        total = sum(Fraction(top["points"]) for top in fields)
        on_points = r.random() < 0.3
        extras = self.extras()
        if extras and not on_points and r.random() < 0.4:
            extras["extras"] = r.choice(("outside", "in_percent"))
        if on_points:
            bounds = [decimal(self.grain * n) for n in descending(r, 3, 1, max(5, int(total / self.grain)))]
        else:
            bounds = [f"{n}%" for n in descending(r, 3, 5, 99)]
        entries = [{"code": code, **title(r)} for code in ("top", "good", "fair", "poor")]
        return {
            "framework": "generated", "version": str(self.seed), "vi": "Bộ sinh ngẫu nhiên", "en": "Generated set",
            "status": "sample", "issued": {"source": f"seed {self.seed}"}, "valid": {"from": "2020-01-01"},
            "block": {"code": "units", "vi": "Đơn vị", "en": "Units"},
            "total": decimal(total), "decimals": str(self.decimals),
            "not_applicable": r.choice(("renormalise", "reduce")), "survey_absent": r.choice(("error", "rescale")),
            "missing": r.choice(("error", "none", "unranked")), "bands_on": "points" if on_points else "percent",
            "ties": list(self.pair) if self.ties == "list" else self.ties,
            "bands": ladder(r, bounds, entries),
            "reasons": [{"code": "own_reason", "vi": "Lý do riêng", "en": "Own reason"}],
            "criteria": fields, **extras,
        }


# Data ---------------------------------------------------------------------------------------------------------------


class Units:
    """The data of a handful of units."""

    def __init__(self, maker: Maker, framework: Framework):
        self.r, self.maker, self.framework = maker.r, maker, framework
        self.data: dict[str, dict[str, Inner]] = {}
        for n in range(1, self.r.randint(3, 9) + 1):
            self.data[f"U{n:02d}"] = self.unit()
        for n in range(1, self.r.randint(1, 3) + 1):
            self.data[f"V{n:02d}"] = self.twin()

    def unit(self) -> dict[str, Inner]:
        given: dict[str, Inner] = {}
        survey = not (self.framework.rescales and self.r.random() < 0.25)
        for top in self.framework.fields:
            self.fill(top, given, survey)
        for kind in ("bonus", "penalty"):
            for node in self.framework.extras[kind]:
                if self.r.random() < 0.6:
                    given[node.code] = DataMaker(self.r, node.keys, self.maker.grain).inputs()
        return given

    def fill(self, node: Node, given: dict[str, Inner], survey: bool) -> None:
        if node.children:
            surveyed = [n for n in node.descendants() if n.part == "survey"]
            free = node.code != "F" and (survey or not surveyed)
            if free and self.r.random() < 0.04:
                given[node.code] = {"not_applicable": self.r.choice(REASONS)}
                return
            if free and node.missing != "error" and self.r.random() < 0.02:
                given[node.code] = {"missing": self.r.choice(MISSING)}
                return
            if free and self.r.random() < 0.08:
                most = int(node.maximum / self.maker.grain)
                given[node.code] = {"points": decimal(self.maker.grain * self.r.randint(0, most))}
                return
            for child in node.children:
                self.fill(child, given, survey)
            return
        if node.leaf.rule == "not_applicable":
            if self.r.random() < 0.2:
                given[node.code] = {"not_applicable": self.r.choice(REASONS)}
            return
        if node.part == "survey" and not survey:
            given[node.code] = {"not_applicable": "no_survey"}
            return
        chance = self.r.random()
        if node.code not in self.maker.pair:
            if chance < 0.07:
                given[node.code] = {"not_applicable": self.r.choice(REASONS)}
                return
            if chance < 0.12 and node.missing != "error":
                given[node.code] = {"missing": self.r.choice(MISSING)}
                return
        given[node.code] = DataMaker(self.r, node.keys, self.maker.grain).inputs()

    def twin(self) -> dict[str, Inner]:
        """The data of another unit, so that ranks tie; sometimes with the pair swapped."""
        twin = {code: dict(inputs) for code, inputs in self.data[self.r.choice(sorted(self.data))].items()}
        if self.r.random() < 0.6:
            one, other = self.maker.pair
            twin[one], twin[other] = twin[other], twin[one]
        return twin

    def rows(self) -> Iterator[list[str]]:
        for unit, nodes in self.data.items():
            for code, inputs in nodes.items():
                for name, value in inputs.items():
                    yield [unit, code, name, "", value] if name in STATES else [unit, code, name, value, ""]

    def break_one(self) -> dict:
        """Puts one fault into the data; returns what must be reported."""
        choices = []
        for unit, nodes in self.data.items():
            for code, inputs in nodes.items():
                choices += [(unit, code, *fault) for fault in faults(self.framework.by_code[code], inputs)]
        unit, code, error, inputs = self.r.choice(choices)
        if inputs is None:
            del self.data[unit][code]
        else:
            self.data[unit][code] = inputs
        return {"unit": unit, "criterion": code, "error": error}


# Examples and files -------------------------------------------------------------------------------------------------


def examples(r: random.Random, framework: Framework, node: Node, grain: Fraction) -> list[dict]:
    """Worked examples of a leaf, with what the oracle gives."""
    if node.leaf.rule == "not_applicable":
        return [{"given": {}, "not_applicable": "yes"}]
    tried = [DataMaker(r, node.keys, grain).inputs() for _ in range(2)]
    if node.leaf.rule not in ("bonus", "penalty"):
        tried += [{"missing": "lost"}, {"not_applicable": "own_reason"}]
    made = []
    for given in tried:
        try:
            outcome = score_leaf(framework, node, Inputs(dict(given)))
        except Fault as fault:
            made.append({"given": given, "fails": fault.code})
            continue
        if outcome.state == "not_applicable":
            made.append({"given": given, "not_applicable": "yes"})
        elif outcome.state == "unranked":
            made.append({"given": given, "unranked": "yes"})
        else:
            made.append({"given": given, "points": decimal(outcome.points)})
    return made


def usable(framework: Framework, units: Units) -> bool:
    """Every unit keeps some points in its denominator."""
    for unit, nodes in units.data.items():
        card = Card(framework, unit, {code: Inputs(dict(inputs)) for code, inputs in nodes.items()})
        assert not card.faults, (framework.name, unit, [(code, str(fault)) for code, fault in card.faults])
        if not card.maximum:
            return False
    return True


def separated(rows: list[list[str]], vietnamese: bool, crlf: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if vietnamese else ",", lineterminator="\r\n" if crlf else "\n")
    writer.writerows(rows)
    return ("\ufeff" if vietnamese else "") + out.getvalue()


def write(seed: int, folder: Path, faulty: bool) -> None:
    maker = Maker(seed)
    head = maker.framework()
    framework = Framework(head)
    units = Units(maker, framework)
    while not usable(framework, units):
        units = Units(maker, framework)
    for node in framework.by_code.values():
        if node.leaf:
            node.keys["examples"] = examples(maker.r, framework, node, maker.grain)
    if faulty:
        (folder / "fault.json").write_text(json.dumps(units.break_one()), encoding="utf-8")
    dumped = yaml.dump(head, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=False)
    (folder / "framework.yaml").write_text(dumped, encoding="utf-8")
    vietnamese = maker.r.random() < 0.4
    rows = [
        [unit, code, name, value.replace(".", ",") if vietnamese else value, reason]
        for unit, code, name, value, reason in units.rows()
    ]
    table = separated([["unit", "criterion", "input", "value", "reason"], *rows], vietnamese, maker.r.random() < 0.5)
    (folder / "data.csv").write_text(table, encoding="utf-8", newline="")
    listed = [[unit, f"Đơn vị {unit}", "units", "no" if maker.r.random() < 0.1 else "yes"] for unit in units.data]
    text = separated([["code", "name", "block", "ranked"], *listed], False, False)
    (folder / "units.csv").write_text(text, encoding="utf-8", newline="")


def main() -> None:
    parser = argparse.ArgumentParser(description="Random frameworks with data.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--faulty", action="store_true")
    arguments = parser.parse_args()
    for seed in range(arguments.seed, arguments.seed + (arguments.count or 1)):
        folder = arguments.out / str(seed) if arguments.count else arguments.out
        folder.mkdir(parents=True, exist_ok=True)
        write(seed, folder, arguments.faulty)


if __name__ == "__main__":
    main()
