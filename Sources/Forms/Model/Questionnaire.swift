import Expressions
import Kernel

/// A form or an instrument of a survey: what is asked, when, and what an answer must be (OL-10, SV-11).
///
/// One that was read is sound: names are known, formulas have their kinds, nothing depends on itself. `items` are all groups,
/// repeats and questions in the order of the text, each behind the one that holds it.
package struct Questionnaire: Sendable {
    /// `birth-registration`.
    package let code: String
    /// The author's word for this edition, `1`.
    package let version: String
    /// The procedure it belongs to; nil for instruments of surveys.
    package let procedure: String?
    package let title: Bilingual
    /// A form that was made to show what can be done and that no authority has issued.
    package let isSample: Bool
    package let paper: Paper
    package let items: [Item]
    /// Indexes of items, each behind all that its condition and its value need.
    let order: [Int]
    /// What the variables of the formulas stand for, by their indexes.
    let meanings: [Meaning]

    /// What a name in a formula stands for.
    enum Meaning: Hashable, Sendable {
        case today
        /// The number of the row a formula is computed for.
        case row
        case value(Int)
        /// Rows of a repeat, words of a choice of several, files.
        case count(Int)
        /// The sum of a number over all rows.
        case sum(Int)
    }
}

/// A group, a repeat or a question.
package struct Item: Sendable {
    package let name: String
    package let label: Bilingual
    package let help: Bilingual?
    /// It is there only while this holds; nil is always.
    package let condition: Expression?
    /// The item that holds this one.
    package let parent: Int?
    /// The repeat in whose rows it stands.
    package let repeated: Int?
    package let content: Content

    /// What kind of item it is.
    package enum Content: Sendable {
        case group
        case repeated(Rows)
        case question(Question)
    }

    package var question: Question? { if case .question(let question) = content { question } else { nil } }
    package var rows: Rows? { if case .repeated(let rows) = content { rows } else { nil } }
}

/// How many rows a repeat may have.
package struct Rows: Sendable {
    package let least: Int
    package let most: Int
    /// Where the answers decide how many rows there are, and nobody adds or removes one.
    package let count: Expression?
}

extension Questionnaire {
    /// Items that stand directly in another, or at the top.
    package func children(of parent: Int?) -> [Int] { items.indices.filter { items[$0].parent == parent } }

    /// Names are one of a kind in the whole form, repeats included.
    package func index(_ name: String) -> Int? { items.firstIndex { $0.name == name } }

    /// The item that an answer's place is about; nil where it stands in another repeat.
    package func item(_ path: AnswerPath) -> Item? {
        items.first { item in item.name == path.name && item.repeated.map { items[$0].name } == path.repeated }
    }

    /// Where the answer of an item stands in a row, which counts from 1; in no row for what stands outside of repeats.
    package func path(_ index: Int, row: Int) -> AnswerPath {
        let item = items[index]
        return item.repeated.map { AnswerPath(item.name, in: items[$0].name, row: row) } ?? AnswerPath(item.name)
    }

    /// All questions in their order.
    package var questions: [Item] { items.filter { $0.question != nil } }

    package var conditions: Int { items.count { $0.condition != nil } }

    package var prefills: Set<Prefill> { Set(items.compactMap { $0.question?.prefill }) }

    /// Answers that are known already, by what they are asked for; those in rows are left to the person.
    package func prefilled(_ known: [Prefill: String]) -> Answers {
        var answers = Answers()
        for item in items where item.repeated == nil {
            guard let question = item.question, let prefill = question.prefill, let text = known[prefill], !text.isEmpty else { continue }
            let answer = question.kind.answer(typed: text, .vi)
            if case .one = answer { answers[AnswerPath(item.name)] = answer }
        }
        return answers
    }

    /// More of these makes no form but a burden, for readers and for the program.
    package enum Limit {
        package static let items = 500
        package static let choices = 1_000
        package static let rows = 100
        package static let depth = 6
    }
}
