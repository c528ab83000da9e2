"""The unit's acts: the officer scores with evidence and explains, the head hands in."""

from house import URL
from acts.play import OWN
from papers import pdf
from playwright.sync_api import expect


def paper(name):
    """A PDF of one page, to choose as a file."""
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf("Báo cáo kết quả cải cách hành chính")}


def sheet(play, login):
    """The sheet of the unit, by way of the own desk."""
    page = play.page_of(login, "/assessments")
    play.hand.follow(page, f"main a[href='{play.path}/units/{OWN}']")
    return page


def claim(play):
    hand, page = play.hand, sheet(play, "can.bo")
    play.check(page, "sheet")
    hand.follow(page, "main a[href$='/fields/1']")
    play.check(page, "field")
    hand.choose(page, "1.1:yes", "yes")
    kept(page, "1.1", "2 / 2")
    hand.write(page, "[name='1.2:numerator']", "18")
    hand.write(page, "[name='1.2:denominator']", "20")
    kept(page, "1.2", "3,6 / 4")
    # Whoever is slow is told in between that one figure of two is none.
    play.check(page, "field-claimed", 422)
    cite(play, page)
    hand.follow(page, "main a.button[href$='/fields/2']")
    hand.choose(page, "2.1:choice", "on_time")
    hand.write(page, "[name='2.1:comment']", "Ban hành ngày 15/01, trước hạn.")
    kept(page, "2.1", "4 / 4")
    play.check(page, "field-2")


def kept(page, leaf, points):
    """Points stand there as one types, and what was typed is saved without a button."""
    form = page.locator(f"form[data-leaf='{leaf}']")
    expect(form.locator(".sum")).to_contain_text(points)
    expect(form.locator(".state")).to_contain_text("Đã lưu")


def cite(play, page):
    """A new paper for one leaf, and the same paper for another."""
    hand = play.hand
    hand.follow(page, "a[href$='/leaves/1.1/evidence']")
    hand.press(page, "main details summary")
    describe(play, page, "bao-cao", f"Báo cáo cải cách hành chính năm {play.year}", f"{play.year}/BC-STC")
    hand.write(page, "#section", "II.1")
    hand.write(page, "#page", "1")
    play.check(page, "cite-new")
    play.send(page, "main form .actions button", "field-cited", "cited")
    hand.follow(page, "a[href$='/leaves/1.2/evidence']")
    hand.pick(page, "#evidence", f"{play.year}/BC-STC")
    play.check(page, "cite-known")
    play.send(page, "main form .actions button", "field-cited-twice", "cited")
    hand.follow(page, ".citations a[href^='/assessments/evidence/']")
    play.check(page, "evidence")
    page.go_back()


def describe(play, page, file, title, number):
    hand = play.hand
    hand.write(page, "#title", title)
    hand.write(page, "#number", number)
    hand.write(page, "#issued", play.day(-3).strftime("%d/%m/%Y"))
    hand.attach(page, "#file", paper(f"{file}-{play.year}.pdf"))


def hand_in(play):
    hand, page = play.hand, sheet(play, "thu.truong")
    hand.follow(page, "main a[href$='/submission']")
    hand.write(page, "#difficulties", "Thiếu công chức chuyên trách.")
    hand.write(page, "#proposals", "Bổ sung biên chế.")
    play.check(page, "submission")
    play.send(page, "main form button", "sheet-handed-in", "submitted")
    report = page.request.get(URL + page.locator(".downloads a").first.get_attribute("href"))
    assert report.status == 200 and report.body().startswith(b"%PDF"), "the signed report is a paper"


def explain(play):
    """An argument for each leaf that lost points, for one with a new paper."""
    hand, page = play.hand, sheet(play, "can.bo")
    play.check(page, "sheet-cut")
    hand.follow(page, "main a[href$='/fields/1']")
    play.check(page, "field-cut")
    hand.follow(page, "a[href$='/leaves/1.2/evidence']")
    hand.press(page, "main details summary")
    describe(play, page, "phu-luc", "Phụ lục nhiệm vụ hoàn thành", f"{play.year}/PL-STC")
    play.send(page, "main form .actions button", "field-cited-again", "cited")
    hand.write(page, "[name='1.2:text']", "Ba nhiệm vụ hoàn thành trong tháng 12 có trong phụ lục gửi kèm.")
    play.send(page, "form[action$='/leaves/1.2/explanation'] button", "field-explained", "explained")
    hand.follow(page, "main a.button[href$='/fields/2']")
    hand.write(page, "[name='2.1:text']", "Văn bản đi ngày 15/01, dấu đến đóng muộn.")
    hand.follow(page, "form[action$='/leaves/2.1/explanation'] button")
    hand.follow(page, "a[href$='/leaves/2.1']")
    play.check(page, "history")


def hand_in_explanation(play):
    page = sheet(play, "thu.truong")
    play.hand.follow(page, "main a[href$='/explanation']")
    play.check(page, "explanation")
    play.send(page, "main form button", "sheet-explained", "explanation_submitted")
