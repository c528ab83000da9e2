import Forms
import Kernel
import Platform

/// One instrument on the screen of whoever answers it, or of an enumerator: the questions, the review, the thanks.
///
/// Nothing is kept at the server until it is sent; all answers travel with the page and the browser holds them where it may, so an
/// unfinished one is resumed on the same device (SV-51).
struct AskingScreen {
    let instrument: Instrument
    /// Where the form is sent.
    let action: Link
    /// What the browser keeps the draft under; no two forms share it.
    let draft: String
    let kicker: String
    let crumbs: [Crumb]
    /// Travels with the form: consent, ticket, way.
    let hidden: [(name: String, value: String)]
    let context: Context
    let now: Timestamp

    private var words: Words { context.words }
    private var questionnaire: Questionnaire { instrument.questionnaire }
    private var today: CalendarDate { now.vietnamDate }

    private func form(_ answers: Answers, showsFaults: Bool = false) -> QuestionnaireForm {
        QuestionnaireForm(
            questionnaire.fill(answers, on: today), words, .none, today: today, takesFiles: false, showsFaults: showsFaults)
    }

    /// The page that a button asks for; nil where the form is to be sent.
    func answer(_ sent: Form) -> Page? {
        let answers = Answers(sent, to: questionnaire, context.language)
        switch FormStep(sent) {
        case .save: return nil
        case .review, .next: return form(answers).faults(part: nil).isEmpty ? review(answers) : whole(answers, showsFaults: true)
        case .back, .show, .add, .remove, .autosave: return whole(answers)
        }
    }

    /// All questions on one page: so the browser's copy holds all answers, wherever somebody stopped.
    func whole(_ answers: Answers = Answers(), showsFaults: Bool = false) -> Page {
        page(
            words("surveys.asking.lead", ["count": words.numbers.count(questionnaire.questions.count)]), status: showsFaults ? 422 : 200,
            form(answers, showsFaults: showsFaults).html(
                part: nil, to: action, by: context.actor, draft: QuestionnaireForm.Draft(key: draft), hidden: hidden,
                buttons: [("review", words("forms.to_review"))]))
    }

    /// Reading over; sent from here.
    func review(_ answers: Answers, refused error: (any DomainError)? = nil) -> Page {
        page(
            words("surveys.review"), status: Page.status(refused: error),
            """
            \(error.map { HTML.notice(.warning, words($0.code, $0.details)) })
            \(QuestionnaireReview(form(answers).filled, words, .none, takesFiles: false).html())
            \(form(answers).carrying(
                to: action, by: context.actor, hidden: hidden, buttons: [("save", words("surveys.send")), ("back", words("forms.back"))]))
            """)
    }

    private func page(_ lead: String, status: Int, _ content: HTML) -> Page {
        var page = Page(
            words(instrument.title), kicker: kicker, lead: lead, crumbs: crumbs, room: nil, status: status, isIndexed: false,
            content: """
                \(if: instrument.questionnaire.isSample, .notice(.information, words("surveys.instrument.sample")))
                \(content)
                """)
        page.scripts = QuestionnaireForm.scripts
        return page
    }

    /// After sending: without answers, and the browser forgets its copy (SV-66).
    func thanks(_ more: HTML = HTML()) -> Page {
        var page = Page(
            words("surveys.thanks"), kicker: kicker, lead: words("surveys.thanks.lead"), isIndexed: false,
            content: """
                <div data-draft-done="\(draft)">\(.notice(.success, words("surveys.thanks.kept")))</div>
                \(more)
                """)
        page.scripts = QuestionnaireForm.scripts
        return page
    }
}
