import Kernel

/// Every point a unit lost or gained, and why (PE-N4).
///
/// The amounts sum exactly to maximum − total.
package struct Ledger: Sendable {
    package let lines: [Line]
    package let total: UnitTotal

    /// Positive amounts are lost, negative ones gained.
    package struct Line: Sendable {
        package var item: Item
        package var amount: Points
        package var because: Because

        package enum Item: Sendable, Hashable {
            /// A leaf, or an inner node with points of its own; the row of the sheet.
            case criterion(Int)
            /// Conversion to the full maximum of what was scored on the applicable one (PI-41).
            case conversion
            case bonus(Int)
            case bonusCap
            case penalty(Int)
            case penaltyCap
        }
    }

    /// What the lines add up to: the applicable maximum less the total.
    package var sum: Points { lines.reduce(into: .zero) { $0 += $1.amount } }

    /// Leaves that cost something, the greatest loss first, then in the order of the framework.
    package var losses: [Line] {
        lines.enumerated().filter { $0.element.amount > .zero }
            .sorted { ($1.element.amount, $0.offset) < ($0.element.amount, $1.offset) }.map(\.element)
    }
}

/// Which branch was taken and on what figures.
///
/// Rooms word it: `criteria.because.<rule>.<branch>` with the values, and
/// `criteria.recover.<rule>.<branch>` for what would win the points back.
package struct Because: Sendable, Hashable {
    package var rule: String
    package var branch: String
    package var values: [String: Datum]

    /// The rule word of outcomes that no rule made: points given, absences, totals.
    package static let common = "common"
}

extension ScoreSheet {
    /// Why a unit's row has its points.
    ///
    /// `nil` for an inner node that is the sum of its children.
    package func because(unit: Int, row index: Int, _ table: FigureTable, _ scores: ScoreTable) -> Because? {
        let row = rows[index]
        let raw = scores.branch(unit: unit, row: index)
        if let common = CommonBranch(rawValue: raw) {
            var values: [String: Datum] = ["points": .points(scores.points(unit: unit, row: index)), "maximum": .points(row.maximum)]
            if let absence = table.absence(unit: unit, row: index) { values["reason"] = .text(reasons[absence.reason].code) }
            return Because(rule: Because.common, branch: String(describing: common), values: values)
        }
        guard row.isLeaf, let rule = row.criterion.rule else { return nil }
        var values = table.withFigures(unit: unit) { rule.explain($0.extracting(row.cells), raw: raw, row.criterion.terms) }
        values["points"] = .points(scores.points(unit: unit, row: index))
        values["maximum"] = .points(row.maximum)
        return Because(rule: rule.word, branch: rule.branchName(raw), values: values)
    }

    package func ledger(unit: Int, _ table: FigureTable, _ scores: ScoreTable) -> Ledger {
        let total = scores.totals[unit]
        var lines: [Ledger.Line] = []
        func add(_ item: Ledger.Line.Item, _ amount: Points, _ because: Because) {
            lines.append(Ledger.Line(item: item, amount: amount, because: because))
        }
        func summary(_ branch: String, _ values: [String: Datum]) -> Because { Because(rule: "total", branch: branch, values: values) }

        for index in fieldRows {
            guard let because = because(unit: unit, row: index, table, scores), because.branch != String(describing: CommonBranch.covered)
            else {
                continue
            }
            let lost = scores.applicable(unit: unit, row: index) - scores.points(unit: unit, row: index)
            add(.criterion(index), lost, because)
        }
        if total.isConverted {
            let gain = converted(total.score, of: total.maximum) - total.score
            add(
                .conversion, -gain,
                summary("conversion", ["score": .points(total.score), "maximum": .points(total.maximum), "full": .points(framework.total)]))
        }
        for (range, item, cap, capItem, branch) in [
            (bonusRows, Ledger.Line.Item.bonus, total.bonus, Ledger.Line.Item.bonusCap, "bonusCap"),
            (penaltyRows, Ledger.Line.Item.penalty, total.penalty, Ledger.Line.Item.penaltyCap, "penaltyCap"),
        ] {
            var stated = Points.zero
            for index in range {
                let points = scores.points(unit: unit, row: index)
                guard points != .zero, let because = because(unit: unit, row: index, table, scores) else { continue }
                add(item(index), -points, because)
                stated += points
            }
            if stated != cap { add(capItem, stated - cap, summary(branch, ["stated": .points(stated), "cap": .points(cap)])) }
        }
        return Ledger(lines: lines, total: total)
    }
}
