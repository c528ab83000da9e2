import Kernel

// Functions and steps: what stands in brackets, piece by piece.
extension Parser {
    mutating func call(_ name: String, _ word: Token) throws(Abort) -> Term {
        let index = Expression.functionIndexes[name]
        if index == nil {
            note(unknown: name, .unknownFunction, word.range, among: Expression.functions.map(\.name) + [Keyword.steps.rawValue])
        }
        let open = token
        advance()
        try enter(at: open)
        defer { leave() }
        var arguments: [Term] = []
        let (end, isSound) = try pieces(open) { parser throws(Abort) in arguments.append(try parser.anyOf()) }
        let range = word.range.lowerBound..<end
        guard let index, isSound else { return try add(.variable(0), nil, range) }
        let function = Expression.functions[index]
        let kind = check(arguments, of: function, range)
        let operands = draft.add(arguments.map { Operand(node: $0.node) })
        return try add(.call(index, operands), kind, range)
    }

    /// The kind of a call, when its arguments let it be known.
    private mutating func check(_ arguments: [Term], of function: Function, _ range: Range<Int>) -> Expression.Kind? {
        let least = function.parameters.count
        guard arguments.count == least || (function.repeats && arguments.count > least) else {
            note(.argumentCount, range, ["name": function.name, "usage": function.usage, "count": "\(arguments.count)"])
            return function.kind
        }
        var results: [Term] = []
        for (position, argument) in arguments.enumerated() {
            switch function.parameters[min(position, least - 1)] {
            case .number: expect(argument, .number)
            case .text: expect(argument, .text)
            case .truth: expect(argument, .truth)
            case .digits: expectDigits(argument)
            case .name: expectName(argument)
            case .pattern: expectText(argument, .patternExpected) { Pattern($0) != nil }
            case .day: expectText(argument, .dateExpected) { CalendarDate($0) != nil }
            case .result: results.append(argument)
            }
        }
        return function.kind ?? shared(results)
    }

    private mutating func expectDigits(_ argument: Term) {
        if case .constant(let index) = draft.nodes[argument.node],
            case .number(let number, percent: false) = draft.constants[index].content, number.isWhole, (0...18).contains(number.digits)
        {
            return
        }
        note(.digitsExpected, draft.places[argument.node])
    }

    private mutating func expectName(_ argument: Term) {
        guard argument.kind != nil else { return }
        if case .variable = draft.nodes[argument.node] { return }
        note(.nameExpected, draft.places[argument.node])
    }

    /// A text that is written out and that `admits` takes.
    private mutating func expectText(_ argument: Term, _ reason: ExpressionFault.Reason, _ admits: (String) -> Bool) {
        if case .constant(let index) = draft.nodes[argument.node], case .text(let text) = draft.constants[index].content, admits(text) {
            return
        }
        note(reason, draft.places[argument.node])
    }

    /// The kind that all of several results have; the first that differs is told.
    private mutating func shared(_ results: [Term]) -> Expression.Kind? {
        let known = results.filter { $0.kind != nil }
        guard known.count == results.count, let first = known.first else { return nil }
        guard let other = known.first(where: { $0.kind != first.kind }) else { return first.kind }
        note(.kindsDiffer, draft.places[other.node])
        return nil
    }

    /// Reads what stands between brackets, divided by commas, up to the closing one.
    ///
    /// When a piece cannot be read, its rest is skipped, so that the faults of the others are told too; the whole is then not
    /// sound.
    private mutating func pieces(
        _ open: Token, _ read: (inout Parser) throws(Abort) -> Void
    ) throws(Abort) -> (end: Int, isSound: Bool) {
        var isSound = true
        if token.kind != .sign(.close) {
            repeat {
                do throws(Abort) {
                    try read(&self)
                    if token.kind == .end { throw abort(.bracketNotClosed, open.range) }
                    if token.kind != .sign(.comma), token.kind != .sign(.close) { throw unexpected(.unexpectedToken) }
                } catch {
                    isSound = false
                    skip(to: [.comma, .close])
                }
            } while take(.comma)
        }
        let end = token.range.upperBound
        guard take(.close) else { throw isSound ? abort(.bracketNotClosed, open.range) : Abort() }
        return (end, isSound)
    }

    /// Goes on to the next of some signs that does not stand in brackets of its own, or to the end.
    mutating func skip(to signs: [Sign]) {
        var depth = 0
        while token.kind != .end {
            if case .sign(let sign) = token.kind {
                if depth == 0, signs.contains(sign) { return }
                if sign == .open { depth += 1 }
                if sign == .close { depth -= 1 }
            }
            advance()
        }
    }
}

extension Parser {
    /// What is known of `steps(…)` while its pieces are read.
    private struct Ladder {
        var subject: Term?
        var steps: [Step] = []
        var results: [Term] = []
        var otherwise: Term?
    }

    mutating func steps(_ word: Token) throws(Abort) -> Term {
        let open = token
        guard take(.open) else {
            throw token.kind == .broken
                ? Abort() : abort(.functionWithoutBrackets, word.range, ["name": "steps", "usage": "steps(x, > 90%: 2, else: 0)"])
        }
        try enter(at: open)
        defer { leave() }
        var ladder = Ladder()
        var isFirst = true
        let (end, isSound) = try pieces(open) { parser throws(Abort) in
            defer { isFirst = false }
            if isFirst {
                let subject = try parser.anyOf()
                parser.expect(subject, .number)
                ladder.subject = subject
            } else {
                try parser.step(&ladder)
            }
        }
        let range = word.range.lowerBound..<end
        guard isSound else { return try add(.variable(0), nil, range) }
        guard let subject = ladder.subject, let otherwise = ladder.otherwise else { throw abort(.stepsWithoutElse, range) }
        guard !ladder.steps.isEmpty else { throw abort(.stepsWithoutBound, range) }
        let kind = shared(ladder.results)
        let start = draft.steps.count
        draft.steps += ladder.steps
        return try add(.steps(of: subject.node, start..<draft.steps.count, otherwise: otherwise.node), kind, range)
    }

    private mutating func step(_ ladder: inout Ladder) throws(Abort) {
        let first = token
        if ladder.otherwise != nil { throw abort(.stepsAfterElse, first.range) }
        if take(.else) {
            try colon()
            let result = try anyOf()
            ladder.otherwise = result
            ladder.results.append(result)
            return
        }
        guard case .sign(.compare(let comparison)) = first.kind, comparison.isBound else { throw unexpected(.boundExpected) }
        advance()
        let isNegative = take(.minus)
        guard case .number(let number, let percent) = token.kind else { throw unexpected(.boundExpected) }
        let constant = add(constant: .number(number, percent: percent), token.range)
        let place = first.range.lowerBound..<token.range.upperBound
        advance()
        guard case .number(let magnitude) = draft.constants[constant].value else { throw Abort() }
        let bound = isNegative ? -magnitude : magnitude
        check(comparison, bound, after: ladder.steps.last, place)
        try colon()
        let result = try anyOf()
        ladder.steps.append(Step(comparison: comparison, constant: constant, bound: bound, node: result.node))
        ladder.results.append(result)
    }

    private mutating func colon() throws(Abort) {
        if !take(.colon) { throw unexpected(.colonExpected) }
    }

    /// Notes a bound that looks the other way than the one before, or that no value can reach after it.
    private mutating func check(_ comparison: Comparison, _ bound: Ratio, after last: Step?, _ place: Range<Int>) {
        guard let last else { return }
        let isReached =
            if bound == last.bound { comparison != last.comparison && !last.comparison.admitsBound } else {
                comparison.looksUp == (bound < last.bound)
            }
        if comparison.looksUp != last.comparison.looksUp {
            note(.boundsLookBothWays, place)
        } else if !isReached {
            note(.boundNeverReached, place, ["bound": written(place)])
        }
    }
}

extension Comparison {
    /// Whether a value that is equal to the bound meets it.
    fileprivate var admitsBound: Bool { self == .atMost || self == .atLeast }
}
