extension RuleWords {
    static let rules = choices + ratios + counts + stated

    private static let choices = [
        RuleWords(rule: "rule: binary", inputs: "yes yes", clauses: "yes; no 0", explained: [("yes: no", "")]),
        RuleWords(
            rule: """
                rule: step_timeliness
                options: [{code: a, vi: A, en: A, points: 2}, {code: b, vi: B, en: B, points: 0.5}]
                """,
            inputs: "choice of a/b", clauses: "option (option A) 2; option (option B) 0.5",
            explained: [("choice: a", "best A, option A"), ("choice: b", "best A, option B")]),
        RuleWords(
            rule: """
                rule: compound
                need: all
                partly: 0.5
                conditions: [{code: a, vi: A, en: A}, {code: b, vi: B, en: B}, {code: c, vi: C, en: C}]
                """,
            inputs: "yes:a yes, yes:b yes, yes:c yes", clauses: "all (conditions A + B + C); partly 0.5",
            explained: [
                ("yes:a: no, yes:b: yes, yes:c: no", "count 3, met 1, unmet A + C"),
                ("yes:a: yes, yes:b: yes, yes:c: yes", "count 3, met 3, unmet "),
            ]),
        RuleWords(
            rule: "rule: compound\nneed: any\nconditions: [{code: a, vi: A, en: A}, {code: b, vi: B, en: B}]",
            inputs: "yes:a yes, yes:b yes", clauses: "any (conditions A + B)"),
        RuleWords(
            points: "4",
            rule: """
                rule: percent_of_max
                ratings: [{code: a, vi: A, en: A, percent: 100%}, {code: b, vi: B, en: B, percent: 75%}]
                """,
            inputs: "choice of a/b", clauses: "rating (percent 100%, rating A); rating (percent 75%, rating B)",
            explained: [("choice: b", "percent 75%, rating B")]),
        RuleWords(
            rule: "rule: not_applicable\nreason: no_such_task", inputs: "", clauses: "leftOut (reason no_such_task)",
            explained: [("", "reason no_such_task")]),
    ]

    private static let ratios = [
        RuleWords(
            rule: """
                rule: step_ratio
                steps: [{above: 90%, points: 2}, {from: 70%, to: 90%, points: 1}, {below: 70%, points: 0}]
                """,
            inputs: "numerator 0…, denominator 0…, value 0…100", clauses: "above (bound 90%) 2; from (bound 70%) 1; rest 0",
            explained: [
                ("numerator: 27, denominator: 30", "denominator 30, missing 1, next 2, numerator 27, ratio 90%, target 90%"),
                ("numerator: 20, denominator: 30", "denominator 30, missing 1, next 1, numerator 20, ratio 200/3%, target 70%"),
                ("value: 69", "next 1, ratio 69%, target 70%"),
                ("numerator: 1.5, denominator: 3", "denominator 3, next 1, numerator 1.5, ratio 50%, target 70%"),
                ("numerator: 3, denominator: 3.5", "denominator 3.5, next 2, numerator 3, ratio 600/7%, target 90%"),
                ("numerator: 30, denominator: 30", "denominator 30, numerator 30, ratio 100%"),
            ]),
        RuleWords(
            rule: """
                rule: step_ratio
                over: cap
                figures: whole
                steps: [{above: 10%, points: 0}, {from: 5%, points: 1}, {points: 2}]
                """,
            inputs: "numerator whole 0…, denominator whole 0…, value 0…", clauses: "above (bound 10%) 0; from (bound 5%) 1; rest 2",
            explained: [
                ("numerator: 4, denominator: 20", "denominator 20, limit 10%, next 1, numerator 4, ratio 20%, surplus 2"),
                ("numerator: 2, denominator: 20", "denominator 20, limit 5%, next 2, numerator 2, ratio 10%, surplus 2"),
                ("numerator: 1, denominator: 20", "denominator 20, limit 5%, next 2, numerator 1, ratio 5%, surplus 1"),
                ("value: 8", "limit 5%, next 2, ratio 8%"),
                ("numerator: 9, denominator: 8", "denominator 8, limit 10%, next 1, numerator 9, ratio 225/2%, surplus 9"),
            ]),
        RuleWords(rule: "rule: step_ratio\nsteps: [{points: 2}]", inputs: "numerator 0…, denominator 0…, value 0…100", clauses: "any 2"),
        RuleWords(
            rule: "rule: step_ratio\nsteps: [{from: 90%, points: 1}, {from: 60%, points: 2}, {from: 30%, points: 1}, {points: 0}]",
            inputs: "numerator 0…, denominator 0…, value 0…100",
            clauses: "from (bound 90%) 1; from (bound 60%) 2; from (bound 30%) 1; rest 0",
            explained: [
                ("value: 95", "limit 90%, next 2, ratio 95%"), ("value: 50", "next 2, ratio 50%, target 60%"),
                ("value: 20", "next 1, ratio 20%, target 30%"),
            ]),
        RuleWords(
            rule: "rule: linear", inputs: "numerator 0…, denominator 0…, value 0…100", clauses: "proportional",
            explained: [
                ("numerator: 1, denominator: 3", "denominator 3, missing 2, numerator 1, ratio 100/3%, target 100%"),
                ("value: 50", "ratio 50%, target 100%"),
                ("numerator: 0, denominator: 7", "denominator 7, missing 7, numerator 0, ratio 0%, target 100%"),
            ]),
        RuleWords(
            rule: "rule: linear\nfull: {above: 80%}\nover: cap", inputs: "numerator 0…, denominator 0…, value 0…",
            clauses: "above (bound 80%); relative (bound 80%)",
            explained: [
                ("numerator: 4, denominator: 10", "denominator 10, missing 5, numerator 4, ratio 40%, target 80%"),
                ("numerator: 8, denominator: 10", "denominator 10, missing 1, numerator 8, ratio 80%, target 80%"),
                ("numerator: 11, denominator: 10", "denominator 10, missing 0, numerator 11, ratio 110%, target 80%"),
            ]),
        RuleWords(
            rule: "rule: linear\nfull: {from: 80%}", inputs: "numerator 0…, denominator 0…, value 0…100",
            clauses: "from (bound 80%); relative (bound 80%)",
            explained: [("numerator: 2, denominator: 3", "denominator 3, missing 1, numerator 2, ratio 200/3%, target 80%")]),
        RuleWords(
            rule: "rule: linear_floor\nfloor: {from: 50%}", inputs: "numerator 0…, denominator 0…, value 0…100",
            clauses: "from (bound 100%); between; belowFloor (bound 50%) 0",
            explained: [
                ("numerator: 4, denominator: 10", "denominator 10, missing 1, numerator 4, ratio 40%, target 50%"),
                ("numerator: 5, denominator: 10", "denominator 10, missing 5, numerator 5, ratio 50%, target 100%"),
            ]),
        RuleWords(
            rule: "rule: linear_floor\nfull: {above: 90%}\nfloor: {above: 50%}\nover: cap\nfigures: whole",
            inputs: "numerator whole 0…, denominator whole 0…, value 0…", clauses: "above (bound 90%); between; toFloor (bound 50%) 0",
            explained: [
                ("numerator: 5, denominator: 10", "denominator 10, missing 1, numerator 5, ratio 50%, target 50%"),
                ("numerator: 6, denominator: 10", "denominator 10, missing 4, numerator 6, ratio 60%, target 90%"),
            ]),
        RuleWords(
            rule: "rule: sipas\nfull: {from: 90%}\nfloor: {above: 40%}", inputs: "numerator 0…, denominator 0…, value 0…100",
            clauses: "from (bound 90%); proportional; toFloor (bound 40%) 0",
            explained: [
                ("numerator: 4, denominator: 10", "denominator 10, missing 1, numerator 4, ratio 40%, target 40%"),
                ("numerator: 5, denominator: 10", "denominator 10, missing 4, numerator 5, ratio 50%, target 90%"),
            ]),
        RuleWords(
            rule: "rule: sipas\nfull: {above: 90%}\nfloor: {from: 40%}\nover: cap", inputs: "numerator 0…, denominator 0…, value 0…",
            clauses: "above (bound 90%); proportional; belowFloor (bound 40%) 0"),
        RuleWords(
            rule: "rule: sipas", inputs: "numerator 0…, denominator 0…, value 0…100", clauses: "proportional",
            explained: [("value: 82", "ratio 82%, target 100%")]),
    ]

    private static let counts = [
        RuleWords(
            rule: "rule: count_unit\neach: 0.5", inputs: "count whole 0…", clauses: "each (each 0.5) 0.5",
            explained: [("count: 1", "count 1, each 0.5, missing 3")]),
        RuleWords(
            rule: "rule: count_unit\neach: 0.6\nover: cap", inputs: "count whole 0…", clauses: "each (each 0.6) 0.6",
            explained: [
                ("count: 1", "count 1, each 0.6, missing 3"), ("count: 3", "count 3, each 0.6, missing 1"),
                ("count: 4", "count 4, each 0.6, missing 0"), ("count: 9", "count 9, each 0.6, missing 0"),
            ]),
        RuleWords(
            rule:
                "rule: deduct_from_max\nseveral: add\nviolations: [{code: a, vi: A, en: A, deduct: 30%}, {code: b, vi: B, en: B, deduct: 100%}]",
            inputs: "count:a whole 0…, count:b whole 0…",
            clauses: "violation (deduct 30%, violation A); violation (deduct 100%, violation B); add",
            explained: [
                ("count:a: 2, count:b: 0", "deduction 60%, violations A"), ("count:a: 1, count:b: 1", "deduction 100%, violations A + B"),
                ("count:a: 0, count:b: 0", "deduction 0%, violations "),
            ]),
        RuleWords(
            rule: "rule: deduct_from_max\nseveral: worst\nviolations: [{code: a, vi: A, en: A, deduct: 30%}]", inputs: "count:a whole 0…",
            clauses: "violation (deduct 30%, violation A); worst"),
        RuleWords(
            rule: """
                rule: survey_option_weight
                options: [{code: a, vi: A, en: A, percent: 100%}, {code: b, vi: B, en: B, percent: 60%}, {code: e, vi: E, en: E, left_out: yes}]
                """,
            inputs: "count:a whole 0…, count:b whole 0…, count:e whole 0…",
            clauses: "option (option A, percent 100%); option (option B, percent 60%); leftOut (option E)",
            explained: [("count:a: 1, count:b: 1, count:e: 7", "count 2, mean 80%"), ("count:a: 3, count:b: 0", "count 3, mean 100%")]),
        RuleWords(
            rule: "rule: survey_scale\nscale: {from: 1, to: 5}\nmethod: linear",
            inputs: "value 1…5, count:1 whole 0…, count:2 whole 0…, count:3 whole 0…, count:4 whole 0…, count:5 whole 0…",
            clauses: "linear (from 1, satisfied 5, to 5)",
            explained: [
                ("value: 4.2", "share 80%, top 5"), ("count:1: 1, count:2: 0, count:3: 0, count:4: 0, count:5: 1", "share 50%, top 5"),
            ]),
        RuleWords(
            rule: "rule: survey_scale\nscale: {from: 0, to: 3}\nmethod: share_of_top\nfloor: {from: 50%}\nover: cap",
            inputs: "value 0…, count:0 whole 0…, count:1 whole 0…, count:2 whole 0…, count:3 whole 0…",
            clauses: "shareOfTop (bound 50%, from 0, satisfied 3, to 3); belowFloor (bound 50%, from 0, satisfied 3, to 3) 0",
            explained: [("value: 1", "floor 50%, share 100/3%, top 3")]),
        RuleWords(
            rule: "rule: survey_scale\nscale: {from: 1, to: 3}\nmethod: satisfied\nsatisfied_from: 2\nfloor: {above: 50%}",
            inputs: "count:1 whole 0…, count:2 whole 0…, count:3 whole 0…",
            clauses: "satisfied (bound 50%, from 1, satisfied 2, to 3); toFloor (bound 50%, from 1, satisfied 2, to 3) 0",
            explained: [("count:1: 1, count:2: 1, count:3: 0", "floor 50%, share 50%, top 3")]),
        RuleWords(
            rule: "rule: mean_grade\ngrades: [{code: a, vi: A, en: A, points: 2}, {code: b, vi: B, en: B, points: 0}]",
            inputs: "count:a whole 0…, count:b whole 0…",
            clauses: "grade (grade A) 2; grade (grade B) 0", explained: [("count:a: 1, count:b: 2", "count 3")]),
    ]

    private static let stated = [
        RuleWords(
            rule: """
                rule: formula_branches
                variables: [{code: x, vi: X, en: X, whole: yes}, {code: y, vi: Y, en: Y}]
                branches: [{code: a, vi: A, en: A, when: x > y, formula: maximum}, {code: b, vi: B, en: B, formula: x - y}]
                """,
            inputs: "x whole 0…, y 0…, branch of a/b",
            clauses: "branchWhen (branch A, formula maximum, when x > y); branch (branch B, formula x - y)",
            explained: [
                ("branch: a, x: 3, y: 1.5", "branch A, figures X = 3 + Y = 1.5, formula maximum"),
                ("branch: b, x: 3, y: 1.5", "branch B, figures X = 3 + Y = 1.5, formula x - y"),
            ]),
        RuleWords(
            rule: "rule: formula\nfigures: whole\nvariables: [{code: x, vi: X, en: X}]\nformula: x / 2", inputs: "x whole 0…",
            clauses: "formula (formula x / 2)",
            explained: [("x: 3", "figures X = 3, formula x / 2")]),
        RuleWords(rule: "rule: bonus\nover: cap", inputs: "points 0…", clauses: "granted", explained: [("points: 2.5", "granted 2.5")]),
        RuleWords(rule: "rule: bonus", inputs: "points 0…2", clauses: "granted", explained: [("points: 1.5", "granted 1.5")]),
        RuleWords(
            points: "-2", rule: "rule: penalty\nover: cap", inputs: "points …0", clauses: "taken",
            explained: [("points: -2.5", "stated -2.5")]),
        RuleWords(
            rule: "rule: external_grade\nby: {vi: Chủ tịch, en: Chair}", inputs: "points 0…2", clauses: "graded (grader Chair)",
            explained: [("points: 1.5", "grader Chair")]),
        RuleWords(
            rule: "rule: external_grade\nover: cap\nby: {vi: Chủ tịch, en: Chair}", inputs: "points 0…", clauses: "graded (grader Chair)"),
        RuleWords(
            rule:
                "rule: external_index\nmeasure: rank\nname: {vi: PCI, en: PCI}\nsteps: [{from: 31, points: 0}, {above: 10, points: 1}, {points: 2}]",
            inputs: "value whole 1…", clauses: "from (bound 31) 0; above (bound 10) 1; rest 2",
            explained: [
                ("value: 40", "index PCI, limit 31, next 1, value 40"), ("value: 11", "index PCI, limit 10, next 2, value 11"),
                ("value: 10", "index PCI, value 10"),
            ]),
        RuleWords(
            rule: "rule: external_index\nmeasure: score\nname: {vi: PAPI, en: PAPI}\nsteps: [{from: 43.5, points: 2}, {points: 0}]",
            inputs: "value 0…",
            clauses: "from (bound 43.5) 2; rest 0", explained: [("value: 40.25", "index PAPI, next 2, target 43.5, value 40.25")]),
    ]
}
