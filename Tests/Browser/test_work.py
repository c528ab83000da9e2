"""The pages of everybody's work in the demonstration, as they are opened: a yearly round at its first appraisal, another in council."""

import pytest
from house import NARROW, URL, WIDE, check

YEARLY, TRAINING = "/assessments/rounds/cchc-2026", "/assessments/rounds/tap-huan-2026"
PAGES = {
    "quan.tri": {
        "board": YEARLY,
        "board-late": f"{YEARLY}?late=1",
        "settings": f"{YEARLY}/settings",
        "settings-appraisers": f"{YEARLY}/settings/appraisers",
        "settings-reopen": f"{YEARLY}/settings/reopen",
        "settings-survey": f"{YEARLY}/settings/survey",
        "settings-copy": f"{YEARLY}/settings/copy",
        "units": "/units",
        "units-found": "/units?q=tai+chinh",
        "unit": "/units/M-STC",
        "unit-rename": "/units/M-STC/rename",
        "unit-close": "/units/M-STC/close",
        "unit-merge": "/units/M-STC/merge",
        "unit-split": "/units/M-STC/split",
        "units-import": "/units/import",
        "blocks": "/units/blocks",
        "laws": "/criteria/laws",
        "preview": "/rankings/preview/sample-departments@2021",
        "external": "/rankings/external",
        "external-import": "/rankings/external/import",
    },
    "can.bo": {
        "sheet": f"{YEARLY}/units/M-STC",
        "field": f"{YEARLY}/units/M-STC/fields/1",
        "papers": "/assessments/units/M-STC/evidence",
    },
    "thu.truong": {
        "submission": f"{YEARLY}/units/M-STC/submission",
        "sending-back": f"{YEARLY}/units/M-STC/sending-back",
        "withdrawal": f"{YEARLY}/units/M-STC/withdrawal",
    },
    "tham.dinh": {"queue": f"{YEARLY}/appraisal", "queue-field": f"{YEARLY}/appraisal/1?block=departments"},
    "thu.ky": {"council": f"{TRAINING}/council", "protocol": f"{TRAINING}/council/protocol"},
    "lanh.dao": {"board-training": TRAINING},
}


@pytest.mark.parametrize("login", PAGES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_work_open_fit_and_are_accessible(signed_in, width, login):
    page = signed_in(login, width)
    for name, path in PAGES[login].items():
        assert page.goto(URL + path).status == 200, path
        check(page, f"work-{name}")


def test_the_same_figures_under_the_same_rules_make_no_difference(signed_in):
    page = signed_in("quan.tri", WIDE)
    page.goto(f"{URL}/rankings/preview/sample-departments@2021")
    assert "0 đơn vị tăng chỉ số, 0 giảm, 21 không đổi" in page.locator("main").inner_text()


def test_a_dispute_of_a_council_is_read_and_its_voting_closed(signed_in):
    """Not everybody voted: what was said stays private until the secretary closes."""
    page = signed_in("thu.ky", NARROW)
    page.goto(f"{URL}{TRAINING}/council")
    page.locator("#disputes tbody th a").first.click()
    assert page.locator("#votes").count() == 0
    check(page, "work-dispute")
    page.locator("form[action$='/close'] button").click()
    page.wait_for_url("**done=closed*")
    check(page, "work-dispute-closed")
