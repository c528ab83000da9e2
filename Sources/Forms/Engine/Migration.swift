import Kernel

/// What becomes of answers when the form they were given to has a newer edition; shown before anybody goes on.
package struct Migration: Sendable {
    /// What of the answers the new form can take.
    package var answers = Answers()
    /// Answers that the new form does not ask for, or asks for as something else; with what they were called.
    package var dropped: [Line] = []
    /// Questions of the new form that must be answered and that the old one did not have.
    package var newlyRequired: [Item] = []

    /// One answer that is lost, and why.
    package struct Line: Sendable {
        package let path: AnswerPath
        package let label: Bilingual
        package let answer: Answer
        package let reason: Reason
    }

    /// Why an answer is lost; words for people are `forms.migration.`.
    package enum Reason: String, Sendable, CaseIterable {
        /// Nothing of that name is asked any more.
        case gone
        /// The same name asks for another kind of answer, or stands in another repeat.
        case otherKind = "other_kind"
        /// What was chosen cannot be chosen any more.
        case choiceGone = "choice_gone"
    }
}

extension Questionnaire {
    /// Carries answers over from another edition by the names of questions.
    package func migrate(_ old: Answers, from edition: Questionnaire) -> Migration {
        var migration = Migration()
        for (name, count) in old.rows where index(name).map({ items[$0].rows != nil }) == true { migration.answers.rows[name] = count }
        for (path, answer) in old.values.sorted(by: { $0.key < $1.key }) {
            let before = edition.item(path)
            guard before?.question?.calculation == nil else { continue }
            if let reason = reason(against: answer, at: path, before: before) {
                let label = before?.label ?? Bilingual(vi: path.name, en: path.name)
                migration.dropped.append(.init(path: path, label: label, answer: answer, reason: reason))
            } else {
                migration.answers[path] = answer
            }
        }
        migration.newlyRequired = items.filter { item in
            guard let question = item.question, case .always = question.requirement else { return false }
            return edition.index(item.name) == nil
        }
        return migration
    }

    private func reason(against answer: Answer, at path: AnswerPath, before: Item?) -> Migration.Reason? {
        guard let question = item(path)?.question else { return index(path.name) == nil ? .gone : .otherKind }
        guard let old = before?.question, old.kind.word == question.kind.word else { return .otherKind }
        guard let choices = question.kind.choices, case .list(let list) = choices.source else { return nil }
        return answer.all.allSatisfy { code in list.contains { $0.code == code } } ? nil : .choiceGone
    }
}
