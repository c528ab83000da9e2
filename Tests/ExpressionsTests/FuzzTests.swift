import Expressions
import Kernel
import TestNumbers
import Testing

/// Any bytes as a source: it is read or refused with faults that can be shown; what was read gives values or says why not.
///
/// `CCHC_FUZZ_CASES` cases from `CCHC_FUZZ_SEED` on; each is one of random bytes, words of the language in any order, and a sound
/// formula with a few wounds.
@Suite struct `Fuzz of formulas` {
    private static let words = [
        "x", "y", "grade", "met", "q", "min", "max", "if", "clamp", "round", "abs", "floor", "steps", "else", "and", "or", "not", "true",
        "false",
        "(", ")", ",", ":", "+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "≤", "≥", "≠", "−", "×", "==", "&&", "!", ";", "%", "0",
        "1", "2.5",
        "90%", "0,5", "1.2.3", ".5", "9223372036854775807", "99999999999999999999", "'a'", "\"b\"", "'", "\"", " ", "\n", "\t", "\r\n", "ệ",
        "e\u{301}",
        "\u{301}", "\u{202E}", "\u{0}", "😀", "“", "tỷ", "_", "#", "\u{FFFD}",
    ]

    @Test func `never traps and never loses its place`() {
        var sound = 0
        let cases = fuzzSeeds(20_000)
        for seed in cases {
            var random = SeededGenerator(seed: seed)
            let source = Self.source(&random)
            if Self.check(source, &random, seed) { sound += 1 }
        }
        // Both sides are met, or the fuzz says nothing.
        if cases.count >= 1_000 {
            #expect(sound > cases.count / 50 && sound < cases.count * 9 / 10, "\(sound) of \(cases.count) were sound")
        }
    }

    private static func source(_ random: inout SeededGenerator) -> String {
        switch random.below(4) {
        case 0: return String(decoding: (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }, as: UTF8.self)
        case 1: return (0..<random.below(24)).map { _ in random.pick(words) }.joined(separator: random.pick(["", " "]))
        default:
            var bytes = Array(Tree.random(&random).source(&random).utf8)
            for _ in 0..<random.below(4) { wound(&bytes, &random) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func wound(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = random.below(bytes.count + 1)
        let end = min(bytes.count, place + random.below(6))
        switch random.below(5) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
        case 2: bytes.replaceSubrange(place..<end, with: random.pick(words).utf8)
        case 3: bytes.insert(contentsOf: random.pick(words).utf8, at: place)
        default: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
        }
    }

    /// Whether the source was sound.
    private static func check(_ source: String, _ random: inout SeededGenerator, _ seed: UInt64) -> Bool {
        do throws(ExpressionFaults) {
            let formula = try read(source)
            check(formula, random, seed)
            let again = try read(formula.description)
            #expect(again == formula, "seed \(seed): \(source)")
            for _ in 0..<2 {
                let values = `Formulas against the reference`.values(&random)
                check(formula, values, seed)
            }
            return true
        } catch {
            #expect((1...ExpressionFaults.limit).contains(error.faults.count), "seed \(seed)")
            var last = 0
            for fault in error.faults {
                #expect(fault.offset >= last, "seed \(seed): \(source)")
                last = fault.offset
                check(fault, source, seed)
            }
            return false
        }
    }

    private static func check(_ formula: Expression, _ random: SeededGenerator, _ seed: UInt64) {
        #expect(formula.references.allSatisfy(declared.indices.contains), "seed \(seed)")
        #expect(!formula.text(in: .vi) { declared[$0].name }.isEmpty, "seed \(seed)")
        let bytes = Array(formula.source.utf8)
        for constant in formula.constants {
            let text = String(decoding: bytes[constant.range], as: UTF8.self)
            #expect((try? read(text))?.constants.map(\.content) == [constant.content], "seed \(seed): \(text)")
        }
    }

    private static func check(_ formula: Expression, _ values: [Expression.Value?], _ seed: UInt64) {
        do throws(ExpressionFault) {
            let value = try formula.evaluate { values[$0] }
            #expect(value.kind == formula.kind, "seed \(seed)")
        } catch {
            check(error, formula.source, seed)
        }
    }

    /// The fault lies within the source, between characters, and can be shown.
    private static func check(_ fault: ExpressionFault, _ source: String, _ seed: UInt64) {
        let bytes = Array(source.utf8)
        #expect(fault.range.upperBound <= bytes.count, "seed \(seed): \(source)")
        for end in [fault.range.lowerBound, fault.range.upperBound] where end < bytes.count {
            #expect(bytes[end] & 0xC0 != 0x80, "seed \(seed): \(source)")
        }
        let lines = fault.caret(in: source).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 2 && lines[1].last == "^" && lines[1].count <= 125, "seed \(seed): \(source)")
        #expect(fault.fault(at: Place(file: "f", line: 1, column: 1), in: source).place.line >= 1, "seed \(seed)")
    }
}
