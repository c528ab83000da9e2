"""The administrator's acts: a set of criteria, a round made of it, and the days that are moved."""

import pathlib

from acts.play import LATE, OWN

CRITERIA = pathlib.Path(__file__).with_name("short.yaml").read_text(encoding="utf-8")
DEADLINES = ["starts", "self_assessment", "survey", "appraisal", "explanation", "second_appraisal", "council"]


def publish_criteria(play):
    hand, page = play.hand, play.page_of("quan.tri", "/criteria/drafts")
    play.check(page, "drafts")
    hand.write(page, "#text", CRITERIA.replace("2026", str(play.year)))
    hand.follow(page, "form:has(#text) button")
    play.check(page, "draft")
    hand.follow(page, "form[action$='/publish'] button")
    assert "/criteria/thu-nghiem" in page.url and "drafts" not in page.url
    play.check(page, "criteria")


def create_round(play):
    hand, page = play.hand, play.page_of("quan.tri", "/assessments")
    hand.follow(page, "main a[href='/assessments/rounds']")
    play.check(page, "rounds")
    hand.follow(page, "a[href='/assessments/rounds/new']")
    hand.write(page, "#code", play.code)
    hand.write(page, "[id='title.vi']", f"Đánh giá rút gọn năm {play.year}")
    hand.write(page, "[id='title.en']", f"Short assessment {play.year}")
    hand.write(page, "#period", str(play.year))
    hand.choose(page, "kind", "real")
    hand.tick(page, f"input[value='thu-nghiem@{play.year}']")
    play.check(page, "new")
    hand.follow(page, "main form button")
    for name, days in zip(DEADLINES, [-2, 0, 1, 1, 2, 3, 4]):
        hand.date(page, f"#{name}", play.day(days))
    boxes = [box.get_attribute("value") for box in page.locator("input[name=units]").all()]
    for box in boxes:
        if box.split()[1] not in (OWN, LATE):
            hand.tick(page, f"input[name=units][value='{box}']")
    play.check(page, "new-units")
    play.send(page, "main form .actions button", "settings-new", "created")


def open_round(play):
    hand, page = play.hand, play.page_of("quan.tri")
    hand.follow(page, "main a[href$='/settings/appraisers']")
    for field in "12":
        hand.pick(page, f"select[name='place.departments.{field}']", "Phạm Quốc Bảo")
    play.send(page, "form[action$='/settings/appraisers'] button", "appraisers", "assigned")
    hand.follow(page, f"main a[href='{play.path}/settings']")
    play.send(page, "form[action$='/settings/open'] button", "settings", "opened")


def move_to(play, stage):
    """Ends the stages before, as after a decision to shorten a round."""
    hand, page = play.hand, play.page_of("quan.tri", f"{play.path}/settings/deadlines")
    passed = DEADLINES.index(stage) if stage in DEADLINES else len(DEADLINES)
    for number, name in enumerate(DEADLINES[1:], 1):
        hand.date(page, f"#{name}", play.day(-1 if number < passed else number))
    hand.write(page, "#reason", "Rút ngắn đợt theo chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh.")
    play.send(page, "main form button", f"settings-{stage}", "deadlines")


def look_over(play):
    """The board, for those who are late and for all."""
    hand, page = play.hand, play.page_of("quan.tri", play.path)
    play.check(page, "board")
    hand.tick(page, "#late")
    hand.follow(page, "form[role=search] button")
    assert page.locator("main tbody tr").count() == 1, "one unit handed in nothing"
    play.check(page, "board-late")
