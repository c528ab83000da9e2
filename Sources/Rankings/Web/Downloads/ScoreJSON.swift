import Criteria
import Foundation
import Kernel
import Platform
import Scoring

/// A score report as JSON; every number is a decimal string, so that no reader takes it through floating point.
///
/// `points` are as printed by the framework's digits, `exact` as computed; `ratio` is the exact percent as a fraction.
struct ScoreJSON {
    private let report: ScoreReport
    private let words: Words
    private let wording: Wording

    init(_ report: ScoreReport, _ words: Words) {
        self.report = report
        self.words = words
        wording = Wording(words, report.framework)
    }

    private struct Document: Encodable { var framework: FrameworkPart, units: [UnitPart] }
    private struct FrameworkPart: Encodable { var code, version, title, block, total: String; var partial: Bool }
    private struct UnitPart: Encodable {
        var unit, name, points, exact, direct, survey, bonus, penalty, maximum: String
        var rank, direct_maximum, survey_maximum, percent, ratio, band: String?
        var converted: Bool
        var criteria: [CriterionPart]
        var ledger: [LinePart]?
    }
    private struct CriterionPart: Encodable {
        var code, points, exact, maximum, lost: String
        var because: BecausePart?
    }
    private struct BecausePart: Encodable {
        var rule, branch, text: String
        var recover: String?
    }
    private struct LinePart: Encodable { var item: String, code: String?, amount, text: String }

    func bytes(explaining code: String?) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let framework = report.framework
        let head = FrameworkPart(
            code: framework.code, version: framework.version, title: words(framework.title), block: framework.block.code,
            total: "\(framework.total)", partial: framework.isPartial)
        return Array(try encoder.encode(Document(framework: head, units: report.units.map { unit($0, isExplained: $0.code == code) }))) + [
            0x0A
        ]
    }

    private func printed(_ points: Points) -> String {
        let display = report.framework.settings.display
        return points.ratio.number(scale: display.digits, display.mode)?.text(decimals: display.digits)
            ?? "\(points)"
    }

    private func unit(_ unit: ScoreReport.UnitReport, isExplained: Bool) -> UnitPart {
        let total = unit.total
        let display = report.framework.settings.display
        let percent = total.percent.flatMap { try? $0.ratio * Ratio(100, 1) }?.number(scale: display.digits, display.mode)
        return UnitPart(
            unit: unit.code, name: unit.name, points: printed(total.total), exact: "\(total.total)", direct: "\(total.direct)",
            survey: "\(total.survey)", bonus: "\(total.bonus)", penalty: "\(total.penalty)", maximum: "\(total.maximum)",
            rank: unit.rank.map { "\($0)" }, direct_maximum: "\(total.directMaximum)", survey_maximum: "\(total.surveyMaximum)",
            percent: percent?.text(decimals: display.digits), ratio: total.percent.map { "\($0.ratio)" },
            band: unit.band?.code, converted: total.isConverted, criteria: unit.rows.map(criterion),
            ledger: isExplained ? unit.ledger.lines.map { line($0, unit) } : nil)
    }

    private func criterion(_ row: ScoreReport.RowReport) -> CriterionPart {
        CriterionPart(
            code: row.code, points: printed(row.points), exact: "\(row.points)", maximum: "\(row.maximum)",
            lost: "\(row.maximum - row.points)",
            because: row.because.map {
                BecausePart(rule: $0.rule, branch: $0.branch, text: wording.because($0), recover: wording.recovery($0))
            })
    }

    private func line(_ line: Ledger.Line, _ unit: ScoreReport.UnitReport) -> LinePart {
        let (item, row): (String, Int?) =
            switch line.item {
            case .criterion(let row): ("criterion", row)
            case .conversion: ("conversion", nil)
            case .bonus(let row): ("bonus", row)
            case .bonusCap: ("bonus_cap", nil)
            case .penalty(let row): ("penalty", row)
            case .penaltyCap: ("penalty_cap", nil)
            }
        return LinePart(item: item, code: row.map { unit.rows[$0].code }, amount: "\(line.amount)", text: wording.because(line.because))
    }
}
