import CQRencode

/// A text as the square that telephones read (ISO/IEC 18004), error correction M.
package struct QRCode: Sendable, Hashable {
    /// Modules along each side, without the quiet zone.
    package let width: Int
    private let dark: [Bool]

    /// Nil for a text that no symbol holds.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        // The lowest bit of each byte is the module, the others say what it is for.
        dark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    package func isDark(row: Int, column: Int) -> Bool { dark[row * width + column] }
}
