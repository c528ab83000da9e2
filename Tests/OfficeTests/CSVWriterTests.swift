import Kernel
import Office
import Testing

@Suite struct `Writing CSV` {
    private func written(_ row: [OutputCell], _ dialect: CSVWriter.Dialect) -> String {
        var writer = CSVWriter(dialect)
        writer.add(row)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func number(_ text: String) throws -> OutputCell { .number(try #require(DecimalText(text))) }

    @Test func `Machines get commas, decimal points and no mark`() throws {
        let day = try #require(CalendarDate("2026-10-10"))
        #expect(written([.text("H15"), try number("-85.60"), .date(day), .blank, .text("")], .machine) == "H15,-85.60,2026-10-10,,\r\n")
    }

    @Test func `Spreadsheets get a mark, semicolons and decimal commas`() throws {
        let day = try #require(CalendarDate("2026-10-10"))
        #expect(written([.text("H15"), try number("-85.60"), .date(day), .blank], .spreadsheet) == "\u{FEFF}H15;-85,60;2026-10-10;\r\n")
    }

    @Test(arguments: [
        ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("a\tb", "\"a\tb\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""),
        ("", "\"\""), ("sep=;", "\"sep=;\""), ("\u{FEFF}a", "\"\u{FEFF}a\""), ("a b", "a b"), ("Sở Nội vụ", "Sở Nội vụ"), ("'a", "'a"),
    ])
    func `Quotes stand where a reader needs them`(text: String, expected: String) {
        #expect(written([.text(text)], .machine) == expected + "\r\n")
    }

    @Test(arguments: ["=1+1", "+84 24 3824", "-", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x"])
    func `A text that would run gets an apostrophe for spreadsheets and none for machines`(text: String) {
        let quoted = text.contains { $0.isNewline || $0 == "\t" }
        #expect(written([.text(text)], .machine) == (quoted ? "\"\(text)\"" : text) + "\r\n")
        #expect(written([.text(text)], .spreadsheet) == "\u{FEFF}" + (quoted ? "\"'\(text)\"" : "'" + text) + "\r\n")
    }

    @Test func `A negative number is no formula`() throws {
        #expect(written([try number("-5"), .number(Number(digits: -125, scale: 2), decimals: 3)], .spreadsheet) == "\u{FEFF}-5;-1,250\r\n")
    }

    @Test func `What is written is read back`() throws {
        let texts = ["a,b", "c;d", "e\tf", "g\"h", "i\r\nj", "sep=,", "=k", "Sở Nội vụ", " l ", "\"", "\u{FEFF}m"]
        for dialect in [
            CSVWriter.Dialect.machine,
            CSVWriter.Dialect(separator: .tab, startsWithByteOrderMark: true, hasDecimalComma: false, guardsFormulas: false),
        ] {
            let bytes = CSVWriter.write(texts.indices.map { "c\($0)" }, [texts.map { .text($0) }], dialect)
            let table = try CSVReader(InputFile(name: "a.csv", bytes: bytes)).table()
            #expect(texts.indices.map { table.rows[0][$0].text } == texts)
        }
    }
}
