import Testing

private let huge = "9223372036854775807"

@Suite("PI-26 formula_branches: the scorer chooses the branch")
struct FormulaBranchesRuleTests {
    private static let rule = """
        rule: formula_branches
        variables:
          - {code: x, vi: Đã làm, en: Done, whole: yes}
          - {code: y, vi: Phải làm, en: To do, whole: yes}
        branches:
          - {code: most, vi: Từ 90% trở lên, en: From 90%, when: x / y >= 90%, formula: maximum}
          - {code: some, vi: Dưới 90%, en: Below 90%, when: x / y < 90%, formula: maximum * x / y}
          - {code: other, vi: Khác, en: Other, formula: x - y}
        """

    @Test(arguments: [
        Case("x: 18, y: 20, branch: most", "2 full"),
        Case("x: 17, y: 20, branch: most", "fails: branch"),
        Case("x: 17, y: 20, branch: some", "1.7 computed"),
        Case("x: 18, y: 20, branch: some", "fails: branch"),
        Case("x: 18, y: 20, branch: none", "unreadable: scoring.value_choice"),
        Case("x: 18, y: 20", "fails: absent"),
        Case("x: 18, branch: most", "fails: absent"),
        Case("x: 1.5, y: 20, branch: some", "fails: not_whole"),
        Case("x: 1, y: 0, branch: some", "fails: zero"),
        Case("x: 22, y: 20, branch: other", "2 full"),
        Case("x: 23, y: 20, branch: other", "fails: over"),
        Case("x: 19, y: 20, branch: other", "fails: over"),
        Case("x: \(huge), y: \(huge), branch: other", "0 computed"),
        Case("x: \(huge), y: -\(huge), branch: other", "fails: negative"),
    ])
    func `18 done of 20: the branch "from 90 %" gives the maximum; a condition that does not hold is an error`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule).verdict(line.given) == line.expected)
    }

    @Test func `Results outside 0 and the maximum are cut where the leaf caps`() throws {
        let leaf = try OneLeaf(Self.rule + "\nover: cap")
        #expect(leaf.verdict("x: 23, y: 20, branch: other") == "2 capped")
        #expect(leaf.verdict("x: 19, y: 20, branch: other") == "0 belowZero")
    }
}

@Suite("PI-40 formula: what the other rules cannot say")
struct FormulaRuleTests {
    private static func rule(_ formula: String, _ keys: String = "") -> String {
        """
        rule: formula
        \(keys)
        variables:
          - {code: a, vi: Biến a, en: Variable a}
          - {code: b, vi: Biến b, en: Variable b}
        formula: \(formula)
        """
    }

    @Test(arguments: [
        Case("a: 1, b: 4", "0.5 computed"),
        Case("a: 1, b: 3", "0.666667 computed"),
        Case("a: 4, b: 4", "2 full"),
        Case("a: 0, b: 4", "0 computed"),
        Case("a: 4.000001, b: 4", "fails: over"),
        Case("a: -1, b: 4", "fails: negative"),
        Case("a: 1, b: 0", "fails: zero"),
        Case("a: 1", "fails: absent"),
        Case("a: \(huge), b: \(huge)", "2 full"),
    ])
    func `maximum × a ÷ b is exact and rounded once`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule("maximum * a / b")).verdict(line.given) == line.expected)
    }

    @Test func `What 128 bits cannot hold is refused, never wrapped`() throws {
        #expect(try OneLeaf(Self.rule("a * b * a * b / (a * b * a * b)")).verdict("a: \(huge), b: \(huge)") == "fails: overflow")
    }

    @Test(arguments: [("error", "fails: zero"), ("none", "0 zeroNone"), ("full", "2 zeroFull"), ("not_applicable", "not applicable")])
    func `A division by zero does what the leaf says of a zero denominator`(_ policy: String, _ expected: String) throws {
        #expect(try OneLeaf(Self.rule("a / b", "zero: \(policy)")).verdict("a: 1, b: 0") == expected)
    }

    @Test(arguments: [
        Case("a: 90, b: 0", "2 full"), Case("a: 89.999999, b: 0", "1 computed"), Case("a: 70, b: 0", "1 computed"),
        Case("a: 69, b: 0", "0 computed"),
    ])
    func `Pieces are chosen by comparison`(_ line: Case) throws {
        let formula = "if(a >= 90, maximum, if(a >= 70, maximum / 2, b))"
        #expect(try OneLeaf(Self.rule(formula)).verdict(line.given) == line.expected)
    }
}
