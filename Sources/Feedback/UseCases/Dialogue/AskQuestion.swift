import Kernel
import Platform
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
            if text.count > AskQuestion.textLimit { log.tooLong("text", AskQuestion.textLimit) }
            for (field, line) in [("group", group), ("name", name)] where line.count > ConferencePlan.lineLimit {
                log.tooLong(field, ConferencePlan.lineLimit)
            }
            if !email.isEmpty, !Mail.isAddress(email) { log.add("feedback.email_wrong", at: Place(field: "email")) }
            if !theme.isEmpty, Theme(theme) == nil { log.add("feedback.theme_wrong", at: Place(field: "theme")) }
            if !(16...64).contains(ticket.utf8.count) { log.add("feedback.ticket_wrong", at: Place(field: "text")) }
            try log.check()
        }
    }

    static let textLimit = 4000
    /// How many questions one network may send within a quarter of an hour.
    static let most = 20

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `client` is the address that it came from; nil where a clerk enters it.
    @discardableResult
    package func callAsFunction(_ draft: Draft, conference number: String, from client: String? = nil, by actor: Actor) async throws
        -> ConferenceQuestion
    {
        try draft.check()
        return try await bureau.write(by: actor) { desk in
            if let sent = try ConferenceStore.question(ticket: draft.ticket, desk.db) { return sent }
            let conference = try desk.conference(number)
            let source = client.map { FilePetition.source($0, on: desk.now.vietnamDate) } ?? ""
            switch draft.origin {
            case .floor:
                guard FeedbackDuty.receive.isHeld(by: actor, for: conference.unit) else { throw FeedbackError.notYourWork(.receive) }
            case .before:
                let last = conference.plan.questionsUntil
                if desk.now >= last.end { throw FeedbackError.questionsClosed(last) }
                let since = Timestamp(milliseconds: desk.now.milliseconds - FilePetition.window)
                if try ConferenceStore.asked(from: source, since: since, desk.db) >= Self.most {
                    throw FeedbackError.tooMany(minutes: Int(FilePetition.window / 60_000))
                }
            }
            let questions = try ConferenceStore.questions(of: number, desk.db)
            // Beforehand means answered on the day; what is left over then has its days from the day of the conference.
            let begun = max(desk.now, conference.plan.starts)
            let question = ConferenceQuestion(
                id: desk.newID(), number: questions.count + 1, origin: draft.origin, group: draft.group.trimmed, name: draft.name.trimmed,
                email: draft.email, language: draft.language, theme: Theme(draft.theme), text: draft.text.trimmed, asked: desk.now,
                due: try desk.due(.question, from: begun), answer: "", answerer: "", answered: nil, isShown: true)
            try ConferenceStore.insert(question, of: number, ticket: draft.ticket, source: source, desk.db)
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
        if answer.count > ConferencePlan.textLimit { log.tooLong("answer", ConferencePlan.textLimit) }
        if answerer.trimmed.isEmpty { log.missing("person") }
        if answerer.count > ConferencePlan.lineLimit { log.tooLong("person", ConferencePlan.lineLimit) }
        if !theme.isEmpty, Theme(theme) == nil { log.add("feedback.theme_wrong", at: Place(field: "theme")) }
        try log.check()
        let changed = bureau.services.publicData
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
            let answered = theme.isEmpty ? found : found.with(theme: Theme(theme))
            try ConferenceStore.save(answered, of: number, desk.db)
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
        changed.changed()
    }
}

extension ConferenceQuestion {
    fileprivate func with(theme: Theme?) -> ConferenceQuestion {
        ConferenceQuestion(
            id: id, number: number, origin: origin, group: group, name: name, email: email, language: language, theme: theme, text: text,
            asked: asked, due: due, answer: answer, answerer: answerer, answered: answered, isShown: isShown)
    }
}
