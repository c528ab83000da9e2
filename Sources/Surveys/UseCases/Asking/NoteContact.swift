import Kernel
import Platform

/// Writes down an attempt to reach somebody that gave no answer; what settles it settles all that was wanted of the person.
package struct NoteContact: Sendable {
    package struct Order: Sendable {
        package var campaign: String
        package var group: String
        package var number: Int
        package var way: Contact.Way?
        package var outcome: Contact.Outcome?
        package var note: String

        package init(_ number: Int, campaign: String, group: String, way: Contact.Way?, outcome: Contact.Outcome?, note: String) {
            self.number = number
            self.campaign = campaign
            self.group = group
            self.way = way
            self.outcome = outcome
            self.note = note
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, by actor: Actor) async throws {
        let log = FaultLog()
        if order.way == nil { log.add("surveys.way_missing", at: Place(field: "way")) }
        if order.outcome == nil || order.outcome == .answered { log.add("surveys.outcome_missing", at: Place(field: "outcome")) }
        if order.note.count > CampaignPlan.lineLimit { log.tooLong("note", CampaignPlan.lineLimit) }
        try log.check()
        guard let way = order.way, let outcome = order.outcome else { return }
        try await bureau.write(by: actor) { desk in
            let asked = try desk.assigned(order.number, order.group, order.campaign)
            try asked.campaign.requireOpen(on: desk.today)
            guard asked.person.isAsked, asked.askings.contains(where: { $0.outcome == .open }) else {
                throw SurveysError.settledAlready(order.number)
            }
            try desk.note(
                Contact(login: actor.name, way: way, day: desk.today, outcome: outcome, note: order.note.trimmed), asked.person)
            if let end = outcome.ends { _ = try AskingStore.end(asked.person.id, end, on: desk.today, desk.db) }
        }
    }
}
