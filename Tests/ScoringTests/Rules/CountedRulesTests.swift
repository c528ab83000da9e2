import Testing

private let huge = "9223372036854775807"

@Suite("PI-27 count_unit: so much for each, up to a cap")
struct CountUnitRuleTests {
    @Test(arguments: [
        Case("count: 5", "2 capped"),
        Case("count: 4", "2 full"),
        Case("count: 3", "1.5 each"),
        Case("count: 0", "0 each"),
        Case("count: 3.5", "fails: not_whole"),
        Case("count: 3.0", "1.5 each"),
        Case("count: -1", "fails: negative"),
        Case("count: \(huge)", "2 capped"),
        Case("count: 9223372036854775808", "unreadable: scoring.value_number"),
        Case("", "fails: absent"),
    ])
    func `0.5 per regulation, at most 2: 5 give 2`(_ line: Case) throws {
        #expect(try OneLeaf("rule: count_unit\nover: cap\neach: 0.5").verdict(line.given) == line.expected)
    }

    @Test func `More than the maximum is refused where nothing caps`() throws {
        let leaf = try OneLeaf("rule: count_unit\neach: 0.5")
        #expect(leaf.verdict("count: 4") == "2 full")
        #expect(leaf.verdict("count: 5") == "fails: over")
        #expect(leaf.verdict("count: \(huge)") == "fails: over")
    }
}

@Suite("PI-29 deduct_from_max: violations take a share away")
struct DeductFromMaxRuleTests {
    private static func rule(_ several: String) -> String {
        """
        rule: deduct_from_max
        several: \(several)
        violations:
          - {code: light, vi: Vi phạm nhẹ, en: Light, deduct: 50%}
          - {code: slight, vi: Vi phạm rất nhẹ, en: Slight, deduct: 12.5%}
          - {code: serious, vi: Vi phạm nặng, en: Serious, deduct: 100%}
        """
    }

    @Test(arguments: [
        Case("count:light: 0, count:slight: 0, count:serious: 0", "2 full"),
        Case("count:light: 1, count:slight: 0, count:serious: 0", "1 deducted"),
        Case("count:light: 1, count:slight: 3, count:serious: 0", "0.25 deducted"),
        Case("count:light: 0, count:slight: 7, count:serious: 0", "0.25 deducted"),
        Case("count:light: 0, count:slight: 8, count:serious: 0", "0 nothingLeft"),
        Case("count:light: 3, count:slight: 0, count:serious: 0", "0 nothingLeft"),
        Case("count:light: 0, count:slight: 0, count:serious: 1", "0 nothingLeft"),
        Case("count:light: \(huge), count:slight: \(huge), count:serious: \(huge)", "0 nothingLeft"),
        Case("count:light: 1, count:slight: 0", "fails: absent"),
        Case("count:light: 1.5, count:slight: 0, count:serious: 0", "fails: not_whole"),
        Case("count:light: -1, count:slight: 0, count:serious: 0", "fails: negative"),
    ])
    func `Several violations add, never below nothing`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule("add")).verdict(line.given) == line.expected)
    }

    @Test(arguments: [
        Case("count:light: 3, count:slight: 9, count:serious: 0", "1 deducted"),
        Case("count:light: 0, count:slight: 9, count:serious: 0", "1.75 deducted"),
        Case("count:light: 1, count:slight: 1, count:serious: 1", "0 nothingLeft"),
        Case("count:light: 0, count:slight: \(huge), count:serious: 0", "1.75 deducted"),
    ])
    func `Or only the worst counts, however often`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule("worst")).verdict(line.given) == line.expected)
    }
}

@Suite("PI-32 survey_option_weight: mean of the weights of the answers")
struct SurveyOptionWeightRuleTests {
    private static let rule = """
        rule: survey_option_weight
        part: survey
        options:
          - {code: A, vi: Rất tốt, en: Very good, percent: 100%}
          - {code: B, vi: Tốt, en: Good, percent: 60%}
          - {code: C, vi: Trung bình, en: Fair, percent: 20%}
          - {code: D, vi: Kém, en: Poor, percent: 0%}
          - {code: E, vi: Không biết, en: Do not know, left_out: yes}
        """

    @Test(arguments: [
        Case("count:A: 6, count:B: 3, count:C: 0, count:D: 1", "1.56 weighted"),
        Case("count:A: 6, count:B: 3, count:C: 0, count:D: 1, count:E: 90", "1.56 weighted"),
        Case("count:A: 9, count:B: 0, count:C: 0, count:D: 0", "2 full"),
        Case("count:A: 0, count:B: 0, count:C: 0, count:D: 4", "0 weighted"),
        Case("count:A: 1, count:B: 1, count:C: 1, count:D: 0", "1.2 weighted"),
        Case("count:A: 1, count:B: 0, count:C: 0, count:D: 2", "0.666667 weighted"),
        Case("count:A: 0, count:B: 0, count:C: 0, count:D: 0, count:E: 7", "fails: zero"),
        Case("count:A: 6, count:B: 3, count:D: 1", "fails: absent"),
        Case("count:A: 6, count:B: 3, count:C: 0.5, count:D: 1", "fails: not_whole"),
        Case("count:A: 6, count:B: 3, count:C: 0, count:D: 1, count:E: -1", "fails: negative"),
        Case("count:A: \(huge), count:B: \(huge), count:C: 0, count:D: 0", "fails: overflow"),
        Case("count:A: 4611686018427387904, count:B: 0, count:C: 0, count:D: 4611686018427387903", "1 weighted"),
    ])
    func `6 A, 3 B, 1 D are 78 %, of 2 points 1.56; options left out and blanks are not counted`(_ line: Case) throws {
        #expect(try OneLeaf(Self.rule).verdict(line.given) == line.expected)
    }

    @Test func `No answers at all do what the leaf says of a zero denominator`() throws {
        let none = "count:A: 0, count:B: 0, count:C: 0, count:D: 0"
        #expect(try OneLeaf(Self.rule + "\nzero: none").verdict(none) == "0 zeroNone")
        #expect(try OneLeaf(Self.rule + "\nzero: full").verdict(none) == "2 zeroFull")
        #expect(try OneLeaf(Self.rule + "\nzero: not_applicable").verdict(none) == "not applicable")
    }
}

@Suite("PI-33 and SV-22 survey_scale: degrees turned into a share by a stated method")
struct SurveyScaleRuleTests {
    /// Five degrees with 2, 3, 10, 45 and 40 answers.
    private static let answers = "count:1: 2, count:2: 3, count:3: 10, count:4: 45, count:5: 40"

    @Test(arguments: [
        ("linear", "27.825 share"), ("share_of_top", "29.26 share"), ("satisfied\nsatisfied_from: 4", "29.75 share"),
        ("satisfied\nsatisfied_from: 3", "33.25 share"), ("satisfied\nsatisfied_from: 1", "35 full"),
    ])
    func `One survey of 100 answers gives as many results as there are methods`(_ method: String, _ expected: String) throws {
        let rule = "rule: survey_scale\nscale: {from: 1, to: 5}\nmethod: \(method)"
        #expect(try OneLeaf(points: "35", rule).verdict(Self.answers) == expected)
    }

    @Test(arguments: [
        Case("value: 4.2", "8 share"),
        Case("value: 5", "10 full"),
        Case("value: 1", "0 share"),
        Case("value: 0.99", "fails: over"),
        Case("value: -0.01", "fails: negative"),
        Case("value: 5.01", "fails: over"),
        Case("value: 4.2, count:5: 3", "fails: twofold"),
        Case("count:1: 0, count:2: 0, count:3: 0, count:4: 0, count:5: 0", "fails: zero"),
        Case("count:1: 0, count:2: 0, count:3: 0, count:4: 0", "fails: absent"),
        Case("count:1: 0, count:2: 0, count:3: 0, count:4: 1, count:5: 2.5", "fails: not_whole"),
        Case("count:1: 0, count:2: 0, count:3: 0, count:4: 0, count:5: \(huge)", "10 full"),
        Case("count:1: 0, count:2: 0, count:3: 0, count:4: 1, count:5: -2", "fails: negative"),
        Case("count:1: 0, count:2: 0, count:3: 0, count:4: 0, count:5: 3", "10 full"),
        Case("", "fails: absent"),
    ])
    func `A mean of 4.2 of 5 is 80 % on a line from 1 to 5`(_ line: Case) throws {
        #expect(
            try OneLeaf(points: "10", "rule: survey_scale\nscale: {from: 1, to: 5}\nmethod: linear").verdict(line.given) == line.expected)
    }

    @Test func `A scale may begin at nought`() throws {
        let leaf = try OneLeaf(points: "10", "rule: survey_scale\nscale: {from: 0, to: 10}\nmethod: linear")
        #expect(leaf.verdict("value: 7.25") == "7.25 share")
    }

    @Test(arguments: [
        ("from", "5", "5 share"), ("from", "4.99", "0 belowFloor"), ("above", "5", "0 belowFloor"), ("above", "5.01", "5.01 share"),
    ])
    func `Below a floor there is nothing`(_ bound: String, _ mean: String, _ expected: String) throws {
        let leaf = try OneLeaf(points: "10", "rule: survey_scale\nscale: {from: 0, to: 10}\nmethod: share_of_top\nfloor: {\(bound): 50%}")
        #expect(leaf.verdict("value: \(mean)") == expected)
    }
}

@Suite("OS-61 and OS-62 mean_grade: mean of grades, dossier by dossier")
struct MeanGradeRuleTests {
    private static let rule = """
        rule: mean_grade
        grades:
          - {code: shorter, vi: Ngắn hơn quy định, en: Shorter, points: 2}
          - {code: equal, vi: Bằng quy định, en: Equal, points: 1}
          - {code: longer, vi: Dài hơn quy định, en: Longer, points: 0}
        """

    @Test(arguments: [
        Case("count:shorter: 1, count:equal: 0, count:longer: 0", "2 full"),
        Case("count:shorter: 6, count:equal: 3, count:longer: 0", "1.7 mean"),
        Case("count:shorter: 0, count:equal: 19, count:longer: 1", "1 mean"),
        Case("count:shorter: 0, count:equal: 94, count:longer: 6", "0.9 mean"),
        Case("count:shorter: 39, count:equal: 1, count:longer: 0", "2 full"),
        Case("count:shorter: 0, count:equal: 9, count:longer: 1", "0.9 mean"),
        Case("count:shorter: 0, count:equal: 0, count:longer: 3", "0 mean"),
        Case("count:shorter: 0, count:equal: 0, count:longer: 0", "fails: zero"),
        Case("count:shorter: 3, count:equal: 0", "fails: absent"),
        Case("count:shorter: -3, count:equal: 4, count:longer: 0", "fails: negative"),
        Case("count:shorter: 0.5, count:equal: 4, count:longer: 0", "fails: not_whole"),
        Case("count:shorter: \(huge), count:equal: 1, count:longer: 0", "fails: overflow"),
    ])
    func `Σ points ÷ dossiers, rounded to one decimal, halves up (TT 01/2018 Đ15.2a)`(_ line: Case) throws {
        #expect(try OneLeaf(head: "decimals: 1", Self.rule).verdict(line.given) == line.expected)
    }

    @Test func `An indicator without dossiers is left out (Đ15.4b)`() throws {
        let leaf = try OneLeaf(head: "decimals: 1", Self.rule + "\nzero: not_applicable")
        #expect(leaf.verdict("count:shorter: 0, count:equal: 0, count:longer: 0") == "not applicable")
    }
}
