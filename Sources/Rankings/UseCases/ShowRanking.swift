import Kernel
import Platform
import Storage

/// One ranking: its lines with their changes, and the sums by field.
struct ShowRanking: Sendable {
    let services: Services
    let published: PublishedRankings

    func callAsFunction(_ code: String) async throws -> (table: RankingTable, fields: FieldTable) {
        let now = services.now()
        return try await services.database.read { [published] db in
            let table = try published.table(code, at: now, db)
            return (table, try published.fields(of: table, db))
        }
    }
}
