"""The peer of scoring: the same sums as vectors of doubles. Prints for both blocks of bench/make_data.py:

    bare_51x49     points of each leaf rounded half-up to six decimals, sums of criteria, fields and units, percents, ranks (1224)
    scoring_51x49  the same with what a scorecard needs beside them: ratios above 1 and zero denominators found, leaves that are
                   not applicable (NaN) left out of the maxima, maxima summed up the tree, the branch that each leaf took, bands
    points_51x49   the sum of all units' points

Leaves lie as rows, units as columns, so that every step runs over contiguous memory; leaves of a rule lie together while it is
applied; large buffers are made beforehand.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import Callable

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from make_data import LARGE, SMALL, Block, figures  # noqa: E402

SECONDS = 1.0
LEAST = 15
MICRO = 1e6


class Sheet:
    def __init__(self, block: Block):
        numerators, denominators = figures(block)
        rules = block.rules
        self.rows = {rule: np.array([row for row, of in enumerate(rules) if of == rule]) for rule in set(rules)}
        self.over = {rule: np.ascontiguousarray(numerators.T[rows]).astype(float) for rule, rows in self.rows.items()}
        self.under = {rule: np.ascontiguousarray(denominators.T[rows]).astype(float) for rule, rows in self.rows.items()}
        self.ratio = {rule: np.zeros_like(over) for rule, over in self.over.items()}
        self.points = np.zeros((block.count, block.units))
        self.applicable = np.zeros((block.count, block.units))
        self.branches = np.zeros((block.count, block.units), dtype=np.uint8)
        self.maximum = float(block.count)
        self.shape = (block.fields, block.criteria, block.leaves, block.units)

    def sums(self, leaves: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Criteria, fields and units."""
        criteria = leaves.reshape(self.shape).sum(axis=2)
        fields = criteria.sum(axis=1)
        return criteria, fields, fields.sum(axis=0)

    @staticmethod
    def rounded(ratio: np.ndarray) -> np.ndarray:
        points = ratio * MICRO
        points += 0.5
        np.floor(points, out=points)
        points /= MICRO
        return points

    @staticmethod
    def ranks(percents: np.ndarray) -> np.ndarray:
        # Doubles of equal sums may differ in their last bits.
        falling = -np.round(percents, 9)
        return np.searchsorted(np.sort(falling), falling, side="left") + 1

    def score_bare(self) -> tuple[np.ndarray, np.ndarray]:
        """Totals and ranks."""
        for rule in ("linear", "step_ratio", "linear_floor"):
            np.divide(self.over[rule], self.under[rule], out=self.ratio[rule])
        self.points[self.rows["linear"]] = self.rounded(self.ratio["linear"])
        ratio = self.ratio["step_ratio"]
        step = (ratio >= 0.7) * 0.5
        step += (ratio > 0.9) * 0.5
        self.points[self.rows["step_ratio"]] = step
        self.points[self.rows["binary"]] = self.over["binary"]
        floor = self.rounded(self.ratio["linear_floor"])
        floor *= self.ratio["linear_floor"] >= 0.8
        self.points[self.rows["linear_floor"]] = floor
        totals = self.sums(self.points)[2]
        return totals, self.ranks(totals / self.maximum)

    def score(self) -> tuple[np.ndarray, np.ndarray]:
        """Totals and ranks, and in the buffers what a scorecard needs."""
        for rule in ("linear", "step_ratio", "linear_floor"):
            if (self.over[rule] > self.under[rule]).any() or (self.under[rule] <= 0).any():
                raise ValueError("above 1, or a zero denominator")
        totals, _ = self.score_bare()
        for rule, rows in self.rows.items():
            there = self.over[rule] == self.over[rule]  # not NaN
            if not there.all():
                self.points[rows] = np.where(there, self.points[rows], 0)
            self.applicable[rows] = there
        self.branches[self.rows["linear"]] = self.ratio["linear"] >= 1
        self.branches[self.rows["step_ratio"]] = (self.ratio["step_ratio"] >= 0.7).view(np.uint8) + (self.ratio["step_ratio"] > 0.9)
        self.branches[self.rows["binary"]] = self.over["binary"]
        self.branches[self.rows["linear_floor"]] = (self.ratio["linear_floor"] >= 0.8).view(np.uint8) + (self.ratio["linear_floor"] >= 1)
        percents = totals / self.sums(self.applicable)[2]
        self.bands = np.searchsorted([0.7, 0.9], percents, side="right")
        return totals, self.ranks(percents)


def measure(score: Callable[[], tuple[np.ndarray, np.ndarray]]) -> tuple[float, np.ndarray]:
    """The median time of a run in nanoseconds, and its totals."""
    times: list[int] = []
    for _ in range(3):
        totals, _ = score()
    end = time.perf_counter() + SECONDS
    while len(times) < LEAST or time.perf_counter() < end:
        begun = time.perf_counter_ns()
        totals, _ = score()
        times.append(time.perf_counter_ns() - begun)
    return statistics.median(times), totals


def main() -> None:
    for block in (SMALL, LARGE):
        sheet = Sheet(block)
        for name, score in (("bare", sheet.score_bare), ("scoring", sheet.score)):
            time_of_run, totals = measure(score)
            print(f"{name}_{block.name}\t{time_of_run:.0f}\tns")
        print(f"points_{block.name}\t{totals.sum():.6f}\tpoints")


if __name__ == "__main__":
    main()
