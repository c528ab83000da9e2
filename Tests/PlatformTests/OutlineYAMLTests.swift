import Kernel
import Platform
import Testing

private func faults(_ text: String) -> [String] {
    do {
        _ = try OutlineYAML.read(text, file: "f")
        return []
    } catch {
        return error.faults.map { "\($0.place.line):\($0.place.column) \($0.code)" }
    }
}

/// The outline on one line, with the place of every piece.
private func shown(_ outline: Outline) -> String {
    let place = "\(outline.place.line):\(outline.place.column)"
    switch outline.content {
    case .text(let text): return "\(place)‹\(text)›"
    case .list(let items): return "\(place)[\(items.map(shown).joined(separator: " "))]"
    case .map(let entries):
        return
            "\(place){\(entries.map { "\($0.keyPlace.line):\($0.keyPlace.column) \($0.key)=\(shown($0.value))" }.joined(separator: " "))}"
    }
}

@Suite struct `YAML is read as texts with places` {
    @Test(arguments: [
        ("a: 1.10", "1:1{1:1 a=1:4‹1.10›}"),
        ("a: no\nb: ~\nc: null\nd:\ne: ''", "1:1{1:1 a=1:4‹no› 2:1 b=2:4‹~› 3:1 c=3:4‹null› 4:1 d=4:3‹› 5:1 e=5:4‹›}"),
        ("- 0x1F\n- 2020-03-05\n- \"q\\u00e2\"", "1:1[1:3‹0x1F› 2:3‹2020-03-05› 3:3‹qâ›]"),
        ("Sở: {Tên: 'Nội vụ', mã: [x, y]}", "1:1{1:1 Sở=1:5{1:6 Tên=1:11‹Nội vụ› 1:21 mã=1:25[1:26‹x› 1:29‹y›]}}"),
        ("a: |\n  một\n  hai\nb: >-\n  ba\n  bốn", "1:1{1:1 a=1:4‹một\nhai\n› 4:1 b=4:4‹ba bốn›}"),
        ("# chú thích\n---\na: b\n...\n", "3:1{3:1 a=3:4‹b›}"),
        ("\u{FEFF}a: b", "1:1{1:1 a=1:4‹b›}"),
        ("a: b\r\nc: d\r\n", "1:1{1:1 a=1:4‹b› 2:1 c=2:4‹d›}"),
        ("\"<<\": x", "1:1{1:1 <<=1:7‹x›}"),
        ("a: 'x & y * z ! %'", "1:1{1:1 a=1:4‹x & y * z ! %›}"),
        ("", "1:1‹›"), ("# nothing\n", "1:1‹›"),
    ])
    func `Every scalar is text as written`(text: String, expected: String) throws {
        #expect(shown(try OutlineYAML.read(text, file: "f")) == expected)
    }

    @Test(arguments: [("a: b", 4), ("a: 'b'", 5), ("a: \"b\"", 5), ("a: |\n  b", 0), ("a: >\n  b", 0)])
    func `Where a text itself begins is known but for a block`(text: String, column: Int) throws {
        guard case .map(let entries) = try OutlineYAML.read(text, file: "f").content else {
            Issue.record("a map was expected")
            return
        }
        #expect(entries[0].value.textPlace == Place(file: "f", line: 1, column: column))
        #expect(entries[0].value.place == Place(file: "f", line: 1, column: 4))
    }

    @Test func `Texts and keys come in form C`() throws {
        let outline = try OutlineYAML.read("Te\u{302}n: So\u{31B}\u{309}", file: "f")
        guard case .map(let entries) = outline.content, case .text(let text)? = entries.first?.value.content else {
            Issue.record("a map was expected")
            return
        }
        #expect(Array(text.unicodeScalars) == Array("S\u{1EDF}".unicodeScalars))
        #expect(Array(entries[0].key.unicodeScalars) == Array("T\u{EA}n".unicodeScalars))
    }
}

@Suite struct `YAML is refused where two readers could disagree` {
    @Test(arguments: [
        ("a: &x 1", ["1:4 outline.anchor"]),
        ("a: &x 1\nb: *x", ["1:4 outline.anchor", "2:4 outline.alias"]),
        ("a: *x", ["1:4 outline.alias"]),
        ("a: &l [1]\nb: &m {c: d}", ["1:4 outline.anchor", "2:4 outline.anchor"]),
        ("&k a: 1", ["1:1 outline.anchor"]),
        ("a: !!str 1", ["1:4 outline.tag"]), ("a: !x [1]", ["1:4 outline.tag"]), ("a: !<tag:x> {b: c}", ["1:4 outline.tag"]),
        ("a: ! 1", ["1:4 outline.tag"]),
        ("%YAML 1.1\n---\na: b", ["1:1 outline.directive"]), ("%TAG ! tag:x,2000:\n---\na: b", ["1:1 outline.directive"]),
        ("a:\n  <<: {b: c}", ["2:3 outline.merge_key"]),
        ("a: 1\nb: 2\na: 3", ["3:1 outline.key_duplicate"]), ("{a: 1, 'a': 2}", ["1:8 outline.key_duplicate"]),
        ("Tên: 1\nTe\u{302}n: 2", ["2:1 outline.key_duplicate"]),
        ("a: 1\n---\nb: 2", ["2:1 outline.second_document"]), ("a: 1\n...\n---\n", ["3:1 outline.second_document"]),
        ("? [a]\n: b", ["1:3 outline.key_not_text"]), ("? {a: b}\n: c", ["1:3 outline.key_not_text"]),
        ("{a: 1}: x", ["1:1 outline.key_not_text"]),
        (": x", ["1:1 outline.syntax"]), ("'': x", ["1:1 outline.key_empty"]),
        ("a:\n\tb: c", ["2:1 outline.tab"]), ("a:\n  - x\n\t- y", ["3:1 outline.tab"]),
        ("a: 'x", ["1:6 outline.unclosed"]), ("a: b\nc", ["2:2 outline.syntax"]), ("a: {b: c\n", ["2:1 outline.unclosed"]),
        ("a: \"x\ny", ["2:2 outline.unclosed"]), ("a: [1,\n 2", ["2:3 outline.unclosed"]), ("a: b: c", ["1:5 outline.syntax"]),
        ("a: b\n c: d", ["2:3 outline.syntax"]),
        ("- a\nb: c", ["2:1 outline.syntax"]), ("a: @x", ["1:4 outline.syntax"]), ("a: \"\\q\"", ["1:5 outline.syntax"]),
        ("a: x\u{0}y", ["1:5 outline.character"]), ("a: b\nc: \u{7}", ["2:4 outline.character"]),
        ("a: &x 1\nb: [", ["1:4 outline.anchor", "2:5 outline.unclosed"]),
    ])
    func `The refusal has its line and column`(text: String, expected: [String]) {
        #expect(faults(text) == expected)
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], "1:4"), ([0x61, 0x0A, 0xC3, 0xAA, 0xC3], "2:2"), ([0xFF, 0xFE, 0x61, 0x00], "1:1"),
            ([0xED, 0xA0, 0x80], "1:1"),
            ([0x61, 0xC0, 0xAF], "1:2"),
        ] as [([UInt8], String)])
    func `Bytes that are not UTF-8 are refused where they begin`(bytes: [UInt8], place: String) throws {
        let thrown = #expect(throws: Faults.self) { try OutlineYAML.read(bytes, file: "f") }
        let fault = try #require(thrown?.faults.first)
        #expect("\(fault.place.line):\(fault.place.column) \(fault.code)" == "\(place) outline.not_utf8")
    }

    @Test func `More than four megabytes are refused unread`() throws {
        let thrown = #expect(throws: Faults.self) {
            try OutlineYAML.read([UInt8](repeating: 0x26, count: OutlineYAML.limit + 1), file: "f")
        }
        #expect(thrown?.faults.map(\.code) == ["outline.too_large"])
    }

    @Test func `Four megabytes of one list are read`() throws {
        let text = String(repeating: "- a\n", count: OutlineYAML.limit / 4)
        guard case .list(let items) = try OutlineYAML.read(text, file: "f").content else {
            Issue.record("a list was expected")
            return
        }
        #expect(items.count == OutlineYAML.limit / 4)
    }

    @Test(arguments: [(40, []), (41, ["1:41 outline.too_deep"]), (900_000, ["1:1 outline.too_deep"])])
    func `Forty lists in one another are read, more are not`(depth: Int, expected: [String]) {
        let text = String(repeating: "[", count: depth) + (depth < 100 ? String(repeating: "]", count: depth) : "")
        #expect(faults(text) == expected)
    }

    /// Nine levels of nine aliases would be 387 million texts.
    ///
    /// The reader sees each alias as one event and never follows it, so
    /// what it tells and what it does grow with the 90 aliases that are written, whatever they stand for.
    @Test func `A billion laughs are ninety refusals`() {
        var text = "a0: &a0 [\"lol\",\"lol\",\"lol\",\"lol\",\"lol\",\"lol\",\"lol\",\"lol\",\"lol\"]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ","))]\n"
        }
        let codes = faults(text).map { $0.split(separator: " ")[1] }
        #expect(codes.count { $0 == "outline.alias" } == 81 && codes.count { $0 == "outline.anchor" } == 10 && codes.count == 91)
    }

    @Test func `An alias as a key is refused as one event too`() {
        #expect(faults("a: &a {b: c}\n*a : x") == ["1:4 outline.anchor", "2:1 outline.alias"])
    }
}

@Suite struct `Random bytes never break the YAML reader` {
    /// Pieces of YAML thrown together by a seeded generator.
    @Test(arguments: 1...20) func `It reads or refuses`(seed: Int) {
        let pieces = [
            "a: ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", "&x ", "*x ", "!t ", "|\n", ">-\n", "'", "\"", "#", "---\n", "...\n",
            "%", "? ", ": ", "<<", "ế", "\\u", "\u{0}", "1.10", "~", "\r",
        ]
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<500 {
            let text = (0..<(1 + next(40))).map { _ in pieces[next(pieces.count)] }.joined()
            for line in faults(text) { #expect(!line.hasPrefix("0:") && !line.contains(":0 "), "\(text.debugDescription)") }
        }
    }
}
