import Kernel
import Platform
import Storage

/// Abolishes a procedure from a day on by a decision: it takes no new dossiers, and those that run come to their end (PR-13).
package struct AbolishProcedure: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// `order` says the decision and the first day on which it is no more.
    package func callAsFunction(_ code: String, _ order: ImportOrder, by actor: Actor) async throws {
        try actor.require(.administrator)
        let log = FaultLog()
        if order.decision.isEmpty { log.add("procedures.decision_missing", at: Place(file: "abolish", field: "decision")) }
        if order.from == nil { log.add("procedures.day_missing", at: Place(file: "abolish", field: "from")) }
        try log.check()
        guard let day = order.from else { return }
        let (audit, entry) = (services.audit, VersionEntry(newID: services.newIDText, now: services.now()))
        try await services.database.write { db in
            guard let old = try ProcedureStore.inForce(code, on: day, db) else { throw ProceduresError.notFound(code) }
            if old.version.change == .abolished { throw ProceduresError.alreadyAbolished(code) }
            var procedure = old.procedure
            procedure.version = ProcedureVersion(decision: order.decision, decided: order.decided, change: .abolished, from: day)
            try entry.enter([.init(procedure: procedure, source: "")], into: ProcedureStore.timelines(db), db)
            try DecisionStore.apply([(code, "")], order.decision, at: entry.now, db)
            try audit.record(
                "procedures.abolished", by: actor, subject: "procedures/\(code)",
                after: ["decision": .text(order.decision), "from": AuditValue(day)], in: db)
        }
        services.publicData.changed()
    }
}
