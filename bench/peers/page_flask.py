"""The peer that makes the page of a ranking: Flask and jinja, the same table, the same statement, the same markup.

Settings come from the environment: BENCH_DATABASE (SQLite's file), BENCH_RANKING (its code), BENCH_PAGE (the page that we made, a
file). The template is that page: what stands around the rows is taken as it is, and the row is our own first row with its texts
and addresses made from the data, so both send about the same number of bytes. What our page makes around its rows (summary,
charts, news) is constant here.
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from pathlib import Path

from flask import Flask, render_template

STATEMENT = """
    SELECT r.ranking_id, r.unit_id, u.code AS unit_code, u.name_vi, u.name_en, u.sort_key, u.search_text, r.position, r.rank_halves,
        r.direct_rank_halves, r.survey_rank_halves, r.direct_micropoints, r.direct_maximum_micropoints, r.survey_micropoints,
        r.survey_maximum_micropoints, r.bonus_micropoints, r.penalty_micropoints, r.total_micropoints, r.maximum_micropoints,
        r.percent_billionths, r.band
    FROM rankings_results r JOIN units_units u ON u.id = r.unit_id
    WHERE r.ranking_id = ? ORDER BY r.position
"""
BANDS = ("Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu")
local = threading.local()


def literal(text: str) -> str:
    return "{% raw %}" + text + "{% endraw %}"


def template(page: str, first: dict[str, str]) -> str:
    """The page with its longest table's rows made a loop; `first` are the texts of the first row."""
    body = max(re.finditer(r"<tbody[^>]*>(.*?)</tbody>", page, re.DOTALL), key=lambda found: found[1].count("<tr"))
    row = re.match(r"\s*<tr.*?</tr>\s*", body[1], re.DOTALL)[0]
    made, left = "", list(first.items())
    for part in re.split(r"((?<=>)[^<>]+(?=<))", row):
        place = next((place for place, (_, text) in enumerate(left) if text == part), None)
        if place is not None:
            made += "{{ cells.%s }}" % left[place][0]
            left = left[place + 1:]
        else:
            made += "{{ row.unit_code }}".join(literal(piece) for piece in part.split("bench-180-000"))
    if len(left) > 2:
        raise ValueError(f"the row shows none of {[name for name, _ in left]}")
    return literal(page[:body.start(1)]) + "{% for row, cells in rows %}" + made + "{% endfor %}" + literal(page[body.end(1):])


def cells(row: sqlite3.Row) -> dict[str, str]:
    """The texts of a row in the order of the table's columns."""
    return {
        "rank": str(row["rank_halves"] // 2), "name": row["name_vi"], "direct": number(row["direct_micropoints"]),
        "direct_rank": str((row["direct_rank_halves"] or 0) // 2), "survey": number(row["survey_micropoints"]),
        "survey_rank": str((row["survey_rank_halves"] or 0) // 2), "total": number(row["total_micropoints"]),
        "percent": number(row["percent_billionths"] // 10) + " %", "band": BANDS[row["band"] or 0],
    }


def number(micropoints: int) -> str:
    """Two decimals, half-up, with a comma."""
    hundredths = (micropoints + 5000) // 10_000
    return f"{hundredths // 100},{hundredths % 100:02d}"


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(f"file:{os.environ['BENCH_DATABASE']}?mode=ro", uri=True)
        local.connection.row_factory = sqlite3.Row
    return local.connection


def rows() -> list[tuple[sqlite3.Row, dict[str, str]]]:
    db = connection()
    found = db.execute("SELECT id, title_vi FROM rankings_rankings WHERE code = ?", (os.environ["BENCH_RANKING"],)).fetchone()
    return [(row, cells(row)) for row in db.execute(STATEMENT, (found["id"],))]


folder = Path(os.environ["BENCH_PAGE"]).parent / "templates"
folder.mkdir(exist_ok=True)
(folder / f"{os.getpid()}.html").write_text(
    template(Path(os.environ["BENCH_PAGE"]).read_text(encoding="utf-8"), rows()[0][1]), encoding="utf-8")
app = Flask(__name__, template_folder=str(folder))
app.jinja_env.auto_reload = False


@app.get("/<path:_>")
def ranking(_: str) -> str:
    return render_template(f"{os.getpid()}.html", rows=rows())
