import Kernel

/// The figures of many units for one sheet: a line of cells and a line of absences for each.
package struct FigureTable: Sendable {
    package private(set) var unitCount: Int
    let cellCount: Int
    let rowCount: Int
    var cells: [Number?]
    var absences: [Absence]

    /// That a row has no data, and why.
    struct Absence: Sendable, Hashable {
        var kind: Statement.Absence.Kind?
        /// Index into the sheet's reasons.
        var reason: UInt8 = 0
    }

    package init(_ sheet: ScoreSheet, units: Int) {
        unitCount = units
        cellCount = sheet.cellCount
        rowCount = sheet.rows.count
        cells = Array(repeating: nil, count: units * sheet.cellCount)
        absences = Array(repeating: Absence(), count: units * sheet.rows.count)
    }

    /// Adds a unit without data at the end.
    package mutating func addUnit(_ sheet: ScoreSheet) {
        unitCount += 1
        cells += Array(repeating: nil, count: cellCount)
        absences += Array(repeating: Absence(), count: rowCount)
    }

    package subscript(unit unit: Int, cell cell: Int) -> Number? {
        get { cells[unit * cellCount + cell] }
        set { cells[unit * cellCount + cell] = newValue }
    }

    /// States that a row has no data; `reason` is an index into the sheet's reasons.
    package mutating func setAbsent(unit: Int, row: Int, _ kind: Statement.Absence.Kind, reason: Int) {
        absences[unit * rowCount + row] = Absence(kind: kind, reason: UInt8(clamping: reason))
    }

    package func absence(unit: Int, row: Int) -> (kind: Statement.Absence.Kind, reason: Int)? {
        let absence = absences[unit * rowCount + row]
        return absence.kind.map { ($0, Int(absence.reason)) }
    }

    /// Whether anything was stated of the row itself.
    package func hasData(unit: Int, _ row: ScoreSheet.Row) -> Bool {
        if let given = row.givenCell, self[unit: unit, cell: given] != nil { return true }
        return row.cells.contains { self[unit: unit, cell: $0] != nil }
    }
}
