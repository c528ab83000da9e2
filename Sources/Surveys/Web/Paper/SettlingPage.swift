import Forms
import Kernel
import Platform

/// What stands on the paper, asked for the questions alone in which two people differ; neither reading is shown, so that the paper is
/// looked at and not the one held against the other (SV-41).
struct SettlingPage {
    let screen: ShowPaper.BatchScreen
    let comparison: FormComparison
    let form: Form
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var questionnaire: Questionnaire { screen.instrument.questionnaire }

    func page(crumbs: [Crumb]) -> Page {
        let link = SurveysLink.settle(screen.batch.number, comparison.serial)
        let fields = comparison.open.flatMap(fields)
        guard !fields.isEmpty else { return done(crumbs) }
        let comment = Field(
            "comment", words("surveys.paper.comment"), .area(form["comment"], rows: 3), hint: words("surveys.paper.comment.hint"),
            isRequired: true)
        return Page.form(
            words("surveys.paper.settle", ["serial": comparison.serial.description]), lead: words("surveys.paper.settle.lead"),
            crumbs: crumbs, room: "surveys", to: link, fields + [comment], submit: words("surveys.paper.settle.submit"), refused: error,
            by: context.actor, words, above: context.done)
    }

    private func done(_ crumbs: [Crumb]) -> Page {
        Page(
            words("surveys.paper.settle", ["serial": comparison.serial.description]), lead: words("surveys.paper.settle.done"),
            crumbs: crumbs,
            room: "surveys", status: Page.status(refused: error), isIndexed: false,
            content: "<p><a class=\"button\" href=\"\(SurveysLink.batch(screen.batch.number))\">\(words("surveys.go_on"))</a></p>")
    }

    /// The name of one box among several of a question.
    private static func box(_ question: String, _ code: String) -> String { "\(AnswerPath(question).field):\(code)" }

    /// What was sent; of questions with several boxes each box is a field of its own.
    static func answers(_ form: Form, _ questionnaire: Questionnaire, _ language: Language) -> Answers {
        var answers = Answers(form, to: questionnaire, language)
        for item in questionnaire.questions {
            guard case .choices(let choices)? = item.question?.kind, case .list(let list) = choices.source else { continue }
            answers[item.name] = .many(list.map(\.code).filter { form.isChecked(box(item.name, $0)) })
        }
        return answers
    }

    private func fields(_ question: String) -> [Field] {
        if question.isEmpty {
            let marks = KeyedForm.marks.map { Choice($0.rawValue, words($0.text)) }
            return [
                Field(
                    "mark", words("surveys.paper.mark.question"),
                    .radios(
                        [Choice("", words("surveys.paper.mark.none"))] + marks, chosen: form.names.contains("mark") ? form["mark"] : nil),
                    isRequired: true)
            ]
        }
        guard let item = questionnaire.item(AnswerPath(question)), let asked = item.question else { return [] }
        let name = AnswerPath(question).field
        let label = words(item.label)
        let gap = Choice("", words("surveys.paper.gap"))
        switch asked.kind {
        case .yesNo:
            return [radios(name, label, [gap, Choice("yes", words("forms.yes")), Choice("no", words("forms.no"))])]
        case .choice(let choices):
            return [radios(name, label, [gap] + list(choices))]
        case .choices(let choices):
            // All boxes of the paper, each as it is.
            return list(choices).map { choice in
                let box = Self.box(question, choice.value)
                return Field(
                    box, words("surveys.paper.box", ["label": label, "choice": choice.text]), .checkbox(isChecked: form.isChecked(box)))
            }
        default:
            return [Field(name, label, .text(form[name]), hint: words("surveys.paper.gap.hint"))]
        }
    }

    private func radios(_ name: String, _ label: String, _ choices: [Choice]) -> Field {
        Field(name, label, .radios(choices, chosen: form.names.contains(name) ? form[name] : nil), isRequired: true)
    }

    private func list(_ choices: Question.Choices) -> [Choice] {
        if case .list(let list) = choices.source { list.map { Choice($0.code, words($0.label)) } } else { [] }
    }
}
