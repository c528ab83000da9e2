import Foundation
import Kernel
import Platform

/// The form of a conference: lines for the agenda and the groups, one a line, as people write such lists anyway.
struct PlanForm {
    let form: Form
    /// What is there already; nil: a new one.
    let plan: ConferencePlan?
    let words: Words

    var fields: [Field] {
        func field(_ name: String, _ control: Field.Control, hint: Bool = false, isRequired: Bool = false) -> Field {
            Field(
                name, words("feedback.plan.\(name)"), control, hint: hint ? words("feedback.plan.\(name).hint") : nil,
                isRequired: isRequired)
        }
        func value(_ name: String, _ known: (ConferencePlan) -> String) -> String {
            form.names.contains(name) ? form[name] : plan.map(known) ?? ""
        }
        return [
            field("title", .text(value("title", \.title)), isRequired: true),
            field("place", .text(value("place", \.place)), isRequired: true),
            field("day", .text(value("day") { words.numbers.date($0.starts.vietnamDate) }), hint: true, isRequired: true),
            field("clock", .text(value("clock") { $0.starts.vietnamClock }), hint: true, isRequired: true),
            field(
                "questions_until", .text(value("questions_until") { words.numbers.date($0.questionsUntil) }), hint: true, isRequired: true),
            field("chair", .text(value("chair", \.chair))), field("secretary", .text(value("secretary", \.secretary))),
            field("agenda", .area(value("agenda") { $0.agenda.map(Self.line).joined(separator: "\n") }, rows: 6), hint: true),
            field("groups", .area(value("groups") { $0.groups.map(Self.line).joined(separator: "\n") }, rows: 6), hint: true),
            field("reports", .area(value("reports", \.reports), rows: 6), hint: true),
            field("conclusion", .area(value("conclusion", \.conclusion), rows: 6), hint: true),
        ]
    }

    private static func line(_ item: Conference.Item) -> String { "\(item.clock); \(item.title); \(item.person)" }

    private static func line(_ group: Conference.Group) -> String {
        "\(group.name); \(group.invited)" + (group.attended.map { "; \($0)" } ?? "")
    }

    /// What was typed, or all that cannot be read of it; a fault of a list names its line.
    func read() throws(Faults) -> ConferencePlan {
        let log = FaultLog()
        let day = CalendarDate(written: form["day"])
        let minute = Self.minute(form["clock"])
        let until = CalendarDate(written: form["questions_until"])
        for (field, isWrong) in [("day", day == nil), ("clock", minute == nil), ("questions_until", until == nil)] where isWrong {
            log.add(field == "clock" ? "feedback.clock_wrong" : "feedback.day_wrong", at: Place(field: field))
        }
        let agenda = Self.lines(form["agenda"]).map { number, parts in
            let clock = parts.count > 1 ? parts[0] : ""
            if !clock.isEmpty, Self.minute(clock) == nil || parts.count > 3 { log.line("agenda", number) }
            return Conference.Item(clock: clock, title: parts.count > 1 ? parts[1] : parts[0], person: parts.count > 2 ? parts[2] : "")
        }
        let groups = Self.lines(form["groups"]).compactMap { number, parts -> Conference.Group? in
            let counts = parts.dropFirst().map { Int($0).flatMap { (0...100_000).contains($0) ? $0 : nil } }
            guard !parts[0].isEmpty, (1...2).contains(counts.count), !counts.contains(nil) else {
                log.line("groups", number)
                return nil
            }
            return Conference.Group(name: parts[0], invited: (counts[0] ?? 0), attended: counts.count > 1 ? counts[1] : nil)
        }
        try log.check()
        guard let day, let minute, let until else { throw Faults([Fault("feedback.day_wrong", at: Place(field: "day"))]) }
        return ConferencePlan(
            title: form["title"], place: form["place"], starts: Timestamp(milliseconds: day.start.milliseconds + Int64(minute) * 60_000),
            questionsUntil: until, chair: form["chair"], secretary: form["secretary"], agenda: agenda, groups: groups,
            reports: form["reports"], conclusion: form["conclusion"])
    }

    /// Lines that are not empty, each with its number and its parts between semicolons.
    private static func lines(_ text: String) -> [(Int, [String])] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let line = String(line).trimmed
            if line.isEmpty { return nil }
            return (index + 1, line.split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmed })
        }
    }

    /// `8:00`, `08:00` or `8h00`.
    private static func minute(_ text: String) -> Int? {
        let parts = text.lowercased().split(whereSeparator: { $0 == ":" || $0 == "h" }).map { Int($0) }
        guard (1...2).contains(parts.count), let hour = parts[0], (0..<24).contains(hour) else { return nil }
        if parts.count == 1 { return hour * 60 }
        guard let minute = parts[1], (0..<60).contains(minute) else { return nil }
        return hour * 60 + minute
    }
}

extension FaultLog {
    fileprivate func line(_ field: String, _ number: Int) { add("feedback.line_wrong", at: Place(field: field), ["line": "\(number)"]) }
}
