import Kernel
import Scoring
import Testing

@Suite("Faults of a framework's text: each by its code, at its place")
struct FrameworkFaultsTests {
    /// A sound framework in which a test replaces one thing.
    private static let sound = """
        framework: test
        version: 1
        vi: Bộ tiêu chí
        en: Criteria
        status: sample
        issued: {source: bài kiểm tra}
        valid: {from: 2020-01-01}
        block: {code: units, vi: Đơn vị, en: Units}
        total: 10
        decimals: 2
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: fair, vi: Khá, en: Fair, from: 60%, below: 80%}
          - {code: poor, vi: Yếu, en: Poor, below: 60%}
        laws:
          - {key: nd-61-2018, vi: Nghị định 61, en: Decree 61, from: 2018-06-21}
        reasons:
          - {code: flooded, vi: Ngập lụt, en: Flooded}
        criteria:
          - code: A
            vi: Lĩnh vực
            en: Field
            points: 6
            children:
              - code: A.1
                vi: Đúng hạn
                en: On time
                points: 2
                law: [nd-61-2018 Đ19.4]
                indicator: dossiers.on_time
                rule: step_ratio
                steps: [{above: 90%, points: 2}, {from: 70%, to: 90%, points: 1}, {below: 70%, points: 0}]
                examples:
                  - {given: {value: 90}, points: 1}
              - {code: A.2, vi: Một, en: One, points: 4, rule: binary}
          - {code: B, vi: Hai, en: Two, points: 3, rule: linear}
          - {code: C, vi: Ba, en: Three, points: 1, rule: not_applicable, reason: flooded}
        bonus:
          cap: 5
          criteria: [{code: T, vi: Thưởng, en: Bonus, points: 3, rule: bonus}]
        penalty:
          cap: -5
          criteria: [{code: P, vi: Trừ, en: Penalty, points: -3, rule: penalty}]

        """

    private static func faults(_ old: String, _ new: String) throws -> [Fault] {
        try #require(sound.contains(old))
        return try FrameworkText.faults(sound.replacing(old, with: new))
    }

    @Test func `The sound one has none`() throws {
        #expect(try FrameworkText.faults(Self.sound) == [])
    }

    @Test(arguments: [
        // What the text holds, what is written instead, and the code of the fault.
        ("code: B,", "code: A.2,", "scoring.code_duplicate"),
        ("code: B,", "code: T,", "scoring.code_duplicate"),
        ("code: B,", "code: B-1,", "scoring.criterion_code"),
        ("code: B,", "code: B..1,", "scoring.criterion_code"),
        ("framework: test", "framework: Test", "scoring.framework_code"),
        ("block: {code: units", "block: {code: UNITS", "scoring.framework_code"),
        ("points: 4, rule: binary", "points: 3.99, rule: binary", "scoring.children_sum"),
        ("points: 4, rule: binary", "points: 4.01, rule: binary", "scoring.children_sum"),
        ("total: 10", "total: 10.01", "scoring.total_sum"),
        ("total: 10", "total: 9.99", "scoring.total_sum"),
        ("points: 3, rule: linear", "points: 0, rule: linear", "scoring.points_positive"),
        ("points: 3, rule: linear", "points: -3, rule: linear", "scoring.points_positive"),
        ("points: 3, rule: bonus", "points: -3, rule: bonus", "scoring.points_positive"),
        ("points: -3, rule: penalty", "points: 3, rule: penalty", "scoring.points_negative"),
        ("cap: 5", "cap: -5", "scoring.points_positive"),
        ("cap: -5", "cap: 5", "scoring.points_negative"),
        ("points: 3, rule: linear", "points: 3.001, rule: linear", "scoring.points_too_fine"),
        ("below: 80%", "below: 79.99%", "scoring.ladder_gap"),
        ("below: 80%", "below: 80.01%", "scoring.ladder_gap"),
        ("below: 80%", "to: 80%", "scoring.ladder_gap"),
        ("from: 60%, below: 80%", "from: 85%", "scoring.ladder_order"),
        ("from: 60%, below: 80%", "from: 80%", "scoring.ladder_order"),
        ("en: Good, from: 80%", "en: Good, from: 80%, below: 100%", "scoring.ladder_top"),
        ("below: 60%}", "from: 10%}", "scoring.ladder_open_end"),
        ("from: 60%, below: 80%", "below: 80%", "scoring.ladder_bound_missing"),
        ("from: 60%, below: 80%", "from: 60%, above: 60%", "scoring.bound_expected"),
        ("code: fair", "code: good", "scoring.option_duplicate"),
        ("{from: 70%, to: 90%, points: 1}", "{from: 70%, below: 90%, points: 1}", "scoring.ladder_gap"),
        ("{above: 90%, points: 2}", "{above: 90%, points: 1.5}", "scoring.maximum_unreachable"),
        ("{above: 90%, points: 2}", "{above: 90%, points: 2.01}", "scoring.points_beyond_leaf"),
        ("rule: linear", "rule: linaer", "scoring.rule_unknown"),
        ("rule: linear", "rule: bonus", "scoring.rule_misplaced"),
        ("rule: linear", "rule: penalty", "scoring.rule_misplaced"),
        ("points: 3, rule: bonus", "points: 3, rule: binary", "scoring.rule_misplaced"),
        ("points: -3, rule: penalty", "points: -3, rule: bonus", "scoring.rule_misplaced"),
        ("law: [nd-61-2018", "law: [nd-61-2081", "scoring.law_unknown"),
        ("indicator: dossiers.on_time", "indicator: dossiers.on_tme", "scoring.indicator_unknown"),
        ("reason: flooded", "reason: floded", "scoring.reason_unknown"),
        ("code: flooded", "code: lost", "scoring.reason_duplicate"),
        ("valid: {from: 2020-01-01}", "valid: {from: 2020-01-01, to: 2019-12-31}", "scoring.validity_order"),
        ("total: 10\n", "total: 10\nties: [A, Z]\n", "scoring.tie_code_unknown"),
        ("total: 10\n", "total: 10\nties: 1223\n", "outline.choice_expected"),
        ("total: 10\n", "total: 10\ntoatl: 10\n", "outline.key_unknown"),
        ("total: 10\n", "total: 10\nmissing: zero\n", "outline.choice_expected"),
        ("total: 10\n", "", "outline.key_missing"),
        ("decimals: 2", "decimals: 7", "outline.whole_expected"),
        ("points: 3, rule: linear", "points: 3, rule: linear, full: {from: 0%}", "scoring.bound_range"),
        ("points: 3, rule: linear", "points: 3, rule: linear_floor, floor: {from: 100%}", "scoring.bound_range"),
        ("points: 3, rule: linear", "points: 3, rule: linear_floor", "outline.key_missing"),
        ("points: 3, rule: linear", "points: 3, rule: linear, children: []", "scoring.children_empty"),
        ("{given: {value: 90}, points: 1}", "{given: {value: 90}, points: 2}", "scoring.example_failed"),
        ("{given: {value: 90}, points: 1}", "{given: {value: 100.1}, points: 2}", "scoring.example_failed"),
        ("{given: {value: 90}, points: 1}", "{given: {value: 90}}", "scoring.example_expectation"),
        ("{given: {value: 90}, points: 1}", "{given: {value: 90}, fails: silently}", "outline.choice_expected"),
        ("{given: {value: 90}, points: 1}", "{given: {velue: 90}, points: 1}", "scoring.input_unknown"),
        ("{given: {value: 90}, points: 1}", "{given: {missing: asleep}, points: 1}", "scoring.reason_unknown"),
    ])
    func `One thing wrong is one fault`(_ old: String, _ new: String, _ code: String) throws {
        let faults = try Self.faults(old, new)
        #expect(faults.map(\.code).contains(code), "\(faults.map(\.code))")
        #expect(faults.allSatisfy { $0.place.file == "framework.yaml" && $0.place.line > 0 && $0.place.column > 0 })
    }

    @Test(arguments: [
        ("rule: linear", "rule: linaer", "linear"),
        ("law: [nd-61-2018", "law: [nd-61-2081", "nd-61-2018"),
        ("indicator: dossiers.on_time", "indicator: dossiers.on_tme", "dossiers.on_time"),
        ("total: 10\n", "total: 10\ntoatl: 10\n", "total"),
    ])
    func `A mistyped name gets the nearest known one as a hint`(_ old: String, _ new: String, _ near: String) throws {
        let fault = try #require(try Self.faults(old, new).first)
        #expect(fault.details["near"] == near)
        #expect(fault.hint == "outline.key_unknown.near")
    }

    @Test func `A fault stands where the mistake is`() throws {
        let sum = try #require(try Self.faults("points: 4, rule: binary", "points: 3, rule: binary").first)
        #expect(sum.place.description == "framework.yaml:23:13")
        #expect(sum.details == ["code": "A", "maximum": "6", "sum": "5"])
    }

    @Test func `All faults are told at once, in the order of the text`() throws {
        let text = Self.sound.replacing("framework: test", with: "framework: T").replacing("rule: linear", with: "rule: linaer")
            .replacing("cap: -5", with: "cap: 5")
        let faults = try FrameworkText.faults(text)
        #expect(faults.map(\.code) == ["scoring.framework_code", "scoring.rule_unknown", "scoring.points_negative"])
        #expect(faults.map(\.place) == faults.map(\.place).sorted())
    }

    @Test func `A failing example tells what was expected and what came out (PI-14)`() throws {
        let fault = try #require(try Self.faults("{given: {value: 90}, points: 1}", "{given: {value: 90}, points: 2}").first)
        #expect(fault.details == ["criterion": "A.1", "expected": "2", "found": "1"])
    }

    @Test(arguments: [
        ("{given: {A: {points: 6}, B: {points: 3}}, points: 10, maximum: 9, percent: 100%, band: good}", []),
        ("{given: {A: {points: 3}, B: {points: 3}}, points: 6.666667, percent: 66.67%, band: fair}", []),
        ("{given: {A: {points: 3}, B: {points: 3}}, points: 6.67}", ["points"]),
        ("{given: {A: {points: 3}, B: {points: 3}}, percent: 66.66%}", ["percent"]),
        ("{given: {A: {points: 3}, B: {points: 3}}, maximum: 10, band: good}", ["maximum", "band"]),
    ])
    func `Examples of a whole unit are compared after conversion`(_ example: String, _ wrong: [String]) throws {
        let faults = try FrameworkText.faults(Self.sound + "examples:\n  - \(example)\n")
        #expect(faults.compactMap { $0.details["criterion"] } == wrong)
        #expect(faults.allSatisfy { $0.code == "scoring.example_failed" })
    }

    @Test func `An example of a unit with a criterion that nobody knows, or with no expectation, is a fault`() throws {
        let unknown = try FrameworkText.faults(Self.sound + "examples:\n  - {given: {Z: {points: 6}}, points: 10}\n")
        #expect(unknown.map(\.code) == ["scoring.criterion_unknown"])
        let idle = try FrameworkText.faults(Self.sound + "examples:\n  - {given: {A: {points: 6}}}\n")
        #expect(idle.map(\.code) == ["scoring.example_expectation"])
        let silent = try FrameworkText.faults(Self.sound + "examples:\n  - {given: {A: {points: 6}}, points: 6}\n")
        #expect(silent.map(\.code) == ["scoring.example_unscored"])
    }
}

@Suite("Keys of rules that cannot be meant")
struct RuleFaultsTests {
    @Test(arguments: [
        ("rule: step_timeliness\noptions: [{code: a, vi: A, en: A, points: 1}]", "scoring.maximum_unreachable"),
        ("rule: step_timeliness\noptions: []", "scoring.options_empty"),
        (
            "rule: step_timeliness\noptions: [{code: a, vi: A, en: A, points: 2}, {code: a, vi: B, en: B, points: 1}]",
            "scoring.option_duplicate"
        ),
        ("rule: compound\nneed: any\npartly: 1\nconditions: [{code: a, vi: A, en: A}]", "scoring.partly_with_any"),
        ("rule: compound\nneed: most\nconditions: [{code: a, vi: A, en: A}]", "outline.choice_expected"),
        ("rule: count_unit\neach: 0", "scoring.points_positive"),
        ("rule: count_unit\neach: 2.5", "scoring.points_beyond_leaf"),
        ("rule: count_unit\neach: 0.3", "scoring.maximum_unreachable"),
        ("rule: step_ratio\nsteps: [{above: 100%, points: 2}, {points: 0}]", "scoring.step_unreachable"),
        ("rule: step_ratio\nsteps: [{from: 100.01%, points: 2}, {points: 0}]", "scoring.step_unreachable"),
        ("rule: step_ratio\nsteps: [{from: 0%, points: 0}, {points: 2}]", "scoring.step_unreachable"),
        (
            "rule: external_index\nmeasure: rank\nname: {vi: A, en: A}\nsteps: [{from: 1, points: 0}, {points: 2}]",
            "scoring.step_unreachable"
        ),
        (
            "rule: external_index\nmeasure: score\nname: {vi: A, en: A}\nsteps: [{from: 0, points: 0}, {points: 2}]",
            "scoring.step_unreachable"
        ),
        ("rule: linear\nfull: {above: 100%}", "scoring.bound_range"),
        ("rule: linear_floor\nfull: {above: 100%}\nfloor: {from: 50%}", "scoring.bound_range"),
        ("rule: linear_floor\nfull: {from: 100.01%}\nfloor: {from: 50%}", "scoring.bound_range"),
        ("rule: sipas\nfull: {above: 100%}", "scoring.bound_range"),
        ("rule: survey_scale\nscale: {from: 1, to: 5}\nmethod: linear\nfloor: {above: 100%}", "scoring.bound_range"),
        ("rule: percent_of_max\nratings: [{code: a, vi: A, en: A, percent: 99%}]", "scoring.no_full_option"),
        ("rule: percent_of_max\nratings: [{code: a, vi: A, en: A, percent: 100.01%}]", "scoring.share_range"),
        ("rule: deduct_from_max\nviolations: [{code: a, vi: A, en: A, deduct: 50%}]", "outline.key_missing"),
        ("rule: survey_option_weight\noptions: [{code: a, vi: A, en: A, percent: 90%}]", "scoring.no_full_option"),
        ("rule: survey_scale\nscale: {from: 1}\nmethod: linear", "scoring.scale_expected"),
        ("rule: survey_scale\nscale: {from: 1, to: 5}\nmethod: satisfied", "scoring.satisfied_from"),
        ("rule: survey_scale\nscale: {from: 1, to: 5}\nmethod: linear\nsatisfied_from: 4", "scoring.satisfied_from"),
        ("rule: mean_grade\ngrades: [{code: a, vi: A, en: A, points: 1}]", "scoring.no_full_option"),
        ("rule: external_grade", "outline.key_missing"),
        ("rule: external_index\nmeasure: rank\nname: {vi: A, en: A}\nsteps: [{from: 2, points: 2}]", "scoring.ladder_open_end"),
        ("rule: external_index\nmeasure: rank\nname: {vi: A, en: A}\nsteps: [{points: 1}]", "scoring.maximum_unreachable"),
        ("rule: formula\nvariables: [{code: maximum, vi: A, en: A}]\nformula: maximum", "scoring.variable_name"),
        ("rule: formula\nvariables: []\nformula: maximum", "scoring.options_empty"),
        ("rule: sipas\nfull: {from: 40%}\nfloor: {from: 40%}", "scoring.bound_range"),
        ("rule: linear\nfull: {from: 40%, above: 30%}", "scoring.bound_expected"),
        ("rule: binary\nindicator: dossiers.on_tme", "scoring.indicator_unknown"),
        ("rule: binary\neach: 1", "outline.key_unknown"),
    ])
    func `Each is refused by its code, a maximum out of reach among them (PI-19)`(_ rule: String, _ code: String) throws {
        let faults = #expect(throws: Faults.self) { try OneLeaf(rule) }
        #expect(faults?.faults.map(\.code).contains(code) == true, "\(faults?.faults.map(\.code) ?? [])")
    }

    @Test(arguments: [
        "rule: count_unit\neach: 0.3\nover: cap",
        "rule: count_unit\neach: 0.4",
        "rule: step_ratio\nsteps: [{from: 100%, points: 2}, {points: 0}]",
        "rule: step_ratio\nsteps: [{above: 0%, points: 0}, {points: 2}]",
        "rule: step_ratio\nsteps: [{above: 50%, points: 2}, {from: 0%, points: 0}]",
        "rule: external_index\nmeasure: rank\nname: {vi: A, en: A}\nsteps: [{above: 1, points: 0}, {from: 1, points: 2}]",
        "rule: external_index\nmeasure: score\nname: {vi: A, en: A}\nsteps: [{above: 0, points: 2}, {from: 0, points: 0}]",
        "rule: linear\nfull: {above: 99.99%}", "rule: linear\nfull: {from: 100%}", "rule: linear_floor\nfloor: {above: 99.99%}",
        "rule: survey_scale\nscale: {from: 1, to: 5}\nmethod: linear\nfloor: {from: 100%}",
    ])
    func `What one value alone can reach is within reach`(_ rule: String) {
        #expect(throws: Never.self) { try OneLeaf(rule) }
    }
}

@Suite("A partial framework: an excerpt of a text")
struct PartialFrameworkTests {
    private static func text(_ flag: String, total: String = "10") -> String {
        """
        \(FrameworkText.head(total: total))
        \(flag)
        criteria:
          - {code: A, vi: Một, en: One, points: 6}
          - {code: B, vi: Hai, en: Two, points: 2, rule: binary}

        """
    }

    @Test func `It may lack criteria and rules, but not exceed its maxima`() throws {
        #expect(try FrameworkText.faults(Self.text("partial: yes")) == [])
        #expect(try FrameworkText.faults(Self.text("partial: yes", total: "7")).map(\.code) == ["scoring.total_sum"])
        #expect(try FrameworkText.faults(Self.text("partial: no")).map(\.code) == ["scoring.total_sum", "outline.key_missing"])
    }

    @Test func `A leaf without a rule takes points alone`() throws {
        let sheet = try ScoreSheet(FrameworkText.read(Self.text("partial: yes")))
        var table = FigureTable(sheet, units: 2)
        for (row, given) in [(0, "points: 5"), (1, "yes: yes")] {
            #expect(table.state(OneLeaf.statement(given), unit: 0, row: row, of: sheet, numbers: .canonical) == [])
        }
        #expect(
            table.state(OneLeaf.statement("yes: yes"), unit: 1, row: 0, of: sheet, numbers: .canonical).map(\.code) == [
                "scoring.input_unknown"
            ])
        let scores = sheet.score(table)
        #expect(scores.totals[0].total == Points(micro: 7_000_000))
        #expect(scores.faults.filter { $0.unit == 1 }.map(\.fault) == [.absent, .absent])
    }
}
