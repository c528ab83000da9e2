import Kernel
import Platform
import Storage
import Units

/// Lets the next of the reserve of the same cell stand in for somebody who cannot be asked, with the reason (SV-14).
package struct ReplacePerson: Sendable {
    package struct Order: Sendable {
        package var campaign: String
        package var group: String
        package var number: Int
        package var outcome: AskingOutcome?
        package var reason: String

        package init(_ number: Int, campaign: String, group: String, outcome: AskingOutcome?, reason: String) {
            self.number = number
            self.campaign = campaign
            self.group = group
            self.outcome = outcome
            self.reason = reason
        }

        fileprivate func checked() throws(Faults) -> AskingOutcome {
            let log = FaultLog()
            if reason.trimmed.isEmpty { log.missing("reason") }
            if reason.count > CampaignPlan.lineLimit { log.tooLong("reason", CampaignPlan.lineLimit) }
            if outcome.map(AskingOutcome.ends.contains) != true { log.add("surveys.outcome_missing", at: Place(field: "outcome")) }
            try log.check()
            return outcome ?? .notFound
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// The number of whoever stands in.
    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Int {
        let outcome = try order.checked()
        return try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(order.campaign, for: .plan)
            let group = try desk.group(order.group, of: campaign)
            var person = try desk.person(order.number, group, campaign)
            let askings = try AskingStore.askings(of: person.id, desk.db)
            guard person.isAsked, askings.allSatisfy({ $0.outcome != .answered }) else { throw SurveysError.settledAlready(order.number) }
            guard var next = try PersonStore.reserve(of: person.cell, campaign.number, group.code, desk.db) else {
                throw SurveysError.noReserve(order.number)
            }
            _ = try AskingStore.end(person.id, outcome, on: desk.today, desk.db)
            try AskingStore.void(of: person.id, desk.db)
            person.role = .replaced
            person.reason = order.reason.trimmed
            try PersonStore.save(person, desk.db)
            next.role = .replacement
            next.standsFor = person.number
            next.enumerator = person.enumerator
            try PersonStore.save(next, desk.db)
            let units = try desk.judged(by: next, group, askings.map(\.unit))
            try AskingStore.insert(units.map { (next.id, $0) }, desk.db)
            try desk.move(
                campaign, by: .replaced,
                after: [
                    "number": .whole(Int64(person.number)), "by": .whole(Int64(next.number)), "outcome": .text(outcome.rawValue),
                    "reason": .text(person.reason),
                ])
            return next.number
        }
    }
}

extension SurveysBureau.Desk {
    func person(_ number: Int, _ group: RespondentGroup, _ campaign: Campaign) throws -> DrawnPerson {
        guard let person = try PersonStore.find(number, of: campaign.number, group.code, db) else {
            throw SurveysError.noSuchPerson(number)
        }
        return person
    }

    /// Whom somebody who stands in judges: all, or the unit of the own row of the list.
    fileprivate func judged(by person: DrawnPerson, _ group: RespondentGroup, _ before: [ID<Units.Unit>]) throws -> [ID<Units.Unit>] {
        if group.judges == .all { return before }
        return try PersonStore.unit(of: person.id, db).map { [$0] } ?? []
    }
}
