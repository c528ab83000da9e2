import Expressions
import Kernel
import Testing

private typealias Row = (text: String, reason: ExpressionFault.Reason, details: [String: String], hint: ExpressionFault.Hint?)

private let lexical: [Row] = [
    ("x + «@» 2", .unexpectedCharacter, ["text": "@", "code": "U+0040"], nil),
    ("x «\u{A0}»+ 2", .unexpectedCharacter, ["text": "\u{A0}", "code": "U+00A0"], nil),
    ("x + «😀»", .unexpectedCharacter, ["text": "😀", "code": "U+1F600"], nil),
    ("x «==» 2", .writeInstead, ["text": "==", "instead": "="], nil),
    ("x «<>» 2", .writeInstead, ["text": "<>", "instead": "!="], nil),
    ("x «=>» 2", .writeInstead, ["text": "=>", "instead": ">="], nil),
    ("x «=<» 2", .writeInstead, ["text": "=<", "instead": "<="], nil),
    ("met «&&» funded", .writeInstead, ["text": "&&", "instead": "and"], nil),
    ("met «|» funded", .writeInstead, ["text": "|", "instead": "or"], nil),
    ("«!»met", .writeInstead, ["text": "!", "instead": "not"], nil),
    ("min(x«;» y)", .writeInstead, ["text": ";", "instead": ","], nil),
    ("x «÷» y", .writeInstead, ["text": "÷", "instead": "/"], nil),
    ("x «–» y", .writeInstead, ["text": "–", "instead": "-"], nil),
    ("(x«]»", .writeInstead, ["text": "]", "instead": ")"], nil),
    ("x«%» + 1", .writeInstead, ["text": "%", "instead": "/ 100"], nil),
    ("grade = «“»tốt", .writeInstead, ["text": "“", "instead": "'"], nil),
    ("1 + «tỷ_lệ» * 2", .nameWithAccents, ["text": "tỷ_lệ"], nil),
    ("max(x, «0,5»)", .decimalComma, ["text": "0,5", "list": "0, 5"], nil),
    ("x > «1.000,5»", .decimalComma, ["text": "1.000,5", "list": "1.000, 5"], nil),
    ("min(«1,2,3»)", .decimalComma, ["text": "1,2,3", "list": "1, 2, 3"], nil),
    ("x + «.5»", .numberMalformed, ["text": ".5"], nil),
    ("x + «5.»", .numberMalformed, ["text": "5."], nil),
    ("x > «1.2.3»", .numberMalformed, ["text": "1.2.3"], nil),
    ("x > «9223372036854775808»", .numberTooLong, ["text": "9223372036854775808"], nil),
    ("x > «0.0000000000000000001»%", .numberTooLong, ["text": "0.0000000000000000001"], nil),
    ("grade = «'tốt»", .textNotClosed, [:], nil),
    ("grade = «'tốt»\n and met", .textNotClosed, [:], nil),
    ("grade = «\"it's»", .textNotClosed, [:], nil),
]

private let syntactic: [Row] = [
    ("«»", .empty, [:], nil),
    ("  \n«»", .empty, [:], nil),
    ("1 + «*» 2", .valueExpected, ["found": "*"], nil),
    ("min(x, «)»", .valueExpected, ["found": ")"], nil),
    ("«and» met", .valueExpected, ["found": "and"], nil),
    ("met = «not» funded", .valueExpected, ["found": "not"], nil),
    ("1 + «+» 2", .valueExpected, ["found": "+"], nil),
    ("x + «else»", .valueExpected, ["found": "else"], nil),
    ("2 «x»", .unexpectedToken, ["found": "x"], nil),
    ("5«e3»", .unexpectedToken, ["found": "e3"], nil),
    ("(x «y»)", .unexpectedToken, ["found": "y"], nil),
    ("x «:» y", .unexpectedToken, ["found": ":"], nil),
    ("x «,» y", .unexpectedToken, ["found": ","], nil),
    (
        "min(x «'a very long text that is cut somewhere here, not at its end'», y)", .unexpectedToken,
        ["found": "'a very long text that is cut somewhere …"], nil
    ),
    ("1 +«»", .unexpectedEnd, [:], nil),
    ("not«»", .unexpectedEnd, [:], nil),
    ("min(x, «»", .unexpectedEnd, [:], nil),
    ("1 + «(»x", .bracketNotClosed, [:], nil),
    ("1 + min«(»x, y", .bracketNotClosed, [:], nil),
    ("x + y«)» * 2", .bracketNotOpened, [:], nil),
    ("1 < x «<» 5", .chainedComparison, [:], nil),
    ("x = y «=» z", .chainedComparison, [:], nil),
]

private let ladders: [Row] = [
    ("steps(x, «90%»: 2, else: 0)", .boundExpected, ["found": "90%"], nil),
    ("steps(x, «=» 90%: 2, else: 0)", .boundExpected, ["found": "="], nil),
    ("steps(x, > «y»: 2, else: 0)", .boundExpected, ["found": "y"], nil),
    ("steps(x, > 90% «2», else: 0)", .colonExpected, ["found": "2"], nil),
    ("steps(x, > 90%«,» else: 0)", .colonExpected, ["found": ","], nil),
    ("1 + «steps(x, > 90%: 2, > 70%: 1)»", .stepsWithoutElse, [:], nil),
    ("«steps(x)»", .stepsWithoutElse, [:], nil),
    ("«steps()»", .stepsWithoutElse, [:], nil),
    ("steps(x, > 90%: 2, else: 0, «>» 70%: 1)", .stepsAfterElse, [:], nil),
    ("«steps(x, else: 0)»", .stepsWithoutBound, [:], nil),
    ("steps(x, > 90%: 2, «< 70%»: 1, else: 0)", .boundsLookBothWays, [:], nil),
    ("steps(x, > 70%: 1, «> 90%»: 2, else: 0)", .boundNeverReached, ["bound": "> 90%"], nil),
    ("steps(x, >= 90%: 2, «> 90%»: 1, else: 0)", .boundNeverReached, ["bound": "> 90%"], nil),
    ("steps(x, > 0.9: 2, «> 90%»: 1, else: 0)", .boundNeverReached, ["bound": "> 90%"], nil),
    ("steps(x, <= 5: 2, «< 5»: 1, else: 0)", .boundNeverReached, ["bound": "< 5"], nil),
    ("steps(x, < 5: 2, «< - 1»: 1, else: 0)", .boundNeverReached, ["bound": "< - 1"], nil),
    ("steps(x, > -1: 2, «>= 0»: 1, else: 0)", .boundNeverReached, ["bound": ">= 0"], nil),
    ("«steps» + 1", .functionWithoutBrackets, ["name": "steps", "usage": "steps(x, > 90%: 2, else: 0)"], nil),
    ("steps(«grade», > 90%: 2, else: 0)", .numberExpected, [:], .numberInQuotes),
    ("steps(x, > 90%: 2, else: «'none'»)", .kindsDiffer, [:], nil),
]

private let names: [Row] = [
    ("1 + «dones»", .unknownName, ["name": "dones", "near": "done"], .near),
    ("«Done» / due", .unknownName, ["name": "Done", "near": "done"], .near),
    ("1 + «percentage»", .unknownName, ["name": "percentage"], nil),
    ("met = «True»", .unknownName, ["name": "True", "near": "true"], .near),
    ("«MIN»(x, y)", .unknownFunction, ["name": "MIN", "near": "min"], .near),
    ("«mini»(x, y)", .unknownFunction, ["name": "mini", "near": "min"], .near),
    ("«step»(x, y)", .unknownFunction, ["name": "step", "near": "steps"], .near),
    ("«average»(x, y)", .unknownFunction, ["name": "average"], nil),
    ("«x»(y)", .unknownFunction, ["name": "x"], nil),
    ("1 + «min»", .functionWithoutBrackets, ["name": "min", "usage": "min(a, b, …)"], nil),
    ("1 + «min(x)»", .argumentCount, ["name": "min", "usage": "min(a, b, …)", "count": "1"], nil),
    ("«clamp(x, 1)»", .argumentCount, ["name": "clamp", "usage": "clamp(x, low, high)", "count": "2"], nil),
    ("«abs()» + 1", .argumentCount, ["name": "abs", "usage": "abs(x)", "count": "0"], nil),
    ("«if(met, 1)»", .argumentCount, ["name": "if", "usage": "if(condition, a, b)", "count": "2"], nil),
    ("«abs(x, y)»", .argumentCount, ["name": "abs", "usage": "abs(x)", "count": "2"], nil),
]

private let kinds: [Row] = [
    ("x + «'2'»", .numberExpected, [:], .numberInQuotes),
    ("x * «(y > 1)»", .numberExpected, [:], .conditionToNumber),
    ("-«met»", .numberExpected, [:], .conditionToNumber),
    ("«grade» < 'b'", .numberExpected, [:], .numberInQuotes),
    ("min(x, «met»)", .numberExpected, [:], .conditionToNumber),
    ("max(x, y, z, «grade»)", .numberExpected, [:], .numberInQuotes),
    ("met and «x»", .truthExpected, [:], .numberToCondition),
    ("not «grade»", .truthExpected, [:], .textToCondition),
    ("if(«x», 1, 2)", .truthExpected, [:], .numberToCondition),
    ("«x = 'a'»", .kindsDiffer, [:], nil),
    ("met and «met = 1»", .kindsDiffer, [:], nil),
    ("if(met, 1, «'a'»)", .kindsDiffer, [:], nil),
    ("round(x, «y»)", .digitsExpected, [:], nil),
    ("given(«x + 1»)", .nameExpected, [:], nil), ("given(«'x'»)", .nameExpected, [:], nil),
    ("matches(grade, «other»)", .patternExpected, [:], nil), ("matches(grade, «'(a|b)'»)", .patternExpected, [:], nil),
    ("matches(grade, «'a{2,1}'»)", .patternExpected, [:], nil), ("matches(grade, «'[]'»)", .patternExpected, [:], nil),
    ("date(«grade»)", .dateExpected, [:], nil), ("date(«'2023-02-29'»)", .dateExpected, [:], nil),
    ("round(x, «19»)", .digitsExpected, [:], nil),
    ("round(x, «1.5»)", .digitsExpected, [:], nil),
    ("round(x, «-1»)", .digitsExpected, [:], nil),
    ("round(x, «200%»)", .digitsExpected, [:], nil),
]

@Suite struct `Faults of formulas` {
    @Test(arguments: lexical.indices) func `in their characters`(row: Int) throws { try expect(lexical[row]) }
    @Test(arguments: syntactic.indices) func `in the order of words`(row: Int) throws { try expect(syntactic[row]) }
    @Test(arguments: ladders.indices) func `in steps`(row: Int) throws { try expect(ladders[row]) }
    @Test(arguments: names.indices) func `in names`(row: Int) throws { try expect(names[row]) }
    @Test(arguments: kinds.indices) func `in kinds`(row: Int) throws { try expect(kinds[row]) }

    /// The first fault is the one of the row, at its marks.
    private func expect(_ row: Row) throws {
        let marked = try Marked(row.text)
        let thrown = #expect(throws: ExpressionFaults.self) { try read(marked.source) }
        let fault = try #require(thrown).faults[0]
        #expect(fault == ExpressionFault(row.reason, at: marked.range, row.details, hint: row.hint))
        #expect(fault.code.hasPrefix("expressions.") && fault.kind == .invalid && fault.offset == marked.range.lowerBound)
    }

    @Test func `each have a row in these tables, or belong to an evaluation or a limit`() {
        let rows = Set((lexical + syntactic + ladders + names + kinds).map(\.reason))
        let elsewhere: Set<ExpressionFault.Reason> = [
            .tooLong, .tooDeep, .tooManyNodes, .textExpected, .divisionByZero, .overflow, .valueMissing, .valueOfOtherKind, .clampCrossed,
            .dayExpected,
        ]
        #expect(rows.union(elsewhere) == Set(ExpressionFault.Reason.allCases))
    }

    @Test func `are told all at once, in the order of the text`() throws {
        let source = "max(don, 'a' + 1, 3 * , grade < 2, abs(), steps(x, 5: 1, > 3 2, else: 'a' + 0)) + unknwn"
        let thrown = #expect(throws: ExpressionFaults.self) { try read(source) }
        let faults = try #require(thrown).faults
        #expect(
            faults.map(\.reason) == [
                .unknownName, .numberExpected, .valueExpected, .numberExpected, .argumentCount, .boundExpected, .colonExpected,
                .numberExpected,
                .unknownName,
            ])
        #expect(faults.map { part(of: source, $0.range) } == ["don", "'a'", ",", "grade", "abs()", "5", "2", "'a'", "unknwn"])
    }

    @Test func `in brackets do not hide what follows`() throws {
        let source = "max((x 2) * dun, (1, 2) + 'a', ((x @ 1) + q - (y z)))"
        let thrown = #expect(throws: ExpressionFaults.self) { try read(source) }
        let faults = try #require(thrown).faults
        #expect(
            faults.map(\.reason) == [
                .unexpectedToken, .unknownName, .unexpectedToken, .numberExpected, .unexpectedCharacter, .unknownName, .unexpectedToken,
            ])
        #expect(faults.map { part(of: source, $0.range) } == ["2", "dun", ",", "'a'", "@", "q", "z"])
    }

    @Test func `of names do not hide each other`() throws {
        let thrown = #expect(throws: ExpressionFaults.self) { try read("a + b * c + 'd' - (e < f)") }
        let expected: [ExpressionFault.Reason] = [
            .unknownName, .unknownName, .unknownName, .numberExpected, .numberExpected, .unknownName, .unknownName,
        ]
        #expect(thrown?.faults.map(\.reason) == expected)
    }

    @Test func `of the whole are told when another kind is needed`() throws {
        for (source, kind, reason, hint) in [
            ("x > 1", Expression.Kind.number, ExpressionFault.Reason.numberExpected, ExpressionFault.Hint.conditionToNumber),
            ("x + 1", .truth, .truthExpected, .numberToCondition), ("x", .text, .textExpected, .textInQuotes),
            ("met", .text, .textExpected, .textInQuotes),
        ] {
            let thrown = #expect(throws: ExpressionFaults.self) { try read(source, gives: kind) }
            #expect(thrown?.faults == [ExpressionFault(reason, at: 0..<source.utf8.count, hint: hint)])
        }
        #expect(try read("x + 1", gives: .number).kind == .number)
        #expect(try read("grade", gives: .text).kind == .text)
        #expect(try read("met", gives: .truth).kind == .truth)
    }

    @Test func `more than the limit are not told`() throws {
        let source = (0..<40).map { "n\($0)" }.joined(separator: " + ")
        let thrown = #expect(throws: ExpressionFaults.self) { try read(source) }
        #expect(thrown?.faults.count == ExpressionFaults.limit)
    }

    private func part(of source: String, _ range: Range<Int>) -> String { String(decoding: Array(source.utf8)[range], as: UTF8.self) }
}

@Suite struct `Limits of formulas` {
    private func reasons(_ source: String) -> [ExpressionFault.Reason] {
        do throws(ExpressionFaults) {
            _ = try read(source)
            return []
        } catch {
            return error.faults.map(\.reason)
        }
    }

    @Test func `bound the bytes`() throws {
        let padding = String(repeating: " ", count: Expression.maximumBytes - 1)
        #expect(reasons(padding + "x") == [])
        let thrown = #expect(throws: ExpressionFaults.self) { try read(padding + "xé") }
        #expect(thrown?.faults == [ExpressionFault(.tooLong, at: 0..<0, ["bytes": "4002", "limit": "4000"])])
        #expect(reasons(String(repeating: "(", count: 10_000_000)) == [.tooLong])
    }

    @Test(arguments: [
        ("(", "x", ")"), ("-", "x", ""), ("abs(", "x", ")"), ("steps(x, > 1: ", "x", ", else: 0)"), ("min(1, ", "x", ")"),
        ("not ", "met", ""),
    ])
    func `bound the nesting`(open: String, middle: String, close: String) throws {
        func nested(_ depth: Int) -> String { String(repeating: open, count: depth) + middle + String(repeating: close, count: depth) }
        #expect(reasons(nested(Expression.maximumNesting)) == [])
        let thrown = #expect(throws: ExpressionFaults.self) { try read(nested(Expression.maximumNesting + 1)) }
        #expect(thrown?.faults.map(\.reason) == [.tooDeep])
        #expect(thrown?.faults.first?.details == ["limit": "64"])
        // The fault is at the word that goes too deep: the last one, or its bracket.
        let fault = try #require(thrown).faults[0]
        #expect((open.utf8.count * 64..<open.utf8.count * 65).contains(fault.offset))
    }

    @Test func `do not bound how long a chain is`() throws {
        #expect(try result((0..<900).map { "\($0)" }.joined(separator: "+")) == "404550")
        #expect(try result((0..<300).map { _ in "true" }.joined(separator: " and ")) == "true")
    }

    @Test func `bound the parts`() throws {
        func chain(_ terms: Int) -> String { Array(repeating: "1", count: terms).joined(separator: "+") }
        #expect(reasons(chain(Expression.maximumNodes - 1)) == [])
        #expect(reasons(chain(Expression.maximumNodes)) == [.tooManyNodes])
        let ladder = "steps(x," + (1...340).map { "<\($0):1," }.joined() + "else:0)"
        #expect(reasons(ladder) == [])
        let ladders =
            "steps(x," + (1...480).map { "<\($0):1," }.joined() + "else:0)+steps(x," + (1...20).map { "<\($0):1," }.joined() + "else:0)"
        #expect(ladders.utf8.count <= Expression.maximumBytes && reasons(ladders) == [.tooManyNodes])
    }
}

@Suite struct `Names of variables` {
    @Test(arguments: ["x", "X", "_", "a1", "so_ho_so", "numerator", "ifs", "Min", String(repeating: "a", count: 64)])
    func `are letters, figures and underscores`(name: String) throws {
        #expect(Expression.Variable.isName(name))
        #expect(try Expression.parse(name, variables: [.init(name)]).references == [0])
    }

    @Test(arguments: [
        "", "1a", "a b", "a-b", "a.b", "tỷ", "é", "and", "or", "not", "true", "false", "else", "steps", "if", "min", "max", "clamp",
        "round", "abs",
        "floor", "x\n", "a\u{301}", String(repeating: "a", count: 65),
    ])
    func `are nothing else, and no word of the language`(name: String) {
        #expect(!Expression.Variable.isName(name))
    }
}
