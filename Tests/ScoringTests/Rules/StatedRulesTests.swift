import Testing

private let huge = "9223372036854775807"

@Suite("PI-30 bonus: points beside the total")
struct BonusRuleTests {
    @Test(arguments: [
        Case("points: 6.5", "5 capped"),
        Case("points: 5.000001", "5 capped"),
        Case("points: 5", "5 granted"),
        Case("points: 4.999999", "4.999999 granted"),
        Case("points: 0", "0 granted"),
        Case("points: -0.000001", "fails: negative"),
        Case("points: \(huge)", "fails: overflow"),
        Case("", "0 nothingStated"),
    ])
    func `Of 6.5 granted, 5 count (Phú Thọ), and nothing stated is nothing granted`(_ line: Case) throws {
        #expect(try OneLeaf(points: "5", "rule: bonus\nover: cap").verdict(line.given) == line.expected)
    }

    @Test func `More than the greatest is refused where nothing caps`() throws {
        #expect(try OneLeaf(points: "5", "rule: bonus").verdict("points: 5") == "5 granted")
        #expect(try OneLeaf(points: "5", "rule: bonus").verdict("points: 5.000001") == "fails: over")
    }
}

@Suite("PI-31 penalty: points taken beside the total")
struct PenaltyRuleTests {
    @Test(arguments: [
        Case("points: -4", "-3 capped"),
        Case("points: -3.000001", "-3 capped"),
        Case("points: -3", "-3 taken"),
        Case("points: -2.999999", "-2.999999 taken"),
        Case("points: 0", "0 taken"),
        Case("points: 0.000001", "fails: over"),
        Case("points: -\(huge)", "fails: overflow"),
        Case("", "0 nothingStated"),
    ])
    func `With a maximum of −3, −4 takes 3`(_ line: Case) throws {
        #expect(try OneLeaf(points: "-3", "rule: penalty\nover: cap").verdict(line.given) == line.expected)
    }

    @Test func `More than the greatest is refused where nothing caps`() throws {
        #expect(try OneLeaf(points: "-3", "rule: penalty").verdict("points: -3") == "-3 taken")
        #expect(try OneLeaf(points: "-3", "rule: penalty").verdict("points: -3.000001") == "fails: over")
    }

    @Test func `Penalties round like the points they take, halves away from zero`() throws {
        #expect(try OneLeaf(points: "-3", head: "decimals: 1", "rule: penalty").verdict("points: -0.25") == "-0.3 taken")
        #expect(try OneLeaf(points: "3", head: "decimals: 1", "rule: bonus").verdict("points: 0.25") == "0.3 granted")
        #expect(try OneLeaf(points: "-3", head: "decimals: 1", "rule: penalty").verdict("points: -0.24") == "-0.2 taken")
    }
}

@Suite("PI-35 external_grade: as given by another body")
struct ExternalGradeRuleTests {
    @Test(arguments: [
        Case("points: 4.5", "4.5 graded"),
        Case("points: 5", "5 full"),
        Case("points: 5.000001", "fails: over"),
        Case("points: 4.999999", "4.999999 graded"),
        Case("points: 0", "0 graded"),
        Case("points: -1", "fails: negative"),
        Case("points: \(huge)", "fails: overflow"),
        Case("points: 1, missing: lost", "fails: twofold"),
        Case("", "fails: absent"),
    ])
    func `4.5 of 5 given are 4.5`(_ line: Case) throws {
        #expect(try OneLeaf(points: "5", "rule: external_grade\nby: {vi: Chủ tịch, en: The Chair}").verdict(line.given) == line.expected)
    }

    @Test func `More than the maximum is cut where the leaf caps`() throws {
        let leaf = try OneLeaf(points: "5", "rule: external_grade\nover: cap\nby: {vi: Chủ tịch, en: The Chair}")
        #expect(leaf.verdict("points: 7") == "5 capped")
    }
}

@Suite("PI-36 external_index: rank or score in an outside index")
struct ExternalIndexRuleTests {
    private static let rank = """
        rule: external_index
        measure: rank
        name: {vi: Chỉ số PCI, en: PCI}
        steps:
          - {above: 30, points: 0}
          - {above: 10, points: 1}
          - {points: 2}
        """

    @Test(arguments: [
        Case("value: 5", "2 full"),
        Case("value: 1", "2 full"),
        Case("value: 10", "2 full"),
        Case("value: 11", "1 step"),
        Case("value: 30", "1 step"),
        Case("value: 31", "0 step"),
        Case("value: \(huge)", "0 step"),
        Case("value: 0", "fails: over"),
        Case("value: 5.5", "fails: not_whole"),
        Case("value: -1", "fails: negative"),
        Case("", "fails: absent"),
    ])
    func `Rank 5 of 63 with "1–10: maximum" gives the maximum`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rank).verdict(line.given) == line.expected)
    }

    @Test(arguments: [
        Case("value: 43.5", "2 full"),
        Case("value: 43.499999999999", "1 step"),
        Case("value: 40", "0 step"),
        Case("value: 40.000000000001", "1 step"),
        Case("value: 0", "0 step"),
    ])
    func `A score may have decimals`(_ line: Case) throws {
        let rule = """
            rule: external_index
            measure: score
            name: {vi: Chỉ số PAPI, en: PAPI}
            steps: [{from: 43.5, points: 2}, {above: 40, below: 43.5, points: 1}, {to: 40, points: 0}]
            """
        #expect(try OneLeaf(rule).verdict(line.given) == line.expected)
    }
}
