"""A second computation of the figures of dossiers, in SQL over exported rows, written from the rules' text (OS-59, OS-60, RT-20 … RT-62).

    python dossiers.py FOLDER

compares every cell of FOLDER/figures.csv (figure, period, as_of, cut, key, column, value) with what the rows of FOLDER/dossiers.csv
say, and ends with "N passed, M failed". Dates are read as Vietnam writes them; nothing is taken from the product but the rows.
"""

import csv
import sys
from calendar import monthrange
from pathlib import Path

import duckdb

CUTS = ("unit", "procedure", "field", "channel", "officer")

# Early is before the day of the deadline, on the day is on it (decided in the product: no rule draws the line).
COUNTS = {
    "received": "came",
    "received_on_time": "came and ended <= due and ended::date <= as_of",
    "carried_over": "not came",
    "handled": "true",
    "handled_on_time": "supplements <= 1 and judged <= due",
    "released": "gone",
    "released_on_time": "gone and ended <= due",
    "early": "gone and ended <= due and ended::date < due::date",
    "on_day": "gone and ended <= due and ended::date = due::date",
    "late": "gone and ended > due",
    "open": "not gone",
    "open_within": "not gone and until <= due",
    "open_overdue": "not gone and until > due",
}

# Report II.06: received = (in the period: online + direct and post) + carried over; solved; open.
REPORT = {
    "received": "count(*)",
    "online": "count(*) filter (came and channel = 'online')",
    "direct": "count(*) filter (came and channel in ('direct', 'post'))",
    "carried_over": "count(*) filter (not came)",
    "solved": "count(*) filter (gone)",
    "early": f"count(*) filter ({COUNTS['early']})",
    "on_time": f"count(*) filter ({COUNTS['on_day']})",
    "late": f"count(*) filter ({COUNTS['late']})",
    "open": "count(*) filter (not gone)",
    "open_within": f"count(*) filter ({COUNTS['open_within']})",
    "open_overdue": f"count(*) filter ({COUNTS['open_overdue']})",
}

# Decision 766, numerators and denominators that come from dossiers; those of the catalogue are given to the product and not compared.
INDEX = {
    "dossiers.on_time": (f"count(*) filter ({COUNTS['handled_on_time']})", "count(*)"),
    "dossiers.online": ("count(*) filter (came and channel = 'online')", "count(*) filter (came)"),
    "dossiers.paid_online": ("count(*) filter (fee = 1 and paid_online = 1)", "count(*) filter (fee = 1)"),
    "dossiers.electronic_result": ("count(*) filter (e_result = 1)", "count(*)"),
    "dossiers.digitised": ("count(*) filter (components_digitised = 1 and result_digitised = 1)", "count(*)"),
    "dossiers.data_reused": ("count(*) filter (reused = 1)", "count(*)"),
    "dossiers.personal_store": ("count(*) filter (personal_store = 1)", "count(*)"),
    "dossiers.population_data": ("count(*) filter (population_data = 1)", "count(*)"),
    "dossiers.synchronised": ("count(*) filter (synchronised = 1)", None),
    "procedures.online_used": ("count(distinct procedure) filter (came and channel = 'online')", None),
    "procedures.payment_used": ("count(distinct procedure) filter (fee = 1 and paid_online = 1)", None),
    "procedures.population_data": ("count(distinct procedure) filter (population_data = 1)", None),
}


class Rows:
    """Exported rows in DuckDB."""

    def __init__(self, folder: Path):
        self.base = duckdb.connect()
        types = dict.fromkeys(("received", "due", "first_due", "finished", "returned", "closed", "asked", "entered"), "TIMESTAMP")
        types |= dict.fromkeys(("code", "unit", "procedure", "officer"), "VARCHAR")
        # Finished before returned before stopped, refused or withdrawn (RT-21).
        self.base.execute(
            "create table dossiers as select *, coalesce(finished, returned, closed) as ended "
            f"from read_csv('{folder / 'dossiers.csv'}', header = true, types = {types})"
        )

    def handled(self, first: str, last: str, as_of: str) -> str:
        """The dossiers that were in a period's hands, with what is to be said of each at its end, or on the day of judging."""
        until = f"least(date '{last}', date '{as_of}')"
        return f"""(
            select *, date '{as_of}' as as_of, received::date >= date '{first}' as came,
                coalesce(ended::date <= {until}, false) as gone,
                {until} + interval 1 day - interval 1 second as until,
                least(coalesce(ended, case when state = 'supplement' then asked end, until), until) as judged
            from dossiers
            where date '{first}' <= date '{as_of}' and received::date <= {until} and (ended is null or ended::date >= date '{first}'))"""

    def cells(self, figure: str, period: str, as_of: str, cut: str) -> dict[tuple[str, str], int]:
        """What a figure should be, by key and column."""
        first, last = bounds(period)
        if figure == "on_time":
            return self.table(cut, {name: f"count(*) filter ({rule})" for name, rule in COUNTS.items()}, self.handled(first, last, as_of))
        if figure == "report":
            return self.table(cut, REPORT, self.handled(first, last, as_of))
        if figure == "index_766":
            columns = {}
            for name, (numerator, denominator) in INDEX.items():
                columns[name + ".numerator"] = numerator
                if denominator:
                    columns[name + ".denominator"] = denominator
            return self.table(cut, columns, self.handled(first, last, as_of))
        month = self.handled(first, last, as_of)
        if figure == "months_received":
            return self.table(cut, {"total": "count(*) filter (came)", "on_time": f"count(*) filter ({COUNTS['received_on_time']})"}, month)
        if figure == "months_released":
            return self.table(cut, {"total": "count(*) filter (gone)", "on_time": f"count(*) filter ({COUNTS['released_on_time']})"}, month)
        if figure == "months_handled":
            return self.table(cut, {"total": "count(*)", "on_time": f"count(*) filter ({COUNTS['handled_on_time']})"}, month)
        raise ValueError(figure)

    def table(self, cut: str, columns: dict[str, str], rows: str) -> dict[tuple[str, str], int]:
        key = cut if cut in CUTS else "''"
        names = list(columns)
        select = ", ".join(f"{rule} as c{place}" for place, rule in enumerate(columns.values()))
        found = self.base.execute(f"select {key} as key, {select} from {rows} group by all").fetchall()
        return {(str(row[0]), name): row[1 + place] for row in found for place, name in enumerate(names)}


def bounds(period: str) -> tuple[str, str]:
    """First and last day of `2017`, `2017-Q2`, `2017-05`."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        months = (int(part[1]) * 3 - 2, int(part[1]) * 3)
    else:
        months = (int(part), int(part)) if part else (1, 12)
    return f"{year}-{months[0]:02}-01", f"{year}-{months[1]:02}-{monthrange(int(year), months[1])[1]}"


def compare(folder: Path) -> tuple[int, list[str]]:
    """How many cells agree, and those that do not."""
    rows = Rows(folder)
    questions: dict[tuple, list] = {}
    with open(folder / "figures.csv", encoding="utf-8", newline="") as file:
        for cell in csv.DictReader(file):
            question = (cell["figure"], cell["period"], cell["as_of"], cell["cut"])
            questions.setdefault(question, []).append((cell["key"], cell["column"], int(cell["value"])))
    agreed, wrong = 0, []
    for question, cells in questions.items():
        expected = rows.cells(*question)
        for key, column, value in cells:
            if question[0] == "index_766" and (key, column) not in expected:
                continue
            if expected.get((key, column), 0) == value:
                agreed += 1
            else:
                wrong.append(f"{question} {key} {column}: stated {value}, rows say {expected.get((key, column), 0)}")
        # What the rows know and nobody stated.
        keys = {(key, column) for key, column, _ in cells}
        if question[0] != "index_766":
            wrong += [f"{question} {place}: not stated" for place, value in expected.items() if value and place not in keys]
    return agreed, wrong


if __name__ == "__main__":
    agreed, wrong = compare(Path(sys.argv[1]))
    for line in wrong[:50]:
        print("✘", line)
    print(f"{agreed} passed, {len(wrong)} failed")
    sys.exit(1 if wrong else 0)
