import Accounts
import Kernel
import Platform
import Storage

/// Sends a code to a telephone or an address: to sign in, or to make it the way to an account that is open already.
///
/// The same happens whether an account has this address or not, so that nobody learns which do.
package struct AskForCode: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// The word that only the asking browser gets; `flow` is its way through a provider that waits for this proof.
    ///
    /// An account that is open already gets another address only in a session that a code has just opened.
    package func callAsFunction(
        _ typed: String, next: String = "", flow: Secret? = nil, by actor: Actor = .anonymous, session: Secret? = nil,
        in language: Language, from origin: Origin
    ) async throws -> Secret {
        guard let contact = ContactAddress(typed) else {
            throw Faults([Fault("citizens.contact_invalid", at: Place(file: "sign_in", field: "contact"))])
        }
        let now = services.now()
        return try await send(CodeStore.Asked(contact: contact, flow: flow?.digest, next: next), in: language, from: origin) { asked, db in
            if actor.kind == .citizen {
                let citizen = try db.citizen(actor).id
                try CitizenSessionStore.requireFresh(session, of: citizen, at: now, db)
                asked.citizen = citizen
            }
            asked.isKnown = try origin.client.map { try CitizenSessionStore.places(of: contact, db).contains(Network.of($0)) } ?? false
        }
    }

    /// To an address that the open account has: whoever answers comes in anew, by a code.
    package func own(
        _ contact: ContactAddress, next: String, by actor: Actor, in language: Language, from origin: Origin
    ) async throws -> Secret {
        try await send(CodeStore.Asked(contact: contact, next: next), in: language, from: origin) { asked, db in
            guard try db.citizen(actor).contacts.contains(contact) else { throw CitizensError.notYourself }
            asked.isKnown = true
        }
    }

    private func send(
        _ asked: CodeStore.Asked, in language: Language, from origin: Origin,
        _ look: @escaping @Sendable (inout CodeStore.Asked, any Connection) throws -> Void
    ) async throws -> Secret {
        try check(asked.contact)
        let (now, services) = (services.now(), services)
        let (secret, code) = (Secret(), OneTimeCode())
        try await services.database.write { db in
            var asked = asked
            asked.next = String(asked.next.prefix(500))
            try look(&asked, db)
            try ThrottleStore.count(OneTimeCode.throttles(asked.contact, origin.client), at: now, db)
            let counts = try CodeStore.counts(like: asked, at: now, db)
            guard counts.day < OneTimeCode.day, counts.hour < OneTimeCode.hour else { throw CitizensError.tooMany }
            try CodeStore.insert(asked, code, secret, at: now, db)
            let words = services.words(language)
            let text = words("citizens.code.text", ["code": code.digits])
            try CitizenMessages(services).carry(
                short: text, subject: words("citizens.code.subject"), body: text + "\n\n" + words("citizens.code.warning"),
                to: asked.contact, reference: "citizens.code/\(services.newIDText())", db)
        }
        return secret
    }

    private func check(_ contact: ContactAddress) throws(CitizensError) {
        switch contact {
        case .phone: if services.settings.sms == nil { throw .noSMS }
        case .email: if services.settings.smtp == nil { throw .noEmail }
        }
    }

    /// Where the code of this browser went, masked, and what it proves: the own address, or whom a provider named; nil when it has none
    /// that is good.
    package func waiting(_ secret: Secret?) async throws -> (contact: String, isOwn: Bool, isProof: Bool)? {
        guard let secret else { return nil }
        let now = services.now()
        return try await services.database.read { db in
            try CodeStore.find(secret, at: now, db).map { ($0.contact.masked, $0.citizen != nil, $0.flow != nil) }
        }
    }
}
