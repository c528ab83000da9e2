import Expressions
import Kernel
import Testing

@Suite struct `Formulas: numbers` {
    @Test(arguments: [
        ("7", "7"), ("007", "7"), ("0.50", "1/2"), ("90%", "9/10"), ("12.5 %", "1/8"), ("0.000000000000000001", "1/1000000000000000000"),
        ("9223372036854775807", "9223372036854775807"), ("1 + 2", "3"), ("10 - 4 - 3", "3"), ("2 * 3", "6"), ("24 / 4 / 3", "2"),
        ("8 / 2 * 4", "16"),
        ("2 * 3 / 4", "3/2"), ("-3", "-3"), ("--3", "3"), ("2 - -3", "5"), ("-2 * -3", "6"), ("1 − 2 × 3", "-5"), ("0.1 + 0.2", "3/10"),
        ("1 / 3 * 3", "1"), ("1 / 3 + 1 / 3 + 1 / 3", "1"), ("1 / 3", "1/3"), ("(1 + 2) * 3", "9"), ("((4))", "4"), ("1\n+\t1\r\n", "2"),
        ("100% - 20%", "4/5"), ("1-2", "-1"), ("x", "5"), ("x - y", "4"), ("-x / y", "-5"), ("x*y+z", "3/2"), ("-(x + y)", "-6"),
    ])
    func `are computed exactly`(source: String, expected: String) throws {
        #expect(try result(source, ["x": .whole(5), "y": .whole(1), "z": try number("-3.5")]) == expected)
    }

    @Test func `of the handbook's examples come out`() throws {
        // PI-24: 45 of 60 computers, maximum 2.
        #expect(try result("min(done / due, 1) * 2", ["done": .whole(45), "due": .whole(60)]) == "3/2")
        // PI-27: 0.5 for each, cap 2.
        #expect(try result("min(x * 0.5, 2)", ["x": .whole(5)]) == "2")
        #expect(try result("min(x * 0.5, 2)", ["x": .whole(3)]) == "3/2")
        // PI-29: light violation −50 %, maximum 2, not below 0.
        #expect(try result("max(0, 2 * (1 - 50% * x))", ["x": .whole(1)]) == "1")
        #expect(try result("max(0, 2 * (1 - 50% * x))", ["x": .whole(3)]) == "0")
        // PI-31: −4 with a floor of −3.
        #expect(try result("max(x, -3)", ["x": .whole(-4)]) == "-3")
        // PI-32: 6 A, 3 B, 1 D; maximum 2.
        #expect(try result("(x * 100% + y * 60% + z * 0) / (x + y + z) * 2", ["x": .whole(6), "y": .whole(3), "z": .whole(1)]) == "39/25")
        // PI-38: 63 of 70.
        #expect(try result("63 / 70 * 100") == "90")
        // PI-41: converted from the unrounded ratio.
        #expect(try result("round(42.63 / 48 * 50, 2)") == "4441/100")
    }
}

@Suite struct `Formulas: conditions` {
    @Test(arguments: [
        ("1 = 1.0", true), ("1 = 2", false), ("1 != 2", true), ("1 ≠ 1", false), ("1 < 2", true), ("2 < 2", false), ("2 <= 2", true),
        ("2 ≤ 1", false),
        ("3 > 2", true), ("2 > 2", false), ("2 >= 2", true), ("1 ≥ 2", false), ("2 / 4 = 50%", true),
        ("1 / 3 = 0.333333333333333333", false),
        ("'a' = 'a'", true), ("'a' = \"a\"", true), ("'a' = 'A'", false), ("'a' != 'b'", true), ("'' = ''", true), ("true = true", true),
        ("true != false", true), ("met = funded", false), ("true", true), ("false", false), ("not false", true), ("not not true", true),
        ("true and true", true), ("true and false", false), ("false or true", true), ("false or false", false), ("met and funded", false),
        ("met or funded", true), ("not met", false), ("grade = 'tốt'", true), ("x > 0 and x < 10", true), ("-1 < 0", true),
    ])
    func `hold or do not`(source: String, expected: Bool) throws {
        let values: [String: Expression.Value] = ["met": .truth(true), "funded": .truth(false), "grade": .text("tốt"), "x": .whole(5)]
        #expect(try result(source, values) == "\(expected)")
        #expect(try read(source).truth { values[declared[$0].name] } == expected)
    }

    @Test func `compare texts as they read, composed or not`() throws {
        let decomposed = "To\u{302}\u{301}t va\u{300} kha\u{301}"
        #expect(try result("grade = 'Tốt và khá'", ["grade": .text(decomposed)]) == "true")
        #expect(try result("grade = '\(decomposed)'", ["grade": .text("Tốt và khá")]) == "true")
    }

    @Test(arguments: [
        "false and 1 / 0 = 1", "not (true or 1 / 0 = 1)", "met and funded and x = 1", "y != 0 and x / y > 50%", "if(false, 1 / 0, 0) = 1",
        "steps(1, < 2: 0, else: 1 / 0) = 1",
    ])
    func `do not compute what no longer decides`(source: String) throws {
        #expect(try result(source, ["met": .truth(true), "funded": .truth(false), "y": .whole(0)]) == "false")
    }

    @Test func `ask only for the variables they need`() throws {
        var asked: [String] = []
        let value = try read("if(met, x, y)").evaluate { index in
            asked.append(declared[index].name)
            return declared[index].kind == .truth ? .truth(true) : .whole(4)
        }
        #expect(shown(value) == "4")
        #expect(asked == ["met", "x"])
    }
}

@Suite struct `Formulas: what binds stronger` {
    @Test(arguments: [
        ("met or funded and met", "met or (funded and met)", "(met or funded) and met"),
        ("not met and funded", "(not met) and funded", "not (met and funded)"),
        ("not met or funded", "(not met) or funded", "not (met or funded)"),
        ("not x = y", "not (x = y)", "not (not x = y)"),
        ("x = y and met", "(x = y) and met", "x = y and (met and met)"),
        ("x + y < z", "(x + y) < z", "x + (y + z) < z"),
        ("x + y * z", "x + (y * z)", "(x + y) * z"),
        ("x - y / z", "x - (y / z)", "(x - y) / z"),
        ("-x * y", "(-x) * y", "-(x * y)"),
        ("-x + y", "(-x) + y", "-(x + y)"),
        ("x * -y", "x * (-y)", "x * (- -y)"),
        ("x - y - z", "((x - y - z))", "x - (y - z)"),
        ("x / y / z", "x / y/z", "x / (y / z)"),
    ])
    func `is as the reference says`(source: String, same: String, different: String) throws {
        #expect(try read(source) == read(same))
        #expect(try read(source) != read(different))
    }

    @Test func `holds for every pair of levels`() throws {
        // One truth table for the weak signs, one set of figures for the strong ones.
        for (one, two, three) in [
            (false, false, true), (false, true, false), (true, false, false), (true, true, false), (true, false, true),
        ] {
            #expect(try result("\(one) or \(two) and \(three)") == "\(one || (two && three))")
            #expect(try result("\(one) and \(two) or \(three)") == "\((one && two) || three)")
            #expect(try result("not \(one) and \(two)") == "\(!one && two)")
            #expect(try result("not \(one) or \(two)") == "\(!one || two)")
        }
        #expect(try result("2 + 3 * 4 - 6 / 3 - -1") == "13")
        #expect(try result("1 + 1 = 2 and 2 * 3 > 5 or false") == "true")
        #expect(try result("not 1 = 2") == "true")
        #expect(try result("-2 - -2 * 3") == "4")
    }
}

@Suite struct `Formulas: steps` {
    private static let official = "steps(done / due, > 90%: 2, >= 70%: 1, else: 0)"

    @Test(arguments: [
        // "Over 90 %: 2; 70–90 %: 1; under 70 %: 0" (PI-22).
        (27, 30, "1"), (90, 100, "1"), (91, 100, "2"), (9_000_001, 10_000_000, "2"), (70, 100, "1"), (6_999, 10_000, "0"), (0, 5, "0"),
        (5, 5, "2"),
        (8_999_999_999, 9_999_999_999, "1"), (699_999_999_999_999, 1_000_000_000_000_000, "0"), (-1, 2, "0"),
    ])
    func `take the first bound that is met`(done: Int, due: Int, expected: String) throws {
        #expect(try result(Self.official, ["done": .whole(done), "due": .whole(due)]) == expected)
    }

    @Test(arguments: [(-1, "2"), (0, "2"), (1, "1"), (5, "1"), (6, "0.5"), (10, "0.5"), (11, "0"), (99, "0")])
    func `rise as well as fall`(days: Int, expected: String) throws {
        let points = try result("steps(x, <= 0: 2, <= 5: 1, < 11: 0.5, else: 0)", ["x": .whole(days)])
        let number = Number(expected)
        #expect(points == (try #require(number).ratio).description)
    }

    @Test(arguments: [("95", "19/20"), ("80", "4/5"), ("79.99", "0"), ("100", "1"), ("120", "1")])
    func `may give formulas`(percent: String, expected: String) throws {
        // Linear with a floor, maximum 1, floor 80 % (PI-25).
        #expect(try result("steps(x / 100, >= 100%: 1, >= 80%: x / 100, else: 0)", ["x": try number(percent)]) == expected)
    }

    @Test func `may single out one value`() throws {
        let source = "steps(x, > 90%: 2, >= 90%: 1.5, > -1: 1, else: 0)"
        #expect(try result(source, ["x": try number("0.9")]) == "3/2")
        #expect(try result(source, ["x": try number("0.900000001")]) == "2")
        #expect(try result(source, ["x": try number("0.89")]) == "1")
        #expect(try result(source, ["x": .whole(-1)]) == "0")
        #expect(try result("steps(x, < 0: 'below', <= 0: 'zero', else: 'above')", ["x": .whole(0)]) == "'zero'")
    }

    @Test func `may give texts and conditions`() throws {
        let grades = "steps(x, >= 90: 'A', >= 80: 'B', else: 'C')"
        #expect(
            try ["95", "90", "89.99", "80", "79"].map { try result(grades, ["x": try number($0)]) } == ["'A'", "'A'", "'B'", "'B'", "'C'"])
        #expect(try result("steps(x, > 3: met, else: not met)", ["x": .whole(1), "met": .truth(true)]) == "false")
    }
}

@Suite struct `Formulas: functions` {
    @Test(arguments: [
        ("if(met, 1, 2)", "1"), ("if(not met, 1, 2)", "2"), ("if(met, 'a', 'b')", "'a'"), ("if(met, false, true)", "false"),
        ("if(grade = 'good', 75%, if(grade = 'excellent', 100%, 50%)) * 4", "3"), ("min(3, 1, 2)", "1"), ("max(3, 1, 2)", "3"),
        ("min(1, 1)", "1"),
        ("min(2, 1)", "1"), ("max(1, 2)", "2"), ("min(1 / 2, 1 / 3, 0.33)", "33/100"), ("max(-1, -2, -3, -4, -5)", "-1"),
        ("clamp(5, 0, 3)", "3"),
        ("clamp(-5, 0, 3)", "0"), ("clamp(2, 0, 3)", "2"), ("clamp(2, 2, 2)", "2"), ("abs(-3)", "3"), ("abs(3)", "3"), ("abs(0)", "0"),
        ("floor(2.9)", "2"), ("floor(-0.5)", "-1"), ("floor(-2)", "-2"), ("floor(2)", "2"), ("floor(0)", "0"), ("floor(-7 / 3)", "-3"),
        ("round(0.125, 2)", "13/100"), ("round(-0.125, 2)", "-13/100"), ("round(0.124999, 2)", "3/25"), ("round(2.5, 0)", "3"),
        ("round(-2.5, 0)", "-3"),
        ("round(1 / 3, 18)", "333333333333333333/1000000000000000000"), ("round(2 / 3, 1)", "7/10"), ("round(88.124, 1)", "881/10"),
        ("round(7, 3)", "7"), ("length(grade)", "4"), ("length('Việt')", "4"), ("includes('a b', 'b')", "true"),
        ("includes('ab', 'a')", "false"), ("includes('', '')", "false"), ("given(grade)", "true"), ("given(x)", "false"),
        ("given(other)", "false"), ("not given(due) and met", "true"), ("date('1970-01-02')", "1"),
        ("date('2024-03-01') - date('2024-02-28')", "2"),
        ("years(date('2008-02-29'), date('2026-02-28'))", "17"), ("years(date('2008-02-29'), date('2026-03-01'))", "18"),
        ("years(date('2026-05-01'), date('2026-04-30'))", "-1"), ("year(date('1999-12-31'))", "1999"),
        ("matches('0912', '0[0-9]{3}')", "true"), ("matches('0912x', '0[0-9]{3}')", "false"), ("matches('', 'a*')", "true"),
        ("matches('aaab', 'a{1,2}b')", "false"), ("matches('a-b', '[a-c-]+')", "true"), ("matches('ĐẾN', '[^a-z]{3}')", "true"),
        ("matches('a.c', 'a\\.c')", "true"), ("matches('abc', 'a\\.c')", "false"), ("matches('12', '\\d+')", "true"),
    ])
    func `give what the reference says`(source: String, expected: String) throws {
        #expect(try result(source, ["met": .truth(true), "grade": .text("good"), "other": .text("")]) == expected)
    }
}

@Suite struct `Formulas: what cannot be computed` {
    @Test(
        arguments: [
            ("1 / «x»", ExpressionFault.Reason.divisionByZero, [:]), ("1 / «(x - 0)» + 1", .divisionByZero, [:]),
            ("6 / 2 / «0%»", .divisionByZero, [:]),
            ("x + «y»", .valueMissing, ["name": "y"]), ("if(«met», 1, 2)", .valueMissing, ["name": "met"]),
            ("«other» = 'a'", .valueMissing, ["name": "other"]),
            ("x + 2 * «z»", .valueOfOtherKind, ["name": "z"]), ("«grade» = 'a'", .valueOfOtherKind, ["name": "grade"]),
            ("not «funded»", .valueOfOtherKind, ["name": "funded"]),
            ("«9000000000000000000 * 9000000000000000000 * 9» * x", .overflow, [:]),
            (
                "x - («9000000000000000000 * 9000000000000000000 + 9000000000000000000 * 9000000000000000000 + 9000000000000000000 * 9000000000000000000»)",
                .overflow, [:]
            ),
            ("«1 / 9000000000000000000 / 9000000000000000000 / 9000000000000000000»", .overflow, [:]),
            ("«round(9223372036854775807 + 1, 0)» + 1", .overflow, [:]), ("max(1, «round(10, 18)»)", .overflow, [:]),
            ("«clamp(x, 2, 1.5)» + 1", .clampCrossed, ["low": "2", "high": "3/2"]),
            ("«years(x, 0.5)» + 1", .dayExpected, ["text": "1/2"]), ("1 + «year(999999)»", .dayExpected, ["text": "999999"]),
        ] as [(String, ExpressionFault.Reason, [String: String])])
    func `fails with its reason and its place`(text: String, reason: ExpressionFault.Reason, details: [String: String]) throws {
        let marked = try Marked(text)
        let formula = try read(marked.source)
        let values: [String: Expression.Value] = ["x": .whole(0), "z": .text("3"), "grade": .whole(1), "funded": .text("yes")]
        let fault = #expect(throws: ExpressionFault.self) { try formula.evaluate { values[declared[$0].name] } }
        #expect(fault == ExpressionFault(reason, at: marked.range, details))
    }

    @Test func `reaches the largest exact values and stops there`() throws {
        let half = "9223372036854775807 * 9223372036854775807 * 2"
        #expect(try result("\(half) - \(half)") == "0")
        let largest = Expression.Value.number(Ratio(Int128.max, 1))
        #expect(try result("x - 1", ["x": largest]) == "\(Int128.max - 1)")
        #expect(try result("-x", ["x": largest]) == "\(-Int128.max)")
        #expect(try result("abs(-x) = x and floor(x) = x and x > -x", ["x": largest]) == "true")
        #expect(throws: ExpressionFault.self) { try result("x + 1", ["x": largest]) }
        #expect(throws: ExpressionFault.self) { try result("-x - 1", ["x": largest]) }
    }
}
