import Kernel
import Platform
import Storage

/// Says on which day a decision was entered in the national database (PR-6).
package struct ListDecision: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ id: ID<PublicationDecision>, on text: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        let today = services.now().vietnamDate
        let audit = services.audit
        try await services.database.write { db in
            guard let decision = try DecisionStore.find(id, db) else { throw ProceduresError.decisionNotFound(id.rawValue) }
            let log = FaultLog()
            let place = Place(file: "decision", field: "listed")
            let day = CalendarDate(written: text)
            if day == nil { log.add("procedures.date_unreadable", at: place, ["text": text]) }
            if let day, day > today { log.add("procedures.day_in_future", at: place) }
            if let day, day < decision.decided { log.add("procedures.listed_before_decided", at: place) }
            try log.check()
            guard let day else { return }
            try DecisionStore.list(id, on: day, db)
            try audit.record(
                "procedures.decision_listed", by: actor, subject: "procedures/decisions",
                before: ["listed": AuditValue(decision.listed)], after: ["number": .text(decision.number), "listed": AuditValue(day)],
                in: db)
        }
    }
}
