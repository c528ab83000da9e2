import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Every result of a unit and of those it was made from or became, the latest period first (PI-17).
struct ListUnitResults: Sendable {
    struct Entry: Sendable {
        let ranking: Ranking
        let framework: Framework
        let result: RankingResult
        /// True of a predecessor's or successor's result: it does not compare with the unit's own (PE-N15).
        let isOthers: Bool
    }

    private let services: Services
    private let frameworks = PublishedFrameworks()

    init(_ services: Services) { self.services = services }

    func callAsFunction(_ unit: ID<Unit>) async throws -> [Entry] {
        let now = services.now()
        return try await services.database.read { [frameworks] db in
            let changes = try ChangeStore.changes(of: unit, db)
            let kin = (changes.predecessors(of: unit) + changes.successors(of: unit)).map(\.unit)
            let rankings = Dictionary(uniqueKeysWithValues: try RankingStore.all(at: now, db).current().map { ($0.id, $0) })
            return try RankingStore.results(of: [unit] + kin, db).compactMap { id, result in
                guard let ranking = rankings[id] else { return nil }
                return Entry(
                    ranking: ranking, framework: try frameworks.sheet(ranking.framework, db).framework, result: result,
                    isOthers: result.unit != unit)
            }
        }
    }
}
