import Foundation
import Office

/// What somebody typed, as it is kept: in NFC, with plain line ends, nothing unseen in it and nothing around it.
///
/// Nearly all that is typed is so already, and is looked over byte by byte without being copied.
package enum CleanText {
    package static func make(_ text: String) -> String {
        let composed = ComposedText.make(text.utf8.allSatisfy(isSeen) ? text : seen(of: text))
        guard let first = composed.unicodeScalars.first, let last = composed.unicodeScalars.last else { return composed }
        return isInk(first) && isInk(last) ? composed : composed.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Whether a byte is no part of a control character; those beyond ASCII begin with one byte, as some signs do.
    private static func isSeen(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F && byte != 0xC2 }

    /// The text without control characters but tabs and the ends of lines.
    private static func seen(of text: String) -> String {
        var seen = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": seen.append("\n")
            case "\n" where last == "\r": break
            case "\n", "\t": seen.append(scalar)
            default: if scalar.properties.generalCategory != .control { seen.append(scalar) }
            }
            last = scalar
        }
        return String(seen)
    }

    /// Whether it is surely no space; of other signs Foundation knows.
    private static func isInk(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar.value > 0x20 : scalar.properties.isAlphabetic
    }
}
