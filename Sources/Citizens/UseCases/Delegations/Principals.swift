import Kernel
import Storage

/// For whom a citizen may send something: themselves, family members who let them, businesses they act for.
package enum Principals {
    /// The sender first, then the others as they came.
    package static func all(of sender: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws -> [Principal] {
        guard let citizen = try CitizenStore.find(sender, db) else { return [] }
        let own = Principal(kind: .own, citizen: sender, name: citizen.profile.name, profile: citizen.profile)
        let others = try DelegationStore.open(of: sender, at: now, db).filter { $0.sender == sender }
        return try [own] + others.compactMap { try applicant($0, db) }
    }

    /// The one whom a form named; nil when the delegation is not, or no more, the sender's.
    ///
    /// To be asked in the transaction that sends. No name, or an empty one, is the sender.
    package static func find(
        _ delegation: String?, of sender: ID<Citizen>, at now: Timestamp, _ db: any Connection
    ) throws -> Principal? {
        let named = delegation ?? ""
        return try all(of: sender, at: now, db).first { ($0.delegation?.rawValue ?? "") == named }
    }

    private static func applicant(_ delegation: Delegation, _ db: any Connection) throws -> Principal? {
        switch delegation.party {
        case .person(let id):
            guard let person = try CitizenStore.find(id, db) else { return nil }
            return Principal(
                kind: .person, delegation: delegation.id, citizen: id, name: person.title, role: delegation.role, profile: person.profile)
        case .business(let taxCode, let name):
            return Principal(kind: .business, delegation: delegation.id, name: name, taxCode: taxCode, role: delegation.role)
        }
    }
}
