import Criteria
import Kernel
import Platform
import Scoring
import Units

/// A block scored from a data file, with everything that explains it: what `cchc score` prints.
package struct ScoreReport: Sendable {
    package let framework: Framework
    package let units: [UnitReport]

    /// One unit, in the order of the printed table.
    package struct UnitReport: Sendable {
        package let code: String
        package let name: String
        /// Nil for partial frameworks and unranked units.
        package let rank: Rank?
        package let total: UnitTotal
        package let band: Band?
        package let rows: [RowReport]
        package let ledger: Ledger
    }

    /// One node of the tree for one unit.
    package struct RowReport: Sendable {
        package let code: String
        package let points: Points
        package let maximum: Points
        /// Nil for a node that is the sum of its children, or hangs below one with points of its own.
        package let because: Because?
    }

    /// Throws the faults of the figures together.
    package init(_ framework: Framework, _ figures: FigureFile) throws(Faults) {
        let sheet = ScoreSheet(framework)
        let scores = sheet.score(figures.table)
        if !scores.faults.isEmpty { throw Faults(figures.faults(scores, of: sheet)) }
        let standings = framework.isPartial ? nil : sheet.standings(scores) { figures.units.units[$0].isRanked }
        self.framework = framework
        units = (standings?.order ?? Array(scores.totals.indices)).map { unit in
            UnitReport(
                code: figures.units.units[unit].code, name: figures.units.units[unit].name, rank: standings?.entries[unit].rank,
                total: scores.totals[unit], band: standings?.entries[unit].band.map { framework.bands[$0] },
                rows: sheet.rows.indices.map { row in
                    RowReport(
                        code: sheet.rows[row].code, points: scores.points(unit: unit, row: row),
                        maximum: scores.applicable(unit: unit, row: row),
                        because: sheet.because(unit: unit, row: row, figures.table, scores))
                },
                ledger: sheet.ledger(unit: unit, figures.table, scores))
        }
    }
}
