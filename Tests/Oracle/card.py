"""The scorecard of one unit and the ranks of a block."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from framework import STATES, Framework, Node
from rules import RULES, Fault, Inputs, Leaf, Zero, admitted, decided_points, half_up, plain, reaches

HUNDRED = Fraction(100)


def text(value: Fraction | None) -> str | None:
    """A decimal where it ends, else a fraction."""
    if value is None:
        return None
    scaled, digits = value, 0
    while scaled.denominator != 1:
        rest = scaled.denominator
        if rest % 2 and rest % 5:
            return str(value)
        scaled, digits = scaled * 10, digits + 1
    if not digits:
        return str(scaled.numerator)
    figures = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    return ("-" if value < 0 else "") + f"{figures[:-digits]}.{figures[-digits:]}"


@dataclass
class Outcome:
    """What came out for one node. `points` is None where nothing is known or the node leaves the denominator."""

    state: str  # scored, given, missing, unranked, not_applicable, within (a decided score covers it), empty (partial set)
    points: Fraction | None = None
    maximum: Fraction = Fraction(0)
    exact: Fraction | None = None


def stated(framework: Framework, node: Node, inputs: Inputs) -> Outcome | None:
    """What a reason stated in place of data makes of a node; None where none is stated."""
    states = [state for state in STATES if state in inputs]
    if not states:
        return None
    state, reason = states[0], inputs.text(states[0])
    if len(inputs.values) > 1:
        raise Fault("twofold", f"{node.code}: a state beside other inputs")
    if reason not in framework.reasons[state] or (reason == "no_survey" and node.part != "survey"):
        raise Fault("reason", f"{node.code}: {reason!r}")
    if state == "not_applicable":
        if reason == "no_survey" and not framework.rescales:
            raise Fault("absent", f"{node.code}: no survey, and survey_absent is error")
        return Outcome("not_applicable")
    if node.leaf and node.leaf.rule == "not_applicable":
        raise Fault("twofold", f"{node.code}: missing, though left out for every unit")
    if node.missing == "error":
        raise Fault("missing", node.code)
    return Outcome("unranked" if node.missing == "unranked" else "missing", Fraction(0), node.maximum, Fraction(0))


def score_leaf(framework: Framework, node: Node, inputs: Inputs) -> Outcome:
    leaf = node.leaf
    if outcome := stated(framework, node, inputs):
        return outcome
    for name in inputs.values:
        if name not in admitted(leaf):
            raise Fault("unknown_input", f"{node.code}: {name}")
    if leaf.rule == "not_applicable":
        return Outcome("not_applicable")
    if not inputs.values:
        raise Fault("absent", node.code)
    if "points" in inputs and len(inputs.values) > 1:
        raise Fault("twofold", f"{node.code}: points beside other inputs")
    try:
        decided = "points" in inputs and leaf.rule not in ("bonus", "penalty")
        exact = decided_points(leaf, inputs) if decided else RULES[leaf.rule](leaf, inputs)
    except Zero:
        if leaf.zero == "error":
            raise Fault("zero", node.code) from None
        if leaf.zero == "not_applicable":
            return Outcome("not_applicable")
        exact = node.maximum if leaf.zero == "full" else Fraction(0)
    return Outcome("scored", half_up(exact, framework.decimals), node.maximum, exact)


class Card:
    """The scorecard of one unit."""

    def __init__(self, framework: Framework, unit: str, data: dict[str, Inputs], ranked: bool = True):
        self.framework, self.unit, self.ranked = framework, unit, ranked
        self.data = data
        self.faults: list[tuple[str, Fault]] = []
        self.outcomes: dict[str, Outcome] = {}
        self.rank: Fraction | None = None
        self.percent: Fraction | None = None
        for top in framework.fields:
            self.visit(top)
        self.granted = {kind: self.extra(kind) for kind in ("bonus", "penalty")}
        if not self.faults:
            self.sum_up()

    # Leaves and nodes

    def inputs(self, node: Node) -> Inputs:
        return self.data.get(node.code, Inputs({}))

    def has_no_survey(self) -> bool:
        """Nothing of the survey applies, and at least one of its nodes says that none was held (PI-38)."""
        reasons = {self.inputs(node).values.get("not_applicable") for node in self.framework.nodes}
        own = [node for node in self.framework.nodes if not node.children or self.inputs(node).values]
        return "no_survey" in reasons and not any(
            node.part == "survey" and self.outcomes[node.code].points is not None for node in own)

    def visit(self, node: Node) -> Outcome:
        try:
            outcome = self.inner(node) if node.children else self.leaf(node)
        except Fault as fault:
            self.faults.append((node.code, fault))
            outcome = Outcome("scored", Fraction(0), node.maximum)
        self.outcomes[node.code] = outcome
        return outcome

    def leaf(self, node: Node) -> Outcome:
        inputs = self.inputs(node)
        if node.leaf is None:  # a partial set may lack the rule
            if not inputs.values:
                return Outcome("empty")
            node = Node(node.code, node.maximum, node.part, Leaf(node.code, node.maximum, "external_grade"), node.missing, {})
        return score_leaf(self.framework, node, inputs)

    def inner(self, node: Node) -> Outcome:
        inputs = self.inputs(node)
        if inputs.values:
            outcome = stated(self.framework, node, inputs)
            if not outcome:
                if set(inputs.values) != {"points"}:
                    raise Fault("unknown_input", f"{node.code}: {sorted(inputs.values)}")
                exact = decided_points(Leaf(node.code, node.maximum, "external_grade"), inputs)
                outcome = Outcome("given", half_up(exact, self.framework.decimals), node.maximum, exact)
            for below in node.descendants():
                if self.inputs(below).values:
                    raise Fault("twofold", f"{below.code} has data below the decided {node.code}")
                self.outcomes[below.code] = Outcome("within", None, below.maximum)
            return outcome
        below = [self.visit(child) for child in node.children]
        known = [outcome for outcome in below if outcome.points is not None]
        if not known:
            state = "empty" if any(outcome.state == "empty" for outcome in below) else "not_applicable"
            return Outcome(state)
        return Outcome("scored", sum(o.points for o in known), sum(o.maximum for o in known))

    def extra(self, kind: str) -> Fraction:
        """Bonus or penalty points of all their criteria, within the common cap; absent data grants none."""
        total = Fraction(0)
        for node in self.framework.extras[kind]:
            inputs = self.inputs(node)
            try:
                outcome = score_leaf(self.framework, node, inputs) if inputs.values else Outcome("scored", Fraction(0))
            except Fault as fault:
                self.faults.append((node.code, fault))
                continue
            self.outcomes[node.code] = outcome
            total += outcome.points or 0
        cap = self.framework.head.get(kind, {}).get("cap")
        if cap is None:
            return total
        return min(total, plain(cap)) if kind == "bonus" else max(total, plain(cap))

    # Sums

    def sum_up(self) -> None:
        framework = self.framework
        tops = [self.outcomes[top.code] for top in framework.fields]
        known = [outcome for outcome in tops if outcome.points is not None]
        self.raw = sum((o.points for o in known), Fraction(0))
        self.maximum = sum((o.maximum for o in known), Fraction(0))
        without_survey = framework.rescales and self.has_no_survey()
        converts = (framework.renormalises or without_survey) and not framework.partial
        scale = plain(framework.head["total"]) if converts else self.maximum
        self.converted = self.raw * scale / self.maximum if self.maximum else Fraction(0)
        extras = self.granted["bonus"] + self.granted["penalty"]
        self.points = self.converted + extras
        if self.maximum:
            counted = self.points if framework.in_percent else self.converted
            self.percent = min(max(counted / scale, Fraction(0)), Fraction(1))
        if any(outcome.state == "unranked" for outcome in self.outcomes.values()):
            self.ranked = False

    @property
    def band(self) -> str | None:
        value = self.percent if self.framework.bands_on == "percent" else self.points
        if self.percent is None:
            return None
        return next((band["code"] for band in self.framework.bands if reaches(band, value)), None)

    def share(self, code: str) -> Fraction:
        """For tie breaks: points of a node over its applicable maximum; what is left out comes last."""
        outcome = self.outcomes[code]
        return outcome.points / outcome.maximum if outcome.points is not None and outcome.maximum else Fraction(-1)

    # Output

    def criterion(self, node: Node) -> dict:
        outcome = self.outcomes[node.code]
        known = outcome.points is not None
        return {
            "code": node.code,
            "state": outcome.state,
            "points": text(outcome.points),
            "exact": text(outcome.exact),
            "maximum": text(outcome.maximum),
            "lost": text(outcome.maximum - outcome.points if known else Fraction(0)),
        }

    def report(self) -> dict:
        framework = self.framework
        return {
            "unit": self.unit,
            "rank": text(self.rank),
            "points": text(self.points),
            "maximum": text(self.maximum),
            "percent": text(self.percent * HUNDRED if self.percent is not None else None),
            "band": self.band,
            "raw": text(self.raw),
            "lost": text(self.maximum - self.raw),
            "bonus": text(self.granted["bonus"]),
            "penalty": text(self.granted["penalty"]),
            "criteria": [self.criterion(node) for node in framework.nodes],
            "extras": [
                {"code": node.code, "points": text(self.outcomes[node.code].points or Fraction(0))}
                for node in framework.extras["bonus"] + framework.extras["penalty"]
            ],
        }


def rank(framework: Framework, cards: list[Card]) -> None:
    """Ranks by the exact percent; equal ones as `ties` says (PI-53…55)."""
    ranked = [card for card in cards if card.ranked and card.percent is not None]
    if framework.partial or not ranked:
        return
    breakers = framework.ties if isinstance(framework.ties, list) else []

    def key(card: Card) -> tuple:
        return (card.percent, *(card.share(code) for code in breakers))

    groups: dict[tuple, list[Card]] = {}
    for card in ranked:
        groups.setdefault(key(card), []).append(card)
    before = 0
    for place, value in enumerate(sorted(groups, reverse=True), start=1):
        group = groups[value]
        first, last = before + 1, before + len(group)
        shared = {"1334": Fraction(last), "average": Fraction(first + last, 2), "dense": Fraction(place)}
        for card in group:
            card.rank = shared.get(framework.ties, Fraction(first)) if not breakers else Fraction(first)
        before = last
