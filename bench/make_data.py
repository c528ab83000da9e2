"""Makes the figures of the benchmarks, draw by draw the same as `cchc bench` makes them (Sources/App/Commands/BenchBlock.swift).

A block has fields, criteria in each field and leaves in each criterion: four levels with the root. Each leaf gives one point; of
five leaves in turn the rules are linear, linear, step_ratio (above 90 % 1, from 70 % 0.5, below 0), binary, linear_floor (below
80 % 0). Ratios have a numerator below 700,000 and a denominator from 700,000 to 746,304. Points are rounded to six decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

RULES = ("linear", "linear", "step_ratio", "binary", "linear_floor")
NUMERATORS = 700_000
DENOMINATORS = 46_305
SEED = 42


@dataclass(frozen=True)
class Block:
    units: int
    fields: int
    criteria: int
    leaves: int

    @property
    def count(self) -> int:
        """All leaves."""
        return self.fields * self.criteria * self.leaves

    @property
    def name(self) -> str:
        return f"{self.units}x{self.count}"

    @property
    def rules(self) -> list[str]:
        return [RULES[number % len(RULES)] for number in range(self.count)]

    @property
    def codes(self) -> list[str]:
        return [f"{f}.{c}.{l}" for f in range(1, self.fields + 1) for c in range(1, self.criteria + 1) for l in range(1, self.leaves + 1)]


# The two blocks that are scored, and the one that is read from a file: a million rows and some.
SMALL = Block(51, 7, 7, 1)
LARGE = Block(3321, 10, 5, 2)
READ = Block(5556, 10, 5, 2)


def draws(count: int) -> np.ndarray:
    """The first numbers of SplitMix64."""
    with np.errstate(over="ignore"):
        state = np.uint64(SEED) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E37_79B9_7F4A_7C15)
        state = (state ^ state >> np.uint64(30)) * np.uint64(0xBF58_476D_1CE4_E5B9)
        state = (state ^ state >> np.uint64(27)) * np.uint64(0x94D0_49BB_1331_11EB)
        return state ^ state >> np.uint64(31)


def below(words: np.ndarray, bound: int) -> np.ndarray:
    """The upper 64 bits of word × bound, as Swift draws below a bound; its retry has a chance of one in 10¹³."""
    high, low = words >> np.uint64(32), words & np.uint64(0xFFFF_FFFF)
    factor = np.uint64(bound)
    return (high * factor + (low * factor >> np.uint64(32))) >> np.uint64(32)


def figures(block: Block) -> tuple[np.ndarray, np.ndarray]:
    """Numerators and denominators, one row a unit, one column a leaf; of a binary leaf the numerator is 1 or 0."""
    flags = np.array([rule == "binary" for rule in block.rules])
    counts = np.where(flags, 1, 2)
    first = np.concatenate(([0], np.cumsum(counts)[:-1]))
    words = draws(block.units * int(counts.sum())).reshape(block.units, -1)
    numerators = np.empty((block.units, block.count), dtype=np.int64)
    denominators = np.ones((block.units, block.count), dtype=np.int64)
    numerators[:, flags] = below(words[:, first[flags]], 2)
    numerators[:, ~flags] = below(words[:, first[~flags]], NUMERATORS)
    denominators[:, ~flags] = below(words[:, first[~flags] + 1], DENOMINATORS) + np.uint64(NUMERATORS)
    return numerators, denominators


def unit_code(index: int) -> str:
    return f"U{index + 1:05d}"


def write_csv(block: Block, path: Path) -> Path:
    """`unit,criterion,input,value,reason`, one row an input; kept when it is there already."""
    if path.exists():
        return path
    numerators, denominators = figures(block)
    leaves = list(zip(block.codes, block.rules))
    part = path.with_suffix(".part")
    with open(part, "w", encoding="utf-8") as file:
        file.write("unit,criterion,input,value,reason\n")
        for unit, (upper, lower) in enumerate(zip(numerators.tolist(), denominators.tolist())):
            head = unit_code(unit)
            for (code, rule), n, d in zip(leaves, upper, lower):
                if rule == "binary":
                    file.write(f"{head},{code},yes,{'yes' if n else 'no'},\n")
                else:
                    file.write(f"{head},{code},numerator,{n},\n{head},{code},denominator,{d},\n")
    part.rename(path)
    return path
