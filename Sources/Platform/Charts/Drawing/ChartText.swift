import Foundation

/// How wide words come out, as far as it can be known without the reader's letters: on the safe side for those of the house.
enum ChartText {
    /// Pixels at letters of 12; strong ones are a little wider.
    static func width(_ text: String, strong: Bool = false) -> Double {
        // Marks above and below letters take no room.
        let plain = text.decomposedStringWithCanonicalMapping.unicodeScalars
        let width = plain.reduce(0) { $0 + advance($1) }
        return strong ? width * 1.07 : width
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
        var kept = Substring(text)
        while !kept.isEmpty, width(kept + "…", strong: strong) > room { kept.removeLast() }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }
}
