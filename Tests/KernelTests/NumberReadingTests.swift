import Kernel
import TestNumbers
import Testing

@Suite struct `Number reading: what a text can mean (SD-50)` {
    @Test(
        arguments: [
            ("61,904", "61.904", "61904"), ("25.650", "25650", "25.65"), ("746.305", "746305", "746.305"), ("1.265", "1265", "1.265"),
            ("29.940", "29940", "29.94"), ("0.125", nil, "0.125"), ("0,125", "0.125", nil), ("1.234.567,89", "1234567.89", nil),
            ("1,234,567.89", nil, "1234567.89"), ("−5", "-5", "-5"), ("-5", "-5", "-5"), ("7", "7", "7"), ("12,5", "12.5", nil),
            ("12.5", nil, "12.5"),
            ("1.2345", nil, "1.2345"), ("1234,567", "1234.567", nil), ("1234.567", nil, "1234.567"), ("-1.234", "-1234", "-1.234"),
            ("007", "7", "7"),
            ("000.125", nil, "0.125"), ("1.000", "1000", "1"), ("  61,904 ", "61.904", "61904"), ("−0,5", "-0.5", nil),
            ("999.999.999", "999999999", nil),
            ("61,9040", "61.904", nil), ("1.234,5", "1234.5", nil),
        ] as [(String, String?, String?)])
    func `has a Vietnamese and an English reading`(text: String, vi: String?, en: String?) {
        let reading = NumberReading(text)
        #expect(reading.vi == vi.flatMap { Number($0) })
        #expect(reading.en == en.flatMap { Number($0) })
        #expect(reading[.vi] == reading.vi && reading[.en] == reading.en)
    }

    @Test(arguments: [
        "", " ", "-", "−", ",", ".", "5,", "5.", ",5", ".5", "1.23.456", "1,23,456", "12.3456.789", "1..5", "1,,5", "--5", "-−5", "+5",
        "1 234", "5%",
        "1.234.567.89", "1,234,56", "5-", "a", "1e3", "5a", "٣", "1.234,567,890", "\u{A0}5", "5\n", "0.125.000", "1234.567.890",
        "99999999999999999999",
    ])
    func `is nothing when it is no number`(text: String) {
        let reading = NumberReading(text)
        #expect(reading.vi == nil && reading.en == nil)
        #expect(reading.meaning { _ in true } == .notANumber)
    }

    @Test func `is decided by what the input may be`() throws {
        let (first, second) = (try number("61.904"), try number("25.65"))
        // 61,904 of 65 and 25.650 of 35 in one article.
        #expect(NumberReading("61,904").meaning { $0 <= 65 } == .one(first))
        #expect(NumberReading("25.650").meaning { $0 <= 35 } == .one(second))
        // Dossiers are counted whole.
        #expect(NumberReading("746.305").meaning { $0.isWhole } == .one(746_305))
        #expect(NumberReading("1.265").meaning { $0.isWhole } == .one(1_265))
        #expect(NumberReading("29.940").meaning { $0.isWhole } == .one(29_940))
        // One reading only.
        #expect(NumberReading("0.125").meaning { $0 <= 65 } == .one(try number("0.125")))
        #expect(NumberReading("1.234.567,89").meaning { _ in true } == .one(try number("1234567.89")))
        #expect(NumberReading("−5").meaning { _ in true } == .one(-5))
        #expect(NumberReading("12").meaning { $0 <= 65 } == .one(12))
    }

    @Test func `goes back to the person when both readings are possible`() throws {
        #expect(NumberReading("1.265").meaning { _ in true } == .doubtful(vi: 1_265, en: try number("1.265")))
        #expect(NumberReading("61,904").meaning { $0 <= 100_000 } == .doubtful(vi: try number("61.904"), en: 61_904))
        #expect(NumberReading("1.000").meaning { $0.isWhole } == .doubtful(vi: 1_000, en: 1))
    }

    @Test func `is refused when no reading is possible, with the reading that failed`() throws {
        #expect(NumberReading("70,5").meaning { $0 <= 65 } == .refused(try number("70.5")))
        #expect(NumberReading("70.5").meaning { $0 <= 65 } == .refused(try number("70.5")))
        #expect(NumberReading("-1").meaning { !$0.isNegative } == .refused(-1))
        #expect(NumberReading("12,5").meaning { $0.isWhole } == .refused(try number("12.5")))
    }

    @Test func `reads what the formats of both languages write`() {
        for seed in seeds(3_000) {
            var random = SeededGenerator(seed: seed)
            let number = Number(digits: random.whole(), scale: random.below(19))
            #expect(NumberReading(NumberFormat(.vi).plain(number)).vi == number, "seed \(seed)")
            #expect(NumberReading(NumberFormat(.en).plain(number)).en == number, "seed \(seed)")
        }
    }

    @Test func `never traps, whatever is written`() {
        let pieces = ["0", "1", "25", "650", "904", ".", ",", "-", "−", " ", "e", "%", "999999999999999999", "\u{301}"]
        for seed in seeds(5_000) {
            var random = SeededGenerator(seed: seed)
            let text = (0..<random.below(10)).map { _ in random.pick(pieces) }.joined()
            let reading = NumberReading(text)
            // A text that either language reads is read back from what it means.
            if let vi = reading.vi { #expect(NumberReading(NumberFormat(.vi).plain(vi)).vi == vi, "seed \(seed)") }
        }
    }

    private func number(_ text: String) throws -> Number { try #require(Number(text)) }
}
