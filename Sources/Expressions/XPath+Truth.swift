extension XPath {
    /// True exactly where a node has this truth value; false where it has the other and where it has none.
    mutating func holds(_ node: Int, _ wanted: Bool) throws(Inexpressible) -> Term {
        try count()
        switch program.nodes[node] {
        case .constant(let index): return Term(program.constants[index].value == .truth(wanted) ? "true()" : "false()")
        case .variable(let variable): return Term("\(try reference(variable).text) = '\(wanted ? "yes" : "no")'", .comparison)
        case .not(let operand): return try holds(operand, !wanted)
        case .all(let operands): return try wanted ? each(operands, wanted) : first(of: operands, wanted)
        case .any(let operands): return try wanted ? first(of: operands, wanted) : each(operands, wanted)
        case .comparison(let comparison, let one, let other): return try compare(wanted ? comparison : comparison.opposite, one, other)
        case .call(let index, let operands): return try call(index, self.operands(operands), wanted)
        case .steps: throw Inexpressible(word: Keyword.steps.rawValue)
        case .negative, .sum, .product: preconditionFailure("kinds were checked when the formula was read")
        }
    }

    private mutating func each(_ range: Range<Int>, _ wanted: Bool) throws(Inexpressible) -> Term {
        var terms: [Term] = []
        for node in operands(range) { terms.append(try holds(node, wanted)) }
        return .all(terms)
    }

    /// One decides, and what stands before it has a value that does not.
    private mutating func first(of range: Range<Int>, _ wanted: Bool) throws(Inexpressible) -> Term {
        var terms: [Term] = []
        var before: [Term] = []
        for node in operands(range) {
            terms.append(.all(before + [try holds(node, wanted)]))
            if try !there(node).isEmpty { before.append(try holds(node, !wanted)) }
        }
        return .any(terms)
    }

    private mutating func compare(_ comparison: Comparison, _ one: Int, _ other: Int) throws(Inexpressible) -> Term {
        if program.kinds[one] == .truth {
            let isEqual = comparison == .equal
            return .any([
                .all([try holds(one, true), try holds(other, isEqual)]), .all([try holds(one, false), try holds(other, !isEqual)]),
            ])
        }
        let isNumber = program.kinds[one] == .number
        var needs: [Term] = []
        for side in [one, other] {
            // NaN is unequal to everything, and no other comparison with it holds.
            let isSpared = isNumber && comparison != .different && isNaNWithoutValue(side)
            if !isSpared { needs += try there(side) }
        }
        let sides = try isNumber ? (number(one), number(other)) : (text(one), text(other))
        let term = Term("\(sides.0.at(.sum)) \(comparison.xpath) \(sides.1.at(.sum))", .comparison)
        return .all(Self.once(needs) + [term])
    }

    /// Whether a number surely is NaN where an answer that it needs is missing.
    private func isNaNWithoutValue(_ node: Int) -> Bool {
        switch program.nodes[node] {
        case .constant, .variable: true
        case .negative(let operand): isNaNWithoutValue(operand)
        case .sum(let operands): self.operands(operands).allSatisfy(isNaNWithoutValue)
        case .product(let operands): program.operands[operands].allSatisfy { isNaNWithoutValue($0.node) && !divides($0) }
        case .not, .all, .any, .comparison, .steps, .call: false
        }
    }

    private mutating func call(_ index: Int, _ operands: [Int], _ wanted: Bool) throws(Inexpressible) -> Term {
        switch function(index) {
        case "if":
            return .any([
                .all([try holds(operands[0], true), try holds(operands[1], wanted)]),
                .all([try holds(operands[0], false), try holds(operands[2], wanted)]),
            ])
        case "given":
            guard case .variable(let variable) = program.nodes[operands[0]] else { break }
            let reference = try reference(variable)
            if reference.isAlwaysThere { return Term(wanted ? "true()" : "false()") }
            return Term("\(reference.text) \(wanted ? "!=" : "=") ''", .comparison)
        case "matches":
            guard case .constant(let constant) = program.nodes[operands[1]], case .text(let pattern) = program.constants[constant].content,
                // Programs read this one as what two classes share.
                !pattern.contains("&&")
            else { throw Inexpressible(word: "matches") }
            let term = Term("regex(\(try text(operands[0]).text), \(Term.quoted("^\(pattern)$").text))")
            return .all(try there(operands[0]) + [wanted ? term : .not(term)])
        case "includes":
            let term = Term("selected(\(try text(operands[0]).text), \(try text(operands[1]).text))")
            return .all(Self.once(try there(operands[0]) + there(operands[1])) + [wanted ? term : .not(term)])
        default: break
        }
        throw Inexpressible(word: function(index))
    }

    static func once(_ terms: [Term]) -> [Term] {
        var seen: Set<Term> = []
        return terms.filter { seen.insert($0).inserted }
    }

    // MARK: what is there

    /// What must hold for a node to have a value; empty where it always has one.
    mutating func there(_ node: Int) throws(Inexpressible) -> [Term] {
        try count()
        switch program.nodes[node] {
        case .constant: return []
        case .variable(let variable):
            let reference = try reference(variable)
            // A text that nobody wrote is an empty one.
            if reference.isAlwaysThere || program.kinds[node] == .text { return [] }
            return [Term("\(reference.text) != ''", .comparison)]
        case .negative(let operand), .not(let operand): return try there(operand)
        case .sum(let operands): return try there(self.operands(operands))
        case .product(let operands):
            var terms = try there(self.operands(operands))
            for operand in program.operands[operands] where divides(operand) {
                terms.append(Term("\(try number(operand.node).at(.sum)) != 0", .comparison))
            }
            return terms
        case .comparison(_, let one, let other): return try there([one, other])
        case .all(let operands), .any(let operands):
            if try there(self.operands(operands)).isEmpty { return [] }
            return [.any([try holds(node, true), try holds(node, false)])]
        case .steps(let subject, let steps, let otherwise):
            let terms = try there(subject)
            guard try Set(there(program.steps[steps].map(\.node) + [otherwise])).isSubset(of: terms) else {
                throw Inexpressible(word: Keyword.steps.rawValue)
            }
            return terms
        case .call(let index, let operands):
            let nodes = self.operands(operands)
            switch function(index) {
            case "given": return []
            case "if":
                if try there(Array(nodes.dropFirst())).isEmpty {
                    return try there(nodes[0]).isEmpty ? [] : [.any([try holds(nodes[0], true), try holds(nodes[0], false)])]
                }
                let first = try [holds(nodes[0], true)] + there(nodes[1])
                let second = try [holds(nodes[0], false)] + there(nodes[2])
                return [.any([.all(first), .all(second)])]
            default: return try there(nodes)
            }
        }
    }

    private mutating func there(_ nodes: [Int]) throws(Inexpressible) -> [Term] {
        var terms: [Term] = []
        for node in nodes { terms += try there(node) }
        return Self.once(terms)
    }
}

extension Comparison {
    /// What holds of two values where this does not.
    var opposite: Comparison {
        switch self {
        case .equal: .different
        case .different: .equal
        case .below: .atLeast
        case .atMost: .above
        case .above: .atMost
        case .atLeast: .below
        }
    }

    var xpath: String {
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
