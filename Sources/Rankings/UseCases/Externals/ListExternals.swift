import Kernel
import Platform
import Storage
import Units

/// What others published of units, each beside the unit's own result of the same year where there is one.
struct ListExternals: Sendable {
    struct Entry: Sendable {
        let index: ExternalIndex
        let unit: Bilingual
        /// The unit's own line in a ranking of that year.
        let own: (ranking: Ranking, result: RankingResult)?
    }

    let services: Services

    /// `unit` is the code of one unit; nil for all.
    func callAsFunction(unit code: String? = nil) async throws -> [Entry] {
        let now = services.now()
        return try await services.database.read { db in
            let indexes = try ExternalStore.all(db).filter { code == nil || $0.key.unit == code }
            let wanted = Set(indexes.map(\.key.unit))
            let units = Dictionary(
                uniqueKeysWithValues: try UnitStore.all(db).filter { wanted.contains($0.code) }.map { ($0.code, $0) })
            let rankings = Dictionary(
                uniqueKeysWithValues: try RankingStore.all(at: now, db).current().map { ($0.id, $0) })
            let results = try units.isEmpty ? [] : RankingStore.results(of: units.values.map(\.id), db)
            return indexes.compactMap { index in
                guard let unit = units[index.key.unit] else { return nil }
                let own = results.first { id, result in
                    result.unit == unit.id && rankings[id].map { $0.period == .year(index.key.year) } == true
                }
                return Entry(
                    index: index, unit: unit.name, own: own.flatMap { id, result in rankings[id].map { ($0, result) } })
            }
        }
    }
}
