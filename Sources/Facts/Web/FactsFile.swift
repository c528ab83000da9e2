import Foundation
import Kernel
import Office
import Platform
import Storage

/// The tables of the room as files to keep.
struct FactsFile: Sendable {
    let services: Services

    private static let figureColumns = [
        "id", "place", "period", "block", "unit", "metric", "written", "number", "measure", "qualifier", "rank", "of", "band", "doubt",
        "source", "rule",
    ]
    private static let statementColumns = ["id", "rule", "vi", "en", "formula", "given", "expect", "digits", "holds", "found", "agrees"]

    func figures(_ format: Format) async throws -> FileAnswer {
        let rows = try await services.database.read { try FactStore.figures($0) }.map { figure -> [OutputCell] in
            [
                .text(figure.id), .text(figure.place), .text("\(figure.period)"), .text(figure.block), .text(figure.unit),
                .text(figure.metric),
                .text(figure.written), figure.number.map { .number($0) } ?? .blank, .text(figure.measure.rawValue), .text(figure.qualifier),
                .text(figure.rank), figure.unitCount.map { .number(Number($0)) } ?? .blank, .text(figure.band),
                .text(figure.doubts.joined(separator: ";")), .text(figure.source), .text(figure.rule),
            ]
        }
        return try file("figures", Self.figureColumns, rows, format)
    }

    func statements(_ format: Format) async throws -> FileAnswer {
        let rows = try await FactsPages(services: services).findings().map { finding -> [OutputCell] in
            let statement = finding.statement
            let given = statement.given.map { "\($0.name)=\($0.figure)" }.joined(separator: ";")
            return [
                .text(statement.id), .text(statement.rule), .text(statement.text.vi), .text(statement.text.en), .text(statement.formula),
                .text(given), .text(statement.expected), statement.digits.map { .number(Number($0)) } ?? .blank,
                .text(statement.holds ? "yes" : "no"), .text(finding.found), .text(finding.agrees ? "yes" : "no"),
            ]
        }
        return try file("statements", Self.statementColumns, rows, format)
    }

    enum Format: String { case csv, xlsx }

    private func file(_ name: String, _ columns: [String], _ rows: [[OutputCell]], _ format: Format) throws -> FileAnswer {
        switch format {
        case .csv:
            return FileAnswer(name: "\(name).csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(columns, rows, .machine))
        case .xlsx:
            var writer = try XLSXWriter(
                folder: FileManager.default.temporaryDirectory.path, XLSXWriter.Properties(title: name, created: Timestamp(milliseconds: 0))
            )
            try writer.addSheet(name, columns.map { XLSXWriter.Column($0, width: 16) })
            for row in rows { try writer.add(row) }
            return FileAnswer(
                name: "\(name).xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                bytes: try writer.bytes())
        }
    }

    /// A figure as people read it: a share as a percentage, everything else as it is.
    static func value(_ figure: PublishedFigure, _ words: Words) -> String {
        guard let number = figure.number else { return "" }
        switch figure.measure {
        case .share:
            let hundredfold = (try? number.ratio * Ratio(100, 1))?.exactNumber ?? number
            return words.numbers.plain(hundredfold) + "%"
        case .percent: return words.numbers.plain(number) + "%"
        case .points, .count, .rank, .none: return words.numbers.plain(number)
        }
    }

    static func rank(_ figure: PublishedFigure, _ words: Words) -> String {
        guard !figure.rank.isEmpty else { return "" }
        let rank = figure.rank == "last" ? words("facts.rank_last") : figure.rank
        guard let count = figure.unitCount else { return rank }
        return words("facts.rank_of", ["rank": rank, "of": "\(count)"])
    }

    /// A canonical value of a check as people read it.
    static func shown(_ value: String, _ words: Words) -> String {
        guard let number = Number(value) else { return words.has("facts.truth.\(value)") ? words("facts.truth.\(value)") : value }
        return words.numbers.plain(number).replacing("-", with: "−")
    }

    /// What the names of a sentence's formula stand for: `a = 92,93; b = 83,89`.
    static func given(_ finding: PressCheck.Finding, _ words: Words) -> String {
        zip(finding.statement.given, finding.numbers).compactMap { binding, number in
            number.map { "\(binding.name)\u{A0}=\u{A0}\(words.numbers.plain($0))" }
        }.joined(separator: "; ")
    }

    static func mark(_ finding: PressCheck.Finding) -> String {
        guard finding.isAsExpected else { return "facts.verdict.wrong" }
        return finding.statement.holds ? "facts.verdict.holds" : "facts.verdict.contradiction"
    }
}
