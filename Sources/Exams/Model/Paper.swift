import Kernel
import Statistics

/// One person's paper: its questions in their order, each with the order of its choices.
///
/// Drawn once, when the person begins, and kept as text: `part code version order`, a question a line.
package struct Paper: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        /// The part of the plan, from 1.
        package let part: Int
        package let question: Question.Key
        /// The choices as they are shown, by the numbers of the bank.
        package let order: [Int]
    }

    package let items: [Item]

    /// A question that may be drawn.
    package struct Candidate: Hashable, Sendable {
        package let part: Int
        package let question: Question.Key
        package let choices: Int

        package init(part: Int, question: Question.Key, choices: Int) {
            self.part = part
            self.question = question
            self.choices = choices
        }
    }

    /// Draws the paper of one sitter from a pool in its order: `counts[part - 1]` questions of each part, then the order of all, then that
    /// of the choices of each.
    ///
    /// The sitter's number is the stream of the seed, so a paper can be drawn again by anybody who has the seed and the pool.
    package init(seed: UInt64, sitter: Int, counts: [Int], from pool: [Candidate]) {
        var source = RandomSource(seed: seed).stream(UInt64(sitter))
        var drawn: [Candidate] = []
        for (index, count) in counts.enumerated() {
            let candidates = pool.filter { $0.part == index + 1 }
            drawn += source.shuffledPrefix(count, of: candidates.count).map { candidates[$0] }
        }
        items = source.shuffledPrefix(drawn.count, of: drawn.count).map { place in
            let one = drawn[place]
            return Item(part: one.part, question: one.question, order: source.shuffledPrefix(one.choices, of: one.choices).map { $0 + 1 })
        }
    }

    package var text: String {
        items.map { "\($0.part) \($0.question.code) \($0.question.version) \($0.order.map(String.init).joined())" }.joined(separator: "\n")
    }

    /// Reads what ``text`` wrote; nil for anything else.
    package init?(_ text: String) {
        var items: [Item] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 4, let part = Int(words[0]), let version = Int(words[2]) else { return nil }
            let order = words[3].compactMap(\.wholeNumberValue)
            guard order.count == words[3].count else { return nil }
            items.append(Item(part: part, question: Question.Key(code: String(words[1]), version: version), order: order))
        }
        self.items = items
    }
}
