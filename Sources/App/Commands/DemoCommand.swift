import ArgumentParser
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: help("app.cli.demo").abstract, subcommands: [DemoLoadCommand.self, DemoDossiersCommand.self])
}

/// `cchc demo load`: fills the database with published results and the generated province.
struct DemoLoadCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "load", abstract: help("app.cli.demo.load").abstract)

    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        try await DemoLoader(services).load()
        try await services.audit.seal(services.database)
        await services.database.close()
        desk.print(desk.words("app.demo.loaded"))
    }
}
