import Kernel
import Platform
import Storage

/// Moves the end of an embargo that still lasts, or ends it now; what is public already stays public.
package struct MoveEmbargo: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ code: String, to release: ReleaseMoment, reason: String, by actor: Actor) async throws {
        try actor.require(anyOf: Publishers.issuing)
        let log = FaultLog()
        let moment = release.read(log)
        let reason = log.line(reason, "reason", limit: 1000)
        try log.check()
        let desk = PublicationDesk(services, actor)
        let services = services
        try await services.database.write { db in
            let publication = try desk.publication(code, in: .embargo, db: db)
            guard var decision = publication.decision else { preconditionFailure("an embargo follows a decision") }
            let before = decision.released
            decision.released = max(services.now(), moment ?? services.now())
            try PublicationStore.set(decision, of: publication.id, db)
            try RankingStore.release(publication.id, at: decision.released, db)
            try ReleaseStore.set(publication.subject, at: decision.released, db)
            try desk.record(
                "embargo_moved", publication, before: ["released": AuditValue(before)], after: ["released": AuditValue(decision.released)],
                reason: reason, db)
        }
        services.publicData.changed()
    }
}
