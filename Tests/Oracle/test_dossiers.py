"""The second computation of dossiers' figures against dossiers counted by hand. Run with `pytest`."""

import pytest

pytest.importorskip("duckdb", reason="the comparison runs in DuckDB")

import dossiers

HEADER = (
    "code,unit,procedure,field,channel,subject,state,received,limit,limit_unit,first_due,due,finished,returned,closed,asked,supplements,"
    "cause,officer,entered,fee,paid_online,e_result,components_digitised,result_digitised,reused,personal_store,population_data,synchronised"
)


def row(code, received, due, state="finished", channel="direct", finished="", closed="", asked="", supplements=0, marks="0,0,0,0,0,0,0,0,0"):
    return (
        f"{code},U,1.000001,F,{channel},citizen,{state},{received}:00,10,working_days,{due},{due},{finished},,{closed},{asked},"
        f"{supplements},,7,{received}:00,{marks}"
    )


ROWS = [
    row("a", "2024-02-20 09:00", "2024-03-05 23:59:59", finished="2024-03-04 09:00:00", marks="1,1,1,1,1,0,0,1,1"),
    row("b", "2024-03-01 09:00", "2024-03-15 23:59:59", channel="online", finished="2024-03-15 16:00:00", marks="1,0,1,1,0,1,0,0,1"),
    row("c", "2024-03-02 09:00", "2024-03-16 23:59:59", channel="post", finished="2024-03-18 09:00:00"),
    row("d", "2024-03-03 09:00", "2024-03-20 23:59:59", state="processing"),
    row("e", "2024-03-04 09:00", "2024-04-20 23:59:59", channel="online", finished="2024-04-02 09:00:00", supplements=2),
    row("f", "2024-03-05 09:00", "2024-03-20 23:59:59", state="supplement", asked="2024-03-08 09:00:00", supplements=1),
    row("g", "2024-01-05 09:00", "2024-01-20 23:59:59", state="refused", closed="2024-01-22 09:00:00"),
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "dossiers.csv").write_text("\n".join([HEADER, *ROWS]) + "\n")
    return tmp_path


def march(folder, figure, cut="unit", key="U"):
    cells = dossiers.Rows(folder).cells(figure, "2024-03", "2024-03-31", cut)
    return {column: value for (name, column), value in cells.items() if name == key}


def test_three_denominators(folder):
    cells = march(folder, "on_time")
    assert (cells["received"], cells["received_on_time"]) == (5, 1)
    assert (cells["released"], cells["released_on_time"]) == (3, 2)
    # a and b in time, f asked in time; c and d late, e asked for twice.
    assert (cells["handled"], cells["handled_on_time"]) == (6, 3)


def test_received_is_judged_on_the_day_of_judging(folder):
    cells = dossiers.Rows(folder).cells("on_time", "2024-03", "2024-04-30", "unit")
    assert cells["U", "received_on_time"] == 2 and cells["U", "released"] == 3


def test_report(folder):
    cells = march(folder, "report")
    assert [cells[name] for name in ("received", "online", "direct", "carried_over")] == [6, 2, 3, 1]
    assert [cells[name] for name in ("solved", "early", "on_time", "late")] == [3, 1, 1, 1]
    assert [cells[name] for name in ("open", "open_within", "open_overdue")] == [3, 1, 2]


def test_index(folder):
    cells = march(folder, "index_766")
    assert (cells["dossiers.paid_online.numerator"], cells["dossiers.paid_online.denominator"]) == (1, 2)
    assert (cells["dossiers.digitised.numerator"], cells["dossiers.digitised.denominator"]) == (1, 6)
    assert (cells["dossiers.online.numerator"], cells["dossiers.online.denominator"]) == (2, 5)


def test_a_wrong_cell_and_a_missing_one_are_named(folder):
    cells = dossiers.Rows(folder).cells("report", "2024-03", "2024-03-31", "field")
    lines = ["figure,period,as_of,cut,key,column,value"]
    lines += [f"report,2024-03,2024-03-31,field,{key},{column},{value}" for (key, column), value in cells.items()]
    (folder / "figures.csv").write_text("\n".join(lines) + "\n")
    assert dossiers.compare(folder) == (11, [])
    lines[3] = lines[3].rsplit(",", 1)[0] + ",99"
    (folder / "figures.csv").write_text("\n".join(lines[:-1]) + "\n")
    agreed, wrong = dossiers.compare(folder)
    assert agreed == 9 and len(wrong) == 2 and "stated 99" in wrong[0] and "not stated" in wrong[1]


@pytest.mark.parametrize("period, first, last", [("2024", "2024-01-01", "2024-12-31"), ("2024-Q1", "2024-01-01", "2024-03-31"), ("2024-02", "2024-02-01", "2024-02-29")])
def test_periods(period, first, last):
    assert dossiers.bounds(period) == (first, last)
