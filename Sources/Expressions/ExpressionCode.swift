import Kernel

extension Expression {
    /// The formula as JSON for another program to evaluate: nested lists of a sign and its parts.
    ///
    /// ```
    /// ["n","9/10"] ["t","text"] ["b",true] ["v",3]          number, text, truth, variable by its index
    /// ["neg",x] ["not",x] ["+",[x,false],[y,true]] ["*",…]   true: taken away, divided by
    /// ["and",x,…] ["or",x,…] ["<=",x,y] ["steps",x,[">=","1/2",y],…,z] ["call","round",x,…]
    /// ```
    /// Evaluated from left to right, and no more of it than decides, it gives what this program gives.
    package var code: String { code(program.root) }

    private func code(_ node: Int) -> String {
        switch program.nodes[node] {
        case .constant(let index):
            switch program.constants[index].value {
            case .number(let ratio): return "[\"n\",\"\(ratio)\"]"
            case .text(let text): return "[\"t\",\(text.jsonLiteral)]"
            case .truth(let truth): return "[\"b\",\(truth)]"
            }
        case .variable(let index): return "[\"v\",\(index)]"
        case .negative(let operand): return list("neg", [code(operand)])
        case .not(let operand): return list("not", [code(operand)])
        case .sum(let operands): return list("+", signed(operands))
        case .product(let operands): return list("*", signed(operands))
        case .all(let operands): return list("and", plain(operands))
        case .any(let operands): return list("or", plain(operands))
        case .comparison(let comparison, let one, let other): return list(comparison.sign, [code(one), code(other)])
        case .steps(let subject, let steps, let otherwise):
            let rungs = program.steps[steps].map { list($0.comparison.sign, ["\"\($0.bound)\"", code($0.node)]) }
            return list("steps", [code(subject)] + rungs + [code(otherwise)])
        case .call(let function, let operands): return list("call", ["\"\(Self.functions[function].name)\""] + plain(operands))
        }
    }

    private func list(_ sign: String, _ parts: [String]) -> String { "[\"\(sign)\"" + parts.map { "," + $0 }.joined() + "]" }

    private func plain(_ operands: Range<Int>) -> [String] { program.operands[operands].map { code($0.node) } }

    private func signed(_ operands: Range<Int>) -> [String] { program.operands[operands].map { "[\(code($0.node)),\($0.isInverse)]" } }
}

extension Comparison {
    fileprivate var sign: String {
        switch self {
        case .equal: "="
        case .different: "!="
        case .below: "<"
        case .atMost: "<="
        case .above: ">"
        case .atLeast: ">="
        }
    }
}

extension String {
    /// The text as JSON writes it, fit to stand inside `<script>`.
    package var jsonLiteral: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "<", ">", "&", "\u{2028}", "\u{2029}": text += "\\u" + Self.hexadecimal(scalar.value)
            case let scalar where scalar.value < 0x20: text += "\\u" + Self.hexadecimal(scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let text = Swift.String(value, radix: 16)
        return Swift.String(repeating: "0", count: 4 - text.count) + text
    }
}
