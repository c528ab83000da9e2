"""Makes the workbooks of this folder with openpyxl, as another program writes them: python3 make_fixtures.py

The workbooks are checked in; run this only to change them.
"""

import datetime
import pathlib
import zipfile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).parent
MOMENT = datetime.datetime(2026, 10, 10, 3, 0, 0)


def save(book, name):
    book.properties.created = book.properties.modified = MOMENT
    book.save(HERE / name)


def kinds():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Số liệu"
    sheet.append(["text", "number", "share", "day", "moment", "clock", "flag", "error", "formula", "rich"])
    sheet.append([
        "Sở Nội vụ", 9.95, 0.856, datetime.date(2026, 10, 10), datetime.datetime(2026, 10, 10, 14, 30, 0), datetime.time(14, 30), True, "#DIV/0!", "=1+1",
        CellRichText("Sở ", TextBlock(InlineFont(b=True), "Nội vụ"))])
    sheet.append(["001", 0.1 + 0.2, 1, datetime.date(1900, 1, 1), None, None, False, "#N/A", "=A1", "_x0041_"])
    sheet.append(["  ", 1e-7, -0.05, None, None, None, None, None, None, "a\nb"])
    sheet.append([None, 12345678901234567890])
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=7):
        row[1].number_format = "0.0%"
        row[2].number_format = "[$-42A]dd/mm/yyyy;@"
        row[3].number_format = "dd/mm/yyyy hh:mm"
        row[4].number_format = "[h]:mm"
    sheet["B5"].number_format = '#,##0.00 "đ/m²";[Red]-#,##0.00'
    sheet["L30"].font = Font(bold=True)
    book.create_chartsheet("Biểu đồ")
    other = book.create_sheet("Gộp ô")
    other.append(["BẢNG ĐIỂM NĂM 2026"])
    other.merge_cells("A1:C1")
    other.append(["unit", "criterion", "value"])
    for row in [["H15", "1.1", 1], [None, "1.2", 2], [None, "1.3", 3], ["H16", "1.1", 4]]:
        other.append(row)
    other.merge_cells("A3:A5")
    save(book, "kinds.xlsx")


def days_from_1904():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["day"])
    book.active.append([datetime.date(2026, 10, 10)])
    save(book, "days-1904.xlsx")


def bomb():
    """A sheet of 8 MB in a file of 13 kB."""
    book = openpyxl.Workbook()
    save(book, "bomb.xlsx")
    with zipfile.ZipFile(HERE / "bomb.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData", b" " * 8_000_000 + b"<sheetData")
    with zipfile.ZipFile(HERE / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 9)


kinds()
days_from_1904()
bomb()
