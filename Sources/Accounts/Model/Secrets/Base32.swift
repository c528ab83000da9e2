/// Bytes as letters and digits that can be typed from a screen (RFC 4648, section 6), without padding.
enum Base32 {
    private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (rest, bits) = (0, 0)
        for byte in bytes {
            rest = (rest << 8 | Int(byte)) & 0xFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(signs[rest >> bits & 31])
            }
        }
        if bits > 0 { text.append(signs[rest << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for anything but letters and the digits 2…7; small letters count as large ones.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (rest, bits) = (0, 0)
        for sign in text.uppercased().utf8 {
            guard let value = signs.firstIndex(of: sign) else { return nil }
            rest = (rest << 5 | value) & 0xFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(rest >> bits & 255))
            }
        }
        return bytes
    }
}
