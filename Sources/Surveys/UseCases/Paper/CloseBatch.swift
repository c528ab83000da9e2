import Forms
import Kernel
import Platform
import Storage

/// Puts the answers of a batch away once everything is settled and neither clerk made more errors than it bears (SV-42).
///
/// A serial stands for a unit and a cell, never for a person: the answers know no more than that.
package struct CloseBatch: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, version: Int? = nil, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            var (batch, campaign) = try desk.planned(number, version: version)
            guard batch.state == .settling, campaign.state == .open else { throw PaperError.notNow(batch.state) }
            let open = try desk.open(batch, campaign)
            let forms = open.comparisons
            let left = forms.reduce(0) { $0 + $1.open.count }
            if left > 0 { throw PaperError.differencesLeft(left) }
            let agreement = open.agreement
            for (login, errors) in zip([batch.clerks.first, batch.clerks.second], agreement.errors) where errors > agreement.allowed {
                throw PaperError.tooManyErrors(login, errors: errors, allowed: agreement.allowed)
            }
            try AnswerStore.put(zip(open.forms, forms).map { try open.answer($0, $1) }, desk.db)
            batch.state = .closed
            batch.closed = desk.now
            try BatchStore.update(batch, desk.db)
            try desk.record(
                "surveys.paper.closed", campaign,
                after: [
                    "batch": .text(number), "forms": .whole(Int64(batch.count)), "fields": .whole(Int64(agreement.compared)),
                    "agreed": .whole(Int64(agreement.agreed)), "keying": .whole(Int64(batch.keying)),
                ])
        }
    }
}

extension OpenBatch {
    fileprivate func answer(_ printed: PrintedForm, _ form: FormComparison) throws -> KeptAnswer {
        guard printed.serial == form.serial, let result = form.result else { preconditionFailure("everything is settled") }
        let content = instrument.content
        let filled = content.questionnaire.fill(content.answers(in: result.record), on: batch.received)
        return KeptAnswer(
            campaign: campaign.number, respondents: batch.respondents, unit: ID(rawValue: printed.unit), instrument: instrument.id,
            cell: printed.cell, channel: .paper, stream: printed.cell == nil ? .open : .verified, batch: batch.number,
            received: printed.cell == nil ? batch.received : nil, record: content.record(of: filled.answers),
            invalid: result.mark ?? content.verdict(filled))
    }
}
