import Kernel
import Platform
import Storage

/// Closes the own account: everything of it is erased, in every room, in one transaction.
///
/// What the law keeps – dossiers, answers to petitions – stays where it is and names no more than the account's id.
package struct CloseCitizen: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(isConfirmed: Bool, by actor: Actor) async throws {
        guard isConfirmed else { throw CitizensError.notConfirmed }
        let services = services
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            for section in services.site.citizenSections { try section.erase(citizen.id.rawValue, db) }
            try EndDelegation(services).all(of: citizen, db)
            try DelegationStore.erase(citizen.id, db)
            try CodeStore.erase(citizen.id, citizen.contacts, db)
            try ProviderStore.erase(citizen.id, db)
            try MessageStore.erase(citizen.id, db)
            try CitizenSessionStore.erase(citizen.id, db)
            for contact in citizen.contacts {
                switch contact {
                case .phone(let number): try TextStore.erase(number, db)
                case .email(let address): try services.outbox.erase(to: address, in: db)
                }
            }
            try CitizenStore.delete(citizen.id, db)
            try services.audit.record("citizens.closed", by: actor, subject: citizen.subject, in: db)
        }
    }
}
