"""What befalls a kiosk: killed in the middle, copied, with a clock that is a year off."""

import os
import signal
import time

from house import check, until
from kiosk import PIN, Kiosk, line, register


def processes(word):
    """Ids of the processes in whose command line a word stands that only we have given."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    if word.encode() in file.read():
                        found.append(int(entry))
            except OSError:
                continue
    return found


def test_a_kiosk_that_is_killed_keeps_what_was_finished_and_no_more(browser, signed_in, tmp_path):
    officer, devices, code = register(signed_in, name := f"Quầy mất điện {time.time_ns()}")
    folder = tmp_path / f"kiosk-{time.time_ns()}"

    def start():
        return browser.browser_type.launch_persistent_context(
            str(folder), executable_path=os.environ.get("CCHC_CHROMIUM", "/usr/bin/chromium-headless-shell"), args=["--no-sandbox"],
            viewport={"width": 1280, "height": 800}, locale="vi-VN",
        )

    kiosk = Kiosk(start())
    kiosk.pair(code, 504)
    until(kiosk.page, "navigator.serviceWorker.controller !== null")
    kiosk.context.set_offline(True)
    kiosk.finish("1111")
    kiosk.finish("2222")
    kiosk.begin()
    kiosk.answer("0")
    for process in processes(str(folder)):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    kiosk = Kiosk(start())
    kiosk.at("start")
    kiosk.sent()
    kiosk.context.close()
    told = "\n" + line(officer, devices, name).replace("\t", "\n") + "\n"
    assert "Đang hoạt động" in told and "\n2\n" in told, told


def test_two_machines_with_one_identity_are_told_apart(machine, signed_in):
    name = f"Quầy đôi {time.time_ns()}"
    officer, devices, code = register(signed_in, name)
    one = machine(1280, 800)
    one.pair(code, 504)
    until(one.page, "kioskLink.isOnline")
    # A copy of the disk: all that the machine keeps, on another.
    kept = one.page.evaluate(
        "Promise.all(['secret', 'setup', 'digest', 'pixel'].map(async (name) => [name, await kioskStore.get(name)])).then(Object.fromEntries)"
    )
    other = machine(1280, 800)
    other.at("pairing")
    other.page.evaluate("kept => kioskStore.set(kept)", kept)
    other.page.reload()
    other.at("twice")
    other.look("twice", 409)
    one.finish()
    one.sent()
    assert "Trùng danh tính" in line(officer, devices, name)
    check(officer, "kiosk-doubled")

    # A new code parts them, and what is there is all taken.
    officer.locator("#kiosks a", has_text=name).click()
    officer.wait_for_url("**/kiosks/*")
    check(officer, "kiosk-device")
    with officer.expect_response(lambda answer: answer.request.method == "POST"):
        officer.locator('form[action$="/pairing"] button').click()
    second = officer.locator(".ticket strong").inner_text()
    other.act("admin")
    other.at("pin")
    other.page.fill("#pin", PIN)
    other.act("enter")
    other.at("admin")
    other.act("pair_again")
    other.at("pairing")
    other.page.fill("#code", second)
    other.act("pair")
    other.at("start")
    other.finish()
    other.sent()
    one.page.evaluate("kioskLink.report()")
    one.at("pairing")


def test_a_clock_that_is_a_year_off_is_noticed(machine, signed_in):
    name = f"Quầy lệch giờ {time.time_ns()}"
    officer, devices, code = register(signed_in, name)
    kiosk = machine(1280, 800)
    kiosk.page.clock.install(time=time.time() - 366 * 86_400)
    kiosk.page.reload()
    kiosk.pair(code, 504)
    kiosk.page.evaluate("kioskLink.report()")
    until(kiosk.page, "Math.abs(kioskLink.ahead) > 360 * 86400000")
    kiosk.at("start")
    kiosk.finish()
    kiosk.sent()
    told = line(officer, devices, name)
    assert "Chậm 366 ngày" in told or "Chậm 365 ngày" in told, told
