import Forms
import Kernel
import Platform

/// One form as a clerk keys it in.
///
/// Nothing of it is kept in the browser, so that nobody finds there what another read.
struct KeyingPage {
    let screen: ShowPaper.BatchScreen
    let serial: FormSerial
    /// What was sent and refused; nil: what this person keyed before, or nothing.
    let sent: Answers?
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }

    func page(crumbs: [Crumb]) -> Page {
        let content = screen.instrument.content
        let own = screen.own[serial]
        let answers = sent ?? own.map { content.answers(in: $0.record) } ?? Answers()
        let form = QuestionnaireForm(
            content.questionnaire.fill(answers, on: screen.batch.received), words, .none, today: screen.batch.received, takesFiles: false)
        let numbers = words.numbers
        var page = Page(
            serial.description, kicker: words("surveys.paper.batch", ["number": screen.batch.number]),
            lead: words(
                "surveys.paper.keying.lead", ["keyed": numbers.count(screen.own.count), "count": numbers.count(screen.batch.count)]),
            crumbs: crumbs, room: "surveys", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(context.done)\(error.map { HTML.notice(.warning, words($0.code, $0.details)) })
                \(own.map { own in
                    .notice(.information, own.mark.map { words("surveys.paper.keyed.marked", ["mark": words($0.text)]) } ?? words("surveys.paper.keyed.already"))
                })
                \(form.html(
                    part: nil, to: SurveysLink.key(screen.batch.number, serial), by: context.actor,
                    buttons: [("save", words("surveys.paper.keying.submit"))]
                        + KeyedForm.marks.map { ($0.rawValue, words("surveys.paper.mark", ["mark": words($0.text)])) }))
                """)
        page.scripts = QuestionnaireForm.scripts
        return page
    }
}
