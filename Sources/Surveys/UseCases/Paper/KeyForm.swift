import Forms
import Kernel
import Platform
import Storage

/// Keys one form in as it stands on the paper; who does sees nothing of what the other read (SV-41).
///
/// Gaps are kept as gaps, and what no answer can be is refused. A form may be keyed again until the batch is keyed whole; then the
/// batch goes to the third person.
package struct KeyForm: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// `mark`: that the form does not count, as it is seen on the paper.
    package func callAsFunction(_ serial: FormSerial, _ answers: Answers, mark: InvalidReason? = nil, batch number: String, by actor: Actor)
        async throws
    {
        try await bureau.write(by: actor) { desk in
            var (batch, campaign, part, _, _) = try desk.batch(number)
            guard case .clerk(let turn) = part else { throw PaperError.notYourPart }
            guard batch.state == .keying else { throw PaperError.notNow(batch.state) }
            guard try SerialStore.find([serial], desk.db)[serial]?.batch == number else { throw PaperError.noSuchForm(serial.description) }
            if let mark, !KeyedForm.marks.contains(mark) { throw PaperError.noSuchForm(serial.description) }
            let instrument = try desk.instrument(desk.group(batch.respondents, of: campaign).instrument)
            let record = try instrument.content.read(answers, on: batch.received)
            try BatchStore.put(
                KeyedForm(serial: serial, turn: turn, login: actor.name, record: record, mark: mark), keying: batch.keying, at: desk.now,
                desk.db)
            let keyed = try BatchStore.keyed(of: batch, desk.db)
            if keyed[1] == batch.count, keyed[2] == batch.count {
                batch.state = .settling
                try BatchStore.update(batch, desk.db)
            }
        }
    }
}

extension InstrumentContent {
    /// What stands on a paper, gaps among it; throws for what no answer can be.
    func read(_ answers: Answers, on day: CalendarDate) throws(PaperError) -> AnswerRecord {
        let filled = questionnaire.fill(answers, on: day)
        if let fault = filled.faults.first(where: { !["forms.answer_missing", "forms.check_failed"].contains($0.code) }) {
            throw .unsound(questionnaire.item(fault.path)?.label.vi ?? fault.path.name)
        }
        return record(of: filled.answers)
    }
}
