#!/usr/bin/env python3
"""An independent recomputation of frameworks, for comparison with the product.

    oracle.py examples FILE…
    oracle.py score --framework F --data D [--units U] [--numbers vi|en]

`examples` runs every worked example. `score` prints JSON: all numbers are exact, as decimals where they end and as
fractions (`1421/16`) where they do not; `percent` is of a hundred. What the grammar leaves open is decided in README.md.
Exit code 1 when an example fails or the data has a fault.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from fractions import Fraction
from pathlib import Path

from card import Card, rank, score_leaf, text
from framework import STATES, Framework, Node, load
from rules import Fault, Inputs, half_up, plain

# Data files -------------------------------------------------------------------------------------------------------


def decoded(path: Path) -> str:
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    return raw.decode("utf-8-sig")


def table(path: Path) -> tuple[list[dict[str, str]], str]:
    """The rows of a CSV file and the way its numbers are written."""
    text = decoded(path)
    head = text.splitlines()[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    return rows, "vi" if separator == ";" else "en"


def read_units(framework: Framework, path: Path) -> dict[str, bool]:
    """Units of the framework's block and whether they are ranked."""
    rows, _ = table(path)
    yes = ("yes", "có", "1", "")
    return {
        row["code"]: (row.get("ranked") or "").strip().lower() in yes
        for row in rows
        if (row.get("block") or framework.block) == framework.block
    }


def read_data(framework: Framework, path: Path, numbers: str | None) -> tuple[dict[str, dict[str, Inputs]], list[dict]]:
    rows, flavour = table(path)
    numbers = numbers or flavour
    data: dict[str, dict[str, Inputs]] = {}
    faults = []
    for line, row in enumerate(rows, start=2):
        unit, code, name = (row[key].strip() for key in ("unit", "criterion", "input"))
        value, reason = (row["value"] or "").strip(), (row.get("reason") or "").strip()
        node = framework.by_code.get(code)
        if node is None:
            faults.append({"row": line, "unit": unit, "criterion": code, "error": "unknown_criterion"})
            continue
        inputs = data.setdefault(unit, {}).setdefault(code, Inputs({}, numbers))
        if name in inputs:
            faults.append({"row": line, "unit": unit, "criterion": code, "error": "duplicate"})
        inputs.values[name] = reason if name in STATES else value
    return data, faults


def score(framework: Framework, data_path: Path, units_path: Path | None, numbers: str | None) -> dict:
    data, faults = read_data(framework, data_path, numbers)
    units = read_units(framework, units_path) if units_path else {unit: True for unit in data}
    faults += [{"unit": unit, "error": "unknown_unit"} for unit in data if unit not in units]
    cards = [Card(framework, unit, data.get(unit, {}), ranked) for unit, ranked in units.items()]
    for card in cards:
        faults += [{"unit": card.unit, "criterion": code, "error": fault.code} for code, fault in card.faults]
    if faults:
        return {"framework": framework.name, "errors": faults}
    rank(framework, cards)
    return {"framework": framework.name, "units": [card.report() for card in cards]}


# Worked examples --------------------------------------------------------------------------------------------------


def leaf_example(framework: Framework, node: Node, example: dict) -> str | None:
    """None when the example holds, else what came out instead."""
    try:
        outcome = score_leaf(framework, node, Inputs(dict(example["given"])))
    except Fault as fault:
        return None if example.get("fails") == fault.code else f"fails: {fault}"
    if "fails" in example:
        return f"points: {text(outcome.points)}"
    if (example.get("not_applicable") == "yes") != (outcome.state == "not_applicable"):
        return f"state: {outcome.state}"
    if (example.get("unranked") == "yes") != (outcome.state == "unranked"):
        return f"state: {outcome.state}"
    if "points" in example and outcome.points != plain(example["points"]):
        return f"points: {text(outcome.points)}"
    return None


def same(stated: str, value: Fraction) -> bool:
    """A conversion may never end (1/3): then six decimals, half-up, are enough."""
    return plain(stated) == value or (text(value).count("/") == 1 and plain(stated) == half_up(value, 6))


def unit_example(framework: Framework, example: dict) -> str | None:
    card = Card(framework, "example", {code: Inputs(dict(given)) for code, given in example["given"].items()})
    if card.faults:
        code, fault = card.faults[0]
        return None if example.get("fails") == fault.code else f"{code} fails: {fault}"
    found = {"points": card.points, "maximum": card.maximum, "percent": card.percent}
    for key, value in found.items():
        if key in example and (value is None or not same(example[key], value)):
            return f"{key}: {text(value)}"
    if "band" in example and example["band"] != card.band:
        return f"band: {card.band}"
    return None


def run_examples(framework: Framework) -> tuple[int, list[str]]:
    count, failures = 0, []
    for node in framework.by_code.values():
        for number, example in enumerate(node.keys.get("examples", []), start=1):
            count += 1
            if instead := leaf_example(framework, node, example):
                failures.append(f"{framework.name} {node.code} example {number}: {instead}")
    for number, example in enumerate(framework.head.get("examples", []), start=1):
        count += 1
        if instead := unit_example(framework, example):
            failures.append(f"{framework.name} example {number}: {instead}")
    return count, failures


# Command line -----------------------------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description="Independent recomputation of frameworks.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    examples = verbs.add_parser("examples", help="run the worked examples of framework files")
    examples.add_argument("files", nargs="+", type=Path)
    scores = verbs.add_parser("score", help="score one block")
    scores.add_argument("--framework", required=True, type=Path)
    scores.add_argument("--data", required=True, type=Path)
    scores.add_argument("--units", type=Path)
    scores.add_argument("--numbers", choices=("vi", "en"))
    arguments = parser.parse_args()
    if arguments.verb == "score":
        result = score(load(arguments.framework), arguments.data, arguments.units, arguments.numbers)
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return 1 if "errors" in result else 0
    failed = False
    for path in arguments.files:
        count, failures = run_examples(load(path))
        print(f"{path.name}: {count} examples, {len(failures)} failed")
        for failure in failures:
            print(f"  {failure}")
        failed = failed or bool(failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
