import Accounts
import Kernel
import Platform
import Storage

/// Answers an invitation with its code: from now on the citizen who answers may act for whoever asked.
package struct AcceptDelegation: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Only invitations to an address that the actor has proven can be answered, whatever the code.
    package func callAsFunction(_ code: String, by actor: Actor) async throws {
        let (now, services) = (services.now(), services)
        // In a transaction of its own, so that the try counts even when the code is wrong.
        let (citizen, waiting) = try await services.database.write { db in
            let citizen = try db.citizen(actor)
            try DelegationStore.countTry(citizen.contacts, db)
            return (citizen, try DelegationStore.invitations(to: citizen.contacts, at: now, db))
        }
        try await services.database.write { db in
            let taken = try waiting.first { try DelegationStore.take($0.id, code: Invitation.digest(code, $0.id), db) }
            guard let taken else { throw CitizensError.invitationWrong }
            if taken.person == citizen.id { throw CitizensError.notYourself }
            let open = try DelegationStore.open(of: citizen.id, at: now, db)
            if open.contains(where: { $0.sender == citizen.id && $0.party == .person(taken.person) }) { return }
            let delegation = Delegation(
                id: services.newID(), sender: citizen.id, party: .person(taken.person), role: taken.role, from: now, until: nil)
            try DelegationStore.insert(delegation, db)
            try CitizenMessages(services).send(
                CitizenMessage(
                    "citizens.told.accepted", link: "/citizens/delegations", reference: "citizens.accepted/\(delegation.id)",
                    details: { _ in ["name": citizen.title] }), to: taken.person, in: db)
            try services.audit.record(
                "citizens.delegation_accepted", by: actor, subject: "citizens/delegations/\(delegation.id)",
                after: ["for": .text(Citizen.subject(taken.person))], in: db)
        }
    }
}
