import Expressions
import Kernel

/// Holds sentences against figures (SD-55, PE-N20): the same formula language that scores, on the numbers as stored.
package struct PressCheck: Sendable {
    private let figures: [String: PublishedFigure]

    package init(_ figures: [PublishedFigure]) {
        self.figures = Dictionary(figures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What came out for one sentence.
    package struct Finding: Sendable, Hashable {
        package var statement: PressStatement
        /// What the names of the formula stand for, in their order; nil for a figure that there is not.
        package var numbers: [Number?]
        /// The value that the figures give, as text; a code when they give none.
        package var found: String
        package var agrees: Bool

        /// Sentences that hold agree, and known contradictions do not.
        package var isAsExpected: Bool { agrees == statement.holds }
    }

    package func callAsFunction(_ statement: PressStatement) -> Finding {
        let numbers = statement.given.map { figures[$0.figure]?.number }
        do {
            let value = try value(of: statement, numbers)
            return Finding(statement: statement, numbers: numbers, found: value, agrees: value == statement.expected)
        } catch {
            return Finding(statement: statement, numbers: numbers, found: error.code, agrees: false)
        }
    }

    private func value(of statement: PressStatement, _ given: [Number?]) throws(FactsError) -> String {
        let variables = statement.given.map { Expression.Variable($0.name) }
        let expression: Expression
        do {
            expression = try Expression.parse(statement.formula, variables: variables)
        } catch {
            throw FactsError.formula(statement.id, error.faults.first?.code ?? "")
        }
        var numbers: [Ratio] = []
        for (binding, number) in zip(statement.given, given) {
            guard let number else { throw FactsError.figureUnknown(binding.figure) }
            numbers.append(number.ratio)
        }
        do {
            switch try expression.evaluate({ .number(numbers[$0]) }) {
            case .truth(let truth): return truth ? "true" : "false"
            case .text(let text): return text
            case .number(let ratio):
                let number = statement.digits.map { ratio.number(scale: $0) } ?? ratio.exactNumber
                return number.map { "\($0)" } ?? "\(ratio)"
            }
        } catch {
            throw FactsError.formula(statement.id, error.code)
        }
    }
}
