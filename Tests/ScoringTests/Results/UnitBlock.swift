import Kernel
import Scoring

/// Units of one block with the points of each criterion, scored and ranked.
struct UnitBlock {
    let sheet: ScoreSheet
    let scores: ScoreTable

    /// `criteria` and `head` are text of the framework; each unit states `code: points` or `code: not_applicable reason`.
    init(total: String, head: String = "", criteria: String, units: [String]) throws {
        sheet = try ScoreSheet(FrameworkText.read("\(FrameworkText.head(total: total))\(head)\n\(criteria)\n"))
        var table = FigureTable(sheet, units: units.count)
        for (unit, text) in units.enumerated() {
            for pair in text.split(separator: ", ") {
                let parts = pair.split(separator: " ").map(String.init)
                guard let code = parts.first?.dropLast(), let row = sheet.row(String(code)) else {
                    throw UnknownCriterion(pair: String(pair))
                }
                let given = parts.count == 2 ? "points: \(parts[1])" : "\(parts[1]): \(parts[2])"
                let faults = table.state(OneLeaf.statement(given), unit: unit, row: row, of: sheet, numbers: .canonical)
                if !faults.isEmpty { throw Faults(faults) }
            }
        }
        scores = sheet.score(table)
    }

    struct UnknownCriterion: Error { let pair: String }

    /// Ranks as written, `–` for none.
    func ranks(_ isRanked: (Int) -> Bool = { _ in true }) -> [String] {
        sheet.standings(scores, isRanked: isRanked).entries.map { $0.rank?.description ?? "–" }
    }

    /// Codes of bands, `–` for none.
    var bands: [String] { sheet.standings(scores).entries.map { $0.band.map { sheet.framework.bands[$0].code } ?? "–" } }
    var totals: [String] { scores.totals.map { "\($0.total)" } }
    /// Shares as fractions in lowest terms, `–` for none.
    var percents: [String] { scores.totals.map { $0.percent.map { "\($0.ratio)" } ?? "–" } }
    var faults: [String] { scores.faults.map { "\($0.unit) \(sheet.rows[$0.row].code) \($0.fault.word)" } }

    /// A criterion whose points are stated.
    static func criterion(_ code: String, _ points: String, _ part: String = "direct") -> String {
        "  - {code: \(code), vi: Tiêu chí, en: Criterion, points: \(points), part: \(part), rule: external_grade, by: {vi: Sở, en: Department}}"
    }

    static func criteria(_ criteria: String...) -> String { "criteria:\n" + criteria.joined(separator: "\n") }
}
