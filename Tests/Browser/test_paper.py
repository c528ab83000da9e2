"""Forms on paper in a real browser: printed, taken in, keyed in by two who do not see each other, settled by a third, put away."""

import re
import subprocess

import pytest
from hands import Keyboard, Mouse
from house import URL, all_views, by_turns, check

CAMPAIGN = 'tr:has-text("Hài lòng về bộ phận một cửa (minh họa)") a[href^="/surveys/campaigns/KS-"]'


def front(page):
    """The address of the demonstration's campaign."""
    page.goto(f"{URL}/surveys")
    return URL + page.locator(CAMPAIGN).first.get_attribute("href")


def visitors(page):
    """Forms for whoever comes to the counter."""
    return page.locator("#place option", has_text="Người đến").first.get_attribute("value")


@all_views
def test_every_page_of_paper_is_for_everybody(signed_in, width, language):
    officer = signed_in("dieu.phoi", width, language)
    campaign = front(officer)
    pages = {"paper": f"{campaign}/paper", "paper-receive": f"{campaign}/paper/batches", "kiosks": f"{campaign}/kiosks", "paper-own": f"{URL}/surveys/batches"}
    for name, address in by_turns(pages, width, language):
        answer = officer.goto(address)
        assert answer.status == 200, name
        check(officer, name)
    officer.goto(pages["paper"])
    batch = officer.locator('#batches a[href^="/surveys/batches/PB-"]').last.get_attribute("href")
    answer = officer.goto(URL + batch)
    assert answer.status == 200
    check(officer, "paper-batch-closed")


def sheets(page, address, tmp_path):
    """The text of printed forms, page by page."""
    answer = page.request.get(address)
    assert answer.status == 200
    paper = tmp_path / "forms.pdf"
    paper.write_bytes(answer.body())
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    subprocess.run(["pdftoppm", "-r", "60", "-png", paper, tmp_path / "forms"], check=True)
    return [part for part in text.split("\f") if part.strip()]


@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_a_batch_goes_from_the_printer_to_the_answers(signed_in, hands, tmp_path):
    officer, first, second = signed_in("dieu.phoi"), signed_in("dieu.tra"), signed_in("quan.tri")
    campaign = front(officer)

    # Three forms are numbered and printed; the serial stands on every page, as figures and as a code.
    officer.goto(f"{campaign}/paper")
    hands.pick(officer, "#place", officer.locator(f'#place option[value="{visitors(officer)}"]').inner_text())
    hands.write(officer, "#count", "3")
    hands.follow(officer, 'form[action$="/paper/forms"] button')
    officer.locator("details summary").click()
    serials = officer.locator("details .codes li").all_inner_texts()[-3:]
    assert all(re.fullmatch(r"\d{2}-\d{7}-\d", serial) for serial in serials)
    check(officer, "paper-numbered")
    pages = sheets(officer, f"{campaign}/paper/forms.pdf?from={serials[0]}&to={serials[-1]}", tmp_path)
    for serial in serials:
        assert any(serial in page for page in pages), serial
    assert all(sum(serial in page for serial in serials) == 1 for page in pages), "each page has one serial"

    # Two come back; a third serial that nobody printed is told, and nothing is taken in.
    officer.goto(f"{campaign}/paper/batches")
    group = officer.locator("#group option", has_text="Người đến").first
    hands.pick(officer, "#group", group.inner_text())
    hands.write(officer, "#from", "Bưu điện thử")
    hands.write(officer, "#count", "3")
    hands.write(officer, "#serials", f"{serials[0]}, {serials[1]}, 26-0000000-0")
    hands.write(officer, "#first", "dieu.tra")
    hands.write(officer, "#second", "dieu.tra")
    hands.write(officer, "#settler", "dieu.phoi")
    hands.follow(officer, "main form button")
    for field in ["serials", "second", "count"]:
        assert officer.locator(f"#{field}-error").count() == 1, field
    check(officer, "paper-receive-refused", status=422)
    hands.write(officer, "#count", "2")
    hands.write(officer, "#serials", f"{serials[0]}..{serials[1]}")
    hands.write(officer, "#second", "quan.tri")
    hands.write(officer, "#limit", "500")
    hands.follow(officer, "main form button")
    number = re.search(r"PB-\d{4}-\d{4}", officer.url)[0]
    batch = f"{URL}/surveys/batches/{number}"
    check(officer, "paper-batch-new")

    # Each keys in alone; the second finds nothing of the first.
    readings = {first: ["1", "0"], second: ["1", "2"]}
    for clerk, marks in readings.items():
        clerk.goto(f"{URL}/surveys/batches")
        hands.follow(clerk, f'a[href="/surveys/batches/{number}"]')
        if clerk is first:
            check(clerk, "paper-batch-clerk")
        hands.follow(clerk, f'a[href$="/forms/{serials[0]}"]')
        for form, mark in enumerate(marks):
            assert clerk.locator("h1").inner_text() == serials[form]
            assert clerk.locator("main input:checked").count() == 0
            for question in ["time", "contacts", "bodies", "attitude"]:
                hands.choose(clerk, f"q.{question}", mark if question == "time" else "1")
            if form == 0 and clerk is first:
                check(clerk, "paper-keying")
            hands.follow(clerk, 'main form .actions button[value="save"]')
        assert clerk.url.split("?")[0] == batch

    # The third looks at the paper, sees neither reading, and says what stands there and why.
    officer.goto(batch)
    check(officer, "paper-batch-settling")
    hands.follow(officer, f'#differing a[href$="/settlements/{serials[1]}"]')
    assert officer.locator('input[name="q.time"]:checked').count() == 0
    assert officer.locator('input[name="q.contacts"]').count() == 0, "what both read alike is not asked"
    check(officer, "paper-settling")
    hands.choose(officer, "q.time", "2")
    hands.follow(officer, "main form button")
    assert officer.locator("#comment-error").count() == 1
    officer.errors.clear()
    hands.choose(officer, "q.time", "2")
    hands.write(officer, "#comment", "Dấu X nằm giữa hai ô")
    hands.follow(officer, "main form button")
    told = officer.inner_text("main")
    assert "87,5%" in told and "Dấu X nằm giữa hai ô" in told, "seven of eight fields agree"
    hands.follow(officer, 'form[action$="/close"] button')
    assert "Đã kết thúc" in officer.inner_text("main")
    check(officer, "paper-batch-done")

    # The sheet that is still out is told, and the answers are there.
    officer.goto(f"{campaign}/paper")
    officer.locator("details summary").click()
    assert serials[2] in officer.inner_text("details") and serials[0] not in officer.inner_text("details")
    officer.goto(f"{campaign}/follow")
    assert "Phiếu giấy" in officer.inner_text("main")


def test_a_clerk_sees_no_batch_of_others(signed_in):
    officer, stranger = signed_in("dieu.phoi"), signed_in("dieu.tra")
    campaign = front(officer)
    answer = stranger.goto(f"{campaign}/paper")
    assert answer.status in (403, 404)
    answer = stranger.goto(f"{URL}/surveys/batches/PB-2000-0001")
    assert answer.status == 404
