"""Accounts in a real browser: every page and state of them, and the ways people go, by keyboard alone."""

import base64
import hashlib
import hmac
import re
import struct
import time
import uuid

import pytest
from house import NARROW, URL, WIDE, all_views, both_ways, by_turns, check, enter, tab_to, type_into

PASSWORD = "năm con vịt xoè ra"
# What an administrator sees of a person and of the own account; `{grant}` is a role of that person.
PAGES = {
    "account": "/accounts",
    "account-password": "/accounts/password",
    "account-second-factor": "/accounts/second-factor",
    "account-second-factor-off": "/accounts/second-factor/off",
    "account-codes": "/accounts/second-factor/codes",
    "account-tokens": "/accounts/tokens",
    "people": "/accounts/people",
    "people-none": "/accounts/people?q=khong-ai-ca",
    "people-new": "/accounts/new",
    "people-import": "/accounts/import",
    "person": "/accounts/people/can.bo",
    "person-self": "/accounts/people/quan.tri",
    "person-edit": "/accounts/people/can.bo/edit",
    "person-close": "/accounts/people/can.bo/close",
    "person-link": "/accounts/people/can.bo/link",
    "person-grant": "/accounts/people/can.bo/grant",
    "person-grant-end": "/accounts/people/can.bo/grants/{grant}",
    "person-reassign": "/accounts/people/can.bo/reassign",
}
ROLES = {
    "quan.tri", "can.bo", "thu.truong", "tham.dinh", "hoi.dong", "thu.ky", "chu.tich", "lanh.dao", "thanh.tra", "van.hanh",
    "mot.cua", "thu.ly", "chu.tich.phuong", "kiem.soat",
}
both_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def code(key, later=0):
    """What the app on the telephone shows (RFC 6238)."""
    mac = hmac.new(base64.b32decode(key), struct.pack(">Q", int(time.time()) // 30 + later), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def own_form(page):
    """The form of the page itself, not one of the frame or of a table's row."""
    return page.locator("main form").last


@pytest.fixture
def invite(signed_in):
    """Creates somebody and gives the login and the link that the administrator hands over."""

    def by(width=WIDE, language="vi"):
        login = f"nguoi.{uuid.uuid4().hex[:8]}"
        page = signed_in("quan.tri", width, language)
        page.goto(f"{URL}/accounts/new")
        page.fill("#login", login)
        page.fill("#name", "Nguyễn Thị Thử Nghiệm")
        page.fill("#unit", "Sở Tài chính")
        own_form(page).locator("button").click()
        page.goto(f"{URL}/accounts/people/{login}/link")
        own_form(page).locator("button").click()
        check(page, "link-made")
        link = re.search(r"http://\S+(/accounts/invitations/[\w-]{43})", page.inner_text("main"))
        return login, URL + link[1]

    return by


@pytest.fixture
def member(invite, open_page):
    """Somebody new who accepted an invitation: the login, and the page that follows."""

    def by(width=WIDE, language="vi"):
        login, link = invite(width, language)
        page = open_page(width)
        page.goto(f"{link}?lang={language}")
        page.fill("#password", PASSWORD)
        page.fill("#again", PASSWORD)
        own_form(page).locator("button").click()
        page.wait_for_url("**/accounts?done=password")
        return login, page

    return by


@all_views
def test_every_page_opens_fits_and_is_accessible(signed_in, width, language):
    page = signed_in("quan.tri", width, language)
    page.goto(f"{URL}/accounts/people/can.bo")
    grant = page.locator("#grants a").first.get_attribute("href").rsplit("/", 1)[1]
    for name, path in by_turns(PAGES, width, language):
        assert page.goto(URL + path.format(grant=grant)).status == 200, path
        check(page, name)


@both_ways
def test_the_way_in_offers_each_role_and_tells_what_is_wrong(open_page, width, language):
    page = open_page(width)
    page.goto(f"{URL}/?lang={language}")
    page.locator(".notice a[href='/accounts/sign-in']").click()
    assert {each.get_attribute("value") for each in page.locator(".choice-card").all()} >= ROLES
    check(page, "sign-in")
    page.fill("#login", "không có")
    page.fill("#password", "sai")
    own_form(page).locator("button").click()
    assert page.locator(".error-summary a[href='#login']").count() == 1
    assert page.input_value("#login") == "không có" and page.input_value("#password") == ""
    check(page, "sign-in-wrong", 422)
    page.goto(f"{URL}/accounts/invitations/{'x' * 43}")
    check(page, "invitation-used", 404)
    page.goto(f"{URL}/accounts/people")
    assert "next=" in page.url
    check(page, "sign-in-first")


@pytest.mark.parametrize("login", sorted(ROLES))
def test_each_role_is_at_its_desk_with_one_click(signed_in, login):
    page = signed_in(login)
    assert page.locator("header.top form button").is_visible(), "the way out is on the page"
    check(page, f"desk-{login}")
    page.goto(f"{URL}/accounts")
    assert page.locator("#roles tbody tr").count() == 1
    check(page, f"account-{login}")


@both_ways
def test_forms_that_are_refused_say_why_beside_the_field(signed_in, width, language):
    page = signed_in("quan.tri", width, language)
    for name, path, fields in [
        ("people-new", "/accounts/new", ["login", "name"]), ("person-close", "/accounts/people/can.bo/close", ["reason"]),
        ("person-grant", "/accounts/people/can.bo/grant", ["role"]),
        ("person-reassign", "/accounts/people/can.bo/reassign", ["to", "reason"]),
        ("account-password", "/accounts/password", ["password"]), ("account-tokens", "/accounts/tokens", ["name"]),
    ]:
        page.goto(URL + path)
        own_form(page).locator("button").last.click()
        for field in fields:
            assert page.locator(f"#{field}-error").is_visible(), f"{path} {field}"
            assert page.locator(f".error-summary a[href^='#{field}']").count() == 1
        check(page, f"{name}-refused", 422)


@both_ways
def test_an_invited_person_sets_up_a_second_factor_and_signs_in_with_it(member, open_page, width, language):
    login, page = member(width, language)
    check(page, "account-new")
    page.goto(f"{URL}/accounts/second-factor")
    qr = page.locator("svg.qr").bounding_box()
    assert qr["width"] >= 180 and abs(qr["width"] - qr["height"]) < 1, "large enough for a telephone's camera"
    key = page.locator("input[name=key]").get_attribute("value")
    assert page.locator("main code").inner_text().replace(" ", "") == key
    page.fill("#code", "000000")
    page.fill("#present", PASSWORD)
    own_form(page).locator("button").click()
    assert page.locator("input[name=key]").get_attribute("value") == key, "the key that was scanned stays"
    check(page, "account-second-factor-refused", 422)
    page.fill("#code", code(key))
    page.fill("#present", PASSWORD)
    own_form(page).locator("button").click()
    codes = page.locator(".codes code").all_inner_texts()
    assert len(set(codes)) == 10
    check(page, "account-codes-made")

    other = open_page(width)
    other.goto(f"{URL}/accounts/sign-in?lang={language}")
    other.fill("#login", login)
    other.fill("#password", PASSWORD)
    own_form(other).locator("button").click()
    other.wait_for_url("**/accounts/sign-in/code")
    check(other, "sign-in-code")
    other.fill("#code", codes[0].lower())
    own_form(other).locator("button").click()
    other.wait_for_url("**/assessments")
    other.goto(f"{URL}/accounts")
    assert other.locator("#sessions tbody tr").count() == 2
    check(other, "account-two-sessions")
    # Out everywhere else: the first browser is asked to sign in.
    own_form(other).locator("button").click()
    other.wait_for_url("**/accounts?done=sessions")
    assert other.locator("#sessions tbody tr").count() == 1
    page.goto(f"{URL}/accounts")
    assert "/accounts/sign-in" in page.url


@both_widths
def test_a_list_of_people_is_taken_and_its_links_shown_once(signed_in, open_page, width):
    login = f"nguoi.{uuid.uuid4().hex[:8]}"
    page = signed_in("quan.tri", width)

    def send(text):
        page.goto(f"{URL}/accounts/import")
        page.set_input_files("#file", {"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode()})
        own_form(page).locator("button").click()

    send(f"login,name,role,role_unit\n{login},,unit_officer,\n{login}.x,Trần Văn Thử,unit_head,M-XYZ\n")
    assert page.locator(".notice.warning li").count() == 2
    check(page, "people-import-refused", 422)
    send(f"login,name,role,role_unit\n{login},Nguyễn Thị Nhập Liệu,unit_officer,M-STC\n")
    check(page, "people-imported")
    link = re.search(r"/accounts/invitations/[\w-]{43}", page.inner_text("#links"))
    guest = open_page(width)
    guest.goto(URL + link[0])
    assert login in guest.inner_text("main")


def test_a_token_is_shown_once_works_and_is_revoked(signed_in):
    page = signed_in("can.bo", NARROW)
    page.goto(f"{URL}/accounts/tokens")
    page.fill("#name", "Nhập số liệu từ phần mềm một cửa")
    own_form(page).locator("button").click()
    word = page.locator("main code").inner_text()
    check(page, "account-token-made")

    def me():
        return page.request.get(f"{URL}/api/v1/accounts/me", headers={"Authorization": f"Bearer {word}", "Cookie": ""})

    assert me().json()["login"] == "can.bo"
    page.goto(f"{URL}/accounts/tokens")
    assert word not in page.content()
    check(page, "account-tokens-some")
    page.locator("#tokens button").first.click()
    assert me().status == 401


def test_roles_are_granted_and_end_by_keyboard_alone(invite, signed_in):
    login, _ = invite()
    page = signed_in("quan.tri")
    page.goto(f"{URL}/accounts/people/{login}")
    tab_to(page, "a[href$='/grant']")
    enter(page)
    tab_to(page, "input[name=role]")
    # Within the choices by arrows, as keyboards do.
    while page.evaluate("document.activeElement.value") != "appraiser":
        page.keyboard.press("ArrowDown")
    type_into(page, "#field", "2")
    type_into(page, "#until", "31/12/2099")
    enter(page)
    page.wait_for_url(f"**/people/{login}?done=granted")
    assert "31/12/2099" in page.inner_text("#grants")
    check(page, "person-granted")
    tab_to(page, "#grants a")
    enter(page)
    tab_to(page, "main button")
    enter(page)
    page.wait_for_url("**?done=grant_ended")
    assert page.locator("#grants a").count() == 0


@both_widths
def test_an_invitation_is_accepted_and_left_by_keyboard_alone(invite, open_page, width):
    login, link = invite()
    page = open_page(width)
    page.goto(link)
    check(page, "invitation")
    type_into(page, "#password", "1234567890")
    enter(page)
    check(page, "invitation-refused", 422)
    type_into(page, "#password", PASSWORD)
    type_into(page, "#again", PASSWORD)
    enter(page)
    page.wait_for_url("**/accounts?done=password")
    assert login in page.inner_text("main")
    tab_to(page, "header.top form button")
    enter(page)
    page.wait_for_url("**/accounts/sign-in?done=signed_out")
    type_into(page, "#login", login)
    type_into(page, "#password", PASSWORD)
    enter(page)
    page.wait_for_url("**/assessments")


def test_a_role_of_the_demonstration_is_chosen_by_keyboard_alone(open_page):
    page = open_page(WIDE)
    page.goto(f"{URL}/")
    tab_to(page, ".notice a")
    enter(page)
    tab_to(page, "button[value='tham.dinh']")
    enter(page)
    page.wait_for_url(lambda address: "/sign-in" not in address)
    # On a public page, too, it is plain who one is; and one changes the role where one chose it.
    page.goto(f"{URL}/rankings")
    assert "Phạm Quốc Bảo" in page.inner_text("header.top")
    page.goto(f"{URL}/accounts/sign-in")
    page.locator("button[value='chu.tich']").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    assert "Đặng Hữu Nghĩa" in page.inner_text("header.top")
