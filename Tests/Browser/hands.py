"""Two ways to work a page: with the mouse, and with the keyboard alone."""

from house import enter, tab_to

# No form of the product has more stops than the board of a round.
FAR = 400


class Mouse:
    """Clicks and fills."""

    def follow(self, page, selector):
        """Follows a link, or sends a form by its button, and waits for the page that comes."""
        with page.expect_navigation():
            page.locator(selector).first.click()

    def press(self, page, selector):
        page.locator(selector).first.click()

    def write(self, page, selector, text):
        page.fill(selector, text)

    def date(self, page, selector, day):
        page.fill(selector, day.isoformat())

    def choose(self, page, name, value):
        """One of several answers."""
        page.locator(f'input[name="{name}"][value="{value}"]').check()

    def pick(self, page, selector, text):
        """The entry of a list in which the text stands."""
        page.select_option(selector, value=entry(page, selector, text))

    def tick(self, page, selector):
        page.locator(selector).click()

    def attach(self, page, selector, file):
        page.set_input_files(selector, file)


class Keyboard:
    """Tab, Space, Enter, arrows and letters; nothing is clicked, no field is set from outside."""

    def follow(self, page, selector):
        tab_to(page, selector, FAR)
        enter(page)

    def press(self, page, selector):
        tab_to(page, selector, FAR)
        page.keyboard.press("Enter")

    def write(self, page, selector, text):
        tab_to(page, selector, FAR)
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(text)

    def date(self, page, selector, day):
        # Part after part, in the order of the browser's own language.
        tab_to(page, selector, FAR)
        page.keyboard.type(day.strftime("%m%d%Y"))
        assert page.input_value(selector) == day.isoformat()

    def choose(self, page, name, value):
        tab_to(page, f'input[name="{name}"]', FAR)
        for _ in range(20):
            if page.evaluate("document.activeElement.value") == value:
                page.keyboard.press("Space")
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def pick(self, page, selector, text):
        value = entry(page, selector, text)
        tab_to(page, selector, FAR)
        page.keyboard.press("Home")
        for _ in range(400):
            if page.evaluate("document.activeElement.value") == value:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} does not come to {text}")

    def tick(self, page, selector):
        tab_to(page, selector, FAR)
        page.keyboard.press("Space")

    def attach(self, page, selector, file):
        # The window in which one chooses a file is the system's own.
        tab_to(page, selector, FAR)
        page.set_input_files(selector, file)


def entry(page, selector, text):
    """The value of the entry of a list in which the text stands."""
    return page.locator(selector).locator("option", has_text=text).first.get_attribute("value")
