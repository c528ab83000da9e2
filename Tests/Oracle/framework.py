"""Framework files: read as text, checked for sums, turned into nodes and leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import yaml

from rules import Leaf, plain, reaches

MISSING = {"not_yet_due", "system_down", "refused", "lost", "not_submitted", "not_connected"}
NOT_APPLICABLE = {"no_such_task", "not_competent", "not_assessed", "no_survey"}
STATES = ("not_applicable", "missing")


class TextLoader(yaml.BaseLoader):
    """Every scalar stays the text that is written; a key that stands twice is refused."""


def construct_mapping(loader: TextLoader, node: yaml.MappingNode) -> dict:
    mapping: dict = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise ValueError(f"line {key_node.start_mark.line + 1}: {key!r} stands twice")
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


TextLoader.add_constructor("tag:yaml.org,2002:map", construct_mapping)


@dataclass
class Node:
    code: str
    maximum: Fraction
    part: str
    leaf: Leaf | None
    missing: str
    keys: dict
    children: list[Node] = field(default_factory=list)

    def descendants(self) -> list[Node]:
        return [node for child in self.children for node in [child, *child.descendants()]]


class Framework:
    def __init__(self, head: dict):
        self.head = head
        self.name = f"{head['framework']}@{head['version']}"
        self.block = head["block"]["code"]
        self.partial = head.get("partial") == "yes"
        self.decimals = int(head.get("decimals", "6"))
        self.renormalises = head.get("not_applicable", "renormalise") == "renormalise"
        self.rescales = head.get("survey_absent", "error") == "rescale"
        self.missing = head.get("missing", "error")
        self.ties = head.get("ties", "1224")
        self.bands = head.get("bands", [])
        self.bands_on = head.get("bands_on", "percent")
        self.in_percent = head.get("extras", "in_percent") == "in_percent"
        own = {reason["code"] for reason in head.get("reasons", [])}
        self.reasons = {"missing": MISSING | own, "not_applicable": NOT_APPLICABLE | own}
        self.fields = [self.node(entry, "direct") for entry in head["criteria"]]
        self.extras = {
            kind: [self.node(entry, "direct") for entry in head.get(kind, {}).get("criteria", [])]
            for kind in ("bonus", "penalty")
        }
        self.nodes = [node for top in self.fields for node in [top, *top.descendants()]]
        self.by_code = {node.code: node for node in self.nodes + self.extras["bonus"] + self.extras["penalty"]}
        if not self.partial:
            self.check_sums()
        for node in self.nodes:
            if node.leaf:
                check_reach(node.leaf)

    def node(self, entry: dict, part: str) -> Node:
        part = entry.get("part", part)
        maximum = plain(entry["points"])
        leaf = Leaf(entry["code"], maximum, entry["rule"], entry) if "rule" in entry else None
        children = [self.node(child, part) for child in entry.get("children", [])]
        return Node(entry["code"], maximum, part, leaf, entry.get("missing", self.missing), entry, children)

    def check_sums(self) -> None:
        assert sum(top.maximum for top in self.fields) == plain(self.head["total"]), "the fields and the total"
        for node in self.nodes:
            assert node.leaf or node.children, f"{node.code} has neither rule nor children"
            assert not node.children or sum(c.maximum for c in node.children) == node.maximum, node.code
        assert len(self.by_code) == len(self.nodes) + sum(map(len, self.extras.values())), "codes are unique"


def check_reach(leaf: Leaf) -> None:
    """The maximum is within reach (PI-19)."""
    worth = {
        "step_timeliness": ("options", "points"), "step_ratio": ("steps", "points"), "external_index": ("steps", "points"),
        "mean_grade": ("grades", "points"), "percent_of_max": ("ratings", "percent"), "survey_option_weight": ("options", "percent"),
    }
    if leaf.rule in worth:
        key, value = worth[leaf.rule]
        best = max(plain(entry[value]) for entry in leaf.listed(key) if value in entry)
        assert best == (1 if value == "percent" else leaf.maximum), f"{leaf.code}: the maximum is out of reach"
    if leaf.rule == "count_unit" and not leaf.capped:
        assert leaf.maximum % plain(leaf.keys["each"]) == 0, f"{leaf.code}: no count gives the maximum"
    for bound in (leaf.keys.get("full"), leaf.keys.get("floor")):
        assert not bound or reaches(bound, Fraction(1)), f"{leaf.code}: no share reaches {bound}"
    steps = [step for step in leaf.keys.get("steps", []) if "from" in step or "above" in step]
    if len(leaf.listed("steps")) > 1:
        least = Fraction(1 if leaf.keys.get("measure") == "rank" else 0)
        last = steps[-1] if len(steps) < len(leaf.listed("steps")) else steps[-2]
        assert not reaches(last, least), f"{leaf.code}: no value stands on the lowest step"
        assert leaf.rule == "external_index" or reaches(steps[0], Fraction(1)), f"{leaf.code}: no ratio stands on the highest step"


def load(path: Path) -> Framework:
    with path.open(encoding="utf-8") as file:
        return Framework(yaml.load(file, TextLoader))
