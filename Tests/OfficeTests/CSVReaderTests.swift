import Kernel
import Office
import Testing

@Suite struct `Reading CSV` {
    private func table(_ text: String) throws -> Table { try table(Array(text.utf8)) }

    private func table(_ bytes: [UInt8]) throws -> Table { try CSVReader(InputFile(name: "so-lieu.csv", bytes: bytes)).table() }

    private func texts(_ table: Table) -> [[String]] {
        table.rows.map { row in table.header.indices.map { row[$0].text } }
    }

    private static let plain = [["H15", "Sở Nội vụ", "61,904"], ["H16", "Sở Y tế", "25.650"]]

    @Test(arguments: [
        "unit;name;points\r\nH15;Sở Nội vụ;61,904\r\nH16;Sở Y tế;25.650\r\n",
        "unit;name;points\nH15;Sở Nội vụ;61,904\nH16;Sở Y tế;25.650",
        "unit;name;points\rH15;Sở Nội vụ;61,904\rH16;Sở Y tế;25.650\r\r\r",
        "unit,name,points\r\nH15,Sở Nội vụ,\"61,904\"\r\n\r\nH16,Sở Y tế,25.650\r\n\r\n",
        "unit\tname\tpoints\nH15\tSở Nội vụ\t61,904\nH16\tSở Y tế\t25.650\n",
        "sep=;\r\nunit;name;points\r\nH15;Sở Nội vụ;61,904\r\nH16;Sở Y tế;25.650\r\n",
        "\"sep=;\"\nunit;name;points\nH15;Sở Nội vụ;61,904\nH16;Sở Y tế;25.650\n",
        "\u{FEFF}unit;name;points\r\nH15;Sở Nội vụ;61,904\r\nH16;Sở Y tế;25.650\r\n",
        "\"unit\";\"name\";\"points\"\r\n\"H15\";\"Sở Nội vụ\";\"61,904\"\r\n\"H16\";\"Sở Y tế\";\"25.650\"\r\n",
        "unit;name;points;;\r\nH15;Sở Nội vụ;61,904;;\r\n;;;;\r\nH16;Sở Y tế;25.650;;;;\r\n",
        "\n\n unit ;name;points\nH15;Sở Nội vụ;61,904\nH16;Sở Y tế;25.650\n",
    ])
    func `Every way Excel writes one table gives that table`(text: String) throws {
        let table = try table(text)
        #expect(table.header == ["unit", "name", "points"])
        #expect(texts(table) == Self.plain)
    }

    @Test(arguments: [false, true])
    func `UTF-16 with its mark is transcoded`(bigEndian: Bool) throws {
        let text = "unit;name\r\nH15;Sở Nội vụ 𝄞\r\n"
        let units = [0xFEFF] + Array(text.utf16)
        let bytes = units.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try texts(table(bytes)) == [["H15", "Sở Nội vụ 𝄞"]])
    }

    @Test func `Quoted fields keep separators, line ends and single quotes of doubled ones`() throws {
        let table = try table("a,b\r\n\"x,\r\ny\",\"\"\"q\"\" and \"\"\"\r\n\"\",last\n")
        #expect(texts(table) == [["x,\r\ny", "\"q\" and \""], ["", "last"]])
    }

    @Test func `Rows are numbered by the line they start in`() throws {
        let table = try table("sep=,\na,b\n1,\"two\nlines\r\nthree\"\n\n4,5\r6,7\r\n8,9")
        #expect(table.place.line == 2)
        #expect(table.rows.map(\.number) == [3, 7, 8, 9])
    }

    @Test func `The separator is told with the table`() throws {
        #expect(try table("a;b\n1;2").origin == .csv(.semicolon))
        #expect(try table("a\n1;2").origin == .csv(.comma))
        #expect(try table("\"a,b,c\";d\n1;2").header == ["a,b,c", "d"])
    }

    @Test func `A forced separator wins over what the file says`() throws {
        let file = InputFile(name: "a.csv", bytes: Array("sep=;\na;b,c\n".utf8))
        #expect(try CSVReader(file, separator: .comma).header == ["a;b", "c"])
    }

    @Test func `Text enters in NFC`() throws {
        let decomposed = "So\u{031B}\u{0309} No\u{0323}\u{0302}i vu\u{0323}"
        let table = try table("unit\n\(decomposed)\n")
        #expect(Array(table.rows[0][0].text.unicodeScalars) == Array("Sở Nội vụ".unicodeScalars))
    }

    @Test func `Cells a row lacks are blank`() throws {
        let table = try table("a,b,c\n1\n")
        #expect(table.rows[0][2] == .blank)
        #expect(table.rows[0][0] == Cell(.text, "1"))
    }

    @Test func `A cursor gives the bytes of the file without a copy`() throws {
        let reader = try CSVReader(InputFile(name: "a.csv", bytes: Array("u,v\nH15,\"a\"\"b\"\nH16\n".utf8)))
        var rows = reader.rows()
        let bytes = reader.bytes.span
        #expect(try rows.next())
        #expect(rows.count == 2)
        #expect(bytes.extracting(rows[0].range).count == 3)
        #expect(bytes[rows[0].range.lowerBound] == UInt8(ascii: "H"))
        #expect(rows[1].hasDoubledQuotes && rows[1].count == 4)
        #expect(rows.text(1) == "a\"b")
        #expect(rows.place(1) == Place(file: "a.csv", line: 2, column: 2))
        #expect(try rows.next())
        #expect(rows.row == 3 && rows[1].isEmpty)
        #expect(try !rows.next())
        #expect(try !rows.next())
    }
}

@Suite struct `Refusing CSV` {
    struct Case: CustomTestStringConvertible {
        let text: [UInt8]
        let fault: ReadingFault
        let row: Int
        let column: Int

        init(_ text: String, _ fault: ReadingFault, _ row: Int, _ column: Int) { self.init(Array(text.utf8), fault, row, column) }

        init(_ text: [UInt8], _ fault: ReadingFault, _ row: Int, _ column: Int) {
            self.text = text
            self.fault = fault
            self.row = row
            self.column = column
        }

        var testDescription: String { "\(fault.rawValue) in \(String(decoding: text.prefix(40), as: UTF8.self).debugDescription)" }
    }

    @Test(arguments: [
        Case("a,b\n1,\"2\n3,4\n", .csvUnterminatedQuote, 2, 2),
        Case("a,b\n1,\"", .csvUnterminatedQuote, 2, 2),
        Case("a,b\n1,x\"y\"\n", .csvStrayQuote, 2, 2),
        Case("a,b\n\"1\"2,3\n", .csvStrayQuote, 2, 1),
        Case("a,b\n\"1\" ,3\n", .csvStrayQuote, 2, 1),
        Case("a,b\n1,2,,3\n", .csvTooManyFields, 2, 4),
        Case("a,b\n1,2,\"x\"\n", .csvTooManyFields, 2, 3),
        Case("a,b\n1,2\n3\u{0},4\n", .csvNULByte, 3, 1),
        Case("a\u{0},b\n", .csvNULByte, 1, 1),
        Case(Array("a,b\nH15,S".utf8) + [0xE1, 0xBB] + Array(" x\n".utf8), .csvInvalidUTF8, 2, 2),
        Case(Array("unit;name\r\n1;2\r\n3;\"line\r\n".utf8) + [0xD0] + Array("\"\r\n".utf8), .csvInvalidUTF8, 3, 2),
        Case([0xC0, 0x80], .csvInvalidUTF8, 1, 1),
        Case([0xFF, 0xFE, 0x41, 0x00, 0x0A, 0x00, 0x00, 0xD8, 0x41, 0x00], .csvInvalidUTF16, 2, 1),
        Case([0xFE, 0xFF, 0x00, 0x41, 0x00], .csvInvalidUTF16, 1, 1),
        Case([0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00, 0x00, 0x00], .csvUnsupportedEncoding, 0, 0),
        Case([0x61, 0x00, 0x2C, 0x00, 0xE1, 0x1E], .csvNULByte, 1, 1),
        Case([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x00], .xlsxOldFormat, 0, 0),
        Case("sep=|\na|b\n", .csvUnsupportedSeparator, 1, 1),
        Case("sep=\na,b\n", .csvUnsupportedSeparator, 1, 1),
        Case("a;b,c\n1;2,3\n", .csvAmbiguousSeparator, 1, 1),
        Case("", .tableWithoutHeader, 0, 0),
        Case("\u{FEFF}", .tableWithoutHeader, 0, 0),
        Case("\r\n\n\r\n", .tableWithoutHeader, 0, 0),
        Case(";;;\n1;2;3\n", .tableWithoutHeader, 0, 0),
        Case("sep=;", .tableWithoutHeader, 0, 0),
    ])
    func `A fault is told with its row and column`(_ wrong: Case) {
        let error = #expect(throws: OfficeError.self) {
            try CSVReader(InputFile(name: "so-lieu.csv", bytes: wrong.text)).table()
        }
        #expect(error?.code == "office." + wrong.fault.rawValue)
        #expect(error?.fault?.place == Place(file: "so-lieu.csv", line: wrong.row, column: wrong.column))
        #expect(error?.details["file"] == "so-lieu.csv")
        #expect(error?.details["row"] == (wrong.row == 0 ? nil : String(wrong.row)))
        #expect(error?.details["column"] == (wrong.column == 0 ? nil : String(wrong.column)))
    }

    @Test func `The first byte that is no UTF-8 is named`() {
        let bytes = Array("unit,name\nH15,".utf8) + [0xD4]
        let error = #expect(throws: OfficeError.self) { try CSVReader(InputFile(name: "1258.csv", bytes: bytes)) }
        #expect(error?.details["byte"] == "0xD4")
        #expect(error?.details["offset"] == "14")
    }

    private func fault(_ text: String, _ limits: CSVLimits) -> String? {
        let file = InputFile(name: "a.csv", bytes: Array(text.utf8))
        return #expect(throws: OfficeError.self) { try CSVReader(file, limits: limits).table() }?.code
    }

    @Test func `Limits refuse what is beyond them and admit what reaches them`() throws {
        let file = InputFile(name: "a.csv", bytes: Array("a,b,c\n12345,2,3\n".utf8))
        #expect(try CSVReader(file, limits: CSVLimits(fileBytes: 16, fieldBytes: 5, columns: 3)).table().rows.count == 1)
        #expect(fault("a,b,c\n12345,2,3\n", CSVLimits(fileBytes: 15)) == "office.file.too_large")
        #expect(fault("a,b,c\n12345,2,3\n", CSVLimits(fieldBytes: 4)) == "office.csv.field_too_long")
        #expect(fault("a,b,c\n12345,2,3\n", CSVLimits(columns: 2)) == "office.csv.too_many_columns")
        #expect(fault("a,b,c\n1,2,\"1234\n5678\"\n", CSVLimits(fieldBytes: 8)) == "office.csv.field_too_long")
    }
}
