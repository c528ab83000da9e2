import Kernel
import Office
import Testing

@Suite struct `Refusing a file that is no workbook` {
    private func code(_ bytes: [UInt8], limits: XLSXLimits = XLSXLimits()) -> String? {
        #expect(throws: OfficeError.self) {
            try XLSXReader(InputFile(name: "so-lieu.xlsx", bytes: bytes), limits: limits).sheet(at: 0)
        }?.code
    }

    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    @Test func `Other formats are named`() {
        #expect(code([]) == "office.xlsx.not_a_workbook")
        #expect(code(Array("<html><table>".utf8)) == "office.xlsx.not_a_workbook")
        #expect(code(Self.compound + [UInt8](repeating: 0, count: 512)) == "office.xlsx.old_format")
        #expect(
            code(Self.compound + "..EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0]) == "office.xlsx.encrypted"
        )
        #expect(
            code(StoredZip.bytes([("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))]))
                == "office.xlsx.not_a_workbook")
        var binary = TestWorkbook()
        binary["_rels/.rels"] = TestWorkbook.relationships([("r1", "officeDocument", "xl/workbook.bin")])
        #expect(code(binary.file.bytes) == "office.xlsx.not_a_workbook")
    }

    @Test func `A truncated archive is damaged wherever it was cut`() {
        let bytes = TestWorkbook(rows: "<row><c><v>1</v></c></row>").file.bytes
        for length in stride(from: 2, to: bytes.count, by: 7) { #expect(code(Array(bytes[..<length])) == "office.xlsx.damaged") }
    }

    @Test func `An altered part is damaged`() throws {
        var bytes = TestWorkbook(rows: "<row><c><v>1234567</v></c></row>").file.bytes
        let digit = try #require(bytes.firstRange(of: Array("1234567".utf8))?.lowerBound)
        bytes[digit] = UInt8(ascii: "9")
        #expect(code(bytes) == "office.xlsx.damaged")
    }

    @Test func `A password on a part is seen`() {
        let parts = TestWorkbook().parts.map { ($0.name, Array($0.content.utf8)) }
        #expect(code(StoredZip.bytes(parts, flags: 0x0801)) == "office.xlsx.encrypted")
    }

    @Test func `A compression the format does not know is refused`() {
        let parts = TestWorkbook().parts.map { ($0.name, Array($0.content.utf8)) }
        #expect(code(StoredZip.bytes(parts, method: 12)) == "office.xlsx.damaged")
    }

    @Test func `Two parts of one name are refused`() {
        var workbook = TestWorkbook()
        workbook.parts.append(("XL/workbook.xml", "<x/>"))
        #expect(code(workbook.file.bytes) == "office.xlsx.damaged")
    }

    @Test func `A bomb is stopped while it inflates`() throws {
        let bomb = try Fixture.file("bomb.xlsx")
        let error = #expect(throws: OfficeError.self) { try XLSXReader(bomb).sheet(at: 0) }
        #expect(error?.code == "office.xlsx.expands_too_much")
        #expect(error?.details["part"] == "xl/worksheets/sheet1.xml")
        #expect(error?.kind == .tooLarge)
        var generous = XLSXLimits()
        generous.ratio = 2000
        #expect(try XLSXReader(bomb, limits: generous).sheet(at: 0).rows.isEmpty)
        generous.partBytes = 7 << 20
        #expect(code(bomb.bytes, limits: generous) == "office.xlsx.expands_too_much")
    }

    @Test func `Limits of file, parts and sheets hold`() {
        let bytes = TestWorkbook().file.bytes
        var limits = XLSXLimits()
        limits.fileBytes = bytes.count - 1
        #expect(code(bytes, limits: limits) == "office.file.too_large")
        limits = XLSXLimits()
        limits.parts = 6
        #expect(code(bytes, limits: limits) == "office.xlsx.too_many_parts")
        var many = TestWorkbook()
        let sheets = (0..<3000).map { #"<sheet name="S\#($0)" sheetId="\#($0 + 1)" r:id="r1"/>"# }.joined()
        many["xl/workbook.xml"] =
            #"<workbook xmlns="\#(TestWorkbook.main)" xmlns:r="\#(TestWorkbook.office)"><sheets>\#(sheets)</sheets></workbook>"#
        #expect(code(many.file.bytes) == "office.xlsx.too_many_sheets")
    }

    @Test func `A name of a part is never a path`() throws {
        var workbook = TestWorkbook()
        workbook["xl/_rels/workbook.xml.rels"] = TestWorkbook.relationships([("r1", "worksheet", "../../../../../../etc/passwd")])
        let error = #expect(throws: OfficeError.self) { try workbook.sheet() }
        #expect(error?.code == "office.xlsx.damaged")
        #expect(error?.details["part"] == "etc/passwd")
        workbook["../../etc/passwd"] = "root"
        #expect(throws: OfficeError.self) { try workbook.sheet() }
    }
}

@Suite struct `Refusing what a part holds` {
    private func error(_ workbook: TestWorkbook, _ limits: XLSXLimits = XLSXLimits()) -> OfficeError? {
        #expect(throws: OfficeError.self) { try workbook.sheet(limits: limits).table() }
    }

    @Test(arguments: ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
    func `A document type is refused in every part`(part: String) {
        for declaration in [
            #"<!DOCTYPE x>"#, #"<!DOCTYPE x SYSTEM "file:///etc/passwd">"#, #"<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>"#,
        ] {
            var workbook = TestWorkbook()
            workbook[part] = declaration + workbook[part]
            #expect(error(workbook)?.code == "office.xlsx.doctype")
            #expect(error(workbook)?.details["part"] == part)
        }
    }

    @Test(arguments: [
        (#"<c r="XFE1"><v>1</v></c>"#, ReadingFault.xlsxBadReference, "–"), (#"<c r="A1048577"><v>1</v></c>"#, .xlsxBadReference, "–"),
        (#"<c r="A2"><v>1</v></c>"#, .xlsxBadReference, "–"), (#"<c r=""><v>1</v></c>"#, .xlsxBadReference, "–"),
        (#"<c r="XFD1"><v>1</v></c><c><v>1</v></c>"#, .xlsxBadReference, "–"),
        (#"<c r="B1"><v>1</v></c><c r="B1"><v>2</v></c>"#, .xlsxDuplicateCell, "B1"),
        (#"<c r="B1"><v>1.2.3</v></c>"#, .xlsxBadNumber, "B1"),
        (#"<c><v>1</v></c><c><v>NaN</v></c>"#, .xlsxBadNumber, "B1"), (#"<c><v>1E999</v></c>"#, .xlsxBadNumber, "A1"),
        (#"<c t="s"><v>7</v></c>"#, .xlsxBadCell, "A1"), (#"<c t="s"><v>-1</v></c>"#, .xlsxBadCell, "A1"),
        (#"<c t="x"><v>1</v></c>"#, .xlsxBadCell, "A1"),
        (#"<c t="b"><v>2</v></c>"#, .xlsxBadCell, "A1"), (#"<c s="9"><v>1</v></c>"#, .xlsxBadCell, "A1"),
        (#"<c s="x"><v>1</v></c>"#, .xlsxBadCell, "A1"),
        (#"<c r="C1"><v>1</v></c><c><v>2</x></c>"#, .xlsxDamagedSheet, "D1"), (#"<c><v>1</v>"#, .xlsxDamagedSheet, "A1"),
        (#"<c><v>&nbsp;</v></c>"#, .xlsxDamagedSheet, "A1"), ("<c><v>\u{1}</v></c>", .xlsxDamagedSheet, "A1"),
    ])
    func `A wrong cell is told with its sheet and place`(cells: String, fault: ReadingFault, cell: String) {
        let error = error(TestWorkbook(rows: #"<row r="1">\#(cells)</row>"#, styles: ["0"]))
        #expect(error?.code == "office." + fault.rawValue)
        #expect(error?.details["sheet"] == "Điểm")
        #expect(error?.details["cell"] == cell)
    }

    @Test(arguments: ["0", "1048577", "-1", "x", "99999999999999999999", "A1"])
    func `A wrong row is refused`(number: String) {
        #expect(error(TestWorkbook(rows: #"<row r="\#(number)"><c><v>1</v></c></row>"#))?.code == "office.xlsx.bad_reference")
    }

    @Test func `A row that comes twice is refused by its cells`() {
        let rows = #"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c><v>3</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>"#
        #expect(error(TestWorkbook(rows: rows))?.details["cell"] == "A1")
    }

    @Test(arguments: ["A1:XFE1", "B2:A1", "", "A1:B2:C3"])
    func `A merged range outside the sheet is refused`(range: String) {
        let workbook = TestWorkbook(rows: "<row><c><v>1</v></c></row>", after: #"<mergeCells><mergeCell ref="\#(range)"/></mergeCells>"#)
        #expect(error(workbook)?.code == "office.xlsx.bad_reference")
        #expect(error(workbook)?.details["reference"] == range)
    }

    @Test func `Content outside the header is told with its cell`() {
        let error = error(TestWorkbook(rows: "<row><c><v>1</v></c></row><row><c><v>1</v></c><c/><c><v>2</v></c></row>"))
        #expect(error?.code == "office.table.outside_header")
        #expect(error?.details["cell"] == "C2")
    }

    @Test func `A sheet or a table that is too large is refused`() throws {
        var limits = XLSXLimits()
        limits.cells = 3
        let wide = TestWorkbook(rows: #"<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>1</v></c></row><row><c r="D2"><v>1</v></c></row>"#)
        #expect(error(wide, limits)?.code == "office.table.too_many_cells")
        let many = TestWorkbook(rows: "<row>" + String(repeating: "<c><v>1</v></c>", count: 4) + "</row>")
        #expect(error(many, limits)?.code == "office.xlsx.too_many_cells")
        let shared = TestWorkbook(rows: "", shared: Array(repeating: "<t>a</t>", count: 4))
        #expect(error(shared, limits)?.code == "office.xlsx.too_many_cells")
        limits.cells = 4
        #expect(try many.sheet(limits: limits).table().header.count == 4)
    }

    @Test func `A merged block is not spread over more cells than a sheet may have`() throws {
        var limits = XLSXLimits()
        limits.cells = 1000
        let rows = #"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#
        let sheet = try TestWorkbook(rows: rows, after: #"<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#).sheet(limits: limits)
        let error = #expect(throws: OfficeError.self) { try sheet.table(merged: .spread) }
        #expect(error?.code == "office.table.too_many_cells")
    }

    @Test func `A text longer than a cell may hold is refused`() throws {
        let long = String(repeating: "ộ", count: 32_767)
        let limit = 131_068 / 3
        #expect(
            try TestWorkbook(rows: #"<row><c t="inlineStr"><is><t>\#(long)</t></is></c></row>"#).sheet().rows[0].cells[0].cell.text == long)
        let tooLong = TestWorkbook(rows: #"<row><c t="inlineStr"><is><t>\#(String(repeating: "ộ", count: limit + 1))</t></is></c></row>"#)
        #expect(error(tooLong)?.code == "office.xlsx.text_too_long")
    }

    @Test func `Attacks on the parser end quickly`() {
        let deep = TestWorkbook(rows: String(repeating: "<a>", count: 10_000))
        #expect(error(deep)?.details["reason"] == "elements are nested too deep")
        let long = TestWorkbook(rows: #"<row><c r="\#(String(repeating: "A", count: 4_000_000))"/></row>"#)
        #expect(error(long)?.details["reason"] == "a tag is too long")
    }

    @Test func `A sheet without rows has no header`() {
        #expect(error(TestWorkbook())?.code == "office.table.no_header")
    }
}
