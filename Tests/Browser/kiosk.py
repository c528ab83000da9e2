"""A kiosk at the counter, as the tests of it work it: a machine that is paired and answered, and the officer who registers it."""

from hands import Mouse
from house import URL, check, until

SCREEN = f"{URL}/surveys/kiosk/screen"
PIN = "2468"

# What would be said, kept instead of said.
VOICES = """
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "vi-VN" }, { lang: "en-US" }], cancel() {}, speak(words) { window.said.push([words.lang, words.text]); },
  addEventListener() {} } });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
# What the browser says of a report that does not arrive.
OFFLINE = "ERR_INTERNET_DISCONNECTED"
SILENT = "delete window.speechSynthesis; Object.defineProperty(window, 'speechSynthesis', { value: undefined });"


class Kiosk:
    """A machine at the counter: its browser outlives its pages."""

    def __init__(self, context):
        self.context = context
        context.set_default_timeout(60_000)
        self.open()

    def open(self):
        self.page = self.context.new_page()
        self.page.errors = []
        self.page.on("console", lambda message: self.page.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.page.errors.append(str(error)))
        self.page.goto(SCREEN)

    def at(self, screen):
        self.page.locator(f"[data-kiosk][data-screen={screen}]").wait_for()

    def act(self, name):
        self.page.locator(f"[data-act={name}]").click()

    def answer(self, code):
        """Touches an answer and waits for the next screen."""
        title = self.page.inner_text("h1")
        self.page.locator(f'[data-code="{code}"]').click()
        until(self.page, "title => document.querySelector('h1').innerText !== title", title)

    def pair(self, code, card):
        self.at("pairing")
        self.page.fill("#code", code)
        self.act("pair")
        self.at("calibration")
        self.page.locator("#width").evaluate("(range, width) => { range.value = width; range.dispatchEvent(new Event('input')); }", card)
        self.act("save")
        self.at("start")

    def held(self):
        return self.page.evaluate("kioskStore.count()")

    def begin(self):
        self.act("begin")
        self.at("question")

    def finish(self, codes="1111"):
        """Answers the four questions of TT 01/2018 and sends them."""
        self.begin()
        for code in codes:
            self.answer(code)
        self.at("sending")
        self.act("send")
        self.at("thanks")
        self.act("close")
        self.at("start")

    def sent(self):
        """Waits until the house has all."""
        self.page.evaluate("kioskLink.report()")
        until(self.page, "kioskStore.count().then(count => count === 0)")

    def look(self, name, complaint=200):
        """All that every page is held to, and what a kiosk's is besides: it fills its screen, and nothing is smaller than 16 mm.

        `complaint` is what the browser may say of reports that do not arrive.
        """
        check(self.page, f"kiosk-{name}", complaint)
        assert self.page.evaluate("document.documentElement.scrollHeight - window.innerHeight") <= 0, name
        assert self.page.locator("a").count() == 0, "nothing leads away"
        small = self.page.evaluate(
            """() => { const mm = parseFloat(getComputedStyle(document.body).getPropertyValue("--mm"));
            return [...document.querySelectorAll("button")].map((button) => button.getBoundingClientRect())
              .filter((box) => box.width > 0 && Math.min(box.width, box.height) < 16 * mm - 0.5).length; }"""
        )
        assert small == 0, name


def register(signed_in, name):
    """A new device of the demonstration's campaign; the page on which its code is told, and the code."""
    hands, officer = Mouse(), signed_in("dieu.phoi")
    officer.goto(f"{URL}/surveys")
    hands.follow(officer, 'tr:has-text("Hài lòng về bộ phận một cửa (minh họa)") a[href^="/surveys/campaigns/KS-"]')
    hands.follow(officer, 'a[href$="/kiosks"]')
    devices = officer.url
    return officer, devices, place(officer, name, "Người đến")


def place(officer, name, group, episode=""):
    """Fills in the form of the page of kiosks; the code by which a machine takes the place."""
    hands = Mouse()
    hands.write(officer, "#name", name)
    hands.pick(officer, "#place", group)
    hands.write(officer, "#pin", PIN)
    if episode:
        hands.write(officer, "#episode", episode)
    with officer.expect_response(lambda answer: answer.request.method == "POST"):
        officer.locator("main form button").last.click()
    return officer.locator(".ticket strong").inner_text()


def line(officer, devices, name):
    officer.goto(devices)
    return officer.locator("#kiosks tbody tr", has_text=name).inner_text()
