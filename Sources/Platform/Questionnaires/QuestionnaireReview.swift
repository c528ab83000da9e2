import Forms
import Kernel

/// What was answered, part by part, to be read over before it is sent (and kept as a page afterwards).
package struct QuestionnaireReview: Sendable {
    private let filled: Filled
    private let words: Words
    private let answers: AnswerWords
    private let files: [String: FormFile]
    private let faults: [AnswerFault]

    /// Without `takesFiles` nobody is told of those that are missing.
    package init(
        _ filled: Filled, _ words: Words, _ catalogues: Catalogues, files: [String: FormFile] = [:], takesFiles: Bool = true
    ) {
        self.filled = filled
        self.words = words
        answers = AnswerWords(words, catalogues)
        self.files = files
        faults = filled.faults.filter { takesFiles || filled.questionnaire.item($0.path)?.question?.kind.files == nil }
    }

    /// `change` gives the way back into a part; nil where nothing can be changed any more.
    package func html(change: ((Int) -> Link)? = nil) -> HTML {
        let questionnaire = filled.questionnaire
        let parts = QuestionnairePart.parts(of: questionnaire)
        return """
            \(missing)
            \(each: parts.enumerated().filter { $0.element.isAsked(filled) }, { number, part in
                """
                <section class="review"><h2>\(part.title.map { words($0) } ?? words(questionnaire.title))</h2>\
                \(change.map { "<p class=\"change\"><a href=\"\($0(number))\">\(words("forms.change"))</a></p>" as HTML })
                \(lines(part.items, row: 1))</section>

                """
            })
            """
    }

    /// What must still be answered, and what is wrong.
    private var missing: HTML {
        guard !faults.isEmpty else { return HTML() }
        return .notice(
            .warning, words("forms.missing", ["count": words.numbers.count(faults.count)]),
            "<ul>\(each: faults, { "<li>\(answers.message($0, in: filled.questionnaire))</li>" })</ul>")
    }

    private func lines(_ indexes: [Int], row: Int) -> HTML {
        let questionnaire = filled.questionnaire
        return HTML(
            joining: indexes.filter { filled.isVisible($0, row: row) }.map { index in
                let item = questionnaire.items[index]
                switch item.content {
                case .group: return lines(questionnaire.children(of: index), row: row)
                case .repeated:
                    return """
                        \(each: 0..<filled.rows(index), { row in
                            """
                            <h3>\(words("forms.row", ["label": words(item.label), "row": "\(row + 1)"]))</h3>
                            \(lines(questionnaire.children(of: index), row: row + 1))
                            """
                        })
                        """
                case .question(let question): return line(item, question, questionnaire.path(index, row: row))
                }
            })
    }

    private func line(_ item: Item, _ question: Question, _ path: AnswerPath) -> HTML {
        if question.kind == .note { return HTML() }
        let shown = answers.shown(filled.answers[path], question, files: files)
        let text: HTML =
            shown.isEmpty
            ? "<em>\(words("forms.not_answered"))</em>"
            : HTML(joining: shown.flatMap { $0.split(separator: "\n") }.map { "\($0)" as HTML }, separator: "<br>")
        return .definitions([(words(item.label), text)])
    }
}
