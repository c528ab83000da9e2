import Kernel
import Platform
import Units

/// A unit's papers, whatever they prove: used over many leaves and many years (GL-32).
struct EvidenceListPage {
    let unit: Unit
    let evidence: [Evidence]
    let form: EvidenceForm
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }

    func page() -> Page {
        let mayAdd = context.actor.has(.unitOfficer) || context.actor.has(.unitHead)
        let fields = form.fields.telling(error.map(EvidenceForm.told), words)
        let action: Link = "/assessments/units/\(unit.code)/evidence"
        return Page(
            words("assessments.evidence.papers"), kicker: words(unit.name), lead: words("assessments.evidence.papers_lead"),
            crumbs: [Crumb(words("assessments.desk"), UnitAddress.desk)], room: "assessments", status: Page.status(refused: error),
            isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\
                \(context.told)\
                \(.table(
                    id: "papers", caption: words("assessments.evidence.papers"), isCaptionHidden: true, isStacked: true, columns: columns, rows: evidence,
                    empty: words("assessments.evidence.none")))
                \(if: mayAdd, .section(words("assessments.evidence.add"), .form(
                    .post, to: action, fields, submit: words("assessments.evidence.add"), by: context.actor)))
                """)
    }

    private var columns: [Column<Evidence>] {
        [
            Column(words("assessments.evidence.title"), .head) { evidence in
                "<a href=\"\(evidence.page)\">\(evidence.title)</a><span class=\"why\">\(EvidenceText(evidence, words).kind)</span>"
            },
            Column(words("assessments.evidence.number")) { "\($0.number ?? "–")" },
            Column(words("assessments.evidence.issued")) { "\($0.issued.map { words.numbers.date($0) } ?? "–")" },
            Column(words("assessments.evidence.version"), .number) { "\($0.version)" },
            Column(words("assessments.evidence.added")) { evidence in
                """
                \(words.numbers.moment(evidence.added))\
                \(if: evidence.removed != nil, " \(.tag(words("assessments.evidence.removed")))")
                """
            },
        ]
    }
}
