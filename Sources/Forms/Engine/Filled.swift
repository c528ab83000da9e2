import Expressions
import Kernel

/// Something wrong with an answer, or one that is missing.
package struct AnswerFault: Hashable, Sendable {
    package let path: AnswerPath
    /// A promise, `forms.answer_missing`; its text is in `Locales/`.
    package let code: String
    package let details: [String: String]
    /// The author's own sentence, where a check of the form does not hold.
    package let message: Bilingual?
}

/// A form with answers, worked out: what is asked of this person, what is computed, what is wrong.
///
/// Made by ``Questionnaire/fill(_:on:catalogues:)``.
package struct Filled: Sendable {
    package let questionnaire: Questionnaire
    /// As they were given.
    package let given: Answers
    /// In the order of the form.
    package internal(set) var faults: [AnswerFault] = []
    /// What shall be kept: without what is not asked of this person, with what was computed.
    package internal(set) var answers = Answers()
    /// Whether each item is there, by row; one entry outside of repeats.
    var visible: [[Bool]]
    var values: [[Expression.Value?]]
    /// Rows of repeats by the indexes of their items.
    var counts: [Int: Int] = [:]

    package var isComplete: Bool { faults.isEmpty }

    /// Questions that are asked of this person, must be answered and are not, in the order of the form.
    package var missing: [AnswerPath] { faults.filter { $0.code == "forms.answer_missing" }.map(\.path) }

    /// Whether an item is asked about in a row, which counts from 1.
    package func isVisible(_ index: Int, row: Int = 1) -> Bool { visible[index].indices.contains(row - 1) && visible[index][row - 1] }

    /// The same by where an answer stands.
    package func isVisible(_ path: AnswerPath) -> Bool {
        questionnaire.items.indices.contains { index in
            let item = questionnaire.items[index]
            return item.name == path.name && item.repeated.map { questionnaire.items[$0].name } == path.repeated
                && isVisible(index, row: max(path.row, 1))
        }
    }

    /// How many rows the repeat at an index has.
    package func rows(_ index: Int) -> Int { counts[index] ?? 0 }

    /// What formulas see of a question; nil without a sound answer.
    package func value(_ name: String, row: Int = 1) -> Expression.Value? {
        questionnaire.index(name).flatMap { values[$0].indices.contains(row - 1) ? values[$0][row - 1] : nil }
    }

    /// What is wrong at one place, in the order of its checks.
    package func faults(at path: AnswerPath) -> [AnswerFault] { faults.filter { $0.path == path } }
}
