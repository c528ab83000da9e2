import ArgumentParser
import Kernel
import Office
import Platform
import Storage
import Units

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc procedures`.
struct ProceduresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedures", abstract: help("procedures.cli").abstract,
        subcommands: [
            ImportProceduresCommand.self, CheckProceduresCommand.self, ReceiversCommand.self, ListProceduresCommand.self,
            AlertsCommand.self, FormCommand.self,
        ])
}

/// `cchc procedures import FILE`: applies a list, and tells what it changed; with `--dry-run` it tells what it would change.
struct ImportProceduresCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "import", abstract: help("procedures.cli.import").abstract)

    @Argument(help: help("procedures.cli.import.file")) var file: String
    @Option(help: help("procedures.cli.import.decision")) var decision = ""
    @Option(help: help("procedures.cli.import.decided")) var decided = ""
    @Option(help: help("procedures.cli.import.from")) var from = ""
    @Flag(help: help("procedures.cli.import.whole")) var whole = false
    @Flag(help: help("procedures.cli.import.dry_run")) var dryRun = false
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: ProcedureList.limit)
        let order = try ImportOrder(decision: decision, decided: decided, from: from, isWhole: whole)
        let services = try await desk.services(options)
        let outcome: Result<ImportProcedures.Preview, any Error>
        do {
            let preview = try await ImportProcedures(services).preview(input, order, by: .operating)
            if !dryRun, !preview.difference.isEmpty {
                try await ImportProcedures(services)(input, order, seen: preview.revision, by: .operating)
            }
            outcome = .success(preview)
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        let preview = try outcome.get()
        for line in lines(preview.difference, desk.words) { desk.print(line) }
        let difference = preview.difference
        let counts = [
            "added": difference.added.count, "changed": difference.changed.count, "abolished": difference.abolished.count,
            "unchanged": difference.unchanged, "unnamed": difference.unnamed,
        ]
        desk.print(desk.words("procedures.preview.summary", counts.mapValues { desk.words.numbers.count($0) }))
        if !preview.unread.isEmpty {
            desk.print(desk.words("procedures.unread.lead", ["count": desk.words.numbers.count(preview.unread.count)]))
        }
        if !difference.isEmpty { desk.print(desk.words(dryRun ? "procedures.cli.import.not_applied" : "procedures.done.imported")) }
    }

    private func lines(_ difference: CatalogueDifference, _ words: Words) -> [String] {
        difference.added.map { "+ \($0.code)  \($0.name)" }
            + difference.changed.flatMap { procedure in
                procedure.changes.map { change in
                    let (old, new) = ([change.removed, change.added].map { $0.map { words.row($0) }.joined(separator: "; ") }).pair
                    return "~ \(procedure.code)  \(words(change.field.text)): \(old.prefix(200)) → \(new.prefix(200))"
                }
            } + difference.abolished.map { "- \($0)" }
    }
}

extension [String] {
    /// The first two.
    fileprivate var pair: (String, String) { (self[0], self[1]) }
}

/// `cchc procedures check FILE`: what of a list is understood and what is not, without a database.
struct CheckProceduresCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: help("procedures.cli.check").abstract)

    @Argument(help: help("procedures.cli.import.file")) var file: String
    @Flag(help: help("procedures.cli.check.all")) var all = false

    func run(_ desk: CommandDesk) async throws {
        let list = try ProcedureList(InputFile(path: file, limit: ProcedureList.limit))
        let words = desk.words
        let unread = list.unread
        desk.print(
            words(
                "procedures.cli.check.read",
                [
                    "count": words.numbers.count(list.procedures.count),
                    "whole": words.numbers.count(list.procedures.count { $0.unread.isEmpty }), "parts": words.numbers.count(unread.count),
                ]))
        if all {
            for one in unread {
                desk.print(
                    "\(one.place.line): \(one.code)  \(words(one.part.field.text)): \(words(one.part.reason.text)) “\(one.part.text)”")
            }
            return
        }
        let groups = Dictionary(grouping: unread) { [words($0.part.field.text), words($0.part.reason.text)].joined(separator: ": ") }
        for (group, rows) in groups.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
            desk.print("\(words.numbers.count(rows.count))  \(group)")
        }
    }
}

/// `cchc procedures receivers FILE`: applies a table of the units that receive procedures.
struct ReceiversCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "receivers", abstract: help("procedures.cli.receivers").abstract)

    @Argument(help: help("procedures.cli.receivers.file")) var file: String
    @Option(help: help("procedures.cli.import.from")) var from = ""
    @Flag(help: help("procedures.cli.import.dry_run")) var dryRun = false
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: ReceiverForms.limit)
        let order = try ImportOrder(decision: "", decided: "", from: from, isWhole: false)
        let services = try await desk.services(options)
        let outcome: Result<ReceiverDifference, any Error>
        do {
            let preview = try await ImportReceivers(services).preview(input, by: .operating)
            if !dryRun, !preview.difference.isEmpty {
                let day = order.from ?? services.now().vietnamDate
                try await ImportReceivers(services)(input, from: day, seen: preview.mark, by: .operating)
            }
            outcome = .success(preview.difference)
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        let difference = try outcome.get()
        for change in difference.changes {
            desk.print(
                "~ \(change.code)  \((change.added.map { "+\($0.code)" } + change.removed.map { "-\($0.code)" }).joined(separator: " "))")
        }
        desk.print(
            desk.words(
                "procedures.receivers.summary",
                [
                    "changed": desk.words.numbers.count(difference.changes.count),
                    "unchanged": desk.words.numbers.count(difference.unchanged),
                ]))
    }
}

/// `cchc procedures list WORDS`: the procedures that a search finds.
struct ListProceduresCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: help("procedures.cli.list").abstract)

    @Argument(help: help("procedures.cli.list.words")) var search: [String] = []
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let filter = CatalogueFilter(search.joined(separator: " "))
        let today = services.now().vietnamDate
        let entries = try await services.database.read { try ProcedureStore.search(filter, on: today, page: 1, size: 100_000, $0).entries }
        await services.database.close()
        for entry in entries { desk.print("\(entry.code)  \(entry.name)") }
        desk.print(desk.words("procedures.found", ["count": desk.words.numbers.count(entries.count)]))
    }
}

/// `cchc procedures alerts`: decisions that are not applied, near, or late.
struct AlertsCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "alerts", abstract: help("procedures.cli.alerts").abstract)

    @Option(help: help("procedures.cli.alerts.within")) var within = 30
    @Option(help: help("procedures.cli.alerts.count")) var count = PublicationLimits.DayCount.calendar
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let alerts = try await ProcedureAlerts(services)(within: within, counting: count, by: .operating)
        await services.database.close()
        let words = desk.words
        for alert in alerts {
            let decision = alert.decision
            var told: [String] = []
            if alert.isOpen { told.append(words("procedures.decisions.open", ["count": words.numbers.count(decision.open.count)])) }
            if alert.isOverdue { told.append(words("procedures.decisions.is_overdue")) }
            if alert.isNear { told.append(words("procedures.decisions.is_near")) }
            if alert.isIssuedLate { told.append(words("procedures.decisions.issued_late")) }
            if alert.isEnteredLate { told.append(words("procedures.decisions.entered_late")) }
            if told.isEmpty { continue }
            desk.print("\(decision.number)  \(words.numbers.date(decision.effective))  \(told.joined(separator: "; "))")
        }
        if alerts.isEmpty { desk.print(words("procedures.decisions.none")) }
    }
}

extension PublicationLimits.DayCount: ExpressibleByArgument {}
