import ArgumentParser
import Kernel
import Office
import Platform

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc rankings`.
struct RankingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rankings", abstract: help("rankings.cli").abstract, subcommands: [VerifyBundleCommand.self])
}

/// `cchc rankings verify`: a bundle against the root in the decision and against its own figures; ends with 1 when anything differs.
struct VerifyBundleCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "verify", abstract: help("rankings.cli.verify").abstract)

    /// A bundle in which everything was changed says so in as many lines, not in a million.
    private static let shown = 50

    @Argument(help: help("rankings.cli.verify.bundle")) var bundle: String
    @Option(help: help("rankings.cli.verify.root")) var root: String?

    func run(_ desk: CommandDesk) async throws {
        let expected = try root.map { text in
            guard let hash = TreeHash(text.lowercased()) else { throw SealError.rootUnreadable(text) }
            return hash
        }
        let check = try BundleCheck(InputFile(path: bundle), expected: expected)
        for finding in check.findings.prefix(Self.shown) { desk.print(desk.words(finding.code, finding.details)) }
        if check.findings.count > Self.shown {
            desk.print(desk.words("rankings.seal_more", ["count": "\(check.findings.count - Self.shown)"]))
        }
        desk.print(desk.words("rankings.seal_root", ["root": "\(check.root)"]))
        guard check.isWhole else { throw SealError.broken(check.findings.count) }
        desk.print(
            desk.words(
                expected == nil ? "rankings.seal_whole_alone" : "rankings.seal_whole",
                ["units": "\(check.units)", "points": "\(check.points)"])
        )
    }
}
