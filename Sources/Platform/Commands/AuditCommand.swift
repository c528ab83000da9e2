import ArgumentParser
import Kernel
import Storage

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc audit`.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: help("platform.cli.audit").abstract, subcommands: [AuditVerifyCommand.self])
}

/// `cchc audit verify`: reads the whole chain and names what is not as it was sealed; ends with 1 when anything is.
///
/// Entries that no sealer has reached are told, and are no damage: the server seals each second.
struct AuditVerifyCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "verify", abstract: help("platform.cli.audit.verify").abstract)

    @Option(help: help("platform.cli.audit.verify.known")) var known: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let known = try known.map(AuditHead.init(printed:))
        let services = try await desk.services(options)
        let report = try await services.database.read { db in try AuditVerifier.verify(db, known: known) }
        await services.database.close()
        tell(report, desk)
        if !report.isWhole { throw AuditError.broken(report.findings.count) }
    }

    private func tell(_ report: AuditReport, _ desk: CommandDesk) {
        let words = desk.words
        desk.print(words("platform.audit.counts", ["sealed": "\(report.sealed)", "unsealed": "\(report.unsealedCount)"]))
        for id in report.unsealed { desk.print(words("platform.audit.unsealed", ["id": id.rawValue])) }
        let untold = report.unsealedCount - report.unsealed.count
        if untold > 0 { desk.print(words("platform.audit.unsealed_more", ["count": "\(untold)"])) }
        for finding in report.findings { desk.print(words(finding.code, finding.details)) }
        if report.isCutShort { desk.print(words("platform.audit.cut_short")) }
        if let head = report.head { desk.print(words("platform.audit.head", ["head": head.printed])) }
        if report.isWhole { desk.print(words("platform.audit.whole")) }
    }
}

extension AuditHead {
    /// `NUMBER:HASH`, to be kept on paper.
    fileprivate var printed: String { "\(number):\(hash)" }

    fileprivate init(printed text: String) throws {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(parts[0]), number > 0, parts[1].utf8.count == 64,
            parts[1].allSatisfy({ $0.isHexDigit && !$0.isUppercase })
        else { throw AuditError.knownUnreadable(text) }
        self.init(number: number, hash: String(parts[1]))
    }
}

/// What the verifier's command tells a person.
enum AuditError: DomainError, Hashable {
    /// With the count of findings, each of which was printed.
    case broken(Int)
    case knownUnreadable(String)

    var code: String {
        switch self {
        case .broken: "platform.audit.broken"
        case .knownUnreadable: "platform.audit.known_unreadable"
        }
    }

    var kind: ErrorKind {
        switch self {
        case .broken: .conflict
        case .knownUnreadable: .invalid
        }
    }

    var details: [String: String] {
        switch self {
        case .broken(let count): ["count": "\(count)"]
        case .knownUnreadable(let text): ["text": text]
        }
    }
}
