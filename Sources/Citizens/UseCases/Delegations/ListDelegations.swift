import Kernel
import Platform
import Storage

/// Who acts for whom, as a citizen sees it.
struct ListDelegations: Sendable {
    struct Overview: Sendable {
        /// For whom the citizen acts.
        var acting: [Line]
        /// Who acts for the citizen.
        var actedFor: [Line]
        /// The citizen's own invitations that wait.
        var sent: [Invitation]
        /// Whether somebody asks the citizen.
        var isAsked: Bool
    }

    struct Line: Sendable {
        var id: ID<Delegation>
        var name: String
        var taxCode: String?
        var role: String
        var from: Timestamp
    }

    private let services: Services

    init(_ services: Services) { self.services = services }

    func callAsFunction(by actor: Actor) async throws -> Overview {
        let now = services.now()
        return try await services.database.read { db in
            let citizen = try db.citizen(actor)
            let open = try DelegationStore.open(of: citizen.id, at: now, db)
            return try Overview(
                acting: open.filter { $0.sender == citizen.id }.compactMap { delegation in
                    switch delegation.party {
                    case .business(let taxCode, let name):
                        Line(id: delegation.id, name: name, taxCode: taxCode, role: delegation.role, from: delegation.from)
                    case .person(let person): try Self.line(delegation, person, db)
                    }
                },
                actedFor: open.filter { $0.sender != citizen.id }.compactMap { try Self.line($0, $0.sender, db) },
                sent: DelegationStore.invitations(to: [], or: citizen.id, at: now, db).filter { $0.person == citizen.id },
                isAsked: DelegationStore.invitations(to: citizen.contacts, at: now, db).contains { $0.person != citizen.id })
        }
    }

    private static func line(_ delegation: Delegation, _ other: ID<Citizen>, _ db: any Connection) throws -> Line? {
        try CitizenStore.find(other, db).map {
            Line(id: delegation.id, name: $0.title, role: delegation.role, from: delegation.from)
        }
    }
}
