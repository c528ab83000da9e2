import Kernel
import Scoring
import Units

/// One unit's result in a ranking, computed again from its figures, with everything that explains it (PE-N4, PI-83).
package struct Scorecard: Sendable {
    package let table: RankingTable
    package let line: RankingTable.Line
    /// Points, maxima and reasons by the rows of the table's sheet.
    package let rows: [Row]
    package let ledger: Ledger
    package let fields: FieldTable
    /// The unit over the periods of the series, the earliest first.
    package let history: [Appearance]

    /// One node of the framework for this unit.
    package struct Row: Sendable {
        package let points: Points
        /// Without what is not applicable.
        package let maximum: Points
        /// Nil for sums of children, and below a node with points of its own.
        package let because: Because?
        /// What was stated of the row.
        package let statement: Statement

        package var lost: Points { maximum - points }
    }

    /// The unit in one ranking of the series.
    package struct Appearance: Sendable {
        package let ranking: Ranking
        package let framework: Framework
        /// Nil when the unit was not in the ranking.
        package let result: RankingResult?
        /// Units ranked in it.
        package let count: Int
        /// The set is not comparable with that of the period before: a break in the line (PI-57).
        package let isCut: Bool
        /// Against the period before; nil where it cannot be told.
        package let change: Change?
    }

    package var result: RankingResult { line.result }
    package var sheet: ScoreSheet { table.sheet }
}

extension Scorecard {
    /// The rows of one unit, out of scores of some units.
    static func rows(_ sheet: ScoreSheet, unit: Int, _ table: FigureTable, _ scores: ScoreTable) -> [Row] {
        sheet.rows.indices.map { row in
            let because = sheet.because(unit: unit, row: row, table, scores)
            let isCovered = because?.rule == Because.common && because?.branch == String(describing: CommonBranch.covered)
            return Row(
                points: scores.points(unit: unit, row: row), maximum: scores.applicable(unit: unit, row: row),
                because: isCovered ? nil : because, statement: sheet.statement(unit: unit, row: row, in: table))
        }
    }

    /// What is missing to the next higher band, rounded up to the digits that are printed; nil at the top or without bands.
    package var nextBand: (band: Band, points: Points)? {
        let framework = table.framework
        guard let own = result.band, own > 0, framework.classes.indices.contains(own - 1), let bound = framework.bands[own - 1].bound else {
            return nil
        }
        let gap: Ratio?
        switch framework.settings.bandsOn {
        case .points: gap = try? bound.value - result.total.ratio
        case .percent:
            // A converted total is told on the full maximum, any other on its own.
            let full = framework.settings.notApplicable == .renormalise ? framework.total : result.maximum
            let extras = framework.settings.extras == .outside ? result.bonus + result.penalty : .zero
            gap = try? bound.value * full.ratio - (result.total - extras).ratio
        }
        let digits = framework.settings.display.digits
        guard let gap, gap > .zero || !bound.inclusive, let down = gap.rounded(scale: digits, .truncate) else { return nil }
        let isExact = Ratio(down, Number.powerOfTen(digits)) == gap && bound.inclusive
        return Points(Number(digits: isExact ? down : down + 1, scale: digits)).map { (framework.bands[own - 1], $0) }
    }
}

/// Stored results and the figures they came from disagree: one of them was altered.
///
/// Nobody is shown either.
struct ResultsDisagree: Error, CustomStringConvertible {
    let ranking: String
    let unit: String

    var description: String { "ranking \(ranking): the stored result of unit \(unit) is not what its figures come to" }
}

extension RankingResult {
    /// Whether the figures come to what was stored when the ranking was published.
    func agrees(with total: UnitTotal) -> Bool {
        let sums = [direct, directMaximum, survey, surveyMaximum, bonus, penalty, self.total, maximum]
        let again = [
            total.direct, total.directMaximum, total.survey, total.surveyMaximum, total.bonus, total.penalty, total.total, total.maximum,
        ]
        return sums == again && percent?.rounded(scale: 9, .halfUp) == total.percent?.ratio.rounded(scale: 9, .halfUp)
    }
}
