import Kernel
import Scoring
import TestNumbers

/// A framework of worked rules in a random tree with random settings, and random sound figures for it.
struct RandomFramework {
    let sheet: ScoreSheet
    /// By code of leaf, statements that score without a fault.
    private var sound: [String: [Statement]] = [:]

    init(_ random: inout SeededGenerator) throws {
        let regular = WorkedRules.leaves.filter { $0.name != "bonus" && $0.name != "penalty" }
        var total = Points.zero
        var fields = ""
        for field in 1...2 + random.below(4) {
            let leaves = (0...random.below(5)).map { _ in random.pick(regular) }
            let points = leaves.reduce(Points.zero) { $0 + Self.points($1.text) }
            total += points
            fields += "  - code: F\(field)\n    vi: Lĩnh vực\n    en: Field\n    points: \(points)\n    children:\n"
            for (index, leaf) in leaves.enumerated() { fields += Self.node("F\(field).\(index + 1)", leaf.text, indent: 6) }
        }
        fields += "  - {code: D, vi: Điểm khác, en: Other, points: 3, rule: external_grade, by: {vi: Sở, en: Department}}\n"
        total += Points(micro: 3_000_000)
        let text = """
            \(FrameworkText.head(total: "\(total)"))
            decimals: \(2 + random.below(5))
            not_applicable: \(random.pick(["renormalise", "reduce"]))
            survey_absent: rescale
            missing: \(random.pick(["none", "unranked"]))
            extras: \(random.pick(["in_percent", "outside"]))
            criteria:
            \(fields)
            bonus:
              cap: \(random.pick(["1.5", "7"]))
              criteria:
                - {code: T1, vi: Sáng kiến, en: Initiatives, points: 5, rule: bonus, over: cap}
                - {code: T2, vi: Mô hình, en: Practices, points: 2, rule: bonus, over: cap}
            penalty:
              cap: \(random.pick(["-1", "-5"]))
              criteria:
                - {code: P1, vi: Chậm, en: Late, points: -3, rule: penalty, over: cap}
                - {code: P2, vi: Vi phạm, en: Breach, points: -2, rule: penalty, over: cap}

            """
        sheet = try ScoreSheet(FrameworkText.read(text))
        for (index, row) in sheet.rows.enumerated() where row.isLeaf { sound[row.code] = statements(index, &random) }
    }

    private static func points(_ leaf: String) -> Points {
        let line = leaf.split(separator: "\n").first { $0.hasPrefix("points: ") } ?? ""
        return Number(line.dropFirst(8)).flatMap { Points($0) } ?? .zero
    }

    private static func node(_ code: String, _ leaf: String, indent: Int) -> String {
        let lines = ["code: \(code)", "vi: Tiêu chí", "en: Criterion"] + leaf.split(separator: "\n").map(String.init)
        let space = String(repeating: " ", count: indent)
        return space + "- " + lines.joined(separator: "\n\(space)  ") + "\n"
    }

    /// Everything of one unit: mostly figures, some absences, some nodes with points of their own, some units without a survey.
    func fill(_ unit: Int, of table: inout FigureTable, _ random: inout SeededGenerator) throws {
        let isWithoutSurvey = random.once(in: 4)
        let isIdle = random.once(in: 16)
        var covered = 0
        for (index, row) in sheet.rows.enumerated() where index >= covered {
            var statement = Statement()
            if !row.isLeaf {
                guard random.once(in: 6), !isIdle else { continue }
                covered = row.end
                statement = OneLeaf.statement("points: \(Self.points(upTo: row.maximum, &random))")
            } else if isIdle, row.maximum > .zero {
                statement = OneLeaf.statement("not_applicable: not_competent")
            } else if isWithoutSurvey, row.criterion.part == .survey {
                statement = OneLeaf.statement("not_applicable: no_survey")
            } else if let choices = sound[row.code], !choices.isEmpty {
                statement = random.pick(choices)
            }
            _ = table.state(statement, unit: unit, row: index, of: sheet, numbers: .canonical)
        }
    }

    private static func points(upTo maximum: Points, _ random: inout SeededGenerator) -> Points {
        Points(micro: Int64.random(in: 0...maximum.micro, using: &random))
    }

    /// Random statements of one leaf, those kept that score.
    private func statements(_ row: Int, _ random: inout SeededGenerator) -> [Statement] {
        var kept: [Statement] = sheet.rows[row].criterion.examples.map(\.given)
        for _ in 0..<12 { kept.append(statement(sheet.rows[row], &random)) }
        return kept.filter { statement in
            var table = FigureTable(sheet, units: 1)
            guard table.state(statement, unit: 0, row: row, of: sheet, numbers: .canonical).isEmpty else { return false }
            return !sheet.score(table).faults.contains { $0.row == row }
        }
    }

    private func statement(_ row: ScoreSheet.Row, _ random: inout SeededGenerator) -> Statement {
        if random.once(in: 10) { return OneLeaf.statement("missing: lost") }
        if random.once(in: 10) { return OneLeaf.statement("not_applicable: no_such_task") }
        if random.once(in: 10), row.givenCell != nil { return OneLeaf.statement("points: \(Self.points(upTo: row.maximum, &random))") }
        let given = row.inputs.compactMap { input -> String? in
            // One form of a ratio or of a mean at a time.
            if input.name == "value", row.inputs.count > 1 { return nil }
            switch input.kind {
            case .yes: return "\(input.name): \(random.pick(["yes", "no"]))"
            case .choice(let codes): return "\(input.name): \(random.pick(codes))"
            case .number(let whole, _, let highest):
                let digits = Int64(random.below(random.once(in: 3) ? 10_000_000 : 12))
                let sign: Int64 = highest == .zero ? -1 : 1
                return "\(input.name): \(Number(digits: sign * digits, scale: whole ? 0 : random.below(5)))"
            }
        }
        return OneLeaf.statement(given.joined(separator: ", "))
    }
}
