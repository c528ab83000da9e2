import ArgumentParser
import Platform

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc dossiers`.
struct DossiersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossiers", abstract: help("dossiers.cli").abstract, subcommands: [ImportDossiersCommand.self, ReconcileCommand.self])
}
