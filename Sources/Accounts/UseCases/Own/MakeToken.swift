import Kernel
import Platform
import Storage

/// Makes a key for a program that acts for a person, or ends one.
package struct MakeToken: Sendable {
    package struct Draft: Sendable, Hashable {
        package var name: String
        package var scope: String
        /// For how many days.
        package var days: String

        package init(name: String, scope: String, days: String) {
            self.name = name
            self.scope = scope
            self.days = days
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// The token's word is told here and never again.
    ///
    /// Only from a session, for a token that makes tokens would never end.
    package func callAsFunction(_ draft: Draft, by actor: Actor) async throws -> (token: ProgramToken, secret: Secret) {
        guard actor.formToken != nil else { throw AccountsError.tokenNeedsSession }
        return try await make(draft, of: { try $0.own(actor) }, by: actor)
    }

    /// A token for a person, by whoever has the machine.
    package func callAsFunction(_ draft: Draft, for login: String, by actor: Actor) async throws -> (token: ProgramToken, secret: Secret) {
        guard actor.kind == .operating else { throw AccountsError.tokenNeedsSession }
        return try await make(draft, of: { try $0.activePerson(login) }, by: actor)
    }

    private func make(
        _ draft: Draft, of owner: @escaping @Sendable (any Connection) throws -> Person, by actor: Actor
    ) async throws -> (token: ProgramToken, secret: Secret) {
        let log = FaultLog()
        func fault(_ code: String, _ field: String) { log.add(code, at: Place(file: "token", field: field)) }
        if !draft.name.isPlainLine(upTo: 80) { fault("accounts.token_name_invalid", "name") }
        let scope = ProgramToken.Scope(rawValue: draft.scope)
        if scope == nil { fault("accounts.token_scope_unknown", "scope") }
        let days = Int(draft.days).flatMap { ProgramToken.days.contains($0) ? $0 : nil }
        if days == nil { fault("accounts.token_days_invalid", "days") }
        try log.check()
        guard let scope, let days else { preconditionFailure("a draft without scope or days has a fault") }
        let (now, audit) = (services.now(), services.audit)
        let token = ProgramToken(
            id: services.newID(), name: draft.name, scope: scope, created: now,
            expires: Timestamp(milliseconds: now.milliseconds + Int64(days) * 86_400_000), used: nil)
        let secret = Secret()
        try await services.database.write { db in
            let person = try owner(db)
            try TokenStore.insert(token, secret, of: person.id, db)
            try audit.record(
                "accounts.token_made", by: actor, subject: person.subject,
                after: ["name": .text(token.name), "scope": .text(scope.rawValue), "expires": .init(token.expires)], in: db)
        }
        return (token, secret)
    }

    package func list(by actor: Actor) async throws -> [ProgramToken] {
        let now = services.now()
        return try await services.database.read { db in try TokenStore.all(of: db.own(actor).id, at: now, db) }
    }

    package func end(_ id: ID<ProgramToken>, by actor: Actor) async throws {
        let audit = services.audit
        try await services.database.write { db in
            let person = try db.own(actor)
            guard let name = try TokenStore.delete(id, of: person.id, db) else { return }
            try audit.record("accounts.token_ended", by: actor, subject: person.subject, before: ["name": .text(name)], in: db)
        }
    }
}
