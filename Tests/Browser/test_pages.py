"""Every public page in a real browser: wide and narrow, by keyboard, and through an accessibility checker."""

import os
import pathlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

URL = os.environ["CCHC_URL"]
SCREENSHOTS = pathlib.Path(os.environ.get("CCHC_SCREENSHOTS", "var/screenshots"))
PAGES = {
    "front": "/",
    "rankings": "/rankings",
    "provinces": "/rankings/766-2026-10-10",
    "dak-lak": "/rankings/766-2026-10-10/units/H15",
    "compare": "/rankings/766-2026-10-10/compare?units=H15,H20",
    "binh-duong": "/rankings/binh-duong-2017",
    "departments": "/rankings/tinh-mau-so-2024",
    "department": "/rankings/tinh-mau-so-2024/units/M-SNV",
    "dictionary": "/rankings/dictionary",
    "criteria": "/criteria",
    "framework": "/criteria/qd-766@2026",
    "facts": "/facts",
    "statements": "/facts/statements",
    "missing": "/no-such-page",
}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CCHC_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def page(browser, request):
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.errors = []
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_fits_and_is_accessible(page, name):
    response = page.goto(URL + PAGES[name])
    assert response.status == (404 if name == "missing" else 200)
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator("h1").count() == 1
    width = page.viewport_size["width"]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the screen"
    violations = Axe().run(page).response["violations"]
    assert not violations, [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in violations]
    unexpected = [text for text in page.errors if name != "missing" or "404" not in text]
    assert not unexpected


def test_published_figures_stand_on_the_pages(page):
    page.goto(URL + PAGES["dak-lak"])
    text = page.inner_text("main")
    for figure in ["65,49", "11,85", "17,72", "8,97", "6,69", "9,08", "11,18", "−6,00"]:
        assert figure in text
    page.goto(URL + PAGES["provinces"])
    text = page.inner_text("main")
    assert "62,58" in text and "68,80" in text and "55,23" in text
    page.goto(URL + PAGES["binh-duong"])
    text = page.inner_text("main")
    assert "78,39" in text and text.index("Dầu Tiếng") < text.index("Phú Giáo")


def test_a_unit_is_found_without_accents_and_by_keyboard(page):
    page.goto(URL + PAGES["provinces"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("input[type=search]").first.fill("dak lak")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=dak*")
    rows = page.locator("table").last.locator("tbody tr")
    assert rows.count() >= 1
    assert "Đắk Lắk" in page.inner_text("main")


def test_both_languages_answer(page):
    page.goto(URL + PAGES["dak-lak"] + "?lang=en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "65.49" in page.inner_text("main")
