/// The statements of a migration file, written in the house's portable subset and rendered for one engine.
///
/// Semicolons inside quotes and comments separate nothing. Types, as words outside quotes and comments, become:
///
/// | in the file | SQLite | PostgreSQL |
/// | --- | --- | --- |
/// | `TEXT` | `TEXT` | `TEXT COLLATE "C"`, but not in `CAST(… AS TEXT)` nor as the name of a column |
/// | `BIGINT`, `INTEGER` | `INTEGER` | `BIGINT` |
/// | `BLOB` | `BLOB` | `BYTEA` |
///
/// and on SQLite every `CREATE TABLE` becomes `STRICT`. So text is ordered by its bytes on both engines whatever the
/// locale of the database, whole numbers have 64 bits, and a value of a wrong type is refused.
package struct SQLScript {
    /// Without the semicolons; comments stay with the statement they stand before or in.
    package private(set) var statements: [String] = []

    private let dialect: Dialect
    /// The statement being read, rendered.
    private var output: [UInt8] = []
    /// Its first two words, in capitals, and the one read last.
    private var opening: [String] = []
    private var lastWord = ""
    /// Where the last parenthesis closed, when nothing but space and comments came after.
    private var closed: Int?

    /// Throws ``StorageError/statement(message:statement:)`` with the line where a quote or comment opens and never closes.
    package init(_ text: String, for dialect: Dialect) throws {
        self.dialect = dialect
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let end = try Self.end(of: bytes, from: index)
            append(bytes[index..<end])
            index = end
        }
        finish()
    }

    /// Where the piece that begins at `start` ends: a quoted text, a comment, a word, or one byte of anything else.
    private static func end(of bytes: [UInt8], from start: Int) throws -> Int {
        let first = bytes[start]
        let second = start + 1 < bytes.count ? bytes[start + 1] : 0
        switch (first, second) {
        case (UInt8(ascii: "'"), _), (UInt8(ascii: "\""), _):
            guard let close = bytes[(start + 1)...].firstIndex(of: first) else { throw unterminated(bytes, start) }
            return close + 1
        case (UInt8(ascii: "-"), UInt8(ascii: "-")):
            return bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            var index = start + 2
            while index + 1 < bytes.count {
                if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") { return index + 2 }
                index += 1
            }
            throw unterminated(bytes, start)
        default:
            guard isWord(first) else { return start + 1 }
            return bytes[start...].firstIndex { !isWord($0) } ?? bytes.count
        }
    }

    private mutating func append(_ piece: ArraySlice<UInt8>) {
        guard let first = piece.first else { return }
        switch first {
        case UInt8(ascii: ";"):
            finish()
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
            output.append(first)
        case UInt8(ascii: "-") where piece.count > 1, UInt8(ascii: "/") where piece.count > 1:
            output += piece
        case _ where Self.isWord(first):
            let word = String(decoding: piece, as: UTF8.self).uppercased()
            output += rendered(word)?.utf8.map(\.self) ?? Array(piece)
            note(word)
        default:
            output += piece
            note(first == UInt8(ascii: "\"") ? "\"" : nil)
            if first == UInt8(ascii: ")") { closed = output.count }
        }
    }

    /// Remembers that something other than space and comments was read.
    private mutating func note(_ word: String?) {
        closed = nil
        if opening.count < 2 { opening.append(word ?? "") }
        lastWord = word ?? ""
    }

    private func rendered(_ word: String) -> String? {
        switch (dialect, word) {
        case (.postgres, "TEXT"): lastWord == "AS" || lastWord.isEmpty ? nil : "TEXT COLLATE \"C\""
        case (.postgres, "INTEGER"): "BIGINT"
        case (.postgres, "BLOB"): "BYTEA"
        case (.sqlite, "BIGINT"): "INTEGER"
        default: nil
        }
    }

    private mutating func finish() {
        if dialect == .sqlite, opening == ["CREATE", "TABLE"], let closed {
            output.insert(contentsOf: " STRICT".utf8, at: closed)
        }
        if !opening.isEmpty {
            statements.append(String(decoding: output, as: UTF8.self).trimmed)
        }
        output = []
        opening = []
        lastWord = ""
        closed = nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private static func unterminated(_ bytes: [UInt8], _ start: Int) -> StorageError {
        let line = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
        let opening = String(decoding: bytes[start...].prefix(40), as: UTF8.self)
        return .statement(message: "line \(line): what opens here is never closed", statement: opening)
    }
}

extension String {
    /// Without spaces and line ends around it.
    fileprivate var trimmed: String {
        func isSpace(_ character: Character) -> Bool { character.isWhitespace }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(self[first...last])
    }
}
