"""The page of a form on a telephone with 3G: what goes over the wire with an empty cache, and how long until somebody can type.

Of all published forms the part is taken whose page is the largest as it is sent. Chromium opens it on a telephone's screen, with the
network of DevTools' "Fast 3G" of old: 1.6 Mbit/s down, 750 kbit/s up, 300 ms until an answer begins.
"""

from __future__ import annotations

import http.client
import os
import re
import statistics
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import homes
import shop
from dossiers import opened
from rounds import ROUNDS, Absent, Figure, Row
from server import Server

BYTES, WANTED_NS = 60_000, 2e9
NETWORK = {"offline": False, "latency": 300, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
PHONE = {"width": 390, "height": 844}
# Runs in each frame of the page: when the first control that somebody can see and use has been drawn.
USABLE = """
    const look = () => {
        const painted = performance.getEntriesByName("first-contentful-paint").length;
        const controls = [...document.querySelectorAll("main form :is(input, select, textarea)")];
        const found = controls.some((one) => one.type !== "hidden" && !one.disabled && one.checkVisibility());
        if (painted && found) window.benchUsable = performance.now(); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"""


def asked(ours: Server, method: str, path: str, citizen: homes.Citizen, values: dict[str, str] | None = None):
    connection = http.client.HTTPConnection("127.0.0.1", ours.port, timeout=60)
    headers = {"Cookie": citizen.cookie, "Accept-Encoding": "gzip, br", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, urlencode((values or {}) | {"form_token": citizen.token}) if method == "POST" else None, headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def heaviest(ours: Server, engine: shop.Engine, citizens: list[homes.Citizen]) -> tuple[int, str, homes.Citizen, int]:
    """Bytes, address and reader of the largest page of a form, and of how many."""
    pages = []
    for citizen, (procedure,) in zip(citizens, engine.ask("SELECT procedure_code FROM procedures_forms WHERE to_date IS NULL ORDER BY 1")):
        begun, _ = asked(ours, "POST", f"/online/procedures/{procedure}/drafts", citizen)
        # One that nobody receives in the demonstration cannot be begun.
        if begun.status != 303:
            continue
        draft = begun.headers["Location"].removesuffix("/start")
        for part in range(1, 100):
            answer, body = asked(ours, "GET", f"{draft}/part-{part}", citizen)
            if answer.status != 200:
                break
            pages.append((len(body), f"{draft}/part-{part}", citizen))
    if not pages:
        raise Absent("no form has a page")
    return *max(pages, key=lambda page: page[0]), len(pages)


def opened_once(browser, url: str, citizen: homes.Citizen) -> dict[str, float]:
    """One visit with nothing kept: milliseconds, and bytes by what they are."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN", is_mobile=True, has_touch=True)
    try:
        context.add_cookies([{"name": "cchc_citizen", "value": citizen.secret, "url": url}])
        page = context.new_page()
        page.add_init_script(USABLE)
        told = context.new_cdp_session(page)
        kinds, bytes_, saves = {}, {}, set()
        told.on("Network.requestWillBeSent", lambda event: event["request"]["method"] == "POST" and saves.add(event["requestId"]))
        told.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
        told.on("Network.loadingFinished", lambda event: bytes_.update({event["requestId"]: event["encodedDataLength"]}))
        told.send("Network.enable")
        told.send("Network.emulateNetworkConditions", NETWORK)
        page.goto(url, wait_until="load")
        page.wait_for_function("() => window.benchUsable")
        # It works: what is typed stays, and the page's script has seen it.
        control = page.locator("main form input[type=text]:visible, main form textarea:visible").first
        control.fill("Nguyễn Thị Đo")
        page.wait_for_load_state("networkidle")
        if control.input_value() != "Nguyễn Thị Đo":
            raise Absent(f"{url}: what was typed does not stay")
        taken = {
            "usable": page.evaluate("window.benchUsable"),
            "load": page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")}
        for request, count in bytes_.items():
            # What is kept of the typing is not the page's; lists that it fetches are.
            if request not in saves:
                kind = kinds.get(request, "Other")
                taken[kind] = taken.get(kind, 0) + count
        return taken
    finally:
        context.close()


def measure() -> list[Row]:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="cchc-bench.", dir="/tmp") as name:
        address = f"sqlite:{name}/ours.db"
        ours, engine = opened(Path(name), address, 1_000), shop.Engine(address)
        citizens = homes.settle(engine, 100)
        ours.start()
        try:
            _, path, citizen, count = heaviest(ours, engine, citizens)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=os.environ.get("CCHC_CHROMIUM", "/usr/bin/chromium-headless-shell"), args=["--no-sandbox"])
                visits = [opened_once(browser, f"http://127.0.0.1:{ours.port}{path}", citizen) for _ in range(ROUNDS)]
                browser.close()
        finally:
            ours.stop()

    def median(name: str) -> float:
        return statistics.median(visit.get(name, 0) for visit in visits)

    kinds = sorted({name for visit in visits for name in visit} - {"usable", "load"})
    wire = sum(median(kind) for kind in kinds)
    parts = ", ".join(f"{kind.lower()} {median(kind):,.0f}" for kind in kinds)
    return [
        Row("a form's page with styles and scripts, over the wire", Figure(wire, "bytes"), None, "", "≤ 60 KB", lambda ours, _: ours <= BYTES,
            [f"{parts}; the largest of {count} pages of forms, {re.sub('/drafts/[^/]+', '/drafts/…', path)}"]),
        Row("  first usable field on 3G", Figure(median("usable") * 1e6, "ns"), None, "", "≤ 2 s", lambda ours, _: ours <= WANTED_NS),
        Row("  all loaded, scripts at work", Figure(median("load") * 1e6, "ns"), None, "", "≤ 2 s", lambda ours, _: ours <= WANTED_NS,
            ["1.6 Mbit/s, 300 ms, nothing kept"]),
    ]


if __name__ == "__main__":
    from rounds import table
    print(table(measure()), end="")
