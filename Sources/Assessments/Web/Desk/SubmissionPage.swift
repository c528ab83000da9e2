import Kernel
import Platform

/// The head looks over the whole sheet once more and hands it in (US-3).
struct SubmissionPage {
    let screen: ShowUnitSheet.Screen
    let form: Form
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }

    func page() -> Page {
        let address = UnitAddress(screen.round, screen.unit)
        let summary = SheetSummary(screen, words)
        return Page.form(
            words("assessments.submit.claim"), lead: words("assessments.submit.lead"), crumbs: .unit(screen.round, screen.unit, words),
            room: "assessments", to: address.submission,
            [
                Field(
                    "difficulties", words("assessments.submit.difficulties"), .area(form["difficulties"]),
                    hint: words("assessments.submit.difficulties_hint")),
                Field("proposals", words("assessments.submit.proposals"), .area(form["proposals"])),
            ], submit: words("assessments.submit.claim"), refused: error is Faults ? nil : error, by: context.actor, words,
            above: """
                \(summary.figures)
                \(summary.fields(address))
                \(if: !screen.openLeaves.isEmpty, open(address))
                """
        ).with(status: Page.status(refused: error))
    }

    /// Leaves that keep the sheet from being handed in.
    private func open(_ address: UnitAddress) -> HTML {
        .notice(
            .warning, words("assessments.submit.open", ["count": "\(screen.openLeaves.count)"]),
            """
            <details\(flag: "open", screen.openLeaves.count <= 12)><summary>\(words("assessments.sheet.open"))</summary>
            <ul>\(each: screen.openLeaves, { fault in
                "<li><a href=\"\(address.leaf(fault.place.field ?? ""))\">\(words.message(fault))</a></li>"
            })</ul></details>
            """)
    }
}

extension Page {
    fileprivate func with(status: Int) -> Page {
        var page = self
        page.status = status
        return page
    }
}
