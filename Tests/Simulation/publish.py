"""A decided round made public under embargo, corrected afterwards; the open data computed again by the oracle (PI-77, PI-81)."""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path

from client import Refused
from play import Play
from province import BLOCKS, ROOT
from seal import LIST, changed, lines, members, root, sealed, write
from server import Server
from setup import ROUND, deadlines

sys.path.insert(0, str(ROOT / "Tests" / "Oracle"))

from differential import half_up, oracle  # noqa: E402

CODE = "cchc-2024"
DESK = "/rankings/desk"
PAPER = {
    "superior": "", "agency": "Ủy ban nhân dân tỉnh", "place": "Tỉnh mô phỏng", "grounds": "Luật Tổ chức chính quyền địa phương",
    "proposer": "Giám đốc Sở Nội vụ", "recipients": "Như Điều 3\nLưu: VT", "signer_title": "CHỦ TỊCH",
}
DECISION = {"number": "345/QĐ-UBND", "date": "2025-03-10", "signer": "Trần Văn Chủ"}


class Publishing:
    def __init__(self, play: Play, server: Server):
        self.play, self.server, self.report, self.site = play, server, play.report, play.site
        self.chair = play.province.one("chair").token
        self.folder = server.folder / "publications"

    async def publish(self) -> None:
        with self.report.timed("publication"):
            body = {"round": ROUND, "code": CODE, "title": {"vi": "Chỉ số cải cách hành chính năm 2024", "en": "Reform index of 2024"}}
            await self.site.post(DESK, body | {"paper": PAPER}, self.chair)
            tomorrow = deadlines("self_assessment")["self_assessment"]
            await self.site.post(f"{DESK}/{CODE}/issue", DECISION | {"release_date": tomorrow}, self.chair)
            await self.hidden()
            await self.site.post(f"{DESK}/{CODE}/embargo", {"reason": "Công bố sớm"}, self.chair)
            await self.check(CODE)

    async def hidden(self) -> None:
        for path in (f"/rankings/publications/{CODE}", f"/rankings/{CODE}-departments"):
            try:
                await self.site.get(path)
            except Refused as refusal:
                self.report.expect(f"under embargo nobody reads {path}", refusal.status == 404, refusal)
            else:
                self.report.expect(f"under embargo nobody reads {path}", False)

    async def correct(self) -> None:
        """A department contested: one leaf gets its full points, and what was published before stays readable (PI-81)."""
        play, unit = self.play, self.play.province.unit(self.play.special.appealing)
        criterion = next(
            code for (code_of, code, stage), entry in sorted(play.entries.items())
            if code_of == unit.code and stage == "appraisal" and entry["applicable"] and entry["points"] == "0" and code != play.contested
            and not code.startswith("PT"))
        maximum = play.draws.points(unit, criterion, Fraction(1))
        leaf = {"block": unit.block, "unit": unit.code, "criterion": criterion, "inputs": maximum, "reason": "Bỏ sót minh chứng"}
        body = {"reason": "Đính chính theo kiến nghị của đơn vị", "leaves": [leaf]}
        draft = await self.site.post(f"{DESK}/{CODE}/corrections", body, self.chair)
        await self.site.post(f"{DESK}/{draft['code']}/issue", DECISION | {"number": "400/QĐ-UBND", "date": "2025-04-01"}, self.chair)
        with self.report.timed("correction"):
            await self.check(draft["code"])
            await self.check(CODE)
        told = await self.site.get(f"/rankings/publications/{draft['code']}")
        first = await self.site.get(f"/rankings/publications/{CODE}")
        self.report.expect("the first publication is superseded", first["publication"]["stage"] == "superseded", first["publication"])
        corrected = [(line["unit"], line["criterion"], line["points_before"]) for line in told["corrections"]]
        self.report.expect("both values are told", corrected == [(unit.code, criterion, "0")], corrected)
        moved = {line["unit"]: (line["rank_before"], line["rank_after"]) for line in told["moved"]}
        self.report.expect("changed ranks are listed", self.moves(CODE, draft["code"], unit.block).items() <= moved.items(), moved)

    def moves(self, before: str, after: str, block: str) -> dict[str, tuple]:
        """Units whose rank differs, as the oracle has it."""
        old, new = (
            {unit["unit"]: unit["rank"] for unit in json.loads((self.folder / code / block / "oracle.json").read_text())["units"]}
            for code in (before, after))
        return {unit: (old[unit], new[unit]) for unit in old if old[unit] != new[unit]}

    async def check(self, code: str) -> None:
        """Bundle and a receipt against the root; every block's open data against the oracle."""
        told = (await self.site.get(f"/rankings/publications/{code}"))
        folder = self.folder / code
        folder.mkdir(parents=True, exist_ok=True)
        printed = told["publication"]["root"]
        bundle = folder / "bundle.zip"
        bundle.write_bytes(await self.site.download(f"/rankings/publications/{code}/bundle.zip"))
        receipt = folder / "receipt.json"
        unit = self.play.province.units[-1].code
        receipt.write_bytes(await self.site.download(f"/rankings/publications/{code}/receipts/{unit}/receipt.json"))
        for file in (bundle, receipt):
            refusal = self.verify(file, printed)
            self.report.expect(f"{code}: {file.name} verifies", refusal is None, refusal)
        self.forge(code, members(bundle), printed, unit)
        for block, *_, identity in BLOCKS:
            await self.check_block(code, block, identity, folder / block)

    def verify(self, file: Path, printed: str) -> str | None:
        """What `cchc rankings verify` says against the root in the decision; nothing where all holds."""
        try:
            self.server.command("rankings", "verify", str(file), "--root", printed)
        except RuntimeError as error:
            return str(error)
        return None

    def forge(self, code: str, files: dict[str, bytes], printed: str, unit: str) -> None:
        """The root is the one of the book; and whoever changes a line is named, or found out by the root (PE-N7)."""
        self.report.expect(f"{code}: the root is what its files come to", root(files) == printed, root(files))
        self.report.expect(f"{code}: the list of hashes is the one of its files", sealed(files) == files[LIST])
        folder, name = self.folder / code, f"{self.play.province.unit(unit).block}/results.csv"
        number, line = next((n, text) for n, text in enumerate(lines(files[name]), 1) if text.startswith(f"{unit},".encode()))
        forged = changed(files, name, number, line.replace(b",", b",1", 2))
        refusal = self.verify(write(forged, folder / "changed.zip"), printed) or ""
        self.report.expect(f"{code}: a changed line is named", f"Changed: {name} line {number}: {unit}," in refusal, refusal)
        forged = changed(files, "publication.csv", 2, b"code,another\r")
        refusal = self.verify(write(forged | {LIST: sealed(forged)}, folder / "sealed-anew.zip"), printed) or ""
        told = f"The root of the bundle is {root(forged)}, the decision says {printed}."
        self.report.expect(f"{code}: whoever seals anew is found out by the root", told in refusal, refusal)

    async def check_block(self, code: str, block: str, identity: str, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        ranking = f"{code}-{block}"
        for name, path in (
            ("data.csv", f"/rankings/{ranking}/figures.csv"), ("units.csv", f"/rankings/{ranking}/units.csv"),
            ("framework.yaml", f"/criteria/{identity}/text"), ("table.json", f"/api/v1/rankings/{ranking}")):
            (folder / name).write_bytes(await self.site.download(path))
        expected = oracle(folder)
        (folder / "oracle.json").write_text(json.dumps(expected), encoding="utf-8")
        self.report.expect(f"{ranking}: the oracle takes the open data", "errors" not in expected, expected.get("errors", [])[:3])
        if "errors" in expected:
            return
        published = {line["unit"]: line for line in json.loads((folder / "table.json").read_text(encoding="utf-8"))["units"]}
        wrong = []
        for theirs in expected["units"]:
            ours = published[theirs["unit"]]
            for name, value in line(theirs).items():
                found = ours[name]
                same = found == value if isinstance(value, str) or value is None or found is None else Fraction(found) == value
                if not same:
                    wrong.append((theirs["unit"], name, value, found))
        self.report.expect(f"{ranking}: every total, rank and class is the oracle's to the last digit", not wrong, wrong[:3])


def line(unit: dict) -> dict[str, Fraction | str | None]:
    """A unit of the oracle as the open data writes it: points with six decimals, percents with seven."""
    percent = unit["percent"]
    return {
        "total": half_up(Fraction(unit["points"]), 6), "maximum": Fraction(unit["maximum"]), "bonus": Fraction(unit["bonus"]),
        "penalty": Fraction(unit["penalty"]), "percent": None if percent is None else half_up(Fraction(percent) / 100, 9) * 100,
        "rank": None if unit["rank"] is None else Fraction(unit["rank"]), "band": unit["band"],
    }
