import Citizens
import Kernel
import Platform
import Storage
import Units

/// Tells the sender of a petition, or whoever asked at a conference, what happened: in their language, by the account or by the address
/// that they left.
///
/// The one place through which this room writes to people outside.
struct FeedbackNotice: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case received, asked, answered, refused, forwarded
        case questionAnswered = "question_answered"
        case questionRefused = "question_refused"
    }

    let kind: Kind
    let link: Link
    /// What it is about, and how often it was written about it: one reference, one message.
    let reference: String
    let language: Language
    let details: @Sendable (Words) -> [String: String]

    func send(to person: Petitioner, _ desk: FeedbackBureau.Desk) throws {
        let message = CitizenMessage(
            "feedback.notice.\(kind.rawValue)", link: link, reference: "feedback.\(kind.rawValue)/\(reference)", details: details)
        let messages = CitizenMessages(desk.services)
        if let citizen = person.citizen { return try messages.send(message, to: ID(rawValue: citizen), in: desk.db) }
        if let address = person.contact { try messages.send(message, toAddress: address, language, in: desk.db) }
    }
}

extension Petitioner {
    /// Where whoever has no account is told; nil for nowhere.
    var contact: ContactAddress? { citizen == nil ? ContactAddress(email) ?? ContactAddress(phone) : nil }
}

extension FeedbackBureau.Desk {
    /// Tells the sender of a petition, where one left an address; `said` is what an official wrote.
    func tell(_ kind: FeedbackNotice.Kind, _ petition: Petition, said: String = "") throws {
        let unit = try UnitStore.find(petition.unit, db)?.name
        try FeedbackNotice(
            kind: kind, link: FeedbackLink.track(petition.receipt), reference: "\(petition.number)/\(petition.version)",
            language: petition.language
        ) { words in
            [
                "number": petition.number, "said": said, "unit": unit.map { words($0) } ?? "", "receipt": petition.receipt.text,
                "due": petition.due.map { words.numbers.date($0.vietnamDate) } ?? "–",
            ]
        }.send(to: PetitionStore.petitioner(of: petition.number, db), self)
    }
}
