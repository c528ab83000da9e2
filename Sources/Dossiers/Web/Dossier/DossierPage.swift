import Facts
import Kernel
import Platform
import Procedures
import Units
import WorkingTime

/// Everything about one dossier: how far it is, what can be done, its papers, its time day by day, its history.
struct DossierPage {
    let screen: ShowDossier.Screen
    let context: Context
    /// What rooms above know of it.
    var more = HTML()

    private var words: Words { context.words }
    private var dossier: Dossier { screen.dossier }
    private var clock: ClockWords { ClockWords(words) }

    /// `refusing`: what cannot be done just now, told above.
    func page(refusing act: DeskAct? = nil) -> Page {
        Page(
            dossier.code.text, kicker: screen.procedure.procedure.name, lead: lead,
            crumbs: [Crumb(words(screen.unit.name), DossierLink.desk(screen.unit.code))], room: "dossiers-desk",
            status: act == nil ? 200 : 409,
            isIndexed: false,
            content: """
                \(act.map { .notice(.warning, words("dossiers.act.not_now", ["act": words("dossiers.act.\($0.rawValue)")])) } ?? HTML())
                \(context.done)
                \(acts)
                \(.section(words("dossiers.dossier.what"), facts))
                \(more)
                \(if: !screen.components.isEmpty, .section(words("dossiers.components"), components))
                \(screen.result.map { .section(words("dossiers.result"), result($0)) } ?? HTML())
                \(if: !screen.steps.isEmpty, .section(words("dossiers.steps"), steps))
                \(if: !screen.tasks.isEmpty, .section(words("dossiers.tasks.of"), tasks))
                \(if: !screen.parcels.isEmpty, .section(words("dossiers.transport"), transport))
                \(if: !screen.trail.isEmpty, .section(words("dossiers.time"), time))
                \(.section(words("dossiers.history"), history))
                \(papers)
                """)
    }

    private var lead: String {
        let state = words(dossier.state.text)
        guard let due = dossier.due else { return words("dossiers.lead.no_due", ["state": state]) }
        let key =
            dossier.finished != nil
            ? (dossier.isLate(at: screen.now) == true ? "finished_late" : "finished_on_time")
            : (dossier.isLate(at: screen.now) == true ? "late" : "due")
        return words(
            "dossiers.lead.\(key)",
            ["state": state, "due": words.due(due), "finished": dossier.finished.map { words.numbers.moment($0) } ?? ""])
    }

    private var acts: HTML {
        guard !screen.acts.isEmpty else { return HTML() }
        return """
            <nav class="parts" aria-label="\(words("dossiers.acts"))"><ul>\(each: screen.acts, { act in
                "<li><a href=\"\(DossierLink.act(dossier.code, act))\">\(words("dossiers.act.\(act.rawValue)"))</a></li>"
            })</ul></nav>
            """
    }

    /// The forms that can be printed now (OS-34).
    private var papers: HTML {
        let forms = DossierPapers(screen: screen, words: words, publicURL: nil).forms
        guard !forms.isEmpty else { return HTML() }
        return .section(
            words("dossiers.papers"),
            """
            <ul>\(each: forms, { form in
                let link: Link = "/dossiers/\(dossier.code.text)/papers/\(form.rawValue)"
                return "<li><a href=\"\(link)\">\(words("dossiers.papers.\(form.rawValue)"))</a></li>"
            })</ul>
            """)
    }

    private var facts: HTML {
        let applicant = screen.applicant
        var entries: [(term: String, text: HTML)] = [
            (words("dossiers.applicant"), "\(applicant.name)\(if: !applicant.submitter.isEmpty, " (\(applicant.submitter))")"),
            (words("dossiers.procedure"), "\(screen.procedure.procedure.name) (<code>\(screen.procedure.procedure.code)</code>)"),
            (words("dossiers.version"), "\(context.text(screen.procedure.version.decision))"),
            (words("dossiers.reception.channel"), "\(words("dossiers.channel.\(dossier.channel.rawValue)"))"),
            (words("dossiers.received"), "\(words.numbers.moment(dossier.received))"),
            (words("dossiers.limit"), limit),
            (words("dossiers.officer"), "\(context.text(dossier.officer.map(screen.name)))"),
            (words("dossiers.fee"), fees),
            (words("dossiers.reception.delivery"), "\(words("dossiers.delivery.\(dossier.delivery.rawValue)"))"),
        ]
        for (key, text) in [
            ("document", applicant.document), ("address", applicant.address), ("phone", applicant.phone), ("email", applicant.email),
            ("request", applicant.request),
        ] where !text.isEmpty { entries.append((words("dossiers.reception.\(key)"), "\(text)")) }
        if let cause = dossier.cause { entries.append((words("dossiers.cause"), "\(words("dossiers.cause.\(cause.rawValue)"))")) }
        return .definitions(entries)
    }

    /// With the way to how it is counted.
    private var limit: HTML {
        guard let limit = dossier.limit else { return "\(words("dossiers.due.none"))" }
        let rules = DossierLink.clock(screen.procedure.procedure.code)
        return "\(clock.limit(limit)) (<a href=\"\(rules)\">\(words("dossiers.clock"))</a>)"
    }

    private var fees: HTML {
        let lines = screen.fees.map { line in
            let state = words(line.paid == nil ? "dossiers.fee.unpaid" : "dossiers.fee.paid")
            return "\(words.numbers.count(Int(line.dong))) ₫, \(state)"
        }
        return lines.isEmpty ? "\(words("dossiers.fee.none"))" : "\(lines.joined(separator: "; "))"
    }

    /// The post's part, beside the limit (SD-29).
    private var transport: HTML {
        .table(
            id: "transport", caption: words("dossiers.transport"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.parcel"), .head) { (way: Transport) in
                    "\(words("dossiers.parcel.\(way.parcel.direction.rawValue)"))\(if: !way.parcel.number.isEmpty, " <code>\(way.parcel.number)</code>")"
                },
                Column(words("dossiers.parcel.handed")) { "\($0.days == nil ? "–" : words.numbers.moment($0.parcel.handed))" },
                Column(words("dossiers.parcel.arrived")) { way in
                    "\(way.parcel.arrived.map { words.numbers.moment($0) } ?? words("dossiers.parcel.on_way"))"
                },
                Column(words("dossiers.parcel.expected")) { way in
                    let day = way.expected.map { words.numbers.date($0) }
                    return "\(context.text(day))\(if: way.isLate, " \(.tag(words("dossiers.late")))")"
                },
                Column(words("dossiers.parcel.days"), .number) { "\(context.text($0.days.map { words.numbers.count($0) }))" },
            ], rows: screen.parcels)
    }

    // MARK: what lies in it

    private var components: HTML {
        .table(
            id: "components", caption: words("dossiers.components"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.component"), .head) { (entry: (offset: Int, element: Component)) in "\(entry.element.name)" },
                Column(words("dossiers.component.handed")) { handed($0.element) },
                Column(words("dossiers.component.scan")) { entry in
                    guard let file = entry.element.file else { return "–" }
                    return "<a href=\"\(DossierLink.file(dossier.code, entry.offset + 1))\">\(file.name)</a>"
                },
            ], rows: Array(screen.components.enumerated()))
    }

    private func handed(_ component: Component) -> HTML {
        let kind = words("dossiers.kind.\(component.kind.rawValue)")
        let counts = words("dossiers.component.counts", ["originals": "\(component.originals)", "copies": "\(component.copies)"])
        return """
            \(kind)\(if: component.originals + component.copies > 0, ", \(counts)")\(if: component.isReused, " \(.tag(words("dossiers.component.is_reused")))")
            """
    }

    private func result(_ result: DossierResult) -> HTML {
        var entries: [(term: String, text: HTML)] = [
            (words("dossiers.outcome"), "\(words("dossiers.outcome.\(result.outcome.rawValue)"))"),
            (words("dossiers.reception.number"), "\(context.text(result.number))"),
            (words("dossiers.reception.result"), "\(context.text(result.text))"),
        ]
        if let file = result.file {
            entries.append((words("dossiers.reception.result_file"), "<a href=\"\(DossierLink.result(dossier.code))\">\(file.name)</a>"))
        }
        return .definitions(entries)
    }

    private var tasks: HTML {
        .table(
            id: "tasks", caption: words("dossiers.tasks.of"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.task.unit"), .head) { (line: (task: DossierTask, unit: Units.Unit)) in "\(words(line.unit.name))" },
                Column(words("dossiers.task.content")) { "\($0.task.content)" },
                Column(words("dossiers.due")) { line in
                    "\(line.task.given == nil ? words("dossiers.task.later") : context.text(line.task.due.map { words.due($0) }))"
                },
                Column(words("dossiers.task.answer")) { line in
                    "\(line.task.done.map { "\(words.numbers.moment($0)): \(line.task.answer)" } ?? words("dossiers.task.waiting"))"
                },
            ], rows: screen.tasks)
    }

    /// The whole internal process, with what is known of the steps that were begun.
    private var steps: HTML {
        let begun = Dictionary(uniqueKeysWithValues: screen.steps.map { ($0.number, $0) })
        return .table(
            id: "steps", caption: words("dossiers.steps"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.step"), .head) { (step: (number: Int, stated: ProcessStep)) in
                    "\(step.number). \(step.stated.name)\(if: screen.step?.number == step.number, " \(.tag(words("dossiers.step.current")))")"
                },
                Column(words("dossiers.step.performer")) { "\(context.text($0.stated.performer))" },
                Column(words("dossiers.limit")) { "\(context.text($0.stated.time?.printed))" },
                Column(words("dossiers.step.begun")) { "\(context.text(begun[$0.number].map { words.numbers.moment($0.begun) }))" },
                Column(words("dossiers.step.end")) { step in
                    let isLate = begun[step.number]?.isLate(at: screen.now) == true
                    return "\(context.text(begun[step.number]?.due.map { words.due($0) }))\(if: isLate, " \(.tag(words("dossiers.late")))")"
                },
                Column(words("dossiers.step.done")) { step in
                    guard let done = begun[step.number], let at = done.done else { return "–" }
                    return "\(words.numbers.moment(at)), \(screen.name(done.login))"
                },
            ], rows: screen.procedure.procedure.process.enumerated().map { ($0.offset + 1, $0.element) },
            emphasis: { begun[$0.number]?.isLate(at: screen.now) == true })
    }

    // MARK: its time

    private var time: HTML {
        """
        \(if: dossier.firstDue != dossier.due, "<p>\(words("dossiers.time.first", ["due": context.text(dossier.firstDue.map { words.due($0) })]))</p>")
        \(if: screen.reading?.deadline?.isProvisional == true, "<p>\(words("dossiers.time.provisional"))</p>")
        \(.table(
            id: "trail", caption: words("dossiers.time"), isCaptionHidden: true,
            columns: [
                Column(words("dossiers.time.days"), .head) { (step: TrailStep) in
                    step.first == step.last ? "\(clock.day(step.first))" : "\(words.numbers.date(step.first)) – \(words.numbers.date(step.last))"
                },
                Column(words("dossiers.time.why")) { "\(clock.cause($0.cause))" },
                Column(words("dossiers.time.counted"), .number) { step in
                    "\(dossier.limit.flatMap { clock.counted(step, of: $0) } ?? "")"
                },
            ], rows: screen.trail))
        \(each: screen.reading?.findings ?? [], { "<p class=\"small\">\(clock.finding($0))</p>" })
        """
    }

    private var history: HTML {
        .table(
            id: "history", caption: words("dossiers.history"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.history.when"), .head) { (event: DossierEvent) in
                    let isLater = event.entered.milliseconds - event.at.milliseconds > 3_600_000
                    let entered = words("dossiers.history.entered", ["moment": words.numbers.moment(event.entered)])
                    return "\(words.numbers.moment(event.at))\(if: isLater, "<br><span class=\"small\">\(entered)</span>")"
                },
                Column(words("dossiers.history.what")) { "\(words($0.kind.text))" },
                Column(words("dossiers.history.who")) { "\(screen.name($0.login))" },
                Column(words("dossiers.history.text")) { "\(context.text(screen.text($0)))" },
                Column(words("dossiers.history.document")) { "\(context.text($0.document))" },
            ], rows: screen.events)
    }
}
