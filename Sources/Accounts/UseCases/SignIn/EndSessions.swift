import Kernel
import Platform
import Storage

/// Signs out: here, in one other place, or everywhere else.
package struct EndSessions: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Ends the session of this secret, waiting or open; nothing happens when there is none.
    package func here(_ secret: Secret) async throws {
        let audit = services.audit
        try await services.database.write { db in
            guard let id = try SessionStore.delete(secret, db), let person = try PersonStore.find(id, db) else { return }
            try audit.record("accounts.signed_out", by: person.actor, subject: person.subject, in: db)
        }
    }

    /// Ends one session of the actor.
    package func one(_ id: ID<Session>, by actor: Actor) async throws {
        let audit = services.audit
        try await services.database.write { db in
            let person = try db.own(actor)
            guard try SessionStore.delete(id, of: person.id, db) else { return }
            try audit.record("accounts.signed_out", by: actor, subject: person.subject, in: db)
        }
    }

    /// Ends all sessions of the actor but the one of `kept`.
    package func others(keeping kept: Secret?, by actor: Actor) async throws {
        let audit = services.audit
        try await services.database.write { db in
            let person = try db.own(actor)
            let count = try SessionStore.deleteAll(of: person.id, but: kept, db)
            try audit.record(
                "accounts.signed_out_everywhere", by: actor, subject: person.subject, after: ["sessions": .whole(Int64(count))], in: db)
        }
    }
}

extension Connection {
    /// The actor's own account.
    func own(_ actor: Actor) throws -> Person {
        guard let id = actor.person, let person = try PersonStore.find(ID(rawValue: id), self) else { throw AccessError.signInFirst }
        return person
    }

    /// The person of a login.
    func person(_ login: String) throws -> Person {
        guard let person = try PersonStore.find(login, self) else { throw AccountsError.notFound(login) }
        return person
    }

    /// The person of a login whose account is open.
    func activePerson(_ login: String) throws -> Person {
        let person = try person(login)
        if person.status == .closed { throw AccountsError.closed(login) }
        return person
    }
}
