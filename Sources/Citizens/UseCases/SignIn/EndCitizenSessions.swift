import Accounts
import Kernel
import Platform
import Storage

/// Signs out: here, in one other place, or everywhere else.
package struct EndCitizenSessions: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Ends the session of this secret; nothing happens when there is none.
    package func here(_ secret: Secret) async throws {
        let audit = services.audit
        try await services.database.write { db in
            guard let id = try CitizenSessionStore.delete(secret, db), let citizen = try CitizenStore.find(id, db) else { return }
            try audit.record("citizens.signed_out", by: citizen.actor(), subject: citizen.subject, in: db)
        }
    }

    /// Ends one session of the actor.
    package func one(_ id: String, by actor: Actor) async throws {
        let audit = services.audit
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            guard try CitizenSessionStore.delete(ID(rawValue: id), of: citizen.id, db) else { return }
            try audit.record("citizens.signed_out", by: actor, subject: citizen.subject, in: db)
        }
    }

    /// Ends all sessions of the actor but the one of `kept`.
    package func others(keeping kept: Secret?, by actor: Actor) async throws {
        let audit = services.audit
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            try CitizenSessionStore.deleteAll(of: citizen.id, but: kept, db)
            try audit.record("citizens.signed_out_everywhere", by: actor, subject: citizen.subject, in: db)
        }
    }
}
