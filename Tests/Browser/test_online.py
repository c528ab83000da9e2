"""From a search to the result on a telephone's screen, for four procedures: collected at the counter, sent by post, full process with
payment, and one of which more is asked. The connection goes in the middle of one."""

import re

import pytest
from home import PAPER, PHONE, REQUESTER, UNIT, act, begin, fetched, fill, press, rate, send
from house import URL, WIDE, check


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


@pytest.fixture
def ward(signed_in):
    """The clerk, the head and the officer of the ward that is asked."""
    return tuple(signed_in(login) for login in ("mot.cua", "chu.tich.phuong", "thu.ly"))


def test_collected_at_the_counter(citizen, ward, tmp_path):
    clerk, head, officer = ward
    page = citizen()
    begin(page, "giám hộ", "1.004837")
    code = send(page, "counter")
    receipt = fetched(page, page.locator("main a", has_text="PDF").first.get_attribute("href"), tmp_path)
    assert code in receipt and "Lê Minh Khôi" in receipt
    clerk.goto(f"{URL}/online/units/{UNIT}")
    assert code in clerk.inner_text("main")
    check(clerk, "online-waiting")
    act(clerk, code, "accept")
    act(head, code, "assign", officer="thu.ly")
    act(officer, code, "finish", outcome="granted", number="1/KQ")
    act(clerk, code, "return", delivery="counter")
    page.reload()
    rate(page, 3, "online-rated")


def test_sent_by_post_with_the_connection_lost_in_between(citizen, ward):
    clerk, head, officer = ward
    page = citizen()
    begin(page, "tình trạng hôn nhân", "1.004873")
    check(page, "online-part")
    fill(page, REQUESTER | {"for_self": "yes"})
    page.context.set_offline(True)
    fill(page, {"requester_address": "Số 7, ngõ 9"})
    page.locator("[data-draft-state]", has_text="thiết bị này").wait_for()
    check(page, "online-offline", "ERR_INTERNET_DISCONNECTED")
    # Nothing is sent into the void: the page stays, with what was typed.
    press(page, "next")
    assert page.locator('[name="q.requester_address"]').input_value() == "Số 7, ngõ 9"
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.errors.clear()
    page.reload()
    page.wait_for_function("document.getElementsByName('q.requester_address')[0].value == 'Số 7, ngõ 9'")
    press(page, "next")
    fill(page, {"ethnicity": "Kinh", "nationality": "Việt Nam", "residence_from": "01/01/2010", "status": "single", "purpose": "loan"})
    press(page, "next")
    fill(page, {"receiving": "post", "receiving_address": "Số 7, ngõ 9"})
    press(page, "next")
    # Without an address nothing can be posted.
    page.check('input[name="delivery"][value="post"]')
    page.fill("#address", "")
    press(page, "next")
    page.locator("main form button").first.click()
    page.locator("main .notice, main .error-summary").first.wait_for()
    check(page, "online-refused", 422)
    page.goto(re.sub("/review.*", "/handing", page.url))
    code = send(page, "post", "Số 7, ngõ 9, phường Mẫu")
    act(clerk, code, "accept")
    act(head, code, "assign", officer="thu.ly")
    act(officer, code, "finish", outcome="granted", number="2/XN")
    act(clerk, code, "return", delivery="post", parcel="EA123456789VN", paid="yes")
    page.reload()
    assert "EA123456789VN" in page.inner_text("main")
    check(page, "online-posted")
    act(clerk, code, "parcel")
    page.reload()
    rate(page, 2, "online-rated-post")


def test_full_process_with_payment(citizen, ward, tmp_path):
    clerk, head, officer = ward
    page = citizen()
    begin(page, "chứng thực bản sao", "2.000815")
    fill(page, REQUESTER)
    press(page, "next")
    fill(page, {"documents.1.document_name": "Bằng tốt nghiệp", "documents.1.document_language": "vi", "documents.1.pages": "2", "documents.1.copies": "3"})
    press(page, "next")
    press(page, "next")
    fill(page, {"receiving": "online"})
    press(page, "next")
    code = send(page, "online")
    act(clerk, code, "accept")
    act(head, code, "assign", officer="thu.ly")
    act(officer, code, "payment", text="Phí chứng thực ba bản sao", dong="16.000")
    page.reload()
    check(page, "online-owing")
    page.locator('form[action$="/payments"] button').click()
    page.wait_for_url("**/online/trial-bank*")
    check(page, "online-trial-bank")
    page.locator('button[name="choice"][value="pay"]').click()
    page.wait_for_url("**/online/payments/*")
    assert "Đã thanh toán" in page.inner_text("h1")
    check(page, "online-paid")
    head.goto(f"{URL}/online/units/{UNIT}/payments")
    assert "Khớp" in head.inner_text("main")
    check(head, "online-reconcile")
    act(officer, code, "finish", outcome="granted", number="3/CTBS", files={"result_file": PAPER})
    act(clerk, code, "return", delivery="online")
    page.goto(f"{URL}/online/dossiers/{code}")
    check(page, "online-result")
    result = page.locator('main a[href$="/result"]').get_attribute("href")
    assert page.request.get(URL + result).body() == PAPER["buffer"]
    rate(page, 3, "online-rated-paid")


def test_more_is_asked_for(citizen, ward):
    clerk, head, officer = ward
    page = citizen("Trần Văn Hòa")
    begin(page, "đăng ký tạm trú", "1.004194")
    fill(page, REQUESTER | {"requester_name": "Trần Văn Hòa"})
    press(page, "next")
    fill(page, {
        "stay_province": "01", "stay_commune": "00008", "stay_address": "Phòng 12, ngõ 8", "stay_from": "01/12/2026", "stay_to": "15/12/2026",
        "stay_why": "work", "employer": "Xưởng may Mẫu", "landlord": "Phạm Thị Chủ", "landlord_phone": "0911222333"})
    press(page, "next")
    press(page, "next")
    fill(page, {"receiving": "counter"})
    press(page, "next")
    code = send(page, "counter")
    act(clerk, code, "accept")
    act(head, code, "assign", officer="thu.ly")
    act(officer, code, "supplement", text="Bản sao hợp đồng thuê nhà", document="12/YC-BS")
    page.goto(f"{URL}/citizens/messages")
    assert code in page.inner_text("main")
    page.goto(f"{URL}/online/dossiers/{code}")
    assert "hợp đồng thuê nhà" in page.inner_text("main")
    check(page, "online-asked")
    page.locator('form[action$="/supplement"] button').click()
    page.wait_for_url("**/online/drafts/*")
    press(page, "next")
    page.set_input_files('[name="q.lease"]', PAPER)
    check(page, "online-supplement")
    for _ in range(3):
        press(page, "next")
    assert "giay.pdf" in page.inner_text("main")
    page.locator("main form button").first.click()
    page.wait_for_url("**done=supplemented")
    check(page, "online-supplemented")
    act(officer, code, "finish", outcome="granted", number="4/GH")
    act(clerk, code, "return", delivery="counter", paid="yes")
    page.reload()
    rate(page, 3, "online-rated-supplemented")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_public_pages(open_page, width):
    page = open_page(width)
    for name, path in [("online", "/online"), ("online-service", "/online/procedures/2.000815")]:
        page.goto(f"{URL}{path}?lang=vi")
        check(page, name)
