"""The acts of those who are asked, and of those who ask: by a link on a telephone, at a kiosk, on paper, through an enumerator."""

import re

from campaign.play import DRAWN, JUDGED, QUESTIONS, percent
from campaign.planning import HAND
from home import PHONE, fetched
from house import URL, until
from kiosk import OFFLINE, place

# Of each department so many answer on paper, and one says it to the enumerator; the others have a telephone.
PAPERS = 1


def share_out(play):
    """Who answers how: numbers and words by department."""
    play.paper, play.asked, play.linked = {}, {}, []
    for unit in JUDGED:
        own = [(number, word) for number, each, word in play.people if each == unit]
        play.paper[unit] = [number for number, _ in own[:PAPERS]]
        play.asked[unit] = own[PAPERS][0]
        play.linked += [(unit, word) for _, word in own[PAPERS + 1:]]
    # Whoever was drawn last in the longest list does not want to.
    play.refusing = next(number for number, _, word in play.people if word == play.linked[-1][1])
    play.linked.pop()


def answer_by_links(play):
    """On a telephone's screen, each by the word of the own letter."""
    page = play.open_page(PHONE)
    for count, (unit, word) in enumerate(play.linked):
        codes = play.some_answer()
        assert page.goto(f"{URL}/surveys/r/{word}").status == 200
        assert JUDGED[unit][0] in page.inner_text("main")
        if count == 0:
            play.check(page, "link-welcome")
        page.check("#consent")
        HAND.follow(page, "main form button")
        for question, code in zip(QUESTIONS, codes):
            HAND.choose(page, f"q.{question}", code)
        if count == 0:
            play.check(page, "link-form")
        HAND.follow(page, 'main form button[value="review"]:not([aria-hidden])')
        if count == 0:
            play.check(page, "link-review")
        HAND.follow(page, 'main form button[value="save"]')
        assert page.locator("[data-draft-done]").count() == 1, page.inner_text("main")
        play.note(unit, "web", codes)
    page.goto(f"{URL}/surveys/r/{word}")
    assert page.locator("#consent").count() == 0, "a link answers once"


def answer_at_a_kiosk(play, machine):
    """Half of the visitors come while the connection is away."""
    page = play.go("/kiosks")
    name = f"Quầy {play.mark}"
    # Who comes next is somebody else, however soon.
    code = place(page, name, "Người đến", episode="0")
    kiosk = machine(1280, 800)
    kiosk.pair(code, 504)
    until(kiosk.page, "navigator.serviceWorker.controller !== null")
    for visitor in range(6):
        if visitor == 2:
            kiosk.context.set_offline(True)
        if visitor == 5:
            assert kiosk.held() == 3
            kiosk.look("campaign-offline", OFFLINE)
            kiosk.context.set_offline(False)
        codes = play.some_answer()
        kiosk.finish("".join(codes))
        play.visits.append(percent(codes))
    kiosk.sent()
    play.go("/kiosks")
    assert re.search(r"\b6\b", page.locator("#kiosks tbody tr", has_text=name).inner_text())
    play.check(page, "kiosks")


def answer_on_paper(play):
    """Printed, filled in, keyed by two, settled by a third where they differ."""
    page = play.go("/paper")
    for unit, (name, _, _) in JUDGED.items():
        page.select_option("#place", f"{DRAWN}/{unit}")
        HAND.pick(page, "#cell", unit)
        HAND.write(page, "#count", str(PAPERS))
        HAND.follow(page, 'form[action$="/paper/forms"] button')
        assert "done=numbered" in page.url, page.inner_text("main")
    page.locator("details summary").click()
    serials = page.locator("details .codes li").all_inner_texts()
    units = [unit for unit in JUDGED for _ in range(PAPERS)]
    assert len(serials) == len(units)
    assert page.locator("#printed tbody tr", has_text="Người nhận kết quả").count() == len(JUDGED)
    play.check(page, "paper")
    text = fetched(page, play.path(f"/paper/forms.pdf?from={serials[0]}&to={serials[-1]}"), play.folder)
    assert all(serial in text for serial in serials)
    batch = receive(play, serials)
    forms = dict(zip(serials, [play.some_answer() for _ in serials]))
    doubtful = serials[-1]
    for login, misread in [("dieu.tra", "0"), ("quan.tri", "1")]:
        # The last form's first mark lies between two boxes; neither of the two reads it as the third will.
        key_in(play, login, batch, forms | {doubtful: [misread, *forms[doubtful][1:]]})
    forms[doubtful][0] = "2"
    settle(play, batch, doubtful)
    for serial, unit in zip(serials, units):
        play.note(unit, "paper", forms[serial])
    for unit, numbers in play.paper.items():
        page = play.go("/paper")
        page.select_option("#judged", f"{DRAWN}/{unit}")
        HAND.write(page, "#numbers", ", ".join(map(str, numbers)))
        HAND.follow(page, 'form[action$="/paper/returns"] button')
        assert "done=returns" in page.url, page.inner_text("main")


def receive(play, serials):
    page = play.go("/paper/batches")
    page.select_option("#group", DRAWN)
    HAND.write(page, "#from", "Bưu điện tỉnh")
    HAND.write(page, "#count", str(len(serials)))
    HAND.write(page, "#serials", f"{serials[0]}..{serials[-1]}")
    for field, login in [("first", "dieu.tra"), ("second", "quan.tri"), ("settler", "dieu.phoi")]:
        HAND.write(page, f"#{field}", login)
    HAND.follow(page, "main form button")
    assert "done=received" in page.url, page.inner_text("main")
    return re.search(r"PB-\d{4}-\d{4}", page.url)[0]


def key_in(play, login, batch, forms):
    clerk = play.page_of(login)
    clerk.goto(f"{URL}/surveys/batches/{batch}")
    HAND.follow(clerk, f'a[href$="/forms/{next(iter(forms))}"]')
    for serial, codes in forms.items():
        assert clerk.locator("h1").inner_text() == serial
        for question, code in zip(QUESTIONS, codes):
            HAND.choose(clerk, f"q.{question}", code)
        HAND.follow(clerk, 'main form .actions button[value="save"]')


def settle(play, batch, serial):
    page = play.coordinator
    page.goto(f"{URL}/surveys/batches/{batch}")
    assert page.locator("#differing tbody tr").count() == 1
    HAND.follow(page, f'#differing a[href$="/settlements/{serial}"]')
    HAND.choose(page, f"q.{QUESTIONS[0]}", "2")
    HAND.write(page, "#comment", "Dấu X nằm giữa hai ô")
    play.check(page, "paper-settling")
    HAND.follow(page, "main form button")
    assert "done=settled" in page.url and "87,5%" in page.inner_text("main"), "seven of eight fields agree"
    HAND.follow(page, 'form[action$="/close"] button')
    assert "done=batch_closed" in page.url, page.inner_text("main")
    play.check(page, "paper-closed")


def answer_to_an_enumerator(play):
    """Two answer on the telephone, the second at the second attempt; one refuses."""
    page = play.go(f"/groups/{DRAWN}/people")
    for number in [*play.asked.values(), play.refusing]:
        HAND.write(page, 'form[action$="/assign"] [name="login"]', "dieu.tra")
        HAND.write(page, 'form[action$="/assign"] [name="first"]', str(number))
        HAND.write(page, 'form[action$="/assign"] [name="last"]', str(number))
        HAND.follow(page, 'form[action$="/assign"] button')
        assert "done=assigned" in page.url, page.inner_text("main")
    clerk = play.page_of("dieu.tra")
    last = list(play.asked.values())[-1]
    for unit, number in play.asked.items():
        visit(play, clerk, number)
        if number == last:
            note_contact(clerk, "later")
            play.check(clerk, "enumerator")
        HAND.follow(clerk, f'main a[href*="/{unit}?way=phone"]')
        codes = play.some_answer()
        for question, code in zip(QUESTIONS, codes):
            HAND.choose(clerk, f"q.{question}", code)
        HAND.follow(clerk, 'main form button[value="review"]:not([aria-hidden])')
        HAND.follow(clerk, 'main form button[value="save"]')
        assert clerk.locator("[data-draft-done]").count() == 1, clerk.inner_text("main")
        play.note(unit, "phone", codes)
    visit(play, clerk, play.refusing)
    note_contact(clerk, "refused")


def visit(play, clerk, number):
    clerk.goto(f"{URL}/surveys/asking")
    HAND.follow(clerk, f'main a[href="/surveys/asking/{play.number}/{DRAWN}/{number}"]')


def note_contact(clerk, outcome):
    HAND.choose(clerk, "way", "phone")
    HAND.choose(clerk, "outcome", outcome)
    HAND.follow(clerk, "main form:has(#note) button")
    assert "done=noted" in clerk.url, clerk.inner_text("main")
