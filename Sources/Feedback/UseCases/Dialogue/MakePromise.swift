import Kernel
import Platform
import Units

/// Writes down what was promised, by whom, in which unit, and until when (FB-22).
package struct MakePromise: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `unit` is the code of the unit that keeps it; empty: the one that holds the conference.
    @discardableResult
    package func callAsFunction(
        _ text: String, person: String, unit: String = "", due: CalendarDate?, question: Int? = nil, conference number: String,
        by actor: Actor
    ) async throws -> Int {
        let log = FaultLog()
        if text.trimmed.isEmpty { log.missing("text") }
        if text.unicodeScalars.count > AskQuestion.textLimit { log.tooLong("text", AskQuestion.textLimit) }
        if person.trimmed.isEmpty { log.missing("person") }
        if person.unicodeScalars.count > ConferencePlan.lineLimit { log.tooLong("person", ConferencePlan.lineLimit) }
        if due == nil { log.add("feedback.day_wrong", at: Place(field: "due")) }
        try log.check()
        let made = try await bureau.write(by: actor) { desk in
            let conference = try desk.conference(number, for: .lead)
            let day = due ?? conference.plan.starts.vietnamDate
            if day < conference.plan.starts.vietnamDate {
                throw Faults([Fault("feedback.promise_before", at: Place(field: "due"))])
            }
            if let question, try !ConferenceStore.questions(of: number, desk.db).contains(where: { $0.number == question }) {
                throw FeedbackError.noSuchQuestion(question)
            }
            let keeper = try unit.isEmpty ? conference.unit : desk.unit(unit).id
            let next = try PromiseStore.promises(of: number, desk.db).count + 1
            let promise = Promise(
                id: desk.newID(), number: next, question: question, text: text.trimmed, person: person.trimmed, unit: unit, due: day,
                outcome: nil, ended: nil, evidence: "", file: nil)
            try PromiseStore.insert(promise, unit: keeper, of: number, desk.db)
            try desk.record("feedback.promise_made", conference, after: ["number": .whole(Int64(next)), "due": AuditValue(day)])
            return next
        }
        return made
    }
}

/// Ends a promise: kept, with what shows it, or given up, with a reason (FB-22).
package struct KeepPromise: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `day` is when it was done; nil: today.
    package func callAsFunction(
        _ promise: Int, conference number: String, _ outcome: Promise.Outcome?, evidence: String, file: Upload? = nil,
        on day: CalendarDate? = nil, by actor: Actor
    ) async throws {
        let log = FaultLog()
        if outcome == nil { log.add("feedback.outcome_missing", at: Place(field: "outcome")) }
        if evidence.trimmed.isEmpty { log.missing("evidence") }
        if evidence.unicodeScalars.count > AskQuestion.textLimit { log.tooLong("evidence", AskQuestion.textLimit) }
        try log.check()
        try await bureau.write(by: actor) { desk in
            let conference = try desk.conference(number)
            guard var found = try PromiseStore.promises(of: number, desk.db).first(where: { $0.number == promise }) else {
                throw FeedbackError.noSuchPromise(promise)
            }
            let keeper = try desk.unit(found.unit)
            guard [conference.unit, keeper.id].contains(where: { FeedbackDuty.lead.isHeld(by: actor, for: $0) }) else {
                throw FeedbackError.notYourWork(.lead)
            }
            if found.outcome != nil { throw FeedbackError.promiseOver(promise) }
            let today = desk.now.vietnamDate
            if let day, day > today || day < conference.plan.starts.vietnamDate {
                throw Faults([Fault("feedback.day_wrong", at: Place(field: "day"))])
            }
            found.outcome = outcome
            found.ended = day ?? today
            found.evidence = evidence.trimmed
            found.file = try file?.insert(at: desk.now, desk.db)
            try PromiseStore.end(found, of: number, desk.db)
            try desk.record(
                "feedback.promise_ended", conference,
                after: ["number": .whole(Int64(promise)), "outcome": AuditValue(outcome?.rawValue), "ended": AuditValue(found.ended)])
        }
    }
}
