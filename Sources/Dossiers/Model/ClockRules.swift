import Facts
import Kernel
import Office
import WorkingTime

/// What the law says of limits from which day on, and how a dossier remembers what held on the day of its receipt (OS-13, OS-53).
package enum ClockRules {
    /// The rule of a day; before the first one, the first.
    ///
    /// `Facts/clock-rules.csv` in the order of its days.
    package static func law(on day: CalendarDate) -> ClockPolicy {
        let rules = shipped
        return (rules.last { $0.from <= day } ?? rules[0]).policy
    }

    package struct Rule: Sendable, Hashable {
        package let code: String
        package let from: CalendarDate
        package let policy: ClockPolicy
        package let source: String
    }

    package static let shipped: [Rule] = {
        guard let table = try? FactTables.table("clock-rules.csv"), let rules = try? rules(table), !rules.isEmpty else {
            preconditionFailure("the binary carries rules of the clock that can be read")
        }
        return rules
    }()

    private static func rules(_ table: Table) throws -> [Rule] {
        func column(_ name: String) throws -> Int { try table.column(name) }
        let (code, from, source) = (try column("code"), try column("from"), try column("source"))
        let policy = try ["late_receipt", "late_after", "supplement", "supplements", "supplement_within", "end_on_day_off"].map(column)
        return table.rows.compactMap { row in
            guard let day = CalendarDate(row[from].text), let policy = ClockPolicy(policy.map { row[$0].text }) else { return nil }
            return Rule(code: row[code].text, from: day, policy: policy, source: row[source].text)
        }
    }
}

extension ClockPolicy {
    /// One line in which each choice has its place, `same_day 15:00 restarts 1 3 working_days moves`: as a dossier keeps it.
    package var line: String {
        let minute = "\(lateAfterMinute / 60):\(lateAfterMinute % 60 < 10 ? "0" : "")\(lateAfterMinute % 60)"
        let within = supplementWithin.map { "\($0.count) \($0.unit)" } ?? "- -"
        return "\(lateReceipt.rawValue) \(minute) \(supplement.rawValue) \(supplementsAtMost) \(within) \(endOnDayOff.rawValue)"
    }

    /// Reads ``line``.
    package init?(line: String) {
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 7 else { return nil }
        self.init(Array(words[0..<4]) + [words[4] == "-" ? "" : "\(words[4]) \(words[5])", words[6]])
    }

    fileprivate init?(_ words: [String]) {
        let clock = words[1].split(separator: ":").compactMap { Int($0) }
        guard words.count == 6, let late = LateReceipt(rawValue: words[0]), clock.count == 2, (0..<24).contains(clock[0]),
            (0..<60).contains(clock[1]), let supplement = Supplement(rawValue: words[2]), let most = Int(words[3]), most >= 0,
            let end = EndOnDayOff(rawValue: words[5])
        else { return nil }
        var within: TimeLimit?
        if !words[4].isEmpty {
            let parts = words[4].split(separator: " ")
            guard parts.count == 2, let count = Int(parts[0]), let limit = TimeLimit(count, String(parts[1])) else { return nil }
            within = limit
        }
        self.init()
        (lateReceipt, lateAfterMinute, self.supplement) = (late, clock[0] * 60 + clock[1], supplement)
        (supplementsAtMost, supplementWithin, endOnDayOff) = (most, within, end)
    }
}

extension TimeLimit {
    /// The word of its unit, as columns and files have it.
    package var unit: String {
        switch self {
        case .workingHours: "working_hours"
        case .workingDays: "working_days"
        case .days: "days"
        case .months: "months"
        }
    }

    /// Nil for a word that is no unit and for a count that is none.
    package init?(_ count: Int, _ unit: some StringProtocol) {
        guard count > 0 else { return nil }
        switch unit {
        case "working_hours": self = .workingHours(count)
        case "working_days": self = .workingDays(count)
        case "days": self = .days(count)
        case "months": self = .months(count)
        default: return nil
        }
    }
}
