import Kernel

/// The figures of many units for one sheet: a column for each cell, and one of absences for each row.
package struct FigureTable: Sendable {
    private(set) var cells: Columns<Number?>
    private(set) var absences: Columns<Absence>

    package var unitCount: Int { cells.unitCount }

    /// That a row has no data, and why.
    struct Absence: Sendable, Hashable {
        var kind: Statement.Absence.Kind?
        /// Index into the sheet's reasons.
        var reason: UInt8 = 0
    }

    package init(_ sheet: ScoreSheet, units: Int) {
        cells = Columns(nil, columns: sheet.cellCount, units: units)
        absences = Columns(Absence(), columns: sheet.rows.count, units: units)
    }

    /// Adds a unit without data at the end.
    package mutating func addUnit() {
        cells.addUnit()
        absences.addUnit()
    }

    package subscript(unit unit: Int, cell cell: Int) -> Number? {
        get { cells[unit, cell] }
        set { cells[unit, cell] = newValue }
    }

    /// Puts a figure into a cell that is still empty; false when it is not.
    package mutating func fill(unit: Int, cell: Int, _ figure: Number) -> Bool {
        guard cells[unit, cell] == nil else { return false }
        cells[unit, cell] = figure
        return true
    }

    /// States that a row has no data; `reason` is an index into the sheet's reasons.
    package mutating func setAbsent(unit: Int, row: Int, _ kind: Statement.Absence.Kind, reason: Int) {
        absences[unit, row] = Absence(kind: kind, reason: UInt8(clamping: reason))
    }

    package func absence(unit: Int, row: Int) -> (kind: Statement.Absence.Kind, reason: Int)? {
        let absence = absences[unit, row]
        return absence.kind.map { ($0, Int(absence.reason)) }
    }

    /// Whether anything was stated of the row itself.
    package func hasData(unit: Int, _ row: ScoreSheet.Row) -> Bool {
        if let given = row.givenCell, self[unit: unit, cell: given] != nil { return true }
        return row.cells.contains { self[unit: unit, cell: $0] != nil }
    }
}
