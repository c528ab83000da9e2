import Accounts
import Kernel
import Logging
import Platform
import Storage

/// Takes somebody back from the provider.
///
/// Whom the provider names and nobody here knows must prove a telephone or an address first: an account is given to nobody because
/// another house says so.
package struct FinishProviderSignIn: Sendable {
    package enum Outcome: Sendable, Hashable {
        case signedIn(Secret, next: String)
        /// Linked to the account that set out.
        case linked
        /// The cookie stays: what is proven next is linked to whom the provider named.
        case proofNeeded(next: String)
    }

    /// What the provider's redirection brings.
    package struct Answer: Sendable, Hashable {
        package var code: String
        package var state: String
        /// Who answers, where the provider says it (RFC 9207).
        package var issuer: String?

        package init(code: String, state: String, issuer: String? = nil) {
            self.code = code
            self.state = state
            self.issuer = issuer
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ answer: Answer, _ secret: Secret?, by actor: Actor, from origin: Origin) async throws -> Outcome {
        guard let call = ProviderCall(services.settings) else { throw CitizensError.providerOff }
        let issuer = call.client.issuer
        // Another site may lead anybody here: only the browser that set out has the word of which the state was made.
        guard let secret, answer.state == ProviderCall.state(secret), answer.issuer ?? issuer == issuer, !answer.code.isEmpty else {
            throw CitizensError.providerFailed
        }
        let (now, services) = (services.now(), services)
        // Used up before the provider is asked: of two that come back at once, one goes on.
        let flow = try await services.database.write { db in try ProviderStore.takeOpen(secret, at: now, db) }
        guard let flow else { throw CitizensError.providerFailed }
        let subject: String
        do {
            subject = try await call.redeem(answer.code, try await call.discover(), secret, verifier: flow.verifier, at: now).subject
        } catch {
            services.log.warning("a sign-in by the provider failed: \(error)")
            throw CitizensError.providerFailed
        }
        return try await services.database.write { db in
            let known = try ProviderStore.citizen(issuer, subject, db).flatMap { try CitizenStore.find($0, db) }
            if let id = flow.citizen { return try Self.link(issuer, subject, known, to: id, secret, by: actor, services, db) }
            guard let known else {
                try ProviderStore.remember(subject, secret, db)
                return .proofNeeded(next: flow.next)
            }
            try ProviderStore.delete(secret, db)
            return .signedIn(try OpenCitizenSession(services)(known, .provider, from: origin, db), next: flow.next)
        }
    }

    /// Whether somebody came back this way and has still to prove an address.
    package func isWaiting(_ secret: Secret) async throws -> Bool {
        let now = services.now()
        return try await services.database.read { db in try ProviderStore.isWaiting(secret, at: now, db) }
    }

    /// Only the account that set out, still signed in, is linked.
    private static func link(
        _ issuer: String, _ subject: String, _ known: Citizen?, to id: ID<Citizen>, _ secret: Secret, by actor: Actor, _ services: Services,
        _ db: any Connection
    ) throws -> Outcome {
        let citizen = try db.citizen(actor)
        guard citizen.id == id else { throw CitizensError.providerFailed }
        try ProviderStore.delete(secret, db)
        if let known {
            guard known.id == id else { throw CitizensError.subjectTaken }
            return .linked
        }
        guard try ProviderStore.linked(id, issuer, db) == nil else { throw CitizensError.subjectTaken }
        try ProviderStore.link(issuer, subject, to: id, at: services.now(), db)
        try services.audit.record("citizens.subject_linked", by: actor, subject: citizen.subject, in: db)
        return .linked
    }
}
