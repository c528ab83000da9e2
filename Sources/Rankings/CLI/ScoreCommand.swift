import ArgumentParser
import Criteria
import Kernel
import Office
import Platform
import Scoring
import Units

private let help = CommandTexts(Embedded.files)

/// `cchc score`: scores a block from files, without a database.
struct ScoreCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "score", abstract: help("rankings.cli.score").abstract)

    @Option(help: help("rankings.cli.score.framework")) var framework: String
    @Option(help: help("rankings.cli.score.data")) var data: String
    @Option(help: help("rankings.cli.score.units")) var units: String?
    @Option(help: help("rankings.cli.score.explain")) var explain: String?
    @Option(help: help("rankings.cli.score.numbers")) var numbers: Style?
    @Option(help: help("rankings.cli.score.format")) var format = Format.text
    @Option(help: help("rankings.cli.score.output")) var output: String?

    enum Style: String, ExpressibleByArgument, CaseIterable { case vi, en }
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv, xlsx }

    func run(_ desk: CommandDesk) async throws {
        let file = try FrameworkLibrary.find(framework)
        let list = try units.map { try UnitList(InputFile(path: $0).table()) }
        let figures = try FigureFile.read(
            InputFile(path: data), for: ScoreSheet(file.framework), units: list,
            numbers: numbers.flatMap { Language(rawValue: $0.rawValue) })
        let report = try ScoreReport(file.framework, figures)
        if let explain, !report.units.contains(where: { $0.code == explain }) { throw UnitsError.notFound(explain) }
        let bytes =
            switch format {
            case .text: Array(ScoreText(report, desk.words).text(explaining: explain).utf8)
            case .json: try ScoreJSON(report, desk.words).bytes(explaining: explain)
            case .csv: ScoreSpreadsheet(report, desk.words).csv()
            case .xlsx: try ScoreSpreadsheet(report, desk.words).xlsx()
            }
        try desk.write(bytes, to: output)
    }
}
