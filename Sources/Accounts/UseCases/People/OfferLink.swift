import Kernel
import Platform
import Storage

/// Makes a link by which a person chooses a password, once: the invitation of somebody new, or the reset of a password.
///
/// The link is told to the administrator alone, who hands it on; nothing keeps it but its digest.
package struct OfferLink: Sendable {
    package struct Offer: Sendable {
        package let secret: Secret
        package let kind: OneTimeLink.Kind
        package let expires: Timestamp

        /// Where the person goes.
        package var link: Link { "/accounts/invitations/\(secret.text)" }

        /// The same with the host by which people reach the house, as far as the settings tell.
        func address(_ settings: Settings) -> String {
            (settings.publicURL ?? "http://\(settings.host):\(settings.port)") + link.text
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// A reset signs the person out everywhere; `takesSecondFactor` is for a lost telephone.
    ///
    /// Never for oneself: whoever finds a browser signed in, or a token, must not come to own the account.
    package func callAsFunction(to login: String, takesSecondFactor: Bool = false, by actor: Actor) async throws -> Offer {
        try actor.require(.administrator)
        return try await services.database.write { db in
            try offer(to: db.activePerson(login), takesSecondFactor: takesSecondFactor, by: actor, db)
        }
    }

    /// Within the transaction of whoever has found or made the person.
    func offer(to person: Person, takesSecondFactor: Bool = false, by actor: Actor, _ db: any Connection) throws -> Offer {
        if person.id.rawValue == actor.person { throw AccountsError.ownPassword }
        let kind: OneTimeLink.Kind = person.hasPassword ? .reset : .invitation
        let expires = Timestamp(milliseconds: services.now().milliseconds + kind.lifetime)
        let secret = Secret()
        try LinkStore.insert(OneTimeLink(person: person.id, kind: kind, expires: expires), secret, db)
        if kind == .reset {
            try PersonStore.set(nil, of: person.id, db)
            try SessionStore.deleteAll(of: person.id, db)
            try TokenStore.deleteAll(of: person.id, db)
        }
        if takesSecondFactor {
            try PersonStore.set(nil, step: nil, of: person.id, db)
            try LinkStore.replaceCodes([], of: person.id, db)
        }
        try services.audit.record(
            kind == .reset ? "accounts.password_reset" : "accounts.invited", by: actor, subject: person.subject,
            after: ["expires": .init(expires), "second_factor_removed": .flag(takesSecondFactor)], in: db)
        return Offer(secret: secret, kind: kind, expires: expires)
    }
}
