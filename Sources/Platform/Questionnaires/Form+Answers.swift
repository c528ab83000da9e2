import Forms
import Kernel

extension Answers {
    /// What a person sent of a form: every answer has the name `q.` and its path, every repeat its number of rows.
    ///
    /// Unknown names are passed over; ticked digests of kept files come like other choices.
    package init(_ form: Form, to questionnaire: Questionnaire, _ language: Language) {
        self.init()
        for (index, item) in questionnaire.items.enumerated() {
            if item.rows != nil { rows[item.name] = min(max(Int(form["q.\(item.name)"]) ?? 0, 0), Questionnaire.Limit.rows) }
            guard let question = item.question, question.calculation == nil, question.kind != .note else { continue }
            let count = item.repeated.flatMap { rows[questionnaire.items[$0].name] }
            for row in 0..<(count ?? 1) {
                let path = questionnaire.path(index, row: row + 1)
                self[path] =
                    question.kind.isMany
                    ? question.kind.answer(typed: form.all(path.field)) : question.kind.answer(typed: form[path.field], language)
            }
        }
    }
}

extension AnswerPath {
    /// The name of its control in a page; the element's id is the same.
    package var field: String { "q.\(self)" }
}

/// The button that a person pressed in a form of several parts.
package enum FormStep: Hashable, Sendable {
    case next, back, review, save
    /// Shows the part again, worked out with the answers so far: what shows and hides where no script runs.
    case show
    /// The page's script keeps a draft; nobody pressed anything.
    case autosave
    case add(String)
    case remove(String, row: Int)

    /// `step` of a form; what is none of them goes on.
    package init(_ form: Form) {
        let parts = form["step"].split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("back", 1): self = .back
        case ("review", 1): self = .review
        case ("save", 1): self = .save
        case ("show", 1): self = .show
        case ("autosave", 1): self = .autosave
        case ("add", 2): self = .add(parts[1])
        case ("remove", 2):
            let names = parts[1].split(separator: ".").map(String.init)
            if names.count == 2, let row = Int(names[1]) { self = .remove(names[0], row: row) } else { self = .show }
        default: self = .next
        }
    }

    /// Answers after a row was added or taken away; others leave them as they are.
    package func changing(_ answers: Answers, of questionnaire: Questionnaire) -> Answers {
        var answers = answers
        switch self {
        case .add(let name):
            if let index = questionnaire.index(name), let rule = questionnaire.items[index].rows, rule.count == nil {
                answers.addRow(to: name, limit: rule.most)
            }
        case .remove(let name, let row): answers.removeRow(row, from: name)
        default: break
        }
        return answers
    }
}
