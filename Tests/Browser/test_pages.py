"""Every kind of public page in a real browser: wide and narrow, in both languages, by keyboard, on paper, and through an
accessibility checker."""

import pytest
from house import NARROW, URL, VIEWS, WIDE, by_turns, check, overflow

PAGES = {
    "front": "/",
    "rankings": "/rankings",
    "provinces": "/rankings/766-2026-10-10",
    "dak-lak": "/rankings/766-2026-10-10/units/H15",
    "compare": "/rankings/766-2026-10-10/compare?units=H15,H20",
    "compare-none": "/rankings/766-2026-10-10/compare",
    "found": "/rankings/766-2026-10-10?q=dak",
    "not-found": "/rankings/766-2026-10-10?q=zzzz",
    "binh-duong": "/rankings/binh-duong-2017",
    "hue": "/rankings/hue-egov-2020",
    "departments": "/rankings/tinh-mau-so-2024",
    "department": "/rankings/tinh-mau-so-2024/units/M-SNV",
    "compare-four": "/rankings/tinh-mau-so-2024/compare?units=M-SNV,M-SKHDT,M-STC,M-SXD",
    "districts": "/rankings/tinh-mau-huyen-2024",
    "communes": "/rankings/tinh-mau-xa-2024",
    "records": "/rankings/tinh-mau-luu-tru-2024",
    "branches": "/rankings/tinh-mau-nganh-doc-2024",
    "dictionary": "/rankings/dictionary",
    "criteria": "/criteria",
    "framework": "/criteria/qd-766@2026",
    "framework-sample": "/criteria/sample-departments@2021",
    "framework-points": "/criteria/tt-01-2018-office@2018",
    "framework-partial": "/criteria/ca-mau@2013",
    "facts": "/facts",
    "facts-last": "/facts?page=11",
    "statements": "/facts/statements",
    "calendar": "/facts/calendar/2024",
    "calendar-expected": "/facts/calendar/2027",
    "deadline": "/facts/calendar/deadline?received=2024-04-25T09:00&limit=4&unit=working_days",
    "missing": "/no-such-page",
}
# A4 less the margins of the stylesheet, in CSS pixels.
PAPER = 680


def address(name, language="vi"):
    mark = "&" if "?" in PAGES[name] else "?"
    return f"{URL}{PAGES[name]}{mark}lang={language}"


@pytest.mark.parametrize(("width", "language", "name"), [(*view, name) for view in VIEWS for name, _ in by_turns(PAGES, *view)])
def test_page_opens_fits_and_is_accessible(open_page, width, language, name):
    page = open_page(width)
    response = page.goto(address(name, language))
    assert response.status == (404 if name == "missing" else 200)
    assert page.locator("html").get_attribute("lang") == language
    check(page, name, response.status)


@pytest.mark.parametrize("name", ["front", "provinces", "dak-lak", "compare", "framework", "facts"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everything_is_reached_by_tab_and_seen_when_it_is(open_page, width, name):
    page = open_page(width)
    page.goto(address(name))
    reachable = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(each => each.checkVisibility()).length"""
    )
    seen = 0
    for _ in range(reachable):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const each = document.activeElement
                if (each === document.body || each.dataset.seen) return null
                each.dataset.seen = 1
                const box = each.getBoundingClientRect(), style = getComputedStyle(each)
                return {
                    name: each.outerHTML.slice(0, 120),
                    isOutlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
                }
            }"""
        )
        assert focus, f"the focus left the page or came back after {seen} of {reachable}"
        assert focus["isOutlined"] and focus["isInView"], focus
        seen += 1


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("missing", "compare-none")])
def test_page_fits_on_paper_without_what_only_a_screen_needs(open_page, name):
    page = open_page(PAPER)
    page.emulate_media(media="print")
    page.goto(address(name))
    assert overflow(page) <= 0, "the page is wider than the paper"
    for gone in [".main", ".tools", ".crumbs", ".downloads", ".pagination", "form", ".skip"]:
        for each in page.locator(gone).all():
            assert not each.is_visible(), gone
    assert page.locator("h1").is_visible()
    if page.locator("thead").count():
        assert page.locator("thead").first.evaluate("each => getComputedStyle(each).display") == "table-header-group"


def test_published_figures_stand_on_the_pages(open_page):
    page = open_page(NARROW)
    page.goto(address("dak-lak"))
    text = page.inner_text("main")
    for figure in ["65,49", "11,85", "17,72", "8,97", "6,69", "9,08", "11,18", "−6,00"]:
        assert figure in text
    page.goto(address("provinces"))
    text = page.inner_text("main")
    assert "62,58" in text and "68,80" in text and "55,23" in text
    page.goto(address("binh-duong"))
    text = page.inner_text("main")
    assert "78,39" in text and text.index("Dầu Tiếng") < text.index("Phú Giáo")
    page.goto(address("dak-lak", "en"))
    assert "65.49" in page.inner_text("main")


def test_a_unit_is_found_without_accents_and_by_keyboard(open_page):
    page = open_page(WIDE)
    page.goto(address("provinces"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("input[type=search]").first.fill("dak lak")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=dak*")
    assert page.locator("#ranking tbody tr").count() == 1
    assert "Đắk Lắk" in page.inner_text("#ranking")


def test_units_are_chosen_and_compared(open_page):
    page = open_page(WIDE)
    page.goto(address("provinces"))
    for unit in ["H15", "H20"]:
        page.locator(f"#ranking input[value={unit}]").check()
    page.locator("#compare button").click()
    page.wait_for_url("**/compare?units=*")
    assert "3,31" in page.inner_text(".lead")
