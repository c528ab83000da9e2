import Foundation
import Kernel
import Office
import Platform
import Scoring

/// A score report as a table of units with a column for each criterion, in CSV for machines or as a workbook.
struct ScoreSpreadsheet {
    private let report: ScoreReport
    private let words: Words

    init(_ report: ScoreReport, _ words: Words) {
        self.report = report
        self.words = words
    }

    private static let columns = ["rank", "unit", "name", "direct", "survey", "bonus", "penalty", "total", "maximum", "percent", "band"]

    private var codes: [String] { report.framework.criteria.map(\.code) }

    private func row(_ unit: ScoreReport.UnitReport) -> [OutputCell] {
        let total = unit.total
        let percent = total.percent.flatMap { try? $0.ratio * Ratio(100, 1) }?.number(scale: 6)
        let head: [OutputCell] = [
            unit.rank.map { .number(Number(digits: Int64($0.halves) * 5, scale: 1)) } ?? .blank, .text(unit.code), .text(unit.name),
        ]
        let sums = [total.direct, total.survey, total.bonus, total.penalty, total.total, total.maximum].map { OutputCell.number($0.number) }
        let end: [OutputCell] = [percent.map { .number($0) } ?? .blank, unit.band.map { .text(words($0.title)) } ?? .blank]
        return head + sums + end + unit.rows.map { .number($0.points.number) }
    }

    func csv() -> [UInt8] { CSVWriter.write(Self.columns + codes, report.units.map(row), .machine) }

    func xlsx() throws -> [UInt8] {
        let properties = XLSXWriter.Properties(title: words(report.framework.title), created: Timestamp(milliseconds: 0))
        var writer = try XLSXWriter(folder: FileManager.default.temporaryDirectory.path, properties)
        let titles = Self.columns.map { words("rankings.column.\($0)") } + codes
        try writer.addSheet(words("rankings.sheet"), titles.map { XLSXWriter.Column($0, width: 14) })
        for unit in report.units { try writer.add(row(unit)) }
        return try writer.bytes()
    }
}
