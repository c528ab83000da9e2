import Kernel

/// Goes through the rows of a CSV file; each step leaves the fields of one row as ranges of bytes.
///
/// For loops over millions of rows: take `let bytes = reader.bytes.span` outside and read ``fields`` inside. Fields that a row lacks at its end are empty, since Excel drops trailing separators; empty fields beyond the
/// header are passed over, since Excel also adds them. Content beyond the header is refused.
package struct CSVCursor: Sendable {
    private let bytes: [UInt8]
    private let name: String
    private let separator: UInt8
    private let limits: CSVLimits
    private let readsHeader: Bool
    private var marks: CSVMarks
    /// The fields of the row, one for each column of the header.
    package private(set) var fields: [CSVField]
    private var start: CSVPosition
    /// Where the next row starts.
    private(set) var position: CSVPosition
    /// How many fields the row has, at most the columns of the header.
    package private(set) var count = 0

    /// `columns` is nil while the header itself is read.
    init(_ bytes: [UInt8], from position: CSVPosition, separator: CSVSeparator, limits: CSVLimits, columns: Int?, name: String) {
        self.bytes = bytes
        self.name = name
        self.separator = separator.byte
        self.limits = limits
        self.position = position
        readsHeader = columns == nil
        start = position
        marks = CSVMarks(from: position.offset, separator: separator.byte)
        fields = Array(repeating: .empty, count: columns ?? limits.columns)
    }

    /// The line of the file in which the row starts, from 1; a quoted field may reach over more lines.
    package var row: Int { start.line }

    /// Where the row starts, to come back to it.
    package var origin: CSVPosition { start }

    /// Goes to where a row starts that was read before, by this cursor or by another one of the same file.
    package mutating func move(to origin: CSVPosition) {
        position = origin
        marks = CSVMarks(from: origin.offset, separator: separator)
    }

    /// The field of a column from 0; empty when the row is shorter.
    package subscript(column: Int) -> CSVField { column < fields.count ? fields[column] : .empty }

    /// The text of a column from 0, in NFC, doubled quotes undone.
    package func text(_ column: Int) -> String {
        let field = self[column]
        guard field.hasDoubledQuotes else { return ComposedText.make(bytes.span.extracting(field.range)) ?? "" }
        var plain: [UInt8] = []
        plain.reserveCapacity(field.count)
        var isSecond = false
        for byte in bytes[field.range] {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            if !isSecond || byte != UInt8(ascii: "\"") { plain.append(byte) }
        }
        return ComposedText.make(plain.span) ?? ""
    }

    /// Where a column from 0 of the row is, for a fault found in it.
    package func place(_ column: Int) -> Place { Place(file: name, line: row, column: column + 1) }

    /// Reads the next row; false behind the last one.
    ///
    /// After an error the cursor is of no more use.
    package mutating func next() throws(OfficeError) -> Bool {
        // A second reference, so that the row may be written while the bytes are borrowed.
        let held = self.bytes
        let bytes = held.span
        start = position
        var marks = self.marks
        var fieldStart = start.offset
        var found = 0
        while true {
            var end = marks.next(in: bytes)
            var mark = end < bytes.count ? bytes[end] : Self.fileEnd
            var field = CSVField(fieldStart, end)
            if mark == UInt8(ascii: "\"") {
                guard end == fieldStart else { throw .refused(.csvStrayQuote, at: place(found)) }
                field = try quoted(from: end, &marks, found)
                end = marks.next(in: bytes)
                guard end == field.range.upperBound + 1 else { throw .refused(.csvStrayQuote, at: place(found)) }
                mark = end < bytes.count ? bytes[end] : Self.fileEnd
            }
            try keep(field, at: found)
            if mark == separator {
                found += 1
                fieldStart = end + 1
                continue
            }
            if end == start.offset, found == 0 {
                guard mark != Self.fileEnd else { return false }
                endLine(at: end, &marks)
                start = position
                fieldStart = start.offset
                continue
            }
            count = min(found + 1, fields.count)
            for column in count..<fields.count { fields[column] = .empty }
            endLine(at: end, &marks)
            self.marks = marks
            return true
        }
    }

    /// Stands for the end of the file, which no text holds: a reader refuses NUL.
    private static let fileEnd: UInt8 = 0

    @inline(__always)
    private mutating func keep(_ field: CSVField, at column: Int) throws(OfficeError) {
        if column < fields.count {
            fields[column] = field
        } else if !field.isEmpty {
            throw tooMany(column)
        }
        if field.count > limits.fieldBytes {
            throw .refused(.csvFieldTooLong, at: place(column), with: ["limit": String(limits.fieldBytes)])
        }
    }

    /// Moves `position` behind the line end at `end`, which is CR, LF, both, or the end of the file.
    @inline(__always)
    private mutating func endLine(at end: Int, _ marks: inout CSVMarks) {
        let wide = end + 1 < bytes.count && bytes[end] == UInt8(ascii: "\r") && bytes[end + 1] == UInt8(ascii: "\n")
        if wide { _ = marks.next(in: bytes.span) }
        position.offset = min(end + (wide ? 2 : 1), bytes.count)
        position.line += 1
    }

    /// The field that opens with the quote at `open`; leaves `marks` behind the quote that closes it.
    private mutating func quoted(from open: Int, _ marks: inout CSVMarks, _ column: Int) throws(OfficeError) -> CSVField {
        let held = self.bytes
        let bytes = held.span
        var doubled = false
        while true {
            let offset = marks.next(in: bytes)
            guard offset < bytes.count else { throw .refused(.csvUnterminatedQuote, at: place(column)) }
            let follower = offset + 1 < bytes.count ? bytes[offset + 1] : 0
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                guard follower == UInt8(ascii: "\"") else { return CSVField(open + 1, offset, doubled: doubled) }
                doubled = true
                _ = marks.next(in: bytes)
            case UInt8(ascii: "\n"): position.line += 1
            case UInt8(ascii: "\r") where follower != UInt8(ascii: "\n"): position.line += 1
            default: continue
            }
        }
    }

    private func tooMany(_ column: Int) -> OfficeError {
        readsHeader
            ? .refused(.csvTooManyColumns, at: place(column), with: ["limit": String(fields.count)])
            : .refused(.csvTooManyFields, at: place(column), with: ["expected": String(fields.count)])
    }
}
