import ArgumentParser
import Kernel
import Office
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc units`.
struct UnitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: help("units.cli").abstract,
        subcommands: [ImportUnitsCommand.self, ExportUnitsCommand.self, LoadNationalCommand.self])
}

/// `cchc units import FILE`: tells what the file would change; with `--apply` it does.
struct ImportUnitsCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "import", abstract: help("units.cli.import").abstract)

    @Argument(help: help("units.cli.import.file")) var file: String
    @Flag(help: help("units.cli.import.apply")) var apply = false
    @Option(help: help("units.cli.import.from")) var from: String?
    @Option(help: help("units.cli.import.source")) var source: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: ImportForms.limit)
        let services = try await desk.services(options)
        let outcome: Result<UnitDifference, any Error>
        do {
            let preview = try await ImportUnits(services).preview(input, by: .operating)
            if apply { try await ImportUnits(services)(input, meaning, seen: preview.revision, by: .operating) }
            outcome = .success(preview.difference)
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        let difference = try outcome.get()
        for line in lines(difference, desk.words) { desk.print(line) }
        desk.print(
            desk.words(
                "units.preview.summary",
                [
                    "added": "\(difference.added.count)", "changed": "\(difference.changed.count)", "unchanged": "\(difference.unchanged)",
                    "unnamed": "\(difference.unnamed)",
                ]))
        if !difference.isEmpty { desk.print(desk.words(apply ? "units.done.imported" : "units.cli.import.not_applied")) }
    }

    private var meaning: ImportUnits.Meaning {
        from == nil && source == nil ? .correction : .change(LegalGround(from: from ?? "", source: source ?? ""))
    }

    private func lines(_ difference: UnitDifference, _ words: Words) -> [String] {
        difference.added.map { "+ \($0.code)  \(words($0.name))" }
            + difference.changed.flatMap { unit in
                unit.changes.map { "~ \(unit.code)  \($0.field.rawValue): \($0.old) → \($0.new)" }
            }
    }
}

/// `cchc units export`: all units as a file that `import` takes.
struct ExportUnitsCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: help("units.cli.export").abstract)

    @Option(help: help("units.cli.export.format")) var format = ExportUnits.Format.csv
    @Option(name: .shortAndLong, help: help("units.cli.export.output")) var output: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let file = try await ExportUnits(services)(format)
        await services.database.close()
        try desk.write(file.bytes, to: output)
    }
}

extension ExportUnits.Format: ExpressibleByArgument {}

/// `cchc units load-national`: the 34 provinces and 3,321 communes of 2026.
struct LoadNationalCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "load-national", abstract: help("units.cli.load_national").abstract)

    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let outcome = try await LoadNationalUnits(services)(by: .operating)
        await services.database.close()
        desk.print(desk.words("units.cli.loaded", ["added": "\(outcome.added)", "present": "\(outcome.present)"]))
    }
}
