import ArgumentParser
import Kernel
import Office
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// `cchc dossiers reconcile FILE`: prints as CSV where another system's list and ours do not agree.
struct ReconcileCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "reconcile", abstract: help("dossiers.exchange.cli").abstract)

    @Argument(help: help("dossiers.import.cli.file")) var file: String
    @Option(help: help("dossiers.exchange.cli.from")) var from: String
    @Option(help: help("dossiers.exchange.cli.through")) var through: String
    @Option(help: help("dossiers.import.cli.unit_scheme")) var unitScheme = "code"
    @Option(help: help("dossiers.import.cli.mapping")) var mapping = ""
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: ImportFile.limit)
        guard let first = CalendarDate(written: from), let last = CalendarDate(written: through), first <= last else {
            throw ExchangeError.noPeriod
        }
        let services = try await desk.services(options)
        let order = ImportDossiers.Order(scheme: unitScheme, mapping: mapping)
        do {
            let report = try await ReconcileDossiers(Bureau(services))(input, order, from: first, through: last, by: .operating)
            desk.write(report.csv)
        } catch {
            await services.database.close()
            throw error
        }
        await services.database.close()
    }
}
