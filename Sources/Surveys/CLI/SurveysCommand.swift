import ArgumentParser
import Forms
import Kernel
import Office
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// `cchc surveys`: instruments on the command line.
struct SurveysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "surveys", abstract: help("surveys.cli").abstract,
        subcommands: [InstrumentCommand.self, AnswersCommand.self, FiguresCommand.self, ImportAnswersCommand.self])
}

/// The commands of `cchc surveys form`; `check` works without a database.
struct InstrumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form", abstract: help("surveys.cli.form").abstract,
        subcommands: [CheckInstrumentCommand.self, KeepInstrumentCommand.self, ExportInstrumentCommand.self])
}

/// `cchc surveys form check FILE …`: what is wrong with instruments, by line.
struct CheckInstrumentCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: help("surveys.cli.form.check").abstract)

    @Argument(help: help("surveys.cli.form.files")) var files: [String]

    func run(_ desk: CommandDesk) async throws {
        var faults: [Fault] = []
        for file in files {
            do {
                let content = try InstrumentDefinition(InputFile(path: file, limit: InstrumentDefinition.limit)).content
                desk.print(
                    desk.words(
                        "surveys.cli.form.checked",
                        [
                            "file": file, "title": desk.words(content.questionnaire.title),
                            "questions": desk.words.numbers.count(content.columns.count),
                            "scales": desk.words.numbers.count(content.scales.count),
                            "index": desk.words.numbers.count(content.index.allQuestions.count),
                        ]))
            } catch let error as Faults {
                faults += error.faults
            }
        }
        if !faults.isEmpty { throw Faults(faults) }
    }
}

/// `cchc surveys form keep FILE`: keeps an edition for good.
struct KeepInstrumentCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "keep", abstract: help("surveys.cli.form.keep").abstract)

    @Argument(help: help("surveys.cli.form.file")) var file: String
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: InstrumentDefinition.limit)
        let services = try await desk.services(options)
        let outcome: Result<ID<Instrument>, any Error>
        do {
            outcome = .success(try await KeepInstrument(SurveysBureau(services))(input, by: .operating))
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        desk.print(desk.words("surveys.cli.form.kept", ["id": try outcome.get().rawValue]))
    }
}
