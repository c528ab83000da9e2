import Kernel
import Logging
import Platform
import Storage

/// Says whom a session or a token names, with the rights of this moment.
package struct IdentifyActor: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Nobody when the session is over.
    package func session(_ secret: Secret) async throws -> Actor {
        let now = services.now()
        guard let found = try await services.database.ask(IdentityStore.find(session: secret, at: now)) else { return .anonymous }
        await note(found, at: now)
        return found.actor
    }

    /// Throws when the token is none, or no longer good, or does not reach so far.
    package func token(_ secret: Secret?, changes: Bool) async throws -> Actor {
        let now = services.now()
        guard let secret, let found = try await services.database.ask(IdentityStore.find(token: secret, at: now)) else {
            throw AccountsError.tokenInvalid
        }
        if changes, found.scope == .read { throw AccountsError.tokenReadOnly }
        await note(found, at: now)
        return found.actor
    }

    /// Writes down when the session was last used, no more than once a minute.
    private func note(_ found: IdentityStore.Found, at now: Timestamp) async {
        if let seen = found.seen, now.milliseconds - seen.milliseconds < SessionRules.grain { return }
        do {
            try await services.database.write { db in
                if let session = found.session { try SessionStore.touch(session, at: now, db) }
                if let token = found.token { try TokenStore.touch(token, at: now, db) }
            }
        } catch {
            // A database that can only be read still shows pages to whoever is signed in.
            services.log.warning("when a session was last used could not be kept: \(error)")
        }
    }
}
