import Kernel
import Scoring

/// Two to four units of one ranking beside each other (US-9): by field, and criterion by criterion.
package struct Comparison: Sendable {
    package let table: RankingTable
    package let units: [RankingTable.Line]
    /// One for each field, in the order of the framework.
    package let fields: [Difference]
    /// Criteria in which the units differ, the greatest difference first.
    package let differing: [Difference]
    /// Criteria in which they do not.
    package let equal: [Difference]

    package static let counts = 2...4

    /// Whether something does not apply to one of the units and does to another, so that their points are not of one maximum.
    package var hasUnequalMaxima: Bool { fields.contains { Set($0.maxima).count > 1 } }

    /// Whether the criteria say more than the fields: units that were given whole fields are compared by fields alone.
    package var isFiner: Bool { Set((differing + equal).map(\.row)) != Set(fields.map(\.row)) }

    /// One row of the sheet for every unit.
    package struct Difference: Sendable {
        package let row: Int
        /// Nil where the row does not apply to the unit.
        package let points: [Points?]
        /// As the framework states it.
        package let maximum: Points
        /// The applicable maximum of each unit.
        package let maxima: [Points]

        /// Between the most and the fewest points; zero when it applies to fewer than two.
        package var spread: Points {
            let held = points.compactMap { $0 }
            guard let most = held.max(), let fewest = held.min() else { return .zero }
            return most - fewest
        }
    }

    /// `cards` are the rows of each unit, in the order of `units`.
    init(_ table: RankingTable, _ units: [RankingTable.Line], cards: [[Scorecard.Row]]) {
        self.table = table
        self.units = units
        let sheet = table.sheet
        func difference(_ row: Int) -> Difference {
            Difference(
                row: row, points: cards.map { $0[row].maximum == .zero ? nil : $0[row].points }, maximum: sheet.rows[row].maximum,
                maxima: cards.map { $0[row].maximum })
        }
        fields = sheet.fieldIndexes.map(difference)
        let criteria = Self.compared(sheet, cards).map(difference)
        differing = criteria.filter { $0.spread > .zero }.sorted { ($1.spread, $0.row) < ($0.spread, $1.row) }
        equal = criteria.filter { $0.spread == .zero }
    }

    /// Leaves; of a part for which one unit was given points as a whole, the node above them.
    private static func compared(_ sheet: ScoreSheet, _ cards: [[Scorecard.Row]]) -> [Int] {
        var rows: [Int] = []
        var row = 0
        while row < sheet.rows.count {
            if sheet.rows[row].isLeaf || cards.contains(where: { $0[row].because != nil }) {
                rows.append(row)
                row = sheet.rows[row].end
            } else {
                row += 1
            }
        }
        return rows
    }
}
