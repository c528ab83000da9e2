import Forms
import Kernel
import Platform
import Storage
import Units

/// Takes the answer of whoever holds a link, about one unit, once (SV-51).
///
/// The mark that it was given and the answer are written together or not at all, and nothing leads from one to the other (SV-50): the
/// audit says nothing of either.
package struct SubmitAnswer: Sendable {
    package struct Order: Sendable {
        package var token: String
        /// Code of the unit that is judged.
        package var unit: String
        package var answers: Answers
        package var language: Language
        /// Whether the consent was given.
        package var consents: Bool

        package init(token: String, unit: String, answers: Answers, language: Language, consents: Bool) {
            self.token = token
            self.unit = unit
            self.answers = answers
            self.language = language
            self.consents = consents
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, by actor: Actor = .anonymous) async throws {
        try await bureau.write(by: actor) { desk in
            let (asked, found) = try desk.asked(order.token, and: UnitStore.unit(order.unit))
            try asked.campaign.requireOpen(on: desk.today)
            guard let unit = found else { throw SurveysError.noSuchUnit(order.unit) }
            guard let asking = asked.askings.first(where: { $0.unit == unit.id }) else { throw SurveysError.linkVoid }
            if asking.outcome == .answered { throw SurveysError.answeredAlready }
            if asking.outcome != .open { throw SurveysError.linkVoid }
            if !order.consents { throw SurveysError.noConsent }
            let answer = try asked.instrument.content.kept(order.answers, on: desk.today)
            guard try AskingStore.settle(asked.person.id, unit.id, .answered, .web, on: desk.today, desk.db) else {
                throw SurveysError.answeredAlready
            }
            try AnswerStore.wait(
                KeptAnswer(
                    campaign: asked.campaign.number, respondents: asked.group.code, unit: unit.id, instrument: asked.instrument.id,
                    cell: asked.person.cell, language: order.language, channel: .web, stream: .verified, record: answer.record,
                    invalid: answer.invalid), desk.db)
        }
    }
}

/// What a link leads to.
package struct AskedPerson: Sendable {
    package let person: DrawnPerson
    package let campaign: Campaign
    package let group: RespondentGroup
    package let instrument: Instrument
    package let askings: [Asking]
}

extension SurveysBureau.Desk {
    /// Whoever a link was given to, with what is wanted; forged and void links are told apart.
    func asked(_ written: String) throws -> AskedPerson { try asked(written, and: .nothing).asked }

    /// The same, and what else is to be known of the same database: all in one question.
    func asked<Other>(_ written: String, and other: Query<Other>) throws -> (asked: AskedPerson, other: Other) {
        guard let token = LinkToken(written) else { throw SurveysError.linkForged }
        let (key, person, campaign, group, askings, other) = try db.ask(
            AskingStore.knownKey, PersonStore.holder(of: token), CampaignStore.asking(token), CampaignStore.group(asking: token),
            AskingStore.askings(of: token), other)
        guard let key, token.isSigned(by: key) else { throw SurveysError.linkForged }
        guard let person, person.isAsked, let campaign, let group else { throw SurveysError.linkVoid }
        return (
            AskedPerson(
                person: person, campaign: campaign, group: group, instrument: try instrument(group.instrument), askings: askings), other
        )
    }

    func asked(_ person: DrawnPerson) throws -> AskedPerson {
        let campaign = try campaign(person.campaign)
        let group = try group(person.respondents, of: campaign)
        return AskedPerson(
            person: person, campaign: campaign, group: group, instrument: try instrument(group.instrument),
            askings: try AskingStore.askings(of: person.id, db))
    }
}

extension InstrumentContent {
    /// Answers as they are kept; those that are not whole or out of range are refused, so that they can be mended.
    ///
    /// Whoever is not eligible answers no more than what says so.
    func kept(_ answers: Answers, on day: CalendarDate) throws(SurveysError) -> (record: AnswerRecord, invalid: InvalidReason?) {
        let filled = questionnaire.fill(answers, on: day)
        if !filled.isComplete, !excludes(filled) { throw .answersIncomplete }
        return (record(of: filled.answers), verdict(filled))
    }
}
