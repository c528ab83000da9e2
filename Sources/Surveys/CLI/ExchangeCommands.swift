import ArgumentParser
import Kernel
import Office
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

extension ExportAnswers.Kind: ExpressibleByArgument {}

/// `cchc surveys answers CAMPAIGN GROUP KIND`: the answers of a closed campaign for other programs.
struct AnswersCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "answers", abstract: help("surveys.exchange.cli.answers").abstract)

    @Argument(help: help("surveys.exchange.cli.campaign")) var campaign: String
    @Argument(help: help("surveys.exchange.cli.group")) var group: String
    @Argument(help: help("surveys.exchange.cli.kind")) var kind: ExportAnswers.Kind
    @Option(help: help("surveys.exchange.cli.output")) var output: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let outcome: Result<FileAnswer, any Error>
        do {
            outcome = .success(
                try await ExportAnswers(SurveysBureau(services))(
                    kind, group: group, campaign: campaign, language: desk.words.language, by: .operating))
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        try desk.write(outcome.get().bytes, to: output)
    }
}

extension ExportInstrument.Kind: ExpressibleByArgument {}

/// `cchc surveys form export INSTRUMENT KIND`: a kept instrument for tools that ask people.
struct ExportInstrumentCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: help("surveys.exchange.cli.form").abstract)

    @Argument(help: help("surveys.exchange.cli.instrument")) var instrument: String
    @Argument(help: help("surveys.exchange.cli.form.kind")) var kind: ExportInstrument.Kind
    @Option(help: help("surveys.exchange.cli.output")) var output: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let outcome: Result<FileAnswer, any Error>
        do {
            outcome = .success(
                try await ExportInstrument(SurveysBureau(services))(kind, of: ID(rawValue: instrument), by: .operating))
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        try desk.write(outcome.get().bytes, to: output)
    }
}

/// `cchc surveys figures CAMPAIGN`: the figures of an edition as CSV.
struct FiguresCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "figures", abstract: help("surveys.exchange.cli.figures").abstract)

    @Argument(help: help("surveys.exchange.cli.campaign")) var campaign: String
    @Option(help: help("surveys.exchange.cli.edition")) var edition: Int?
    @Option(help: help("surveys.exchange.cli.output")) var output: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let outcome: Result<ShowFigures.Screen, any Error>
        do {
            outcome = .success(try await ShowFigures(SurveysBureau(services))(campaign, edition: edition, by: .operating))
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        try desk.write(FigureFile(screen: outcome.get()).csv(desk.words).bytes, to: output)
    }
}

/// `cchc surveys import CAMPAIGN GROUP FILE`: answers of another tool.
struct ImportAnswersCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "import", abstract: help("surveys.exchange.cli.import").abstract)

    @Argument(help: help("surveys.exchange.cli.campaign")) var campaign: String
    @Argument(help: help("surveys.exchange.cli.group")) var group: String
    @Argument(help: help("surveys.exchange.cli.file")) var file: String
    @Option(help: help("surveys.exchange.cli.unit")) var unit: String?
    @Flag(help: help("surveys.exchange.cli.good")) var good = false
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: AnswerFile.limit)
        let services = try await desk.services(options)
        let outcome: Result<ImportAnswers.Outcome, any Error>
        do {
            outcome = .success(
                try await ImportAnswers(SurveysBureau(services))(
                    .init(campaign: campaign, group: group, file: input, takesGoodRows: good, unit: unit), by: .operating))
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        let taken = try outcome.get()
        let count = desk.words.numbers.count
        for fault in taken.faults { desk.print("\(fault.place.description): \(desk.words.message(fault))") }
        desk.print(
            desk.words(
                "surveys.exchange.taken.lead",
                ["lines": count(taken.lines), "taken": count(taken.taken), "known": count(taken.known), "bad": count(taken.bad)]))
    }
}
