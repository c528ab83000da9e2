import Kernel
import Testing

@Suite("PI-20 binary: met or not")
struct BinaryRuleTests {
    @Test(arguments: [
        Case("yes: yes", "1 full"),
        Case("yes: no", "0 no"),
        Case("yes: có", "1 full"),
        Case("yes: không", "0 no"),
        Case("yes: 1", "1 full"),
        Case("yes: 0", "0 no"),
        Case("yes: 2", "unreadable: scoring.value_yes"),
        Case("yes: maybe", "unreadable: scoring.value_yes"),
        Case("", "fails: absent"),
        Case("missing: lost", "fails: missing"),
        Case("missing: laziness", "unreadable: scoring.reason_unknown"),
        Case("missing: no_such_task", "unreadable: scoring.reason_kind"),
        Case("not_applicable: lost", "unreadable: scoring.reason_kind"),
        Case("not_applicable: no_survey", "unreadable: scoring.reason_survey"),
        Case("not_applicable: no_such_task", "not applicable"),
        Case("yes: no, missing: lost", "fails: twofold"),
        Case("yes: yes, points: 1", "fails: twofold"),
        Case("points: 0.4, not_applicable: no_such_task", "fails: twofold"),
        Case("points: 0.4", "0.4 given"),
        Case("points: 1", "1 given"),
        Case("points: 1.000001", "fails: over"),
        Case("points: -0.000001", "fails: negative"),
        Case("points: 0.0000001", "fails: overflow"),
        Case("points: 9223372036854775807", "fails: overflow"),
        Case("numerator: 1", "unreadable: scoring.input_unknown"),
    ])
    func `Đạt: 1; không: 0 (Cà Mau 2013), and not answered is not no`(_ line: Case) throws {
        #expect(try OneLeaf(points: "1", "rule: binary").verdict(line.given) == line.expected)
    }

    @Test(arguments: [("error", "fails: missing"), ("none", "0 missing"), ("unranked", "0 unranked")])
    func `Missing data do what the leaf says (PI-45)`(_ policy: String, _ expected: String) throws {
        #expect(try OneLeaf("rule: binary\nmissing: \(policy)").verdict("missing: system_down") == expected)
        #expect(try OneLeaf(head: "missing: \(policy)", "rule: binary").verdict("missing: system_down") == expected)
        #expect(try OneLeaf(head: "missing: \(policy)", "rule: binary").verdict("") == "fails: absent", "silence is no reason")
    }
}

@Suite("PI-21 step_timeliness: one of a list of states")
struct StepTimelinessRuleTests {
    private static let rule = """
        rule: step_timeliness
        options:
          - {code: timely, vi: Ban hành kịp thời, en: Issued in time, points: 1}
          - {code: late, vi: Ban hành không kịp thời, en: Issued late, points: 0.5}
          - {code: no, vi: Không ban hành, en: Not issued, points: 0}
        """

    @Test(arguments: [
        Case("choice: timely", "1 full"),
        Case("choice: late", "0.5 option"),
        Case("choice: no", "0 option"),
        Case("choice: never", "unreadable: scoring.value_choice"),
        Case("choice: 1", "unreadable: scoring.value_choice"),
        Case("", "fails: absent"),
    ])
    func `In time 1, late 0.5, not at all 0`(_ line: Case) throws {
        #expect(try OneLeaf(points: "1", Self.rule).verdict(line.given) == line.expected)
    }
}

@Suite("PI-23 compound: several conditions")
struct CompoundRuleTests {
    private static func rule(_ keys: String) -> String {
        """
        rule: compound
        \(keys)
        conditions:
          - {code: tasks, vi: Đủ nhiệm vụ, en: All tasks}
          - {code: funds, vi: Bố trí kinh phí, en: Funded}
          - {code: plan, vi: Có kế hoạch, en: Planned}
        """
    }

    @Test(arguments: [
        Case("yes:tasks: yes, yes:funds: yes, yes:plan: yes", "1 full"),
        Case("yes:tasks: yes, yes:funds: yes, yes:plan: no", "0 partly"),
        Case("yes:tasks: no, yes:funds: no, yes:plan: no", "0 unmet"),
        Case("yes:tasks: yes, yes:funds: yes", "fails: absent"),
        Case("yes:tasks: yes, yes:tasks: yes", "unreadable: scoring.data_twice"),
        Case("yes:money: yes", "unreadable: scoring.input_unknown"),
    ])
    func `All are needed, and partly met gives nothing unless written`(_ line: Case) throws {
        #expect(try OneLeaf(points: "1", Self.rule("need: all")).verdict(line.given) == line.expected)
    }

    @Test(arguments: [
        Case("yes:tasks: yes, yes:funds: yes, yes:plan: yes", "1 full"),
        Case("yes:tasks: no, yes:funds: yes, yes:plan: yes", "0.25 partly"),
        Case("yes:tasks: no, yes:funds: no, yes:plan: yes", "0.25 partly"),
        Case("yes:tasks: no, yes:funds: no, yes:plan: no", "0 unmet"),
    ])
    func `Partly met gives what the rule writes`(_ line: Case) throws {
        #expect(try OneLeaf(points: "1", Self.rule("need: all\npartly: 0.25")).verdict(line.given) == line.expected)
    }

    @Test(arguments: [
        Case("yes:tasks: no, yes:funds: no, yes:plan: yes", "1 full"),
        Case("yes:tasks: no, yes:funds: no, yes:plan: no", "0 unmet"),
        Case("yes:plan: yes", "fails: absent"),
    ])
    func `With any, one condition is enough, but every one is answered`(_ line: Case) throws {
        #expect(try OneLeaf(points: "1", Self.rule("need: any")).verdict(line.given) == line.expected)
    }
}

@Suite("PI-28 percent_of_max: a rating is a share of the maximum")
struct PercentOfMaxRuleTests {
    private static let rule = """
        rule: percent_of_max
        ratings:
          - {code: excellent, vi: Hoàn thành xuất sắc, en: Excellent, percent: 100%}
          - {code: good, vi: Hoàn thành tốt, en: Good, percent: 75%}
          - {code: fulfilled, vi: Hoàn thành, en: Fulfilled, percent: 50%}
          - {code: third, vi: Một phần ba, en: A third, percent: 33.3333%}
        """

    @Test(arguments: [
        Case("choice: excellent", "4 full"),
        Case("choice: good", "3 rating"),
        Case("choice: fulfilled", "2 rating"),
        Case("choice: third", "1.333332 rating"),
        Case("choice: bad", "unreadable: scoring.value_choice"),
        Case("", "fails: absent"),
    ])
    func `Good is 75 % of 4`(_ line: Case) throws {
        #expect(try OneLeaf(points: "4", Self.rule).verdict(line.given) == line.expected)
    }

    @Test func `The share is rounded once, halves up, to the decimals of the framework`() throws {
        let rule = "rule: percent_of_max\nratings: [{code: a, vi: A, en: A, percent: 100%}, {code: b, vi: B, en: B, percent: 12.5%}]"
        #expect(try OneLeaf(points: "1", head: "decimals: 2", rule).verdict("choice: b") == "0.13 rating")
        #expect(try OneLeaf(points: "1", head: "decimals: 0", rule).verdict("choice: b") == "0 rating")
    }
}

@Suite("PI-37 not_applicable: the leaf leaves the denominator")
struct NotApplicableRuleTests {
    @Test(arguments: [
        Case("", "not applicable"),
        Case("not_applicable: no_such_task", "not applicable"),
        Case("not_applicable: not_assessed", "not applicable"),
        Case("missing: lost", "fails: twofold"),
        Case("points: 2", "unreadable: scoring.input_unknown"),
        Case("yes: yes", "unreadable: scoring.input_unknown"),
    ])
    func `It is never zero points, and nothing that a unit states brings it back`(_ line: Case) throws {
        for policy in ["error", "none", "unranked"] {
            let leaf = try OneLeaf("rule: not_applicable\nreason: no_such_task\nmissing: \(policy)")
            #expect(leaf.verdict(line.given) == line.expected, "\(policy)")
        }
    }

    @Test func `Its reason is one of those for what is not applicable`() throws {
        #expect(throws: Never.self) { try OneLeaf("rule: not_applicable\nreason: not_competent") }
        let faults = #expect(throws: Faults.self) { try OneLeaf("rule: not_applicable\nreason: not_yet_due") }
        #expect(faults?.faults.map(\.code) == ["scoring.reason_kind"])
    }
}
