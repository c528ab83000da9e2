import Kernel

/// A formula as XPath, for tools that ask with XForms (SV-80).
///
/// They know no missing value: to them an empty answer is `''` as a text and NaN as a number. What is written here still decides as ours
/// does: a condition holds where all that it needs is there, and a check that needs more than is there breaks nothing. Those tools reckon
/// in floating point; ours works every answer out again when it comes back.
package struct XPath {
    /// What a variable is called there.
    package struct Reference {
        let text: String
        let isAlwaysThere: Bool

        package init(_ text: String, isAlwaysThere: Bool = false) {
            self.text = text
            self.isAlwaysThere = isAlwaysThere
        }
    }

    /// A function, sign or name of ours that XPath has no equivalent of.
    package struct Inexpressible: Error, Hashable {
        package let word: String
    }

    let program: Program
    private let expression: Expression
    private let reference: (Int) -> Reference?
    /// Nodes that were written so far, for a formula is at times written twice over.
    private var written = 0

    private static let mostNodes = 5_000

    /// `reference` is asked for a variable by its index; nil where those tools have nothing like it.
    package init(_ expression: Expression, reference: @escaping (Int) -> Reference?) {
        self.expression = expression
        self.reference = reference
        program = expression.program
    }

    /// True exactly where the condition holds.
    package func condition() throws(Inexpressible) -> String {
        var writer = self
        return try writer.holds(program.root, true).text
    }

    /// False exactly where the check is broken; an answer to check is always there.
    package func check() throws(Inexpressible) -> String {
        // A divisor of 0 breaks a check here, and nothing there.
        for case .product(let operands) in program.nodes where program.operands[operands].contains(where: { divides($0) }) {
            throw Inexpressible(word: "/")
        }
        var writer = self
        if try writer.there(program.root).isEmpty { return try writer.holds(program.root, true).text }
        return try "not(\(writer.holds(program.root, false).text))"
    }

    /// The value, empty where there is none; truth is `yes` and `no`.
    package func value() throws(Inexpressible) -> String {
        var writer = self
        let root = program.root
        let needs = try writer.there(root)
        guard program.kinds[root] == .truth else {
            let value = try program.kinds[root] == .number ? writer.number(root) : writer.text(root)
            return needs.isEmpty ? value.text : "if(\(Term.all(needs).text), \(value.text), '')"
        }
        let truth = try writer.holds(root, true).text
        return needs.isEmpty ? "if(\(truth), 'yes', 'no')" : try "if(\(truth), 'yes', if(\(writer.holds(root, false).text), 'no', ''))"
    }

    // MARK: what the writing of a node asks

    func operands(_ range: Range<Int>) -> [Int] { program.operands[range].map(\.node) }

    /// Whether an operand is a divisor that is not written out.
    func divides(_ operand: Operand) -> Bool {
        if case .constant = program.nodes[operand.node] { return false }
        return operand.isInverse
    }

    func function(_ index: Int) -> String { Expression.functions[index].name }

    func reference(_ variable: Int) throws(Inexpressible) -> Reference {
        guard let reference = reference(variable) else { throw Inexpressible(word: expression.variables[variable].name) }
        return reference
    }

    mutating func count() throws(Inexpressible) {
        written += 1
        if written > Self.mostNodes { throw Inexpressible(word: String(expression.description.prefix(40))) }
    }
}

extension XPath {
    /// A part that was written, and how strongly it holds together.
    struct Term: Hashable {
        enum Level: Int {
            case any, all, comparison, sum, product, negative, primary
        }

        let text: String
        let level: Level

        init(_ text: String, _ level: Level = .primary) {
            self.text = text
            self.level = level
        }

        func at(_ place: Level) -> String { level.rawValue < place.rawValue ? "(\(text))" : text }

        static func all(_ terms: [Term]) -> Term {
            terms.count == 1 ? terms[0] : Term(terms.map { $0.at(.all) }.joined(separator: " and "), .all)
        }

        static func any(_ terms: [Term]) -> Term {
            terms.count == 1 ? terms[0] : Term(terms.map { $0.at(.any) }.joined(separator: " or "), .any)
        }

        static func not(_ term: Term) -> Term { Term("not(\(term.text))") }

        static func quoted(_ text: String) -> Term { Term(text.contains("'") ? "\"\(text)\"" : "'\(text)'") }
    }
}
