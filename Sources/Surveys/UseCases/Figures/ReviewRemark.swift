import Forms
import Kernel
import Platform

/// Decides whether what somebody wrote may be shown, and how: names and numbers are taken out before (SV-54).
package struct ReviewRemark: Sendable {
    package struct Order: Sendable {
        package var answer: String
        package var question: String
        package var isShown: Bool
        /// As it shall be shown.
        package var text: String

        package init(answer: String, question: String, isShown: Bool, text: String) {
            self.answer = answer
            self.question = question
            self.isShown = isShown
            self.text = text
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, group code: String, campaign number: String, by actor: Actor) async throws {
        if order.text.count > CampaignPlan.textLimit {
            throw Faults([Fault("surveys.text_too_long", at: Place(field: "text"), ["limit": "\(CampaignPlan.textLimit)"])])
        }
        if order.isShown, order.text.trimmed.isEmpty { throw Faults([Fault("surveys.text_missing", at: Place(field: "text"))]) }
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            let instrument = try desk.instrument(desk.group(code, of: campaign).instrument)
            guard instrument.openTexts.contains(order.question), campaign.closed != nil,
                try RemarkStore.record(of: order.answer, number, code, desk.db) != nil
            else { throw SurveysError.noSuchRemark }
            try RemarkStore.put(
                order.answer, order.question, isShown: order.isShown, text: order.isShown ? order.text.trimmed : "", by: actor.name, desk.db
            )
            // Which answer it was stays untold: the audit is read by more people than answers are.
            try desk.record("surveys.figure.remark_reviewed", campaign, after: ["shown": .flag(order.isShown)])
        }
        bureau.services.publicData.changed()
    }
}

extension Instrument {
    /// Questions that people answer in their own words.
    package var openTexts: [String] {
        questionnaire.questions.filter { item in
            if case .some(.text) = item.question?.kind { return item.question?.calculation == nil }
            return false
        }.map(\.name)
    }
}
