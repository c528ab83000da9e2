import Kernel
import Platform

/// Moves the deadlines of a round; while it is open, everybody sees why (PI-80: deadlines are data, never code).
package struct SetDeadlines: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ deadlines: Deadlines, round: String, reason: String = "", by actor: Actor) async throws {
        let reason = try WrittenText.read(reason, field: "reason")
        try await workplace.write(by: actor) { desk in
            let round = try desk.administered(round)
            if round.status == .decided { throw AssessmentsError.alreadyDecided(round: round.code) }
            if round.status == .open, reason.isEmpty { throw AssessmentsError.textMissing(field: "reason") }
            try RoundStore.set(deadlines, of: round.id, desk.db)
            try desk.record(
                "deadlines_set", round.subject, before: AuditValue(round.deadlines), after: AuditValue(deadlines), reason: reason)
        }
    }
}
