import ArgumentParser
import Kernel
import Platform
import Scoring
import Storage

private let help = CommandTexts(Embedded.files)

/// `cchc criteria publish FILE`: checks a text and publishes it; from then on it is fixed (PI-13).
struct PublishCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "publish", abstract: help("criteria.cli.publish").abstract)

    @Argument(help: help("criteria.cli.publish.file")) var file: String
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let file = try FrameworkLibrary.find(file)
        let services = try await desk.services(options)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await PublishFile(services)(file, by: .operating))
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        try outcome.get()
        if !file.warnings.isEmpty { desk.print(FaultPrinter(desk.words).text(file.warnings)) }
        desk.print(desk.words("criteria.cli.published", ["identity": file.framework.identity]))
    }
}
