"""Feedback in a real browser: a citizen with a telephone, an officer, a head; and a dialogue conference up to its minutes."""

import datetime
import io
import re
import struct
import subprocess
import uuid
import zlib

import pytest
from hands import Keyboard, Mouse
from house import URL, all_views, by_turns, check

PHONE = 390
DESK = "/feedback/units/M-X001"


def photo(path):
    """A picture of 120 × 80 with a remark in it, as PNG."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([x * 2, y * 3, 120] * 1)[:3] * 120 for y, x in ((y, y) for y in range(80)))
    out = io.BytesIO()
    out.write(b"\x89PNG\r\n\x1a\n")
    out.write(chunk(b"IHDR", struct.pack(">IIBBBBB", 120, 80, 8, 2, 0, 0, 0)))
    out.write(chunk(b"tEXt", b"Comment\0SECRET-PLACE"))
    out.write(chunk(b"IDAT", zlib.compress(rows)))
    out.write(chunk(b"IEND", b""))
    path.write_bytes(out.getvalue())
    return path


def first(page, address, selector):
    page.goto(URL + address)
    return page.locator(selector).first.get_attribute("href")


@all_views
def test_every_page_of_feedback_is_for_everybody(open_page, signed_in, width, language):
    page = open_page(width)
    published = first(page, "/feedback/published", 'a[href^="/feedback/published/PA-"]')
    # That of the demonstration, not one that another test holds.
    conference = first(page, "/feedback/conferences", 'a:has-text("Hội nghị đối thoại về cải cách hành chính")')
    public = {
        "feedback": "/feedback",
        "feedback-new": "/feedback/new",
        "feedback-track": "/feedback/track",
        "feedback-published": "/feedback/published",
        "feedback-petition-public": published,
        "feedback-figures": "/feedback/figures",
        "feedback-conferences": "/feedback/conferences",
        "feedback-conference": conference,
    }
    for name, path in by_turns(public, width, language):
        answer = page.goto(f"{URL}{path}?lang={language}")
        assert answer.status == 200, name
        check(page, name)
    head = signed_in("chu.tich.phuong", width, language)
    petition = first(head, f"{DESK}?part=open", 'a[href^="/feedback/petitions/PA-"]')
    waiting = first(head, f"{DESK}?part=all", 'a[href^="/feedback/petitions/PA-"]')
    staff = {
        "feedback-desks": "/feedback/desk",
        "feedback-desk": DESK,
        "feedback-desk-all": f"{DESK}?part=all",
        "feedback-entry": f"{DESK}/new",
        "feedback-petition": petition,
        "feedback-petition-latest": waiting,
        "feedback-classify": f"{petition}/acts/classify",
        "feedback-conference-staff": conference,
        "feedback-conference-plan": f"{conference}/plan",
        "feedback-conference-floor": f"{conference}/floor",
        "feedback-promise": f"{conference}/promises",
        "feedback-promise-end": f"{conference}/promises/3",
        "feedback-question": f"{conference}/questions/5",
    }
    for name, path in by_turns(staff, width, language):
        answer = head.goto(f"{URL}{path}")
        assert answer.status in (200, 409), name
        check(head, name, status=answer.status)


@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_a_petition_goes_from_a_telephone_to_everybody(open_page, signed_in, hands, tmp_path):
    mark = f"x{uuid.uuid4().hex[:8]}"
    citizen = open_page(PHONE)
    officer, head = signed_in("thu.ly"), signed_in("chu.tich.phuong")

    # The citizen forgets the contact first, and loses nothing.
    citizen.goto(f"{URL}/feedback/new")
    hands.pick(citizen, "#unit", citizen.locator("#unit option[value=M-X001]").inner_text())
    hands.write(citizen, "#title", f"Phiếu hẹn {mark} không ghi giờ")
    hands.write(citizen, "#text", "Tôi là Lê Thị Thử, số 0912 345 678, đến ba lần. Nhờ ông Trần Văn B xem lại.")
    hands.write(citizen, "#place", "Quầy số 2")
    hands.write(citizen, "#name", "Lê Thị Thử")
    hands.write(citizen, "#address", "Tổ 5")
    hands.tick(citizen, "#consents")
    hands.follow(citizen, "main form button")
    assert citizen.locator("#phone-error").count() == 1
    check(citizen, "feedback-refused", status=422)
    hands.attach(citizen, "#photos", photo(tmp_path / "anh.png"))
    hands.write(citizen, "#phone", "0912 345 678")
    hands.follow(citizen, "main form button")
    receipt = citizen.url
    assert citizen.locator("svg.qr").count() == 1
    number = re.search(r"PA-\d{4}-\d{6}", citizen.inner_text("h1"))[0]
    assert "Lê Thị Thử" not in citizen.inner_text("main")
    check(citizen, "feedback-receipt")

    # The officer finds it on the desk, takes it, looks at the photo, and answers.
    officer.goto(f"{URL}{DESK}?part=new")
    hands.follow(officer, f'a[href="/feedback/petitions/{number}"]')
    image = officer.locator("img.paper")
    image.scroll_into_view_if_needed()
    officer.wait_for_function("document.querySelector('img.paper').naturalWidth === 120")
    assert b"SECRET" not in officer.request.get(URL + image.get_attribute("src")).body()
    hands.follow(officer, f'a[href="/feedback/petitions/{number}/acts/classify"]')
    hands.choose(officer, "class", "conduct")
    hands.follow(officer, "main form button")
    hands.follow(officer, f'a[href="/feedback/petitions/{number}/acts/answer"]')
    hands.write(officer, "#text", "Phiếu hẹn nay ghi cả giờ.")
    hands.follow(officer, "main form button")
    assert officer.locator('a[href$="/acts/publish"]').count() == 0, "publishing is the head's"
    check(officer, "feedback-answered")

    # The head decides about every place that may name a person.
    head.goto(f"{URL}{DESK}?part=publish")
    hands.follow(head, f'a[href="/feedback/petitions/{number}"]')
    hands.follow(head, f'a[href="/feedback/petitions/{number}/acts/publish"]')
    check(head, "feedback-publish")
    masks = int(head.locator('input[name="masks"]').get_attribute("value"))
    assert masks == 3
    for mask in range(1, masks + 1):
        hands.choose(head, f"mask_{mask}", "mask")
    hands.follow(head, "main form button")

    # Everybody reads it, and nobody whom it is about.
    reader = open_page(PHONE)
    reader.goto(f"{URL}/feedback/published?q={mark}")
    hands.follow(reader, f'a[href="/feedback/published/{number}"]')
    told = reader.inner_text("main")
    assert "Phiếu hẹn nay ghi cả giờ." in told and "[…]" in told
    assert "Lê Thị Thử" not in told and "0912" not in told and "Trần Văn B" not in told
    check(reader, "feedback-published-petition")

    # The citizen comes back by the receipt and says what it is worth.
    citizen.goto(receipt)
    assert "Phiếu hẹn nay ghi cả giờ." in citizen.inner_text("main")
    hands.choose(citizen, "rating", "satisfied")
    hands.follow(citizen, "main form button")
    check(citizen, "feedback-rated")
    assert citizen.locator("input[name=rating]").count() == 0
    officer.goto(f"{URL}/feedback/petitions/{number}")
    assert "Hài lòng" in officer.inner_text("main")


def test_a_conference_goes_from_its_plan_to_its_minutes(open_page, signed_in, tmp_path):
    hands = Mouse()
    head, clerk, reader = signed_in("chu.tich.phuong"), signed_in("mot.cua"), open_page(PHONE)
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7)))
    today = now.strftime("%d/%m/%Y")
    head.goto(f"{URL}{DESK}/conferences/new")
    hands.write(head, "#title", "Đối thoại thử về thủ tục đất đai")
    hands.write(head, "#place", "Nhà văn hóa tổ 5")
    hands.write(head, "#day", today)
    hands.write(head, "#clock", "00:05")
    hands.write(head, "#questions_until", today)
    hands.write(head, "#chair", "Phan Thị Kim Oanh")
    hands.write(head, "#secretary", "Nguyễn Thị Thanh Mai")
    hands.write(head, "#agenda", "08:00; Khai mạc; Thư ký\n08:30; Hỏi đáp")
    hands.write(head, "#groups", "Người dân; 50; 41\nTổ trưởng; 12; ít")
    hands.follow(head, "main form button")
    assert head.locator("#groups-error").count() == 1
    check(head, "feedback-plan-refused", status=422)
    hands.write(head, "#groups", "Người dân; 50; 41\nTổ trưởng; 12; 12")
    hands.follow(head, "main form button")
    address = head.url.split("?")[0]

    reader.goto(address)
    hands.follow(reader, 'a[href$="/ask"]')
    hands.write(reader, "#text", "Hồ sơ đất đai bao lâu thì xong?")
    hands.pick(reader, "#group", "Người dân")
    hands.follow(reader, "main form button")
    clerk.goto(f"{address}/floor")
    hands.write(clerk, "#text", "Bao giờ có màn hình đánh giá?")
    hands.follow(clerk, "main form button")

    for number, answer in enumerate(["Trong 15 ngày làm việc.", "Trong tháng này."], start=1):
        head.goto(f"{address}/questions/{number}")
        hands.write(head, "#answer", answer)
        hands.write(head, "#person", "Chủ tịch phường")
        hands.follow(head, "main form button")
    head.goto(f"{address}/promises")
    hands.write(head, "#text", "Đặt màn hình đánh giá tại quầy")
    hands.write(head, "#person", "Trịnh Đức Long")
    hands.write(head, "#due", (now + datetime.timedelta(days=20)).strftime("%d/%m/%Y"))
    hands.follow(head, "main form button")
    hands.follow(head, 'form[action$="/publish"] button')
    check(head, "feedback-conference-held")

    reader.goto(address)
    assert "Trong 15 ngày làm việc." in reader.inner_text("main")
    check(reader, "feedback-conference-public")
    answer = reader.request.get(f"{address}/minutes.pdf")
    assert answer.status == 200
    paper = tmp_path / "minutes.pdf"
    paper.write_bytes(answer.body())
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    plain = " ".join(text.split())
    for words in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BIÊN BẢN HỘI NGHỊ ĐỐI THOẠI", "Hồ sơ đất đai bao lâu thì xong?", "Trong tháng này.",
        "Trịnh Đức Long", "Phan Thị Kim Oanh",
    ]:
        assert words in plain, words
    assert re.search(r"Cộng 62 53", plain), "attendance is added up"
    subprocess.run(["pdftoppm", "-r", "60", "-png", paper, tmp_path / "minutes"], check=True)
