"""Somebody at home with a telephone, and the people of a ward who handle what was sent."""

import pathlib
import subprocess

from house import URL, check

PHONE = 390
UNIT = "M-X001"
PAPER = {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"}
REQUESTER = {
    "requester_name": "Lê Minh Khôi", "requester_birth": "14/07/2001", "requester_id": "001201000001", "requester_phone": "0901234567",
    "requester_province": "01", "requester_commune": "00004", "requester_address": "Số 5, ngõ 8"}


def press(page, step):
    """Goes on by one of the buttons of a draft."""
    page.locator(f'main form button[name="step"][value="{step}"]:not([aria-hidden])').first.click()
    page.wait_for_load_state()


def begin(page, search, procedure):
    """Three clicks from the search to the form (OL-11), then the office that is asked."""
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
    press(page, "next")


def fill(page, values):
    """Answers of a form, whatever each is asked by."""
    for name, value in values.items():
        control = page.locator(f'[name="q.{name}"]')
        control.first.wait_for()
        if control.first.get_attribute("type") == "radio":
            page.locator(f'[name="q.{name}"][value="{value}"]').check()
        elif control.first.evaluate("control => control.tagName") == "SELECT":
            page.wait_for_function("([name, value]) => [...document.getElementsByName(name)[0].options].some(o => o.value == value)", arg=[f"q.{name}", value])
            control.select_option(value)
        else:
            control.fill(value)


def send(page, delivery, address=""):
    """From how the result is wanted on to the receipt; the code of the dossier."""
    page.check(f'input[name="delivery"][value="{delivery}"]')
    if address:
        page.fill("#address", address)
    press(page, "next")
    check(page, f"online-review-{delivery}")
    page.locator("main form button").first.click()
    page.wait_for_url("**/online/dossiers/*")
    check(page, f"online-receipt-{delivery}")
    return page.locator("h1").inner_text()


def act(page, code, name, files=None, **fields):
    """What an official does from the dossier's page."""
    page.goto(f"{URL}/dossiers/{code}/acts/{name}")
    for field, value in fields.items():
        control = page.locator(f'main [name="{field}"]').first
        kind = control.get_attribute("type")
        if kind == "radio":
            page.check(f'main input[name="{field}"][value="{value}"]')
        elif kind == "checkbox":
            control.check()
        elif control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    for field, file in (files or {}).items():
        page.set_input_files(f'main [name="{field}"]', file)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    assert "/acts/" not in page.url, page.inner_text("main")


def rate(page, degree, name):
    """How content the citizen is (OL-15)."""
    page.check(f'input[name="overall"][value="{degree}"]')
    page.locator('form[action$="/rating"] button').click()
    page.wait_for_url("**done=rated")
    check(page, name)


def fetched(page, address, folder):
    """A paper as the browser gets it, read by another program."""
    answer = page.request.get(address if address.startswith("http") else URL + address)
    assert answer.status == 200, address
    assert answer.headers["content-type"].startswith("application/pdf")
    file = pathlib.Path(folder) / "paper.pdf"
    file.write_bytes(answer.body())
    return subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True).stdout
