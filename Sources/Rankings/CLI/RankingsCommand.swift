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

/// `cchc rankings verify`: a bundle against the root in the decision and against its own figures, or a unit's receipt against the
/// root; ends with 1 when anything differs.
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
        let file = try InputFile(path: bundle)
        // A receipt is JSON, a bundle an archive: each says so by its first byte.
        if file.bytes.first == UInt8(ascii: "{") { return try verify(ReceiptFile(reading: file.bytes, name: file.name), expected, desk) }
        let check = try BundleCheck(file, expected: expected)
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

    private func verify(_ file: ReceiptFile, _ expected: TreeHash?, _ desk: CommandDesk) throws {
        guard let receipt = file.receipt else { throw SealError.unreadable(file.file) }
        guard receipt.holds else { throw SealError.receiptBroken(file.unit) }
        if let expected, expected != receipt.root {
            desk.print(desk.words("rankings.seal_root_differs", ["root": "\(receipt.root)", "expected": "\(expected)"]))
            throw SealError.receiptBroken(file.unit)
        }
        desk.print(desk.words("rankings.seal_root", ["root": "\(receipt.root)"]))
        // A row of a table is a line of CSV, whose end is two characters.
        let line = receipt.text.replacing("\r", with: "")
        desk.print(
            desk.words(
                expected == nil ? "rankings.receipt_holds_alone" : "rankings.receipt_holds",
                ["columns": file.columns, "file": receipt.file, "line": line]))
    }
}
