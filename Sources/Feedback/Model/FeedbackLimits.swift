import Facts
import Kernel
import Office
import WorkingTime

/// The working days that each step may take, from which day on and by which text (FB-2, FB-7, RT-60).
package enum FeedbackLimits {
    package enum Step: String, Hashable, Sendable, CaseIterable {
        case forward, question, refuse, ask, handle, publish, urgent, simple
    }

    package struct Rule: Hashable, Sendable {
        package let step: Step
        package let limit: TimeLimit
        package let from: CalendarDate
        package let source: String
    }

    /// The rule of a day; before the first one, the first.
    package static func rule(_ step: Step, on day: CalendarDate) -> Rule {
        let rules = shipped.filter { $0.step == step }
        return rules.last { $0.from <= day } ?? rules[0]
    }

    /// How long a unit may have a petition.
    package static func handling(_ urgency: Petition.Urgency, _ class: Petition.Class?, on day: CalendarDate) -> TimeLimit {
        let step: Step =
            switch urgency {
            case .urgent: .urgent
            case .simple: .simple
            case .ordinary: `class` == .otherRules ? .forward : .handle
            }
        return rule(step, on: day).limit
    }

    /// Days of waiting for the sender are left out; of a day off the next working day counts.
    package static let clock: ClockPolicy = {
        var policy = ClockPolicy()
        policy.supplement = .suspends
        policy.supplementsAtMost = .max
        policy.supplementWithin = nil
        return policy
    }()

    package static let shipped: [Rule] = {
        guard let table = try? FactTables.table("feedback-limits.csv"), let rules = try? rules(table),
            Set(rules.map(\.step)) == Set(Step.allCases)
        else { preconditionFailure("the binary carries a limit for each step of feedback") }
        return rules
    }()

    private static func rules(_ table: Table) throws -> [Rule] {
        let columns = try ["step", "working_days", "from", "source"].map { try table.column($0) }
        return table.rows.compactMap { row in
            guard let step = Step(rawValue: row[columns[0]].text), let days = Int(row[columns[1]].text),
                let from = CalendarDate(row[columns[2]].text)
            else { return nil }
            return Rule(step: step, limit: .workingDays(days), from: from, source: row[columns[3]].text)
        }.sorted { $0.from < $1.from }
    }
}
