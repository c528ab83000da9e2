import ArgumentParser
import Foundation
import Kernel
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// `cchc`: the front door of the command line.
package struct CCHC: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "cchc", abstract: help("app.cli").abstract, version: version,
        subcommands: [
            ServeCommand.self, ConfigCommand.self, RoutesCommand.self, SchemaCommand.self, DemoCommand.self, BenchCommand.self,
        ] + rooms.flatMap(\.commands))

    package init() {}

    /// Runs what the arguments say.
    ///
    /// What a person can be told is told in their language, and the program ends with 1.
    package static func start() async {
        do {
            var command = try parseAsRoot()
            if let command = command as? any RoomCommand {
                try await command.run(try desk())
            } else if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as any DomainError {
            fail(error)
        } catch let error as StorageError {
            fail(error)
        } catch {
            exit(withError: error)
        }
    }

    private static func desk() throws -> CommandDesk {
        CommandDesk(words: Words(try makeTexts(), CommandTexts.language)) { options in
            try await makeServices(try commandSettings(options))
        }
    }

    private static func fail(_ error: any DomainError) -> Never {
        let text = (try? makeTexts()).map { FaultPrinter(Words($0, CommandTexts.language)).text(error) } ?? error.code
        FileHandle.standardError.write(Data((text + "\n").utf8))
        exit(withError: ExitCode(1))
    }

    /// In the reader's language what it means, in English what the operator looks for.
    private static func fail(_ error: StorageError) -> Never {
        let meaning = error.text.flatMap { key in (try? makeTexts())?.text(key, CommandTexts.language) }
        FileHandle.standardError.write(Data("\(meaning.map { "\($0)\n    " } ?? "")\(error)\n".utf8))
        exit(withError: ExitCode(1))
    }
}

/// What is in force for a command: its options over the environment over the defaults.
func commandSettings(_ options: SettingsOptions) throws -> Settings {
    try Settings(environment: ProcessInfo.processInfo.environment, options: options.values)
}
