import Accounts
import Kernel
import Platform
import Storage

/// Notes that a citizen says to act for a business; the statement is theirs, and it is kept that they made it.
package struct AddBusiness: Sendable {
    /// Nobody acts for more at once.
    private static let limit = 20

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ draft: BusinessDraft, by actor: Actor) async throws {
        try draft.check()
        let (now, services) = (services.now(), services)
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            let open = try DelegationStore.open(of: citizen.id, at: now, db).filter { $0.sender == citizen.id }
            guard open.count < Self.limit else { throw CitizensError.tooMany }
            if open.contains(where: { if case .business(draft.taxCode, _) = $0.party { true } else { false } }) {
                throw Faults([Fault("citizens.business_there", at: Place(file: "business", field: "tax_code"))])
            }
            let delegation = Delegation(
                id: services.newID(), sender: citizen.id, party: .business(taxCode: draft.taxCode, name: draft.name), role: draft.role,
                from: now, until: nil)
            try DelegationStore.insert(delegation, db)
            try services.audit.record(
                "citizens.business_added", by: actor, subject: "citizens/delegations/\(delegation.id)",
                after: ["tax_code": .text(draft.taxCode), "stated": true], in: db)
        }
    }
}
