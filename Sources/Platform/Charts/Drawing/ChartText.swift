import Foundation

/// How wide words come out, as far as it can be known without the reader's letters: on the safe side for those of the house.
enum ChartText {
    /// Pixels at letters of 12; strong ones are a little wider.
    static func width(_ text: String, strong: Bool = false) -> Double {
        let width = text.unicodeScalars.reduce(0) { $0 + advance(of: $1) }
        return strong ? width * stronger : width
    }

    private static let stronger = 1.07

    /// Of a letter with its marks: those above and below take no room.
    private static func advance(of letter: Unicode.Scalar) -> Double {
        letter.value < letters.count ? letters[Int(letter.value)] : decomposed(letter)
    }

    /// The letters of Latin, Greek and Cyrillic, measured once: a chart measures some thousand.
    private static let letters = (0..<0x2000).map { Unicode.Scalar($0).map(decomposed) ?? 0 }

    private static func decomposed(_ letter: Unicode.Scalar) -> Double {
        String(letter).decomposedStringWithCanonicalMapping.unicodeScalars.reduce(0) { $0 + advance($1) }
    }

    private static func advance(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "\u{300}"..."\u{36F}": 0
        case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 3.6
        case " ", "f", "t", "r", "(", ")", "-", "/", "·": 4.4
        case "0"..."9", "–", "−", "+", "%", "<", "≥", "≤": scalar == "%" ? 10 : 7
        case "m", "w", "M", "W", "…", "—": 11
        case "A"..."Z", "Đ", "Ơ", "Ư": 8.4
        case _ where scalar.value > 0x2E80: 12
        default: 7
        }
    }

    /// As much of a text as fits; cut at its end, with an ellipsis.
    static func fitted(_ text: String, width room: Double, strong: Bool = false) -> String {
        if width(text, strong: strong) <= room { return text }
        var free = (strong ? room / stronger : room) - width("…")
        var kept = text.prefix { letter in
            free -= letter.unicodeScalars.reduce(0) { $0 + advance(of: $1) }
            return free >= 0
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }
}
