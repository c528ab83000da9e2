import Kernel
import Platform
import Storage

/// Makes a petition and its answer known to everybody, without what names a person: each proposal is decided by somebody (FB-5).
///
/// The text is the sender's own, with places taken out; nobody writes into it.
package struct PublishPetition: Sendable {
    /// What somebody decided about a text.
    package struct Order: Sendable {
        /// For each proposal, in order, whether it is masked; nil where nothing was decided.
        package var masks: [Bool?]
        /// More words that are masked wherever they stand, one a line.
        package var words: String
        package var showsPhotos: Bool

        package init(masks: [Bool?], words: String = "", showsPhotos: Bool = false) {
            self.masks = masks
            self.words = words
            self.showsPhotos = showsPhotos
        }
    }

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: PetitionAct, _ order: Order, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            var item = try desk.open(act, for: .lead)
            try item.move(by: .published)
            guard item.petition.consents else { throw FeedbackError.noConsent }
            let draft = try PublicDraft(item.petition.number, desk.db)
            let masked = try draft.masked(order)
            try PublicationStore.put(
                item.petition.number, masked.content, answer: masked.answer, showsPhotos: order.showsPhotos, by: actor.name, desk.db)
            item.change {
                $0.publication = .published
                $0.published = $0.published ?? desk.now
            }
            try item.save(.published)
            return item.petition
        }
    }
}

/// Decides that a petition does not become public, or takes it back, with a reason.
package struct WithholdPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: PetitionAct, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked()
            var item = try desk.open(act, for: .lead)
            try item.move(by: .withheld)
            try PublicationStore.remove(item.petition.number, desk.db)
            item.change {
                $0.publication = .withheld
                $0.published = nil
            }
            try item.save(.withheld, text)
            return item.petition
        }
    }
}

/// What would be published, with each place that may name a person.
struct PublicDraft: Sendable {
    /// A text of it: what it is called, the text, and the places.
    struct Part: Sendable {
        let name: String
        let text: String
        let proposals: [Masking.Proposal]
    }

    let parts: [Part]

    private static let wordsLimit = 4000
    private static let linesLimit = 100

    init(_ number: String, _ db: any Connection) throws {
        let content = try PetitionStore.content(of: number, db)
        let petitioner = try PetitionStore.petitioner(of: number, db)
        let answer = try EventStore.answers(of: number, db).last?.text ?? ""
        let names = [petitioner.name, petitioner.address].filter { !$0.isEmpty }
        parts = [("title", content.title), ("text", content.text), ("place", content.place), ("answer", answer)].map {
            Part(name: $0.0, text: $0.1, proposals: Masking.proposals($0.1, names: names))
        }
    }

    var proposals: [Masking.Proposal] { parts.flatMap(\.proposals) }

    /// Throws what was not decided; fields are `mask_1` and so on.
    func masked(_ order: PublishPetition.Order) throws(Faults) -> (content: PetitionContent, answer: String) {
        let log = FaultLog()
        for number in 0..<proposals.count where !order.masks.indices.contains(number) || order.masks[number] == nil {
            log.add("feedback.mask_undecided", at: Place(field: "mask_\(number + 1)"))
        }
        if order.masks.count > proposals.count { log.add("feedback.mask_stale", at: Place(field: "words")) }
        let words = order.words.split(separator: "\n").map { String($0).trimmed }
        if order.words.unicodeScalars.count > Self.wordsLimit { log.tooLong("words", Self.wordsLimit) }
        if words.count > Self.linesLimit { log.tooMany("words", Self.linesLimit) }
        try log.check()
        var number = 0
        let texts = parts.map { part in
            let places = part.proposals.enumerated().filter { order.masks[number + $0.offset] == true }.map(\.element.range)
            number += part.proposals.count
            return Masking.masked(part.text, places, words: words)
        }
        return (PetitionContent(title: texts[0], text: texts[1], place: texts[2]), texts[3])
    }
}
