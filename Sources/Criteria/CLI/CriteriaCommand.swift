import ArgumentParser
import Kernel
import Platform
import Scoring

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc criteria`.
struct CriteriaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criteria", abstract: help("criteria.cli").abstract,
        subcommands: [CheckCommand.self, ShowCommand.self, DiffCommand.self, PublishCommand.self])
}

/// `cchc criteria check FILE…`: every fault of every file, and the worked examples.
struct CheckCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: help("criteria.cli.check").abstract)

    @Argument(help: help("criteria.cli.check.files")) var files: [String]

    func run(_ desk: CommandDesk) async throws {
        let printer = FaultPrinter(desk.words)
        var faults: [Fault] = []
        for path in files {
            do {
                let file = try FrameworkLibrary.read(path: path)
                let leaves = file.framework.criteria.filter(\.isLeaf)
                let examples = leaves.reduce(file.framework.examples.count) { $0 + $1.examples.count }
                desk.print(
                    desk.words(
                        "criteria.cli.sound",
                        ["file": path, "identity": file.framework.identity, "leaves": "\(leaves.count)", "examples": "\(examples)"]))
                if !file.warnings.isEmpty { desk.print(printer.text(file.warnings)) }
            } catch let error as Faults {
                faults += error.faults
            }
        }
        if !faults.isEmpty { throw Faults(faults) }
    }
}

/// `cchc criteria show FRAMEWORK`: the familiar table in the terminal.
struct ShowCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: help("criteria.cli.show").abstract)

    @Argument(help: help("criteria.cli.framework")) var framework: String

    func run(_ desk: CommandDesk) async throws {
        let framework = try FrameworkLibrary.find(framework).framework
        let wording = Wording(desk.words, framework)
        desk.print("\(desk.words(framework.title)) (\(framework.identity))\n")
        for field in framework.fields + framework.bonus.criteria + framework.penalty.criteria { show(field, depth: 0, wording, desk) }
    }

    private func show(_ criterion: Criterion, depth: Int, _ wording: Wording, _ desk: CommandDesk) {
        let indent = String(repeating: "  ", count: depth)
        desk.print(
            "\(indent)\(criterion.code)  \(desk.words(criterion.title))  [\(desk.words.numbers.exact(criterion.maximum, digits: 0))]")
        if let rule = criterion.rule {
            if let method = wording.method(of: rule.word, maximum: criterion.maximum) { desk.print("\(indent)    \(method)") }
            for clause in rule.clauses { desk.print("\(indent)    – \(wording.clause(clause, of: rule.word, maximum: criterion.maximum))") }
        }
        for child in criterion.children { show(child, depth: depth + 1, wording, desk) }
    }
}

/// `cchc criteria diff OLD NEW`: leaf by leaf.
struct DiffCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "diff", abstract: help("criteria.cli.diff").abstract)

    @Argument(help: help("criteria.cli.diff.old")) var old: String
    @Argument(help: help("criteria.cli.diff.new")) var new: String

    func run(_ desk: CommandDesk) async throws {
        let before = try FrameworkLibrary.find(old).framework
        let after = try FrameworkLibrary.find(new).framework
        for line in DifferenceText(desk.words).lines(FrameworkDifference(from: before, to: after), before, after) { desk.print(line) }
    }
}
