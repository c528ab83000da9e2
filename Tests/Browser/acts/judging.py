"""The acts of those who judge: appraiser, council and chair."""

import re

from acts.play import LATE, OWN

# What the appraiser finds of each leaf: the figures or points in place of the claim, and why.
FIRST = {
    (OWN, "1.2"): ("figures", {"input.numerator": "15"}, "Ba nhiệm vụ không có văn bản chứng minh."),
    (OWN, "2.1"): ("figures", {"input.choice": "Muộn"}, "Dấu đến ghi ngày 05/02."),
    (LATE, "1.1"): ("points", {"points": "1"}, "Đơn vị không nộp; chấm theo số liệu của Sở Nội vụ."),
    (LATE, "1.2"): ("points", {"points": "2"}, "Đơn vị không nộp; chấm theo số liệu của Sở Nội vụ."),
    (LATE, "2.1"): ("absent", {"reason": "đơn vị chưa gửi"}, "Không có tài liệu nào."),
}
SECOND = {
    (OWN, "1.2"): ("as_claimed", {}, "Phụ lục chứng minh đủ 18 nhiệm vụ."),
    (OWN, "2.1"): ("figures", {"input.choice": "Muộn"}, "Giải trình không kèm sổ công văn."),
}


def appraise(play):
    hand, page = play.hand, play.page_of("tham.dinh", f"{play.path}/appraisal")
    play.check(page, "queue")
    hand.follow(page, "#fields a[href*='/appraisal/1?']")
    hand.tick(page, f"tr:has(a[href*='/{OWN}/1.1']) input[name=accept]")
    play.check(page, "queue-ticked")
    play.send(page, "form[action*='/accept'] .actions button", "queue-accepted", "accepted")
    hand.follow(page, f"#queue a[href*='/appraisal/1/{OWN}/1.2']")
    refused(play, page)
    walk(play, page, FIRST, "judge")
    page.goto(page.url.replace("/appraisal/1", "/appraisal/2"))
    hand.follow(page, f"#queue a[href*='/appraisal/2/{OWN}/2.1']")
    walk(play, page, FIRST, "judge-2")


def refused(play, page):
    """Lower than claimed needs a reason."""
    hand = play.hand
    hand.choose(page, "finding", "points")
    hand.write(page, "#points", "1")
    hand.follow(page, "button[value=save]")
    assert page.locator("#comment-error").is_visible()
    play.check(page, "judge-refused", 422)


def walk(play, page, findings, name):
    """Judges leaf after leaf, as the queue leads on."""
    while found := re.search(r"/appraisal/\d/([\w-]+)/([\d.]+)", page.url):
        play.check(page, f"{name}-{found[1]}-{found[2]}")
        judge(play, page, *findings[found[1], found[2]])
    assert "done=finished" in page.url


def judge(play, page, finding, answers, comment):
    hand = play.hand
    hand.choose(page, "finding", finding)
    for name, answer in answers.items():
        if page.locator(f"select[id='{name}']").count():
            hand.pick(page, f"select[id='{name}']", answer)
        else:
            hand.write(page, f"[id='{name}']", answer)
    hand.write(page, "#comment", comment)
    hand.follow(page, "button[value=save]")


def appraise_again(play):
    hand, page = play.hand, play.page_of("tham.dinh", f"{play.path}/appraisal")
    for field, leaf in [("1", "1.2"), ("2", "2.1")]:
        page.goto(f"{page.url.split('/appraisal')[0]}/appraisal/{field}")
        hand.follow(page, f"#queue a[href*='/{OWN}/{leaf}']")
        walk(play, page, SECOND, f"judge-again-{field}")


def vote(play):
    hand, page = play.hand, play.page_of("hoi.dong", "/assessments")
    hand.follow(page, f"main a[href='{play.path}/council']")
    play.check(page, "council")
    hand.follow(page, f"#disputes a[href$='/{OWN}/2.1']")
    hand.write(page, "#vote_points", "3")
    hand.write(page, "#vote_reasons", "Văn bản đi đúng ngày.")
    play.check(page, "dispute-member")
    play.send(page, "form[action$='/vote'] button", "dispute-voted", "voted")


def conclude(play):
    hand, page = play.hand, play.page_of("thu.ky", f"{play.path}/council/{OWN}/2.1")
    assert "Văn bản đi đúng ngày." in page.inner_text("#votes"), "every member has voted"
    play.check(page, "dispute-secretary")
    hand.choose(page, "finding", "points")
    hand.write(page, "#points", "3")
    hand.write(page, "#comment", "Hội đồng thống nhất 3 điểm.")
    play.send(page, "form[action$='/conclusion'] button[value=save]", "dispute-concluded", "concluded")


def decide(play):
    """The chair reads what the council agreed on, and signs."""
    hand, page = play.hand, play.page_of("chu.tich", f"{play.path}/council/protocol")
    assert "Hội đồng thống nhất 3 điểm." in page.inner_text("main")
    play.check(page, "protocol")
    page.goto(page.url.split("/council")[0])
    hand.follow(page, "main a[href$='/settings/decision']")
    hand.write(page, "#number", f"{play.year}/QĐ-UBND")
    hand.date(page, "#date", play.today)
    play.check(page, "decision")
    play.send(page, "main form button", "board-decided", "decided")
