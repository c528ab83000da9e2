import Kernel
import Platform
import Storage

/// Takes the provider off the own account; the telephone or the address still opens it.
package struct UnlinkProvider: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(by actor: Actor) async throws {
        guard let issuer = services.settings.openID?.issuer else { throw CitizensError.providerOff }
        let audit = services.audit
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            guard try ProviderStore.unlink(citizen.id, issuer, db) else { return }
            try audit.record("citizens.subject_unlinked", by: actor, subject: citizen.subject, in: db)
        }
    }
}
