"""Scores generated blocks with the program and with the oracle and compares every number.

    python differential.py --binary CCHC [--seed 1000] [--count 120]

Ends with "N passed, M failed", one test a block: a framework that the program finds sound with all its examples, then totals,
maxima, exact percents, ranks, bands and the points of every criterion, or, where the oracle refuses the data, a refusal.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

HERE = pathlib.Path(__file__).parent


def half_up(value: Fraction, digits: int) -> Fraction:
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**digits)


def oracle(folder: pathlib.Path) -> dict:
    command = [sys.executable, HERE / "oracle.py", "score", "--framework", folder / "framework.yaml", "--data", folder / "data.csv"]
    return json.loads(subprocess.run([*command, "--units", folder / "units.csv"], capture_output=True, text=True).stdout)


def program(binary: str, folder: pathlib.Path) -> tuple[int, str]:
    header = (folder / "data.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    numbers = "vi" if ";" in header else "en"
    command = [binary, "score", "--framework", folder / "framework.yaml", "--data", folder / "data.csv", "--units", folder / "units.csv"]
    done = subprocess.run([*command, "--numbers", numbers, "--format", "json"], capture_output=True, text=True)
    return done.returncode, done.stdout if done.returncode == 0 else done.stderr


def unsound(binary: str, folder: pathlib.Path) -> list[str]:
    """What the program finds wrong with the framework itself or its worked examples."""
    done = subprocess.run([binary, "criteria", "check", folder / "framework.yaml"], capture_output=True, text=True)
    return [] if done.returncode == 0 else [f"framework refused: {done.stderr.strip().splitlines()[0]}"]


def differences(expected: dict, found: dict) -> list[str]:
    faults: list[str] = []
    units = {unit["unit"]: unit for unit in found["units"]}
    for theirs in expected["units"]:
        ours = units[theirs["unit"]]

        def compare(what: str, one, other) -> None:
            if one != other:
                faults.append(f"{theirs['unit']} {what}: expected {one}, found {other}")

        compare("points", half_up(Fraction(theirs["points"]), 6), Fraction(ours["exact"]))
        compare("maximum", Fraction(theirs["maximum"]), Fraction(ours["maximum"]))
        compare("bonus", Fraction(theirs["bonus"]), Fraction(ours["bonus"]))
        compare("penalty", Fraction(theirs["penalty"]), Fraction(ours["penalty"]))
        percent = theirs["percent"]
        compare("percent", None if percent is None else Fraction(percent) / 100, None if ours.get("ratio") is None else Fraction(ours["ratio"]))
        compare("rank", theirs["rank"], ours.get("rank"))
        compare("band", theirs["band"], ours.get("band"))
        points = {row["code"]: row for row in ours["criteria"]}
        for row in theirs["criteria"]:
            if row["points"] is None:
                continue
            compare(f"{row['code']} points", Fraction(row["points"]), Fraction(points[row["code"]]["exact"]))
            compare(f"{row['code']} maximum", Fraction(row["maximum"]), Fraction(points[row["code"]]["maximum"]))
    return faults


def wrong(binary: str, folder: pathlib.Path) -> list[str]:
    """Where the program's results are not the oracle's."""
    expected = oracle(folder)
    code, text = program(binary, folder)
    if "errors" in expected:
        return [] if code == 1 else [f"expected a refusal: {expected['errors'][0]}"]
    if code != 0:
        return [f"refused: {text.strip().splitlines()[0]}"]
    return differences(expected, json.loads(text))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--count", type=int, default=120)
    options = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        generate = [sys.executable, HERE / "generate.py", "--seed", str(options.seed), "--count", str(options.count), "--out", folder]
        subprocess.run(generate, check=True, capture_output=True)
        faulty = [sys.executable, HERE / "generate.py", "--seed", str(options.seed + options.count), "--count", str(options.count // 3)]
        subprocess.run([*faulty, "--faulty", "--out", folder], check=True, capture_output=True)
        for block in sorted(pathlib.Path(folder).iterdir(), key=lambda path: int(path.name)):
            faults = unsound(options.binary, block) or wrong(options.binary, block)
            if faults:
                failed += 1
                print(f"seed {block.name}: " + "; ".join(faults[:3]))
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
