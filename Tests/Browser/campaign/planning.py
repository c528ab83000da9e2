"""The coordinator's acts before anybody is asked: plan, groups, list, draw, letters, opening."""

import re
import subprocess

from campaign.play import DRAWN, JUDGED, OPEN
from hands import Mouse
from house import URL

HAND = Mouse()
SEED = "20260817"


def plan(play):
    page = play.coordinator
    page.goto(f"{URL}/surveys")
    HAND.follow(page, 'main a[href="/surveys/new"]')
    HAND.pick(page, "#unit", "Sở Nội vụ")
    HAND.write(page, "#title", play.title)
    HAND.write(page, "#period", str(play.today.year))
    HAND.write(page, "#opens", play.day(0))
    HAND.write(page, "#closes", play.day(20))
    play.check(page, "plan")
    HAND.follow(page, "main form button")
    play.number = re.search(r"KS-\d{4}-\d{4}", page.url)[0]


def add_groups(play):
    """One group is drawn of a list, the other is whoever comes to the counter of one department."""
    page = play.go()
    HAND.follow(page, 'main a[href$="/groups/new"]')
    write_group(page, DRAWN, "Người nhận kết quả", "People with a result", "list", list(JUDGED))
    HAND.choose(page, "formula", "given")
    HAND.write(page, "#size", str(sum(drawn for _, _, drawn in JUDGED.values())))
    play.check(page, "group")
    HAND.follow(page, "main form button")
    assert "done=saved" in page.url, page.inner_text("main")
    HAND.follow(page, 'main a[href$="/groups/new"]')
    write_group(page, OPEN, "Người đến quầy", "Visitors of the counter", "none", ["M-STC"])
    HAND.tick(page, "#once")
    HAND.follow(page, "main form button")
    assert "done=saved" in page.url, page.inner_text("main")


def write_group(page, code, name_vi, name_en, frame, units):
    HAND.write(page, "#respondents", code)
    HAND.write(page, "#name_vi", name_vi)
    HAND.write(page, "#name_en", name_en)
    HAND.pick(page, "#instrument", "tt01-2018")
    HAND.choose(page, "frame", frame)
    HAND.write(page, "#units", "\n".join(units))


def take_list(play):
    """A list with a fault is refused whole, with the place of the fault; mended, it is taken."""
    lines = ["reference,unit,stratum,name,address"]
    for unit, (name, people, _) in JUDGED.items():
        lines += [f"{unit}-{row},{unit},{unit},Người số {row} ({name}),Số {row} phố Mẫu" for row in range(1, people + 1)]
    page = play.go()
    HAND.follow(page, f'main a[href$="/groups/{DRAWN}/frame"]')
    HAND.attach(page, "#file", file("danh-sach.csv", lines + ["M-STC-1,M-KHONG,,Hai lần,"]))
    HAND.follow(page, "main form button")
    refused = page.locator(".faults li").all_inner_texts()
    assert len(refused) == 2 and "M-STC-1" in refused[0] and "M-KHONG" in refused[1], "both faults of the row are told"
    assert all(re.search(rf"\b{len(lines) + 1}\b", fault) for fault in refused), "and in which row they are"
    play.check(page, "list-refused", 422)
    HAND.attach(page, "#file", file("danh-sach.csv", lines))
    HAND.follow(page, "main form button")
    assert "done=frame" in page.url, page.inner_text("main")


def file(name, lines):
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def draw(play):
    page = play.go()
    HAND.follow(page, 'main a[href$="/draw"]')
    HAND.write(page, "#seed", SEED)
    HAND.follow(page, "main form button")
    assert "done=drawn" in page.url and SEED in page.inner_text("main")
    for unit, (_, people, drawn) in JUDGED.items():
        row = page.locator(f"#strata-{DRAWN} tbody tr", has_text=unit).inner_text()
        assert row.split()[1:4] == [str(people), str(drawn), str(drawn)], row


def print_letters(play):
    """Each drawn person gets a letter with a word of their own; `play.people` are their numbers, units and words."""
    page = play.go(f"/groups/{DRAWN}/people")
    count = sum(drawn for _, _, drawn in JUDGED.values())
    HAND.write(page, 'form[action$="/letters"] [name="from"]', "1")
    HAND.write(page, 'form[action$="/letters"] [name="to"]', str(count + 10))
    play.check(page, "people")
    with page.expect_download() as download:
        page.locator('form[action$="/letters"] button').click()
    paper = play.folder / "letters.pdf"
    download.value.save_as(paper)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, text=True).stdout
    play.people = [person(play, letter) for letter in text.split("\f") if letter.strip()]
    assert len(play.people) == len({word for _, _, word in play.people}) == count


def person(play, letter):
    number = int(re.search(rf"{play.number}/(\d+)", letter)[1])
    name = re.search(r"Kính gửi: .*\((.+)\)", letter)[1]
    word = re.search(r"\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}\b", letter)[0]
    assert f"{URL}/surveys/r/{word}" in re.sub(r"\s", "", letter), "the address stands whole in the letter"
    return number, next(unit for unit, (title, _, _) in JUDGED.items() if title == name), word


def open_campaign(play):
    page = play.go()
    HAND.follow(page, 'form:has([name="event"][value="opened"]) button')
    assert "done=opened" in page.url, page.inner_text("main")
    play.check(page, "opened")
