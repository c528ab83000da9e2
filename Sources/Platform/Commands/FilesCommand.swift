import ArgumentParser
import Kernel
import Storage

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc files`.
struct FilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files", abstract: help("platform.cli.files").abstract, subcommands: [FilesVerifyCommand.self])
}

/// `cchc files verify`: reads every kept file and names those that are not there or not whole; ends with 1 when any is.
struct FilesVerifyCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "verify", abstract: help("platform.cli.files.verify").abstract)

    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let (count, findings) = try await FileVerifier.verify(services.files, services.database)
        await services.database.close()
        desk.print(desk.words("platform.files.count", ["count": "\(count)"]))
        for finding in findings {
            let error: FileStoreError = finding.condition == .missing ? .missing(finding.digest) : .damaged(finding.digest)
            desk.print(desk.words(error.code, error.details))
        }
        if !findings.isEmpty { throw FilesNotWhole(count: findings.count) }
    }
}

/// Kept files are gone or were changed, each of which was printed.
struct FilesNotWhole: DomainError {
    let count: Int

    var code: String { "platform.files.not_whole" }
    var kind: ErrorKind { .conflict }
    var details: [String: String] { ["count": "\(count)"] }
}
