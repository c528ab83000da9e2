import Kernel
import Platform
import Storage
import Units

/// What a ranking was computed from, as the data file that `cchc score` reads: anyone can compute it again (PE-N23).
struct ExportFigures: Sendable {
    /// The ranking, its units in the order of the printed table, and every figure with its unit's code.
    struct Export: Sendable {
        let table: RankingTable
        let lines: [(unit: String, figure: FigureStore.Line)]
    }

    let services: Services
    let published: PublishedRankings

    func callAsFunction(_ code: String) async throws -> Export {
        let now = services.now()
        return try await services.database.read { [published] db in
            let table = try published.table(code, at: now, db)
            let codes = Dictionary(table.lines.map { ($0.result.unit, $0.result.unitCode) }, uniquingKeysWith: { first, _ in first })
            var lines: [(unit: String, figure: FigureStore.Line)] = []
            try FigureStore.each(table.ranking.id, db) { line in
                if let unit = codes[line.unit] { lines.append((unit, line)) }
            }
            return Export(table: table, lines: lines)
        }
    }
}
