import Kernel
import Platform
import TestNumbers
import Testing

/// Texts that nobody meant to be read: pieces of YAML in any order, and sound texts with bytes changed.
@Suite struct OutlineYAMLFuzzTests {
    private static let pieces = [
        "a: ", "b:", "- ", "\n", "  ", "\t", "'", "\"", "{", "}", "[", "]", ", ", ": ", "#", "&x ", "*x", "!!int ", "<<: ", "|", ">",
        "---\n",
        "...", "%", "é", "\u{FEFF}", "\u{0}", "~", "1.10", "no", "? ", "`", "@", "\\", "\r\n", "a: {b: [c, {d: e}]}\n",
        "- vi: Tên\n  en: Name\n",
    ]

    @Test func `every text gives an outline or faults with places inside it`() {
        var sound = 0
        var refused = 0
        for seed in fuzzSeeds(5_000) {
            var random = SeededGenerator(seed: seed)
            let text = (0..<random.below(24)).map { _ in random.pick(Self.pieces) }.joined()
            do {
                _ = try OutlineYAML.read(text, file: "fuzz.yaml")
                sound += 1
            } catch {
                refused += 1
                let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count + 1
                #expect(
                    error.faults.allSatisfy { $0.place.file == "fuzz.yaml" && $0.place.line <= lines },
                    "seed \(seed): \(text.debugDescription)")
            }
        }
        #expect(sound > 0 && refused > 0)
    }
}
