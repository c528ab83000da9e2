import Kernel
import Scoring
import Units

/// A ranking as it is read: its lines, the framework it was made under, and the ranking before it in its series.
package struct RankingTable: Sendable {
    package let ranking: Ranking
    package let sheet: ScoreSheet
    /// In the order of the printed table.
    package let lines: [Line]
    package let earlier: Earlier?
    /// The next ranking of the series, when there is one.
    package let later: Ranking?
    /// The corrected version that took its place (PI-81); nil for the one that holds.
    package let successor: Ranking?
    package let summary: BlockSummary
    /// Nil where no survey measured anything (PI-61).
    package let certainty: Certainty?

    /// One unit's result and how it moved.
    package struct Line: Sendable {
        package let result: RankingResult
        /// Nil when there is no earlier ranking or the unit was not in it.
        package let change: Change?
        /// Nil where nothing was measured by a survey (PI-61).
        package let certainty: Certainty.Place?
    }

    /// The ranking of the same series just before this one.
    package struct Earlier: Sendable {
        package let ranking: Ranking
        /// Its set may be compared with this one's (PI-57); otherwise nothing of it is.
        package let isComparable: Bool
        package let summary: BlockSummary
    }

    package var framework: Framework { sheet.framework }

    /// Both results stand in the order of their printed tables.
    init(
        _ ranking: Ranking, _ sheet: ScoreSheet, results: [RankingResult], earlier: (ranking: Ranking, results: [RankingResult])?,
        later: Ranking?, successor: Ranking?, certainty: Certainty? = nil
    ) {
        self.ranking = ranking
        self.sheet = sheet
        self.later = later
        self.successor = successor
        self.certainty = certainty
        summary = BlockSummary(results, sheet.framework)
        guard let earlier else {
            self.earlier = nil
            lines = results.map { Line(result: $0, change: nil, certainty: certainty?.places[$0.unit]) }
            return
        }
        let isComparable = sheet.framework.isComparable(with: earlier.ranking.framework)
        self.earlier = Earlier(
            ranking: earlier.ranking, isComparable: isComparable, summary: BlockSummary(earlier.results, sheet.framework))
        let before = Dictionary(earlier.results.map { ($0.unit, $0.standing) }, uniquingKeysWith: { first, _ in first })
        lines = results.map { result in
            Line(
                result: result,
                change: before[result.unit].map { Change(from: $0, to: result.standing, comparable: isComparable) },
                certainty: certainty?.places[result.unit])
        }
    }

    /// The earlier ranking when it may be compared with this one.
    package var comparable: Earlier? { earlier.flatMap { $0.isComparable ? $0 : nil } }

    /// A unit's line by the unit's code.
    package func line(_ code: String) throws(RankingsError) -> Line {
        guard let line = lines.first(where: { $0.result.unitCode == code }) else {
            throw .unitNotRanked(unit: code, ranking: ranking.code)
        }
        return line
    }
}

extension RankingResult {
    /// What changes are told of.
    var standing: Change.Standing { Change.Standing(total: total, direct: direct, survey: survey, rank: rank) }
}
