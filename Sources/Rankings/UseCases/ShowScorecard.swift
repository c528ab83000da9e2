import Kernel
import Platform
import Scoring
import Storage

/// One unit's scorecard, computed again from its stored figures (PI-83).
struct ShowScorecard: Sendable {
    let services: Services
    let published: PublishedRankings

    func callAsFunction(ranking: String, unit: String) async throws -> Scorecard {
        let now = services.now()
        return try await services.database.read { [published] db in
            let table = try published.table(ranking, at: now, db)
            let line = try table.line(unit)
            let sheet = table.sheet
            let figures = try FigureStore.table(of: line.result.unit, ranking: table.ranking.id, for: sheet, db)
            let scores = sheet.score(figures)
            guard scores.faults.isEmpty, line.result.agrees(with: scores.totals[0]) else {
                throw ResultsDisagree(ranking: ranking, unit: unit)
            }
            return Scorecard(
                table: table, line: line, rows: Scorecard.rows(sheet, unit: 0, figures, scores),
                ledger: sheet.ledger(unit: 0, figures, scores),
                fields: try published.fields(of: table, db),
                history: try history(of: line.result, in: table.ranking, at: now, db))
        }
    }

    private func history(
        of unit: RankingResult, in ranking: Ranking, at now: Timestamp, _ db: any Connection
    ) throws -> [Scorecard.Appearance] {
        let results = Dictionary(
            try RankingStore.results(of: unit.unit, series: ranking.series, db).map { ($0.ranking, $0.result) },
            uniquingKeysWith: { first, _ in first })
        let counts = try RankingStore.rankedCounts(series: ranking.series, db)
        var history: [Scorecard.Appearance] = []
        for ranking in try RankingStore.series(ranking.series, at: now, db).current(keeping: ranking.id) {
            let framework = try published.sheet(of: ranking, db).framework
            let before = history.last
            let isComparable = before.map { framework.isComparable(with: $0.framework.identity) } ?? true
            let result = results[ranking.id]
            var change: Change?
            if let result, let earlier = before?.result, isComparable {
                change = Change(from: earlier.standing, to: result.standing, comparable: true)
            }
            history.append(
                Scorecard.Appearance(
                    ranking: ranking, framework: framework, result: result, count: counts[ranking.id] ?? 0, isCut: !isComparable,
                    change: change))
        }
        return history
    }
}
