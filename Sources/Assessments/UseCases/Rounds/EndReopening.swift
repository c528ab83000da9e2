import Kernel
import Platform
import Storage

/// Ends a reopening before its day: what it was granted for is done, and nothing else has to wait for it (PI-78).
package struct EndReopening: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Throws when it is over already, or was never granted in this round.
    package func callAsFunction(_ id: ID<Reopening>, round: String, reason: String, by actor: Actor) async throws {
        let reason = try WrittenText.required(reason, field: "reason")
        try await workplace.write(by: actor) { desk in
            let round = try desk.administered(round)
            let lasting = try desk.cases.units(of: round).map(\.item).lazy.compactMap { item in
                item.reopenings.first { $0.id == id && desk.now < $0.until }.map { (item, $0) }
            }
            guard let (item, reopening) = lasting.first else { throw AssessmentsError.noSuchReopening }
            if round.status == .decided { throw AssessmentsError.alreadyDecided(round: round.code) }
            try AssignmentStore.end(id, at: desk.now, desk.db)
            try desk.record(
                "reopening_ended", reopening.criterion.map { "\(item.subject)/\($0)" } ?? item.subject, unit: item.unit,
                before: ["stage": .text(reopening.stage.rawValue), "until": AuditValue(reopening.until)], reason: reason)
        }
    }
}
