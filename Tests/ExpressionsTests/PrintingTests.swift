import Expressions
import Kernel
import TestNumbers
import Testing

@Suite struct `Formulas as text` {
    @Test(arguments: [
        ("1+2 *  3", "1 + 2 * 3"), ("((x))", "x"), ("(x + y) * z", "(x + y) * z"), ("x + (y * z)", "x + y * z"),
        ("(x + y) + z", "(x + y) + z"),
        ("x - (y - z)", "x - (y - z)"), ("x / (y * z)", "x / (y * z)"), ("x ≤ y", "x <= y"), ("x ≠ y or x ≥ z", "x != y or x >= z"),
        ("x − y × z", "x - y * z"), ("- - x", "--x"), ("-(x + y)", "-(x + y)"), ("(-x) * y", "-x * y"), ("not ( met )", "not met"),
        ("not (met and funded)", "not (met and funded)"), ("(met or funded) and met", "(met or funded) and met"),
        ("(x = y) = met", "(x = y) = met"),
        ("(not met) = funded", "(not met) = funded"), ("007.50", "7.5"), ("90 %", "90%"), ("\"a\"", "'a'"), ("\"it's\"", "\"it's\""),
        ("'\"'", "'\"'"), ("'it\u{301}'", "'it\u{301}'"), ("\"'\u{301}\"", "\"'\u{301}\""), ("if(met,x,2)", "if(met, x, 2)"),
        ("steps( done/due ,>90 %:2,>= 70%: 1,else :0)", "steps(done / due, > 90%: 2, >= 70%: 1, else: 0)"),
        ("steps(x, < -5: -1, ≤ -0.5: 0, else: 1)", "steps(x, < -5: -1, <= -0.5: 0, else: 1)"), ("round(x,2)", "round(x, 2)"),
        ("true", "true"),
    ])
    func `have one canonical spelling`(source: String, canonical: String) throws {
        let formula = try read(source)
        #expect(formula.description == canonical)
        #expect(try read(canonical) == formula)
        #expect(formula.source == source)
    }

    @Test func `are shown to people in their language`() throws {
        let names = ["số hồ sơ đúng hạn", "tổng số hồ sơ"]
        let variables: [Expression.Variable] = [.init("on_time"), .init("total")]
        let formula = try Expression.parse(
            "steps(on_time / total, >= 99.5%: 2, > 0: max(0.25, -on_time * 1000), else: 0)", variables: variables)
        #expect(
            formula.text(in: .vi) { names[$0] }
                == "steps(số hồ sơ đúng hạn / tổng số hồ sơ; ≥ 99,5%: 2; > 0: max(0,25; −số hồ sơ đúng hạn × 1.000); else: 0)")
        #expect(
            formula.text(in: .en) { variables[$0].name }
                == "steps(on_time / total, ≥ 99.5%: 2, > 0: max(0.25, −on_time × 1,000), else: 0)")
        #expect(try read("x != 1 - y and x <= 2").text(in: .vi) { declared[$0].name } == "x ≠ 1 − y and x ≤ 2")
    }

    @Test func `read back as equal formulas, whatever their shape`() throws {
        for seed in seeds(3_000) {
            var random = SeededGenerator(seed: seed)
            let tree = Tree.random(&random)
            let source = tree.source(&random)
            let formula = try read(source)
            let again = try read(formula.description)
            #expect(again == formula && again.description == formula.description, "seed \(seed): \(source)")
            #expect(again.hashValue == formula.hashValue, "seed \(seed)")
            // Brackets around every part change nothing but the text.
            #expect(try read(tree.source(&random, bracketing: .all)) == formula, "seed \(seed): \(source)")
        }
    }

    @Test func `are equal by what they compute, not by how they are written`() throws {
        #expect(try read("x+y") == read("( x ) + y"))
        #expect(try read("x + y") != read("y + x"))
        #expect(try read("0.9") != read("90%"))
        #expect(try read("x + 1") != read("x + 2"))
        #expect(try read("x + y - z") != read("x - y + z"))
        #expect(try read("steps(x, > 1: 2, else: 0)") != read("steps(x, >= 1: 2, else: 0)"))
        #expect(try read("steps(x, > 1: 2, else: 0)") != read("steps(x, > -1: 2, else: 0)"))
        #expect(try read("min(x, y)") != read("max(x, y)"))
        #expect(try Expression.parse("x", variables: [.init("x")]) != Expression.parse("x", variables: [.init("x"), .init("y")]))
    }
}

@Suite struct `What a formula uses` {
    @Test func `are variables by their index`() throws {
        #expect(try read("z + x * z - if(met, 1, due)").references.map { declared[$0].name } == ["x", "z", "due", "met"])
        #expect(try read("1 + 2").references == [])
    }

    @Test func `are constants in the order of the text, each with its place`() throws {
        let sound = try read("steps(x, > 90 %: 2, > -5: if(met = true, 0.50, 1), else: if(grade = 'bc', 0, y))")
        let places = sound.constants.map { String(decoding: Array(sound.source.utf8)[$0.range], as: UTF8.self) }
        #expect(places == ["90 %", "2", "5", "true", "0.50", "1", "'bc'", "0"])
        #expect(sound.constants.map { shown($0.value) } == ["9/10", "2", "5", "true", "1/2", "1", "'bc'", "0"])
    }

    @Test func `can have each constant changed`() throws {
        let formula = try read("steps(x, > 90%: 2, >= 70%: 1, else: 0)")
        var texts: [String] = []
        for constant in formula.constants {
            guard case .number(let number, let percent) = constant.content else { continue }
            let changed = Number(digits: number.digits + 1, scale: number.scale)
            texts.append(try formula.replacing(constant, with: "\(changed)\(percent ? "%" : "")").description)
        }
        #expect(
            texts == [
                "steps(x, > 91%: 2, >= 70%: 1, else: 0)", "steps(x, > 90%: 3, >= 70%: 1, else: 0)",
                "steps(x, > 90%: 2, >= 71%: 1, else: 0)",
                "steps(x, > 90%: 2, >= 70%: 2, else: 0)", "steps(x, > 90%: 2, >= 70%: 1, else: 1)",
            ])
        // A bound that would never be reached is refused.
        #expect(throws: ExpressionFaults.self) { try formula.replacing(formula.constants[2], with: "95%") }
    }
}

@Suite struct `Faults as text` {
    private func caret(_ source: String) throws -> String {
        let thrown = #expect(throws: ExpressionFaults.self) { try read(source) }
        return try #require(thrown).faults[0].caret(in: source)
    }

    @Test func `show the line and a caret under the fault`() throws {
        #expect(try caret("steps(done / du, > 90%: 2, else: 0)") == "steps(done / du, > 90%: 2, else: 0)\n             ^^")
        #expect(try caret("1 +") == "1 +\n   ^")
        #expect(try caret("") == "\n^")
        #expect(try caret("grade = 'tốt' and 'được' + 1") == "grade = 'tốt' and 'được' + 1\n                  ^^^^^^")
    }

    @Test func `show one line of several`() throws {
        #expect(try caret("max(\r\n\tx,\r\n\tq)\r\n") == " q)\n ^")
        #expect(try caret("grade = 'abc\n + 1") == "grade = 'abc\n        ^^^^")
    }

    @Test func `cut long lines`() throws {
        let long = "x" + String(repeating: " + x", count: 40)
        let text = try caret(long + " + q + " + long)
        let lines = text.split(separator: "\n")
        #expect(lines[0].hasPrefix("…") && lines[0].hasSuffix("…") && lines[0].count == 123)
        #expect(lines[1] == String(repeating: " ", count: 61) + "^")
        #expect(lines[0].dropFirst(61).first == "q")
        #expect(try caret("grade + " + "'" + String(repeating: "a", count: 500)).split(separator: "\n")[1].count == 8 + 61)
    }

    @Test func `cannot be disguised`() throws {
        #expect(try caret("x + \u{1B}[2J") == "x + ·[2J\n    ^")
        #expect(try caret("grade = '\u{202E}a' + 1").hasPrefix("grade = '·a' + 1\n"))
    }

    @Test func `take their place in a file`() throws {
        let source = "max(x,\n    'tốt' + q)"
        let thrown = #expect(throws: ExpressionFaults.self) { try read(source) }
        let faults = try #require(thrown).faults
        let start = Place(file: "f.yaml", line: 12, column: 18, field: "formula")
        #expect(faults.map { $0.fault(at: start, in: source).place.description } == ["f.yaml:13:5:formula", "f.yaml:13:13:formula"])
        #expect(try read("x + y").references == [0, 1])
        let single = #expect(throws: ExpressionFaults.self) { try read("'tốt' + q") }
        #expect(single?.faults.map { $0.fault(at: start, in: "'tốt' + q").place.column } == [18, 26])
        // A cell has no columns of characters.
        let cell = Place(file: "d.xlsx", line: 3, field: "D")
        #expect(faults.map { $0.fault(at: cell, in: source).place } == [cell, cell])
        let fault = faults[0].fault(at: start, in: source)
        #expect(fault.code == "expressions.number_expected" && fault.hint == "expressions.hint.number_in_quotes")
    }
}
