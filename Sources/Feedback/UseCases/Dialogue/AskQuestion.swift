import Accounts
import Criteria
import Kernel
import Platform
import Scoring
import Storage

/// Takes a question to a conference: of anybody beforehand, or as a clerk hears it on the floor (FB-21).
package struct AskQuestion: Sendable {
    /// What is asked, and by whom.
    package struct Draft: Sendable {
        package var origin: ConferenceQuestion.Origin
        package var group: String
        package var name: String
        package var email: String
        package var language: Language
        /// As it was typed; empty: none.
        package var theme: String
        package var text: String
        package var ticket: String

        package init(
            _ text: String, origin: ConferenceQuestion.Origin, group: String = "", name: String = "", email: String = "",
            language: Language = .vi, theme: String = "", ticket: String
        ) {
            self.text = text
            self.origin = origin
            self.group = group
            self.name = name
            self.email = email
            self.language = language
            self.theme = theme
            self.ticket = ticket
        }

        func check() throws(Faults) {
            let log = FaultLog()
            if text.trimmed.isEmpty { log.missing("text") }
            if text.unicodeScalars.count > AskQuestion.textLimit { log.tooLong("text", AskQuestion.textLimit) }
            for (field, line) in [("group", group), ("name", name)] where line.unicodeScalars.count > ConferencePlan.lineLimit {
                log.tooLong(field, ConferencePlan.lineLimit)
            }
            if !email.isEmpty, !Mail.isAddress(email) { log.add("feedback.email_wrong", at: Place(field: "email")) }
            if !(16...64).contains(ticket.utf8.count) { log.add("feedback.ticket_wrong", at: Place(field: "text")) }
            try log.check()
        }
    }

    static let textLimit = 4000
    /// How many questions one network may send within a quarter of an hour.
    private static let most = 20

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `client` is the address that it came from; nil where a clerk enters it.
    @discardableResult
    package func callAsFunction(_ draft: Draft, conference number: String, from client: String? = nil, by actor: Actor) async throws
        -> ConferenceQuestion
    {
        try draft.check()
        let theme = try await bureau.theme(draft.theme)
        return try await bureau.write(by: actor) { desk in
            if let sent = try ConferenceStore.question(ticket: draft.ticket, desk.db) { return sent }
            let conference = try desk.conference(number)
            switch draft.origin {
            case .floor:
                guard FeedbackDuty.receive.isHeld(by: actor, for: conference.unit) else { throw FeedbackError.notYourWork(.receive) }
            case .before:
                let last = conference.plan.questionsUntil
                if desk.now >= last.end || conference.published != nil { throw FeedbackError.questionsClosed(last) }
                if let client { try desk.count([Throttle("feedback questions \(Network.of(client))", limit: Self.most)]) }
            }
            let questions = try ConferenceStore.questions(of: number, desk.db)
            let question = ConferenceQuestion(
                id: desk.newID(), number: questions.count + 1, origin: draft.origin, group: draft.group.trimmed, name: draft.name.trimmed,
                email: draft.email, language: draft.language, theme: theme, text: draft.text.trimmed, asked: desk.now,
                due: try desk.questionDue(asked: desk.now, conference), answer: "", answerer: "", answered: nil, isShown: true)
            try ConferenceStore.insert(question, of: number, ticket: draft.ticket, desk.db)
            try desk.record("feedback.question_asked", conference, after: ["number": .whole(Int64(question.number))])
            return question
        }
    }
}

/// Writes down what was answered to a question, and by whom; what is shown to nobody says so (FB-21).
package struct AnswerQuestion: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    package func callAsFunction(
        _ answer: String, by answerer: String, to question: Int, conference number: String, theme: String = "", isShown: Bool = true,
        by actor: Actor
    ) async throws {
        let log = FaultLog()
        if answer.trimmed.isEmpty { log.missing("answer") }
        if answer.unicodeScalars.count > ConferencePlan.textLimit { log.tooLong("answer", ConferencePlan.textLimit) }
        if answerer.trimmed.isEmpty { log.missing("person") }
        if answerer.unicodeScalars.count > ConferencePlan.lineLimit { log.tooLong("person", ConferencePlan.lineLimit) }
        try log.check()
        let theme = try await bureau.theme(theme)
        try await bureau.write(by: actor) { desk in
            let conference = try desk.conference(number, for: .handle)
            guard var found = try ConferenceStore.questions(of: number, desk.db).first(where: { $0.number == question }) else {
                throw FeedbackError.noSuchQuestion(question)
            }
            let isFirst = found.answered == nil
            found.answer = answer.trimmed
            found.answerer = answerer.trimmed
            found.answered = found.answered ?? desk.now
            found.isShown = isShown
            found.theme = theme ?? found.theme
            try ConferenceStore.save(found, of: number, desk.db)
            try desk.record("feedback.question_answered", conference, after: ["number": .whole(Int64(question)), "shown": .flag(isShown)])
            if isFirst {
                let told = [
                    "title": conference.plan.title, "question": found.text, "said": found.answer, "person": found.answerer,
                ]
                try FeedbackNotice(
                    kind: .questionAnswered, link: FeedbackLink.conference(number), reference: "\(number)/\(question)",
                    language: found.language, details: { _ in told }
                ).send(to: Petitioner(email: found.email), desk)
            }
        }
    }
}

extension FeedbackBureau {
    /// The criterion that somebody typed, which stands in a set that everybody may read (FB-23); nil where nothing was typed.
    fileprivate func theme(_ typed: String) async throws -> Theme? {
        if typed.isEmpty { return nil }
        let place = Place(field: "theme")
        guard let theme = Theme(typed) else { throw Faults([Fault("feedback.theme_wrong", at: place)]) }
        do {
            if try await frameworks(theme.framework).rows.contains(where: { $0.code == theme.criterion }) { return theme }
        } catch CriteriaError.notFound {}
        throw Faults([Fault("feedback.theme_unknown", at: place, ["set": theme.framework, "criterion": theme.criterion])])
    }
}

extension FeedbackBureau.Desk {
    /// Until when a question is answered: beforehand means on the day; what is left over then has its days from the conference on (FB-7).
    func questionDue(asked: Timestamp, _ conference: Conference) throws -> Timestamp {
        try due(.question, from: max(asked, conference.plan.starts))
    }
}
