import Kernel

/// A header and the rows under it, out of a CSV file or a sheet: what an import reads.
package struct Table: Sendable {
    package enum Origin: Sendable, Hashable {
        /// How the fields were parted tells how numbers are written: `;` goes with decimal commas.
        case csv(CSVSeparator)
        case sheet
    }

    package struct Row: Sendable {
        /// The line of the file or the row of the sheet, from 1.
        package let number: Int
        /// As many as the row has; those it lacks at its end are blank.
        private let cells: [Cell]

        init(number: Int, cells: [Cell]) {
            self.number = number
            self.cells = cells
        }

        package subscript(column: Int) -> Cell { column < cells.count ? cells[column] : .blank }
    }

    /// The file, the sheet, and the row of the header.
    package let place: Place
    package let origin: Origin
    /// Headings as written, without spaces around them.
    package let header: [String]
    /// Rows with content, in the order of the file.
    package let rows: [Row]

    init(place: Place, origin: Origin, header: [String], rows: [Row]) {
        self.place = place
        self.origin = origin
        self.header = header
        self.rows = rows
    }

    /// Where a cell is, with its heading as the field.
    package func place(_ row: Row, _ column: Int) -> Place { place(row.number, column) }

    private func place(_ number: Int, _ column: Int) -> Place {
        let heading = column < header.count ? header[column] : ""
        return Place(file: place.file, line: number, column: column + 1, field: heading.isEmpty ? nil : heading, sheet: place.sheet)
    }

    /// The number, from 0, of the column with this heading.
    ///
    /// Capitals do not matter. Throws when there is none, or more.
    package func column(_ name: String) throws(OfficeError) -> Int {
        let columns = columns(named: name)
        guard let first = columns.first else { throw .refused(.tableMissingColumn, at: place, with: ["name": name]) }
        guard columns.count == 1 else { throw duplicate(name, columns[1], first) }
        return first
    }

    /// The columns an import knows, by the names it uses for them; everything wrong with the header goes to `log`.
    ///
    /// A required column that is missing, a heading that comes twice, one that is not known, and a column without a heading
    /// between others are each a fault: a misspelt optional column must not pass for an absent one.
    package func columns(required: [String], optional: [String] = [], log: FaultLog) -> [String: Int] {
        var known: [String: Int] = [:]
        for name in required + optional {
            let columns = columns(named: name)
            known[name] = columns.first
            if columns.isEmpty, required.contains(name) { tell(.refused(.tableMissingColumn, at: place, with: ["name": name]), log) }
            for column in columns.dropFirst() { tell(duplicate(name, column, columns[0]), log) }
        }
        let names = Set((required + optional).map { $0.lowercased() })
        for (column, heading) in header.enumerated() where !names.contains(heading.lowercased()) {
            let fault: ReadingFault = heading.isEmpty ? .tableUnnamedColumn : .tableUnknownColumn
            tell(.refused(fault, at: place(place.line, column), with: ["name": heading]), log)
        }
        return known
    }

    private func columns(named name: String) -> [Int] {
        let folded = name.lowercased()
        return header.indices.filter { header[$0].lowercased() == folded }
    }

    private func duplicate(_ name: String, _ column: Int, _ first: Int) -> OfficeError {
        .refused(.tableDuplicateColumn, at: place(place.line, column), with: ["name": name, "first": String(first + 1)])
    }

    private func tell(_ error: OfficeError, _ log: FaultLog) {
        if let fault = error.fault { log.add(fault) }
    }
}
