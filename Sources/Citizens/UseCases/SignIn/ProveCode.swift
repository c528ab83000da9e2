import Accounts
import Kernel
import Platform
import Storage

/// Takes a code: signs in whoever holds the address, with a new account where there was none, or makes the address the account's own.
package struct ProveCode: Sendable {
    package enum Outcome: Sendable, Hashable {
        case signedIn(Secret, next: String, isNew: Bool)
        case contactSet
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(
        _ asked: Secret?, code: String, by actor: Actor = .anonymous, in language: Language, from origin: Origin
    ) async throws -> Outcome {
        guard let asked else { throw CitizensError.codeOver }
        let (now, services) = (services.now(), services)
        // In a transaction of its own, so that the try counts even when the code is wrong.
        let isGood = try await services.database.write { db in
            try ThrottleStore.count([OneTimeCode.guesses(origin.client)], at: now, db)
            return try CodeStore.countTry(asked, at: now, db)
        }
        guard isGood else { throw CitizensError.codeOver }
        return try await services.database.write { db in
            guard let proven = try CodeStore.take(code, asked, at: now, db) else { throw CitizensError.codeWrong }
            let throttles = OneTimeCode.throttles(proven.contact, origin.client)
            try ThrottleStore.forgive(throttles[0], clients: throttles.dropFirst() + [OneTimeCode.guesses(origin.client)], db)
            if let id = proven.citizen { return try set(proven.contact, of: id, by: actor, db) }
            let known = try CitizenStore.find(proven.contact, db)
            let citizen = try known ?? RegisterCitizen(services)(proven.contact, in: language, db)
            try link(proven.flow, to: citizen, db)
            let secret = try OpenCitizenSession(services)(citizen, .code, from: origin, db)
            return .signedIn(secret, next: proven.next, isNew: known == nil)
        }
    }

    /// Only the account that asked, still signed in, gets the address.
    private func set(_ contact: ContactAddress, of id: ID<Citizen>, by actor: Actor, _ db: any Connection) throws -> Outcome {
        var citizen = try db.citizen(actor)
        guard citizen.id == id else { throw CitizensError.codeOver }
        if let other = try CitizenStore.find(contact, db) {
            if other.id == id { return .contactSet }
            throw CitizensError.contactTaken
        }
        let before = citizen.contacts
        switch contact {
        case .phone(let number): citizen.phone = number
        case .email(let address): citizen.email = address
        }
        // Whoever held the old address learns of it there.
        try CitizenMessages(services).send(
            CitizenMessage(
                "citizens.told.contact", link: "/citizens/security", reference: "citizens.contact/\(services.newIDText())",
                details: { _ in ["contact": contact.masked] }), to: id, in: db)
        try CitizenStore.update(citizen, db)
        try services.audit.record(
            "citizens.contact_changed", by: actor, subject: citizen.subject,
            after: ["kind": before.count == citizen.contacts.count ? "replaced" : "added"], in: db)
        return .contactSet
    }

    /// Whom a provider named on the way here is from now on this citizen; another's stays theirs.
    private func link(_ flow: Digest?, to citizen: Citizen, _ db: any Connection) throws {
        guard let flow, let issuer = services.settings.openID?.issuer,
            let subject = try ProviderStore.takeSubject(flow, at: services.now(), db),
            try ProviderStore.citizen(issuer, subject, db) == nil, try ProviderStore.linked(citizen.id, issuer, db) == nil
        else { return }
        try ProviderStore.link(issuer, subject, to: citizen.id, at: services.now(), db)
        try services.audit.record("citizens.subject_linked", by: citizen.actor(), subject: citizen.subject, in: db)
    }
}
