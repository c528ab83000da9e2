"""E-forms: both engines over generated answers, and the page of a form in a browser on a telephone's screen."""

import html
import json
import os
import pathlib
import urllib.parse

import pytest
from form_cases import ROOT, agreement_cases, catalogues
from house import NARROW, URL, WIDE, check

BINARY = os.environ.get("CCHC", str(ROOT / ".build/release/cchc"))
ASSETS = ROOT / "Sources/Platform/Assets"
FORMS = sorted((ROOT / "Forms").glob("*.yaml"))
CASES = 200
BIRTH = f"{URL}/procedures/1.001193/form"


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_browser_and_server_say_the_same(browser, tmp_path, file):
    program, cases, said = agreement_cases(BINARY, tmp_path, file, CASES)
    page = browser.new_page()
    for name in ["forms-engine.js", "forms-fill.js"]:
        page.add_script_tag(content=(ASSETS / name).read_text(encoding="utf-8"))
    script = (pathlib.Path(__file__).parent / "form_agreement.js").read_text(encoding="utf-8")
    found = page.evaluate(script, [program, cases, catalogues()])
    page.close()
    for case, one, other in zip(cases, said, found):
        assert one == other, case
    # The cases reach what they are about: sound answers and faults, items shown and hidden.
    codes = {fault[1] for one in said for fault in one["faults"]}
    assert {"forms.answer_missing", "forms.check_failed"} <= codes
    shown = [{row for one in said for row in one["visible"][index]} for index, item in enumerate(program["items"]) if "when" in item]
    assert all(rows == {0, 1} for rows in shown), shown


def field(page, name):
    return page.locator(f'[name="q.{name}"]')


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_form_page_is_light_and_accessible(open_page, width, language):
    page = open_page(width)
    bytes_sent = []
    page.on("requestfinished", lambda request: bytes_sent.append(request.sizes()["responseBodySize"]))
    response = page.goto(f"{BIRTH}?lang={language}", wait_until="networkidle")
    assert response.status == 200
    assert sum(bytes_sent) <= 60_000, bytes_sent
    check(page, "form", 200)


def test_form_asks_computes_and_tells(open_page):
    page = open_page(NARROW)
    page.goto(BIRTH)
    field(page, "requester_name").fill("Nguyễn Thị An")
    field(page, "requester_birth").fill("22/11/2020")
    field(page, "requester_phone").fill("12")
    field(page, "requester_phone").blur()
    assert "18 tuổi" in page.locator("[id='q.requester_birth-error']").inner_text()
    assert page.locator("[id='q.requester_phone-error']").is_visible()
    field(page, "requester_birth").fill("05/03/1990")
    field(page, "requester_phone").fill("0912 345 678")
    field(page, "requester_id").fill("001190012345")
    assert page.locator("[id='q.requester_birth-error']").count() == 0
    field(page, "requester_province").select_option("01")
    page.wait_for_function("document.getElementById('q.requester_commune').options.length > 50")
    field(page, "requester_commune").select_option("00004")
    field(page, "requester_address").fill("Số 1 đường Mẫu")
    assert not field(page, "requester_relation_other").is_visible()
    page.locator("input[name='q.requester_relation'][value=other]").check()
    assert field(page, "requester_relation_other").is_visible()
    page.locator("input[name='q.requester_relation'][value=mother]").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_selector("[name='q.child_name']")
    field(page, "child_birth").fill("01/08/2026")
    field(page, "child_birth").blur()
    assert page.locator("[id='q.child_age']").inner_text() == "113" or int(page.locator("[id='q.child_age']").inner_text()) > 60
    assert field(page, "late_reason").is_visible()
    page.get_by_role("button", name="Tiếp tục").click()
    summary = page.locator(".error-summary")
    summary.wait_for()
    assert summary.locator("a").count() >= 5
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.name").startswith("q.")


def test_what_is_typed_survives_a_lost_connection_and_a_closed_page(open_page):
    page = open_page(NARROW)
    page.goto(BIRTH)
    page.context.set_offline(True)
    field(page, "requester_name").fill("Trần Văn Bình")
    page.locator("[data-draft-state]", has_text="thiết bị này").wait_for()
    page.get_by_role("button", name="Tiếp tục").click()
    # Nothing is sent into the void: the page stays, with what was typed.
    assert field(page, "requester_name").input_value() == "Trần Văn Bình"
    page.context.set_offline(False)
    page.goto(BIRTH)
    page.locator("[data-draft-state]", has_text="lấy lại").wait_for()
    assert field(page, "requester_name").input_value() == "Trần Văn Bình"


def test_a_copy_brings_back_what_this_part_does_not_show(open_page):
    def item(name, kind, **more):
        return {"name": name, "label": name, "is": "question", "kind": kind, "value": "text", **more}

    program = {
        "language": "vi", "today": "2026-11-22", "meanings": [["today"], ["row"]], "order": [0, 1, 2, 3],
        "items": [
            item("many", "choices", choices=[["a"], ["b"], ["c"]]), item("home", "text", most=50),
            item("ward", "choice", within=1, catalogue="communes"), item("other", "text", most=50),
        ],
    }
    words = ["saving", "saved", "kept", "offline", "signed_out", "stale", "refused", "restored", "discard"]
    texts = {f"forms.draft.{word}": word for word in words}
    fields = [["q.many", "a"], ["q.many", "b"], ["q.many", "c"], ["q.other", "typed"], ["q.home", "01"], ["q.ward", "00004"]]
    copy = json.dumps(json.dumps({"base": "3:", "fields": fields}))
    names = ["forms-engine.js", "forms-fill.js", "forms-draft.js", "forms.js"]
    scripts = "".join(f"<script>{(ASSETS / name).read_text(encoding='utf-8')}</script>" for name in names)
    # The server knows two choices of another part, none of the third, and nothing of "other".
    body = f"""<!doctype html><meta charset="utf-8"><body><script>localStorage.setItem("draft:d", {copy})</script>
        <form data-program="{html.escape(json.dumps(program))}" data-texts="{html.escape(json.dumps(texts))}" data-draft="d" data-autosave="/keep">
        <input type="hidden" name="revision" value="3">
        <input type="hidden" name="q.many" value="a"><input type="hidden" name="q.many" value="b">
        <div data-item="1" data-row="1"><div class="field"><input name="q.home" id="q.home"></div></div>
        <div data-item="2" data-row="1"><div class="field"><select name="q.ward" id="q.ward"><option value="">-</option></select></div></div>
        <p data-draft-state></p></form>{scripts}"""
    page = open_page(NARROW)
    page.route("**/copy", lambda route: route.fulfill(content_type="text/html", body=body))
    page.route("**/keep", lambda route: route.fulfill(status=200, headers={"Draft-Revision": "4"}, body=""))
    page.route("**/api/v1/procedures/catalogues/**", lambda route: route.abort())
    with page.expect_request("**/keep") as kept:
        page.goto(f"{URL}/copy")
    sent = urllib.parse.parse_qs(kept.value.post_data)
    assert [sent[f"q.{name}"] for name in ["many", "other", "home", "ward"]] == [["a", "b", "c"], ["typed"], ["01"], ["00004"]]


def test_rows_are_added_and_taken_away(open_page):
    page = open_page(NARROW)
    page.goto(f"{URL}/procedures/2.000815/form")
    # All answers of the first part, so that the second opens.
    for name, text in {
        "requester_name": "An", "requester_birth": "01/01/1990", "requester_id": "001190012345", "requester_phone": "0912345678",
        "requester_address": "Số 1",
    }.items():
        field(page, name).fill(text)
    field(page, "requester_province").select_option("01")
    page.wait_for_function("document.getElementById('q.requester_commune').options.length > 50")
    field(page, "requester_commune").select_option("00004")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_selector("[name='q.documents.1.document_name']")
    page.locator("[data-add]").click()
    page.locator("[data-add]").click()
    for row, (name, pages, copies) in enumerate([("Bằng", "2", "3"), ("Học bạ", "10", "1"), ("Khai sinh", "1", "5")], 1):
        field(page, f"documents.{row}.document_name").fill(name)
        field(page, f"documents.{row}.pages").fill(pages)
        field(page, f"documents.{row}.copies").fill(copies)
        page.locator(f"[name='q.documents.{row}.document_language'][value=vi]").check()
    page.locator("[data-remove]").nth(1).click()
    assert field(page, "documents.2.document_name").input_value() == "Khai sinh"
    assert field(page, "documents.3.document_name").count() == 0
    assert page.locator("[id='q.documents.2.document_fee']").inner_text() == "10.000"
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_selector("[id='q.fee_total']")
    assert page.locator("[id='q.copy_count']").inner_text() == "8"
    assert page.locator("[id='q.fee_total']").inner_text() == "22.000"


def test_form_works_without_scripts(browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.goto(BIRTH)
    page.locator("[name='q.requester_name']").fill("An")
    page.locator("input[name='q.requester_relation'][value=other]").check()
    page.get_by_role("button", name="Hiện các câu hỏi tiếp theo").click()
    assert page.locator("[name='q.requester_relation_other']").is_visible()
    assert page.locator("[name='q.requester_name']").input_value() == "An"
    page.get_by_role("button", name="Tiếp tục").click()
    assert page.locator(".error-summary a").count() >= 6
    context.close()
