"""A day of the one-stop shop in a real browser: a clerk, an officer, their head and a citizen, by mouse and by keys."""

import re

import pytest
from hands import Keyboard, Mouse
from house import NARROW, URL, WIDE, all_views, by_turns, check

DESK = "/dossiers/units/M-X001"
# What the people of the ward see; `{dossier}` is one that is being worked on.
PAGES = {
    "dossiers-desks": ("mot.cua", "/dossiers/desk"),
    "dossiers-desk": ("mot.cua", DESK),
    "dossiers-desk-late": ("thu.ly", f"{DESK}?part=late"),
    "dossiers-desk-all": ("chu.tich.phuong", f"{DESK}?part=all"),
    "dossiers-desk-found": ("thu.ly", f"{DESK}?q=nguyen&part=all"),
    "dossiers-handover": ("chu.tich.phuong", f"{DESK}/handover"),
    "dossiers-procedures": ("mot.cua", f"{DESK}/reception?q=khai+sinh"),
    "dossiers-reception": ("mot.cua", f"{DESK}/reception/1.000656"),
    "dossiers-dossier": ("thu.ly", "{dossier}"),
    "dossiers-supplement": ("thu.ly", "{dossier}/acts/supplement"),
    "dossiers-finish": ("thu.ly", "{dossier}/acts/finish"),
    "dossiers-consult": ("thu.ly", "{dossier}/acts/consult"),
    "dossiers-extend": ("chu.tich.phuong", "{dossier}/acts/extend"),
    "dossiers-guidance": ("mot.cua", f"{DESK}/guidance"),
    "dossiers-books": ("mot.cua", f"{DESK}/books"),
    "dossiers-steps-due": ("thu.ly", f"{DESK}?part=step"),
    "dossiers-clocks": ("kiem.soat", "/dossiers/clocks?q=khai+tu"),
    "dossiers-clock": ("kiem.soat", "/dossiers/clocks/1.000656"),
    "figures-on-time": ("chu.tich.phuong", "/dossiers/figures?by=procedure"),
    "figures-report": ("kiem.soat", "/dossiers/figures/report"),
    "figures-scores": ("lanh.dao", "/dossiers/figures/scores"),
    "figures-index": ("kiem.soat", "/dossiers/figures/index"),
    "figures-oddities": ("kiem.soat", "/dossiers/figures/oddities"),
    "figures-live": ("lanh.dao", "/rankings/live"),
    "queue-hours": ("chu.tich.phuong", "/dossiers/queue/M-X001/hours"),
}


def in_process(page):
    """The address of a dossier that the officer is working on, and that is due on some day."""
    page.goto(f"{URL}{DESK}?part=open&own=1")
    for row in page.locator("table#dossiers tbody tr").all():
        told = row.inner_text()
        if ("Đang xử lý" in told or "In process" in told) and re.search(r"\d\d/\d\d/\d{4}|\d{4}-\d\d-\d\d", told):
            return row.locator("a").first.get_attribute("href")
    raise AssertionError("the demonstration has no dossier in process")


@all_views
def test_every_page_of_the_shop_is_for_everybody(signed_in, width, language):
    pages, dossier = {}, None
    for name, (login, path) in by_turns(PAGES, width, language):
        if login not in pages:
            pages[login] = signed_in(login, width, language)
        page = pages[login]
        if "{dossier}" in path:
            dossier = dossier or in_process(signed_in("thu.ly", width, language))
            path = path.format(dossier=dossier)
        answer = page.goto(f"{URL}{path}")
        assert answer.status == 200, (name, answer.status)
        check(page, name)


@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_a_dossier_goes_from_the_counter_to_its_citizen(signed_in, open_page, hands):
    clerk, officer, head = (signed_in(login) for login in ("mot.cua", "thu.ly", "chu.tich.phuong"))

    # The clerk finds the procedure without diacritics and forgets the name first.
    clerk.goto(f"{URL}{DESK}/reception")
    hands.write(clerk, "#q", "khai tu")
    hands.follow(clerk, "main form[role=search] button")
    hands.follow(clerk, 'a[href$="/reception/1.000656"]')
    assert re.search(r"\d\d:\d\d \d\d/\d\d/\d{4}", clerk.inner_text("p.lead")), "the appointment is told beforehand"
    for select in clerk.locator("ol.papers select").all():
        select.select_option("original")
    hands.follow(clerk, "main form button >> nth=-1" if isinstance(hands, Mouse) else "main .actions button")
    assert "error-summary" in clerk.content()
    check(clerk, "dossiers-reception-refused", status=422)
    hands.write(clerk, "#name", "Trần Thị Kiểm Thử")
    for select in clerk.locator("ol.papers select").all():
        select.select_option("original")
    hands.follow(clerk, "main form button >> nth=-1" if isinstance(hands, Mouse) else "main .actions button")
    code = re.search(r"/dossiers/([^?/]+)", clerk.url)[1]
    assert "Trần Thị Kiểm Thử" in clerk.inner_text("main")
    check(clerk, "dossiers-received")

    # The head gives it to the officer, who asks for what is missing.
    head.goto(f"{URL}/dossiers/{code}")
    hands.follow(head, 'a[href$="/acts/assign"]')
    hands.choose(head, "officer", "thu.ly")
    hands.follow(head, "main form button")
    officer.goto(f"{URL}{DESK}")
    hands.write(officer, "#code", f"{URL}/dossiers/track/{code}")  # as a scanner types what a QR code holds
    hands.follow(officer, 'form[action="/dossiers/open"] button')
    assert code in officer.inner_text("h1")
    hands.follow(officer, 'a[href$="/acts/supplement"]')
    hands.write(officer, "#text", "Bản sao giấy tờ tùy thân của người chết")
    hands.write(officer, "#document", "7/PYC")
    hands.follow(officer, "main form button")
    assert "Yêu cầu bổ sung giấy tờ" in officer.inner_text("p.lead")

    # The citizen sees how far it is, and nothing else.
    citizen = open_page(NARROW)
    citizen.goto(f"{URL}/dossiers")
    hands.write(citizen, "#code", code.lower())
    hands.follow(citizen, "main form button")
    told = citizen.inner_text("main")
    assert "Yêu cầu bổ sung giấy tờ" in told and "Kiểm Thử" not in told and "khai tử" not in told
    check(citizen, "dossiers-tracked")

    # The supplement comes, the work goes on to its end, the result is handed over.
    clerk.goto(f"{URL}/dossiers/{code}")
    hands.follow(clerk, 'a[href$="/acts/take_supplement"]')
    hands.follow(clerk, "main form button")
    officer.goto(f"{URL}/dossiers/{code}")
    assert officer.locator('a[href$="/acts/supplement"]').count() == 0, "a supplement is asked for once only (OS-13)"
    hands.follow(officer, 'a[href$="/acts/finish"]')
    hands.write(officer, "#number", "15/TLKT")
    hands.follow(officer, "main form button")
    clerk.goto(f"{URL}{DESK}?part=to_return")
    assert code in clerk.inner_text("table#dossiers")
    hands.follow(clerk, f'a[href="/dossiers/{code}"]')
    hands.follow(clerk, 'a[href$="/acts/return"]')
    hands.follow(clerk, "main form button")
    assert "Đã trả kết quả" in clerk.inner_text("p.lead")
    check(clerk, "dossiers-returned")

    # It is counted, and the number leads back to it; figures may be 20 seconds behind.
    for _ in range(30):
        head.goto(f"{URL}/dossiers/figures?by=procedure")
        row = head.locator("table#on-time tbody tr", has_text="khai tử")
        if row.count():
            with head.expect_navigation():
                row.first.locator("a").first.click()
            if code in head.inner_text("main"):
                return
        head.wait_for_timeout(1000)
    raise AssertionError("the dossier is not counted")


def test_two_people_with_one_dossier_do_not_overwrite_each_other(signed_in):
    first, second = signed_in("thu.ly"), signed_in("chu.tich.phuong")
    address = URL + in_process(first)
    first.goto(f"{address}/acts/supplement")
    second.goto(f"{address}/acts/stop")
    first.fill("#text", "Thiếu giấy tờ")
    first.locator("main form button").click()
    second.fill("#text", "Không đủ điều kiện")
    second.locator("main form button").click()
    assert second.locator(".error-summary, .notice.warning").count() == 1
    check(second, "dossiers-conflict", status=409)
    second.goto(address)
    assert "Yêu cầu bổ sung giấy tờ" in second.inner_text("p.lead")


def without_refresh(page):
    """The board as it is, but standing still while it is looked at."""

    def answer(route):
        response = route.fetch()
        route.fulfill(response=response, body=re.sub(r'<meta http-equiv="refresh"[^>]*>', "", response.text()))

    page.route("**/board*", answer)
    page.route("**/queue/M-X001", answer)


@pytest.mark.parametrize(("width", "language"), [(1920, "vi"), (WIDE, "en"), (NARROW, "vi")])
def test_a_number_is_taken_called_and_shown_on_the_board(signed_in, open_page, width, language):
    queue = f"{URL}/dossiers/queue/M-X001"
    hall = open_page(width)
    without_refresh(hall)
    hall.goto(f"{queue}?lang={language}")
    check(hall, "queue-kiosk")
    hall.locator(".kiosk button").click()
    number = hall.locator(".ticket strong").inner_text()
    check(hall, "queue-taken")

    clerk = signed_in("mot.cua", width, language)
    for _ in range(60):
        clerk.goto(f"{queue}/desk?counter=1")
        clerk.locator("form:has(input[value=next]) button").click()
        if clerk.locator(".ticket strong").inner_text() == number:
            break
    check(clerk, "queue-desk")
    hall.goto(f"{queue}/board")
    row = hall.locator("table#board tbody tr", has=hall.locator("th", has_text=re.compile(rf"^{number}$")))
    assert row.locator("td").first.inner_text() == "1"
    assert hall.locator("nav").count() == 0, "a screen in a hall leads nowhere else"
    check(hall, "queue-board")
