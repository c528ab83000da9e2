import Accounts
import Criteria
import Kernel
import Platform
import Scoring
import Storage

/// Takes a question to a conference: of anybody beforehand, or as a clerk hears it on the floor (FB-21).
///
/// Where the plan names groups, whoever says one says one of these.
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
            let groups = conference.plan.groups.map(\.name)
            if !draft.group.trimmed.isEmpty, !groups.isEmpty, !groups.contains(draft.group.trimmed) {
                throw Faults([Fault("feedback.group_unknown", at: Place(field: "group"), ["groups": groups.joined(separator: "; ")])])
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

extension FeedbackBureau {
    /// The criterion that somebody typed, which stands in a set that everybody may read (FB-23); nil where nothing was typed.
    func theme(_ typed: String) async throws -> Theme? {
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
