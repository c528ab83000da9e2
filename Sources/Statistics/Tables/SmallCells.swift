/// Which cells of a table of counts may not be shown: small ones, and others without which a small one could be told (SV-54).
///
/// The table is published with its totals by line, and by column where there are several lines of one kind. Nothing that is hidden can
/// be computed from what is shown, not through several lines and columns either.
package struct SmallCells: Hashable, Sendable {
    /// Line by line; the last cell of each line is its total, the last line holds the totals of columns where those are published.
    package let isHidden: [[Bool]]

    /// `counts` are the respondents of each cell, without totals.
    ///
    /// Of a cell with nobody in it there is nothing to tell, so it is not
    /// small by itself, but may be hidden for another's sake.
    package init(_ counts: [[Int]], minimum: Int = 5, columnTotals: Bool = true) throws(StatisticsError) {
        guard let width = counts.first?.count, width > 0 else { throw .noRows }
        for line in counts {
            guard line.count == width else { throw .lengthsDiffer("line", line.count, expected: width) }
            if let count = line.first(where: { $0 < 0 }) { throw .sizeInvalid(count) }
        }
        var table = counts.map { $0 + [$0.reduce(0, +)] }
        if columnTotals { table.append((0...width).map { column in table.reduce(0) { $0 + $1[column] } }) }
        self.init(table, minimum, columnTotals) { _ in false }
    }

    /// A table whose totals were counted by themselves, for one person may stand in several cells; some are hidden already.
    ///
    /// `lines` end with their totals, the last holds those of columns where there are any.
    package init(
        lines: [[Int]], minimum: Int, columnTotals: Bool, isHidden: (_ line: Int, _ column: Int) -> Bool
    ) throws(StatisticsError) {
        guard let width = lines.first?.count, width > 1, !columnTotals || lines.count > 1 else { throw .noRows }
        for line in lines where line.count != width { throw .lengthsDiffer("line", line.count, expected: width) }
        self.init(lines, minimum, columnTotals) { isHidden($0.line, $0.column) }
    }

    private init(_ table: [[Int]], _ minimum: Int, _ columnTotals: Bool, _ known: (Hiding.Place) -> Bool) {
        var hiding = Hiding(table, minimum, columnTotals)
        for line in table.indices {
            for column in table[line].indices where known((line, column)) { hiding.isHidden[line][column] = true }
        }
        while let next = hiding.next { hiding.isHidden[next.line][next.column] = true }
        isHidden = hiding.isHidden
    }

    /// A table on the way to being safe.
    private struct Hiding {
        let table: [[Int]]
        let minimum: Int
        let columnTotals: Bool
        var isHidden: [[Bool]]

        typealias Place = (line: Int, column: Int)

        init(_ table: [[Int]], _ minimum: Int, _ columnTotals: Bool) {
            (self.table, self.minimum, self.columnTotals) = (table, minimum, columnTotals)
            isHidden = table.map { line in line.map { (1..<max(minimum, 1)).contains($0) } }
        }

        /// The cell to hide next, nil when all is safe.
        var next: Place? {
            for group in groups {
                let hidden = group.filter { isHidden[$0.line][$0.column] }
                if hidden.isEmpty { continue }
                // Few in all who are hidden together are told by the total as if they were one cell.
                let people = hidden.reduce(0) { $0 + table[$1.line][$1.column] }
                if hidden.count == 1 || people < minimum, let cell = cheapest(group) { return cell }
            }
            for line in table.indices {
                for column in table[line].indices where isHidden[line][column] && isRecoverable((line, column)) {
                    // A way around needs another hidden cell in its line or its column.
                    let crossing = groups.filter { $0.contains { $0 == (line, column) } }.joined()
                    if let cell = cheapest(Array(crossing)) ?? cheapest(groups.flatMap { $0 }) { return cell }
                }
            }
            return nil
        }

        /// The cells that add up to a total, with it.
        private var groups: [[Place]] {
            let lines = table.indices.map { line in table[line].indices.map { (line, $0) } }
            return columnTotals ? lines + table[0].indices.map { column in table.indices.map { ($0, column) } } : lines
        }

        /// The shown cell whose loss says least: fewest people, inner cells before totals, those with anybody before empty ones.
        private func cheapest(_ group: [Place]) -> Place? {
            func cost(_ place: Place) -> (Int, Int) {
                let isTotal = place.column == table[0].count - 1 || (columnTotals && place.line == table.count - 1)
                let count = table[place.line][place.column]
                return (isTotal ? 2 : count == 0 ? 1 : 0, count)
            }
            return group.filter { !isHidden[$0.line][$0.column] }.min { cost($0) < cost($1) }
        }

        /// Whether a hidden cell can be computed: in the graph whose nodes are lines and columns and whose edges are hidden cells, when no
        /// other way leads from its line to its column.
        private func isRecoverable(_ place: Place) -> Bool {
            guard columnTotals else { return isHidden[place.line].count { $0 } == 1 }
            var lines: Set<Int> = [place.line]
            var columns: Set<Int> = []
            var grew = true
            while grew {
                grew = false
                for line in table.indices {
                    for column in table[line].indices where isHidden[line][column] && (line, column) != place {
                        guard lines.contains(line) != columns.contains(column) else { continue }
                        lines.insert(line)
                        columns.insert(column)
                        grew = true
                    }
                }
            }
            return !columns.contains(place.column)
        }
    }
}
