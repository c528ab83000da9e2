import Accounts
import Kernel
import Platform
import Storage

/// Sets a password beside the codes, changes it, or takes it away, and signs out everywhere else.
///
/// Whoever has just come in by a code need not know the present one: the code opens the account anyhow. Without a present one, nobody
/// else sets the first: a session that was found is not made to last by it.
package struct ChooseCitizenPassword: Sendable {
    private let services: Services
    private let mill: PasswordMill

    package init(_ services: Services, _ mill: PasswordMill) {
        self.services = services
        self.mill = mill
    }

    /// What must be shown before.
    package enum Proof: Sendable, Hashable { case nothing, presentPassword, code }

    /// What this browser must show to change the password.
    package func proof(_ session: Secret?, by actor: Actor) async throws -> Proof {
        let now = services.now()
        return try await services.database.read { db in try Self.proof(try db.citizen(actor), session, at: now, db) }
    }

    private static func proof(_ citizen: Citizen, _ session: Secret?, at now: Timestamp, _ db: any Connection) throws -> Proof {
        if try CitizenSessionStore.isFresh(session, of: citizen.id, at: now, db) { return .nothing }
        return citizen.hasPassword ? .presentPassword : .code
    }

    /// An empty password takes the present one away.
    package func callAsFunction(
        _ password: String, again: String, present: String, session: Secret?, by actor: Actor
    ) async throws {
        try Self.check(password, again: again)
        try await prove(present, session, takesNone: password.isEmpty, by: actor)
        let hash = password.isEmpty ? nil : try await mill.hash(password)
        let audit = services.audit
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            try CitizenStore.set(hash, of: citizen.id, db)
            try CitizenSessionStore.deleteAll(of: citizen.id, but: session, db)
            try audit.record(
                "citizens.password_changed", by: actor, subject: citizen.subject, after: ["password": .flag(hash != nil)], in: db)
        }
    }

    private static func check(_ password: String, again: String) throws {
        let place = Place(file: "password", field: "password")
        if password.isEmpty, again.isEmpty { return }
        if let fault = PasswordRules.fault(password, login: "caicach", at: place) { throw Faults([fault]) }
        if password != again { throw Faults([Fault("accounts.password_differs", at: Place(file: "password", field: "again"))]) }
    }

    private func prove(_ present: String, _ session: Secret?, takesNone: Bool, by actor: Actor) async throws {
        let now = services.now()
        let throttle = Throttle("citizens present \(actor.citizen ?? "")", limit: 10)
        let hash = try await services.database.write { db -> PasswordHash?? in
            let citizen = try db.citizen(actor)
            switch try Self.proof(citizen, session, at: now, db) {
            case .nothing: return .none
            case .code:
                // None was there and none will be.
                if takesNone { return .none }
                throw CitizensError.proofNeeded
            case .presentPassword: break
            }
            try ThrottleStore.count([throttle], at: now, db)
            return .some(try CitizenStore.password(of: citizen.id, db))
        }
        guard let hash else { return }
        guard try await mill.check(present, hash) else {
            throw Faults([Fault("accounts.present_password_wrong", at: Place(file: "password", field: "present"))])
        }
        try await services.database.write { db in try ThrottleStore.forgive(throttle, db) }
    }
}
