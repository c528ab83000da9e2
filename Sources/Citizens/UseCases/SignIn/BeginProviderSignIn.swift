import Accounts
import Kernel
import Logging
import Platform
import Storage

/// Sends somebody to the provider: to sign in, or, signed in already, to link it to the own account.
package struct BeginProviderSignIn: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// The provider's page, and the word for this browser's cookie.
    ///
    /// An account is linked only in a session that a code has just opened.
    package func callAsFunction(
        next: String, by actor: Actor, session: Secret? = nil, from origin: Origin
    ) async throws -> (way: Link, secret: Secret) {
        guard let call = ProviderCall(services.settings) else { throw CitizensError.providerOff }
        let (secret, verifier, now) = (Secret(), Secret().text, services.now())
        let network = origin.client.map(Network.of) ?? "unknown"
        try await services.database.write { db in
            try ThrottleStore.count([Throttle("citizens provider \(network)", limit: 60)], at: now, db)
            let citizen = actor.kind == .citizen ? try db.citizen(actor).id : nil
            if let citizen { try CitizenSessionStore.requireFresh(session, of: citizen, at: now, db) }
            let flow = ProviderStore.Flow(verifier: verifier, citizen: citizen, next: String(next.prefix(500)))
            try ProviderStore.insert(flow, secret, at: now, db)
        }
        do {
            return (try call.way(try await call.discover(), secret, verifier: verifier), secret)
        } catch {
            services.log.warning("the sign-in provider cannot be reached: \(error)")
            throw CitizensError.providerFailed
        }
    }
}
