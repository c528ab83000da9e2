import Kernel
import Platform
import Storage

/// Sets up the second factor, takes it away, and makes recovery codes; each asks for the password again.
package struct SetSecondFactor: Sendable {
    private let services: Services
    private let mill: PasswordMill

    package init(_ services: Services, _ mill: PasswordMill) {
        self.services = services
        self.mill = mill
    }

    /// Takes the key once its code proves that the app has it; returns the recovery codes, which are never shown again.
    package func turnOn(_ key: OneTimeKey?, code: String, password: String, by actor: Actor) async throws -> [String] {
        let now = services.now()
        try await AskPassword(services, mill)(password, of: actor)
        guard let key, let step = key.step(of: code, at: now, after: nil) else {
            throw Faults([Fault("accounts.code_wrong", at: Place(file: "second_factor", field: "code"))])
        }
        let codes = Self.newCodes()
        let audit = services.audit
        try await services.database.write { db in
            let person = try db.own(actor)
            try PersonStore.set(key, step: step, of: person.id, db)
            try LinkStore.replaceCodes(codes.compactMap(RecoveryCode.digest), of: person.id, db)
            try audit.record("accounts.second_factor_on", by: actor, subject: person.subject, in: db)
        }
        return codes
    }

    package func turnOff(password: String, by actor: Actor) async throws {
        try await AskPassword(services, mill)(password, of: actor)
        let audit = services.audit
        try await services.database.write { db in
            let person = try db.own(actor)
            try PersonStore.set(nil, step: nil, of: person.id, db)
            try LinkStore.replaceCodes([], of: person.id, db)
            try audit.record("accounts.second_factor_off", by: actor, subject: person.subject, in: db)
        }
    }

    /// New recovery codes in the place of the old ones.
    package func renewCodes(password: String, by actor: Actor) async throws -> [String] {
        try await AskPassword(services, mill)(password, of: actor)
        let codes = Self.newCodes()
        let audit = services.audit
        try await services.database.write { db in
            let person = try db.own(actor)
            guard person.hasSecondFactor else { throw AccountsError.codeWrong }
            try LinkStore.replaceCodes(codes.compactMap(RecoveryCode.digest), of: person.id, db)
            try audit.record("accounts.recovery_codes_made", by: actor, subject: person.subject, in: db)
        }
        return codes
    }

    private static func newCodes() -> [String] { (0..<RecoveryCode.count).map { _ in RecoveryCode.make() } }
}
