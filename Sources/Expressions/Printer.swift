import Kernel

/// Writes a program as text, with no more brackets than the grammar needs.
struct Printer {
    enum Style {
        /// What ``Expression/parse(_:variables:gives:)`` reads back.
        case canonical
        case readable(Language)
    }

    private let program: Program
    private let name: (Int) -> String
    private let format: NumberFormat?
    private let separator: String
    private let signs: (minus: String, times: String)
    private(set) var text = ""

    init(_ program: Program, _ style: Style, name: @escaping (Int) -> String) {
        self.program = program
        self.name = name
        switch style {
        case .canonical:
            (format, separator, signs) = (nil, ", ", ("-", "*"))
        case .readable(let language):
            (format, separator, signs) = (NumberFormat(language), language == .vi ? "; " : ", ", ("−", "×"))
        }
        write(program.root, at: .any)
    }

    /// How strongly a node holds its parts together; a weaker one in a stronger place needs brackets.
    private enum Level: Int {
        case any, all, negation, comparison, sum, product, factor, primary

        init(_ node: Node) {
            switch node {
            case .any: self = .any
            case .all: self = .all
            case .not: self = .negation
            case .comparison: self = .comparison
            case .sum: self = .sum
            case .product: self = .product
            case .negative: self = .factor
            case .constant, .variable, .steps, .call: self = .primary
            }
        }
    }

    private mutating func write(_ index: Int, at level: Level) {
        let node = program.nodes[index]
        let isBracketed = Level(node).rawValue < level.rawValue
        if isBracketed { text += "(" }
        switch node {
        case .constant(let constant): write(program.constants[constant].content)
        case .variable(let variable): text += name(variable)
        case .negative(let operand):
            text += signs.minus
            write(operand, at: .factor)
        case .not(let operand):
            text += "not "
            write(operand, at: .negation)
        case .any(let operands): write(operands, at: .all, " or ", " or ")
        case .all(let operands): write(operands, at: .negation, " and ", " and ")
        case .sum(let operands): write(operands, at: .product, " + ", " \(signs.minus) ")
        case .product(let operands): write(operands, at: .factor, " \(signs.times) ", " / ")
        case .comparison(let comparison, let one, let other):
            write(one, at: .sum)
            text += " \(spelling(comparison)) "
            write(other, at: .sum)
        case .steps(let subject, let steps, let otherwise): write(subject, program.steps[steps], otherwise)
        case .call(let function, let operands):
            text += Expression.functions[function].name + "("
            write(operands, at: .any, separator, separator)
            text += ")"
        }
        if isBracketed { text += ")" }
    }

    private mutating func write(_ operands: Range<Int>, at level: Level, _ sign: String, _ inverse: String) {
        for position in operands {
            let operand = program.operands[position]
            if position > operands.lowerBound { text += operand.isInverse ? inverse : sign }
            write(operand.node, at: level)
        }
    }

    private mutating func write(_ subject: Int, _ steps: ArraySlice<Step>, _ otherwise: Int) {
        text += "steps("
        write(subject, at: .any)
        for step in steps {
            text += "\(separator)\(spelling(step.comparison)) \(step.bound < .zero ? signs.minus : "")"
            write(program.constants[step.constant].content)
            text += ": "
            write(step.node, at: .any)
        }
        text += "\(separator)else: "
        write(otherwise, at: .any)
        text += ")"
    }

    private mutating func write(_ content: Expression.Constant.Content) {
        switch content {
        case .number(let number, let percent):
            text += format?.plain(number) ?? "\(number)"
            if percent { text += "%" }
        case .text(let content):
            let quote = content.utf8.contains(UInt8(ascii: "'")) ? "\"" : "'"
            text += quote + content + quote
        case .truth(let truth): text += truth ? "true" : "false"
        }
    }

    private func spelling(_ comparison: Comparison) -> String {
        switch comparison {
        case .equal: "="
        case .different: format == nil ? "!=" : "≠"
        case .below: "<"
        case .atMost: format == nil ? "<=" : "≤"
        case .above: ">"
        case .atLeast: format == nil ? ">=" : "≥"
        }
    }
}
