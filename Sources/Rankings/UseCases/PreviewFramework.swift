import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Scores the figures of a published ranking with another set of criteria, and stores nothing (PI-15).
struct PreviewFramework: Sendable {
    /// What may be previewed with what.
    struct Choice: Sendable {
        let framework: Framework
        /// Rankings to take figures from: of the same set first, then of the same block; the latest first.
        let bases: [Ranking]
    }

    let services: Services
    let published: PublishedRankings

    func choice(_ identity: String, by actor: Actor) async throws -> Choice {
        try actor.require(.administrator)
        let sheet = try await FindDrafts(services).sheet(identity)
        return try await services.database.read { [published] db in
            Choice(framework: sheet.framework, bases: try bases(for: sheet.framework, published, db))
        }
    }

    /// Nil when there is no ranking to take figures from.
    ///
    /// `base` is the code of the one whose figures are taken; nil takes the likeliest.
    func callAsFunction(_ identity: String, base: String?, by actor: Actor) async throws -> FrameworkPreview? {
        try actor.require(.administrator)
        let sheet = try await FindDrafts(services).sheet(identity)
        guard !sheet.framework.isPartial else { throw CriteriaError.partial(identity) }
        return try await services.database.read { [published] db in
            let bases = try bases(for: sheet.framework, published, db)
            guard let ranking = base.flatMap({ code in bases.first { $0.code == code } }) ?? bases.first else { return nil }
            let results = try RankingStore.results(ranking.id, db)
            var figures = FittedFigures(sheet, units: results.map(\.unit))
            try FigureStore.each(ranking.id, db) { figures.add($0) }
            return figures.preview(sheet, ranking, results)
        }
    }

    private func bases(for framework: Framework, _ published: PublishedRankings, _ db: any Connection) throws -> [Ranking] {
        let all = try RankingStore.all(at: services.now(), db).current().map { ($0, try published.sheet(of: $0, db).framework) }
        let same = all.filter { $0.1.code == framework.code }
        let block = all.filter { $0.1.code != framework.code && $0.1.block.code == framework.block.code }
        return (same + block).map(\.0)
    }
}

/// Figures stated under one set, as far as another takes them.
private struct FittedFigures {
    private let units: [ID<Unit>: Int]
    private let sheet: ScoreSheet
    private var table: FigureTable
    private var stated: Set<Int> = []
    private var misfits: Set<String> = []
    private var gone: Set<String> = []

    init(_ sheet: ScoreSheet, units: [ID<Unit>]) {
        self.units = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($0.element, $0.offset) })
        self.sheet = sheet
        table = FigureTable(sheet, units: units.count)
    }

    mutating func add(_ line: FigureStore.Line) {
        guard let unit = units[line.unit] else { return }
        guard let row = sheet.row(line.criterion) else {
            gone.insert(line.criterion)
            return
        }
        let place = Place(file: line.criterion)
        var statement = Statement()
        if let kind = Statement.Absence.Kind(rawValue: line.input) {
            statement.absence = Statement.Absence(kind: kind, reason: line.reason, place: place)
        } else {
            statement.values.append(Statement.Value(input: line.input, text: line.value, place: place))
        }
        stated.insert(row)
        if !table.state(statement, unit: unit, row: row, of: sheet, numbers: .canonical).isEmpty { misfits.insert(line.criterion) }
    }

    /// Scores what fits; a leaf that cannot be scored for a unit is left out for it, as PI-41 leaves out what is not applicable.
    consuming func preview(_ sheet: ScoreSheet, _ base: Ranking, _ results: [RankingResult]) -> FrameworkPreview {
        let unstated = sheet.rows.indices.filter { sheet.rows[$0].isLeaf && !isStated($0) }
        for row in unstated {
            for unit in results.indices { leaveOut(unit, row) }
        }
        var scores = sheet.score(table)
        for fault in scores.faults {
            misfits.insert(sheet.rows[fault.row].code)
            leaveOut(fault.unit, fault.row)
        }
        if !scores.faults.isEmpty { scores = sheet.score(table) }
        let unscored = Set(scores.faults.map(\.unit))
        let standings = sheet.standings(scores) { results[$0].rank != nil && !unscored.contains($0) }
        let lines = results.enumerated().map { index, result in
            FrameworkPreview.Line(
                result: result, percent: unscored.contains(index) ? nil : scores.totals[index].percent?.ratio,
                rank: standings.entries[index].rank)
        }
        return FrameworkPreview(
            framework: sheet.framework, base: base,
            lines: lines.sorted { ($0.difference ?? .zero, $0.result.position) < ($1.difference ?? .zero, $1.result.position) },
            dead: dead(scores, results.count), unstated: unstated.map { sheet.rows[$0].code },
            misfits: misfits.sorted { (sheet.row($0) ?? 0) < (sheet.row($1) ?? 0) }, gone: gone.sorted())
    }

    /// Whether anything was stated of the row or, in its place, of one above it.
    private func isStated(_ row: Int) -> Bool {
        var next: Int? = row
        while let row = next {
            if stated.contains(row) { return true }
            next = sheet.rows[row].parent
        }
        return false
    }

    private mutating func leaveOut(_ unit: Int, _ row: Int) {
        let cells = sheet.rows[row].cells
        for cell in cells { table[unit: unit, cell: cell] = nil }
        if let given = sheet.rows[row].givenCell { table[unit: unit, cell: given] = nil }
        table.setAbsent(unit: unit, row: row, .notApplicable, reason: sheet.reason("not_assessed") ?? 0)
    }

    /// Leaves of the tree that at least two units are scored by, and that give all of them everything, or nothing.
    private func dead(_ scores: ScoreTable, _ count: Int) -> [FrameworkPreview.Dead] {
        sheet.rows.indices.compactMap { row in
            let leaf = sheet.rows[row]
            guard leaf.isLeaf, leaf.maximum > .zero else { return nil }
            let units = (0..<count).filter { scores.applicable(unit: $0, row: row) > .zero }
            guard units.count > 1 else { return nil }
            let isFull = units.allSatisfy { scores.points(unit: $0, row: row) == scores.applicable(unit: $0, row: row) }
            let isNothing = units.allSatisfy { scores.points(unit: $0, row: row) == .zero }
            guard isFull || isNothing else { return nil }
            return FrameworkPreview.Dead(code: leaf.code, title: leaf.criterion.title, kind: isFull ? .full : .nothing)
        }
    }
}
