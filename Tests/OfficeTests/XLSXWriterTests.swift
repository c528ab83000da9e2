import Kernel
import Office
import TestNumbers
import TestSupport
import Testing

@Suite struct `Writing a workbook` {
    private static let created = Timestamp(milliseconds: 1_791_601_200_000)

    private func book(
        _ folder: TemporaryFolder, constantMemory: Bool = false, _ fill: (inout XLSXWriter) throws -> Void
    ) throws -> [UInt8] {
        let properties = XLSXWriter.Properties(
            title: "Xếp hạng 2026", author: "Sở Nội vụ", comments: "_x0041_ & <b>", created: Self.created)
        var writer = try XLSXWriter(folder: folder.path, properties, constantMemory: constantMemory)
        try fill(&writer)
        return try writer.bytes()
    }

    private func number(_ text: String) throws -> OutputCell { .number(try #require(DecimalText(text))) }

    private func sample(_ writer: inout XLSXWriter) throws {
        try writer.addSheet("Xếp hạng", [.init("Đơn vị", width: 30), .init("Điểm", decimals: 2), .init("Ngày")])
        try writer.add([.text("Sở Nội vụ"), number("9.95"), .date(try #require(CalendarDate("2026-10-10")))])
        try writer.add([.text("=1+1"), number("-61.904"), .blank, .text("_x0041_\r\n\u{1}")])
        try writer.add([.blank])
        try writer.add([.text(""), number("1234567890123456"), .text("  ộ ")])
        try writer.addSheet("Khác", [.init("a")])
    }

    @Test(arguments: [false, true])
    func `What is written is read back cell by cell`(constantMemory: Bool) throws {
        let folder = try TemporaryFolder()
        let bytes = try book(folder, constantMemory: constantMemory, sample)
        let reader = try XLSXReader(InputFile(name: "a.xlsx", bytes: bytes))
        #expect(reader.sheetNames == ["Xếp hạng", "Khác"])
        let rows = try reader.sheet(at: 0).rows
        #expect(rows.map(\.number) == [1, 2, 3, 5])
        #expect(rows[0].cells.map(\.cell) == [Cell(.text, "Đơn vị"), Cell(.text, "Điểm"), Cell(.text, "Ngày")])
        #expect(rows[1].cells[1].cell.numberAsTyped == "9.95")
        #expect(rows[1].cells[2].cell.moment?.date?.description == "2026-10-10")
        #expect(rows[2].cells.map(\.cell) == [Cell(.text, "=1+1"), Cell(.number, "-61.904"), Cell(.text, "_x0041_\r\n\u{1}")])
        #expect(rows[3].cells.map(\.cell) == [Cell(.text, "1234567890123456"), Cell(.text, "  ộ ")])
        #expect(try reader.sheet(named: "Khác").rows.count == 1)
        #expect(folder.names.isEmpty)
    }

    @Test func `The same input gives the same bytes`() throws {
        let folder = try TemporaryFolder()
        #expect(try book(folder, sample) == book(folder, sample))
    }

    @Test func `Numbers of fifteen digits survive in every decade`() throws {
        let folder = try TemporaryFolder()
        var seed = SeededGenerator(seed: 15)
        var texts = [
            "0", "0.1", "9.95", "8.7", "99.99", "999999999999999", "0.000000000000001", "9.00000000000001", "120000000000000000000",
        ]
        for _ in 0..<500 {
            let digits = (0..<Int.random(in: 1...15, using: &seed)).map { _ in String(Int.random(in: 1...9, using: &seed)) }.joined()
            let decimals = Int.random(in: 0..<digits.count, using: &seed)
            texts.append(decimals == 0 ? digits : digits.dropLast(decimals) + "." + digits.suffix(decimals))
        }
        let bytes = try book(folder) { writer in
            try writer.addSheet("Số", [.init("n")])
            for text in texts { try writer.add([number(text)]) }
        }
        let cells = try XLSXReader(InputFile(name: "a.xlsx", bytes: bytes)).sheet(at: 0).rows.dropFirst().map { $0.cells[0].cell }
        #expect(cells.allSatisfy { $0.kind == .number })
        #expect(cells.map(\.numberAsTyped) == texts)
    }

    @Test(arguments: [
        "", "a/b", "[a]", "a:b", "a*b", "a?b", "a\\b", "'a", "a'", "12345678901234567890123456789012", "xẾP HẠNG", "a\0b", "a\u{1}b",
    ])
    func `A name Excel would not open is refused`(name: String) throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: OfficeError.self) {
            _ = try book(folder) { writer in
                try writer.addSheet("Xếp hạng", [.init("a")])
                try writer.addSheet(name, [.init("a")])
            }
        }
        #expect(error?.code == "office.make.sheet_name")
        #expect(error?.details["name"] == name)
        #expect(folder.names.isEmpty)
    }

    @Test func `A text longer than a cell holds is refused with its cell`() throws {
        let folder = try TemporaryFolder()
        let longest = String(repeating: "ộ", count: 32_767)
        let bytes = try book(folder) { writer in
            try writer.addSheet("A", [.init("a")])
            try writer.add([.text(longest)])
        }
        #expect(try XLSXReader(InputFile(name: "a.xlsx", bytes: bytes)).sheet(at: 0).rows[1].cells[0].cell.text == longest)
        let error = #expect(throws: OfficeError.self) {
            _ = try book(folder) { writer in
                try writer.addSheet("A", [.init("a")])
                try writer.add([.blank, .text(longest + "a")])
            }
        }
        #expect(error?.code == "office.make.text_too_long")
        #expect(error?.details == ["sheet": "A", "row": "2", "column": "2"])
    }

    @Test func `Properties lose what XML cannot hold`() throws {
        let folder = try TemporaryFolder()
        let properties = XLSXWriter.Properties(title: "a\0b\u{1}c\nd\u{FFFF}", author: "<&>", created: Self.created)
        var writer = try XLSXWriter(folder: folder.path, properties)
        try writer.addSheet("A", [.init("a")])
        let bytes = try writer.bytes()
        #expect(try XLSXReader(InputFile(name: "a.xlsx", bytes: bytes)).sheetNames == ["A"])
        guard OtherProgram.python != nil else { return }
        let script = "import openpyxl, sys; p = openpyxl.load_workbook(sys.argv[1]).properties; print(ascii(p.title), p.creator)"
        #expect(try OtherProgram.run(OtherProgram.python, ["-c", script, folder.write(bytes, "a.xlsx")]) == "'abc\\nd' <&>\n")
    }

    @Test func `A folder that is not there is told`() {
        let error = #expect(throws: OfficeError.self) {
            _ = try XLSXWriter(folder: "/nowhere", XLSXWriter.Properties(title: "", created: Self.created))
        }
        #expect(error?.code == "office.make.not_written")
        #expect(error?.kind == .unavailable)
    }

    @Test func `A file is given to the caller when asked for`() throws {
        let folder = try TemporaryFolder()
        var writer = try XLSXWriter(folder: folder.path, XLSXWriter.Properties(title: "a", created: Self.created))
        try writer.addSheet("A", [.init("a")])
        let path = try writer.file()
        #expect(folder.names.map { folder.path + "/" + $0 } == [path])
        #expect(try XLSXReader(InputFile(path: path)).sheetNames == ["A"])
    }

    @Test(.enabled(if: OtherProgram.python != nil, "CCHC_PYTHON names no Python with openpyxl"))
    func `Another program reads the same values, formats and properties`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(book(folder, sample), "book.xlsx")
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            print(book.properties.title, book.properties.creator, book.properties.description, book.properties.created, sep="|")
            for sheet in book:
                print(sheet.title, sheet.freeze_panes, sheet.column_dimensions["A"].width, sheet["A1"].font.b, sep="|")
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.value is not None:
                            print(cell.coordinate, cell.data_type, ascii(cell.value), cell.number_format, sep="|")
            """
        // openpyxl undoes `_x005F_` and leaves the other escapes as they are stored.
        let expected = #"""
            Xếp hạng 2026|Sở Nội vụ|_x0041_ & <b>|2026-10-10 03:00:00
            Xếp hạng|A2|30.7109375|True
            A1|s|'\u0110\u01a1n v\u1ecb'|General
            B1|s|'\u0110i\u1ec3m'|General
            C1|s|'Ng\xe0y'|General
            A2|s|'S\u1edf N\u1ed9i v\u1ee5'|General
            B2|n|9.95|#,##0.00
            C2|d|datetime.datetime(2026, 10, 10, 0, 0)|dd/mm/yyyy
            A3|s|'=1+1'|General
            B3|n|-61.904|#,##0.00
            D3|s|'_x0041__x000D_\n_x0001_'|General
            B5|s|'1234567890123456'|General
            C5|s|'  \u1ed9 '|General
            Khác|A2|12.7109375|True
            A1|s|'a'|General

            """#
        #expect(try OtherProgram.run(OtherProgram.python, ["-c", script, path]) == expected)
    }
}

@Suite struct `Reading a file of the disk` {
    @Test func `Its name is what its sender knows, and its size is bounded`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("a,b\n".utf8), "số liệu.csv")
        let file = try InputFile(path: path, limit: 4)
        #expect(file.name == "số liệu.csv")
        #expect(file.bytes == Array("a,b\n".utf8))
        let error = #expect(throws: OfficeError.self) { try InputFile(path: path, limit: 3) }
        #expect(error?.details == ["file": "số liệu.csv", "limit": "3 B"])
        #expect(error?.kind == .tooLarge)
    }

    @Test func `A file that is missing, or a folder, is told`() throws {
        let folder = try TemporaryFolder()
        #expect(#expect(throws: OfficeError.self) { try InputFile(path: folder.path + "/x.csv") }?.code == "office.file.missing")
        #expect(#expect(throws: OfficeError.self) { try InputFile(path: folder.path) }?.code == "office.file.unreadable")
        #expect(#expect(throws: OfficeError.self) { try InputFile(path: "/dev/zero", limit: 100_000) }?.code == "office.file.too_large")
    }
}
