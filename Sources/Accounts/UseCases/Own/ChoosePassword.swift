import Kernel
import Platform
import Storage

/// Sets a password: by a link that is good once, or by whoever knows the present one.
package struct ChoosePassword: Sendable {
    private let services: Services
    private let mill: PasswordMill

    package init(_ services: Services, _ mill: PasswordMill) {
        self.services = services
        self.mill = mill
    }

    /// For whom a link is; throws when it was used, has expired or never was.
    package func invited(by secret: Secret?) async throws -> (person: Person, link: OneTimeLink) {
        let now = services.now()
        return try await services.database.read { db in try Self.invited(by: secret, at: now, db) }
    }

    private static func invited(by secret: Secret?, at now: Timestamp, _ db: any Connection) throws -> (person: Person, link: OneTimeLink) {
        guard let secret, let link = try LinkStore.find(secret, at: now, db), let person = try PersonStore.find(link.person, db),
            person.status == .active
        else { throw AccountsError.linkInvalid }
        return (person, link)
    }

    /// Uses the link up.
    ///
    /// With a second factor the session waits for the code, as at every sign-in.
    package func accept(_ secret: Secret?, password: String, again: String, from origin: Origin) async throws -> SignInPerson.Outcome {
        let login = try await invited(by: secret).person.login
        try Self.check(password, again: again, login: login)
        let hash = try await mill.hash(password)
        let (now, audit, opening) = (services.now(), services.audit, OpenSession(services))
        return try await services.database.write { db in
            let (person, _) = try Self.invited(by: secret, at: now, db)
            try LinkStore.deleteAll(of: person.id, db)
            try PersonStore.set(hash, of: person.id, db)
            try SessionStore.deleteAll(of: person.id, db)
            try ThrottleStore.forgive(.login(person.login), db)
            try audit.record("accounts.password_chosen", by: person.actor, subject: person.subject, in: db)
            if person.hasSecondFactor { return .codeNeeded(try opening(person, .code, from: origin, db)) }
            return .open(try opening(person, .open, from: origin, db))
        }
    }

    /// Changes the own password and signs out everywhere; returns the secret of the new session here.
    package func change(from present: String, to password: String, again: String, by actor: Actor, from origin: Origin) async throws
        -> Secret
    {
        try Self.check(password, again: again, login: actor.name)
        try await AskPassword(services, mill)(present, of: actor)
        let hash = try await mill.hash(password)
        let (audit, opening) = (services.audit, OpenSession(services))
        return try await services.database.write { db in
            let person = try db.own(actor)
            try PersonStore.set(hash, of: person.id, db)
            try LinkStore.deleteAll(of: person.id, db)
            try SessionStore.deleteAll(of: person.id, db)
            try audit.record("accounts.password_chosen", by: actor, subject: person.subject, in: db)
            return try opening(person, .open, from: origin, db)
        }
    }

    private static func check(_ password: String, again: String, login: String) throws {
        let log = FaultLog()
        if let fault = PasswordRules.fault(password, login: login, at: Place(file: "password", field: "password")) {
            log.add(fault)
        } else if password != again {
            log.add("accounts.password_differs", at: Place(file: "password", field: "again"))
        }
        try log.check()
    }
}

/// Asks somebody who is signed in for the password again, before what would lock others out or let them in.
struct AskPassword: Sendable {
    private let services: Services
    private let mill: PasswordMill

    init(_ services: Services, _ mill: PasswordMill) {
        self.services = services
        self.mill = mill
    }

    func callAsFunction(_ password: String, of actor: Actor) async throws {
        let now = services.now()
        let (id, hash) = try await services.database.write { db in
            let person = try db.own(actor)
            try ThrottleStore.count([.password(person.id)], at: now, db)
            return (person.id, try PersonStore.credentials(person.id, db).password)
        }
        guard try await mill.check(password, hash) else {
            throw Faults([Fault("accounts.present_password_wrong", at: Place(file: "password", field: "present"))])
        }
        try await services.database.write { db in try ThrottleStore.forgive(.password(id), db) }
    }
}
