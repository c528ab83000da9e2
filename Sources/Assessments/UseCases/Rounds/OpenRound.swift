import Kernel
import Platform
import Storage

/// Opens a round; from its first day on units can score themselves (PI-70).
package struct OpenRound: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Throws everything that keeps it from opening; then nothing has changed.
    package func callAsFunction(_ code: String, by actor: Actor) async throws {
        try await workplace.write(by: actor) { desk in
            let round = try desk.administered(code)
            switch round.status {
            case .preparing: break
            case .open: throw AssessmentsError.alreadyOpen(round: code)
            case .decided: throw AssessmentsError.alreadyDecided(round: code)
            }
            let faults = try desk.openingCheck(round).faults()
            if !faults.isEmpty { throw Faults(faults) }
            try RoundStore.open(round.id, at: desk.now, desk.db)
            try desk.record("round_opened", round.subject, after: ["deadlines": AuditValue(round.deadlines)])
        }
    }
}

extension Workplace.Desk {
    func openingCheck(_ round: Round) throws -> OpeningCheck {
        OpeningCheck(
            round: round, blocks: try blocks(of: round),
            units: try RoundStore.units(of: round.id, db), assignments: try AssignmentStore.all(of: round.id, db), now: now)
    }
}
