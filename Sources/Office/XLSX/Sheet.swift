import Kernel

/// What to do where cells are merged, so that one value stands over several rows or columns.
package enum MergedCells: Sendable, Hashable {
    /// A merged block with content among header or rows is a fault: for data, where one reading must be the right one.
    case refused
    /// Every cell of the block has the value: for lists, where a unit's name stands over its lines.
    case spread
}

/// One sheet of a workbook: its cells where they stand, blank ones left out.
package struct Sheet: Sendable {
    package struct Entry: Sendable, Hashable {
        /// From 1.
        package let column: Int
        package let cell: Cell
    }

    package struct Row: Sendable, Hashable {
        /// From 1.
        package let number: Int
        /// By column; at least one.
        package let cells: [Entry]
    }

    /// The file and the sheet.
    package let place: Place
    package let name: String
    /// By number; rows without content are left out.
    package let rows: [Row]
    package let merged: [CellRange]
    private let limits: XLSXLimits

    /// Takes rows and cells as the file has them: its references are believed, not its order, but no cell may come twice.
    init(_ name: String, rows: [Row], merged: [CellRange], place: Place, limits: XLSXLimits) throws(OfficeError) {
        self.name = name
        self.merged = merged
        self.place = place
        self.limits = limits
        var ordered: [Row] = []
        ordered.reserveCapacity(rows.count)
        let isOrdered = zip(rows, rows.dropFirst()).allSatisfy { $0.number <= $1.number }
        for row in isOrdered ? rows : rows.sorted(by: { $0.number < $1.number }) {
            var cells = row.cells
            if let last = ordered.last, last.number == row.number {
                ordered.removeLast()
                cells = last.cells + cells
            }
            if !zip(cells, cells.dropFirst()).allSatisfy({ $0.column < $1.column }) {
                cells.sort { $0.column < $1.column }
                if let twice = zip(cells, cells.dropFirst()).first(where: { $0.column == $1.column }) {
                    throw .refused(.xlsxDuplicateCell, at: Place(file: place.file, line: row.number, column: twice.0.column, sheet: name))
                }
            }
            ordered.append(Row(number: row.number, cells: cells))
        }
        self.rows = ordered
    }

    /// The cell at a reference; blank where the sheet has none.
    package subscript(reference: CellReference) -> Cell {
        guard let row = row(reference.row) else { return .blank }
        return row.cells.first { $0.column == reference.column }?.cell ?? .blank
    }

    private func row(_ number: Int) -> Row? {
        let index = rows.partitioningIndex { $0.number >= number }
        return index < rows.count && rows[index].number == number ? rows[index] : nil
    }

    /// The sheet as a header and the rows under it.
    ///
    /// `headerRow` is the number of the header's row, the first row with content by default. Rows above it are left out.
    package func table(headerRow: Int? = nil, merged policy: MergedCells = .refused) throws(OfficeError) -> Table {
        let first = headerRow ?? rows.first { row in row.cells.contains { !$0.cell.isBlank } }?.number ?? 0
        guard let heading = row(first) else { throw .refused(.tableWithoutHeader, at: place) }
        let spread = try spread(from: first, policy)
        let top = spread[first] ?? heading.cells
        var header = Array(repeating: "", count: top.last?.column ?? 0)
        for entry in top { header[entry.column - 1] = entry.cell.text.trimmingSpaces() }
        while header.last?.isEmpty == true { header.removeLast() }
        guard !header.isEmpty else { throw .refused(.tableWithoutHeader, at: place) }

        var tableRows: [Table.Row] = []
        var count = 0
        for row in rows where row.number > first {
            let cells = (spread[row.number] ?? row.cells).filter { !$0.cell.isBlank }
            guard let last = cells.last else { continue }
            guard last.column <= header.count else {
                throw .refused(.tableOutsideHeader, at: Place(file: place.file, line: row.number, column: last.column, sheet: name))
            }
            count += last.column
            guard count <= limits.cells else { throw tooManyCells }
            var dense = Array(repeating: Cell.blank, count: last.column)
            for entry in cells { dense[entry.column - 1] = entry.cell }
            tableRows.append(Table.Row(number: row.number, cells: dense))
        }
        let place = Place(file: place.file, line: first, sheet: name)
        return Table(place: place, origin: .sheet, header: header, rows: tableRows)
    }

    /// The cells of rows that merged blocks reach, each block filled with its first cell; rows without any content stay out.
    private func spread(from first: Int, _ policy: MergedCells) throws(OfficeError) -> [Int: [Entry]] {
        var filled: [Int: [Int: Cell]] = [:]
        var count = 0
        for range in merged where range.last.row >= first {
            let value = self[range.first]
            if value.isBlank { continue }
            guard policy == .spread else {
                throw .refused(
                    .tableMergedCells, at: Place(file: place.file, line: range.first.row, column: range.first.column, sheet: name),
                    with: ["range": range.description])
            }
            var index = rows.partitioningIndex { $0.number >= max(range.first.row, first) }
            while index < rows.count, rows[index].number <= range.last.row {
                count += range.last.column - range.first.column + 1
                guard count <= limits.cells else { throw tooManyCells }
                for column in range.first.column...range.last.column { filled[rows[index].number, default: [:]][column] = value }
                index += 1
            }
        }
        return filled.reduce(into: [:]) { spread, row in
            var cells = row.value
            for entry in self.row(row.key)?.cells ?? [] where cells[entry.column] == nil { cells[entry.column] = entry.cell }
            spread[row.key] = cells.map { Entry(column: $0.key, cell: $0.value) }.sorted { $0.column < $1.column }
        }
    }

    private var tooManyCells: OfficeError { .refused(.tableTooManyCells, at: place, with: ["limit": String(limits.cells)]) }
}

extension Array {
    /// The index of the first element that is past a point, of elements that are in order.
    fileprivate func partitioningIndex(where isPast: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isPast(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
