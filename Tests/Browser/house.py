"""Where the demonstration is, and what every page is held to."""

import os
import pathlib
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

URL = os.environ["CCHC_URL"]
SCREENSHOTS = pathlib.Path(os.environ.get("CCHC_SCREENSHOTS", "var/screenshots"))
# Nobody looks at pictures where nobody sits.
TAKES_PICTURES = "CI" not in os.environ
WIDE, NARROW = 1280, 320
# Every page is looked at in each of these; where CCHC_SIZE is not full, in one of them, by turns.
VIEWS = [(width, language) for language in ("vi", "en") for width in (WIDE, NARROW)]
IS_FULL = os.environ.get("CCHC_SIZE") == "full"

all_views = pytest.mark.parametrize(("width", "language"), VIEWS)
# Of a way through several pages: in each language and at each width once.
both_ways = pytest.mark.parametrize(("width", "language"), VIEWS if IS_FULL else [VIEWS[0], VIEWS[3]])


def by_turns(pages, width, language):
    """What a view shows of a dictionary of pages."""
    turn = VIEWS.index((width, language))
    return [item for place, item in enumerate(pages.items()) if IS_FULL or place % len(VIEWS) == turn]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def check(page, name, status=200):
    """Holds the page that is open to the rules of all pages, and takes a picture of it where somebody will look.

    `status` is what the page was answered with: the browser complains of one that is no success. Complaints since the last check
    count, those before do not.
    """
    language = page.locator("html").get_attribute("lang")
    assert page.locator("h1").count() == 1
    if TAKES_PICTURES:
        page.screenshot(path=SCREENSHOTS / f"{name}-{language}-{page.viewport_size['width']}.png", full_page=True)
    assert overflow(page) <= 0, "the page is wider than the screen"
    violations = Axe().run(page).response["violations"]
    assert not violations, [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in violations]
    unexpected = [text for text in page.errors if status == 200 or str(status) not in text]
    assert not unexpected, unexpected
    page.errors.clear()


def tab_to(page, selector, most=60):
    """Goes on by Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {most} times Tab")


def type_into(page, selector, text):
    """Reaches a field by Tab and types; nothing is clicked."""
    tab_to(page, selector)
    page.keyboard.type(text)


def enter(page):
    """Presses Enter and waits for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def until(page, script, *given):
    """Waits for what a page says; its rules forbid scripts that are made of text, so it is asked from outside."""
    for _ in range(600):
        if page.evaluate(script, *given):
            return
        time.sleep(0.1)
    raise AssertionError(script)
