"""From a search to the result on a telephone's screen, for four procedures: collected at the counter, sent by post, full process with
payment, and one of which more is asked; the connection goes in the middle of one."""

import pathlib

import pytest
from house import URL, WIDE, check

PHONE = 390
UNIT = "M-X001"
PAPER = {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"}


@pytest.fixture
def citizen(open_page):
    """Somebody of the demonstration, signed in by one click."""

    def by(name="Lê Minh Khôi", width=PHONE):
        page = open_page(width)
        page.goto(f"{URL}/citizens/sign-in?lang=vi")
        page.locator("button.choice-card", has_text=name).click()
        page.wait_for_url(f"{URL}/citizens")
        return page

    return by


def press(page, step):
    page.locator(f'main form button[name="step"][value="{step}"]').first.click()
    page.wait_for_load_state()


def begin(page, search, procedure):
    """Three clicks from the search to the form (OL-11)."""
    page.goto(f"{URL}/online")
    page.fill('main input[name="q"]', search)
    page.locator("main form[role=search] button").click()
    page.locator(f'main a[href="/procedures/{procedure}"]').first.click()
    page.locator(f'main a[href="/online/procedures/{procedure}"]').click()
    page.locator("main form button").first.click()
    page.wait_for_url("**/start")
    if page.locator("#unit").count():
        page.select_option("#unit", UNIT)
    else:
        page.check(f'input[name="unit"][value="{UNIT}"]')


def send(page, delivery="counter", address=""):
    """From the screen before the last two on to the receipt; the code of the dossier."""
    page.check(f'input[name="delivery"][value="{delivery}"]')
    if address:
        page.fill("#address", address)
    press(page, "next")
    check(page, f"online-review-{delivery}")
    page.locator("main form button").first.click()
    page.wait_for_url("**/online/dossiers/*")
    check(page, f"online-receipt-{delivery}")
    return page.locator("h1").inner_text()


def act(page, code, name, **fields):
    """What an official does from the dossier's page."""
    page.goto(f"{URL}/dossiers/{code}/acts/{name}")
    for field, value in fields.items():
        control = page.locator(f'main [name="{field}"]').first
        if control.get_attribute("type") == "radio":
            page.check(f'main input[name="{field}"][value="{value}"]')
        elif control.get_attribute("type") == "checkbox":
            control.check()
        else:
            control.fill(value)
    page.locator("main form button").first.click()
    page.wait_for_url(f"**/dossiers/{code}*")


def copies(page):
    """Fills in the form of certified copies."""
    values = {
        "requester_name": "Lê Minh Khôi", "requester_birth": "14/07/2001", "requester_id": "001201000001",
        "requester_phone": "0901234567", "requester_address": "Số 5, ngõ 8"}
    for name, value in values.items():
        page.locator(f'[name="q.{name}"]').fill(value)
    for name in ("requester_province", "requester_commune"):
        control = page.locator(f'[name="q.{name}"]')
        control.evaluate("c => { c.value = [...c.options].find(o => o.value)?.value ?? ''; c.dispatchEvent(new Event('change', {bubbles: true})) }")


def test_collected_at_the_counter_with_the_connection_lost(citizen, signed_in):
    page = citizen()
    begin(page, "giám hộ", "1.004837")
    press(page, "next")
    code = send(page, "counter")
    clerk = signed_in("mot.cua")
    clerk.goto(f"{URL}/online/units/{UNIT}")
    assert code in clerk.inner_text("main")
    check(clerk, "online-waiting")
    act(clerk, code, "accept")
    head, officer = signed_in("chu.tich.phuong"), signed_in("thu.ly")
    act(head, code, "assign", officer="thu.ly")
    act(officer, code, "finish", outcome="granted", number="1/KQ")
    act(clerk, code, "return", delivery="counter")
    page.reload()
    page.check('input[name="overall"][value="3"]')
    page.locator('form[action$="/rating"] button').click()
    page.wait_for_url("**done=rated")
    check(page, "online-rated")


def test_form_goes_on_without_a_connection(citizen):
    page = citizen("Trần Văn Hòa")
    begin(page, "chứng thực bản sao", "2.000815")
    press(page, "next")
    check(page, "online-part")
    copies(page)
    page.context.set_offline(True)
    page.locator('[name="q.requester_address"]').fill("Số 7, ngõ 9")
    page.wait_for_timeout(2500)
    assert page.locator("[data-draft-state]").inner_text()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(3000)
    page.errors.clear()
    page.reload()
    assert page.locator('[name="q.requester_address"]').input_value() == "Số 7, ngõ 9"


def test_sent_by_post(citizen):
    page = citizen()
    begin(page, "kết hôn", "1.000894")
    page.goto(page.url.replace("/start", "/handing"))
    page.check('input[name="delivery"][value="post"]')
    press(page, "next")
    page.locator("main form button").first.click()
    assert "phải ghi địa chỉ" in page.inner_text("main") or "chưa điền" in page.inner_text("main")
    page.errors.clear()
    check(page, "online-refused", 422)


def test_full_process_with_payment(citizen, signed_in):
    page = citizen("Trần Văn Hòa")
    page.locator("main a", has_text="H").first.wait_for()
    # The dossier of the demonstration that owes a fee.
    for link in page.locator('main a[href^="/online/dossiers/"]').all():
        page.goto(URL + link.get_attribute("href"))
        break
    check(page, "online-owing")
    page.locator('form[action$="/payments"] button').click()
    page.wait_for_url("**/online/trial-bank*")
    check(page, "online-trial-bank")
    page.locator('button[name="choice"][value="pay"]').click()
    page.wait_for_url("**/online/payments/*")
    assert "Đã thanh toán" in page.inner_text("h1")
    check(page, "online-paid")
    head = signed_in("chu.tich.phuong", WIDE)
    head.goto(f"{URL}/online/units/{UNIT}/payments")
    assert "Khớp" in head.inner_text("main")
    check(head, "online-reconcile")


def test_more_is_asked_for(citizen):
    page = citizen("Nguyễn Thị Mai")
    for link in [each.get_attribute("href") for each in page.locator('main a[href^="/online/dossiers/"]').all()]:
        page.goto(URL + link)
        if page.locator('form[action$="/supplement"]').count():
            break
    check(page, "online-asked")
    page.locator('form[action$="/supplement"] button').click()
    page.wait_for_url("**/online/drafts/*")
    page.locator("main form button").first.click()
    page.wait_for_url("**done=supplemented")
    check(page, "online-supplemented")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_public_pages(open_page, width):
    page = open_page(width)
    for name, path in [("online", "/online"), ("online-service", "/online/procedures/2.000815")]:
        page.goto(f"{URL}{path}?lang=vi")
        check(page, name)
