import Kernel
import Platform
import Scoring
import Storage

/// Every ranking with who leads it, the latest period first; those of one series stand together.
struct ListRankings: Sendable {
    /// A line of the list.
    struct Entry: Sendable {
        let ranking: Ranking
        let framework: Framework
        let unitCount: Int
        /// Who shares the best rank; nobody where there are no ranks.
        let leaders: [RankingResult]
    }

    let services: Services
    let published: PublishedRankings

    func callAsFunction() async throws -> [Entry] {
        let now = services.now()
        return try await services.database.read { [published] db in
            let rankings = try RankingStore.all(at: now, db).current()
            let counts = try RankingStore.counts(db)
            let leaders = try RankingStore.leaders(db)
            let entries = try rankings.map { ranking in
                Entry(
                    ranking: ranking, framework: try published.sheet(of: ranking, db).framework, unitCount: counts[ranking.id] ?? 0,
                    leaders: leaders[ranking.id] ?? [])
            }
            return Self.bySeries(entries)
        }
    }

    /// Series keep the place of their latest ranking.
    static func bySeries(_ entries: [Entry]) -> [Entry] {
        var order: [String: Int] = [:]
        for (place, entry) in entries.enumerated() where order[entry.ranking.series] == nil { order[entry.ranking.series] = place }
        return entries.enumerated()
            .sorted { (order[$0.element.ranking.series] ?? 0, $0.offset) < (order[$1.element.ranking.series] ?? 0, $1.offset) }
            .map(\.element)
    }
}
