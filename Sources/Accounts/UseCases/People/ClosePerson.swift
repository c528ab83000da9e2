import Kernel
import Platform
import Storage

/// Closes an account: sessions, tokens, links and roles end at once, and nobody else ever gets the login.
package struct ClosePerson: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ login: String, reason: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        if reason.isEmpty { throw Faults([Fault("accounts.reason_missing", at: Place(file: "person", field: "reason"))]) }
        let (now, audit) = (services.now(), services.audit)
        try await services.database.write { db in
            let person = try db.activePerson(login)
            if person.id.rawValue == actor.person { throw AccountsError.notYourself }
            try PersonStore.close(person.id, at: now, db)
            let sessions = try SessionStore.deleteAll(of: person.id, db)
            let tokens = try TokenStore.deleteAll(of: person.id, db)
            try LinkStore.deleteAll(of: person.id, db)
            try LinkStore.replaceCodes([], of: person.id, db)
            let grants = try GrantStore.all(of: person.id, db).filter { $0.state(at: now) != .past }
            for grant in grants { try GrantStore.end(grant, at: now, db) }
            if grants.contains(where: { $0.role == .administrator }) { try GrantStore.requireAdministrator(at: now, db) }
            try audit.record(
                "accounts.person_closed", by: actor, subject: person.subject,
                after: ["sessions": .whole(Int64(sessions)), "tokens": .whole(Int64(tokens)), "grants": .whole(Int64(grants.count))],
                reason: reason, in: db)
        }
    }

    /// Opens the account again, without password, second factor and roles.
    package func reopen(_ login: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        let audit = services.audit
        try await services.database.write { db in
            let person = try db.person(login)
            guard person.status == .closed else { return }
            try PersonStore.reopen(person.id, db)
            try audit.record("accounts.person_reopened", by: actor, subject: person.subject, in: db)
        }
    }
}
