import Criteria
import Foundation
import Kernel
import Office
import Platform
import Scoring
import Testing
import Units

private let header = "unit,criterion,input,value,reason"

/// Codes of the leaves that the files below speak of.
private let linear = EveryRule.code("linear")
private let linearFrom = EveryRule.code("linearFrom")
private let count = EveryRule.code("count")
private let binary = EveryRule.code("binary")
private let rating = EveryRule.code("rating")

private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    let units = [0xFEFF] + Array(text.utf16)
    return units.flatMap { unit in
        let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        return bigEndian ? bytes : bytes.reversed()
    }
}

@Suite struct `Figure files` {
    private let sheet: ScoreSheet

    init() throws { sheet = ScoreSheet(try EveryRule.framework()) }

    private func read(_ bytes: [UInt8], units: UnitList? = nil, numbers: Language? = nil) throws -> FigureFile {
        try FigureFile.read(InputFile(name: "data.csv", bytes: bytes), for: sheet, units: units, numbers: numbers)
    }

    private func read(_ text: String, units: UnitList? = nil, numbers: Language? = nil) throws -> FigureFile {
        try read(Array(text.utf8), units: units, numbers: numbers)
    }

    /// What a file says of one leaf of one unit, input to canonical text.
    private func stated(_ file: FigureFile, _ unit: String, _ code: String) throws -> [String: String] {
        let index = try #require(file.units.index(of: unit))
        let row = try #require(sheet.row(code))
        let statement = sheet.statement(unit: index, row: row, in: file.table)
        var values = Dictionary(statement.values.map { ($0.input, $0.text) }, uniquingKeysWith: { first, _ in first })
        if let absence = statement.absence { values[absence.kind.rawValue] = absence.reason }
        return values
    }

    private func faults(_ text: String, units: UnitList? = nil, numbers: Language? = nil) throws -> [Fault] {
        try faults { try read(text, units: units, numbers: numbers) }
    }

    /// The faults of a reading, all of which must read as sentences in both languages.
    private func faults(_ read: () throws -> FigureFile) throws -> [Fault] {
        let thrown = #expect(throws: Faults.self) { try read() }
        let faults = try #require(thrown).faults
        try expectWhole(faults)
        return faults
    }

    private func expectWhole(_ faults: [Fault]) throws {
        for language in Language.allCases {
            let words = try HouseWords.words(language)
            for fault in faults {
                for text in [words.message(fault), words.hint(fault) ?? "."] {
                    #expect(!text.contains("{") && text != fault.code && text != fault.hint, "\(language): \(text)")
                }
            }
        }
    }

    // ── what is read ─────────────────────────────────────────────────────

    @Test(arguments: [
        "\(header)\nS1,\(linear),numerator,1234,\nS1,\(linear),denominator,2000.5,\n",
        "\u{FEFF}\(header)\nS1,\(linear),numerator,1234,\nS1,\(linear),denominator,2000.5,\n",
        "\(header)\r\nS1,\(linear),numerator,1234,\r\nS1,\(linear),denominator,2000.5,\r\n",
        "unit;criterion;input;value;reason\nS1;\(linear);numerator;1234;\nS1;\(linear);denominator;2000,5;\n",
        "unit;criterion;input;value\nS1;\(linear);numerator;1234\nS1;\(linear);denominator;2000,5\n",
        "sep=;\r\nunit;criterion;input;value;reason\r\nS1;\(linear);numerator;1234\r\nS1;\(linear);denominator;2000,5;;;\r\n",
        "Value,Unit,Criterion,Input\n1234,S1,\(linear),numerator\n2000.5,S1,\(linear),denominator\n",
        "\(header)\n\n\"S1\", \(linear) ,numerator,\" 1234 \",\n,,,,\nS1,\(linear),denominator,2000.5\n",
    ]) func `are read as Excel and others write them`(text: String) throws {
        let expected = ["numerator": "1234", "denominator": "2000.5"]
        #expect(try stated(read(text), "S1", linear) == expected)
        for bigEndian in [true, false] where !text.hasPrefix("\u{FEFF}") {
            #expect(try stated(read(utf16(text, bigEndian: bigEndian)), "S1", linear) == expected)
        }
    }

    @Test func `take units in the order of their first line, or of the list of units`() throws {
        let text = "\(header)\nS2,\(binary),yes,có,\nS1,\(binary),yes,no,\n"
        #expect(try read(text).units.units.map(\.code) == ["S2", "S1"])
        let list = UnitList([.init(code: "S1", name: "Sở Một"), .init(code: "S2", name: "Sở Hai"), .init(code: "S3", name: "Sở Ba")])
        let file = try read(text, units: list)
        #expect(file.units.units.map(\.code) == ["S1", "S2", "S3"])
        #expect(try stated(file, "S1", binary) == ["yes": "no"])
        #expect(try stated(file, "S2", binary) == ["yes": "yes"])
        #expect(try stated(file, "S3", binary) == [:])
    }

    @Test func `hold options, answers, absences and points`() throws {
        let file = try read(
            """
            \(header)
            S1,\(rating),choice,b,
            S1,\(binary),yes,Không,
            S1,\(linear),missing,,lost
            S1,\(linearFrom),not_applicable,,no_such_task
            S1,\(count),points,1.25,
            """)
        #expect(try stated(file, "S1", rating) == ["choice": "b"])
        #expect(try stated(file, "S1", binary) == ["yes": "no"])
        #expect(try stated(file, "S1", linear) == ["missing": "lost"])
        #expect(try stated(file, "S1", linearFrom) == ["not_applicable": "no_such_task"])
        #expect(try stated(file, "S1", count) == ["points": "1.25"])
    }

    /// A number as a comma or a semicolon file has it, and what it means; nil where it goes back with both readings.
    private static let numbers: [(file: Language, input: String, text: String, meaning: String?)] = [
        (.en, "\(linear) numerator", "1234567", "1234567"), (.en, "\(linear) numerator", "0.5", "0.5"),
        (.en, "\(linear) numerator", "1.234", nil), (.vi, "\(linear) numerator", "1.234", nil), (.vi, "\(linear) numerator", "1,234", nil),
        (.vi, "\(linear) numerator", "1.234,5", "1234.5"), (.vi, "\(linear) numerator", "0,234", "0.234"),
        (.vi, "\(linear) numerator", "1.234.567", "1234567"), (.en, "\(linear) numerator", "12.34", "12.34"),
        // A count is whole and a percentage at most 100, so one reading alone is possible.
        (.en, "\(count) count", "1.234", "1234"), (.vi, "\(count) count", "1.234", "1234"),
        (.vi, "\(linearFrom) value", "61,904", "61.904"),
        (.vi, "\(linearFrom) value", "61.904", "61.904"), (.en, "\(binary) points", "1.234", "1.234"),
    ]

    @Test(arguments: numbers.indices) func `read a number as what it can be, or refuse it with both readings`(index: Int) throws {
        let (file, target, text, meaning) = Self.numbers[index]
        let parts = target.split(separator: " ").map(String.init)
        let separator = file == .vi ? ";" : ","
        let lines = [["unit", "criterion", "input", "value", "reason"], ["S1", parts[0], parts[1], text, ""]].map {
            $0.joined(separator: separator)
        }
        let content = lines.joined(separator: "\n")
        if let meaning {
            #expect(try stated(read(content), "S1", parts[0])[parts[1]] == meaning)
        } else {
            let faults = try faults(content)
            #expect(faults.map(\.code) == ["scoring.value_doubtful"])
            #expect(faults[0].place == Place(file: "data.csv", line: 2, field: "value"))
            let plain = text.filter { $0.isNumber }
            #expect(Set([faults[0].details["vi"], faults[0].details["en"]]) == [plain, "1.234"])
            let message = try HouseWords.words(.vi).message(faults[0])
            #expect(message.contains("1234") && message.contains("1.234") && message.contains(text))
            for language in Language.allCases {
                let number = NumberReading(text)[language].map { "\($0)" }
                #expect(try stated(read(content, numbers: language), "S1", parts[0])[parts[1]] == number)
            }
        }
    }

    // ── what is refused ──────────────────────────────────────────────────

    /// Lines below the header, the code of the fault, its line and column.
    private static let refused: [(lines: String, code: String, line: Int, field: String)] = [
        ("S1,Z.9,value,50,", "scoring.criterion_unknown", 2, "criterion"),
        ("S1,A.33,value,50,", "scoring.criterion_unknown", 2, "criterion"),
        ("S1,\(linear),numerators,50,", "scoring.input_unknown", 2, "input"),
        ("S1,\(linear),value,nhiều,", "scoring.value_number", 2, "value"),
        ("S1,\(linear),value,88%,", "scoring.value_number", 2, "value"),
        ("S1,\(linear),value,1e3,", "scoring.value_number", 2, "value"),
        ("S1,\(binary),yes,chưa,", "scoring.value_yes", 2, "value"),
        ("S1,\(rating),choice,c,", "scoring.value_choice", 2, "value"),
        ("S1,\(linear),value,50,\nS1,\(linear),value,50,", "scoring.data_twice", 3, "value"),
        ("S1,\(linear),missing,,lost\nS1,\(linear),missing,,lost", "scoring.data_twice", 3, "reason"),
        ("S1,\(linear),missing,,", "criteria.data_reason_missing", 2, "reason"),
        ("S1,\(linear),missing,0,lost", "criteria.data_value_beside_absence", 2, "value"),
        ("S1,\(linear),missing,,because", "scoring.reason_unknown", 2, "reason"),
        ("S1,\(EveryRule.code("any")),not_applicable,,lost", "scoring.reason_kind", 2, "reason"),
        ("S1,\(EveryRule.code("all")),not_applicable,,no_survey", "scoring.reason_survey", 2, "reason"),
        ("S1,\(linear),value,50,lost", "criteria.data_reason_beside_value", 2, "reason"),
        ("S1,\(linear),value,,", "criteria.data_value_missing", 2, "value"),
        (",\(linear),value,50,", "units.code_missing", 2, "unit"),
    ]

    @Test(arguments: refused.indices) func `refuse a wrong line at its place`(index: Int) throws {
        let (lines, code, line, field) = Self.refused[index]
        let faults = try faults("\(header)\n\(lines)\n")
        #expect(faults.map(\.code) == [code])
        #expect(faults.map(\.place) == [Place(file: "data.csv", line: line, field: field)])
    }

    @Test func `tell all faults of a file at once, in the order of its lines`() throws {
        let lines = Self.refused.map(\.lines).filter { !$0.contains("\n") }
        let faults = try faults("\(header)\n\(lines.joined(separator: "\n"))\n")
        #expect(faults.count == lines.count)
        #expect(faults.map(\.place.line) == Array(2..<lines.count + 2))
    }

    @Test func `offer the nearest unit, criterion and column`() throws {
        let list = UnitList([.init(code: "so-noi-vu", name: "Sở Nội vụ")])
        let unit = try faults("\(header)\nso-noi-wu,\(linear),value,50,\n", units: list)
        #expect(unit.map(\.code) == ["units.code_unknown"] && unit[0].details["near"] == "so-noi-vu" && unit[0].hint != nil)
        let criterion = try faults("\(header)\nS1,A.8x,value,50,\n")
        #expect(criterion[0].hint != nil && criterion[0].details["near"] == "A.8")
        let column = try faults("unit,criterion,inputs,value\nS1,\(linear),value,50\n")
        #expect(column.map(\.code) == ["criteria.data_column_unknown", "criteria.data_column_missing"])
        #expect(column[0].details["near"] == "input" && column[0].hint != nil)
    }

    @Test func `refuse a header that lacks a column or has one twice`() throws {
        #expect(try faults("unit,criterion,value\n").map(\.code) == ["criteria.data_column_missing"])
        #expect(try faults("unit,criterion,input,value,value\n").map(\.code) == ["criteria.data_column_twice"])
    }

    /// Lines below the header, the word of the fault of scoring, and the line that is blamed.
    private static let unscored: [(lines: String, word: String, line: Int)] = [
        ("S1,\(linearFrom),numerator,6,\nS1,\(linearFrom),denominator,5,", "over", 2),
        ("S1,\(linearFrom),value,101,", "over", 2),
        ("S1,\(EveryRule.code("steps")),numerator,0,\nS1,\(EveryRule.code("steps")),denominator,0,", "zero", 2),
        ("S1,\(linear),numerator,-1,\nS1,\(linear),denominator,5,", "negative", 2),
        ("S1,\(count),count,1.5,", "not_whole", 2),
        ("S1,\(linear),value,50,\nS1,\(linear),numerator,1,\nS1,\(linear),denominator,2,", "twofold", 2),
        ("S1,\(linear),numerator,1,", "absent", 2),
        ("S1,\(linear),not_applicable,,not_competent", "", 2),
        ("S1,\(EveryRule.code("scale")),not_applicable,,no_survey", "", 2),
        ("S1,\(EveryRule.code("leftOut")),missing,,lost", "twofold", 2),
        (
            "S1,\(EveryRule.code("branches")),branch,most,\nS1,\(EveryRule.code("branches")),done,1,\nS1,\(EveryRule.code("branches")),due,9,",
            "branch", 2
        ),
    ]

    @Test(arguments: unscored.indices) func `lead from figures that cannot be scored back to their line`(index: Int) throws {
        let (lines, word, line) = Self.unscored[index]
        let file = try read("\(header)\n\(lines)\n")
        let code = try #require(lines.split(separator: ",").dropFirst().first.map(String.init))
        let all = file.faults(sheet.score(file.table), of: sheet)
        let own = all.filter { $0.details["criterion"] == code }
        #expect(own.map(\.code) == (word.isEmpty ? [] : ["scoring.unscored.\(word)"]))
        #expect(own.allSatisfy { $0.place == Place(file: "data.csv", line: line) && $0.details["unit"] == "S1" })
        // Every leaf of which the file is silent is a fault of its own.
        let silent = EveryRule.leaves.filter { $0.name != "leftOut" && EveryRule.code($0.name) != code }
        #expect(all.filter { $0.code == "scoring.unscored.absent" && $0.place.line == 0 }.count == silent.count)
        try expectWhole(all)
    }
}

@Suite struct `Figure workbooks` {
    private let sheet: ScoreSheet

    init() throws { sheet = ScoreSheet(try EveryRule.framework()) }

    private func workbook(_ rows: [[OutputCell]]) throws -> InputFile {
        let properties = XLSXWriter.Properties(title: "data", created: Timestamp(milliseconds: 0))
        var writer = try XLSXWriter(folder: FileManager.default.temporaryDirectory.path, properties)
        try writer.addSheet("Data", ["unit", "criterion", "input", "value", "reason"].map { XLSXWriter.Column($0) })
        for row in rows { try writer.add(row) }
        return InputFile(name: "data.xlsx", bytes: try writer.bytes())
    }

    private func number(_ text: String) throws -> OutputCell { .number(try #require(Number(text))) }

    @Test func `give numeric cells as they were typed and texts like fields`() throws {
        let rows: [[OutputCell]] = [
            [.text("S1"), .text(linear), .text("numerator"), try number("9.95"), .blank],
            [.text("S1"), .text(linear), .text("denominator"), .text("20"), .blank],
            [.text("S1"), .text(rating), .text("missing"), .blank, .text("lost")],
        ]
        let file = try FigureFile.read(workbook(rows), for: sheet, units: nil, numbers: nil)
        let row = try #require(sheet.row(linear))
        #expect(sheet.statement(unit: 0, row: row, in: file.table).values.map(\.text) == ["9.95", "20"])
    }

    @Test func `refuse a code that Excel has made a number of`() throws {
        let rows: [[OutputCell]] = [[.text("S1"), try number("1.1"), .text("value"), try number("50"), .blank]]
        let thrown = #expect(throws: Faults.self) { try FigureFile.read(workbook(rows), for: sheet, units: nil, numbers: nil) }
        let fault = try #require(thrown?.faults.first)
        #expect(fault.code == "criteria.data_code_is_number")
        #expect(fault.place == Place(file: "data.xlsx", line: 2, column: 2, field: "criterion", sheet: "Data"))
        #expect(try HouseWords.words(.vi).message(fault).contains("1.1"))
    }

    @Test func `refuse a date where a value belongs`() throws {
        let day = try #require(CalendarDate("2020-03-05"))
        let rows: [[OutputCell]] = [[.text("S1"), .text(linear), .text("value"), .date(day), .blank]]
        let thrown = #expect(throws: Faults.self) { try FigureFile.read(workbook(rows), for: sheet, units: nil, numbers: nil) }
        #expect(thrown?.faults.map(\.code) == ["criteria.data_value_kind"])
    }
}
