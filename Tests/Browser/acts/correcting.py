"""What follows a publication: a proposal of commendations, and a mistake that is corrected by a second decision."""

from house import URL
from acts.play import OWN


def commend(play):
    hand, page = play.hand, play.page_of("quan.tri", play.desk)
    hand.follow(page, "main a[href$='/commendations']")
    hand.follow(page, "main a[href$='/commendations/departments']")
    hand.write(page, "#collectives", "1")
    hand.pick(page, "#band", "Tốt")
    hand.write(page, "#source", "Quy chế thi đua, khen thưởng của tỉnh")
    play.check(page, "commend-rule")
    play.send(page, "main form button", "commend", "rule")
    assert "Sở Tài chính" in page.inner_text("main section ol")


def correct(play):
    """Chosen screen by screen; the draft shows both values before anybody signs."""
    hand, page = play.hand, play.page_of("quan.tri", play.desk)
    hand.follow(page, "main a[href$='/correct']")
    hand.pick(page, "#unit", "Sở Tài chính")
    play.check(page, "correct-unit")
    hand.follow(page, "main form button")
    hand.pick(page, "#criterion", "1.2")
    hand.follow(page, "main form button")
    hand.write(page, "#input_numerator", "20")
    hand.write(page, "#leaf_reason", "Hai nhiệm vụ hoàn thành bị bỏ sót khi nhập.")
    hand.write(page, "#reason", "Đính chính theo kiến nghị của Sở Tài chính.")
    play.check(page, "correct")
    play.send(page, "main form button", "correct-draft", "corrected")
    assert "9,00" in page.inner_text("main"), "one point of ten comes from two tasks of twenty"
    hand.follow(page, "main a[href$='/issue']")
    hand.write(page, "#number", f"{play.year}2/QĐ-UBND")
    hand.write(page, "#date", play.today.strftime("%d/%m/%Y"))
    hand.write(page, "#signer", "Đặng Hữu Nghĩa")
    play.send(page, "main form button", "correct-published", "issued")


def read_both(play):
    """Whoever opens the first publication is told that another took its place, and by what they differ."""
    hand, page = play.hand, play.open_page(play.width)
    page.goto(f"{URL}/rankings/publications/{play.code}")
    play.check(page, "public-superseded")
    page.goto(f"{URL}{play.ranking}/units/{OWN}")
    play.check(page, "public-scorecard-superseded")
    page.goto(f"{URL}/rankings/publications")
    hand.follow(page, f"main tbody a[href^='/rankings/publications/{play.code}-']")
    assert "20" in page.inner_text("#protocol")
    play.check(page, "public-correction")
