import Kernel

extension XPath {
    /// A number, of whatever worth where something that it needs is missing.
    mutating func number(_ node: Int) throws(Inexpressible) -> Term {
        try count()
        switch program.nodes[node] {
        case .constant(let index):
            guard let number = program.ratios[index].exactNumber else { throw Inexpressible(word: "%") }
            return Term("\(number)")
        case .variable(let variable): return Term(try reference(variable).text)
        case .negative(let operand): return Term("-\(try number(operand).at(.negative))", .negative)
        case .sum(let operands): return Term(try joined(operands, .sum, " + ", " - "), .sum)
        case .product(let operands): return Term(try joined(operands, .product, " * ", " div "), .product)
        case .steps(let subject, let steps, let otherwise): return try rungs(subject, steps, otherwise)
        case .call(let index, let operands): return try call(index, self.operands(operands))
        case .not, .all, .any, .comparison: preconditionFailure("kinds were checked when the formula was read")
        }
    }

    /// A text, likewise.
    mutating func text(_ node: Int) throws(Inexpressible) -> Term {
        try count()
        switch program.nodes[node] {
        case .constant(let index):
            guard case .text(let text) = program.constants[index].content else { break }
            return .quoted(text)
        case .variable(let variable): return Term(try reference(variable).text)
        case .steps(let subject, let steps, let otherwise): return try rungs(subject, steps, otherwise)
        case .call(let index, let operands):
            guard function(index) == "if" else { throw Inexpressible(word: function(index)) }
            return try choice(self.operands(operands))
        case .negative, .not, .sum, .product, .all, .any, .comparison: break
        }
        preconditionFailure("kinds were checked when the formula was read")
    }

    private mutating func value(_ node: Int) throws(Inexpressible) -> Term {
        try program.kinds[node] == .number ? number(node) : text(node)
    }

    private mutating func joined(_ range: Range<Int>, _ level: Term.Level, _ sign: String, _ inverse: String) throws(Inexpressible)
        -> String
    {
        var text = ""
        for position in range {
            let operand = program.operands[position]
            let isFirst = position == range.lowerBound
            if !isFirst { text += operand.isInverse ? inverse : sign }
            // What follows a minus or `div` holds together more strongly.
            text += try number(operand.node).at(isFirst ? level : level == .sum ? .product : .negative)
        }
        return text
    }

    private mutating func choice(_ operands: [Int]) throws(Inexpressible) -> Term {
        Term("if(\(try holds(operands[0], true).text), \(try value(operands[1]).text), \(try value(operands[2]).text))")
    }

    private mutating func rungs(_ subject: Int, _ steps: Range<Int>, _ otherwise: Int) throws(Inexpressible) -> Term {
        var text = try value(otherwise).text
        for step in program.steps[steps].reversed() {
            guard let bound = step.bound.exactNumber else { throw Inexpressible(word: Keyword.steps.rawValue) }
            text = "if(\(try number(subject).at(.sum)) \(step.comparison.xpath) \(bound), \(try value(step.node).text), \(text))"
        }
        return Term(text)
    }

    private mutating func call(_ index: Int, _ operands: [Int]) throws(Inexpressible) -> Term {
        let name = function(index)
        switch name {
        case "if": return try choice(operands)
        case "min", "max", "abs", "round":
            var parts: [String] = []
            for operand in operands { parts.append(try number(operand).text) }
            return Term("\(name)(\(parts.joined(separator: ", ")))")
        case "clamp":
            guard case .constant(let low) = program.nodes[operands[1]], case .constant(let high) = program.nodes[operands[2]],
                program.ratios[low] <= program.ratios[high]
            else { break }
            let (value, least, most) = (try number(operands[0]), try number(operands[1]), try number(operands[2]))
            return Term("min(max(\(value.text), \(least.text)), \(most.text))")
        case "floor":
            // `int` goes towards 0.
            let whole = "int(\(try number(operands[0]).text))"
            return Term("\(whole) - if(\(whole) > \(try number(operands[0]).at(.sum)), 1, 0)", .sum)
        case "length": return Term("string-length(\(try text(operands[0]).text))")
        case "date": return Term("date(\(try text(operands[0]).text))")
        default: break
        }
        throw Inexpressible(word: name)
    }
}
