import Kernel
import Office
import Platform
import Storage

/// Takes a list of procedures: first shown as a difference per field, then applied whole or not at all (PR-14).
///
/// Dossiers that run keep the version they were received under (PR-11), and nothing has to be started again.
package struct ImportProcedures: Sendable {
    package struct Preview: Sendable {
        package var difference: CatalogueDifference
        /// What of the list could not be understood; it is kept as text.
        package var unread: [UnreadPart]
        /// Codes of which a later version is entered already, with its first day.
        package var later: [String: CalendarDate]
        /// Whether it cannot be applied before somebody says from which day.
        package var needsDay: Bool
        /// Names the catalogue as it was when the difference was made.
        package var revision: Int
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func preview(_ file: InputFile, _ order: ImportOrder, by actor: Actor) async throws -> Preview {
        try actor.require(.administrator)
        let list = try ProcedureList(file)
        let today = services.now().vietnamDate
        return try await services.database.read { db in
            let plan = try ImportPlan(list, order, today: today, db)
            return Preview(
                difference: plan.difference, unread: list.unread, later: plan.later, needsDay: plan.needsDay, revision: plan.revision)
        }
    }

    /// Applies a file; `seen` is the revision of its preview, and a catalogue that changed since is a conflict.
    @discardableResult
    package func callAsFunction(
        _ file: InputFile, _ order: ImportOrder, seen: Int, by actor: Actor
    ) async throws -> CatalogueDifference {
        try actor.require(.administrator)
        let list = try ProcedureList(file)
        let now = services.now()
        let (audit, newID) = (services.audit, services.newIDText)
        let difference = try await services.database.write { db in
            let plan = try ImportPlan(list, order, today: now.vietnamDate, db)
            if seen != plan.revision { throw ProceduresError.changedSincePreview }
            if plan.needsDay { throw Faults([ImportOrder.dayMissing]) }
            let entry = VersionEntry(newID: newID, now: now)
            try entry.enter(plan.versions, into: plan.timelines, db)
            try DecisionStore.apply(list.procedures.map { ($0.procedure.code, $0.procedure.version.decision) }, order.decision, at: now, db)
            try audit.record(
                "procedures.imported", by: actor, subject: "procedures",
                after: [
                    "file": .text(file.name), "digest": .text(FileDigest(of: file.bytes).rawValue), "decision": .text(order.decision),
                    "from": AuditValue(order.from), "added": .list(plan.difference.added.map { .text($0.code) }),
                    "changed": .list(plan.difference.changed.map { .text($0.code) }),
                    "abolished": .list(plan.difference.abolished.map { .text($0) }),
                ], in: db)
            return plan.difference
        }
        services.publicData.changed()
        return difference
    }
}

/// Enters versions: each with an id of its own, the one before it ended, and the day told on which the public sees it.
struct VersionEntry: Sendable {
    let newID: @Sendable () -> String
    let now: Timestamp

    func enter(_ drafts: [ImportPlan.StoredDraft], into timelines: [String: ProcedureTimeline], _ db: any Connection) throws {
        var versions: [StoredProcedure] = []
        var ended: [ProcedureTimeline.Span] = []
        var days: Set<CalendarDate> = []
        for draft in drafts {
            var procedure = draft.procedure
            var timeline = timelines[procedure.code] ?? ProcedureTimeline()
            let id = ID<ProcedureVersion>(rawValue: newID())
            let (own, others) = timeline.insert(id, from: procedure.version.from, to: procedure.version.to)
            procedure.version.to = own.to
            ended += others
            versions.append(StoredProcedure(id: id, procedure: procedure, source: draft.source, entered: now))
            days.formUnion([own.from, own.to?.dayAfter].compactMap(\.self))
            days.formUnion(procedure.services.map(\.from))
        }
        try ProcedureStore.insert(versions, db)
        try ProcedureStore.end(ended, db)
        for day in days.sorted() where day > now.vietnamDate { try ReleaseStore.set("procedures/\(day)", at: day.start, db) }
    }
}
