import Kernel
import Platform
import Scoring

/// Ties a paper to a leaf: one that the unit has already, or a new one, with section and page (US-2).
struct CitingPage {
    let screen: ShowLeaf.Screen
    let evidence: [Evidence]
    let form: EvidenceForm
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var line: LeafLine { screen.line }

    func page() -> Page {
        let address = UnitAddress(screen.round, line.unit)
        let fields = (known + place + form.fields).telling(error.map(EvidenceForm.told), words)
        func shown(_ names: [Field]) -> HTML {
            HTML(joining: names.compactMap { field in fields.first { $0.name == field.name } }.map(HTML.field))
        }
        return Page(
            words("assessments.evidence.cite"), kicker: words(line.unit.name),
            lead: "\(line.leaf.code). \(words(line.criterion.title))",
            crumbs: .unit(screen.round, line.unit, words) + [Crumb(line.leaf.code, address.place(line.leaf))], room: "assessments",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\
                \(line.criterion.evidence.map { .notice(.information, words("assessments.leaf.evidence"), "<p>\(words($0))</p>") } ?? HTML())\
                \(if: !line.may(.claim), "<p>\(words("assessments.explain.new_only"))</p>")
                <form method="post" action="\(address.citing(line.leaf.code))" enctype="multipart/form-data" novalidate>\(.token(context.actor))
                \(shown(known))
                <details\(flag: "open", known.isEmpty || error != nil)><summary>\(words("assessments.evidence.new"))</summary>
                \(shown(form.fields))</details>
                \(shown(place))
                <div class="actions"><button>\(words("assessments.evidence.cite"))</button></div></form>
                """)
    }

    /// The unit's papers; what the claim cites already is nothing new to explain with.
    private var known: [Field] {
        let seen = line.may(.claim) ? [] : Set(line.citations.filter { $0.kind == .claim }.map(\.evidence.chain))
        let papers = evidence.filter { !seen.contains($0.chain) }
        if papers.isEmpty { return [] }
        let choices =
            [Choice("", words("assessments.evidence.choose"))]
            + papers.map { Choice($0.id.rawValue, EvidenceText($0, words).name) }
        return [
            Field(
                "evidence", words("assessments.evidence.known"), .select(choices, chosen: form.form["evidence"]),
                hint: words("assessments.evidence.known_hint"))
        ]
    }

    private var place: [Field] {
        [
            Field(
                "section", words("assessments.evidence.section"), .text(form.form["section"]),
                hint: words("assessments.evidence.section_hint")),
            Field("page", words("assessments.evidence.page"), .text(form.form["page"]), hint: words("assessments.evidence.page_hint")),
        ]
    }
}
