import Kernel
import Platform
import Units

/// The page of a campaign's paper: forms that were numbered and are out, batches, envelopes.
struct PaperPage {
    let screen: ShowPaper.CampaignScreen
    let form: Form
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var numbers: NumberFormat { context.words.numbers }
    private var number: String { screen.campaign.number }
    private var isOn: Bool { screen.plans && screen.campaign.closed == nil }

    /// What a choice of group and unit says.
    static func place(_ form: Form, _ field: String) throws(Faults) -> (group: String, unit: String) {
        let parts = form[field].split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Faults([Fault("surveys.choice_missing", at: Place(field: field))]) }
        return (parts[0], parts[1])
    }

    /// The cell of a group; nil where none is chosen.
    static func cell(_ form: Form, of group: String) throws(Faults) -> Int? {
        guard let text = form.optional("cell") else { return nil }
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == group, let cell = Int(parts[1]) else {
            throw Faults([Fault("surveys.paper.cell_of_other", at: Place(field: "cell"))])
        }
        return cell
    }

    func page() -> Page {
        let printing = printFields.telling(form.names.contains("count") ? error : nil, words)
        let returns = returnFields.telling(form.names.contains("numbers") ? error : nil, words)
        return Page(
            words("surveys.paper.title"), kicker: screen.campaign.plan.title, lead: words("surveys.paper.lead"),
            crumbs: [Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number))], room: "surveys",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(printing + returns, words))\(context.done)
                \(.section(words("surveys.paper.printed.title"), printed))
                \(if: !screen.missing.isEmpty, missing)
                \(if: isOn, .section(words("surveys.paper.print"), .form(
                    .post, to: SurveysLink.printForms(number), printing, submit: words("surveys.paper.print.submit"), by: context.actor)))
                \(.section(words("surveys.paper.batches"), """
                    \(if: isOn && screen.campaign.state == .open, "<p class=\"actions\"><a class=\"button\" href=\"\(SurveysLink.receive(number))\">\(words("surveys.paper.receive"))</a></p>")
                    \(batches)
                    """))
                \(if: isOn && screen.campaign.state == .open && hasDrawn, .section(words("surveys.paper.returns"), """
                    <p>\(words("surveys.paper.returns.lead"))</p>
                    \(.form(.post, to: SurveysLink.returns(number), returns, submit: words("surveys.paper.returns.submit"), by: context.actor))
                    """))
                """)
    }

    private var hasDrawn: Bool { screen.groups.contains { $0.group.frame != .none } }

    private func places(drawn: Bool) -> [Choice] {
        screen.groups.filter { !drawn || $0.group.frame != .none }.flatMap { group, units, _ in
            units.map { Choice("\(group.code)/\($0.code)", "\(words(group.name)): \(words($0.name))") }
        }
    }

    private var printFields: [Field] {
        let cells = screen.groups.flatMap { group, _, cells in
            cells.map { cell in
                let name = [cell.stratum, cell.commune, cell.village].filter { !$0.isEmpty }.joined(separator: " / ")
                let of = ["group": words(group.name), "cell": "\(cell.number)", "name": name]
                return Choice("\(group.code)/\(cell.number)", words("surveys.paper.cell.of", of))
            }
        }
        return [
            Field(
                "place", words("surveys.paper.field.place"), .select(places(drawn: false), chosen: form.optional("place")), isRequired: true
            ),
            Field(
                "cell", words("surveys.paper.field.cell"),
                .select([Choice("", words("surveys.paper.cell.none"))] + cells, chosen: form.optional("cell")),
                hint: words("surveys.paper.field.cell.hint")),
            Field(
                "count", words("surveys.paper.field.sheets"), .text(form["count"]),
                hint: words("surveys.paper.field.sheets.hint", ["limit": numbers.count(PrintForms.most)]), isRequired: true),
        ]
    }

    private var returnFields: [Field] {
        [
            Field(
                "judged", words("surveys.paper.field.place"), .select(places(drawn: true), chosen: form.optional("judged")),
                isRequired: true),
            Field(
                "numbers", words("surveys.paper.field.numbers"), .text(form["numbers"]), hint: words("surveys.paper.field.numbers.hint"),
                isRequired: true),
        ]
    }

    private func name(_ code: String) -> String { screen.groups.first { $0.group.code == code }.map { words($0.group.name) } ?? code }

    private var printed: HTML {
        .table(
            id: "printed", caption: words("surveys.paper.printed.title"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("surveys.field.unit"), .head) { (line: (count: PrintedCount, unit: Units.Unit)) in "\(words(line.unit.name))"
                },
                Column(words("surveys.paper.field.group")) { "\(name($0.count.group))" },
                Column(words("surveys.paper.field.cell")) { "\($0.count.cell.map { "\($0)" } ?? "–")" },
                Column(words("surveys.paper.serials")) { "\($0.count.first) … \($0.count.last)" },
                Column(words("surveys.paper.sent"), .number) { "\(numbers.count($0.count.printed))" },
                Column(words("surveys.paper.returned"), .number) { "\(numbers.count($0.count.returned))" },
                Column(words("surveys.paper.out"), .number) { "\(numbers.count($0.count.printed - $0.count.returned))" },
                Column(words("surveys.act"), .control) { line in
                    screen.plans
                        ? "<a href=\"\(SurveysLink.forms(number, from: line.count.first, to: line.count.last))\">\(words("surveys.paper.pdf"))</a>"
                        : HTML()
                },
            ], rows: screen.printed, empty: words("surveys.paper.printed.none"))
    }

    /// Sheets that are out: lost, or not yet back.
    private var missing: HTML {
        let out = screen.printed.reduce(0) { $0 + $1.count.printed - $1.count.returned }
        return """
            <details><summary>\(words("surveys.paper.missing", ["count": numbers.count(out)]))</summary>
            <ul class="codes">\(each: screen.missing, { "<li>\($0.serial.description)</li>" })</ul>
            \(if: out > screen.missing.count, "<p>\(words("surveys.paper.missing.more", ["count": numbers.count(out - screen.missing.count)]))</p>")</details>
            """
    }

    private var batches: HTML {
        .table(
            id: "batches", caption: words("surveys.paper.batches"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("surveys.number"), .code) { (batch: PaperBatch) in
                    "<a href=\"\(SurveysLink.batch(batch.number))\">\(batch.number)</a>"
                },
                Column(words("surveys.paper.field.from")) { "\($0.receivedFrom)" },
                Column(words("surveys.paper.field.day")) { "\(numbers.date($0.received))" },
                Column(words("surveys.paper.field.count"), .number) { "\(numbers.count($0.count))" },
                Column(words("surveys.state")) { .tag(words($0.state.text)) },
            ], rows: screen.batches, empty: words("surveys.paper.batches.none"))
    }
}
