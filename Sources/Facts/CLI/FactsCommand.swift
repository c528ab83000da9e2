import ArgumentParser
import Kernel
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc facts`.
struct FactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: help("facts.cli").abstract, subcommands: [FactsCheckCommand.self, DeadlineCommand.self])
}

/// `cchc facts check`: every sentence against the figures of the database; ends with 1 when one is not as expected.
struct FactsCheckCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: help("facts.cli.check").abstract)

    @Flag(help: help("facts.cli.check.shipped")) var shipped = false
    @Flag(help: help("facts.cli.check.verbose")) var verbose = false
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let (figures, statements) = shipped ? try LoadFacts.shipped() : try await stored(desk)
        guard !figures.isEmpty else { throw FactsError.nothingLoaded }
        let check = PressCheck(figures)
        let findings = statements.map { check($0) }
        for finding in findings where verbose || !finding.isAsExpected || !finding.statement.holds {
            let mark = desk.words(
                finding.isAsExpected ? (finding.statement.holds ? "facts.mark.holds" : "facts.mark.contradiction") : "facts.mark.wrong")
            let statement = finding.statement
            desk.print("\(mark)  \(statement.id) (\(statement.rule)): \(desk.words(statement.text))")
            desk.print("      \(statement.formula) = \(finding.found); \(desk.words("facts.expected", ["value": statement.expected]))")
        }
        let misread = figures.filter { Self.isMisread($0) }
        for figure in misread {
            desk.print(
                desk.words(
                    "facts.misread", ["id": figure.id, "written": figure.written, "number": "\(figure.number.map { "\($0)" } ?? "")"]))
        }
        let wrong = findings.count { !$0.isAsExpected } + misread.count
        desk.print(
            desk.words(
                "facts.summary",
                [
                    "figures": "\(figures.count)", "statements": "\(statements.count)", "hold": "\(findings.count { $0.agrees })",
                    "contradictions": "\(findings.count { !$0.agrees && $0.isAsExpected })", "wrong": "\(wrong)",
                ]))
        if wrong > 0 { throw FactsError.statementsFail(wrong) }
    }

    private func stored(_ desk: CommandDesk) async throws -> ([PublishedFigure], [PressStatement]) {
        let services = try await desk.services(options)
        let stored = try await services.database.read { db in (try FactStore.figures(db), try FactStore.statements(db)) }
        await services.database.close()
        return stored
    }

    /// The printed text says another number than the table, read as what it measures (SD-50).
    private static func isMisread(_ figure: PublishedFigure) -> Bool {
        guard let number = figure.number, !figure.written.isEmpty, let read = WrittenNumber.read(figure.written, figure.measure) else {
            return false
        }
        return read != number
    }
}
