import Kernel

/// What stands between two fields of a row.
package enum CSVSeparator: Character, Sendable, Hashable, CaseIterable {
    case comma = ","
    /// What Excel writes where the comma is the decimal mark, as in Vietnam.
    case semicolon = ";"
    case tab = "\t"

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }
}

/// How much of a CSV file the house takes; what is beyond is refused, never cut.
package struct CSVLimits: Sendable, Hashable {
    /// At most 2 GiB, since a field is held as two offsets of 32 bits.
    package var fileBytes: Int
    /// Excel's 32,767 characters, in UTF-8, by default.
    package var fieldBytes: Int
    package var columns: Int

    package init(fileBytes: Int = 256 << 20, fieldBytes: Int = 131_068, columns: Int = 1024) {
        precondition((1...Int(Int32.max)).contains(fileBytes), "offsets in a CSV file are 32 bits")
        precondition(fieldBytes > 0 && columns > 0, "a limit lets something through")
        self.fileBytes = fileBytes
        self.fieldBytes = fieldBytes
        self.columns = columns
    }
}

/// A CSV file as UTF-8 that was checked, its separator, and its header; the rows are read by ``rows()`` or ``table()``.
///
/// Takes what Excel in Vietnam writes: UTF-8 with or without byte order mark and UTF-16 with it; `,` `;` or tab, found in the
/// header line or stated by a first line `sep=;`; quoted fields with doubled quotes and line ends in them; CRLF, LF or CR.
/// A line without a single character is no row, wherever it stands. Other encodings are refused at the first byte that is no
/// UTF-8: a guess would turn a name into another name.
package struct CSVReader: Sendable {
    package let name: String
    /// The text in UTF-8, into which the ranges of a ``CSVField`` point.
    ///
    /// A file in UTF-16 was transcoded.
    package let bytes: [UInt8]
    package let separator: CSVSeparator
    /// Headings in NFC without spaces around them; a nameless column is empty text.
    package let header: [String]
    /// The line of the file in which the header starts, from 1.
    package let headerRow: Int
    package let limits: CSVLimits
    let body: CSVPosition

    /// `separator` forces one against what the file says.
    package init(_ file: InputFile, separator forced: CSVSeparator? = nil, limits: CSVLimits = CSVLimits()) throws(OfficeError) {
        let whole = Place(file: file.name)
        guard file.bytes.count <= limits.fileBytes else {
            throw .refused(.fileTooLarge, at: whole, with: ["limit": ByteCount.text(limits.fileBytes)])
        }
        let decoded = try CSVDecoding(file)
        name = file.name
        bytes = decoded.bytes
        self.limits = limits
        var start = CSVPosition(offset: decoded.start, line: 1)
        let stated = try CSVDialect.statedSeparator(in: bytes, &start, whole)
        if let chosen = forced ?? stated {
            separator = chosen
        } else {
            separator = try CSVDialect.likelySeparator(in: bytes, start, whole)
        }

        var cursor = CSVCursor(bytes, from: start, separator: separator, limits: limits, columns: nil, name: file.name)
        guard try cursor.next() else { throw .refused(.tableWithoutHeader, at: whole) }
        headerRow = cursor.row
        var headings = (0..<cursor.count).map { cursor.text($0).trimmingSpaces() }
        while headings.last?.isEmpty == true { headings.removeLast() }
        guard !headings.isEmpty else { throw .refused(.tableWithoutHeader, at: whole) }
        header = headings
        body = cursor.position
    }

    /// The rows behind the header, one after the other, without copying a byte.
    package func rows() -> CSVCursor {
        CSVCursor(bytes, from: body, separator: separator, limits: limits, columns: header.count, name: name)
    }

    /// All rows as text in NFC; rows without content are left out, as Excel leaves them behind.
    package func table() throws(OfficeError) -> Table {
        var rows: [Table.Row] = []
        var cursor = self.rows()
        while try cursor.next() {
            var cells: [Cell] = []
            cells.reserveCapacity(cursor.count)
            for column in 0..<cursor.count {
                cells.append(cursor[column].isEmpty ? .blank : Cell(.text, cursor.text(column)))
            }
            if !cells.allSatisfy(\.isBlank) { rows.append(Table.Row(number: cursor.row, cells: cells)) }
        }
        return Table(place: Place(file: name, line: headerRow), origin: .csv(separator), header: header, rows: rows)
    }
}

extension String {
    /// Without white space at both ends, the no-break space of pasted text included.
    func trimmingSpaces() -> String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
