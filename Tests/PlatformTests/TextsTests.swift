import Kernel
import Platform
import Testing

private func texts(_ vi: String, _ en: String) throws(TextsError) -> Texts {
    try Texts([("test", ["Locales/vi.yaml": vi, "Locales/en.yaml": en, "Assets/x.css": "a"])])
}

@Suite struct `Texts are found by key and language` {
    @Test(arguments: [(Language.vi, "Hạng 7 trên 34."), (.en, "Rank 7 of 34.")]) func `Values fill their braces`(
        language: Language, expected: String
    ) throws {
        let texts = try texts("r: Hạng {rank} trên {count}.", "r: Rank {rank} of {count}.")
        #expect(texts.text("r", language, ["rank": "7", "count": "34", "other": "x"]) == expected)
        #expect(Words(texts, language)("r", ["rank": "7", "count": "34"]) == expected)
    }

    @Test func `A value is not read for braces itself`() throws {
        #expect(try texts("r: \"{a}{b}\"", "r: \"{a}{b}\"").text("r", .vi, ["a": "{b}", "b": "{a}"]) == "{b}{a}")
    }

    @Test(arguments: [
        ("{", "{"), ("}", "}"), ("{}", "{}"), ("{ a }", "{ a }"), ("{{a}}", "{1}"), ("a {b", "a {b"), ("{a.b_2}", "{a.b_2}"),
        ("{ế}", "{ế}"),
    ])
    func `Braces without a name are text`(text: String, expected: String) throws {
        #expect(try texts("r: '\(text)'", "r: '\(text)'").text("r", .vi, ["a": "1"]) == expected)
    }

    @Test func `An unknown key is its own text and a missing value keeps its braces`() throws {
        let texts = try texts("r: Hạng {rank}", "r: Rank {rank}")
        #expect(texts.text("r.none", .en) == "r.none")
        #expect(texts.text("r", .en) == "Rank {rank}")
    }

    @Test(arguments: [("0", "0 faults"), ("1", "one fault"), ("2", "2 faults"), ("11", "11 faults")])
    func `English chooses its plural by the count`(count: String, expected: String) throws {
        let texts = try texts("f: \"{count} lỗi\"", "f.one: one fault\nf.other: \"{count} faults\"")
        #expect(texts.text("f", .en, ["count": count]) == expected)
        #expect(texts.text("f", .vi, ["count": count]) == "\(count) lỗi")
        #expect(texts.keys == ["f"])
    }

    @Test func `Markup goes into a sentence whole, the sentence is escaped`() throws {
        let words = Words(try texts("r: Xem {link} & <b>", "r: See {link} & <b>"), .en)
        #expect(words.html("r", ["link": "<a href=\"\("/x" as Link)\">x</a>"]).text == "See <a href=\"/x\">x</a> &amp; &lt;b&gt;")
    }
}

@Suite struct `The program does not start with words that disagree` {
    @Test(arguments: [
        ("a: x\nb: y", "a: x", ["b has no text in en"]), ("a: x", "a: x\nb: y", ["b has a text in en and none in vi"]),
        ("a: \"{n}\"", "a: x", ["a names [\"n\"] in vi and [] in en"]),
        ("a: \"{n}\"", "a: \"{m}\"", ["a names [\"n\"] in vi and [\"m\"] in en"]),
        ("a: x\na: y", "a: x", ["test/vi.yaml:2:1 outline.key_duplicate", "a has a text in en and none in vi"]),
        ("a: [x]", "a: x", ["a has a text in en and none in vi", "test/vi.yaml:1:1 a is not text"]),
        ("- a", "a: x", ["a has a text in en and none in vi", "test/vi.yaml is not a map"]),
        ("a:", "a: x", ["a has a text in en and none in vi", "test/vi.yaml:1:1 a is not text"]),
        ("f: x", "f.one: x", ["f has no text in en", "f.one has a text in en and none in vi"]),
    ])
    func `Every difference is named`(vi: String, en: String, problems: [String]) {
        let thrown = #expect(throws: TextsError.self) { try texts(vi, en) }
        #expect(thrown?.problems.sorted() == problems.sorted())
    }

    @Test func `Two rooms with one key are refused`() {
        let files = ["Locales/vi.yaml": "a: x", "Locales/en.yaml": "a: x"]
        let thrown = #expect(throws: TextsError.self) { try Texts([("one", files), ("two", files)]) }
        #expect(thrown?.problems == ["two/en.yaml:1:1 a is there twice", "two/vi.yaml:1:1 a is there twice"])
    }
}

@Suite struct `The floor has words for all it says` {
    private static let texts = try? Texts([("platform", platformModule.files)])

    /// Codes of OutlineReader in Kernel and of the YAML reader, as they stand in the sources.
    @Test(arguments: [
        "too_large", "not_utf8", "character", "syntax", "tab", "unclosed", "too_deep", "anchor", "alias", "tag", "directive", "merge_key",
        "second_document",
        "key_duplicate", "key_not_text", "key_empty", "map_expected", "list_expected", "key_missing", "key_unknown", "text_expected",
        "text_empty",
        "number_expected", "points_expected", "percent_expected", "date_expected",
    ])
    func `Every fault of an outline has a sentence and a hint`(code: String) throws {
        let texts = try #require(Self.texts)
        #expect(texts.has("outline.\(code)") && texts.has("outline.\(code).hint"))
    }

    @Test(arguments: ["whole_expected", "flag_expected", "choice_expected", "key_unknown.near", "number_expected.comma"])
    func `Faults that say it all need no hint`(code: String) throws {
        #expect(try #require(Self.texts).has("outline.\(code)"))
    }

    @Test(arguments: SettingName.allCases) func `Every setting has a meaning`(name: SettingName) throws {
        #expect(try #require(Self.texts).has(name.text))
    }

    @Test(arguments: [Settings.Source.standard, .environment, .commandLine]) func `Every source of a setting has a name`(
        source: Settings.Source
    ) throws {
        #expect(try #require(Self.texts).has(source.text))
    }

    @Test(arguments: FileStoreError.codes + AuditFinding.codes + ["platform.cannot_write", "input.faults", "platform.setting_invalid"])
    func `Every code of the floor has a sentence`(code: String) throws { #expect(try #require(Self.texts).has(code)) }
}

@Suite struct `Faults are printed for editors` {
    @Test func `Place, sentence, hint, and how many`() throws {
        let faults = Faults([
            Fault("test.gone", at: Place(file: "a.yaml", line: 3, column: 5), ["thing": "tệp"]),
            Fault("test.locked", at: Place(file: "b.xlsx", line: 7, field: "points", sheet: "Điểm"), hint: "platform.home"),
        ])
        let printer = FaultPrinter(Words(try PlatformHouse.texts(), .vi))
        #expect(
            printer.text(faults) == """
                a.yaml:3:5: Không còn tệp.
                    Xem tệp khác.
                b.xlsx[Điểm]:7:points: Đã khóa.
                    Về trang chủ
                Có 2 lỗi trong dữ liệu; chưa có gì được lưu.
                """)
    }

    @Test func `People read the place in words`() throws {
        let words = Words(try PlatformHouse.texts(), .vi)
        #expect(
            words.place(Place(file: "b.xlsx", line: 7, field: "points", sheet: "Điểm")) == "b.xlsx, trang tính Điểm, hàng 7, trường points")
        #expect(words.place(Place(file: "a.yaml", line: 3, column: 5)) == "a.yaml, dòng 3, cột 5")
    }
}
