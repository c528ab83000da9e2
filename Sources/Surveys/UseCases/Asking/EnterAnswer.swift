import Forms
import Kernel
import Platform
import Storage
import Units

/// Takes what somebody answered to an enumerator, by telephone or at the door; the attempt stands in the enumerator's trail.
package struct EnterAnswer: Sendable {
    package struct Order: Sendable {
        package var campaign: String
        package var group: String
        package var number: Int
        /// Code of the unit that is judged.
        package var unit: String
        package var way: Contact.Way?
        package var answers: Answers
        package var consents: Bool
        /// From the first question to the last.
        package var seconds: Int?

        package init(
            _ number: Int, campaign: String, group: String, unit: String, way: Contact.Way?, answers: Answers, consents: Bool, seconds: Int?
        ) {
            self.number = number
            self.campaign = campaign
            self.group = group
            self.unit = unit
            self.way = way
            self.answers = answers
            self.consents = consents
            self.seconds = seconds
        }
    }

    private static let longest = 86_400

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, by actor: Actor) async throws {
        guard let way = order.way else { throw Faults([Fault("surveys.way_missing", at: Place(field: "way"))]) }
        try await bureau.write(by: actor) { desk in
            let asked = try desk.assigned(order.number, order.group, order.campaign)
            try asked.campaign.requireOpen(on: desk.today)
            let unit = try desk.unit(order.unit)
            guard asked.askings.contains(where: { $0.unit == unit.id && $0.outcome == .open }) else {
                throw SurveysError.settledAlready(order.number)
            }
            if !order.consents { throw SurveysError.noConsent }
            let answer = try asked.instrument.content.kept(order.answers, on: desk.today)
            guard try AskingStore.settle(asked.person.id, unit.id, .answered, way.channel, on: desk.today, desk.db) else {
                throw SurveysError.settledAlready(order.number)
            }
            try desk.note(Contact(login: actor.name, way: way, day: desk.today, outcome: .answered, note: ""), asked.person)
            try AnswerStore.wait(
                KeptAnswer(
                    campaign: order.campaign, respondents: order.group, unit: unit.id, instrument: asked.instrument.id,
                    cell: asked.person.cell, language: .vi, channel: way.channel, stream: .verified, enumerator: actor.name,
                    seconds: order.seconds.map { min(max($0, 0), Self.longest) }, record: answer.record, invalid: answer.invalid), desk.db)
        }
    }
}

extension SurveysBureau.Desk {
    /// Somebody whom the actor was given to ask, or any of the campaign for whoever plans it.
    func assigned(_ number: Int, _ group: String, _ campaign: String) throws -> AskedPerson {
        let found = try self.campaign(campaign)
        let person = try self.person(number, try self.group(group, of: found), found)
        let isOwn = person.enumerator == actor.name && SurveyDuty.ask.isHeld(by: actor)
        guard isOwn || SurveyDuty.plan.isHeld(by: actor, for: found.unit) else { throw SurveysError.noSuchPerson(number) }
        return try asked(person)
    }

    func note(_ contact: Contact, _ person: DrawnPerson) throws {
        try AskingStore.insert(contact, id: services.newIDText(), of: person.id, db)
    }
}
