/// Rows in the text format of COPY: columns parted by tabs, rows by line ends, the rest escaped with backslashes.
struct PostgresCopyBlock {
    private(set) var bytes: [UInt8] = []

    private static let size = 1 << 16

    init() { bytes.reserveCapacity(Self.size + Self.size / 4) }

    var isFull: Bool { bytes.count >= Self.size }

    mutating func append(_ row: [SQLValue], _ sql: SQL) throws(StorageError) {
        var isFirst = true
        for value in row {
            if !isFirst { bytes.append(UInt8(ascii: "\t")) }
            isFirst = false
            switch value {
            case .null: bytes += "\\N".utf8
            case .integer(let number): bytes += String(number).utf8
            case .text(let text): try append(text, sql)
            case .bytes(let data): append(data)
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ text: String, _ sql: SQL) throws(StorageError) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case 0: throw .unstorable(problem: "a text holds U+0000", statement: sql.text)
            default: bytes.append(byte)
            }
        }
    }

    /// `\x` and hexadecimal digits; the backslash is one of COPY's and so is doubled.
    private mutating func append(_ data: [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\\\x".utf8
        for byte in data {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
