import Kernel
import Scoring
import Testing

/// What a rule says of itself: the inputs it takes, its table of points, and the values that its sentences name.
@Suite("What rules say of themselves")
struct RuleWordsTests {
    @Test(arguments: RuleWords.rules.indices)
    func `Inputs with their bounds, and the lines of the table of points`(_ index: Int) throws {
        let words = RuleWords.rules[index]
        let leaf = try OneLeaf(points: words.points, words.rule)
        let row = try #require(leaf.sheet.rows.last { $0.code == "L" })
        #expect(row.inputs.map(RuleWords.text).joined(separator: ", ") == words.inputs)
        #expect(row.criterion.rule?.clauses.map(RuleWords.text).joined(separator: "; ") == words.clauses)
        for (given, values) in words.explained {
            #expect(leaf.explanation(given) == values, "\(given)")
        }
    }

    @Test func `Every rule is among them`() {
        #expect(Set(RuleWords.rules.map { String($0.rule.prefix { $0 != "\n" }.dropFirst(6)) }) == Set(scoringRules.map { $0.word }))
    }
}

/// One rule with what it must say; texts are written as the suite writes them.
struct RuleWords {
    var points = "2"
    let rule: String
    let inputs: String
    let clauses: String
    var explained: [(given: String, values: String)] = []

    static func text(_ input: Input) -> String {
        switch input.kind {
        case .number(let whole, let lowest, let highest):
            "\(input.name) \(whole ? "whole " : "")\(lowest.map { "\($0)" } ?? "")…\(highest.map { "\($0)" } ?? "")"
        case .yes: "\(input.name) yes"
        case .choice(let codes): "\(input.name) of \(codes.joined(separator: "/"))"
        }
    }

    static func text(_ clause: Clause) -> String {
        let values = text(clause.values)
        return clause.name + (values.isEmpty ? "" : " (\(values))") + (clause.points.map { " \($0)" } ?? "")
    }

    static func text(_ values: [String: Datum]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key) \(text($0.value))" }.joined(separator: ", ")
    }

    private static func text(_ datum: Datum) -> String {
        switch datum {
        case .number(let number): "\(number)"
        case .count(let count): "\(count)"
        case .points(let points): "\(points)"
        case .percent(let ratio): (try? ratio * Ratio(100, 1)).map { "\($0)%" } ?? ""
        case .title(let title): title.en
        case .text(let text): text
        case .titles(let titles): titles.map(\.en).joined(separator: " + ")
        }
    }
}

extension OneLeaf {
    /// The values that the sentence of the branch names, points and maximum apart.
    func explanation(_ given: String) -> String {
        guard let row = sheet.row("L") else { return "" }
        var table = FigureTable(sheet, units: 1)
        guard table.state(Self.statement(given), unit: 0, row: row, of: sheet, numbers: .canonical).isEmpty else { return "unreadable" }
        let because = sheet.because(unit: 0, row: row, table, sheet.score(table))
        return RuleWords.text((because?.values ?? [:]).filter { !["points", "maximum"].contains($0.key) })
    }
}
