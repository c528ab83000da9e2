import Kernel
import Platform
import Storage
import Units

/// Tells the sender of a petition, or whoever asked at a conference, what happened: in their language, where they left an address.
///
/// The one place through which this room writes to people outside.
struct FeedbackNotice: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case received, asked, answered, refused, forwarded
        case questionAnswered = "question_answered"
    }

    let kind: Kind
    /// What the letter is about, and how often it was written about it: one reference, one letter.
    let reference: String
    let language: Language
    let email: String
    let details: [String: String]

    init(_ kind: Kind, reference: String, language: Language, email: String, details: [String: String]) {
        self.kind = kind
        self.reference = reference
        self.language = language
        self.email = email
        self.details = details
    }

    func send(_ desk: FeedbackBureau.Desk) throws {
        guard !email.isEmpty else { return }
        let words = desk.services.words(language)
        let title = words("feedback.notice.\(kind.rawValue).title", details)
        let body = words("feedback.notice.\(kind.rawValue).text", details)
        try desk.services.outbox.add(
            Mail(to: email, subject: title, body: "\(body)\n"), reference: "feedback.\(kind.rawValue)/\(reference)", in: desk.db)
    }
}

extension FeedbackBureau.Desk {
    /// Writes to the sender of a petition, if one left an address; `said` is what an official wrote.
    func tell(_ kind: FeedbackNotice.Kind, _ petition: Petition, said: String = "") throws {
        let petitioner = try PetitionStore.petitioner(of: petition.number, db)
        let base = services.site.publicURL ?? ""
        let words = services.words(petition.language)
        let details = [
            "number": petition.number, "link": base + FeedbackLink.track(petition.receipt).text, "said": said,
            "unit": try UnitStore.find(petition.unit, db).map { words($0.name) } ?? "", "receipt": petition.receipt.text,
            "due": petition.due.map { words.numbers.date($0.vietnamDate) } ?? "–",
        ]
        try FeedbackNotice(
            kind, reference: "\(petition.number)/\(petition.version)", language: petition.language, email: petitioner.email,
            details: details
        ).send(self)
    }
}
