"""Runs both sides of a comparison in turns and takes medians.

A side is a program that prints one figure a line, `name<TAB>value<TAB>unit`, or a function that gives the same. Units: `ns` (less
is better), `rows/s` and `pages/s` (more is better); all others are only shown or compared for equality.
"""

from __future__ import annotations

import math
import statistics
import subprocess
from dataclasses import dataclass, field
from typing import Callable

ROUNDS = 5
SECONDS = 300


class Absent(Exception):
    """A side that cannot run; says why."""


@dataclass(frozen=True)
class Figure:
    value: float
    unit: str


Figures = dict[str, Figure]
Side = Callable[[], Figures]


def program(*command: object, environment: dict[str, str] | None = None) -> Side:
    """The side that a command prints."""
    words = [str(word) for word in command]

    def run() -> Figures:
        done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL, env=environment)
        if done.returncode:
            raise Absent(f"{' '.join(words[:3])}: {(done.stderr or done.stdout).strip()[-400:]}")
        return read(done.stdout)

    return run


def read(text: str) -> Figures:
    figures = {}
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) == 3:
            figures[parts[0]] = Figure(float(parts[1]), parts[2])
    return figures


def alternate(*sides: Side, rounds: int = ROUNDS) -> list[Figures]:
    """The medians of each side's figures; in every round each side has its turn."""
    taken: list[list[Figures]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, figures in zip(sides, taken):
            figures.append(side())
    return [median(figures) for figures in taken]


def median(runs: list[Figures]) -> Figures:
    return {name: Figure(statistics.median(run[name].value for run in runs), figure.unit) for name, figure in runs[0].items()}


@dataclass
class Row:
    """A line of the table that `make bench` prints."""

    name: str
    ours: Figure
    peer: Figure | None
    of: str
    wanted: str
    # Whether what is wanted holds, given our figure and the ratio; None where nothing is wanted.
    holds: Callable[[float, float], bool] | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """How many times as fast as the peer we are."""
        if self.peer is None:
            return float("nan")
        return self.peer.value / self.ours.value if self.ours.unit == "ns" else self.ours.value / self.peer.value


def shown(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.unit == "ns":
        for limit, factor, unit in ((1e4, 1, "ns"), (1e6, 1e3, "µs"), (1e10, 1e6, "ms"), (math.inf, 1e9, "s")):
            if figure.value < limit:
                return f"{figure.value / factor:,.4g} {unit}"
    if figure.unit.endswith("/s"):
        return f"{figure.value:,.0f} {figure.unit}"
    return f"{figure.value:,.10g} {figure.unit}"


def table(rows: list[Row]) -> str:
    lines = [("", "ours", "peer", "", "ratio", "wanted", "")]
    for row in rows:
        holds = "" if row.holds is None else "yes" if row.holds(row.ours.value, row.ratio) else "NO"
        ratio = "" if row.peer is None else f"{row.ratio:.2f}×"
        lines.append((row.name, shown(row.ours), shown(row.peer), row.of, ratio, row.wanted, holds))
    widths = [max(len(line[column]) for line in lines) for column in range(7)]
    right = {1, 2, 4}
    text = ""
    for line in lines:
        cells = [cell.rjust(width) if at in right else cell.ljust(width) for at, (cell, width) in enumerate(zip(line, widths))]
        text += "  ".join(cells).rstrip() + "\n"
    return text + "".join(f"  {row.name}: {note}\n" for row in rows for note in row.notes)
