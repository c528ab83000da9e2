import Kernel
import Platform

/// The registered decisions, with what of them is not applied and what came late.
struct DecisionTable {
    private let alerts: [ProcedureAlerts.Alert]
    private let days: Int
    private let count: PublicationLimits.DayCount
    private let context: Context
    private let words: Words

    init(_ alerts: [ProcedureAlerts.Alert], days: Int, count: PublicationLimits.DayCount, _ context: Context) {
        self.alerts = alerts
        self.days = days
        self.count = count
        self.context = context
        words = context.words
    }

    var lead: String {
        words(
            "procedures.decisions.lead",
            [
                "open": words.numbers.count(alerts.count(where: \.isOpen)), "near": words.numbers.count(alerts.count(where: \.isNear)),
                "days": words.numbers.count(days),
            ])
    }

    var content: HTML {
        let overdue = alerts.filter(\.isOverdue)
        return """
            \(if: !overdue.isEmpty, .notice(
                .warning, words("procedures.decisions.overdue"),
                "<ul>\(each: overdue, { "<li>\($0.decision.number): \(words("procedures.decisions.open", ["count": words.numbers.count($0.decision.open.count)]))</li>" })</ul>"))
            \(.form(
                .get, to: "/procedures/decisions",
                [
                    Field("within", words("procedures.decisions.within"), .line("number", "\(days)")),
                    Field("count", words("procedures.decisions.count"), .select(
                        PublicationLimits.DayCount.allCases.map { Choice($0.rawValue, words("procedures.count.\($0.rawValue)")) },
                        chosen: count.rawValue)),
                ], submit: words("procedures.find"), isBar: true))
            \(table)
            """
    }

    private var table: HTML {
        .table(
            id: "decisions", caption: words("procedures.decisions.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("procedures.decision.number"), .head) { alert in
                    let decision = alert.decision
                    return
                        "\(decision.number)<span class=\"why\">\(words.numbers.date(decision.decided))\(if: !decision.title.isEmpty, " – \(decision.title)")</span>"
                },
                Column(words("procedures.decision.effective")) { "\(words.numbers.date($0.decision.effective))" },
                Column(words("procedures.decisions.content")) { open($0) },
                Column(words("procedures.decisions.issue")) { alert in
                    "\(words(alert.isIssuedLate ? "procedures.late" : "procedures.on_time"))<span class=\"why\">\(words("procedures.decisions.until", ["date": words.numbers.date(alert.limits.issue)]))</span>"
                },
                Column(words("procedures.decisions.entry")) { entry($0) },
            ] as [Column<ProcedureAlerts.Alert>], rows: alerts, emphasis: \.isOverdue, empty: words("procedures.decisions.none"))
    }

    private func open(_ alert: ProcedureAlerts.Alert) -> HTML {
        let decision = alert.decision
        guard alert.isOpen else { return "\(words("procedures.decisions.applied", ["count": words.numbers.count(decision.codes.count)]))" }
        let state = words(
            alert.isOverdue
                ? "procedures.decisions.is_overdue" : alert.isNear ? "procedures.decisions.is_near" : "procedures.decisions.is_open")
        return """
            \(.tag(state)) \(words("procedures.decisions.open", ["count": words.numbers.count(decision.open.count)]))\
            <span class="why">\(decision.open.prefix(12).joined(separator: ", "))\(if: decision.open.count > 12, " …")</span>
            """
    }

    private func entry(_ alert: ProcedureAlerts.Alert) -> HTML {
        let decision = alert.decision
        let until: HTML =
            "<span class=\"why\">\(words("procedures.decisions.until", ["date": words.numbers.date(alert.limits.entry)]))</span>"
        let state = words(alert.isEnteredLate ? "procedures.late" : "procedures.on_time")
        if let listed = decision.listed { return "\(words.numbers.date(listed)): \(state)\(until)" }
        let hidden = [Field("decision", "", .hidden(decision.id.rawValue))]
        return """
            \(words(alert.isEnteredLate ? "procedures.decisions.not_entered_late" : "procedures.decisions.not_entered"))\(until)
            \(.form(.post, to: "/procedures/decisions/listed", hidden, submit: words("procedures.decisions.entered_today"), by: context.actor))
            """
    }
}
