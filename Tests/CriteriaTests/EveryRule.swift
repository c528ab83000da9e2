import Criteria
import Kernel
import Platform
import Scoring
import Units

/// A framework in which each rule stands with each form that its table of points can take.
enum EveryRule {
    /// Leaves of two points each, by what they are called here.
    static let leaves: [(name: String, text: String)] = [
        ("binary", "rule: binary"),
        (
            "timeliness",
            """
            rule: step_timeliness
            options:
              - {code: timely, vi: Ban hành kịp thời, en: Issued in time, points: 2}
              - {code: late, vi: Ban hành không kịp thời, en: Issued late, points: 0.5}
            """
        ),
        (
            "steps",
            """
            rule: step_ratio
            over: cap
            steps:
              - {above: 90%, points: 2}
              - {from: 70%, to: 90%, points: 1}
              - {below: 70%, points: 0}
            """
        ),
        ("anyRatio", "rule: step_ratio\nsteps: [{points: 2}]"),
        ("fewerIsBetter", "rule: step_ratio\nsteps: [{above: 10%, points: 0}, {points: 2}]"),
        (
            "all",
            """
            rule: compound
            need: all
            partly: 0.5
            conditions:
              - {code: tasks, vi: Đủ nhiệm vụ, en: All tasks}
              - {code: funds, vi: Có kinh phí, en: Funds}
            """
        ),
        (
            "any",
            """
            rule: compound
            need: any
            conditions:
              - {code: web, vi: Đăng trên trang thông tin, en: On the website}
              - {code: board, vi: Niêm yết tại trụ sở, en: On the board}
            """
        ),
        ("linear", "rule: linear\nover: cap\nzero: none"),
        ("linearFrom", "rule: linear\nfull: {from: 80%}\nzero: full"),
        ("linearAbove", "rule: linear\nfull: {above: 80%}\nzero: not_applicable"),
        ("floorFrom", "rule: linear_floor\nover: cap\nfloor: {from: 80%}"),
        ("floorAbove", "rule: linear_floor\nfull: {above: 90%}\nfloor: {above: 50%}"),
        (
            "branches",
            """
            rule: formula_branches
            over: cap
            variables:
              - {code: done, vi: Đã xong, en: Done}
              - {code: due, vi: Phải làm, en: Due}
            branches:
              - {code: most, vi: Từ 90% trở lên, en: From 90%, formula: maximum, when: done / due >= 90%}
              - {code: some, vi: Dưới 90%, en: Below 90%, formula: maximum * done / due, when: done / due < 90%}
              - {code: free, vi: Tự do, en: Free, formula: done - due}
            """
        ),
        (
            "formula",
            """
            rule: formula
            over: cap
            variables:
              - {code: done, vi: Đã xong, en: Done}
            formula: (done - 1) / 4
            """
        ),
        ("count", "rule: count_unit\nover: cap\neach: 0.5"),
        (
            "rating",
            """
            rule: percent_of_max
            ratings:
              - {code: a, vi: Xuất sắc, en: Excellent, percent: 100%}
              - {code: b, vi: Tốt, en: Good, percent: 75%}
            """
        ),
        (
            "deductions",
            """
            rule: deduct_from_max
            several: add
            violations:
              - {code: light, vi: Vi phạm nhẹ, en: Light, deduct: 50%}
              - {code: grave, vi: Vi phạm nặng, en: Grave, deduct: 100%}
            """
        ),
        ("worst", "rule: deduct_from_max\nseveral: worst\nviolations: [{code: light, vi: Vi phạm nhẹ, en: Light, deduct: 50%}]"),
        (
            "weights",
            """
            rule: survey_option_weight
            part: survey
            options:
              - {code: A, vi: Tốt, en: Good, percent: 100%}
              - {code: B, vi: Khá, en: Fair, percent: 60%}
              - {code: E, vi: Không biết, en: Do not know, left_out: yes}
            """
        ),
        ("scale", "rule: survey_scale\npart: survey\nscale: {from: 1, to: 5}\nmethod: linear"),
        ("scaleShare", "rule: survey_scale\npart: survey\nscale: {from: 1, to: 5}\nmethod: share_of_top\nfloor: {from: 50%}"),
        (
            "scaleSatisfied",
            "rule: survey_scale\npart: survey\nscale: {from: 1, to: 5}\nmethod: satisfied\nsatisfied_from: 4\nfloor: {above: 50%}"
        ),
        ("sipas", "rule: sipas\npart: survey\nover: cap\nfull: {from: 90%}\nfloor: {above: 40%}"),
        ("sipasAbove", "rule: sipas\npart: survey\nfull: {above: 90%}\nfloor: {from: 40%}"),
        (
            "grades",
            """
            rule: mean_grade
            grades:
              - {code: 2, vi: Ngắn hơn quy định, en: Shorter, points: 2}
              - {code: 0, vi: Dài hơn quy định, en: Longer, points: 0}
            """
        ),
        ("graded", "rule: external_grade\nover: cap\nby: {vi: Chủ tịch tỉnh, en: The Chair}"),
        (
            "index",
            "rule: external_index\nmeasure: rank\nname: {vi: Chỉ số PAPI, en: PAPI}\nsteps: [{from: 31, points: 0}, {above: 10, points: 1}, {points: 2}]"
        ),
        ("score", "rule: external_index\nmeasure: score\nname: {vi: Chỉ số DTI, en: DTI}\nsteps: [{from: 50.5, points: 2}, {points: 0}]"),
        ("anyIndex", "rule: external_index\nmeasure: score\nname: {vi: Chỉ số DTI, en: DTI}\nsteps: [{points: 2}]"),
        ("leftOut", "rule: not_applicable\nreason: no_such_task"),
        ("unranked", "rule: binary\nmissing: unranked"),
    ]

    /// The code of a leaf: `A.1` is the first.
    static func code(_ name: String) -> String { "A.\((leaves.firstIndex { $0.name == name } ?? -1) + 1)" }

    static var text: String {
        let nodes = leaves.map { name, rule in
            let lines =
                ["code: \(code(name))", "vi: Tiêu chí \(name)", "en: Criterion \(name)", "points: 2"]
                + rule.split(separator: "\n").map(String.init)
            return "      - " + lines.joined(separator: "\n        ")
        }
        return """
            framework: every-rule
            version: 1
            vi: Mọi cách chấm
            en: Every way of scoring
            status: sample
            issued: {source: bài kiểm tra}
            valid: {from: 2020-01-01}
            block: {code: units, vi: Đơn vị, en: Units}
            total: \(2 * leaves.count)
            missing: none
            survey_absent: rescale
            criteria:
              - code: A
                vi: Tất cả
                en: All
                points: \(2 * leaves.count)
                children:
            \(nodes.joined(separator: "\n"))
            bonus:
              cap: 3
              criteria:
                - {code: T1, vi: Sáng kiến, en: Initiatives, points: 2, rule: bonus, over: cap}
                - {code: T2, vi: Mô hình, en: Practices, points: 2, rule: bonus}
            penalty:
              cap: -3
              criteria:
                - {code: P1, vi: Chậm báo cáo, en: Late reports, points: -2, rule: penalty, over: cap}
                - {code: P2, vi: Vi phạm kỷ luật, en: Discipline, points: -2, rule: penalty}

            """
    }

    static func framework() throws -> Framework { try FrameworkFile(text, name: "every-rule.yaml").framework }
}

/// The words that the room speaks with, as the whole house has them.
enum HouseWords {
    static let texts: Result<Texts, TextsError> = Result { () throws(TextsError) in
        try Texts([platformModule, unitsModule, criteriaModule].map { ($0.name, $0.files) })
    }

    static func words(_ language: Language) throws -> Words { Words(try texts.get(), language) }
}
