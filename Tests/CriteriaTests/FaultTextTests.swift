import Criteria
import Expressions
import Foundation
import Kernel
import Platform
import Scoring
import Testing

/// A small framework with `change` made to its text, and the code of the fault that this must give.
private struct Broken: Sendable {
    var code: String
    var text: String

    init(_ code: String, _ old: String, _ new: String) {
        self.code = code
        precondition(Self.sound.contains(old), "\(old) is in the text")
        text = Self.sound.replacingOccurrences(of: old, with: new)
    }

    static let sound = """
        framework: small
        version: 1
        vi: Bộ nhỏ
        en: Small
        status: sample
        issued: {source: bài kiểm tra}
        valid: {from: 2020-01-01, to: 2024-12-31}
        block: {code: units, vi: Đơn vị, en: Units}
        total: 2
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: fair, vi: Khá, en: Fair, from: 50%, below: 80%}
          - {code: weak, vi: Yếu, en: Weak}
        ties: [1]
        laws:
          - {key: nd-61, vi: Nghị định 61, en: Decree 61, from: 2018-06-21}
        reasons:
          - {code: own, vi: Lý do riêng, en: Own reason}
        criteria:
          - code: 1
            vi: Tiêu chí
            en: Criterion
            points: 2
            law: [nd-61 Đ1]
            rule: binary
            examples: [{given: {yes: yes}, points: 2}]
        penalty: {criteria: [{code: P1, vi: Trừ, en: Penalty, points: -1, rule: penalty}]}
        examples: [{given: {1: {yes: yes}}, points: 2}]

        """

    /// The rule of the leaf is another one, which the leaf's example does not fit; only the first stage of faults matters.
    static func rule(_ code: String, _ rule: String) -> Broken { Broken(code, "rule: binary", rule) }
}

private let broken: [Broken] = [
    Broken("scoring.framework_code", "framework: small", "framework: Bộ Nhỏ"),
    Broken(
        "scoring.criteria_empty", String(Broken.sound.range(of: "criteria:\n  - code").map { Broken.sound[$0.lowerBound...] } ?? ""),
        "criteria: []\n"),
    .rule("scoring.children_empty", "children: []"),
    .rule(
        "scoring.tree_deep",
        String(repeating: "children: [{code: 2, vi: a, en: a, points: 2, ", count: 12) + "rule: binary" + String(repeating: "}]", count: 12)
    ),
    Broken("scoring.criterion_code", "- code: 1\n", "- code: 1..2\n"),
    Broken("scoring.code_duplicate", "code: P1", "code: 1"),
    .rule("scoring.children_sum", "children: [{code: 1.1, vi: a, en: a, points: 1, rule: binary}]"),
    Broken("scoring.total_sum", "total: 2", "total: 3"),
    Broken("scoring.points_positive", "points: 2\n    law", "points: 0\n    law"),
    Broken("scoring.points_negative", "points: -1", "points: 1"),
    Broken(
        "scoring.points_too_fine", "total: 2\n",
        "total: 2\ndecimals: 0\nbonus: {criteria: [{code: T1, vi: a, en: a, points: 0.5, rule: bonus}]}\n"),
    .rule("scoring.points_beyond_leaf", "rule: count_unit\n    each: 3"),
    .rule("scoring.maximum_unreachable", "rule: step_ratio\n    steps: [{points: 1}]"),
    .rule("scoring.maximum_unreachable", "rule: count_unit\n    each: 0.3"),
    .rule("scoring.step_unreachable", "rule: step_ratio\n    steps: [{above: 100%, points: 2}, {points: 0}]"),
    .rule("scoring.rule_unknown", "rule: binari"),
    .rule("scoring.rule_unknown", "rule: whatever"),
    .rule("scoring.rule_misplaced", "rule: bonus"),
    .rule("scoring.options_empty", "rule: step_timeliness\n    options: []"),
    .rule(
        "scoring.option_duplicate",
        "rule: percent_of_max\n    ratings: [{code: a, vi: a, en: a, percent: 100%}, {code: a, vi: b, en: b, percent: 0%}]"),
    .rule("scoring.no_full_option", "rule: percent_of_max\n    ratings: [{code: a, vi: a, en: a, percent: 50%}]"),
    .rule("scoring.share_range", "rule: percent_of_max\n    ratings: [{code: a, vi: a, en: a, percent: 150%}]"),
    .rule("scoring.bound_expected", "rule: linear\n    full: {from: 80%, above: 80%}"),
    Broken("scoring.bound_expected", "from: 50%, below: 80%", "from: 50%, to: 80%, below: 80%"),
    .rule("scoring.bound_range", "rule: linear\n    full: {from: 0%}"),
    .rule("scoring.bound_range", "rule: linear_floor\n    floor: {from: 100%}"),
    Broken("scoring.ladder_order", "from: 50%, below: 80%", "from: 85%"),
    Broken("scoring.ladder_gap", "from: 50%, below: 80%", "from: 50%, below: 79%"),
    Broken("scoring.ladder_top", "from: 80%}", "from: 80%, below: 100%}"),
    Broken("scoring.ladder_open_end", "en: Weak}", "en: Weak, from: 10%}"),
    Broken("scoring.ladder_bound_missing", "from: 50%, below: 80%", "below: 80%"),
    .rule("scoring.partly_with_any", "rule: compound\n    need: any\n    partly: 1\n    conditions: [{code: a, vi: a, en: a}]"),
    .rule("scoring.scale_expected", "rule: survey_scale\n    method: linear\n    scale: {from: 1}"),
    .rule("scoring.satisfied_from", "rule: survey_scale\n    method: satisfied\n    scale: {from: 1, to: 5}"),
    .rule("scoring.variable_name", "rule: formula\n    variables: [{code: maximum, vi: a, en: a}]\n    formula: maximum"),
    Broken("scoring.law_unknown", "[nd-61 Đ1]", "[nd-62 Đ1]"),
    Broken("scoring.law_unknown", "[nd-61 Đ1]", "[thong-tu-01]"),
    Broken(
        "scoring.law_duplicate", "en: Decree 61, from: 2018-06-21}",
        "en: Decree 61, from: 2018-06-21}\n  - {key: nd-61, vi: a, en: a, from: 2018-06-21}"),
    .rule("scoring.indicator_unknown", "rule: binary\n    indicator: dossiers.on_tim"),
    .rule("scoring.indicator_unknown", "rule: binary\n    indicator: none.such"),
    .rule("scoring.reason_unknown", "rule: not_applicable\n    reason: because"),
    .rule("scoring.reason_kind", "rule: not_applicable\n    reason: lost"),
    Broken("scoring.reason_duplicate", "code: own", "code: lost"),
    Broken("scoring.tie_code_unknown", "ties: [1]", "ties: [7]"),
    Broken("scoring.validity_order", "to: 2024-12-31", "to: 2019-12-31"),
    Broken("scoring.example_expectation", "{given: {yes: yes}, points: 2}", "{given: {yes: yes}}"),
    Broken("scoring.example_expectation", "{given: {1: {yes: yes}}, points: 2}", "{given: {1: {yes: yes}}}"),
    Broken("scoring.example_failed", "{given: {yes: yes}, points: 2}", "{given: {yes: no}, points: 2}"),
    Broken("scoring.example_failed", "{given: {1: {yes: yes}}, points: 2}", "{given: {1: {yes: yes}}, band: weak}"),
    Broken("scoring.example_unscored", "{given: {1: {yes: yes}}, points: 2}", "{given: {}, points: 2}"),
    Broken("scoring.criterion_unknown", "{given: {1: {yes: yes}}, points: 2}", "{given: {7: {yes: yes}}, points: 2}"),
    Broken("scoring.input_unknown", "{given: {yes: yes}, points: 2}", "{given: {numerator: 1}, points: 2}"),
    Broken("scoring.reason_survey", "{given: {yes: yes}, points: 2}", "{given: {not_applicable: no_survey}, not_applicable: yes}"),
    Broken("scoring.reason_kind", "{given: {yes: yes}, points: 2}", "{given: {missing: no_such_task}, fails: missing}"),
    Broken("scoring.value_yes", "{given: {yes: yes}, points: 2}", "{given: {yes: maybe}, points: 2}"),
    Broken("scoring.value_number", "{given: {yes: yes}, points: 2}", "{given: {points: much}, points: 2}"),
    Broken(
        "scoring.value_choice", "rule: binary\n    examples: [{given: {yes: yes}, points: 2}]",
        "rule: percent_of_max\n    ratings: [{code: a, vi: a, en: a, percent: 100%}]\n    examples: [{given: {choice: b}, points: 2}]"),
    .rule("expressions.unexpected_end", "rule: formula\n    variables: [{code: done, vi: a, en: a}]\n    formula: done +"),
    .rule("expressions.unknown_name", "rule: formula\n    variables: [{code: done, vi: a, en: a}]\n    formula: dones"),
]

/// Codes that only data files can give; their tests are those of figure files.
private let ofDataFiles: Set<String> = ["scoring.data_twice", "scoring.value_doubtful"]

@Suite struct `Texts of faults` {
    private func expectWhole(_ faults: [Fault], _ location: SourceLocation = #_sourceLocation) throws {
        for language in Language.allCases {
            let words = try HouseWords.words(language)
            for fault in faults {
                for text in [words.message(fault), words.hint(fault) ?? "."] {
                    #expect(
                        !text.contains("{") && text != fault.code && text != fault.hint, "\(language): \(text)", sourceLocation: location)
                }
            }
        }
    }

    @Test func `are not needed for the sound text`() throws { _ = try FrameworkFile(Broken.sound, name: "small.yaml") }

    @Test(arguments: broken.indices) func `say what is wrong with a framework, in both languages`(index: Int) throws {
        let thrown = #expect(throws: Faults.self) { try FrameworkFile(broken[index].text, name: "small.yaml") }
        let faults = try #require(thrown).faults
        #expect(faults.contains { $0.code == broken[index].code }, "\(faults.map(\.code))")
        #expect(faults.allSatisfy { $0.place.file == "small.yaml" && $0.place.line > 0 })
        try expectWhole(faults)
    }

    @Test func `are tried for every code of the scoring, and exist for every code of the room`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
        let words = try HouseWords.words(.vi)
        var scoring: Set<String> = []
        for room in ["Scoring", "Criteria"] {
            let files = FileManager.default.enumerator(
                at: sources.appending(path: room).resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
            for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
                for match in try String(contentsOf: file, encoding: .utf8).matches(of: /"((?:scoring|criteria)\.[A-Za-z_.]*[a-z])"/) {
                    let code = String(match.1)
                    #expect(words.has(code), "\(file.lastPathComponent) names \(code)")
                    if room == "Scoring" { scoring.insert(code) }
                }
            }
        }
        #expect(scoring.count > 40)
        scoring.remove("scoring.ladder_gap.hint")
        #expect(scoring.subtracting(broken.map(\.code)) == ofDataFiles)
    }

    @Test func `exist for all that formulas say, for every fault of figures and every built-in reason`() throws {
        let words = try HouseWords.words(.vi)
        for key in Expression.textKeys { #expect(words.has(key), "\(key)") }
        for word in RuleFault.words {
            for key in ["scoring.unscored.\(word)", "scoring.unscored.\(word).hint", "criteria.fault.\(word)"] {
                #expect(words.has(key), "\(key)")
            }
        }
        for reason in Framework.Reason.builtIn { #expect(words.has("criteria.reason.\(reason.code)"), "\(reason.code)") }
        for aspect in FrameworkDifference.Aspect.allCases { #expect(words.has("criteria.aspect.\(aspect.rawValue)")) }
    }

    @Test func `tell a person what the errors of the room are`() throws {
        let errors: [CriteriaError] = [
            .unknownFramework("qd-767", near: "qd-766", known: ["qd-766"]), .notFound("x@1"), .alreadyPublished("x@1"), .partial("x@1"),
        ]
        for language in Language.allCases {
            let words = try HouseWords.words(language)
            for error in errors {
                let text = FaultPrinter(words).text(error)
                #expect(!text.contains("{") && !text.contains(error.code), "\(text)")
            }
        }
    }

    @Test(arguments: [
        ("done +", "27:20", "    done +\n          ^"),
        ("\"done + 2 * dones\"", "27:26", "    done + 2 * dones\n               ^^^^^\n    Có phải ý bạn là “done”?"),
        ("|\n      done +\n      1 dones", "27", "    1 dones\n      ^^^^^"),
    ])
    func `show the place in a formula with a caret`(formula: String, place: String, expected: String) throws {
        let text = Broken.rule("", "rule: formula\n    variables: [{code: done, vi: a, en: a}]\n    formula: \(formula)").text
        let thrown = #expect(throws: Faults.self) { try FrameworkFile(text, name: "small.yaml") }
        let printed = FaultPrinter(try HouseWords.words(.vi)).text(try #require(thrown).faults)
        let lines = printed.split(separator: "\n")
        #expect(lines[0].hasPrefix("small.yaml:\(place): "), "\(printed)")
        #expect(lines.dropFirst().joined(separator: "\n") == expected, "\(printed)")
    }

    @Test func `warn of a law that is not in force and of a leaf without an example`() throws {
        let text = Broken.sound.replacingOccurrences(of: "from: 2018-06-21}", with: "from: 2021-06-21}")
            .replacingOccurrences(of: "    examples: [{given: {yes: yes}, points: 2}]\n", with: "")
        let warnings = try FrameworkFile(text, name: "small.yaml").warnings
        #expect(Set(warnings.map(\.code)) == ["criteria.law_not_in_force", "criteria.no_example"])
        try expectWhole(warnings)
        let message = try HouseWords.words(.vi).message(try #require(warnings.first { $0.code == "criteria.law_not_in_force" }))
        #expect(
            message
                == "Lưu ý: tiêu chí 1 dẫn văn bản “nd-61” có hiệu lực từ 2021-06-21 đến …, không trọn thời gian hiệu lực của bộ tiêu chí.")
    }
}
