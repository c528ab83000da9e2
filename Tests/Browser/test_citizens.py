"""Citizens' accounts in a real browser: every page and state of them on a telephone, by keyboard, and without scripts."""

import os
import pathlib
import re
import time
import uuid

import pytest
from house import URL, all_views, both_ways, by_turns, check, enter, tab_to, type_into

SMS = pathlib.Path(os.environ["CCHC_SMS_FOLDER"])
PHONE_WIDTH = 390
PAGES = {
    "citizen-home": "/citizens",
    "citizen-messages": "/citizens/messages",
    "citizen-profile": "/citizens/profile",
    "citizen-security": "/citizens/security",
    "citizen-contact": "/citizens/contact",
    "citizen-password": "/citizens/password",
    "citizen-delegations": "/citizens/delegations",
    "citizen-invite": "/citizens/delegations/invite",
    "citizen-accept": "/citizens/delegations/accept",
    "citizen-business": "/citizens/delegations/business",
    "citizen-data": "/citizens/data",
    "citizen-close": "/citizens/close",
}


def new_number():
    return f"09{uuid.uuid4().int % 10**8:08}"


def last_code(number, digits=6):
    """The code in the last message that was carried to a telephone."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        for file in sorted(SMS.glob("*.txt"), reverse=True):
            to, text = file.read_text().split("\n", 1)
            code = re.search(rf"(?<!\d)\d{{{digits}}}(?!\d)", text)
            if to == "+84" + number[1:] and code:
                file.unlink()
                return code[0]
        time.sleep(0.2)
    raise AssertionError(f"no code came to {number}")


@pytest.fixture
def citizen(open_page):
    """Somebody of the demonstration, signed in by one click."""

    def by(width=PHONE_WIDTH, language="vi", name="Nguyễn Thị Mai"):
        page = open_page(width)
        page.goto(f"{URL}/citizens/sign-in?lang={language}")
        page.locator("button.choice-card", has_text=name).click()
        page.wait_for_url(f"{URL}/citizens")
        return page

    return by


@pytest.fixture
def newcomer(open_page):
    """Somebody with a telephone and a name, who has just opened an account."""

    def by(name, width=PHONE_WIDTH):
        page, number = open_page(width), new_number()
        page.goto(f"{URL}/citizens/sign-in?lang=vi")
        page.fill("#contact", number)
        page.get_by_role("button", name="Gửi mã").click()
        page.fill("#code", last_code(number))
        page.get_by_role("button", name="Tiếp tục").click()
        page.wait_for_url("**/citizens/profile?done=welcome")
        page.fill("#name", name)
        page.get_by_role("button", name="Lưu").click()
        page.wait_for_url("**/citizens?done=profile*")
        return page, number

    return by


@all_views
def test_every_page_can_be_read_by_everybody(citizen, width, language):
    page = citizen(width, language)
    for name, path in by_turns(PAGES, width, language):
        page.goto(URL + path)
        check(page, name)


@both_ways
def test_the_door_can_be_read_by_everybody(open_page, width, language):
    page = open_page(width)
    page.goto(f"{URL}/citizens/sign-in?lang={language}")
    check(page, "citizen-sign-in")
    page.goto(f"{URL}/citizens/sign-in/password")
    check(page, "citizen-sign-in-password")
    page.goto(f"{URL}/citizens/code")
    check(page, "citizen-code-none")


def test_an_account_is_opened_by_keyboard_alone(open_page):
    page, number = open_page(PHONE_WIDTH), new_number()
    page.goto(f"{URL}/citizens?lang=vi")
    assert "/citizens/sign-in?next=%2Fcitizens" in page.url
    type_into(page, "#contact", "09")
    enter(page)
    check(page, "citizen-sign-in-wrong", status=422)
    tab_to(page, "#contact")
    page.keyboard.press("Control+A")
    page.keyboard.type(f"{number[:4]} {number[4:7]} {number[7:]}")
    enter(page)
    check(page, "citizen-code")
    type_into(page, "#code", "12")
    enter(page)
    check(page, "citizen-code-wrong", status=422)
    type_into(page, "#code", last_code(number))
    enter(page)
    assert page.url == f"{URL}/citizens", "back on the way"
    assert "••• ••• " + number[-3:] in page.inner_text("header.top")
    cookie = next(each for each in page.context.cookies() if each["name"] == "cchc_citizen")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["expires"] == -1


def test_details_are_said_once_and_mended_where_they_are_wrong(newcomer):
    page, _ = newcomer("Trần Văn Bình")
    page.goto(f"{URL}/citizens/profile")
    page.fill("#birth", "31/2/1990")
    page.fill("#identity_number", "123")
    page.get_by_role("button", name="Lưu").click()
    check(page, "citizen-profile-wrong", status=422)
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "birth"
    page.fill("#birth", "5/3/1990")
    page.fill("#identity_number", "001090012345")
    page.select_option("#commune", index=1)
    page.get_by_label("English").check()
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/citizens?done=profile*")
    assert page.locator("html").get_attribute("lang") == "en", "the page speaks the language that was chosen"
    page.goto(f"{URL}/citizens/profile")
    assert page.input_value("#identity_number") == "001090012345" and page.input_value("#birth") == "1990-03-05"


def test_a_daughter_acts_for_her_mother_until_either_ends_it(newcomer):
    mother, _ = newcomer("Lê Thị Mẹ")
    daughter, number = newcomer("Lê Thị Con")
    mother.goto(f"{URL}/citizens/delegations/invite")
    mother.fill("#contact", number)
    mother.fill("#role", "con gái")
    mother.get_by_role("button", name="Gửi lời mời").click()
    check(mother, "citizen-invited")
    daughter.goto(f"{URL}/citizens/delegations")
    check(daughter, "citizen-asked")
    daughter.get_by_role("link", name="Nhập mã được mời").click()
    daughter.fill("#code", last_code(number, digits=8))
    daughter.get_by_role("button", name="Nhận lời").click()
    assert "Lê Thị Mẹ" in daughter.inner_text("main")
    check(daughter, "citizen-acting")
    mother.goto(f"{URL}/citizens")
    assert "1 thông báo chưa đọc" in mother.inner_text("main")
    mother.goto(f"{URL}/citizens/messages")
    check(mother, "citizen-told")
    mother.get_by_role("button", name="Mở Lê Thị Con").click()
    mother.wait_for_url("**/citizens/delegations")
    mother.get_by_role("button", name="Kết thúc Lê Thị Con").click()
    daughter.reload()
    assert "Lê Thị Mẹ" not in daughter.inner_text("main")


def test_a_password_opens_as_well_and_the_account_closes_for_good(newcomer, open_page):
    page, number = newcomer("Phạm Thị Đóng")
    page.goto(f"{URL}/citizens/password")
    page.fill("#password", "năm con vịt xoè ra")
    page.fill("#again", "năm con vịt xoè ra")
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/citizens/security?done=password")
    other = open_page(PHONE_WIDTH)
    other.goto(f"{URL}/citizens/sign-in/password?lang=vi")
    other.fill("#contact", number)
    other.fill("#password", "năm con vịt xoè ra")
    other.get_by_role("button", name="Đăng nhập").click()
    other.wait_for_url(f"{URL}/citizens")
    page.goto(f"{URL}/citizens/data")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải về").click()
    assert "Phạm Thị Đóng" in download.value.path().read_text() and download.value.suggested_filename == "du-lieu-cua-toi.json"
    page.goto(f"{URL}/citizens/close")
    page.get_by_role("button", name="Đóng tài khoản").click()
    check(page, "citizen-close-unsure", status=422)
    page.get_by_label("Tôi muốn đóng tài khoản").check()
    page.get_by_role("button", name="Đóng tài khoản").click()
    page.wait_for_url("**/citizens/sign-in?done=closed")
    check(page, "citizen-closed")
    other.goto(f"{URL}/citizens")
    assert "/citizens/sign-in" in other.url


def test_it_goes_without_scripts(browser):
    context = browser.new_context(viewport={"width": PHONE_WIDTH, "height": 844}, java_script_enabled=False, locale="vi-VN")
    page, number = context.new_page(), new_number()
    page.goto(f"{URL}/citizens/sign-in")
    page.fill("#contact", number)
    page.get_by_role("button", name="Gửi mã").click()
    page.fill("#code", last_code(number))
    page.get_by_role("button", name="Tiếp tục").click()
    page.fill("#name", "Người không kịch bản")
    page.get_by_role("button", name="Lưu").click()
    assert "Xin chào Người không kịch bản" in page.inner_text("main")
    page.get_by_role("button", name="Đăng xuất").click()
    assert "Đã đăng xuất" in page.inner_text("main")
    context.close()
