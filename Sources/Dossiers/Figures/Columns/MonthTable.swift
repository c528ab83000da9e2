import Kernel

/// On time month by month: in each month the dossiers of one denominator, and how many of them are on time.
package struct MonthTable: Sendable {
    package let months: [Period]
    package let groupCount: Int
    /// By group and month.
    private let cells: [Cell]

    struct Cell {
        var total: UInt32 = 0
        var onTime: UInt32 = 0
    }

    init(months: [Period], groupCount: Int, cells: [Cell]) {
        self.months = months
        self.groupCount = groupCount
        self.cells = cells
    }

    package subscript(group: Int, month: Int) -> (total: Int, onTime: Int) {
        let cell = cells[group * months.count + month]
        return (Int(cell.total), Int(cell.onTime))
    }
}
