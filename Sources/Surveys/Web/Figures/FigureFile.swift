import Foundation
import Kernel
import Office
import Platform
import Units

/// The figures of an edition as open data: a line each, with definition, n, weights and interval, as CSV and as JSON.
struct FigureFile {
    let screen: ShowFigures.Screen

    private static let columns = [
        "campaign", "edition", "respondents", "unit", "unit_name", "stream", "figure", "title", "asked", "answered", "weighted", "estimate",
        "error", "low", "high", "interval", "level", "other", "design_effect", "notes", "definition", "digest",
    ]

    private var edition: EstimateStore.Edition? { screen.edition }
    private var digest: String { edition.map { FigureDigest($0.definition, screen.lines).text } ?? "" }

    func csv(_ words: Words) -> FileAnswer {
        let (digest, figures) = (digest, FigureWords(words: words))
        let rows = screen.lines.map { line -> [OutputCell] in
            let numbers = [line.value, line.error, line.low, line.high].map(Self.cell)
            return [
                .text(screen.campaign.number), .number(Number(edition?.number ?? 0)), .text(line.respondents),
                .text(screen.units[line.unit]?.code ?? ""), .text(line.unit.isEmpty ? "" : words(screen.name(line.unit))),
                .text(line.stream.rawValue), .text(line.figure), .text(figures.title(line.figure, screen.instrument(line.respondents))),
                count(line, line.asked), count(line, line.answered), .text(line.weighted.rawValue),
            ] + numbers + [
                .text(line.interval.rawValue), Self.cell(edition?.formula.level), Self.cell(line.other), Self.cell(line.effect),
                .text(line.notes.map(\.rawValue).joined(separator: " ")), .text(edition?.definition ?? ""), .text(digest),
            ]
        }
        return FileAnswer(
            name: "\(name).csv", mediaType: "text/csv; charset=utf-8",
            bytes: [0xEF, 0xBB, 0xBF] + CSVWriter.write(Self.columns, rows, .machine))
    }

    private var name: String { "\(screen.campaign.number)-\(edition?.number ?? 0)" }

    /// How many answered is not told of a figure that is hidden.
    private func count(_ line: FigureLine, _ count: Int) -> OutputCell { line.isHidden ? .blank : .number(Number(count)) }

    private static func cell(_ number: Number?) -> OutputCell { number.map { .number($0) } ?? .blank }

    // MARK: JSON

    func json(_ words: Words) throws -> FileAnswer {
        let figures = FigureWords(words: words)
        let file = File(
            campaign: screen.campaign.number, title: screen.campaign.plan.title, period: screen.campaign.plan.period.description,
            unit: screen.owner.code, edition: edition?.number ?? 0, definition: edition?.definition ?? "", digest: digest,
            released: screen.release?.released.description, isGenerated: screen.campaign.isGenerated,
            figures: screen.lines.map { line in
                File.Line(
                    respondents: line.respondents, unit: screen.units[line.unit]?.code ?? "", stream: line.stream.rawValue,
                    figure: line.figure, title: figures.title(line.figure, screen.instrument(line.respondents)),
                    asked: line.isHidden ? nil : line.asked, answered: line.isHidden ? nil : line.answered,
                    weighted: line.weighted.rawValue,
                    estimate: line.value?.description, error: line.error?.description, low: line.low?.description,
                    high: line.high?.description, interval: line.interval.rawValue, other: line.other?.description,
                    designEffect: line.effect?.description, notes: line.notes.map(\.rawValue))
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return FileAnswer(name: "\(name).json", mediaType: "application/json", bytes: Array(try encoder.encode(file)))
    }

    /// Numbers are text, so that no reader rounds them.
    private struct File: Encodable {
        struct Line: Encodable {
            var respondents: String
            var unit: String
            var stream: String
            var figure: String
            var title: String
            var asked: Int?
            var answered: Int?
            var weighted: String
            var estimate: String?
            var error: String?
            var low: String?
            var high: String?
            var interval: String
            var other: String?
            var designEffect: String?
            var notes: [String]
        }
        var campaign: String
        var title: String
        var period: String
        var unit: String
        var edition: Int
        var definition: String
        var digest: String
        var released: String?
        var isGenerated: Bool
        var figures: [Line]
    }

    // MARK: for a round

    /// A data file for the survey leaves of a round (docs/data-files.md): what `input` names, of each unit with a figure,
    /// with its interval where there is one (PI-61).
    func round(criterion: String, respondents: String, figure: String, input: String) -> FileAnswer {
        let wanted = input == "points" ? "points" : figure
        let lines = screen.lines.filter { line in
            line.respondents == respondents && line.stream == .verified && line.figure == wanted && !line.unit.isEmpty && line.value != nil
        }
        let rows = lines.map { line -> [OutputCell] in
            let value = [
                .text(screen.units[line.unit]?.code ?? line.unit), .text(criterion), .text(input), Self.cell(line.value), .blank,
            ]
            let interval = edition.flatMap { line.measuredInterval(screen.campaign.number, level: $0.formula.level) }
            guard let interval else { return value + Array(repeating: .blank, count: Self.intervalColumns.count) }
            return value + [
                .number(interval.low), .number(interval.high), .number(interval.level), .number(Number(interval.respondents)),
                .text(interval.method.rawValue), .text(interval.sample),
            ]
        }
        return FileAnswer(
            name: "\(name)-\(criterion).csv", mediaType: "text/csv; charset=utf-8",
            bytes: CSVWriter.write(["unit", "criterion", "input", "value", "reason"] + Self.intervalColumns, rows, .machine))
    }

    private static let intervalColumns = ["low", "high", "level", "respondents", "method", "sample"]
}
