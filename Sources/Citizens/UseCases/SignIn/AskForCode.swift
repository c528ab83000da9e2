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
    package func callAsFunction(
        _ typed: String, next: String = "", flow: Secret? = nil, by actor: Actor = .anonymous, in language: Language, from origin: Origin
    ) async throws -> Secret {
        guard let contact = ContactAddress(typed) else {
            throw Faults([Fault("citizens.contact_invalid", at: Place(file: "sign_in", field: "contact"))])
        }
        try check(contact)
        let (now, services) = (services.now(), services)
        let (secret, code) = (Secret(), OneTimeCode())
        try await services.database.write { db in
            try ThrottleStore.count(OneTimeCode.throttles(contact, origin.client), at: now, db)
            if try CodeStore.count(to: contact, at: now, db) >= OneTimeCode.day { throw CitizensError.tooMany }
            let citizen = actor.kind == .citizen ? try db.citizen(actor).id : nil
            let asked = CodeStore.Asked(contact: contact, citizen: citizen, flow: flow?.digest, next: String(next.prefix(500)))
            try CodeStore.insert(asked, code, secret, at: now, db)
            let words = services.words(language)
            let text = words("citizens.code.text", ["code": code.digits])
            try CitizenMessages(services).carry(
                short: text, subject: words("citizens.code.subject"), body: text + "\n\n" + words("citizens.code.warning"), to: contact,
                reference: "citizens.code/\(services.newIDText())", db)
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
