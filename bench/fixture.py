"""Puts a ranking of 180 units into a database that holds the demo.

Its units are copies of those of a ranking that is there, each with its figures and its result, for a page refuses results that its
figures do not give; only names, order and ranks are new.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

UNITS = 180
CODE = "bench-180"
TITLE = "Xếp hạng để đo tốc độ"


def insert(db: sqlite3.Connection, table: str, row: dict) -> None:
    marks = ", ".join("?" for _ in row)
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def add_ranking(path: Path) -> None:
    """Adds the ranking and its units in one transaction."""
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row

    def rows(statement: str, *values: str) -> list[dict]:
        return [dict(row) for row in db.execute(statement, values)]

    with db:
        # The largest block with a survey, for its table has the most columns; the copy stands alone in a series of its own.
        model = rows("""
            SELECT k.* FROM rankings_rankings k JOIN rankings_results r ON r.ranking_id = k.id
            GROUP BY k.id ORDER BY MAX(r.survey_maximum_micropoints) > 0 DESC, COUNT(*) DESC, k.id LIMIT 1
            """)[0]
        results = rows("SELECT * FROM rankings_results WHERE ranking_id = ? AND is_ranked = 1", model["id"])
        units = {unit["id"]: unit for unit in rows("SELECT * FROM units_units")}
        figures: dict[str, list[dict]] = {}
        for figure in rows("SELECT * FROM rankings_figures WHERE ranking_id = ?", model["id"]):
            figures.setdefault(figure["unit_id"], []).append(figure)

        ranking = f"{CODE}-ranking"
        insert(db, "rankings_rankings", model | {"id": ranking, "code": CODE, "series": CODE, "title_vi": TITLE, "title_en": "Ranking to measure"})
        chosen = sorted((results[index % len(results)] for index in range(UNITS)), key=lambda result: -result["total_micropoints"])
        for position, result in enumerate(chosen):
            unit, own = units[result["unit_id"]], f"{CODE}-{position:03d}"
            names = {name: f"{unit[name]} {position:03d}" for name in unit if name.startswith("name_") or name in ("sort_key", "search_text")}
            halves = 2 * (1 + next(place for place, other in enumerate(chosen) if other["total_micropoints"] == result["total_micropoints"]))
            insert(db, "units_units", unit | names | {"id": own, "code": own})
            insert(db, "rankings_results", result | {"ranking_id": ranking, "unit_id": own, "position": position, "rank_halves": halves})
            for figure in figures.get(unit["id"], []):
                insert(db, "rankings_figures", figure | {"ranking_id": ranking, "unit_id": own})
    db.close()
