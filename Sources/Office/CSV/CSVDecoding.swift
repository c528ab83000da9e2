import Kernel

/// The bytes of a CSV file turned into checked UTF-8 without NUL, and where the text in them starts.
struct CSVDecoding {
    let bytes: [UInt8]
    /// 3 behind a byte order mark, otherwise 0.
    let start: Int

    init(_ file: InputFile) throws(OfficeError) {
        let place = Place(file: file.name)
        // Old and encrypted workbooks come here when somebody takes whatever is no zip for CSV.
        if let foreign = ZipArchive.foreignFormat(file.bytes), foreign != .xlsxNotAWorkbook { throw .refused(foreign, at: place) }
        switch Self.mark(of: file.bytes) {
        case .utf32: throw .refused(.csvUnsupportedEncoding, at: place, with: ["encoding": "UTF-32"])
        case .utf16(let bigEndian):
            bytes = try Self.transcode(file.bytes, bigEndian: bigEndian, place)
            start = 0
        case .utf8:
            bytes = file.bytes
            start = 3
        case nil:
            bytes = file.bytes
            start = 0
        }
        try Self.check(bytes, from: start, place)
    }

    private enum Mark {
        case utf8, utf32
        case utf16(bigEndian: Bool)
    }

    private static func mark(of bytes: [UInt8]) -> Mark? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32 }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16(bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16(bigEndian: true) }
        return nil
    }

    private static func transcode(_ bytes: [UInt8], bigEndian: Bool, _ place: Place) throws(OfficeError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        func unit(_ offset: Int) -> UInt16 {
            bigEndian
                ? UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1]) : UInt16(bytes[offset + 1]) << 8 | UInt16(bytes[offset])
        }
        var offset = 2
        while offset < bytes.count {
            var scalar: Unicode.Scalar?
            var length = 2
            if offset + 1 < bytes.count {
                let first = unit(offset)
                scalar = Unicode.Scalar(first)
                if UTF16.isLeadSurrogate(first), offset + 3 < bytes.count, UTF16.isTrailSurrogate(unit(offset + 2)) {
                    let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit(offset + 2) & 0x3FF))
                    scalar = Unicode.Scalar(value)
                    length = 4
                }
            }
            guard let scalar else {
                let place = locate(text.count, in: text, from: 0, place)
                throw .refused(.csvInvalidUTF16, at: place, with: ["offset": String(offset)])
            }
            if scalar.isASCII { text.append(UInt8(scalar.value)) } else { text.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped) }
            offset += length
        }
        return text
    }

    private static func check(_ bytes: [UInt8], from start: Int, _ place: Place) throws(OfficeError) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span.extracting(start...))
        } catch {
            let offset = start + error.byteOffsets.lowerBound
            // Text in UTF-16 without its mark is full of NULs; say so rather than name the first letter with an accent.
            if let nul = bytes[start..<offset].firstIndex(of: 0) {
                throw .refused(.csvNULByte, at: locate(nul, in: bytes, from: start, place))
            }
            throw .refused(
                .csvInvalidUTF8, at: locate(offset, in: bytes, from: start, place),
                with: ["byte": "0x" + String(bytes[offset], radix: 16, uppercase: true), "offset": String(offset)])
        }
        // The least of all bytes is found many at a step, the first NUL only one by one.
        guard bytes.reduce(.max, { min($0, $1) }) == 0, let nul = bytes[start...].firstIndex(of: 0) else { return }
        throw .refused(.csvNULByte, at: locate(nul, in: bytes, from: start, place))
    }

    /// The line and the field of an offset in text that may be no CSV at all: quotes are believed, separators are guessed.
    private static func locate(_ offset: Int, in bytes: [UInt8], from start: Int, _ place: Place) -> Place {
        var row = 1
        var line = 1
        var counts: [UInt8: Int] = [:]
        var quoted = false
        for index in start..<offset {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if byte == UInt8(ascii: "\n")
                || (byte == UInt8(ascii: "\r") && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")))
            {
                line += 1
                if !quoted {
                    row = line
                    counts = [:]
                }
            } else if !quoted, CSVSeparator.allCases.contains(where: { $0.byte == byte }) {
                counts[byte, default: 0] += 1
            }
        }
        return Place(file: place.file, line: row, column: 1 + (counts.values.max() ?? 0))
    }
}
