import Forms
import Kernel

/// The answers of one form as they are kept: a value for each column of the instrument, one tabulator between two.
///
/// Codes of choices, several of them with spaces between; `yes` and `no`; numbers and days in their one spelling; text without
/// tabulators. An answer that was not given is empty. What does not fit a question has no place here.
package struct AnswerRecord: Hashable, Sendable {
    package let text: String

    package init(text: String) { self.text = text }

    package init(values: [String]) { text = values.map { String($0.map { $0 == "\t" ? " " : $0 }) }.joined(separator: "\t") }

    package var values: [String] { text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
}

extension InstrumentContent {
    package func record(of answers: Answers) -> AnswerRecord {
        AnswerRecord(
            values: columns.map { name in
                guard let answer = answers[name] else { return "" }
                if case .typed = answer { return "" }
                return answer.text
            })
    }

    package func answers(in record: AnswerRecord) -> Answers {
        var answers = Answers()
        for (name, value) in zip(columns, record.values) where !value.isEmpty {
            guard let item = questionnaire.item(AnswerPath(name)), let question = item.question, question.calculation == nil else {
                continue
            }
            answers[name] = question.kind.isMany ? .many(value.split(separator: " ").map(String.init)) : .one(value)
        }
        return answers
    }
}
