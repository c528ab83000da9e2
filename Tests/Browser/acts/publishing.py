"""The last acts: the publication is drafted, held back and released, and read by anybody."""

from house import URL
from acts.play import LATE, OWN

PAPER = {
    "agency": "ỦY BAN NHÂN DÂN TỈNH MẪU",
    "place": "Tỉnh Mẫu",
    "grounds": "Căn cứ Luật Tổ chức chính quyền địa phương;\nCăn cứ kết quả thẩm định của Hội đồng;",
    "recipients": "Như Điều 3;\nBộ Nội vụ;\nLưu: VT, NV.",
    "signer_title": "CHỦ TỊCH",
}


def draft(play):
    hand, page = play.hand, play.page_of("quan.tri", "/rankings/desk")
    play.check(page, "publish-desk")
    hand.follow(page, f"a[href='/rankings/desk/prepare?round={play.code}']")
    for name, text in PAPER.items():
        hand.write(page, f"#{name}", text)
    play.check(page, "publish-prepare")
    play.send(page, "main form button", "publish-draft", "prepared")


def issue(play):
    """Signed, and held back until tomorrow: nobody outside sees it."""
    hand, page = play.hand, play.page_of("quan.tri", play.desk)
    hand.follow(page, "main a[href$='/issue']")
    hand.write(page, "#number", f"{play.year}1/QĐ-UBND")
    hand.write(page, "#date", play.today.strftime("%d/%m/%Y"))
    hand.write(page, "#signer", "Đặng Hữu Nghĩa")
    hand.write(page, "#release_date", play.day(1).strftime("%d/%m/%Y"))
    hand.write(page, "#release_time", "08:00")
    play.check(page, "publish-issue")
    play.send(page, "main form button", "publish-embargo", "issued")
    assert page.request.get(URL + play.ranking, headers={"Cookie": ""}).status == 404


def release(play):
    hand, page = play.hand, play.page_of("quan.tri", play.desk)
    hand.follow(page, "main a[href$='/embargo']")
    hand.write(page, "#release_date", "")
    hand.write(page, "#release_time", "")
    hand.write(page, "#reason", "Họp báo sớm hơn dự kiến.")
    play.check(page, "publish-move")
    play.send(page, "main form button", "publish-published", "moved")


def read(play):
    """A visitor who never signed in: from the list to what the unit lost, and to the proof."""
    hand, page = play.hand, play.open_page(play.width)
    page.goto(f"{URL}/rankings")
    hand.follow(page, f"main a[href='{play.ranking}']")
    ranking = page.inner_text("#ranking")
    assert ranking.index("Sở Tài chính") < ranking.index("Sở Xây dựng") and "8,60" in ranking
    play.check(page, "public-ranking")
    hand.follow(page, f"#ranking a[href='{play.ranking}/units/{OWN}']")
    main = page.inner_text("main")
    assert "8,60" in main and "−0,40" in main and "−1,00" in main, "what was lost, leaf by leaf"
    play.check(page, "public-scorecard")
    page.goto(f"{URL}{play.ranking}/units/{LATE}")
    play.check(page, "public-scorecard-late")
    page.goto(f"{URL}/rankings/publications")
    play.check(page, "public-publications")
    hand.follow(page, f"main a[href='/rankings/publications/{play.code}']")
    play.check(page, "public-publication")
    hand.follow(page, "main a[href$='/receipts']")
    play.check(page, "public-receipts")
    hand.follow(page, f"main a[href$='/receipts/{OWN}']")
    play.check(page, "public-receipt")
