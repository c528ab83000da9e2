import Kernel
import Platform
import Storage

/// Ends that somebody acts for somebody, at once; either of the two may, and the other is told.
package struct EndDelegation: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ id: String, by actor: Actor) async throws {
        let (now, services) = (services.now(), services)
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            guard let delegation = try DelegationStore.open(of: citizen.id, at: now, db).first(where: { $0.id.rawValue == id }) else {
                throw CitizensError.delegationMissing
            }
            try end(delegation, by: citizen, db)
        }
    }

    /// All that the citizen has to do with.
    func all(of citizen: Citizen, _ db: any Connection) throws {
        for delegation in try DelegationStore.open(of: citizen.id, at: services.now(), db) { try end(delegation, by: citizen, db) }
    }

    private func end(_ delegation: Delegation, by citizen: Citizen, _ db: any Connection) throws {
        try DelegationStore.end(delegation.id, at: services.now(), db)
        try services.audit.record(
            "citizens.delegation_ended", by: citizen.actor(), subject: "citizens/delegations/\(delegation.id)", in: db)
        guard case .person(let person) = delegation.party else { return }
        let other = person == citizen.id ? delegation.sender : person
        try CitizenMessages(services).send(
            CitizenMessage(
                "citizens.told.ended", link: "/citizens/delegations", reference: "citizens.ended/\(delegation.id)",
                details: { _ in ["name": citizen.title] }), to: other, in: db)
    }
}
