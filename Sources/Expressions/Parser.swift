import Kernel

/// Reads tokens into a program by descent, a function for each level of the grammar, and checks names and kinds on the way.
///
/// A fault is noted once. Faults of order end the argument they stand in, and reading goes on with the next argument; faults of
/// names and kinds end nothing.
struct Parser {
    /// The rest of an argument, or of the source, cannot be read; the reason has been noted.
    struct Abort: Error {}

    /// A part that was read; `kind` is nil when a fault hides it.
    struct Term {
        let node: Int
        let kind: Expression.Kind?
    }

    private let tokens: [Token]
    private let source: [UInt8]
    private let variables: [Expression.Variable]
    private let indexes: [String: Int]
    private var position = 0
    private var nesting = 0
    private var faults: [ExpressionFault]
    var draft = Program.Draft()

    init(_ source: String, _ variables: [Expression.Variable]) throws(ExpressionFaults) {
        let bytes = source.utf8.count
        guard bytes <= Expression.maximumBytes else {
            let details = ["bytes": "\(bytes)", "limit": "\(Expression.maximumBytes)"]
            throw ExpressionFaults([ExpressionFault(.tooLong, at: 0..<0, details)])
        }
        let lexer = Lexer(source)
        tokens = lexer.tokens
        faults = lexer.faults
        self.source = Array(source.utf8)
        self.variables = variables
        indexes = Dictionary(variables.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    mutating func program(gives kind: Expression.Kind?) throws(ExpressionFaults) -> Program {
        do throws(Abort) {
            if token.kind == .end { throw abort(.empty, token.range) }
            let term = try anyOf()
            if token.kind == .sign(.close) { throw abort(.bracketNotOpened, token.range) }
            if token.kind != .end { throw unexpected(.unexpectedToken) }
            if let kind { expect(term, kind) }
        } catch {}
        if !faults.isEmpty { throw ExpressionFaults(faults) }
        return Program(draft, variables)
    }
}

// Tokens, nodes and faults.
extension Parser {
    var token: Token { tokens[position] }

    mutating func advance() { if position < tokens.count - 1 { position += 1 } }

    mutating func take(_ sign: Sign) -> Bool {
        guard token.kind == .sign(sign) else { return false }
        advance()
        return true
    }

    mutating func take(_ keyword: Keyword) -> Bool {
        guard token.kind == .keyword(keyword) else { return false }
        advance()
        return true
    }

    func written(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self).clipped }

    mutating func note(
        _ reason: ExpressionFault.Reason, _ range: Range<Int>, _ details: [String: String] = [:], hint: ExpressionFault.Hint? = nil
    ) {
        faults.append(ExpressionFault(reason, at: range, details, hint: hint))
    }

    mutating func abort(_ reason: ExpressionFault.Reason, _ range: Range<Int>, _ details: [String: String] = [:]) -> Abort {
        note(reason, range, details)
        return Abort()
    }

    /// The fault of a token that cannot stand here; one that the lexer could not read was told by it.
    mutating func unexpected(_ reason: ExpressionFault.Reason) -> Abort {
        switch token.kind {
        case .broken: Abort()
        case .end: abort(.unexpectedEnd, token.range)
        default: abort(reason, token.range, ["found": written(token.range)])
        }
    }

    /// A fault after which nothing more is read.
    private mutating func give(up reason: ExpressionFault.Reason, _ range: Range<Int>, limit: Int) -> Abort {
        position = tokens.count - 1
        return abort(reason, range, ["limit": "\(limit)"])
    }

    /// Counts a level of nesting that `token` opens; whoever enters leaves.
    mutating func enter(at token: Token) throws(Abort) {
        guard nesting < Expression.maximumNesting else { throw give(up: .tooDeep, token.range, limit: Expression.maximumNesting) }
        nesting += 1
    }

    mutating func leave() { nesting -= 1 }

    mutating func add(_ node: Node, _ kind: Expression.Kind?, _ range: Range<Int>) throws(Abort) -> Term {
        guard draft.nodes.count + draft.steps.count < Expression.maximumNodes else {
            throw give(up: .tooManyNodes, range, limit: Expression.maximumNodes)
        }
        draft.nodes.append(node)
        draft.kinds.append(kind ?? .number)
        draft.places.append(range)
        return Term(node: draft.nodes.count - 1, kind: kind)
    }

    mutating func add(constant content: Expression.Constant.Content, _ range: Range<Int>) -> Int {
        draft.constants.append(Expression.Constant(content: content, range: range))
        return draft.constants.count - 1
    }

    /// Notes a fault when the kind is known and not the one that is needed.
    mutating func expect(_ term: Term, _ kind: Expression.Kind) {
        guard let found = term.kind, found != kind else { return }
        let place = draft.places[term.node]
        switch (kind, found) {
        case (.number, .text): note(.numberExpected, place, hint: .numberInQuotes)
        case (.number, _): note(.numberExpected, place, hint: .conditionToNumber)
        case (.truth, .text): note(.truthExpected, place, hint: .textToCondition)
        case (.truth, _): note(.truthExpected, place, hint: .numberToCondition)
        case (.text, _): note(.textExpected, place, hint: .textInQuotes)
        }
    }

    func span(_ first: Term, _ last: Term) -> Range<Int> {
        draft.places[first.node].lowerBound..<draft.places[last.node].upperBound
    }
}

// The levels of the grammar, the weakest first.
extension Parser {
    mutating func anyOf() throws(Abort) -> Term {
        var terms = [try allOf()]
        while take(.or) { terms.append(try allOf()) }
        return try chain(terms) { .any($0) }
    }

    private mutating func allOf() throws(Abort) -> Term {
        var terms = [try negation()]
        while take(.and) { terms.append(try negation()) }
        return try chain(terms) { .all($0) }
    }

    private mutating func chain(_ terms: [Term], _ node: (Range<Int>) -> Node) throws(Abort) -> Term {
        guard terms.count > 1 else { return terms[0] }
        for term in terms { expect(term, .truth) }
        let operands = draft.add(terms.map { Operand(node: $0.node) })
        return try add(node(operands), .truth, span(terms[0], terms[terms.count - 1]))
    }

    private mutating func negation() throws(Abort) -> Term {
        let sign = token
        guard take(.not) else { return try comparison() }
        try enter(at: sign)
        defer { leave() }
        let operand = try negation()
        expect(operand, .truth)
        return try add(.not(operand.node), .truth, sign.range.lowerBound..<draft.places[operand.node].upperBound)
    }

    private mutating func comparison() throws(Abort) -> Term {
        let one = try sum()
        guard case .sign(.compare(let comparison)) = token.kind else { return one }
        advance()
        let other = try sum()
        if comparison.isBound {
            expect(one, .number)
            expect(other, .number)
        } else if let kind = one.kind, let second = other.kind, kind != second {
            note(.kindsDiffer, span(one, other))
        }
        if case .sign(.compare) = token.kind { throw abort(.chainedComparison, token.range) }
        return try add(.comparison(comparison, one.node, other.node), .truth, span(one, other))
    }

    private mutating func sum() throws(Abort) -> Term {
        var terms = [try product()]
        var signs: [Sign] = [.plus]
        while case .sign(let sign) = token.kind, sign == .plus || sign == .minus {
            advance()
            signs.append(sign)
            terms.append(try product())
        }
        return try arithmetic(terms, signs, inverse: .minus) { .sum($0) }
    }

    private mutating func product() throws(Abort) -> Term {
        var terms = [try factor()]
        var signs: [Sign] = [.times]
        while case .sign(let sign) = token.kind, sign == .times || sign == .over {
            advance()
            signs.append(sign)
            terms.append(try factor())
        }
        return try arithmetic(terms, signs, inverse: .over) { .product($0) }
    }

    private mutating func arithmetic(_ terms: [Term], _ signs: [Sign], inverse: Sign, _ node: (Range<Int>) -> Node) throws(Abort) -> Term {
        guard terms.count > 1 else { return terms[0] }
        for term in terms { expect(term, .number) }
        let operands = draft.add(zip(terms, signs).map { Operand(node: $0.node, isInverse: $1 == inverse) })
        return try add(node(operands), .number, span(terms[0], terms[terms.count - 1]))
    }

    private mutating func factor() throws(Abort) -> Term {
        let sign = token
        guard take(.minus) else { return try primary() }
        try enter(at: sign)
        defer { leave() }
        let operand = try factor()
        expect(operand, .number)
        return try add(.negative(operand.node), .number, sign.range.lowerBound..<draft.places[operand.node].upperBound)
    }

    private mutating func primary() throws(Abort) -> Term {
        let word = token
        switch word.kind {
        case .number(let number, let percent): return try literal(.number(number, percent: percent), .number)
        case .text(let text): return try literal(.text(text), .text)
        case .keyword(.true): return try literal(.truth(true), .truth)
        case .keyword(.false): return try literal(.truth(false), .truth)
        case .keyword(.steps):
            advance()
            return try steps(word)
        case .name(let name):
            advance()
            return token.kind == .sign(.open) ? try call(name, word) : try variable(name, word)
        case .sign(.open):
            advance()
            return try bracketed(word)
        default: throw unexpected(.valueExpected)
        }
    }

    private mutating func literal(_ content: Expression.Constant.Content, _ kind: Expression.Kind) throws(Abort) -> Term {
        let range = token.range
        advance()
        return try add(.constant(add(constant: content, range)), kind, range)
    }

    private mutating func bracketed(_ open: Token) throws(Abort) -> Term {
        try enter(at: open)
        defer { leave() }
        var term: Term?
        do throws(Abort) {
            term = try anyOf()
            if token.kind == .end { throw abort(.bracketNotClosed, open.range) }
            if token.kind != .sign(.close) { throw unexpected(.unexpectedToken) }
        } catch {
            term = nil
            skip(to: [.close])
        }
        let range = open.range.lowerBound..<token.range.upperBound
        guard take(.close) else { throw Abort() }
        guard let term else { return try add(.variable(0), nil, range) }
        draft.places[term.node] = range
        return term
    }

    private mutating func variable(_ name: String, _ word: Token) throws(Abort) -> Term {
        if let index = indexes[name] { return try add(.variable(index), variables[index].kind, word.range) }
        if let index = Expression.functionIndexes[name] {
            note(.functionWithoutBrackets, word.range, ["name": name, "usage": Expression.functions[index].usage])
        } else {
            note(unknown: name, .unknownName, word.range, among: variables.map(\.name) + ["true", "false"])
        }
        return try add(.variable(0), nil, word.range)
    }

    /// Notes a name that nobody declared, with the nearest of those that somebody did.
    mutating func note(unknown name: String, _ reason: ExpressionFault.Reason, _ range: Range<Int>, among known: [String]) {
        var details = ["name": name.clipped]
        let sameLetters = known.first { $0.lowercased() == name.lowercased() }
        let near = sameLetters ?? (name.utf8.count > 64 ? nil : OutlineReader.nearest(to: name, among: known))
        if let near { details["near"] = near }
        note(reason, range, details, hint: near == nil ? nil : .near)
    }
}
