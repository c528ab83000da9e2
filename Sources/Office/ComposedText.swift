import Foundation

/// Text at the door: every text that enters the house is in NFC, so that two spellings of `ộ` are one.
package enum ComposedText {
    /// The text of bytes that are UTF-8; nil when they are not.
    static func make(_ bytes: Span<UInt8>) -> String? {
        guard var utf8 = try? UTF8Span(validating: bytes) else { return nil }
        if utf8.isKnownASCII || utf8.checkForNFC(quickCheck: true) { return String(copying: utf8) }
        return String(copying: utf8).precomposedStringWithCanonicalMapping
    }

    /// The text in NFC.
    package static func make(_ text: String) -> String {
        var utf8 = text.utf8Span
        return utf8.isKnownASCII || utf8.checkForNFC(quickCheck: true) ? text : text.precomposedStringWithCanonicalMapping
    }
}
