import Kernel

/// Which separator a file uses: what it states in a line `sep=`, or what its header line shows.
enum CSVDialect {
    /// Reads a first line `sep=;`, which Excel understands, and moves `start` behind it; nil when the file has none.
    static func statedSeparator(in bytes: [UInt8], _ start: inout CSVPosition, _ place: Place) throws(OfficeError) -> CSVSeparator? {
        let end = bytes[start.offset...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
        var line = bytes[start.offset..<min(end, start.offset + 8)]
        guard end - start.offset <= 8 else { return nil }
        if line.count >= 2, line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") { line = line.dropFirst().dropLast() }
        let word = line.prefix(4).map { $0 | 0x20 }
        guard word.elementsEqual("sep=".utf8.map { $0 | 0x20 }), line.prefix(4).last == UInt8(ascii: "=") else { return nil }
        let asked = line.dropFirst(4)
        guard asked.count == 1, let byte = asked.first, let separator = CSVSeparator.allCases.first(where: { $0.byte == byte }) else {
            let text = String(decoding: asked, as: UTF8.self)
            throw .refused(.csvUnsupportedSeparator, at: Place(file: place.file, line: 1, column: 1), with: ["separator": text])
        }
        start.offset = end
        if start.offset < bytes.count {
            let wide = bytes[end] == UInt8(ascii: "\r") && end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "\n")
            start.offset += wide ? 2 : 1
            start.line += 1
        }
        return separator
    }

    /// The separator that the header line, outside quotes, has most of; a comma when it has none.
    ///
    /// Whether `,` parts fields or decimals hangs on it, so a tie is refused rather than guessed.
    static func likelySeparator(in bytes: [UInt8], _ start: CSVPosition, _ place: Place) throws(OfficeError) -> CSVSeparator {
        var counts = CSVSeparator.allCases.map { _ in 0 }
        var quoted = false
        var line = start.line
        var seen = false
        for byte in bytes[start.offset...] {
            if !quoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if seen { break }
                if byte == UInt8(ascii: "\n") { line += 1 }
                continue
            }
            seen = true
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if !quoted, let index = CSVSeparator.allCases.firstIndex(where: { $0.byte == byte }) { counts[index] += 1 }
        }
        let most = counts.max() ?? 0
        if most == 0 { return .comma }
        let leaders = zip(CSVSeparator.allCases, counts).filter { $0.1 == most }.map(\.0)
        guard leaders.count == 1 else { throw .refused(.csvAmbiguousSeparator, at: Place(file: place.file, line: line, column: 1)) }
        return leaders[0]
    }
}
