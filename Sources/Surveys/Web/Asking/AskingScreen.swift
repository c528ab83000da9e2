import Forms
import Kernel
import Platform

/// One instrument on the screen of whoever answers it, or of an enumerator: its parts one after another, the review, the thanks.
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
        let step = FormStep(sent)
        let answers = Answers(sent, to: questionnaire, context.language)
        let part = Int(sent["part"]).map { max($0, 0) }
        switch step {
        case .save: return nil
        case .review: return review(answers)
        case .back: return back(answers, from: part)
        case .show, .add, .remove, .autosave: return self.part(answers, part ?? 0)
        case .next: return next(answers, from: part)
        }
    }

    private func next(_ answers: Answers, from part: Int?) -> Page {
        guard let part else { return review(answers) }
        let form = form(answers)
        if !form.faults(part: part).isEmpty { return self.part(answers, part, showsFaults: true) }
        return form.part(after: part).map { self.part(answers, $0) } ?? review(answers)
    }

    private func back(_ answers: Answers, from part: Int?) -> Page {
        let form = form(answers)
        return self.part(answers, form.part(after: part ?? form.parts.count, by: -1) ?? 0)
    }

    func part(_ answers: Answers, _ part: Int, showsFaults: Bool = false) -> Page {
        let form = form(answers, showsFaults: showsFaults)
        let part = min(part, form.parts.count - 1)
        var buttons = [("next", words("forms.next"))]
        if form.part(after: part, by: -1) != nil { buttons.append(("back", words("forms.back"))) }
        let progress = words("forms.progress", ["part": words.numbers.count(part + 1), "count": words.numbers.count(form.parts.count)])
        return page(
            progress, status: showsFaults ? 422 : 200,
            form.html(
                part: part, to: action, by: context.actor, draft: QuestionnaireForm.Draft(key: draft), hidden: hidden + [("part", "\(part)")],
                buttons: buttons))
    }

    /// Reading over; sent from here.
    func review(_ answers: Answers, refused error: (any DomainError)? = nil) -> Page {
        let form = form(answers)
        return page(
            words("forms.review"), status: Page.status(refused: error),
            """
            \(error.map { HTML.notice(.warning, words($0.code, $0.details)) })
            \(QuestionnaireReview(form.filled, words, .none, takesFiles: false).html())
            \(form.carrying(
                to: action, by: context.actor, hidden: hidden + [("part", "\(form.parts.count)")],
                buttons: [("save", words("surveys.send")), ("back", words("forms.back"))]))
            """)
    }

    private func page(_ progress: String, status: Int, _ content: HTML) -> Page {
        var page = Page(
            words(instrument.title), kicker: kicker, lead: progress, crumbs: crumbs, room: nil, status: status, isIndexed: false,
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
