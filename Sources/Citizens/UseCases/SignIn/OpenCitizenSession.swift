import Accounts
import Kernel
import Platform
import Storage

/// Begins a session, always with a new secret, so that none that was known before becomes good.
package struct OpenCitizenSession: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// For tests: as if by a code.
    package func callAsFunction(for citizen: Citizen, from origin: Origin = Origin()) async throws -> Secret {
        try await services.database.write { db in try self(citizen, .code, from: origin, db) }
    }

    func callAsFunction(_ citizen: Citizen, _ way: CitizenSession.Way, from origin: Origin, _ db: any Connection) throws -> Secret {
        let secret = Secret()
        try CitizenSessionStore.insert(secret, services.newID(), way, of: citizen.id, from: origin, at: services.now(), db)
        // Where from is told on the citizen's own page alone: what the audit holds cannot be erased.
        try services.audit.record(
            "citizens.signed_in", by: citizen.actor(), subject: citizen.subject, after: ["way": .text(way.rawValue)], in: db)
        return secret
    }
}
