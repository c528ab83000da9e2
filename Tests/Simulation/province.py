"""A province of realistic size, drawn from a seed: its bodies, its people and the frameworks by which it measures itself.

The full one has 5 central branches, 21 departments, 10 districts (closed in 2025), 141 communes and 400 people; the small one has
some of each kind, for ordinary use.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Oracle"))

from framework import Framework, load  # noqa: E402

PERIOD = "2024"

BRANCHES = ["Công an tỉnh", "Cục Thuế tỉnh", "Kho bạc Nhà nước tỉnh", "Bảo hiểm xã hội tỉnh", "Cục Hải quan tỉnh"]
DEPARTMENTS = [
    "Văn phòng Ủy ban nhân dân tỉnh", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Sở Khoa học và Công nghệ",
    "Sở Thông tin và Truyền thông", "Sở Xây dựng", "Sở Giao thông vận tải", "Sở Công Thương", "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Tài nguyên và Môi trường", "Sở Lao động - Thương binh và Xã hội", "Sở Giáo dục và Đào tạo", "Sở Y tế",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Ngoại vụ", "Thanh tra tỉnh", "Ban Dân tộc", "Ban Quản lý khu kinh tế",
    "Ban Quản lý các khu công nghiệp",
]
FIRST = [
    "An", "Bình", "Cẩm", "Đông", "Gia", "Hòa", "Khánh", "Lộc", "Minh", "Nam", "Phú", "Quảng", "Sơn", "Tân", "Thanh", "Thuận", "Trung",
    "Vĩnh", "Xuân", "Yên",
]
LAST = ["Bắc", "Châu", "Điền", "Giang", "Hà", "Lâm", "Lợi", "Mỹ", "Ninh", "Phong", "Quang", "Thịnh", "Thủy", "Tiến", "Trạch", "Viên"]
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thanh", "Ngọc", "Quốc", "Hữu", "Thu", "Xuân"]
GIVEN = ["Anh", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hùng", "Khoa", "Lan", "Linh", "Mai", "Nam", "Phương", "Quân", "Sơn", "Tâm", "Vinh"]

# Block, kind, count in the full and in the small province, prefix of codes, framework.
BLOCKS = [
    ("central-branches", "central_agency", 5, 2, "TW", "sample-central-branches@2023"),
    ("departments", "department", 21, 4, "SO", "sample-departments@2021"),
    ("districts", "district", 10, 2, "H", "sample-districts@2021"),
    ("communes", "commune", 141, 8, "X", "sample-communes@2021"),
]
# Appraisers, 30 and 8; members of the council, 9 and 3.
APPRAISERS = {"full": 30, "small": 8}
COUNCIL = {"full": 9, "small": 3}
# Who is left of the 400 once everybody has a task.
WATCHERS = {"full": 3, "small": 1}
# Files for a claim, at least and at most.
FILES = {"full": (3, 5), "small": (1, 2)}


@dataclass
class Unit:
    code: str
    name: str
    kind: str
    block: str
    ranked: bool = True
    # The unit whose figures it shares to the last digit, so that the two tie.
    twin: str | None = None


@dataclass
class Person:
    login: str
    name: str
    unit: str | None
    role: str
    # The unit for which the role is given.
    scope: str | None = None
    id: str = ""
    # For programs, and for pages.
    token: str = ""
    cookie: str = ""


@dataclass
class Province:
    seed: int
    size: str
    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    frameworks: dict[str, Framework] = field(default_factory=dict)

    def random(self, *words: object) -> random.Random:
        """Numbers of their own for each thing, so that what is asked in another order is drawn the same."""
        return random.Random("/".join(map(str, (self.seed, *words))))

    def of(self, role: str, scope: str | None = None) -> list[Person]:
        return [person for person in self.people if person.role == role and (scope is None or person.scope == scope)]

    def one(self, role: str, scope: str | None = None) -> Person:
        return self.of(role, scope)[0]

    def unit(self, code: str) -> Unit:
        return next(unit for unit in self.units if unit.code == code)

    def members(self, block: str) -> list[Unit]:
        return [unit for unit in self.units if unit.block == block]

    def units_csv(self) -> bytes:
        """The file that `cchc units import` reads."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["code", "name_vi", "kind", "opened", "closed", "source"])
        for unit in self.units:
            closed = "2025-06-30" if unit.kind == "district" else ""
            writer.writerow([unit.code, unit.name, unit.kind, "2004-01-01", closed, "Tỉnh mô phỏng, không có thật"])
        return out.getvalue().encode("utf-8")


def names(kind: str, count: int, rng: random.Random) -> list[str]:
    if kind == "central_agency":
        return BRANCHES[:count]
    if kind == "department":
        return DEPARTMENTS[:count]
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    rng.shuffle(pairs)
    word = "Huyện" if kind == "district" else "Xã"
    return [f"{word} {pair}" for pair in pairs[:count]]


def make(seed: int, size: str) -> Province:
    province = Province(seed, size)
    for block, kind, full, small, prefix, identity in BLOCKS:
        count = full if size == "full" else small
        for number, name in enumerate(names(kind, count, province.random("names", kind)), start=1):
            province.units.append(Unit(f"{prefix}{number:02d}" if count < 100 else f"{prefix}{number:03d}", name, kind, block))
        members = province.members(block)
        # The second unit of the larger blocks does as the first, and so they tie; of the others every figure is drawn.
        if count > 2:
            members[1].twin = members[0].code
            members[-1].ranked = False
        name, _, version = identity.partition("@")
        file = next(
            path for path in sorted((ROOT / "Frameworks" / "sample").glob(f"{name}*.yaml"))
            if f"\nversion: {version}\n" in path.read_text(encoding="utf-8"))
        province.frameworks[block] = load(file)
    add_people(province)
    return province


def add_people(province: Province) -> None:
    rng = province.random("people")
    size = province.size

    def add(login: str, role: str, unit: str | None = None, scope: str | None = None) -> None:
        name = f"{rng.choice(SURNAMES)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
        province.people.append(Person(login, name, unit, role, scope))

    for unit in province.units:
        add(f"canbo.{unit.code.lower()}", "unit_officer", unit.code, unit.code)
        add(f"thutruong.{unit.code.lower()}", "unit_head", unit.code, unit.code)
    departments = province.members("departments")
    for number in range(APPRAISERS[size]):
        add(f"thamdinh{number + 1:02d}", "appraiser", departments[number % min(len(departments), 8)].code)
    for number in range(COUNCIL[size]):
        add(f"hoidong{number + 1}", "council_member")
    add("thuky", "council_secretary")
    add("chutich", "chair")
    add("kiemtoan", "auditor")
    for number in range(WATCHERS[size]):
        add(f"lanhdao{number + 1}", "leader")
