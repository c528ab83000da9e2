import Kernel

/// Writes CSV: RFC 4180 with CRLF, quotes only where a reader needs them.
///
/// Two dialects, because machines and spreadsheets want opposite things. Data for machines are never altered, so a text may
/// begin with `=`; the header of such a download says `text/csv` and programs read it as data. A file for spreadsheets is
/// opened by a double click, and there a text that begins with `=` `+` `-` `@`, tab, CR or LF (or a full-width form of the
/// signs) would run as a formula: it gets an apostrophe in front, and a reader of that file sees the apostrophe. Numbers and
/// dates are given as such and are never touched: −5 stays a number.
package struct CSVWriter: Sendable {
    package struct Dialect: Sendable, Hashable {
        package var separator: CSVSeparator
        package var startsWithByteOrderMark: Bool
        package var hasDecimalComma: Bool
        package var guardsFormulas: Bool

        package init(separator: CSVSeparator, startsWithByteOrderMark: Bool, hasDecimalComma: Bool, guardsFormulas: Bool) {
            self.separator = separator
            self.startsWithByteOrderMark = startsWithByteOrderMark
            self.hasDecimalComma = hasDecimalComma
            self.guardsFormulas = guardsFormulas
        }

        /// Comma, decimal point, UTF-8 without mark: open data.
        package static let machine = Dialect(
            separator: .comma, startsWithByteOrderMark: false, hasDecimalComma: false, guardsFormulas: false)
        /// What Excel with Vietnamese settings opens by a double click: byte order mark, `;`, decimal comma.
        package static let spreadsheet = Dialect(
            separator: .semicolon, startsWithByteOrderMark: true, hasDecimalComma: true, guardsFormulas: true)
    }

    package let dialect: Dialect
    /// What was written so far; take it, clear it and go on when a table is too large to hold.
    package var bytes: [UInt8] = []

    package init(_ dialect: Dialect) {
        self.dialect = dialect
        if dialect.startsWithByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// A whole table as one file.
    package static func write(_ header: [String], _ rows: some Sequence<[OutputCell]>, _ dialect: Dialect) -> [UInt8] {
        var writer = CSVWriter(dialect)
        writer.add(header.map { .text($0) })
        for row in rows { writer.add(row) }
        return writer.bytes
    }

    package mutating func add(_ row: [OutputCell]) {
        let start = bytes.count
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(dialect.separator.byte) }
            switch cell {
            case .blank: continue
            case .text(let text): add(text)
            case .number(let number): bytes.append(contentsOf: number.text(point: dialect.hasDecimalComma ? "," : ".").utf8)
            case .date(let date): bytes.append(contentsOf: date.description.utf8)
            }
        }
        // A row of one blank would be an empty line, which is no row.
        if bytes.count == start { bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: "\"")]) }
        bytes.append(contentsOf: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
    }

    private mutating func add(_ text: String) {
        let isGuarded = dialect.guardsFormulas && Self.isFormula(text)
        guard needsQuotes(text) else {
            if isGuarded { bytes.append(UInt8(ascii: "'")) }
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Every separator is quoted, not only the one in use, so that a reader who counts them in the header is never in doubt;
    /// so is what Excel would take for a byte order mark or for a line `sep=`.
    private func needsQuotes(_ text: String) -> Bool {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"):
                return true
            default: continue
            }
        }
        return text.unicodeScalars.first == "\u{FEFF}" || text.prefix(4).lowercased() == "sep="
    }

    private static func isFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
