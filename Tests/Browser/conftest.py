"""The browser, and people of the demonstration in it."""

import os
import pathlib
import sys

import pytest
from house import URL, WIDE
from kiosk import VOICES, Kiosk
from playwright.sync_api import sync_playwright

# The papers of the simulated round serve here, too.
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "Simulation"))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CCHC_CHROMIUM", "/usr/bin/chromium-headless-shell"), args=["--no-sandbox", "--lang=en-US"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser):
    """A page of a browser of its own, so many pixels wide; what its console complains of is in `page.errors`."""
    contexts = []

    def at(width):
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        contexts.append(context)
        # Patience, not a demand: other stages run beside this one.
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.errors = []
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        return page

    yield at
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(open_page):
    """A page on which somebody of the demonstration has signed in by one click: `signed_in("can.bo", NARROW)`."""

    def by(login, width=WIDE, language="vi"):
        page = open_page(width)
        page.goto(f"{URL}/accounts/sign-in?lang={language}")
        page.locator(f'button[name="login"][value="{login}"]').click()
        page.wait_for_url(lambda address: "/accounts/sign-in" not in address)
        return page

    return by


@pytest.fixture
def machine(browser):
    """A kiosk with a screen of so many pixels, whose voice can be asked what it said: `machine(1280, 800)`."""
    contexts = []

    def at(width, height, voices=VOICES):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", has_touch=True)
        context.add_init_script(voices)
        contexts.append(context)
        return Kiosk(context)

    yield at
    for context in contexts:
        context.close()
