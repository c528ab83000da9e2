import Kernel
import Office
import Testing

@Suite struct `Reading a workbook of another program` {
    private func cell(_ reference: String, _ sheet: Sheet) throws -> Cell { sheet[try #require(CellReference(reference))] }

    @Test func `Sheets are known by name, charts are none`() throws {
        let book = try XLSXReader(Fixture.file("kinds.xlsx"))
        #expect(book.sheetNames == ["Số liệu", "Gộp ô"])
        #expect(try book.sheet(named: "số liệu").name == "Số liệu")
        let missing = #expect(throws: OfficeError.self) { try book.sheet(named: "Điểm") }
        #expect(missing?.details == ["file": "kinds.xlsx", "name": "Điểm", "sheets": "Số liệu, Gộp ô"])
        #expect(missing?.kind == .missing)
    }

    @Test(arguments: [
        ("A2", Cell(.text, "Sở Nội vụ")), ("A3", Cell(.text, "001")), ("A4", Cell(.text, "  ")), ("A5", .blank),
        ("B2", Cell(.number, "9.949999999999999")), ("B4", Cell(.number, "1e-07")), ("B5", Cell(.number, "1.234567890123457e+19")),
        ("C2", Cell(.percent, "0.856")), ("C3", Cell(.percent, "1")), ("C4", Cell(.percent, "-0.05")), ("C5", .blank),
        ("D2", Cell(.date(.from1900), "46305")), ("D3", Cell(.date(.from1900), "1")), ("E2", Cell(.date(.from1900), "46305.60416666666")),
        ("F2", Cell(.date(.from1900), "0.6041666666666666")), ("G2", Cell(.boolean, "1")), ("G3", Cell(.boolean, "0")),
        ("H2", Cell(.error, "#DIV/0!")), ("I2", Cell(.uncalculated, "")), ("J2", Cell(.text, "Sở Nội vụ")), ("J3", Cell(.text, "A")),
        ("J4", Cell(.text, "a\nb")), ("L30", .blank), ("XFD1048576", .blank),
    ])
    func `A cell has its kind and its stored text`(reference: String, expected: Cell) throws {
        let sheet = try XLSXReader(Fixture.file("kinds.xlsx")).sheet(named: "Số liệu")
        #expect(try cell(reference, sheet) == expected)
    }

    @Test func `Dates mean the same whatever day they are counted from`() throws {
        let day = try #require(CalendarDate("2026-10-10"))
        let old = try XLSXReader(Fixture.file("days-1904.xlsx")).sheet(at: 0)
        #expect(try cell("A2", old).moment?.date == day)
        let sheet = try XLSXReader(Fixture.file("kinds.xlsx")).sheet(at: 0)
        #expect(try cell("D2", sheet).moment?.date == day)
        #expect(try cell("E2", sheet).moment == cell("E2", sheet).moment)
        #expect(try cell("E2", sheet).moment?.seconds == 52_200)
        #expect(try cell("F2", sheet).moment?.date == nil)
    }

    @Test func `Merged cells are refused or spread as the import says`() throws {
        let sheet = try XLSXReader(Fixture.file("kinds.xlsx")).sheet(named: "Gộp ô")
        #expect(sheet.merged.map(\.description) == ["A1:C1", "A3:A5"])
        let refused = #expect(throws: OfficeError.self) { try sheet.table(headerRow: 2) }
        #expect(refused?.code == "office.table.merged_cells")
        #expect(refused?.details["range"] == "A3:A5")
        #expect(refused?.details["cell"] == "A3")
        let table = try sheet.table(headerRow: 2, merged: .spread)
        #expect(table.header == ["unit", "criterion", "value"])
        #expect(table.rows.map { $0[0].text } == ["H15", "H15", "H15", "H16"])
        #expect(table.rows.map(\.number) == [3, 4, 5, 6])
        #expect(table.place(table.rows[0], 2) == Place(file: "kinds.xlsx", line: 3, column: 3, field: "value", sheet: "Gộp ô"))
    }
}

@Suite struct `Reading cells` {
    private func row(_ cells: String) -> String { #"<row r="1">\#(cells)</row>"# }

    private func cells(_ workbook: TestWorkbook) throws -> [Cell] { try workbook.sheet().rows.flatMap { $0.cells.map(\.cell) } }

    @Test func `Digits stay as they are stored`() throws {
        let digits = ["0.30000000000000004", "9.9499999999999993", "1.10", "-0", "1E-300", "123456789012345678901234567890", "61904.000"]
        let workbook = TestWorkbook(rows: row(digits.map { "<c><v>\($0)</v></c>" }.joined()))
        #expect(try cells(workbook) == digits.map { Cell(.number, $0) })
    }

    @Test func `Shared texts, runs and escapes are put together and enter in NFC`() throws {
        let texts = [
            "<t>Sở Nội vụ</t>", "<r><t>a</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> b</t></r>", "<t>東</t><rPh><t>azuma</t></rPh>",
            "<t>a_x000D_b_x005F_x0041__x0000_</t>", "<t>&lt;&amp;&#10;&quot;</t>", "<t>So\u{031B}\u{0309}</t>", "<t/>",
        ]
        let workbook = TestWorkbook(rows: row(texts.indices.map { #"<c t="s"><v>\#($0)</v></c>"# }.joined()), shared: texts)
        #expect(try cells(workbook).map(\.text) == ["Sở Nội vụ", "a b", "東", "a\rb_x0041__x0000_", "<&\n\"", "Sở"])
        #expect(try Array(cells(workbook)[5].text.unicodeScalars).count == 2)
    }

    @Test func `References are believed, not the order`() throws {
        let rows = #"""
            <row r="7"><c r="C7"><v>3</v></c><c r="A7"><v>1</v></c><c><v>2</v></c></row>
            <row r="2"><c><v>4</v></c><c r="Z2"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>
            """#
        let sheet = try TestWorkbook(rows: rows).sheet()
        #expect(sheet.rows.map(\.number) == [2, 3, 7])
        #expect(sheet.rows.map { $0.cells.map(\.column) } == [[1, 26, 27], [1], [1, 2, 3]])
        #expect(sheet.rows.map { $0.cells.map(\.cell.text) } == [["4", "5", "6"], ["7"], ["1", "2", "3"]])
    }

    @Test func `A formula gives its value, and says when nobody computed one`() throws {
        let workbook = TestWorkbook(
            rows: row(
                #"<c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c t="str"><f>A1</f><v>x</v></c><c t="str"><f>A1</f><v></v></c><c><f>A1</f><v/></c><c><v/></c>"#
            ))
        #expect(try cells(workbook) == [Cell(.number, "2"), Cell(.uncalculated, ""), Cell(.text, "x"), Cell(.uncalculated, "")])
    }

    @Test(arguments: [
        ("General", "number"), ("0.00", "number"), ("#,##0", "number"), ("0%", "percent"), ("0.0%;[Red]-0.0%", "percent"),
        ("&quot;%&quot;0", "number"),
        ("\\%0", "number"), ("dd/mm/yyyy", "date"), ("[$-42A]dd mmmm yyyy;@", "date"), ("[h]:mm", "date"), ("[Red]0", "number"),
        ("mm:ss", "date"),
        ("0.00E+00", "number"), ("0 &quot;ngày&quot;", "number"), ("0\\d", "number"), ("0_m", "number"), ("#*y", "number"), ("@", "number"),
        ("0;dd", "number"), ("[&gt;100]0", "number"), ("YYYY", "date"), ("", "number"), ("&quot;open", "number"), ("[open", "number"),
    ])
    func `The number format tells what a number shows`(format: String, look: String) throws {
        let kind = try cells(TestWorkbook(rows: row(#"<c s="1"><v>45000</v></c>"#), styles: ["0", format]))[0].kind
        let expected: [String: Cell.Kind] = ["number": .number, "percent": .percent, "date": .date(.from1900)]
        #expect(kind == expected[look])
    }

    @Test func `The workbook tells from which day it counts, and written dates need none`() throws {
        let rows = row(#"<c s="0"><v>1</v></c><c t="d"><v>2026-10-10</v></c>"#)
        let workbook = TestWorkbook(rows: rows, styles: ["dd/mm/yyyy"], workbookProperties: #"<workbookPr date1904="1"/>"#)
        #expect(try cells(workbook) == [Cell(.date(.from1904), "1"), Cell(.date(.iso), "2026-10-10")])
    }

    @Test func `Prefixes, the strict dialect and foreign elements make no difference`() throws {
        var workbook = TestWorkbook(rows: "")
        let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        workbook["xl/worksheets/sheet1.xml"] = #"""
            <?xml version="1.0"?><x:worksheet xmlns:x="\#(strict)" xmlns:o="urn:other"><o:row><o:c><o:v>9</o:v></o:c></o:row><x:sheetData>
            <x:row r="1"><x:c r="A1"><x:v>1</x:v><o:v>2</o:v><o:e><x:v>3</x:v></o:e></x:c></x:row></x:sheetData></x:worksheet>
            """#
        #expect(try cells(workbook) == [Cell(.number, "1")])
    }

    @Test func `A table takes the first row with content as its header`() throws {
        let rows = #"""
            <row r="3"><c t="inlineStr"><is><t> unit </t></is></c><c t="inlineStr"><is><t>2019</t></is></c><c/></row>
            <row r="5"><c t="inlineStr"><is><t>H15</t></is></c><c><v>1.50</v></c></row><row r="9"><c t="inlineStr"><is><t> </t></is></c></row>
            """#
        let table = try TestWorkbook(rows: rows).sheet().table()
        #expect(table.header == ["unit", "2019"])
        #expect(table.rows.map(\.number) == [5])
        #expect(table.rows[0][1] == Cell(.number, "1.50"))
        #expect(table.origin == .sheet)
    }
}
