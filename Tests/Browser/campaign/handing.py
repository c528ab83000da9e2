"""The acts after the last answer: closing, computing, letting out, reading, and handing over to a round, where points come of it."""

import csv
import io
import pathlib

from acts.play import OWN
from campaign.play import CLAIMED, DRAWN, INDICATOR, JUDGED, MAXIMUM, OPEN, told
from campaign.planning import HAND
from house import URL, WIDE

CRITERIA = pathlib.Path(__file__).with_name("criteria.yaml").read_text(encoding="utf-8")
CHANNELS = {"web": "Trên mạng", "paper": "Phiếu giấy", "phone": "Điện thoại"}
DEADLINES = ["starts", "self_assessment", "survey", "appraisal", "explanation", "second_appraisal", "council"]


def close(play):
    """Nothing more is taken; what came in by every channel is put away and told."""
    page = play.go()
    HAND.follow(page, 'form:has([name="event"][value="closed"]) button')
    assert "done=closed" in page.url, page.inner_text("main")
    page = play.go("/follow")
    asked, answered = len(play.people), sum(map(len, play.drawn.values()))
    assert f"{told(100 * answered / asked)}%" in page.inner_text("main"), "all but one answered"
    for channel, name in CHANNELS.items():
        assert row(page, f"#answers-{DRAWN}", name)[1:3] == [str(play.channels[channel])] * 2, name
    play.check(page, "follow")
    visitor = play.open_page(WIDE)
    visitor.goto(f"{URL}/surveys/open/{play.number}/{OPEN}/{OWN}")
    assert visitor.locator("#consent").count() == 0, "nobody answers any more"


def compute(play):
    page = play.go("/figures")
    HAND.follow(page, 'main a[href$="/figures/new"]')
    HAND.write(page, "#maximum", str(MAXIMUM))
    play.check(page, "formula")
    HAND.follow(page, "main form button")
    assert "done=estimated" in page.url, page.inner_text("main")
    assert open_results(play).status == 404, "nobody outside sees what was not let out"
    HAND.follow(page, 'main a[href*="/figures/release"]')
    HAND.write(page, "#note", "Điểm cho đợt đánh giá.")
    HAND.follow(page, "main form button")
    assert "done=released" in page.url, page.inner_text("main")


def open_results(play):
    play.visitor = play.open_page(WIDE)
    return play.visitor.goto(f"{URL}/surveys/results/{play.number}")


def read(play):
    """A visitor who never signed in reads what the answers of this test must give."""
    assert open_results(play).status == 200
    page = play.visitor
    page.goto(f"{URL}/surveys/results")
    HAND.follow(page, f'main a[href="/surveys/results/{play.number}"]')
    main, whole = page.inner_text("main"), play.whole()
    assert told(whole.value, 2) in main and span(whole, 2) in main and told(points(whole.value), 2) in main
    assert f"Theo cách trọng số kia: {told(play.alike(), 2)}." in main
    ranked = sorted(JUDGED, key=lambda unit: -play.figure(unit).value)
    for rank, unit in enumerate(ranked, 1):
        name, own = JUDGED[unit][0], play.figure(unit)
        assert 0 < own.interval[0] and own.interval[1] < 100, "the ends of the scale cut nothing off"
        cells = row(page, f"#units-{DRAWN}-verified", name)
        assert cells[1:4] == [str(len(play.drawn[unit])), told(own.value), span(own)], cells
        low, high = map(points, own.interval)
        assert f"{told(points(own.value), 2)} ({told(low, 2)}–{told(high, 2)})" in cells, cells
        assert f"{rank} (1–2)" in cells, "chance alone could have put the other before it"
    opened = row(page, f"#units-{OPEN}-open", "Sở Tài chính")
    assert opened[1:4] == [str(len(play.visits)), told(sum(play.visits) / len(play.visits)), "không có"], opened
    assert page.locator(f"#intervals-{DRAWN}-verified-title").count() == 1
    assert page.locator(f"#intervals-{OPEN}-open-title").count() == 0, "one dot without an interval is no picture"
    channels = row(page, f"#channels-{DRAWN}-verified", "Mọi cơ quan")
    assert channels[1:4] == ["ẩn kèm", "quá ít trả lời", "quá ít trả lời"], "the web's figure would tell that of the other four"
    play.check(page, "results")
    download(play)


def row(page, table, name):
    return [cell.strip() for cell in page.locator(f"{table} tbody tr", has_text=name).inner_text().split("\t")]


def span(figure, digits=1):
    low, high = figure.interval
    return f"{told(low, digits)}–{told(high, digits)}"


def points(value):
    return MAXIMUM * value / 100


def plain(number):
    """As points of a round are printed, rounded as its criteria say."""
    return told(number, 2).rstrip("0").rstrip(",")


def download(play):
    """The open data say the same, to more digits."""
    answer = play.visitor.request.get(f"{URL}/surveys/results/{play.number}/figures.csv")
    lines = list(csv.DictReader(io.StringIO(answer.text().removeprefix("\ufeff"))))
    wanted = {"respondents": DRAWN, "stream": "verified", "figure": "index"}
    found = {line["unit"]: line for line in lines if wanted.items() <= line.items()}
    assert set(found) == {"", *JUDGED}
    for unit, line in found.items():
        own = play.figure(unit) if unit else play.whole()
        for name, number in zip(["estimate", "low", "high"], [own.value, *own.interval]):
            assert abs(float(line[name]) - number) < 1e-3, (unit, name)


def hand_over(play):
    """The index becomes an indicator, the points a file."""
    page = play.go("/figures")
    HAND.follow(page, 'main a[href*="/figures/handover"]')
    page.select_option("#figure", f"{DRAWN}|index")
    HAND.write(page, "#indicator", INDICATOR)
    page.select_option("#of", f"{DRAWN}|index")
    HAND.write(page, "#criterion", "1.2")
    play.check(page, "handover")
    with page.expect_download() as download:
        page.locator('form[action$="round.csv"] button').click()
    play.file = play.folder / "round.csv"
    download.value.save_as(play.file)
    HAND.follow(page, "main form[method=post] button")
    assert "done=handed_over" in page.url, page.inner_text("main")


def make_round(play):
    """A round with a criterion that is measured and one that the survey scores."""
    play.admin, year = play.page_of("quan.tri"), str(play.today.year)
    page, play.round = play.admin, f"dieu-tra-{play.mark}"
    page.goto(f"{URL}/criteria/drafts")
    text = CRITERIA.replace("MARK", play.round).replace("YEAR", year)
    HAND.write(page, "#text", text)
    HAND.follow(page, "form:has(#text) button")
    HAND.follow(page, "form[action$='/publish'] button")
    page.goto(f"{URL}/assessments/rounds/new")
    HAND.write(page, "#code", play.round)
    HAND.write(page, "[id='title.vi']", f"Đánh giá có điều tra {play.mark}")
    HAND.write(page, "[id='title.en']", f"Assessment with a survey {play.mark}")
    HAND.write(page, "#period", year)
    HAND.choose(page, "kind", "real")
    HAND.tick(page, f"input[value='{play.round}@{year}']")
    HAND.follow(page, "main form button")
    for name, days in zip(DEADLINES, [-2, 1, 1, 2, 3, 4, 5]):
        HAND.date(page, f"#{name}", play.date(days))
    for box in page.locator("input[name=units]").all():
        box.set_checked(box.get_attribute("value").split()[1] in JUDGED)
    HAND.follow(page, "main form .actions button")
    assert "done=created" in page.url, page.inner_text("main")
    HAND.follow(page, "main a[href$='/settings/appraisers']")
    HAND.pick(page, "select[name='place.departments.1']", "Phạm Quốc Bảo")
    HAND.follow(page, "form[action$='/settings/appraisers'] button")
    page.goto(f"{URL}/assessments/rounds/{play.round}/settings")
    HAND.follow(page, "form[action$='/settings/open'] button")
    assert "done=opened" in page.url, page.inner_text("main")


def score(play):
    """The unit takes what was measured; the administrator brings the points."""
    page, unit = play.page_of("can.bo"), f"{URL}/assessments/rounds/{play.round}/units/{OWN}"
    own, answered = play.figure(OWN), len(play.drawn[OWN])
    page.goto(f"{unit}/fields/1")
    source = f"{play.number}/1 index n={answered} [{own.interval[0]:.2f}; {own.interval[1]:.2f}]"
    assert source in page.inner_text("main"), "the source names campaign, edition, answers and interval"
    play.check(page, "round-proposal")
    HAND.follow(page, "form[action$='/proposals'] button")
    assert "done=filled" in page.url, page.inner_text("main")
    assert f"{plain(CLAIMED * own.value / 100)} / {CLAIMED}" in page.inner_text("form[data-leaf='1.1']")
    play.check(page, "round-claimed")
    HAND.follow(page, f"main a[href='/surveys/results/{play.number}']")
    page = play.admin
    page.goto(f"{URL}/assessments/rounds/{play.round}/settings")
    HAND.follow(page, "main a[href$='/settings/survey']")
    HAND.attach(page, "#file", play.file)
    play.check(page, "round-survey")
    HAND.follow(page, "main form button")
    assert "done=imported&count=2" in page.url, page.inner_text("main")
    for each in JUDGED:
        page.goto(f"{URL}/assessments/rounds/{play.round}/units/{each}/leaves/1.2")
        assert plain(points(play.figure(each).value)) in page.inner_text("main")
    play.check(page, "round-points")
