import Kernel

/// Reads YAML as an ``Outline``: texts, lists and maps with their places, and nothing else of YAML.
///
/// Every scalar is text as it was written (1.10 stays `1.10`, no stays `no`), in Unicode form C. What would make two readers
/// disagree is refused: anchors, aliases, tags, directives, merge keys, duplicate keys, several documents. Aliases are
/// refused as events, before anything could be expanded, so the work is linear in the size of the input.
package enum OutlineYAML {
    /// Bytes of the largest text that is read.
    package static let limit = 4 * 1024 * 1024
    /// Maps and lists inside one another.
    package static let depth = 40

    /// The outline of a text, or every refusal in it; a mistake of syntax ends the reading.
    ///
    /// Lines and columns count from 1, columns in characters. An empty text is the outline of an empty scalar.
    package static func read(_ bytes: [UInt8], file: String) throws(Faults) -> Outline {
        let log = FaultLog()
        if bytes.count > limit {
            log.add("outline.too_large", at: Place(file: file), ["limit": "\(limit / 1024 / 1024)"])
        } else if let position = TextPosition.ofInvalidUTF8(in: bytes) {
            log.add("outline.not_utf8", at: position.place(in: file))
        }
        try log.check()
        let outline = bytes.withUnsafeBufferPointer { buffer in
            var builder = OutlineBuilder(events: YAMLEvents(buffer), file: file, bytes: bytes, log: log)
            return builder.document()
        }
        try log.check()
        return outline
    }

    package static func read(_ text: String, file: String) throws(Faults) -> Outline {
        try read(Array(text.utf8), file: file)
    }
}

/// A place in bytes that are meant to be UTF-8 text.
struct TextPosition {
    var line = 1
    var column = 1

    func place(in file: String) -> Place { Place(file: file, line: line, column: column) }

    /// The position of the character that begins at or before `offset`.
    init(of offset: Int, in bytes: some Collection<UInt8>) {
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
    }

    /// Where the bytes stop being UTF-8; nil when they never do.
    static func ofInvalidUTF8(in bytes: [UInt8]) -> TextPosition? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        var decoder = UTF8()
        var remaining = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&remaining) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput, .error: return TextPosition(of: offset, in: bytes)
            }
        }
    }
}
