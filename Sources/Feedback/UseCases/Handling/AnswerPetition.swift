import Kernel
import Platform
import Storage

/// Answers a petition, and with it all that say the same (FB-4, FB-5); where its sender agrees, its publication is due.
package struct AnswerPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `document` is the number of the letter; `grounds` are for rules.
    @discardableResult
    package func callAsFunction(
        _ act: PetitionAct, document: String = "", grounds: [PetitionAnswer.Ground] = [], by actor: Actor
    ) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked()
            if document.unicodeScalars.count > ConferencePlan.lineLimit {
                throw Faults([Fault("feedback.text_too_long", at: Place(field: "document"), ["limit": "\(ConferencePlan.lineLimit)"])])
            }
            var item = try desk.open(act, for: .handle)
            let answer = PetitionAnswer(number: 0, text: text, document: document, grounds: grounds, answered: desk.now, login: actor.name)
            try item.finish(by: .answered, .answered, text, desk, answer: answer) { _ in }
            return item.petition
        }
    }
}

/// Looks at a petition a second time, whose sender was not satisfied, or that was turned down wrongly: it is answered anew.
///
/// What the sender said of the first answer stays counted.
package struct ReopenPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: PetitionAct, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked()
            var item = try desk.open(act, for: .lead)
            if item.petition.state == .answered, item.stay.rating != .unsatisfied { throw FeedbackError.notUnsatisfied }
            try item.move(by: .reopened)
            try item.begin(at: item.petition.unit)
            try PublicationStore.remove(item.petition.number, desk.db)
            item.change {
                if $0.class == .notAccepted { $0.class = nil }
                $0.publication = .none
                $0.publishDue = nil
                $0.published = nil
                $0.main = nil
            }
            try item.save(.reopened, text)
            return item.petition
        }
    }
}

extension PetitionCase {
    /// Ends a petition and all that wait for its answer; `text` is what their senders are told.
    mutating func finish(
        by event: PetitionEvent.Kind, _ outcome: Stay.Outcome, _ text: String, _ desk: FeedbackBureau.Desk, answer: PetitionAnswer? = nil,
        _ change: (inout Petition) -> Void
    ) throws {
        try end(by: event, outcome, text, desk, answer: answer, change)
        for copy in try PetitionStore.copies(of: petition.number, desk.db) where copy.state == .duplicate {
            var other = try PetitionCase(copy, desk)
            try other.end(by: event, outcome, text, desk, answer: answer, change)
        }
    }

    private mutating func end(
        by event: PetitionEvent.Kind, _ outcome: Stay.Outcome, _ text: String, _ desk: FeedbackBureau.Desk, answer: PetitionAnswer?,
        _ change: (inout Petition) -> Void
    ) throws {
        let wasCopy = petition.state == .duplicate
        try move(by: event)
        close(outcome)
        self.change(change)
        if let answer {
            let number = try EventStore.answers(of: petition.number, desk.db).count + 1
            let own = PetitionAnswer(
                number: number, text: answer.text, document: answer.document, grounds: answer.grounds, answered: answer.answered,
                login: answer.login)
            try EventStore.insert(own, of: petition.number, desk.db)
            // One of several that say the same is enough for everybody.
            if petition.consents, !wasCopy {
                let due = try desk.due(.publish, from: desk.now)
                self.change {
                    $0.publication = .waiting
                    $0.publishDue = due
                }
            }
        }
        try save(event, text)
        let kinds: [PetitionEvent.Kind: FeedbackNotice.Kind] = [.answered: .answered, .refused: .refused, .forwarded: .forwarded]
        if let kind = kinds[event] { try desk.tell(kind, petition, said: text) }
    }
}
