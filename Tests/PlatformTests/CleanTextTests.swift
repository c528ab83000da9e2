import Foundation
import Platform
import TestNumbers
import Testing

@Suite("Text as it is kept")
struct CleanTextTests {
    @Test(
        arguments: [
            ("", ""), ("  Nguyễn Thị Đo\t", "Nguyễn Thị Đo"), ("Phươ\u{300}ng", "Phường"), ("một\r\nhai\rba\n\nbốn", "một\nhai\nba\n\nbốn"),
            ("a\u{0}b\u{7F}c\u{85}d", "abcd"), ("a\tb", "a\tb"), ("\u{A0}trống\u{3000}", "trống"), ("\u{7}\r\n ", ""), ("«có»", "«có»"),
            ("e\u{0}\u{301}", "é"), ("5 000 ₫", "5 000 ₫"),
        ])
    func isWhatWasTyped(text: String, clean: String) {
        #expect(Array(CleanText.make(text).unicodeScalars) == Array(clean.unicodeScalars))
    }

    /// The same in Foundation's words, which are slower.
    private func plainly(_ text: String) -> String {
        let ends = text.replacingOccurrences(of: "\r\n", with: "\n", options: .literal)
        let lines = ends.replacingOccurrences(of: "\r", with: "\n", options: .literal)
        let seen = lines.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(seen)).precomposedStringWithCanonicalMapping
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func agreesWithFoundation() {
        let typed = "aZ9 \t\r\n\u{0}\u{1B}\u{7F}\u{85}\u{9F}\u{A0}\u{AB}\u{B0}ăờĐđ…₫😀"
        let apart = "\u{300}\u{302}\u{31B}\u{323}\u{200B}\u{200D}\u{2028}\u{3000}\u{FEFF}\u{110B}\u{1161}"
        let signs = Array((typed + apart).unicodeScalars)
        var random = SeededGenerator(seed: 31)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...8, using: &random) { text.append(signs.randomElement(using: &random) ?? " ") }
            let (mine, theirs) = (CleanText.make(String(text)), plainly(String(text)))
            guard Array(mine.utf8) != Array(theirs.utf8) else { continue }
            Issue.record("\(text.map { String($0.value, radix: 16) }): \(Array(mine.utf8)) and \(Array(theirs.utf8))")
            return
        }
    }
}
