import Testing

/// The largest count that a file can hold.
private let huge = "9223372036854775807"

@Suite("PI-22 step_ratio: steps of the exact ratio")
struct StepRatioRuleTests {
    private static let rule = """
        rule: step_ratio
        steps:
          - {above: 90%, points: 2}
          - {from: 70%, to: 90%, points: 1}
          - {below: 70%, points: 0}
        """

    @Test(arguments: [
        Case("numerator: 27, denominator: 30", "1 step"),
        Case("numerator: 28, denominator: 30", "2 full"),
        Case("numerator: 9001, denominator: 10000", "2 full"),
        Case("numerator: 8999, denominator: 10000", "1 step"),
        Case("value: 90", "1 step"),
        Case("value: 90.0000000000000001", "2 full"),
        Case("value: 89.99", "1 step"),
        Case("numerator: 21, denominator: 30", "1 step"),
        Case("numerator: 6999, denominator: 10000", "0 step"),
        Case("numerator: 7001, denominator: 10000", "1 step"),
        Case("value: 70", "1 step"),
        Case("value: 69.9999999999999999", "0 step"),
        Case("value: 100", "2 full"),
        Case("value: 0", "0 step"),
        Case("numerator: 0, denominator: 30", "0 step"),
        Case("numerator: 8999999999999999999, denominator: 9999999999999999999", "unreadable: scoring.value_number"),
        Case("numerator: 8301034833169298226, denominator: \(huge)", "1 step"),
        Case("numerator: 8301034833169298227, denominator: \(huge)", "2 full"),
        Case("numerator: 0.9, denominator: 1", "1 step"),
        Case("numerator: 0.900000000000000001, denominator: 1", "2 full"),
        Case("numerator: 31, denominator: 30", "fails: over"),
        Case("value: 100.01", "fails: over"),
        Case("numerator: -1, denominator: 30", "fails: negative"),
        Case("numerator: 1, denominator: -30", "fails: negative"),
        Case("value: -0.01", "fails: negative"),
        Case("numerator: 0, denominator: 0", "fails: zero"),
        Case("numerator: 5, denominator: 0", "fails: over"),
        Case("numerator: 5", "fails: absent"),
        Case("denominator: 5", "fails: absent"),
        Case("", "fails: absent"),
        Case("numerator: 27, denominator: 30, value: 90", "fails: twofold"),
        Case("numerator: 27, value: 90", "fails: twofold"),
        Case("numerator: 27, denominator: 30, points: 1", "fails: twofold"),
        Case("numerator: 27, denominator: 30, missing: lost", "fails: twofold"),
    ])
    func `Over 90 %: 2; 70–90 %: 1; under 70 %: 0; both ends belong to the middle`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule).verdict(line.given) == line.expected)
    }

    @Test(arguments: [
        Case("numerator: 31, denominator: 30", "2 capped"),
        Case("value: 100.01", "2 capped"),
        Case("numerator: \(huge), denominator: 0.000000000000000001", "2 capped"),
        Case("numerator: 30, denominator: 30", "2 full"),
    ])
    func `A ratio above one counts as one where the leaf caps`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule + "\nover: cap").verdict(line.given) == line.expected)
    }

    @Test(arguments: [("error", "fails: zero"), ("none", "0 zeroNone"), ("full", "2 zeroFull"), ("not_applicable", "not applicable")])
    func `A zero denominator does what the leaf says`(_ policy: String, _ expected: String) throws {
        for rule in [Self.rule, "rule: linear", "rule: linear_floor\nfloor: {from: 80%}", "rule: sipas"] {
            #expect(try OneLeaf(rule + "\nzero: \(policy)").verdict("numerator: 0, denominator: 0") == expected)
            #expect(try OneLeaf(rule + "\nzero: \(policy)").verdict("numerator: 3, denominator: 0") == "fails: over")
            #expect(try OneLeaf(rule + "\nover: cap\nzero: \(policy)").verdict("numerator: 3, denominator: 0") == expected)
        }
    }

    @Test(arguments: [
        Case("numerator: 2.5, denominator: 30", "fails: not_whole"),
        Case("numerator: 2, denominator: 30.5", "fails: not_whole"),
        Case("numerator: 28.0, denominator: 30.00", "2 full"),
        Case("value: 90.5", "2 full"),
    ])
    func `Counts are whole where the leaf says so`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule + "\nfigures: whole").verdict(line.given) == line.expected)
    }

    @Test func `Fewer may be better: the steps alone say which`() throws {
        let leaf = try OneLeaf("rule: step_ratio\nsteps: [{above: 10%, points: 0}, {above: 0%, points: 1}, {points: 2}]")
        #expect(leaf.verdict("value: 10.01") == "0 step")
        #expect(leaf.verdict("value: 10") == "1 step")
        #expect(leaf.verdict("value: 0.01") == "1 step")
        #expect(leaf.verdict("value: 0") == "2 full")
    }
}

@Suite("PI-24 and RT-2 linear: in proportion, without a floor")
struct LinearRuleTests {
    @Test(arguments: [
        Case("numerator: 45, denominator: 60", "1.5 proportional"),
        Case("numerator: 60, denominator: 60", "2 full"),
        Case("numerator: 0, denominator: 60", "0 proportional"),
        Case("numerator: 1, denominator: 3", "0.666667 proportional"),
        Case("numerator: 1, denominator: 6", "0.333333 proportional"),
        Case("value: 88.62", "1.7724 proportional"),
        Case("numerator: 61, denominator: 60", "fails: over"),
        Case("numerator: 0, denominator: 0", "fails: zero"),
        Case("numerator: 9223372036854775806, denominator: \(huge)", "2 proportional"),
        Case("numerator: \(huge), denominator: \(huge)", "2 full"),
        Case("numerator: 4611686018427387904, denominator: \(huge)", "1 proportional"),
        Case("numerator: 0.000000000000000001, denominator: \(huge)", "0 proportional"),
        Case("numerator: 1, denominator: 4000000", "0.000001 proportional"),
        Case("numerator: 1, denominator: 4000001", "0 proportional"),
    ])
    func `45 of 60 computers with a maximum of 2 give 1.5`(_ line: Case) throws {
        #expect(try OneLeaf("rule: linear").verdict(line.given) == line.expected)
    }

    @Test func `A ratio above one is capped where the leaf caps`() throws {
        #expect(try OneLeaf("rule: linear\nover: cap").verdict("numerator: 61, denominator: 60") == "2 capped")
    }

    @Test(arguments: [
        Case("value: 80", "2 full"),
        Case("value: 79.99", "1.99975 proportional"),
        Case("value: 40", "1 proportional"),
        Case("value: 100", "2 full"),
        Case("numerator: 7, denominator: 9", "1.944444 proportional"),
        Case("numerator: 1, denominator: \(huge)", "0 proportional"),
    ])
    func `From 80 % on the maximum, below it ratio ÷ 80 % of it (RT-2)`(_ line: Case) throws {
        #expect(try OneLeaf("rule: linear\nfull: {from: 80%}").verdict(line.given) == line.expected)
    }

    @Test func `Points keep two decimals under Decision 766`() throws {
        let leaf = try OneLeaf(points: "18", head: "decimals: 2", "rule: linear\nfull: {from: 90%}")
        #expect(leaf.verdict("value: 88.62") == "17.72 proportional")
        #expect(leaf.verdict("numerator: 1, denominator: 3") == "6.67 proportional")
        #expect(leaf.verdict("points: 17.725") == "17.73 given", "given points round once, halves up")
        #expect(leaf.verdict("points: 17.724999") == "17.72 given")
    }
}

@Suite("PI-25 linear_floor: a cliff at the floor")
struct LinearFloorRuleTests {
    @Test(arguments: [
        Case("value: 95", "0.95 proportional"),
        Case("value: 80", "0.8 proportional"),
        Case("value: 79.99", "0 belowFloor"),
        Case("value: 80.01", "0.8001 proportional"),
        Case("value: 100", "1 full"),
        Case("value: 99.99", "0.9999 proportional"),
        Case("numerator: 4, denominator: 5", "0.8 proportional"),
        Case("numerator: 7999999999999, denominator: 10000000000000", "0 belowFloor"),
        Case("value: 100.1", "fails: over"),
        Case("", "fails: absent"),
    ])
    func `Maximum 1, floor 80 %: 95 % gives 0.95, 80 % gives 0.80, 79.99 % gives 0`(_ line: Case) throws {
        #expect(try OneLeaf(points: "1", "rule: linear_floor\nfloor: {from: 80%}").verdict(line.given) == line.expected)
    }

    @Test(arguments: [
        Case("value: 90", "0.9 proportional"),
        Case("value: 90.01", "1 full"),
        Case("value: 50", "0 belowFloor"),
        Case("value: 50.01", "0.5001 proportional"),
        Case("value: 120", "1 capped"),
    ])
    func `Bounds may exclude their own value`(_ line: Case) throws {
        let rule = "rule: linear_floor\nover: cap\nfull: {above: 90%}\nfloor: {above: 50%}"
        #expect(try OneLeaf(points: "1", rule).verdict(line.given) == line.expected)
    }
}

@Suite("PI-34 sipas: the satisfied share")
struct SIPASRuleTests {
    @Test(arguments: [
        Case("value: 82", "8.2 proportional"),
        Case("numerator: 246, denominator: 300", "8.2 proportional"),
        Case("value: 100", "10 full"),
        Case("value: 0", "0 proportional"),
        Case("value: 100.01", "fails: over"),
    ])
    func `82 % of 10 is 8.2`(_ line: Case) throws {
        #expect(try OneLeaf(points: "10", "rule: sipas\npart: survey").verdict(line.given) == line.expected)
    }

    @Test(arguments: [
        Case("value: 90", "10 full"),
        Case("value: 89.99", "8.999 proportional"),
        Case("value: 40", "0 belowFloor"),
        Case("value: 40.01", "4.001 proportional"),
        Case("value: 101", "10 capped"),
    ])
    func `A top and a floor are as the framework states them`(_ line: Case) throws {
        let rule = "rule: sipas\nover: cap\nfull: {from: 90%}\nfloor: {above: 40%}"
        #expect(try OneLeaf(points: "10", rule).verdict(line.given) == line.expected)
    }
}
