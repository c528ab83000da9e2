import Accounts
import Kernel
import Logging
import Platform
import Storage

/// Says whom a session names at this moment.
package struct IdentifyCitizen: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Nobody when the session is over.
    package func callAsFunction(_ secret: Secret) async throws -> Actor {
        let now = services.now()
        guard let found = try await services.database.ask(CitizenSessionStore.find(secret, at: now)) else { return .anonymous }
        if now.milliseconds - found.seen.milliseconds >= CitizenSession.grain {
            do {
                try await services.database.write { db in try CitizenSessionStore.touch(found.id, at: now, db) }
            } catch {
                // A database that can only be read still shows pages to whoever is signed in.
                services.log.warning("when a session was last used could not be kept: \(error)")
            }
        }
        return found.actor
    }
}

extension Connection {
    /// The actor's own account.
    package func citizen(_ actor: Actor) throws -> Citizen {
        guard actor.kind == .citizen, let id = actor.citizen, let citizen = try CitizenStore.find(ID(rawValue: id), self) else {
            throw AccessError.citizenFirst
        }
        return citizen
    }
}
