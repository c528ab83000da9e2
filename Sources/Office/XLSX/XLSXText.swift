/// Characters that XML cannot hold are written `_x000D_` in a workbook, and a text that looks so is written `_x005F_x000D_`.
enum XLSXText {
    /// What the text of a part means, in UTF-8.
    ///
    /// NUL stays written out: no text of the house holds one.
    static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "_")) else { return bytes }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let scalar = escape(bytes, at: index), scalar != "\0", let encoded = UTF8.encode(scalar) {
                decoded.append(contentsOf: encoded)
                index += 7
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }

    /// The text as a part may hold it.
    ///
    /// Control characters are left to libxlsxwriter, which writes them so.
    static func encoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == UInt8(ascii: "_") || $0 == 0 || $0 == 0xEF }) else { return text }
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count)
        for index in bytes.indices {
            if bytes[index] == 0 {
                encoded.append(contentsOf: "_x0000_".utf8)
                continue
            }
            if escape(bytes, at: index) != nil { encoded.append(contentsOf: "_x005F".utf8) }
            encoded.append(bytes[index])
        }
        return String(decoding: encoded, as: UTF8.self)
            .replacing("\u{FFFE}", with: "_xFFFE_").replacing("\u{FFFF}", with: "_xFFFF_")
    }

    /// The scalar that is written `_xHHHH_` at a place; half a surrogate pair is none.
    private static func escape(_ bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[index + 2..<index + 6] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return Unicode.Scalar(value)
    }
}
