import Kernel
import Platform
import Storage

/// Writes down what was answered to a question, and by whom; what is shown to nobody says so (FB-21).
///
/// What everybody sees of the question is without what names a person: each proposal is decided by somebody (FB-5).
package struct AnswerQuestion: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    package func callAsFunction(
        _ answer: String, by answerer: String, to question: Int, conference number: String, theme: String = "", isShown: Bool = true,
        masks: [Bool?] = [], by actor: Actor
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
            found.refusal = ""
            found.publicText = isShown ? try found.masked(masks) : ""
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

/// Turns a question down that is none, with a reason: nobody has to answer it, and nobody but the unit sees it.
package struct RefuseQuestion: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    package func callAsFunction(_ question: Int, conference number: String, reason: String, by actor: Actor) async throws {
        let log = FaultLog()
        if reason.trimmed.isEmpty { log.missing("reason") }
        if reason.unicodeScalars.count > AskQuestion.textLimit { log.tooLong("reason", AskQuestion.textLimit) }
        try log.check()
        try await bureau.write(by: actor) { desk in
            let conference = try desk.conference(number, for: .handle)
            guard var found = try ConferenceStore.questions(of: number, desk.db).first(where: { $0.number == question }) else {
                throw FeedbackError.noSuchQuestion(question)
            }
            guard found.isWaiting else { throw FeedbackError.questionOver(question) }
            found.refusal = reason.trimmed
            try ConferenceStore.save(found, of: number, desk.db)
            try desk.record(
                "feedback.question_refused", conference, after: ["number": .whole(Int64(question)), "reason": .text(found.refusal)])
            let told = ["title": conference.plan.title, "question": found.text, "reason": found.refusal]
            try FeedbackNotice(
                kind: .questionRefused, link: FeedbackLink.conference(number), reference: "\(number)/\(question)",
                language: found.language, details: { _ in told }
            ).send(to: Petitioner(email: found.email), desk)
        }
    }
}

extension ConferenceQuestion {
    /// Its text without the places that were decided to name a person; throws what was not decided, in fields `mask_1` and so on.
    fileprivate func masked(_ masks: [Bool?]) throws(Faults) -> String {
        let (places, log) = (proposals, FaultLog())
        for number in places.indices where !masks.indices.contains(number) || masks[number] == nil {
            log.add("feedback.mask_undecided", at: Place(field: "mask_\(number + 1)"))
        }
        if masks.count > places.count { log.add("feedback.mask_stale", at: Place(field: "shown")) }
        try log.check()
        return Masking.masked(text, places.indices.filter { masks[$0] == true }.map { places[$0].range }, words: [])
    }
}
