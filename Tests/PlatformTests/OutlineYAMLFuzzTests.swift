import Foundation
import Kernel
import Platform
import Testing

/// Texts that nobody meant to be read: pieces of YAML in any order, and sound texts with bytes changed.
@Suite struct OutlineYAMLFuzzTests {
    private static let pieces = [
        "a: ", "b:", "- ", "\n", "  ", "\t", "'", "\"", "{", "}", "[", "]", ", ", ": ", "#", "&x ", "*x", "!!int ", "<<: ", "|", ">", "---\n",
        "...", "%", "é", "\u{FEFF}", "\u{0}", "~", "1.10", "no", "? ", "`", "@", "\\", "\r\n", "a: {b: [c, {d: e}]}\n", "- vi: Tên\n  en: Name\n",
    ]

    private static func number(_ name: String, _ standard: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? standard
    }

    @Test func `every text gives an outline or faults with places inside it`() {
        var state = Self.number("CCHC_FUZZ_SEED", 7)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var sound = 0
        var refused = 0
        for _ in 0..<Self.number("CCHC_FUZZ_CASES", 5_000) {
            var text = ""
            for _ in 0..<next(24) { text += Self.pieces[next(Self.pieces.count)] }
            do {
                _ = try OutlineYAML.read(text, file: "fuzz.yaml")
                sound += 1
            } catch {
                refused += 1
                let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count + 1
                #expect(error.faults.allSatisfy { $0.place.file == "fuzz.yaml" && $0.place.line <= lines }, "\(text.debugDescription)")
            }
        }
        #expect(sound > 0 && refused > 0)
    }
}
