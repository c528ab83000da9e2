import Kernel
import Platform
import Storage
import Units

/// Calls a conference together, or writes down how it went: agenda, groups with who came, reports, conclusion (FB-20).
package struct PlanConference: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// A new one of a unit.
    package func callAsFunction(_ plan: ConferencePlan, unit code: String, isGenerated: Bool = false, by actor: Actor) async throws
        -> Conference
    {
        try plan.check()
        return try await bureau.write(by: actor) { desk in
            let unit = try desk.unit(code, for: .lead)
            let year = plan.starts.vietnamDate.year
            let figures = "\(try PetitionStore.next("conference", year: year, desk.db))"
            let conference = Conference(
                number: "DT-\(year)-\(String(repeating: "0", count: max(0, 4 - figures.count)))\(figures)", unit: unit.id, plan: plan,
                published: nil, isGenerated: isGenerated, version: 1)
            try ConferenceStore.insert(conference, desk.db)
            try desk.record("feedback.conference_planned", conference)
            return conference
        }
    }

    /// Changes one that is there, as somebody saw it.
    package func callAsFunction(_ plan: ConferencePlan, for number: String, version: Int?, by actor: Actor) async throws {
        try plan.check()
        try await bureau.write(by: actor) { desk in
            var conference = try desk.conference(number, version: version, for: .lead)
            let isMoved = plan.starts != conference.plan.starts && conference.plan.starts > desk.now
            conference.plan = plan
            try ConferenceStore.update(conference, desk.db)
            if isMoved { try desk.moveQuestions(of: conference) }
            try desk.record("feedback.conference_changed", conference)
        }
    }
}

/// Makes the results of a conference public, with its minutes (FB-23).
package struct PublishConference: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, version: Int? = nil, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            var conference = try desk.conference(number, version: version, for: .lead)
            if conference.plan.starts > desk.now { throw FeedbackError.notHeldYet(conference.plan.starts.vietnamDate) }
            conference.published = conference.published ?? desk.now
            try ConferenceStore.update(conference, desk.db)
            try desk.record("feedback.conference_published", conference)
        }
    }
}

extension FeedbackBureau.Desk {
    /// Counts the days of what was asked beforehand anew, for the conference has another day.
    fileprivate func moveQuestions(of conference: Conference) throws {
        for var question in try ConferenceStore.questions(of: conference.number, db) {
            question.due = try questionDue(asked: question.asked, conference)
            try ConferenceStore.save(question, of: conference.number, db)
        }
    }

    func conference(_ number: String) throws -> Conference {
        guard let conference = try ConferenceStore.find(number, db) else { throw FeedbackError.noSuchConference(number) }
        return conference
    }

    /// A conference as somebody saw it, for a duty in the unit that holds it.
    func conference(_ number: String, version: Int? = nil, for duty: FeedbackDuty) throws -> Conference {
        let conference = try conference(number)
        guard duty.isHeld(by: actor, for: conference.unit) else { throw FeedbackError.notYourWork(duty) }
        if let version, version != conference.version { throw FeedbackError.changedMeanwhile(number) }
        return conference
    }

    func record(_ action: String, _ conference: Conference, after: AuditValue? = nil) throws {
        try services.audit.record(
            action, by: actor, subject: "feedback/conferences/\(conference.number)", unit: conference.unit.rawValue,
            after: after ?? ["title": .text(conference.plan.title), "starts": AuditValue(conference.plan.starts)], in: db)
    }
}
