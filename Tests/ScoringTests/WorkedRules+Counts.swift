extension WorkedRules {
    static let counts: [(name: String, text: String)] = [
        (
            "count",
            """
            points: 2
            rule: count_unit
            over: cap
            each: 0.5
            examples:
              - {given: {count: 3}, points: 1.5}
              - {given: {count: 4}, points: 2}
              - {given: {count: 5}, points: 2}
            """
        ),
        (
            "deductions",
            """
            points: 2
            rule: deduct_from_max
            several: add
            violations:
              - {code: light, vi: Nhẹ, en: Light, deduct: 25%}
              - {code: serious, vi: Nặng, en: Serious, deduct: 100%}
            examples:
              - {given: {count:light: 0, count:serious: 0}, points: 2}
              - {given: {count:light: 2, count:serious: 0}, points: 1}
              - {given: {count:light: 0, count:serious: 1}, points: 0}
            """
        ),
        (
            "worst",
            """
            points: 2
            rule: deduct_from_max
            several: worst
            violations: [{code: light, vi: Nhẹ, en: Light, deduct: 25%}]
            examples:
              - {given: {count:light: 2}, points: 1.5}
            """
        ),
        (
            "weights",
            """
            points: 2
            rule: survey_option_weight
            part: survey
            zero: none
            options:
              - {code: A, vi: Tốt, en: Good, percent: 100%}
              - {code: B, vi: Khá, en: Fair, percent: 60%}
              - {code: D, vi: Kém, en: Poor, percent: 0%}
              - {code: E, vi: Không biết, en: Do not know, left_out: yes}
            examples:
              - {given: {count:A: 6, count:B: 3, count:D: 1, count:E: 5}, points: 1.56}
              - {given: {count:A: 3, count:B: 0, count:D: 0}, points: 2}
              - {given: {count:A: 0, count:B: 0, count:D: 0}, points: 0}
            """
        ),
        ("scaleLinear", scale("method: linear", "8", below: "0.99", extra: "  - {given: {value: 5}, points: 10}")),
        (
            "scaleTop",
            scale(
                "method: share_of_top\nfloor: {from: 50%}", "8.4", below: "0.99",
                extra: "  - {given: {value: 2.5}, points: 5}\n  - {given: {value: 2.4999}, points: 0}")
        ),
        (
            "scaleSatisfied",
            """
            points: 35
            rule: survey_scale
            part: survey
            scale: {from: 1, to: 5}
            method: satisfied
            satisfied_from: 4
            floor: {above: 50%}
            examples:
              - {given: {count:1: 2, count:2: 3, count:3: 10, count:4: 45, count:5: 40}, points: 29.75}
              - {given: {count:1: 0, count:2: 0, count:3: 1, count:4: 1, count:5: 0}, points: 0}
              - {given: {count:1: 0, count:2: 0, count:3: 4999, count:4: 5001, count:5: 0}, points: 17.5035}
            """
        ),
        (
            "grades",
            """
            points: 2
            rule: mean_grade
            zero: not_applicable
            grades:
              - {code: 2, vi: Ngắn hơn, en: Shorter, points: 2}
              - {code: 1, vi: Bằng, en: Equal, points: 1}
              - {code: 0, vi: Dài hơn, en: Longer, points: 0}
            examples:
              - {given: {count:2: 1, count:1: 1, count:0: 2}, points: 0.75}
              - {given: {count:2: 0, count:1: 1, count:0: 0}, points: 1}
              - {given: {count:2: 3, count:1: 0, count:0: 0}, points: 2}
              - {given: {count:2: 0, count:1: 0, count:0: 1}, points: 0}
              - {given: {count:2: 0, count:1: 0, count:0: 0}, not_applicable: yes}
            """
        ),
    ]

    private static func scale(_ method: String, _ points: String, below: String, extra: String) -> String {
        """
        points: 10
        rule: survey_scale
        part: survey
        scale: {from: 1, to: 5}
        \(method)
        examples:
          - {given: {value: 4.2}, points: \(points)}
          - {given: {value: \(below)}, fails: over}
          - {given: {value: 5}, points: 10}
          - {given: {value: 5.01}, fails: over}
        \(extra)
        """
    }

    static let stated: [(name: String, text: String)] = [
        (
            "branches",
            """
            points: 2
            rule: formula_branches
            over: cap
            zero: full
            variables:
              - {code: x, vi: Đã làm, en: Done, whole: yes}
              - {code: y, vi: Phải làm, en: To do}
            branches:
              - {code: most, vi: Từ 90%, en: From 90%, when: x / y >= 90%, formula: maximum}
              - {code: some, vi: Dưới 90%, en: Below 90%, when: x / y < 90%, formula: maximum * x / y}
              - {code: more, vi: Vượt, en: Beyond, formula: x - y}
            examples:
              - {given: {x: 18, y: 20, branch: most}, points: 2}
              - {given: {x: 8999, y: 10000, branch: most}, fails: branch}
              - {given: {x: 18, y: 20, branch: some}, fails: branch}
              - {given: {x: 8999, y: 10000, branch: some}, points: 1.7998}
              - {given: {x: 5, y: 20, branch: some}, points: 0.5}
              - {given: {x: 1, y: 20, branch: more}, points: 0}
              - {given: {x: 23, y: 20, branch: more}, points: 2}
              - {given: {x: 21, y: 20, branch: more}, points: 1}
              - {given: {x: 0, y: 0, branch: most}, points: 2}
              - {given: {x: 1.5, y: 20, branch: some}, fails: not_whole}
            """
        ),
        (
            "formula",
            """
            points: 2
            rule: formula
            over: cap
            figures: whole
            variables:
              - {code: a, vi: Biến a, en: Variable a}
              - {code: b, vi: Biến b, en: Variable b}
            formula: min(maximum, 0.25 * a) + 0.5 - 0.25 * b
            examples:
              - {given: {a: 2, b: 0}, points: 1}
              - {given: {a: 6, b: 0}, points: 2}
              - {given: {a: 9, b: 0}, points: 2}
              - {given: {a: 8, b: 1}, points: 2}
              - {given: {a: 8, b: 2}, points: 2}
              - {given: {a: 9, b: 3}, points: 1.75}
              - {given: {a: 1, b: 4}, points: 0}
              - {given: {a: 1.5, b: 0}, fails: not_whole}
            """
        ),
        (
            "graded",
            """
            points: 5
            rule: external_grade
            over: cap
            by: {vi: Chủ tịch, en: The Chair}
            examples:
              - {given: {points: 4.5}, points: 4.5}
              - {given: {points: 5}, points: 5}
              - {given: {points: 6}, points: 5}
            """
        ),
        (
            "rank",
            """
            points: 2
            rule: external_index
            measure: rank
            name: {vi: Chỉ số PCI, en: PCI}
            steps:
              - {above: 30, points: 0}
              - {above: 10, points: 1}
              - {points: 2}
            examples:
              - {given: {value: 5}, points: 2}
              - {given: {value: 10}, points: 2}
              - {given: {value: 11}, points: 1}
              - {given: {value: 30}, points: 1}
              - {given: {value: 31}, points: 0}
              - {given: {value: 5.5}, fails: not_whole}
            """
        ),
        (
            "score",
            """
            points: 2
            rule: external_index
            measure: score
            name: {vi: Chỉ số PAPI, en: PAPI}
            steps: [{from: 43.5, points: 2}, {below: 43.5, points: 0.5}]
            examples:
              - {given: {value: 43.5}, points: 2}
              - {given: {value: 43.4}, points: 0.5}
            """
        ),
        (
            "bonus",
            """
            points: 5
            rule: bonus
            over: cap
            examples:
              - {given: {points: 6.5}, points: 5}
              - {given: {points: 4}, points: 4}
            """
        ),
        (
            "penalty",
            """
            points: -3
            rule: penalty
            over: cap
            examples:
              - {given: {points: -4}, points: -3}
              - {given: {points: -2}, points: -2}
            """
        ),
    ]
}
