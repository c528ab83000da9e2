import Criteria
import Kernel
import Scoring
import Storage
import Synchronization
import Units

/// Reads published rankings, and keeps of them what never changes: the sheets of their frameworks and the sums by field.
///
/// A published ranking is never altered, a correction is another one (PE-N24); so what was computed once holds.
final class PublishedRankings: Sendable {
    private struct State {
        var tables: [ID<Ranking>: FieldTable] = [:]
        var order: [ID<Ranking>] = []
        /// Of a ranking without intervals, that there are none.
        var certainties: [ID<Ranking>: Certainty?] = [:]
        var roots: [ID<Ranking>: (names: [String], root: TreeHash)] = [:]
    }

    /// Sums by field of so many rankings are kept; three thousand communes take a quarter of a megabyte each.
    private static let limit = 128

    private let frameworks = PublishedFrameworks()
    private let state = Mutex(State())

    init() {}

    func sheet(of ranking: Ranking, _ db: any Connection) throws -> ScoreSheet { try frameworks.sheet(ranking.framework, db) }

    /// A ranking that everybody may see at a moment, with its results and the one before it.
    func table(_ code: String, at now: Timestamp, _ db: any Connection) throws -> RankingTable {
        let all = try RankingStore.seriesOf(code: code, at: now, db)
        guard let asked = all.first(where: { $0.code == code }) else { throw RankingsError.notFound(code) }
        let series = all.current(keeping: asked.id)
        guard let place = series.firstIndex(where: { $0.id == asked.id }) else { throw RankingsError.notFound(code) }
        let results = try RankingStore.results(series[place].id, db)
        let earlier = place > 0 ? (ranking: series[place - 1], results: try RankingStore.results(series[place - 1].id, db)) : nil
        return RankingTable(
            series[place], try sheet(of: series[place], db), results: results, earlier: earlier,
            later: place + 1 < series.count ? series[place + 1] : nil,
            successor: all.current().first { $0.period == asked.period && $0.version > asked.version },
            certainty: try certainty(of: series[place], results, db))
    }

    /// How surely a ranking is known; nil where no survey measured anything of it (PI-61).
    private func certainty(of ranking: Ranking, _ results: [RankingResult], _ db: any Connection) throws -> Certainty? {
        if let kept = state.withLock({ $0.certainties[ranking.id] }) { return kept }
        let intervals = try IntervalStore.all(of: ranking.id, db)
        var certainty: Certainty?
        if !intervals.isEmpty {
            let sheet = try sheet(of: ranking, db)
            let figures = try FigureStore.table(of: results.map(\.unit), ranking: ranking.id, for: sheet, db)
            do { certainty = try Certainty(intervals, sheet, figures, results) } catch let faults as Faults {
                throw IntervalsDisagree(ranking: ranking.code, faults: faults)
            }
        }
        state.withLock { state in
            if state.certainties.count >= Self.limit { state.certainties = [:] }
            state.certainties[ranking.id] = .some(certainty)
        }
        return certainty
    }

    /// The seal of a ranking as it was computed when its units had these names.
    func root(of ranking: ID<Ranking>, names: [String]) -> TreeHash? {
        state.withLock { $0.roots[ranking].flatMap { $0.names == names ? $0.root : nil } }
    }

    func keep(_ root: TreeHash, of ranking: ID<Ranking>, names: [String]) {
        state.withLock { state in
            if state.roots.count >= Self.limit { state.roots = [:] }
            state.roots[ranking] = (names, root)
        }
    }

    /// The sums by field, computed again from the figures of all units, which must come to what is stored.
    func fields(of table: RankingTable, _ db: any Connection) throws -> FieldTable {
        let id = table.ranking.id
        if let kept = state.withLock({ $0.tables[id] }) { return kept }
        let units = table.lines.map(\.result.unit)
        let scores = table.sheet.score(try FigureStore.table(of: units, ranking: id, for: table.sheet, db))
        for (line, total) in zip(table.lines, scores.totals) where !line.result.agrees(with: total) {
            throw ResultsDisagree(ranking: table.ranking.code, unit: line.result.unitCode)
        }
        let fields = FieldTable(table.sheet, scores, units: units)
        state.withLock { state in
            guard state.tables.updateValue(fields, forKey: id) == nil else { return }
            state.order.append(id)
            if state.order.count > Self.limit { state.tables[state.order.removeFirst()] = nil }
        }
        return fields
    }
}

/// Stored intervals are not of the values that the ranking was computed from: one of them was altered.
struct IntervalsDisagree: Error, CustomStringConvertible {
    let ranking: String
    let faults: Faults

    var description: String { "ranking \(ranking): \(faults.faults.count) stored intervals do not fit the figures" }
}
