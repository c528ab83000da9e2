import Criteria
import Kernel
import Platform
import Scoring
import Testing

/// Branches that take nothing, or of which nothing is to be won back.
private let winless: Set<String> = [
    "full", "capped", "granted", "taken", "leftOut", "notApplicable", "zeroFull", "zeroNotApplicable", "covered", "nothingStated",
]

@Suite struct `Sentences of the ledger` {
    private let sheet: ScoreSheet
    private let languages: [Words]

    init() throws {
        sheet = ScoreSheet(try EveryRule.framework())
        languages = try Language.allCases.map { try HouseWords.words($0) }
    }

    private func because(_ leaf: String, _ given: [String: String]) throws -> Because {
        let row = try #require(sheet.row(leaf) ?? sheet.row(EveryRule.code(leaf)))
        var table = FigureTable(sheet, units: 1)
        var statement = Statement()
        for (input, text) in given {
            let place = Place(file: "test")
            if let kind = Statement.Absence.Kind(rawValue: input) {
                statement.absence = Statement.Absence(kind: kind, reason: text, place: place)
            } else {
                statement.values.append(Statement.Value(input: input, text: text, place: place))
            }
        }
        #expect(table.state(statement, unit: 0, row: row, of: sheet, numbers: .canonical).isEmpty)
        let scores = sheet.score(table)
        #expect(!scores.faults.contains { $0.row == row }, "\(scores.faults.filter { $0.row == row })")
        return try #require(sheet.because(unit: 0, row: row, table, scores))
    }

    @Test(arguments: sentenceCases.indices) func `tell the branch, its figures and what wins points back`(index: Int) throws {
        let because = try because(sentenceCases[index].leaf, sentenceCases[index].given)
        let wording = Wording(try HouseWords.words(.vi), sheet.framework)
        #expect(wording.because(because) == sentenceCases[index].because)
        #expect(wording.recovery(because) == sentenceCases[index].recovery)
        for words in languages {
            let wording = Wording(words, sheet.framework)
            for sentence in [wording.because(because), wording.recovery(because) ?? ""] {
                #expect(!sentence.contains("{") && !sentence.contains("criteria."), "\(words.language): \(sentence)")
            }
        }
    }

    @Test func `are all shown by the cases above`() throws {
        let seen = Set(
            try sentenceCases.map { one in
                let because = try because(one.leaf, one.given)
                return "\(because.rule).\(because.branch)"
            })
        let branches =
            scoringRules.flatMap { rule in rule.branches.map { "\(rule.word).\($0)" } } + CommonBranch.allCases.map { "common.\($0)" }
        #expect(Set(branches).subtracting(seen) == ["common.covered"])
    }

    @Test func `exist for every branch of every rule, with a way back from every loss`() throws {
        let words = try HouseWords.words(.vi)
        let branches =
            scoringRules.flatMap { rule in rule.branches.map { (rule.word, $0) } } + CommonBranch.allCases.map { ("common", "\($0)") }
        for (rule, branch) in branches {
            #expect(words.has("criteria.because.\(rule).\(branch)"), "\(rule).\(branch)")
            #expect(winless.contains(branch) || words.has("criteria.recover.\(rule).\(branch)"), "\(rule).\(branch)")
        }
        for branch in ["conversion", "bonusCap", "penaltyCap"] { #expect(words.has("criteria.because.total.\(branch)")) }
    }

    @Test func `name no rule and no branch that is not there`() throws {
        let branches = Set(
            scoringRules.flatMap { rule in rule.branches.map { "\(rule.word).\($0)" } } + CommonBranch.allCases.map { "common.\($0)" }
                + ["conversion", "bonusCap", "penaltyCap"].map { "total.\($0)" })
        for key in try HouseWords.texts.get().keys {
            let parts = key.split(separator: ".").map(String.init)
            guard parts.count >= 4, parts[0] == "criteria", ["because", "recover"].contains(parts[1]) else { continue }
            #expect(branches.contains("\(parts[2]).\(parts[3])"), "\(key)")
            #expect(parts.count == 4 || ["counted", "aimed", "fewer", "lowered"].contains(parts[4]), "\(key)")
        }
    }

    @Test func `show as many decimals as tell a figure from its bound`() throws {
        let wording = Wording(try HouseWords.words(.vi), sheet.framework)
        let below = try because("floorFrom", ["numerator": "799999", "denominator": "1000000"])
        #expect(wording.because(below) == "799.999 trên 1.000.000, đạt 79,9999%, chưa qua mức tối thiểu 80%: 0 trên 2 điểm.")
        let nearer = try because("floorFrom", ["numerator": "2399999", "denominator": "3000000"])
        #expect(wording.because(nearer) == "2.399.999 trên 3.000.000, đạt 79,99997%, chưa qua mức tối thiểu 80%: 0 trên 2 điểm.")
    }

    @Test func `tell the lines of the total`() throws {
        var table = FigureTable(sheet, units: 1)
        func give(_ code: String, _ input: String, _ text: String) throws {
            let value = Statement.Value(input: input, text: text, place: Place(file: "test"))
            let row = try #require(sheet.row(code))
            #expect(table.state(Statement(values: [value]), unit: 0, row: row, of: sheet, numbers: .canonical).isEmpty)
        }
        for index in EveryRule.leaves.indices where EveryRule.leaves[index].name != "leftOut" { try give("A.\(index + 1)", "points", "1") }
        for (code, points) in [("T1", "2"), ("T2", "2"), ("P1", "-2"), ("P2", "-2")] { try give(code, "points", points) }
        let ledger = sheet.ledger(unit: 0, table, sheet.score(table))
        let wording = Wording(try HouseWords.words(.vi), sheet.framework)
        let lines = ledger.lines.filter { $0.because.rule == "total" }.map { wording.because($0.because) }
        let leaves = EveryRule.leaves.count
        #expect(
            lines == [
                "Quy đổi về thang \(2 * leaves): \(leaves - 1) trên \(2 * leaves - 2) điểm áp dụng.",
                "Tổng điểm cộng là 4, chỉ tính đến giới hạn 3.", "Tổng điểm trừ là −4, chỉ trừ đến giới hạn −3.",
            ])
    }
}

@Suite struct `Lines of the table of points` {
    @Test(arguments: Language.allCases) func `exist for every form of every rule`(language: Language) throws {
        let framework = try EveryRule.framework()
        let words = try HouseWords.words(language)
        let wording = Wording(words, framework)
        var seen: Set<String> = []
        for criterion in framework.criteria {
            guard let rule = criterion.rule else { continue }
            for clause in rule.clauses {
                let line = wording.clause(clause, of: rule.word, maximum: criterion.maximum)
                #expect(!line.contains("{") && !line.contains("criteria."), "\(line)")
                seen.insert("criteria.clause.\(rule.word).\(clause.name)")
            }
        }
        for rule in scoringRules {
            let method = wording.method(of: rule.word, maximum: .zero) ?? "."
            #expect(!method.contains("{") && method.hasSuffix("."), "\(method)")
        }
        for key in words.texts.keys where key.hasPrefix("criteria.method.") {
            #expect(scoringRules.contains { key == "criteria.method.\($0.word)" }, "\(key)")
        }
        let known = words.texts.keys.filter { $0.hasPrefix("criteria.clause.") }
        #expect(Set(known) == seen, "a text that no rule asks for, or a form that no leaf here has")
    }
}
