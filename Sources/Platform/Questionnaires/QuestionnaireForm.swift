import Expressions
import Forms
import Kernel

/// Draws a form to be filled in: one part or all, with what is wrong, what is missing, and what its script needs.
///
/// Without scripts the same buttons ask the server. All answers travel with the page, those of other parts unseen, so nothing
/// depends on which part was saved last.
package struct QuestionnaireForm: Sendable {
    /// Where the page's script keeps what is typed.
    package struct Draft: Sendable {
        /// Its name in the browser's own store.
        package var key: String
        /// Where it is sent; nil keeps it in the browser alone.
        package var link: Link?
        package var revision: Int
        /// When the server last kept it.
        package var saved: Timestamp?

        package init(key: String, link: Link? = nil, revision: Int = 0, saved: Timestamp? = nil) {
            self.key = key
            self.link = link
            self.revision = revision
            self.saved = saved
        }
    }

    /// The scripts that a page with a form asks for, in this order.
    package static let scripts: [Assets.Script] = [.formsEngine, .formsFill, .formsDraft, .forms]

    package let filled: Filled
    let words: Words
    let catalogues: Catalogues
    let files: [String: FormFile]
    let today: CalendarDate
    /// Whether files can be attached here; otherwise they are named as papers to bring.
    let takesFiles: Bool
    private let showsFaults: Bool

    var questionnaire: Questionnaire { filled.questionnaire }
    var answers: AnswerWords { AnswerWords(words, catalogues) }

    /// `showsFaults` is for what was sent and refused; a form that is opened tells nobody off.
    package init(
        _ filled: Filled, _ words: Words, _ catalogues: Catalogues, today: CalendarDate, files: [String: FormFile] = [:],
        takesFiles: Bool = true, showsFaults: Bool = false
    ) {
        self.filled = filled
        self.words = words
        self.catalogues = catalogues
        self.files = files
        self.today = today
        self.takesFiles = takesFiles
        self.showsFaults = showsFaults
    }

    package var parts: [QuestionnairePart] { QuestionnairePart.parts(of: questionnaire) }

    /// The part that follows another in a direction, leaving out those that are not asked; nil at the end.
    package func part(after part: Int, by step: Int = 1) -> Int? {
        let parts = parts
        var next = part + step
        while parts.indices.contains(next) {
            if parts[next].isAsked(filled) { return next }
            next += step
        }
        return nil
    }

    /// Faults of a part; of the whole form where `part` is nil.
    package func faults(part: Int?) -> [AnswerFault] {
        let faults = filled.faults.filter { takesFiles || questionnaire.item($0.path)?.question?.kind.files == nil }
        guard let part, parts.indices.contains(part) else { return faults }
        let inside = parts[part].all(in: questionnaire)
        return faults.filter { fault in
            questionnaire.items.indices.contains { index in
                inside.contains(index) && questionnaire.items[index].name == fault.path.name
            }
        }
    }

    /// The form; `hidden` travels with it, `buttons` stand below, the first being what Enter presses.
    package func html(
        part: Int?, to action: Link, by actor: Actor, draft: Draft? = nil, hidden: [(name: String, value: String)] = [],
        buttons: [(step: String, text: String)]
    ) -> HTML {
        let shown = part.flatMap { parts.indices.contains($0) ? parts[$0] : nil }
        let top = shown?.items ?? questionnaire.children(of: nil)
        let inside = shown.map { $0.all(in: questionnaire) } ?? Set(questionnaire.items.indices)
        let hasFiles = takesFiles && inside.contains { questionnaire.items[$0].question?.kind.files != nil }
        return """
            \(summary(part: part))
            <form class="questionnaire" method="post" action="\(action)"\(attribute: "enctype", hasFiles ? "multipart/form-data" : nil) \
            data-program="\(questionnaire.compiled(words.language, on: today))" data-texts="\(scriptTexts)"\
            \(attribute: "data-draft", draft?.key)\(attribute: "data-autosave", draft?.link?.text)\
            \(attribute: "data-saved", draft?.saved.map { "\($0.milliseconds)" }) novalidate>
            \(enter(buttons.first))\(.token(actor))\(each: hidden, { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })\
            \(draft.map { "<input type=\"hidden\" name=\"revision\" value=\"\($0.revision)\">" as HTML })
            \(carried(except: inside))
            \(each: top, { item($0, row: 1) })
            \(if: draft != nil, "<p class=\"draft-state\" data-draft-state role=\"status\"></p>\n")\
            \(if: !buttons.isEmpty, actions(buttons, hasConditions: hasConditions(inside)))
            </form>
            """
    }

    /// What the Enter key presses, before any button that adds or takes away a row.
    private func enter(_ button: (step: String, text: String)?) -> HTML? {
        button.map { "<button class=\"quiet\" name=\"step\" value=\"\($0.step)\" tabindex=\"-1\" aria-hidden=\"true\">\($0.text)</button>" }
    }

    /// All answers, unseen, with buttons: what goes on from a review.
    package func carrying(
        to action: Link, by actor: Actor, hidden: [(name: String, value: String)], buttons: [(step: String, text: String)]
    ) -> HTML {
        """
        <form method="post" action="\(action)">\(.token(actor))\
        \(each: hidden, { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })\(carried(except: []))\
        \(actions(buttons, hasConditions: false))</form>
        """
    }

    private func actions(_ buttons: [(step: String, text: String)], hasConditions: Bool) -> HTML {
        """
        <div class="actions">\(each: buttons.enumerated(), { number, button in
            """
            <button\(attribute: "class", number > 0 ? "second" : nil) name="step" value="\(button.step)">\(button.text)</button>
            """
        })\(if: hasConditions, "<button class=\"second without-script\" name=\"step\" value=\"show\">\(words("forms.show"))</button>")</div>
        """
    }

    /// Where scripts do not run, conditions are worked out by asking.
    private func hasConditions(_ inside: Set<Int>) -> Bool {
        inside.contains { questionnaire.items[$0].condition != nil || questionnaire.items[$0].question?.kind.choices?.within != nil }
    }

    private func summary(part: Int?) -> HTML {
        guard showsFaults else { return HTML() }
        let fields = faults(part: part).map { fault in
            Field(fault.path.field, "", control(fault.path), error: answers.message(fault, in: questionnaire))
        }
        return .errorSummary(fields, words)
    }

    /// What kind of control a path has, for the way to it.
    private func control(_ path: AnswerPath) -> Field.Control {
        questionnaire.item(path)?.question.map(isSet) == true ? .radios([], chosen: nil) : .text("")
    }

    /// Answers of the other parts, as they would be written.
    private func carried(except inside: Set<Int>) -> HTML {
        var html = HTML()
        for (index, item) in questionnaire.items.enumerated() where !inside.contains(index) {
            if item.rows != nil {
                html += "<input type=\"hidden\" name=\"q.\(item.name)\" value=\"\(filled.given.rows[item.name] ?? filled.rows(index))\">"
            }
            guard let question = item.question, question.calculation == nil else { continue }
            let rows = item.repeated.map { filled.given.rows[questionnaire.items[$0].name] ?? filled.rows($0) } ?? 1
            for row in 0..<rows {
                let path = questionnaire.path(index, row: row + 1)
                let answer = filled.given[path]
                let texts = question.kind.isMany ? answer?.all ?? [] : answer.map { [answers.written($0, question)] } ?? []
                html += "\(each: texts, { "<input type=\"hidden\" name=\"\(path.field)\" value=\"\($0)\">" })"
            }
        }
        return html
    }

    func fault(_ path: AnswerPath) -> String? {
        guard showsFaults else { return nil }
        let told = filled.faults(at: path).map { answers.message($0, in: questionnaire) }
        return told.isEmpty ? nil : told.joined(separator: " ")
    }

    private static let codes = [
        "answer_missing", "choice_unknown", "date_expected", "decimals_excess", "email_expected", "files_excess", "id_number_expected",
        "integer_expected", "number_expected", "phone_expected", "rows_excess", "text_expected", "text_long", "yes_no_expected",
    ]
    private static let sentences = [
        "forms.draft.saving", "forms.draft.saved", "forms.draft.kept", "forms.draft.offline", "forms.draft.signed_out",
        "forms.draft.stale", "forms.draft.refused", "forms.draft.restored", "forms.draft.discard", "forms.file.too_large",
        "forms.file.other_kind", "forms.choose", "forms.yes", "forms.no",
    ]

    /// What the script says, by its keys.
    private var scriptTexts: String {
        let entries = (Self.codes.map { "forms.\($0)" } + Self.sentences).map { key in "\(key.jsonLiteral):\(words(key).jsonLiteral)" }
        return "{" + entries.joined(separator: ",") + "}"
    }
}
