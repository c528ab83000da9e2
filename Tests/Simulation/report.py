"""Counts what held and what did not, and prints how long things took."""

from __future__ import annotations

import time
from contextlib import contextmanager


class Report:
    def __init__(self, name: str):
        self.name = name
        self.passed = 0
        self.failures: list[str] = []
        self.begun = time.monotonic()

    def expect(self, what: str, holds: bool, detail: object = "") -> None:
        if holds:
            self.passed += 1
        else:
            self.failures.append(what)
            print(f"  FAILED {self.name}: {what} {detail}", flush=True)

    def tell(self, line: str) -> None:
        print(f"  {self.name} {time.monotonic() - self.begun:7.1f} s  {line}", flush=True)

    @contextmanager
    def timed(self, what: str):
        begun = time.monotonic()
        counts: dict[str, int] = {}
        yield counts
        seconds = time.monotonic() - begun
        told = ", ".join(f"{count:,} {name} ({count / seconds:,.0f}/s)" for name, count in counts.items())
        self.tell(f"{what}: {seconds:.1f} s" + (f", {told}" if told else ""))


def percentile(times: list[float], share: float) -> float:
    """In milliseconds."""
    if not times:
        return float("nan")
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]
