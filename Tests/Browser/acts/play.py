"""A round that is played in its pages: who is in it, with which hand each works, and where it lies."""

import datetime

from hands import Keyboard, Mouse
from house import NARROW, URL, WIDE, check

# A wide screen has a mouse beside it; the narrow one is worked by keys alone.
HANDS = {WIDE: Mouse(), NARROW: Keyboard()}
# Two departments of the demonstration: that of its officer and head, and one that hands in nothing.
OWN, LATE = "M-STC", "M-SXD"


class Play:
    """A round of one year; each act begins where the one before ended, and shows its pages to `check`."""

    def __init__(self, open_page, width, year):
        self.hand, self.width, self.year = HANDS[width], width, year
        self.open_page, self.people = open_page, {}
        self.code = f"rut-gon-{year}"
        self.path = f"/assessments/rounds/{self.code}"
        self.desk = f"/rankings/desk/{self.code}"
        self.ranking = f"/rankings/{self.code}-departments"
        # The clock of the law is Vietnam's.
        self.today = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7)).date()

    def day(self, days):
        return self.today + datetime.timedelta(days=days)

    def page_of(self, login, path=None):
        """The page of somebody of the demonstration, who signs in once; opens an address in it."""
        if login not in self.people:
            page = self.people[login] = self.open_page(self.width)
            page.goto(f"{URL}/accounts/sign-in")
            self.hand.follow(page, f'button[name="login"][value="{login}"]')
            assert page.url == f"{URL}/assessments", "everybody comes to the own desk"
            self.check(page, f"desk-{login}")
        page = self.people[login]
        if path:
            assert page.goto(URL + path).status == 200
        return page

    def check(self, page, name, status=200):
        check(page, f"round-{name}", status)

    def send(self, page, button, name, done):
        """Sends a form, and looks at the page that says that it is done."""
        self.hand.follow(page, button)
        assert f"done={done}" in page.url, page.locator("main").inner_text()[:600]
        self.check(page, name)
