import ArgumentParser
import Foundation
import Kernel
import Office
import Platform
import Storage
import Synchronization

private let help = CommandTexts(Embedded.files)

/// `cchc dossiers import FILE`: takes a list of another system, and says how far it is where somebody looks.
struct ImportDossiersCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "import", abstract: help("dossiers.import.cli").abstract)

    @Argument(help: help("dossiers.import.cli.file")) var file: String
    @Option(help: help("dossiers.import.cli.unit_scheme")) var unitScheme = "code"
    @Option(help: help("dossiers.import.cli.mapping")) var mapping = ""
    @Flag(help: help("dossiers.import.cli.keep_good")) var keepGood = false
    @Option(help: help("dossiers.import.cli.faults")) var faults: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: ImportFile.limit)
        let services = try await desk.services(options)
        let words = desk.words
        let line = ProgressLine(words)
        let told: ImportDossiers.Outcome
        do {
            let order = ImportDossiers.Order(scheme: unitScheme, mapping: mapping, keepsGood: keepGood)
            told = try await ImportDossiers(Bureau(services), line.tell)(input, order, by: .operating, words: words)
            try await services.audit.seal(services.database)
        } catch {
            await services.database.close()
            throw error
        }
        await services.database.close()
        if let faults, !told.faultyRows.isEmpty { try desk.write(told.faultyRows, to: faults) }
        if !told.isKept { throw Faults(told.faults) }
        for fault in told.faults { desk.print("\(fault.place): \(words(fault.code, fault.details))") }
        desk.print(
            words(
                "dossiers.import.done",
                [
                    "added": words.numbers.count(told.added), "changed": words.numbers.count(told.changed),
                    "unchanged": words.numbers.count(told.unchanged), "faulty": words.numbers.count(told.faulty),
                ]))
    }
}

/// One line of a terminal that says how far a long work is; nothing where the output goes elsewhere.
private final class ProgressLine: Sendable {
    private let words: Words
    private let last = Mutex("")
    private let isSeen = isatty(STDERR_FILENO) == 1

    init(_ words: Words) { self.words = words }

    func tell(_ state: WorkProgress.State) {
        guard isSeen else { return }
        let line = "\(words("dossiers.import.phase.\(state.phase)")) \(state.percent) %"
        let isNew = last.withLock { last in
            defer { last = line }
            return last != line
        }
        if isNew { FileHandle.standardError.write(Data("\r\(line)  ".utf8)) }
    }
}
