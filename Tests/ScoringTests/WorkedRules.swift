/// Each rule with all its keys and with examples that pin every one of them: an edge, a step below, a step above, each policy.
enum WorkedRules {
    /// What stands under the titles of a leaf.
    static let leaves: [(name: String, text: String)] = choices + ratios + counts + stated

    private static let choices: [(name: String, text: String)] = [
        (
            "binary",
            """
            points: 1
            rule: binary
            missing: unranked
            examples:
              - {given: {yes: yes}, points: 1}
              - {given: {yes: no}, points: 0}
              - {given: {missing: lost}, unranked: yes}
            """
        ),
        (
            "timeliness",
            """
            points: 1
            rule: step_timeliness
            missing: none
            options:
              - {code: timely, vi: Kịp thời, en: In time, points: 1}
              - {code: late, vi: Chậm, en: Late, points: 0.5}
              - {code: no, vi: Không, en: Not, points: 0}
            examples:
              - {given: {choice: timely}, points: 1}
              - {given: {choice: late}, points: 0.5}
              - {given: {choice: no}, points: 0}
              - {given: {missing: lost}, points: 0}
            """
        ),
        (
            "compound",
            """
            points: 2
            rule: compound
            missing: error
            need: all
            partly: 0.25
            conditions:
              - {code: tasks, vi: Nhiệm vụ, en: Tasks}
              - {code: funds, vi: Kinh phí, en: Funds}
            examples:
              - {given: {yes:tasks: yes, yes:funds: yes}, points: 2}
              - {given: {yes:tasks: yes, yes:funds: no}, points: 0.25}
              - {given: {yes:tasks: no, yes:funds: no}, points: 0}
              - {given: {missing: lost}, fails: missing}
            """
        ),
        (
            "compoundAny",
            """
            points: 2
            rule: compound
            need: any
            conditions:
              - {code: web, vi: Trang thông tin, en: Website}
              - {code: board, vi: Niêm yết, en: Board}
            examples:
              - {given: {yes:web: yes, yes:board: no}, points: 2}
            """
        ),
        (
            "rating",
            """
            points: 4
            rule: percent_of_max
            ratings:
              - {code: a, vi: Xuất sắc, en: Excellent, percent: 100%}
              - {code: b, vi: Tốt, en: Good, percent: 75%}
              - {code: c, vi: Hoàn thành, en: Fulfilled, percent: 50%}
            examples:
              - {given: {choice: a}, points: 4}
              - {given: {choice: b}, points: 3}
              - {given: {choice: c}, points: 2}
            """
        ),
        (
            "leftOut",
            """
            points: 1
            rule: not_applicable
            reason: no_such_task
            examples:
              - {given: {not_applicable: no_such_task}, not_applicable: yes}
            """
        ),
    ]

    private static let ratios: [(name: String, text: String)] = [
        (
            "steps",
            """
            points: 2
            rule: step_ratio
            over: error
            zero: none
            figures: whole
            steps:
              - {above: 90%, points: 2}
              - {from: 70%, to: 90%, points: 1}
              - {below: 70%, points: 0}
            examples:
              - {given: {numerator: 9, denominator: 10}, points: 1}
              - {given: {value: 90.01}, points: 2}
              - {given: {value: 100}, points: 2}
              - {given: {value: 70}, points: 1}
              - {given: {value: 69.99}, points: 0}
              - {given: {value: 100.01}, fails: over}
              - {given: {numerator: 0, denominator: 0}, points: 0}
              - {given: {numerator: 2.5, denominator: 10}, fails: not_whole}
            """
        ),
        (
            "stepsCapped",
            """
            points: 2
            rule: step_ratio
            over: cap
            steps: [{from: 50%, points: 2}, {points: 0.5}]
            examples:
              - {given: {value: 50}, points: 2}
              - {given: {value: 49.99}, points: 0.5}
              - {given: {value: 120}, points: 2}
            """
        ),
        (
            "linear",
            """
            points: 2
            rule: linear
            over: cap
            zero: full
            full: {from: 80%}
            examples:
              - {given: {value: 40}, points: 1}
              - {given: {value: 80}, points: 2}
              - {given: {value: 130}, points: 2}
              - {given: {numerator: 0, denominator: 0}, points: 2}
            """
        ),
        (
            "linearPlain",
            """
            points: 3
            rule: linear
            zero: not_applicable
            examples:
              - {given: {numerator: 2, denominator: 3}, points: 2}
              - {given: {numerator: 3, denominator: 3}, points: 3}
              - {given: {numerator: 0, denominator: 0}, not_applicable: yes}
            """
        ),
        (
            "linearFloor",
            """
            points: 1
            rule: linear_floor
            over: cap
            zero: error
            full: {above: 95%}
            floor: {from: 80%}
            examples:
              - {given: {value: 80}, points: 0.8}
              - {given: {value: 79.99}, points: 0}
              - {given: {value: 95}, points: 0.95}
              - {given: {value: 95.01}, points: 1}
              - {given: {value: 101}, points: 1}
              - {given: {numerator: 0, denominator: 0}, fails: zero}
            """
        ),
        (
            "sipas",
            """
            points: 10
            rule: sipas
            part: survey
            over: cap
            full: {from: 90%}
            floor: {above: 40%}
            examples:
              - {given: {value: 82}, points: 8.2}
              - {given: {value: 90}, points: 10}
              - {given: {value: 89.99}, points: 8.999}
              - {given: {value: 40}, points: 0}
              - {given: {value: 40.01}, points: 4.001}
              - {given: {value: 101}, points: 10}
            """
        ),
    ]
}
