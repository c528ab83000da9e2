import Kernel
import Platform

/// The form of a campaign's plan, and of its costs: one line a post, as people write such lists anyway.
struct PlanForm {
    let form: Form
    /// What is there already; nil: a new one.
    let plan: CampaignPlan?
    let words: Words

    var fields: [Field] {
        func value(_ name: String, _ known: (CampaignPlan) -> String, new: String = "") -> String {
            form.names.contains(name) ? form[name] : plan.map(known) ?? new
        }
        func field(_ name: String, _ control: Field.Control, hint: Bool = false, isRequired: Bool = false) -> Field {
            Field(
                name, words("surveys.field.\(name)"), control, hint: hint ? words("surveys.field.\(name).hint") : nil,
                isRequired: isRequired)
        }
        return [
            field("title", .text(value("title", \.title)), isRequired: true),
            field("period", .text(value("period") { $0.period.description }), hint: true, isRequired: true),
            field("opens", .text(value("opens") { words.numbers.date($0.opens) }), hint: true, isRequired: true),
            field("closes", .text(value("closes") { words.numbers.date($0.closes) }), hint: true, isRequired: true),
            field(
                "minimum", .text(value("minimum", { "\($0.minimumAnswers)" }, new: "\(CampaignPlan.usualMinimum)")), hint: true,
                isRequired: true),
            field("note", .area(value("note", \.note), rows: 4)),
        ]
    }

    /// What was typed, or all that cannot be read of it.
    func read() throws(Faults) -> CampaignPlan {
        let log = FaultLog()
        let period = Period(form["period"])
        if period == nil { log.add("surveys.period_wrong", at: Place(field: "period")) }
        let (opens, closes) = (CalendarDate(written: form["opens"]), CalendarDate(written: form["closes"]))
        for (field, day) in [("opens", opens), ("closes", closes)] where day == nil {
            log.add("surveys.day_wrong", at: Place(field: field))
        }
        let minimum = Int(form["minimum"])
        if minimum == nil { log.outside("minimum", 2, 1000) }
        try log.check()
        guard let period, let opens, let closes, let minimum else { throw Faults([Fault("surveys.day_wrong", at: Place(field: "opens"))]) }
        return CampaignPlan(title: form["title"], period: period, opens: opens, closes: closes, minimumAnswers: minimum, note: form["note"])
    }

    /// `what; how many; đồng of one; minutes of one`, a line each; a fault names the line.
    static func costs(_ text: String) throws(Faults) -> [CostLine] {
        let log = FaultLog()
        var lines: [CostLine] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !String(line).trimmed.isEmpty
        {
            let parts = line.split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmed }
            let figures = parts.dropFirst().map { NumberReading($0)[.vi].flatMap { $0.isWhole ? Int($0.digits) : nil } }
            guard parts.count == 4, !figures.contains(nil), let quantity = figures[0], let dong = figures[1], let minutes = figures[2]
            else {
                log.add("surveys.line_wrong", at: Place(field: "costs"), ["line": "\(index + 1)"])
                continue
            }
            lines.append(CostLine(title: parts[0], quantity: quantity, dong: Int64(dong), minutes: minutes))
        }
        try log.check()
        return lines
    }
}
