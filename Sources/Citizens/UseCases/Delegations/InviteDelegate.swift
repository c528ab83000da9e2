import Accounts
import Kernel
import Platform
import Storage

/// Asks somebody to act for the citizen who asks: they get a code, and it holds once they have answered with it.
package struct InviteDelegate: Sendable {
    /// Invitations that may wait at once.
    private static let limit = 5
    /// Those of one week, whatever became of them: each is a message to somebody who did not ask for it.
    private static let week = 10

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ typed: String, role: String, by actor: Actor) async throws {
        let role = role.composedLine
        let log = FaultLog()
        let contact = ContactAddress(typed)
        if contact == nil { log.add("citizens.contact_invalid", at: Place(file: "invitation", field: "contact")) }
        if !role.isPlainLine(upTo: 60) { log.add("citizens.role_invalid", at: Place(file: "invitation", field: "role")) }
        try log.check()
        guard let contact else { return }
        let (now, services) = (services.now(), services)
        let code = OneTimeCode.digits(8)
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            if citizen.contacts.contains(contact) { throw CitizensError.notYourself }
            try ThrottleStore.count([Throttle("citizens invitations \(citizen.id)", limit: 10)], at: now, db)
            guard try DelegationStore.invitations(to: [], or: citizen.id, at: now, db).count < Self.limit,
                try DelegationStore.invited(by: citizen.id, at: now, db) < Self.week,
                try DelegationStore.invited(since: now.earlier(by: 3_600_000), db) < OneTimeCode.hour
            else { throw CitizensError.tooMany }
            let invitation = Invitation(
                id: services.newID(), person: citizen.id, contact: contact, role: role, expires: now.later(by: Invitation.lifetime))
            try DelegationStore.insert(invitation, code: Invitation.digest(code, invitation.id), at: now, db)
            try CitizenMessages(services).send(
                CitizenMessage(
                    "citizens.told.invitation", link: "/citizens/delegations/accept", reference: "citizens.invitation/\(invitation.id)",
                    details: { _ in ["name": citizen.title, "code": code] }), toAddress: contact, citizen.language, in: db)
            try services.audit.record("citizens.delegate_invited", by: actor, subject: citizen.subject, in: db)
        }
    }

    /// Takes an invitation back that nobody has answered.
    package func withdraw(_ id: String, by actor: Actor) async throws {
        let audit = services.audit
        try await services.database.write { db in
            let citizen = try db.citizen(actor)
            guard try DelegationStore.withdraw(ID(rawValue: id), of: citizen.id, db) else { throw CitizensError.delegationMissing }
            try audit.record("citizens.invitation_withdrawn", by: actor, subject: citizen.subject, in: db)
        }
    }
}
