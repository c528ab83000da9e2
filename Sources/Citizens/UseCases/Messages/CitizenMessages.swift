import Kernel
import Platform
import Storage

/// Tells citizens something: on their page, and on their telephone and by e-mail where they want it and the house can.
///
/// In the transaction that has something to tell; sending comes afterwards.
package struct CitizenMessages: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Nothing happens where the account was closed.
    package func send(_ message: CitizenMessage, to id: ID<Citizen>, in db: any Connection) throws {
        guard let citizen = try CitizenStore.find(id, db) else { return }
        let words = services.words(citizen.language)
        let worded = word(message, words)
        guard try MessageStore.insert(worded, reference: message.reference, to: id, db) else { return }
        for contact in citizen.contacts where wants(citizen, contact) {
            try carry(worded, to: contact, reference: message.reference, words, db)
        }
    }

    /// Tells somebody who left no more than an address.
    package func send(
        _ message: CitizenMessage, toAddress address: ContactAddress, _ language: Language, in db: any Connection
    ) throws {
        let words = services.words(language)
        try carry(word(message, words), to: address, reference: message.reference, words, db)
    }

    private func wants(_ citizen: Citizen, _ contact: ContactAddress) -> Bool {
        switch contact {
        case .phone: citizen.tellsBySMS
        case .email: citizen.tellsByEmail
        }
    }

    private func word(_ message: CitizenMessage, _ words: Words) -> InboxMessage {
        let details = message.details(words)
        return InboxMessage(
            id: services.newID(), title: words(message.key, details), text: words("\(message.key).text", details),
            link: message.link, created: services.now(), read: nil)
    }

    private func carry(
        _ message: InboxMessage, to contact: ContactAddress, reference: String, _ words: Words, _ db: any Connection
    ) throws {
        let address = services.settings.publicURL.map { $0 + message.link.text }
        try carry(
            short: [message.title, address].compactMap { $0 }.joined(separator: " "), subject: message.title,
            body: [message.text, address, words("citizens.mail.foot")].compactMap { $0 }.joined(separator: "\n\n"), to: contact,
            reference: reference, db)
    }

    /// One message for one address, in the outbox of its kind; none where the house sends nothing of that kind.
    func carry(
        short: String, subject: String, body: String, to contact: ContactAddress, reference: String, _ db: any Connection
    ) throws {
        switch contact {
        case .phone(let number) where services.settings.sms != nil:
            try TextStore.insert(services.newIDText(), reference: reference, short, to: number, at: services.now(), db)
        case .email(let address) where services.settings.smtp != nil:
            try services.outbox.add(
                Mail(to: address, subject: subject, body: body), reference: "citizens/\(reference)/\(address)", in: db)
        default: return
        }
    }
}
