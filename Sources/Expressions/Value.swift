import Kernel

extension Expression {
    /// What a variable holds and a formula gives.
    ///
    /// There is no empty value and no conversion between the kinds.
    package enum Value: Hashable, Sendable {
        case number(Ratio)
        case text(String)
        case truth(Bool)

        package var kind: Kind {
            switch self {
            case .number: .number
            case .text: .text
            case .truth: .truth
            }
        }
    }

    /// The kinds of values, known of every part of a formula before it is evaluated.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case number, text, truth
    }

    /// A name that formulas may use, with what it stands for.
    package struct Variable: Hashable, Sendable {
        package let name: String
        package let kind: Kind

        package init(_ name: String, _ kind: Kind = .number) {
            self.name = name
            self.kind = kind
        }

        /// Whether a formula can name it.
        ///
        /// A name is 1 to 64 letters a…z, figures and `_`, does not begin with a figure, and is no word of the language.
        /// Whoever reads declarations asks; a variable of another name is never found.
        package static func isName(_ text: String) -> Bool {
            let bytes = text.utf8
            guard let first = bytes.first, bytes.count <= 64, !Lexer.isFigure(first) else { return false }
            return bytes.allSatisfy(Lexer.isNamePart) && !words.contains(text)
        }

        private static let words = Set(Keyword.allCases.map(\.rawValue) + Expression.functions.map(\.name))
    }

    /// A literal of a formula.
    package struct Constant: Hashable, Sendable {
        package enum Content: Hashable, Sendable {
            /// The number before a percent sign, when it has one: `90%` is 90 and true.
            case number(Number, percent: Bool)
            case text(String)
            case truth(Bool)
        }

        package let content: Content
        /// Where it stands in the source, in UTF-8 bytes; the minus before a number is not part of it.
        package let range: Range<Int>

        package var value: Value {
            switch content {
            case .number(let number, false): .number(number.ratio)
            case .number(let number, true): .number(Ratio(Int128(number.digits), Int128(Number.powerOfTen(number.scale)) * 100))
            case .text(let text): .text(text)
            case .truth(let truth): .truth(truth)
            }
        }
    }
}

/// The words that no variable and no function can be called.
enum Keyword: String, CaseIterable {
    case and, or, not, `true`, `false`, `else`, steps
}
