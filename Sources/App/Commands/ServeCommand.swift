import ArgumentParser
import Hummingbird
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// `cchc serve`: pages and API until it is told to stop.
struct ServeCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: help("app.cli.serve").abstract)

    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let application = makeApplication(makeRoutes(services), services) { port in
            desk.print(desk.words("app.serving", ["address": "http://\(services.settings.host):\(port)"]))
        }
        try await application.runService()
        await services.database.close()
    }
}

/// `cchc config`: what is in force, and who said it.
struct ConfigCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "config", abstract: help("app.cli.config").abstract)

    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        for line in try commandSettings(options).lines {
            let source = desk.words(line.source.text)
            desk.print("\(line.name.variable)=\(line.value)\n    \(desk.words(line.name.text)) (\(source))")
        }
    }
}

/// `cchc routes`: every address and who may use it.
struct RoutesCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "routes", abstract: help("app.cli.routes").abstract)

    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        for line in makeRoutes(services).lines { desk.print("\(line.method) \(line.path) — \(line.access) (\(line.room))") }
        await services.database.close()
    }
}

/// `cchc schema`: the migrations that this binary carries, in order.
struct SchemaCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "schema", abstract: help("app.cli.schema").abstract)

    func run(_ desk: CommandDesk) async throws {
        for migration in Migrator().migrations { desk.print("-- \(migration.name)\n\(migration.text)") }
    }
}
