import Criteria
import Kernel
import Scoring
import Units

/// A block as it came out: its framework laid out, what was stated, the points and the places.
package struct ScoredBlock: Sendable {
    package let file: FrameworkFile
    package let sheet: ScoreSheet
    package let figures: FigureFile
    package let scores: ScoreTable
    package let standings: Standings
    /// How surely stated values are known, where a survey measured them (PI-61).
    package let intervals: [MeasuredLeaf]

    package var framework: Framework { file.framework }
    /// The block's word: in addresses, in bundles and as the series of its rankings.
    package var code: String { framework.block.code }
    package var units: [UnitList.Listed] { figures.units.units }

    package func index(of unit: String) -> Int? { figures.units.index(of: unit) }

    /// Throws the faults of the figures together.
    package init(_ file: FrameworkFile, _ figures: FigureFile, intervals: [MeasuredLeaf] = []) throws(Faults) {
        self.file = file
        self.figures = figures
        self.intervals = intervals
        sheet = ScoreSheet(file.framework)
        scores = sheet.score(figures.table)
        if !scores.faults.isEmpty { throw Faults(figures.faults(scores, of: sheet)) }
        if !intervals.isEmpty { _ = try IntervalEffects(intervals, sheet, figures.table) { figures.units.index(of: $0) } }
        standings = sheet.standings(scores) { figures.units.units[$0].isRanked }
    }

    /// The lines of the printed table; `units` gives each line of the figures its unit.
    func results(_ units: [Unit]) -> [RankingResult] {
        standings.order.enumerated().map { position, index in
            RankingResult(units[index], scores.totals[index], standings.entries[index], position: position)
        }
    }
}
