import Kernel
import Platform
import Scoring
import Storage

/// Two to four units of one ranking beside each other, each computed again from its figures.
struct CompareUnits: Sendable {
    let services: Services
    let published: PublishedRankings

    /// Units that are named twice count once.
    ///
    /// Throws `rankings.compare_count` for fewer than two or more than four.
    func callAsFunction(ranking: String, units codes: [String]) async throws -> Comparison {
        var wanted: [String] = []
        for code in codes where !wanted.contains(code) { wanted.append(code) }
        guard Comparison.counts.contains(wanted.count) else { throw RankingsError.compareCount }
        let now = services.now()
        return try await services.database.read { [published, wanted] db in
            let table = try published.table(ranking, at: now, db)
            let lines = try wanted.map { try table.line($0) }
            let cards = try lines.map { line in
                let figures = try FigureStore.table(of: line.result.unit, ranking: table.ranking.id, for: table.sheet, db)
                let scores = table.sheet.score(figures)
                guard scores.faults.isEmpty, line.result.agrees(with: scores.totals[0]) else {
                    throw ResultsDisagree(ranking: ranking, unit: line.result.unitCode)
                }
                return Scorecard.rows(table.sheet, unit: 0, figures, scores)
            }
            return Comparison(table, lines, cards: cards)
        }
    }
}
