"""The peer of reading a data file: pandas with a type for every column, and every check vectorised.

    csv_pandas.py FILE

Reads `unit,criterion,input,value,reason` as bench/make_data.py writes it, from memory, into a table of numbers by unit and input.
Checked are the header, criteria and their inputs, numbers (none negative), yes and no, and that nothing is said twice; units are
those that appear. Codes are categories, so a check of a code looks at each distinct one once; values are texts, for among a
million figures few are equal.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from make_data import READ  # noqa: E402

REPEATS = 3
COLUMNS = ["unit", "criterion", "input", "value", "reason"]
INPUTS = pd.Index(["numerator", "denominator", "value", "yes"])
YES = 3


class Reader:
    def __init__(self, path: str):
        self.bytes = Path(path).read_bytes()
        self.criteria = pd.Index(READ.codes)
        flags = np.array([rule == "binary" for rule in READ.rules])
        # Which inputs each criterion has.
        self.allowed = np.stack([~flags, ~flags, ~flags, flags], axis=1)

    @staticmethod
    def places(column: pd.Series, known: pd.Index) -> np.ndarray:
        """Where each row's code stands among the known ones; -1 where it does not."""
        return known.get_indexer(column.cat.categories)[column.cat.codes.to_numpy()]

    def read(self) -> tuple[int, int]:
        """How many units and rows there are."""
        kinds = dict.fromkeys(COLUMNS, "category") | {"value": "str"}
        frame = pd.read_csv(io.BytesIO(self.bytes), dtype=kinds, na_filter=False)
        if list(frame.columns) != COLUMNS:
            raise ValueError("header")
        unit = frame["unit"].cat.codes.to_numpy()
        criterion = self.places(frame["criterion"], self.criteria)
        name = self.places(frame["input"], INPUTS)
        if (criterion < 0).any() or (name < 0).any() or not self.allowed[criterion, name].all():
            raise ValueError("unknown code")
        if (frame["reason"].cat.categories != "").any():
            raise ValueError("reason")

        flags = name == YES
        said = frame["value"][flags]
        if not said.isin(["yes", "no"]).all():
            raise ValueError("yes or no")
        values = np.empty(len(frame))
        values[~flags] = pd.to_numeric(frame["value"][~flags], errors="coerce")
        values[flags] = said == "yes"
        if np.isnan(values).any() or (values < 0).any():
            raise ValueError("number")

        units = len(frame["unit"].cat.categories)
        table = np.full((units, len(self.criteria), len(INPUTS)), np.nan)
        table[unit, criterion, name] = values
        if np.count_nonzero(~np.isnan(table)) != len(frame):
            raise ValueError("twice")
        return units, len(frame)


def main() -> None:
    reader = Reader(sys.argv[1])
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter_ns()
        units, rows = reader.read()
        times.append(time.perf_counter_ns() - begun)
    print(f"csv_read\t{statistics.median(times):.0f}\tns")
    print(f"csv_units\t{units}\tunits")
    print(f"csv_rows\t{rows}\trows")


if __name__ == "__main__":
    main()
