import ArgumentParser
import Foundation
import Hummingbird
import NIOCore
import Platform
import Storage
import Synchronization

private let help = CommandTexts(Embedded.files)

/// `cchc serve`: pages and API until it is told to stop.
struct ServeCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: help("app.cli.serve").abstract)

    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let host = services.settings.host
        let listens = Atomic(false)
        let application = makeApplication(makeRoutes(services), services) { port in
            listens.store(true, ordering: .relaxed)
            desk.print(desk.words("app.serving", ["address": "http://\(host):\(port)"]))
        }
        do {
            try await application.runService()
        } catch  where !listens.load(ordering: .relaxed) {
            throw Self.told(error, "http://\(host):\(services.settings.port)")
        }
        await services.database.close()
    }

    /// Why nobody can be served at an address.
    private static func told(_ error: any Error, _ address: String) -> CommandError {
        guard let error = error as? IOError else { return .cannotListen(address, reason: "\(error)") }
        if error.errnoCode == EADDRINUSE { return .addressTaken(address) }
        return .cannotListen(address, reason: String(cString: strerror(error.errnoCode)))
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
