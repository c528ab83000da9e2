import Kernel
import Platform
import Storage

/// Gives everything that one person appraises in a round to another, when staff leave in the middle of it (EXPECTED 6).
package struct ReassignAppraiser: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// How many assignments went over; where the other one has the same already, or works in the unit, none is made.
    @discardableResult
    package func callAsFunction(
        round: String, from person: String, to appraiser: Appraiser, reason: String, by actor: Actor
    ) async throws -> Int {
        let reason = try WrittenText.required(reason, field: "reason")
        return try await workplace.write(by: actor) { desk in
            let round = try desk.administered(round)
            if round.status == .decided { throw AssessmentsError.alreadyDecided(round: round.code) }
            let all = try AssignmentStore.all(of: round.id, desk.db)
            var moved: [Assignment] = []
            for assignment in all where assignment.appraiser.person == person && person != appraiser.person {
                var changed = assignment
                changed.appraiser = appraiser
                let isThere = all.contains { $0.appraiser.person == appraiser.person && $0.isSamePlace(as: changed) }
                if !isThere, changed.unit == nil || changed.unit != appraiser.home { moved.append(changed) }
            }
            try AssignmentStore.clear(person, of: round.id, desk.db)
            for assignment in moved { try AssignmentStore.insert(assignment, id: desk.newID(), of: round.id, desk.db) }
            try desk.record(
                "appraiser_replaced", round.subject, before: ["person": .text(person)],
                after: ["appraiser": .text(appraiser.name), "fields": .whole(Int64(moved.count))], reason: reason)
            return moved.count
        }
    }
}

extension Assignment {
    fileprivate func isSamePlace(as other: Assignment) -> Bool { block == other.block && field == other.field && unit == other.unit }
}
