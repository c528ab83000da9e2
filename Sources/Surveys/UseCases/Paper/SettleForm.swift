import Forms
import Kernel
import Platform
import Storage

/// Writes down what stands on the paper where two people read different things: a third person, with the paper in hand (SV-41), and why
/// (SV-43).
package struct SettleForm: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// `answers` has what stands there, by question; a question without an answer is a gap on the paper.
    ///
    /// `mark` holds where the two
    /// differ in whether the form counts.
    package func callAsFunction(
        _ serial: FormSerial, _ answers: Answers, mark: InvalidReason? = nil, comment: String, batch number: String, by actor: Actor
    ) async throws {
        let log = FaultLog()
        if comment.trimmed.isEmpty { log.missing("comment") }
        if comment.count > CampaignPlan.textLimit { log.tooLong("comment", CampaignPlan.textLimit) }
        try log.check()
        try await bureau.write(by: actor) { desk in
            let (batch, campaign, part, _, _) = try desk.batch(number)
            guard part == .settler else { throw PaperError.notYourPart }
            guard batch.state == .settling else { throw PaperError.notNow(batch.state) }
            let open = try desk.open(batch, campaign)
            guard let form = open.comparisons.first(where: { $0.serial == serial }), !form.open.isEmpty else {
                throw PaperError.noSuchForm(serial.description)
            }
            if let mark, !KeyedForm.marks.contains(mark) { throw PaperError.noSuchForm(serial.description) }
            for question in form.open {
                let settled = question.isEmpty ? mark?.rawValue ?? "" : try open.instrument.content.settled(question, answers)
                try BatchStore.put(
                    Settlement(serial: serial, question: question, settled: settled, comment: comment.trimmed, login: actor.name),
                    keying: batch.keying, at: desk.now, desk.db)
            }
        }
    }
}

extension InstrumentContent {
    /// The value of one question as records keep it.
    fileprivate func settled(_ question: String, _ answers: Answers) throws(PaperError) -> String {
        guard let item = questionnaire.item(AnswerPath(question)), let asked = item.question, let answer = answers[question] else {
            return ""
        }
        if case .typed = answer { throw .unsound(item.label.vi) }
        if case .list(let list)? = asked.kind.choices?.source, !answer.all.allSatisfy({ code in list.contains { $0.code == code } }) {
            throw .unsound(item.label.vi)
        }
        return answer.text
    }
}
