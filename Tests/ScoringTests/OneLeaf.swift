import Kernel
import Platform
import Scoring
import Testing

/// A framework of one leaf, so that a suite states only the rule and the table of what must come out.
struct OneLeaf {
    let sheet: ScoreSheet
    private let row: Int

    /// `head` are further keys of the framework; a penalty or bonus stands beside a field of one point.
    init(points: String = "2", head: String = "", _ rule: String) throws {
        let leaf = ["code: L", "vi: Tiêu chí", "en: Criterion", "points: \(points)"] + rule.split(separator: "\n").map(String.init)
        let node = "  - " + leaf.joined(separator: "\n    ")
        let extras = ["bonus", "penalty"].first { rule.hasPrefix("rule: \($0)") }
        let field = "  - {code: F, vi: Lĩnh vực, en: Field, points: 1, rule: binary}"
        let body =
            extras.map { "criteria:\n\(field)\n\($0):\n  criteria:\n" + "  - " + leaf.joined(separator: "\n    ") }
            ?? "criteria:\n\(node)"
        sheet = try ScoreSheet(FrameworkText.read("\(FrameworkText.head(total: extras == nil ? points : "1"))\(head)\n\(body)\n"))
        row = sheet.row("L") ?? -1
    }

    /// `1.5 proportional` (points and branch), `0 missing`, `not applicable`, `fails: over`, or why the text cannot be read.
    func verdict(_ given: String) -> String {
        var table = FigureTable(sheet, units: 1)
        let faults = table.state(Self.statement(given), unit: 0, row: row, of: sheet, numbers: .canonical)
        if let fault = faults.first { return "unreadable: \(fault.code)" }
        let scores = sheet.score(table)
        if let fault = scores.faults.first(where: { $0.row == row }) { return "fails: \(fault.fault.word)" }
        let because = sheet.because(unit: 0, row: row, table, scores)
        if sheet.rows[row].maximum > .zero, scores.applicable(unit: 0, row: row) == .zero { return "not applicable" }
        return "\(scores.points(unit: 0, row: row)) \(because?.branch ?? "")"
    }

    /// Of `numerator: 27, denominator: 30`; an input may itself hold a colon.
    static func statement(_ given: String) -> Statement {
        let nowhere = Place(file: "case")
        var statement = Statement()
        for pair in given.split(separator: ", ") {
            guard let colon = pair.lastIndex(of: ":") else { continue }
            let input = String(pair[..<colon])
            let text = String(pair[pair.index(after: colon)...].drop { $0 == " " })
            if let kind = Statement.Absence.Kind(rawValue: input) {
                statement.absence = Statement.Absence(kind: kind, reason: text, place: nowhere)
            } else {
                statement.values.append(Statement.Value(input: input, text: text, place: nowhere))
            }
        }
        return statement
    }
}

/// One line of a rule's table: what is given and what must come out.
struct Case: CustomTestStringConvertible, Sendable {
    let given: String
    let expected: String

    init(_ given: String, _ expected: String) {
        self.given = given
        self.expected = expected
    }

    var testDescription: String { "\(given) → \(expected)" }
}

/// Frameworks as text.
enum FrameworkText {
    static func read(_ text: String, indicators: Set<String> = ["dossiers.on_time"]) throws -> Framework {
        let log = FaultLog()
        let framework = FrameworkReader(log: log, indicators: indicators).read(try OutlineYAML.read(text, file: "framework.yaml"))
        try log.check()
        guard let framework else { throw NoFramework() }
        return framework
    }

    /// The faults of a text, in its order.
    static func faults(_ text: String) throws -> [Fault] {
        do {
            return try read(text).exampleFaults()
        } catch let faults as Faults {
            return faults.faults
        }
    }

    static func head(total: String) -> String {
        """
        framework: test
        version: 1
        vi: Bộ tiêu chí
        en: Criteria
        status: sample
        issued: {source: bài kiểm tra}
        valid: {from: 2020-01-01}
        block: {code: units, vi: Đơn vị, en: Units}
        total: \(total)

        """
    }

    /// The reader gave nothing and told no fault.
    struct NoFramework: Error {}
}
