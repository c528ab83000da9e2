"""Knowledge tests in a real browser: somebody who sits one, with scripts and without, and whoever organises it."""

import datetime
import re
import subprocess

import pytest
from hands import Keyboard, Mouse
from house import NARROW, URL, WIDE, all_views, by_turns, check, until

PHONE = 390
# Of the demonstration: one that is open, one whose results are out.
OPEN, PAST = "đợt minh họa đang mở", "đợt minh họa đã có kết quả"


def link(page, table, title):
    """The address of a test, by its title, in one of the tables of the first page."""
    page.goto(f"{URL}/exams")
    return URL + page.locator(f"#{table} a", has_text=title).first.get_attribute("href")


def answered(page):
    """The chosen answers by the names of their questions, as the page shows them."""
    return page.evaluate("Object.fromEntries([...document.querySelectorAll('input[type=radio]:checked')].map((one) => [one.name, one.value]))")


def saved(page):
    """Waits until the script says that the server has what is chosen."""
    until(page, "document.querySelector('[data-draft-state]').textContent.startsWith('Máy chủ đã lưu')")


@all_views
def test_every_page_of_tests_is_for_everybody(open_page, signed_in, width, language):
    admin = signed_in("quan.tri", width, language)
    past = link(admin, "all", PAST)
    admin.goto(past)
    certificate = URL + admin.locator('#people a[href^="/exams/certificates/"]').first.get_attribute("href")
    person = URL + admin.locator('#people a[href*="/people/"]').first.get_attribute("href")
    pages = {
        "exams": f"{URL}/exams", "exams-bank": f"{URL}/exams/bank", "exams-question": f"{URL}/exams/bank/MC-01",
        "exams-import": f"{URL}/exams/bank/import", "exams-new": f"{URL}/exams/new", "exams-results": past, "exams-items": f"{past}/items",
        "exams-person": person,
    }
    for name, address in by_turns(pages, width, language):
        assert admin.goto(address).status == 200, name
        check(admin, name)
    reader = open_page(width)
    for name, address in {"exams-outside": f"{URL}/exams", "exams-check": f"{URL}/exams/certificates", "exams-certificate": certificate}.items():
        assert reader.goto(f"{address}?lang={language}").status == 200, name
        check(reader, name)
    sitter = signed_in("thanh.tra", width, language)
    sitter.goto(link(sitter, "own", PAST))
    check(sitter, "exams-own-result")


def test_a_test_is_sat_with_scripts_and_goes_on_at_another_machine(open_page, signed_in):
    hands, first = Mouse(), signed_in("can.bo", PHONE)
    first.goto(link(first, "own", OPEN))
    check(first, "exams-before")
    hands.follow(first, "main form button")
    assert re.fullmatch(r"Còn lại (29|30):\d\d", first.inner_text("[data-clock-left]"))
    questions = first.locator(".paper-question").count()
    assert questions == 20
    for question in range(1, 6):
        hands.choose(first, f"q.{question}", "2")
    saved(first)
    check(first, "exams-paper")

    # The browser is closed without a word; another one has what was chosen.
    second = signed_in("can.bo", WIDE)
    second.goto(first.url)
    assert answered(second) == {f"q.{question}": "2" for question in range(1, 6)}
    hands.choose(second, "q.1", "1")
    saved(second)

    # The first machine, left open, does not undo it.
    hands.choose(first, "q.2", "1")
    until(first, "document.querySelector('[data-draft-state]').textContent.includes('đang được làm ở nơi khác')")
    first.errors.clear()
    first.reload()
    assert answered(first)["q.1"] == "1" and answered(first)["q.2"] == "2"

    # Without a connection answers stay, and go out when it is back.
    first.context.set_offline(True)
    hands.choose(first, "q.6", "3")
    until(first, "document.querySelector('[data-draft-state]').textContent.startsWith('Không có kết nối')")
    first.context.set_offline(False)
    saved(first)
    first.errors.clear()

    hands.follow(first, 'button[value="review"]')
    assert "Đã trả lời 6 trên 20 câu." in first.inner_text("main")
    check(first, "exams-review")
    hands.follow(first, 'a[href$="#question-7"]')
    hands.choose(first, "q.7", "1")
    hands.follow(first, 'button[value="review"]')
    hands.follow(first, "main form button")
    assert "Bạn đã nộp bài." in first.inner_text("main") and "7 / 20" in first.inner_text("main")
    check(first, "exams-after")
    assert first.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:exams/')).length") == 0


def test_a_test_is_sat_by_keys_without_scripts(browser, signed_in):
    keys, hands = Keyboard(), Mouse()
    state = signed_in("thu.truong").context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, viewport={"width": NARROW, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{URL}/exams")
    address = URL + page.locator("#own a", has_text=OPEN).first.get_attribute("href")
    page.goto(address)
    hands.follow(page, "main form button")
    assert "Làm bài đến" in page.inner_text(".clock")
    page.locator('input[name="q.1"][value="1"]').focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.locator('button[value="save"]').focus()
        page.keyboard.press("Enter")
    assert page.locator("input:checked").count() == 1
    hands.follow(page, 'button[value="review"]')
    assert "Đã trả lời 1 trên 20 câu." in page.inner_text("main")
    hands.follow(page, "main form button")
    assert "Bạn đã nộp bài." in page.inner_text("main")
    context.close()
    # With scripts the same way goes by keys alone.
    other = signed_in("lanh.dao")
    other.goto(link(other, "own", OPEN))
    keys.follow(other, "main form button")
    keys.choose(other, "q.1", "2")
    saved(other)
    keys.follow(other, 'button[value="review"]')
    keys.follow(other, "main form button")
    assert "1 / 20" in other.inner_text("main")


def test_the_page_hands_in_when_the_time_of_the_server_is_over(signed_in):
    hands, page = Mouse(), signed_in("tham.dinh")
    page.goto(link(page, "own", OPEN))
    hands.follow(page, "main form button")
    page.clock.install()
    page.reload()
    hands.choose(page, "q.3", "2")
    page.clock.run_for(2000)
    saved(page)
    with page.expect_navigation():
        page.clock.fast_forward("31:00")
    assert "Bạn đã nộp bài." in page.inner_text("main") and "1 / 20" in page.inner_text("main")


def test_an_organiser_takes_a_test_from_the_file_to_the_certificate(open_page, signed_in, tmp_path):
    hands, admin = Mouse(), signed_in("quan.tri")
    mark = datetime.datetime.now().strftime("%H%M%S")
    file = tmp_path / "cau-hoi.csv"
    head = "code,topic,level,text,a,b,correct,source\n"
    file.write_text(head + f"TN-{mark}-1,Thử {mark},1,,Sai,Đúng,B,Luật\n", encoding="utf-8")
    admin.goto(f"{URL}/exams/bank/import")
    hands.attach(admin, "#file", file)
    hands.follow(admin, "main form button")
    assert "dòng 2" in admin.inner_text(".faults").lower()
    check(admin, "exams-import-refused", status=422)
    rows = "".join(f"TN-{mark}-{number},Thử {mark},1,Câu thử số {number}?,Sai,Đúng,B,Luật\n" for number in (1, 2))
    file.write_text(head + rows, encoding="utf-8")
    admin.goto(f"{URL}/exams/bank/import")
    hands.attach(admin, "#file", file)
    hands.follow(admin, "main form button")
    check(admin, "exams-imported")

    # Open for whole days, so that this test asks no clock; what comes after the end is the Swift suite's matter.
    day = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7)))
    admin.goto(f"{URL}/exams/new")
    for name, text in {
        "title": f"Kiểm tra thử {mark}", "units": "M-X001", "opens_day": day.strftime("%d/%m/%Y"), "opens_clock": "00:00",
        "closes_day": (day + datetime.timedelta(days=2)).strftime("%d/%m/%Y"), "closes_clock": "00:00", "parts": f"Thử {mark}; 1; 3; 5",
    }.items():
        hands.write(admin, f"#{name}", text)
    hands.follow(admin, "main form button")
    hands.follow(admin, 'form[action$="/announce"] button')
    assert "cần 3 câu, ngân hàng có 2" in admin.inner_text("main")
    check(admin, "exams-announce-refused", status=422)
    hands.follow(admin, 'a[href$="/plan"]')
    hands.write(admin, "#parts", f"Thử {mark}; 1; 2; 5")
    hands.tick(admin, "#one_way")
    hands.follow(admin, "main form button")
    hands.follow(admin, 'form[action$="/announce"] button')
    check(admin, "exams-announced")
    address = admin.url.split("?")[0]

    officer = signed_in("thu.ly", NARROW)
    officer.goto(f"{address}/sit")
    hands.follow(officer, "main form button")
    for question in (1, 2):
        place = officer.locator('label:has-text("Đúng")').first.get_attribute("for").split("-")[-1]
        hands.choose(officer, f"q.{question}", place)
        check(officer, "exams-one-way")
        hands.follow(officer, 'button[value="next"]')
    hands.follow(officer, "main form button")

    admin.goto(f"{address}/people/mot.cua")
    hands.write(admin, "#minutes", "10")
    hands.write(admin, "#reason", "Mất điện")
    hands.follow(admin, "main form button")
    assert "Mất điện" in admin.inner_text("main")
    admin.goto(address)
    assert "Đã dự thi" in admin.inner_text("main")
    check(admin, "exams-going-on")

    # The certificate of a test of the demonstration, from the paper to the page that its code leads to.
    earner = signed_in("quan.tri")
    results = link(earner, "all", PAST)
    earner.goto(results)
    login = earner.locator('#people tr:has(a[href^="/exams/certificates/"]) a[href*="/people/"]').first.get_attribute("href").split("/")[-1]
    owner = signed_in(login)
    answer = owner.request.get(f"{results}/certificate.pdf")
    assert answer.status == 200
    paper = tmp_path / "certificate.pdf"
    paper.write_bytes(answer.body())
    told = " ".join(subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout.split())
    assert "GIẤY CHỨNG NHẬN" in told and "Dữ liệu minh họa" in told
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", told)[0]
    reader = open_page(PHONE)
    reader.goto(f"{URL}/exams/certificates")
    hands.write(reader, "#code", code)
    hands.follow(reader, "main form button")
    assert "Giấy chứng nhận có hiệu lực." in reader.inner_text("main")
