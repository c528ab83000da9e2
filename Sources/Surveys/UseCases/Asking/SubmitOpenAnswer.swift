import Forms
import Kernel
import Platform
import Storage
import Units

/// Takes the answer of whoever came, where nobody was drawn: a series of its own (SV-25), in which nobody can promise that each answers
/// once (SV-52).
package struct SubmitOpenAnswer: Sendable {
    package struct Order: Sendable {
        package var campaign: String
        package var group: String
        package var unit: String
        package var answers: Answers
        package var language: Language
        package var consents: Bool
        /// The word that the form was given out with, by which a form that is sent twice is known.
        package var ticket: String

        package init(
            campaign: String, group: String, unit: String, answers: Answers, language: Language, consents: Bool, ticket: String
        ) {
            self.campaign = campaign
            self.group = group
            self.unit = unit
            self.answers = answers
            self.language = language
            self.consents = consents
            self.ticket = ticket
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, by actor: Actor = .anonymous) async throws {
        try await bureau.write(by: actor) { desk in
            let open = try desk.open(order.campaign, order.group, order.unit)
            try open.campaign.requireOpen(on: desk.today)
            if !order.consents { throw SurveysError.noConsent }
            guard (16...64).contains(order.ticket.utf8.count) else { throw SurveysError.linkForged }
            let answer = try open.instrument.content.kept(order.answers, on: desk.today)
            // Sent twice is one answer, and whoever sent it is told that it is there.
            guard try AnswerStore.takeTicket(order.ticket, of: order.campaign, on: desk.today, desk.db) else { return }
            try AnswerStore.put(
                [
                    KeptAnswer(
                        campaign: order.campaign, respondents: order.group, unit: open.unit.id, instrument: open.instrument.id,
                        language: order.language, channel: .web, stream: .open, received: desk.today, record: answer.record,
                        invalid: answer.invalid)
                ], desk.db)
        }
    }
}

/// What a public address of a campaign leads to.
package struct OpenAsking: Sendable {
    package let campaign: Campaign
    package let group: RespondentGroup
    package let instrument: Instrument
    package let unit: Units.Unit
}

extension SurveysBureau.Desk {
    /// A group without a list, about a unit of its matrix; whatever is not there is told the same.
    func open(_ number: String, _ code: String, _ unit: String) throws -> OpenAsking {
        guard let campaign = try CampaignStore.find(number, db), campaign.state != .planned,
            let group = try CampaignStore.group(code, of: number, db), group.frame == .none, let found = try UnitStore.find(code: unit, db),
            try CampaignStore.matrix(of: number, code, db).contains(where: { $0.unit == found.id })
        else { throw SurveysError.noSuchCampaign(number) }
        return OpenAsking(campaign: campaign, group: group, instrument: try instrument(group.instrument), unit: found)
    }
}
