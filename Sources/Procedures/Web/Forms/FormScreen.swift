import Forms
import Kernel
import Platform

/// One form on the screen: its parts one after another, then the review.
struct FormScreen {
    private let stored: StoredForm
    private let context: Context
    private let catalogues: Catalogues
    private let today: CalendarDate
    /// When what the page shows was sent; nil for a page that is opened.
    private let sent: Timestamp?
    private var questionnaire: Questionnaire { stored.questionnaire }
    private var words: Words { context.words }

    init(_ stored: StoredForm, _ context: Context, _ catalogues: Catalogues, today: CalendarDate, sent: Timestamp? = nil) {
        self.stored = stored
        self.context = context
        self.catalogues = catalogues
        self.today = today
        self.sent = sent
    }

    private func form(_ answers: Answers, showsFaults: Bool = false) -> QuestionnaireForm {
        QuestionnaireForm(
            questionnaire.fill(answers, on: today, catalogues: catalogues), words, catalogues, today: today, takesFiles: false,
            showsFaults: showsFaults)
    }

    /// On to the next part that is asked, or to the review; a part with faults comes again.
    func next(_ answers: Answers, from part: Int?) -> Page {
        guard let part else { return review(answers) }
        let form = form(answers)
        if !form.faults(part: part).isEmpty { return self.part(answers, part, showsFaults: true) }
        return form.part(after: part).map { self.part(answers, $0) } ?? review(answers)
    }

    func back(_ answers: Answers, from part: Int?) -> Page {
        let form = form(answers)
        return self.part(answers, form.part(after: part ?? form.parts.count, by: -1) ?? 0)
    }

    func part(_ answers: Answers, _ part: Int, showsFaults: Bool = false) -> Page {
        let form = form(answers, showsFaults: showsFaults)
        let part = min(part, form.parts.count - 1)
        let action = FormPages.link(stored.procedure)
        var buttons = [("next", words("forms.next"))]
        if form.part(after: part, by: -1) != nil { buttons.append(("back", words("forms.back"))) }
        buttons.append(("review", words("forms.to_review")))
        let draft = QuestionnaireForm.Draft(key: "\(stored.id)", saved: sent)
        return page(
            progress(form, part), status: showsFaults ? 422 : 200,
            """
            \(form.html(part: part, to: action, by: context.actor, draft: draft, hidden: [("part", "\(part)")], buttons: buttons))
            \(.downloads([Download(words("procedures.form.blank"), "/procedures/\(stored.procedure)/form.pdf")], words))
            """)
    }

    private func progress(_ form: QuestionnaireForm, _ part: Int) -> String {
        words("forms.progress", ["part": words.numbers.count(part + 1), "count": words.numbers.count(form.parts.count)])
    }

    /// Reading over; with a button for the paper, whatever is still missing on it.
    func review(_ answers: Answers) -> Page {
        let form = form(answers)
        let parts = form.parts.count
        return page(
            words("forms.review"),
            """
            \(QuestionnaireReview(form.filled, words, catalogues, takesFiles: false).html())
            \(form.carrying(
                to: FormPages.link(stored.procedure), by: context.actor, hidden: [("part", "\(parts)")],
                buttons: [("save", words("procedures.form.print")), ("back", words("forms.back"))]))
            """)
    }

    private func page(_ kicker: String, status: Int = 200, _ content: HTML) -> Page {
        var page = Page(
            words(questionnaire.title), kicker: kicker, lead: questionnaire.isSample ? words("procedures.form.sample") : nil,
            crumbs: [
                Crumb(words("procedures.catalogue"), "/procedures"),
                Crumb(stored.procedure, "/procedures/\(stored.procedure)"),
            ], room: "procedures", status: status, isIndexed: false, content: content)
        page.scripts = QuestionnaireForm.scripts
        return page
    }
}
