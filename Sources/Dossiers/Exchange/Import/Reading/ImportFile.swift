import Kernel
import Office
import Platform

/// A list that somebody sent, ready to be read row by row: CSV as it is or packed by gzip, a workbook's first sheet turned into CSV.
struct ImportFile: Sendable {
    let reader: CSVReader
    /// The place of each column in a row; those that the file does not have are not there.
    let columns: [ImportColumn: Int]
    /// Its headings, as written.
    let header: [String]
    /// The row of the sheet by the line of the CSV; empty for a file that was CSV.
    private let rows: [Int]
    private let sheet: String?

    /// The largest file, also when unpacked; a workbook may have no more cells than ``XLSXLimits`` says.
    static let limit = 512 << 20

    init(_ sent: InputFile, _ mapping: ImportMapping) throws {
        let file = try Self.unpacked(sent)
        if file.bytes.starts(with: [0x50, 0x4B]) {
            let table = try XLSXReader(file).sheet(at: 0).table()
            var writer = CSVWriter(.machine)
            writer.add(table.header.map { .text($0) })
            for row in table.rows { writer.add(table.header.indices.map { .text(row[$0].listed) }) }
            reader = try CSVReader(InputFile(name: file.name, bytes: writer.bytes), separator: .comma)
            rows = table.rows.map(\.number)
            sheet = table.place.sheet
        } else {
            reader = try CSVReader(file, limits: CSVLimits(fileBytes: Self.limit))
            (rows, sheet) = ([], nil)
        }
        header = reader.header
        columns = try Self.columns(header, mapping, reader)
    }

    private static func unpacked(_ file: InputFile) throws(Faults) -> InputFile {
        guard file.bytes.starts(with: [0x1F, 0x8B]) else { return file }
        let place = Place(file: file.name)
        switch Gzip.unpack(file.bytes, limit: limit) {
        case .whole(let bytes): return InputFile(name: file.name, bytes: bytes)
        case .tooLarge: throw Faults([Fault("dossiers.import.unpacked_too_large", at: place, ["limit": "\(limit >> 20)"])])
        case .damaged: throw Faults([Fault("dossiers.import.gzip_damaged", at: place)])
        }
    }

    /// Where a row is in the file that was sent; in a packed one the line of what it holds.
    func place(line: Int, _ column: ImportColumn? = nil) -> Place {
        let number = column.flatMap { columns[$0] }
        let row = rows.indices.contains(line - 2) ? rows[line - 2] : line
        return Place(file: reader.name, line: row, column: number.map { $0 + 1 } ?? 0, field: column.map(heading), sheet: sheet)
    }

    private func heading(_ column: ImportColumn) -> String { columns[column].map { header[$0] } ?? column.name }

    private static func columns(_ header: [String], _ mapping: ImportMapping, _ reader: CSVReader) throws -> [ImportColumn: Int] {
        let log = FaultLog()
        let place = Place(file: reader.name, line: reader.headerRow)
        let theirs = Dictionary(mapping.columns.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        var columns: [ImportColumn: Int] = [:]
        for (index, heading) in header.enumerated() {
            let word = heading.lowercased()
            guard let column = ImportColumn(name: theirs[word] ?? word) else {
                // Without a mapping a misspelt column must not pass for an absent one.
                if mapping.columns.isEmpty { log.add("dossiers.import.column_unknown", at: place, ["column": heading]) }
                continue
            }
            if let other = columns[column] {
                log.add("dossiers.import.column_twice", at: place, ["column": heading, "other": header[other]])
            }
            columns[column] = index
        }
        for column in ImportColumn.allCases where column.isRequired && columns[column] == nil {
            log.add("dossiers.import.column_missing", at: place, ["column": column.name])
        }
        try log.check()
        return columns
    }
}

extension Office.Cell {
    /// What the cell would be in CSV: moments as ISO has them, numbers as they were typed.
    fileprivate var listed: String {
        if let moment {
            guard let date = moment.date else { return text }
            if moment.seconds == 0 { return date.description }
            let parts = [moment.seconds / 3600, moment.seconds / 60 % 60, moment.seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            return "\(date)T\(parts.joined(separator: ":"))"
        }
        // A line of the list is a line of the file, so that a fault finds its row.
        return String((numberAsTyped ?? text).map { $0.isNewline ? " " : $0 })
    }
}
