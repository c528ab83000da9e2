import Kernel
import Platform
import Storage

/// Opens a session to whoever knows login and password; with a second factor, one that waits for the code.
///
/// Unknown logins, closed accounts and those without a password take the same steps and get the same answer, so that nobody
/// learns which logins exist.
package struct SignInPerson: Sendable {
    package enum Outcome: Sendable, Hashable {
        case open(Secret)
        /// The cookie is given, but opens nothing until ``ProveSecondFactor`` has seen a code.
        case codeNeeded(Secret)
    }

    private let services: Services
    private let mill: PasswordMill

    package init(_ services: Services, _ mill: PasswordMill) {
        self.services = services
        self.mill = mill
    }

    package func callAsFunction(login typed: String, password: String, from origin: Origin) async throws -> Outcome {
        let login = typed.lowercased()
        let now = services.now()
        let account = Throttle.login(login)
        let client = origin.client.map(Throttle.client)
        // Counted first: of a thousand attempts at once, all but ten are refused.
        try await services.database.write { db in try ThrottleStore.count([account] + (client.map { [$0] } ?? []), at: now, db) }
        let known = try await services.database.read { db in
            try PersonStore.find(login, db).flatMap { person in
                person.status == .active ? (person.id, try PersonStore.credentials(person.id, db).password) : nil
            }
        }
        guard try await mill.check(password, known?.1), let known else { throw AccountsError.signInWrong }
        let renewed = try await mill.renewed(password, known.1)
        let opening = OpenSession(services)
        let audit = services.audit
        return try await services.database.write { db in
            // The password may have been changed and the account closed while the hash was made.
            let credentials = try PersonStore.credentials(known.0, db)
            guard let person = try PersonStore.find(known.0, db), person.status == .active, credentials.password == known.1 else {
                throw AccountsError.signInWrong
            }
            try ThrottleStore.forgive(account, clients: [client].compactMap { $0 }, db)
            if renewed != known.1 { try PersonStore.set(renewed, of: person.id, db) }
            if credentials.key != nil { return .codeNeeded(try opening(person, .code, from: origin, db)) }
            try audit.record(
                "accounts.signed_in", by: person.actor, subject: person.subject, after: ["client": .init(origin.client)], in: db)
            return .open(try opening(person, .open, from: origin, db))
        }
    }
}

/// Begins a session, always with a new secret, so that none that was known before becomes good.
package struct OpenSession: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// A session for somebody who is known by other means than a password.
    package func callAsFunction(for person: Person, from origin: Origin = Origin()) async throws -> Secret {
        try await services.database.write { db in try self(person, .open, from: origin, db) }
    }

    func callAsFunction(_ person: Person, _ stage: SessionStore.Stage, from origin: Origin, _ db: any Connection) throws -> Secret {
        let secret = Secret()
        try SessionStore.insert(secret, services.newID(), stage, of: person.id, from: origin, at: services.now(), db)
        return secret
    }
}

extension Person {
    /// The person as an actor of the own account, without rights.
    var actor: Actor { Actor(.person, name: login, title: name, person: id.rawValue, unit: unit?.rawValue) }

    /// How the audit names the account.
    var subject: String { "accounts/\(login)" }
}
