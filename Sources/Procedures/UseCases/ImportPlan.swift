import Kernel
import Storage

/// What a list would do to the catalogue as it stands: the difference that is shown, and the versions that applying it enters.
struct ImportPlan {
    let difference: CatalogueDifference
    /// Whole, with decision and first day.
    private(set) var versions: [StoredDraft] = []
    /// Codes of which a later version is entered already, with its first day: it stays as it is.
    private(set) var later: [String: CalendarDate] = [:]
    /// Whether something would change that is in the catalogue, and nobody said from which day.
    private(set) var needsDay = false
    /// Names the catalogue as it was when the plan was made.
    let revision: Int
    let timelines: [String: ProcedureTimeline]

    /// A version that has no id yet.
    struct StoredDraft {
        var procedure: Procedure
        var source: String
    }

    init(_ list: ProcedureList, _ order: ImportOrder, today: CalendarDate, _ db: any Connection) throws {
        let timelines = try ProcedureStore.timelines(db)
        revision = try ProcedureStore.revision(db)
        self.timelines = timelines
        let rows = list.procedures.map { Row($0, order, timelines[$0.procedure.code], today: today) }
        let olds = try ProcedureStore.versions(rows.compactMap { $0.old?.id }, db)
        let log = FaultLog()
        var merged: [String: Procedure] = [:]
        for row in rows {
            let read = row.read.procedure
            let old = row.old.flatMap { olds[$0.id] }
            if old == nil, read.name.isEmpty { log.add("procedures.not_in_catalogue", at: row.read.place, ["code": read.code]) }
            merged[read.code] = list.lay(read, over: old?.procedure ?? Procedure(code: read.code, name: read.name))
            merged[read.code]?.version = row.version(order, over: old?.procedure)
        }
        try log.check()
        let day = order.from ?? today
        let named = Set(merged.keys)
        let others = try ProcedureStore.standing(on: day, db).filter { !named.contains($0.code) }
        difference = CatalogueDifference(
            olds.values.map(\.procedure) + others, rows.compactMap { merged[$0.read.procedure.code] }, scope: order.scope,
            in: list.fields.subtracting([.code, .decided, .change, .from, .to]))
        try enter(rows, merged, order, day: day, db)
    }

    /// A row of the list beside the version that it would follow.
    private struct Row {
        let read: ReadProcedure
        /// The first day of what it says.
        let day: CalendarDate?
        let old: ProcedureTimeline.Span?

        init(_ read: ReadProcedure, _ order: ImportOrder, _ timeline: ProcedureTimeline?, today: CalendarDate) {
            self.read = read
            day = read.procedure.version.from ?? order.from
            old = timeline?.inForce(on: day ?? today)
        }

        func version(_ order: ImportOrder, over old: Procedure?) -> ProcedureVersion {
            let own = read.procedure.version
            let isNew = old.map { $0.version.change == .abolished } ?? true
            return ProcedureVersion(
                decision: own.decision.isEmpty ? order.decision.isEmpty ? old?.version.decision ?? "" : order.decision : own.decision,
                decided: own.decided ?? order.decided, change: own.change ?? (isNew ? order.decision.isEmpty ? nil : .new : .amended),
                from: day, to: own.to)
        }
    }

    private mutating func enter(
        _ rows: [Row], _ merged: [String: Procedure], _ order: ImportOrder, day: CalendarDate, _ db: any Connection
    ) throws {
        let changed = Set(difference.added.map(\.code) + difference.changed.map(\.code))
        let abolished = Set(difference.abolished)
        for row in rows {
            let code = row.read.procedure.code
            guard changed.contains(code) || abolished.contains(code), let procedure = merged[code] else { continue }
            if row.day == nil, timelines[code] != nil {
                needsDay = true
                continue
            }
            versions.append(StoredDraft(procedure: procedure, source: row.read.source))
            later[code] = timelines[code]?.next(after: row.day)?.from
        }
        let gone = abolished.subtracting(rows.map(\.read.procedure.code))
        for old in try ProcedureStore.inForce(gone.sorted(), on: day, db) {
            var procedure = old.procedure
            procedure.version = ProcedureVersion(decision: order.decision, decided: order.decided, change: .abolished, from: day)
            versions.append(StoredDraft(procedure: procedure, source: ""))
            later[procedure.code] = timelines[procedure.code]?.next(after: day)?.from
        }
    }
}
