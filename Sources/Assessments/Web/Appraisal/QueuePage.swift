import Kernel
import Platform
import Scoring

/// What waits for an appraiser: the fields, or one field leaf by leaf over all units.
struct QueuePage {
    private let queue: ListAppraisals.Queue
    private let context: Context
    private let words: Words
    private let choice: QueueChoice
    private var round: Round { queue.round }

    init(_ queue: ListAppraisals.Queue, _ context: Context) {
        self.queue = queue
        self.context = context
        words = context.words
        choice = QueueChoice(context.query)
    }

    // MARK: the fields

    var fields: Page {
        page(
            words("assessments.appraisal.queue"), crumbs: RoundLink.crumbs(words, round),
            """
            \(ownUnit)\
            \(.table(
                id: "fields", caption: words("assessments.appraisal.fields"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("assessments.round.field"), .head) {
                        "<a href=\"\(RoundLink.queue(round, $0))\">\(words.field($0.code, $0.title))</a>"
                    },
                    Column(words("assessments.progress.block")) { "\(words($0.blockTitle))" },
                    Column(words("assessments.appraisal.waiting"), .number) { "\(words.numbers.count(lines(of: $0).count(where: \.isWaiting)))" },
                    Column(words("assessments.appraisal.all"), .number) { "\(words.numbers.count(lines(of: $0).count))" },
                ] as [Column<ListAppraisals.Field>], rows: queue.fields, empty: words("assessments.appraisal.no_field")))
            """)
    }

    private func lines(of field: ListAppraisals.Field) -> [ListAppraisals.Line] {
        queue.lines.filter { $0.unit.block == field.block && $0.leaf.field == field.code }
    }

    /// Nobody appraises the own unit (PI-76); whoever works in one of the units is told why it is not there.
    private var ownUnit: HTML {
        queue.ownUnit.map { unit in
            .notice(.information, words("assessments.appraisal.own_unit", ["unit": words(unit.name)]))
        } ?? HTML()
    }

    private func page(_ title: String, crumbs: [Crumb], _ content: HTML, status: Int = 200) -> Page {
        let waiting = queue.lines.count(where: \.isWaiting)
        let lead = words(
            waiting == 0 ? "assessments.appraisal.lead.none" : "assessments.appraisal.lead",
            [
                "waiting": words.numbers.count(waiting), "all": words.numbers.count(queue.lines.count),
                "stage": words.stage(queue.stage, until: queue.lastDay),
            ])
        return Page(
            title, kicker: words(round.title), lead: lead, crumbs: crumbs, room: "assessments", status: status, isIndexed: false,
            content: content)
    }

    // MARK: one field

    /// `refused` is why a choice was not accepted, `boxes` what was ticked then.
    func field(_ code: String, refused error: (any DomainError)? = nil, _ form: Form? = nil) -> Page {
        let field = queue.fields.first { $0.code == code && (choice.block == nil || $0.block == choice.block) }
        let found = queue.lines.filter(choice.admits)
        let pages = max(1, (found.count + QueueChoice.pageSize - 1) / QueueChoice.pageSize)
        let number = min(choice.page, pages)
        let shown = Array(found.dropFirst((number - 1) * QueueChoice.pageSize).prefix(QueueChoice.pageSize))
        return page(
            words("assessments.appraisal.field", ["field": words.field(code, field?.title)]),
            crumbs: RoundLink.crumbs(words, round) + [Crumb(words("assessments.appraisal.queue"), RoundLink.queue(round))],
            """
            \(done)\(refusal(error))\(ownUnit)\
            \(filter(code))
            \(if: shown.contains(where: \.canBeAcceptedUnseen), acceptance(code, shown, form), else: table(code, shown, form))
            \(.pagination(page: number, of: pages, address: context.address, words))
            """, status: Page.status(refused: error))
    }

    private var done: HTML {
        switch context.query["done"] {
        case "accepted": .notice(.success, words("assessments.appraisal.accepted", ["count": context.query["count"] ?? ""]))
        case "finished": .notice(.success, words("assessments.appraisal.finished"))
        default: HTML()
        }
    }

    private func refusal(_ error: (any DomainError)?) -> HTML {
        guard let error else { return HTML() }
        let list = (error as? Faults).map { HTML.faults($0.faults, words) }
        return """
            <div class="error-summary" role="alert" tabindex="-1"><h2>\(words("assessments.appraisal.not_accepted"))</h2>\
            \(list ?? "<p>\(words(error.code, error.details))</p>")</div>
            """
    }

    private func filter(_ code: String) -> HTML {
        var units: [Choice] = [Choice("", words("assessments.appraisal.all_units"))]
        var criteria: [Choice] = [Choice("", words("assessments.appraisal.all_criteria"))]
        for line in queue.lines {
            if units.last?.value != line.unit.code, !units.contains(where: { $0.value == line.unit.code }) {
                units.append(Choice(line.unit.code, words(line.unit.name)))
            }
            if criteria.last?.value != line.leaf.code {
                criteria.append(Choice(line.leaf.code, "\(line.leaf.code) \(words(line.criterion.title))"))
            }
        }
        let states = QueueChoice.State.allCases.map { Choice($0.rawValue, words("assessments.appraisal.show.\($0.rawValue)")) }
        return .form(
            .get, to: "/assessments/rounds/\(round.code)/appraisal/\(code)",
            [
                Field("block", "", .hidden(choice.block ?? "")),
                Field("state", words("assessments.appraisal.show"), .select(states, chosen: choice.state.rawValue)),
                Field("unit", words("assessments.progress.unit"), .select(units, chosen: choice.unit ?? "")),
                Field("criterion", words("assessments.appraisal.criterion"), .select(criteria, chosen: choice.criterion ?? "")),
            ], submit: words("assessments.progress.filter"), isBar: true)
    }

    /// The table as a form: what is ticked is accepted as claimed, all or none (EXPECTED 7).
    private func acceptance(_ code: String, _ lines: [ListAppraisals.Line], _ form: Form?) -> HTML {
        let tick = choice.carried(on: "/assessments/rounds/\(round.code)/appraisal/\(code)")
            .setting("page", to: choice.page == 1 ? nil : "\(choice.page)")
        let action = choice.carried(on: "/assessments/rounds/\(round.code)/appraisal/\(code)/accept")
        return """
            <form class="wide" method="post" action="\(action)" novalidate>
            \(.token(context.actor))\
            <p>\(words("assessments.appraisal.accept.text")) \
            <a href="\(tick.setting("tick", to: choice.isTicked ? nil : "1"))">\(words(choice.isTicked ? "assessments.appraisal.untick" : "assessments.appraisal.tick"))</a></p>
            \(table(code, lines, form))
            \(.field(Field(
                "comment", words("assessments.appraisal.accept.comment"), .area(form?["comment"] ?? "", rows: 2),
                hint: words("assessments.appraisal.accept.comment.hint"))))
            <div class="actions"><button>\(words("assessments.appraisal.accept"))</button></div>
            </form>
            """
    }

    private func table(_ code: String, _ lines: [ListAppraisals.Line], _ form: Form?) -> HTML {
        let ticked = form.map { Set($0.all("accept")) }
        var columns: [Column<ListAppraisals.Line>] = [
            Column(words("assessments.appraisal.criterion"), .code) { "\($0.leaf.code)" },
            Column(words("assessments.progress.unit"), .head) { line in
                """
                <a href="\(link(line, code))">\(words(line.unit.name))</a><span class="why">\(words(line.criterion.title))</span>
                """
            },
            Column(words("assessments.appraisal.claimed"), .number) { "\(words.exact($0.entries.claim?.points))" },
            Column(words("assessments.appraisal.maximum"), .number) { "\(words.exact($0.criterion.maximum))" },
            Column(words("assessments.appraisal.evidence"), .number) { "\(words.numbers.count($0.citations))" },
            Column(words("assessments.appraisal.last_time"), .number) { "\(words.exact($0.lastVerdict?.entry.points))" },
            Column(words("assessments.appraisal.given"), .number) { "\(words.exact($0.entries.verdict?.points))" },
            Column(words("assessments.appraisal.state")) { line in
                """
                \(words("assessments.appraisal.state.\(line.stateWord)"))\
                \(line.refusal.map { "<span class=\"why\">\(words($0.code, $0.details))</span>" as HTML })
                """
            },
        ]
        if lines.contains(where: \.canBeAcceptedUnseen) {
            columns.insert(
                Column(words("assessments.appraisal.accept.box"), .control) { line in
                    guard line.canBeAcceptedUnseen else { return HTML() }
                    let label = words("assessments.appraisal.accept.label", ["unit": words(line.unit.name), "criterion": line.leaf.code])
                    let isTicked = ticked?.contains(line.box) ?? choice.isTicked
                    return """
                        <input type="checkbox" name="accept" value="\(line.box)" aria-label="\(label)"\(flag: "checked", isTicked)>
                        """
                }, at: 0)
        }
        return .table(
            id: "queue", caption: words("assessments.appraisal.queue.caption"), isCaptionHidden: true, isStacked: true, columns: columns,
            rows: lines,
            empty: words("assessments.appraisal.none"))
    }

    private func link(_ line: ListAppraisals.Line, _ field: String) -> Link {
        choice.carried(on: RoundLink.judging(round, field: field, unit: line.unit, criterion: line.leaf.code))
    }
}
