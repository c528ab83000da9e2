import Kernel
import Testing

/// An outline written as Swift literals; every piece stands on a line of its own, counted from 1.
private struct Writing {
    private var line = 0

    mutating func map(_ entries: [(String, Outline.Content)]) -> Outline {
        let place = here
        return Outline(
            .map(
                entries.map { key, content in
                    line += 1
                    return Outline.Entry(
                        key: key, keyPlace: here, value: Outline(content, at: Place(file: "a.yaml", line: line, column: 9)))
                }), at: place)
    }

    private var here: Place { Place(file: "a.yaml", line: max(line, 1), column: 1) }
}

private func outline(_ entries: (String, Outline.Content)...) -> Outline {
    var writing = Writing()
    return writing.map(entries)
}

private func list(_ texts: String...) -> Outline.Content {
    .list(texts.map { Outline(.text($0), at: Place(file: "a.yaml", line: 1, column: 1)) })
}

private enum Policy: String, CaseIterable { case renormalise, reduce }

@Suite struct `Outline reader` {
    @Test func `gives what is written`() {
        let log = FaultLog()
        var reader = OutlineReader(
            outline(
                ("title", .text("Sở")), ("decimals", .text("2")), ("maximum", .text("65")), ("floor", .text("80 %")),
                ("share", .text("12.5%")),
                ("bare", .text("90")), ("policy", .text("reduce")), ("from", .text("2020-03-05")), ("ranked", .text("no")),
                ("items", list("a", "b")),
                ("value", .text("-0.125"))), log: log)
        #expect(reader.text("title") == "Sở")
        #expect(reader.optionalWhole("decimals", in: 0...6) == 2)
        #expect(reader.points("maximum") == Points(micro: 65_000_000))
        #expect(reader.percent("floor") == Ratio(4, 5) && reader.percent("share") == Ratio(1, 8) && reader.percent("bare") == Ratio(9, 10))
        #expect(reader.choice("policy", Policy.self) == .reduce)
        #expect(reader.optionalDate("from")?.description == "2020-03-05")
        #expect(reader.optionalFlag("ranked") == false)
        #expect(reader.list("items").count == 2)
        #expect(reader.number("value") == Number("-0.125"))
        #expect(reader.optionalText("absent") == nil && reader.optionalNumber("absent") == nil && reader.optionalPoints("absent") == nil)
        #expect(reader.optionalPercent("absent") == nil && reader.optionalFlag("absent") == nil && reader.list("absent").isEmpty)
        #expect(reader.has("title") && !reader.has("absent"))
        reader.finish()
        #expect(log.faults.isEmpty)
    }

    @Test func `tells all faults of a map at once, each with its place, in the order of the text`() throws {
        let log = FaultLog()
        var reader = OutlineReader(
            outline(
                ("titel", .text("x")), ("decimals", .text("7")), ("maximum", .text("0,5")), ("policy", .text("reduc")),
                ("from", .text("05/03/2020")),
                ("ranked", .text("true")), ("items", .text("a")), ("empty", .text("")), ("text", list("a")), ("points", .text("1000001")),
                ("share", .text("many")), ("xyzzy", .text("1"))), log: log)
        reader.finishReading()
        let thrown = #expect(throws: Faults.self) { try log.check() }
        let faults = try #require(thrown).faults
        #expect(
            faults.map(\.code) == [
                "outline.key_missing", "outline.key_unknown", "outline.whole_expected", "outline.number_expected",
                "outline.choice_expected",
                "outline.date_expected", "outline.flag_expected", "outline.list_expected", "outline.text_empty", "outline.text_expected",
                "outline.points_expected", "outline.percent_expected", "outline.key_unknown",
            ])
        #expect(faults.map(\.place.line) == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        #expect(
            faults.map(\.hint) == [
                nil, "outline.key_unknown.near", nil, "outline.number_expected.comma", "outline.key_unknown.near", nil, nil, nil, nil, nil,
                nil, nil, nil,
            ])
        #expect(faults[0].details == ["key": "title"])
        #expect(faults[1].details == ["key": "titel", "near": "title"])
        #expect(faults[2].details == ["low": "0", "high": "6"])
        #expect(faults[4].details == ["text": "reduc", "known": "renormalise, reduce", "near": "reduce"])
        #expect(faults[12].details == ["key": "xyzzy"])
    }

    @Test func `of something else than a map tells that once`() {
        let log = FaultLog()
        var reader = OutlineReader(Outline(.text("x"), at: Place(file: "a.yaml", line: 3, column: 5)), log: log)
        #expect(reader.text("title") == nil && reader.keys.isEmpty)
        reader.finish()
        #expect(log.faults.map(\.code) == ["outline.map_expected"])
        #expect(log.faults.map(\.place.description) == ["a.yaml:3:5"])
    }

    @Test func `reads maps in maps with one log`() {
        let log = FaultLog()
        var reader = OutlineReader(
            outline(("title", outline(("vi", .text("Sở")), ("en", .text("Department"))).content), ("other", .text("x"))), log: log)
        var title = reader.map("title")
        #expect(title?.bilingual() == Bilingual(vi: "Sở", en: "Department"))
        title?.finish()
        var other = reader.map("other")
        #expect(other?.bilingual() == nil)
        #expect(reader.map("absent") == nil)
        #expect(log.faults.map(\.code) == ["outline.map_expected"])
        #expect(reader.place(of: "other").line == 2 && reader.place(of: "absent") == reader.place)
    }

    @Test(arguments: [
        "99999999999999999999", "-1", "2.5", "", "7", "2 ", "0x2", "9223372036854775807", "-9223372036854775808",
    ])
    func `refuses a count that is not one of the range`(text: String) {
        let log = FaultLog()
        var reader = OutlineReader(outline(("decimals", .text(text))), log: log)
        #expect(reader.optionalWhole("decimals", in: 0...6) == nil)
        #expect(log.faults.count == 1)
    }

    @Test(arguments: ["", "%", " %", "80%%", "80  %", "80,5%", "0.00000000000000001%", "-", "80 % ", "1e2%"])
    func `refuses a percentage that is none`(text: String) {
        let log = FaultLog()
        var reader = OutlineReader(outline(("share", .text(text))), log: log)
        #expect(reader.percent("share") == nil)
        #expect(log.faults.count == 1)
    }

    @Test(arguments: ["9223372036854775807", "-9223372036854775808", "0.0000000000000001", "-922.3372036854775808"])
    func `takes percentages of any size without a trap`(text: String) throws {
        let log = FaultLog()
        var reader = OutlineReader(outline(("share", .text(text + "%"))), log: log)
        let read = reader.percent("share")
        let share = try #require(read)
        #expect((try? share * Ratio(100, 1)) == Number(text)?.ratio)
        #expect(log.faults.isEmpty)
    }

    @Test(
        arguments: [
            ("titel", "title"), ("maximun", "maximum"), ("decimal", "decimals"), ("Title", "title"), ("tilte", "title"), ("xx", nil),
            ("t", nil), ("", nil),
            ("completely", nil), ("maxi", nil),
        ] as [(String, String?)])
    func `knows the nearest word within two edits`(word: String, near: String?) {
        #expect(OutlineReader.nearest(to: word, among: ["title", "maximum", "decimals"]) == near)
    }

    @Test func `does not look for the nearest word of a huge one`() {
        let huge = String(repeating: "x", count: 1_000_000)
        #expect(OutlineReader.nearest(to: huge, among: Array(repeating: "title", count: 1_000)) == nil)
    }
}

extension OutlineReader {
    /// Reads every kind of value once.
    fileprivate mutating func finishReading() {
        _ = text("title")
        _ = optionalWhole("decimals", in: 0...6)
        _ = number("maximum")
        _ = choice("policy", Policy.self)
        _ = optionalDate("from")
        _ = optionalFlag("ranked")
        _ = list("items")
        _ = optionalText("empty")
        _ = optionalText("text")
        _ = optionalPoints("points")
        _ = optionalPercent("share")
        finish()
    }
}

@Suite struct `Faults of a text` {
    @Test func `are thrown together, sorted by file, line and column`() {
        let log = FaultLog()
        log.add("b", at: Place(file: "b", line: 1))
        log.add("late", at: Place(file: "a", line: 2, column: 5))
        log.add("early", at: Place(file: "a", line: 2, column: 1))
        log.add("sheet", at: Place(file: "a", line: 1, sheet: "2019"))
        let faults = #expect(throws: Faults.self) { try log.check() }
        #expect(faults?.faults.map(\.code) == ["early", "late", "sheet", "b"])
        #expect(faults?.code == "input.faults" && faults?.details == ["count": "4"] && faults?.kind == .invalid)
    }

    @Test func `are none when nothing was wrong`() throws {
        try FaultLog().check()
    }

    @Test func `beyond the limit are not kept`() {
        let log = FaultLog()
        for line in 1...FaultLog.limit + 50 { log.add("x", at: Place(file: "a", line: line)) }
        #expect(log.faults.count == FaultLog.limit)
    }

    @Test(arguments: [
        (Place(file: "a.yaml"), "a.yaml"), (Place(file: "a.yaml", line: 3, column: 7), "a.yaml:3:7"),
        (Place(file: "d.csv", line: 3, field: "value"), "d.csv:3:value"),
        (Place(file: "d.xlsx", line: 3, field: "B", sheet: "Sở"), "d.xlsx[Sở]:3:B"),
    ])
    func `have a place that editors understand`(place: Place, text: String) {
        #expect(place.description == text)
    }
}

@Suite struct `Names in two languages` {
    @Test func `are chosen by language`() {
        let name = Bilingual(vi: "Sở Nội vụ", en: "Department of Home Affairs")
        #expect(name[.vi] == "Sở Nội vụ" && name[.en] == "Department of Home Affairs")
        #expect(Language.allCases.map(\.rawValue) == ["vi", "en"])
    }
}
