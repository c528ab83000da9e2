import Kernel
import Platform
import Storage

/// Opens a session that waited for the second factor: to a code of the app, good once, or to a recovery code.
package struct ProveSecondFactor: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Whether a session of this secret waits for a code.
    package func isWaiting(_ secret: Secret) async throws -> Bool {
        let now = services.now()
        return try await services.database.read { db in try SessionStore.waiting(secret, at: now, db) != nil }
    }

    /// The secret of the open session.
    package func callAsFunction(_ waiting: Secret, code: String, from origin: Origin) async throws -> Secret {
        let now = services.now()
        // In a transaction of its own, so that the attempt counts even when the code is wrong.
        let id = try await services.database.write { db -> ID<Person> in
            guard let found = try SessionStore.waiting(waiting, at: now, db) else { throw AccountsError.signInWrong }
            guard found.attempts < SessionRules.attempts else { throw AccountsError.throttled(minutes: 5) }
            try ThrottleStore.count([.code(found.person)], at: now, db)
            try SessionStore.countAttempt(waiting, db)
            return found.person
        }
        let opening = OpenSession(services)
        let audit = services.audit
        return try await services.database.write { db in
            guard let person = try PersonStore.find(id, db), person.status == .active else { throw AccountsError.signInWrong }
            let way = try Self.take(code, of: person.id, at: now, db)
            guard let way, try SessionStore.delete(waiting, db) != nil else { throw AccountsError.codeWrong }
            try ThrottleStore.forgive(.code(person.id), db)
            try audit.record(
                "accounts.signed_in", by: person.actor, subject: person.subject,
                after: ["client": .init(origin.client), "second_factor": .text(way)], in: db)
            return try opening(person, .open, from: origin, db)
        }
    }

    /// Uses up a code and says of which kind it was; nil when it is none.
    static func take(_ code: String, of person: ID<Person>, at now: Timestamp, _ db: any Connection) throws -> String? {
        let credentials = try PersonStore.credentials(person, db)
        if let step = credentials.key?.step(of: code, at: now, after: credentials.lastStep) {
            return try PersonStore.take(step: step, of: person, db) ? "app" : nil
        }
        guard credentials.key != nil, let digest = RecoveryCode.digest(code) else { return nil }
        return try LinkStore.takeCode(digest, of: person, db) ? "recovery" : nil
    }
}
