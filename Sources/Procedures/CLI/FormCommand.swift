import ArgumentParser
import Forms
import Foundation
import Kernel
import Office
import Platform
import Storage

private let help = CommandTexts(Embedded.files)

/// The commands of `cchc procedures form`; all but `publish` work without a database.
struct FormCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "form", abstract: help("procedures.cli.form").abstract,
        subcommands: [
            CheckFormCommand.self, PrintFormCommand.self, TryFormCommand.self, FormProgramCommand.self, PublishFormCommand.self,
        ])
}

/// `cchc procedures form check FILE …`: what is wrong with forms, by line.
struct CheckFormCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "check", abstract: help("procedures.cli.form.check").abstract)

    @Argument(help: help("procedures.cli.form.files")) var files: [String]

    func run(_ desk: CommandDesk) async throws {
        var faults: [Fault] = []
        for file in files {
            do {
                let form = try FormDefinition(InputFile(path: file, limit: FormDefinition.limit)).questionnaire
                desk.print(
                    desk.words(
                        "procedures.cli.form.checked",
                        [
                            "file": file, "title": desk.words(form.title), "questions": desk.words.numbers.count(form.questions.count),
                            "conditions": desk.words.numbers.count(form.conditions),
                        ]))
            } catch let error as Faults {
                faults += error.faults
            }
        }
        if !faults.isEmpty { throw Faults(faults) }
    }
}

/// `cchc procedures form print FILE`: the paper, blank or with answers.
struct PrintFormCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "print", abstract: help("procedures.cli.form.print").abstract)

    @Argument(help: help("procedures.cli.form.file")) var file: String
    @Option(help: help("procedures.cli.form.answers")) var answers: String?
    @Option(help: help("procedures.cli.form.day")) var day: String?
    @Option(name: .shortAndLong, help: help("procedures.cli.form.output")) var output: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let form = try FormDefinition(InputFile(path: file, limit: FormDefinition.limit)).questionnaire
        let given = try answers.map { path in
            try Answers(json: String(decoding: InputFile(path: path, limit: Answers.byteLimit).bytes, as: UTF8.self))
        }
        let today = FormDay(day).date
        let filled = form.fill(given ?? Answers(), on: today, catalogues: FormCatalogues.national)
        let words = Words(desk.words.texts, .vi)
        let paper = FormPaper(filled, words, FormCatalogues.national, day: given == nil ? nil : today)
        let printer = PDFPrinter(
            program: try Settings(environment: ProcessInfo.processInfo.environment, options: options.values).weasyPrint)
        try desk.write(try await printer.pdf(of: paper.html.text), to: output)
    }
}

/// `cchc procedures form try FILE CASES`: what the checks say to each line of typed answers; how authors and tests look at a form.
struct TryFormCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "try", abstract: help("procedures.cli.form.try").abstract)

    @Argument(help: help("procedures.cli.form.file")) var file: String
    @Argument(help: help("procedures.cli.form.cases")) var cases: String
    @Option(help: help("procedures.cli.form.day")) var day: String?

    func run(_ desk: CommandDesk) async throws {
        let form = try FormDefinition(InputFile(path: file, limit: FormDefinition.limit)).questionnaire
        let today = FormDay(day).date
        let lines = String(decoding: try InputFile(path: cases, limit: 64 << 20).bytes, as: UTF8.self).split(separator: "\n")
        var output = ""
        for (number, line) in lines.enumerated() {
            guard let typed = try? JSONDecoder().decode([String: [String]].self, from: Data(line.utf8)) else {
                throw Faults([Fault("forms.answers_malformed", at: Place(file: cases, line: number + 1))])
            }
            let answers = Answers(Form(typed: typed), to: form, desk.words.language)
            output += FormOutcome(form.fill(answers, on: today, catalogues: FormCatalogues.national)).json + "\n"
        }
        desk.write(Array(output.utf8))
    }
}

/// `cchc procedures form program FILE`: what a browser is given to check the form with.
struct FormProgramCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "program", abstract: help("procedures.cli.form.program").abstract)

    @Argument(help: help("procedures.cli.form.file")) var file: String
    @Option(help: help("procedures.cli.form.day")) var day: String?

    func run(_ desk: CommandDesk) async throws {
        let form = try FormDefinition(InputFile(path: file, limit: FormDefinition.limit)).questionnaire
        desk.print(form.compiled(desk.words.language, on: FormDay(day).date))
    }
}

/// `cchc procedures form publish FILE`: publishes a form from a day on.
struct PublishFormCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "publish", abstract: help("procedures.cli.form.publish").abstract)

    @Argument(help: help("procedures.cli.form.file")) var file: String
    @Option(help: help("procedures.cli.form.procedure")) var procedure = ""
    @Option(help: help("procedures.cli.import.from")) var from: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let input = try InputFile(path: file, limit: FormDefinition.limit)
        let day = FormDay(from).date
        let services = try await desk.services(options)
        let outcome: Result<StoredForm, any Error>
        do {
            outcome = .success(try await PublishForm(services)(input, procedure: procedure, from: day, by: .operating))
        } catch {
            outcome = .failure(error)
        }
        await services.database.close()
        let stored = try outcome.get()
        desk.print(
            desk.words("procedures.cli.form.published", ["code": stored.procedure, "date": desk.words.numbers.date(stored.from)]))
    }
}

/// The day that stands for today: what was said, or the clock's.
private struct FormDay {
    let date: CalendarDate

    init(_ text: String?) { date = text.flatMap { CalendarDate(written: $0) } ?? SystemClock.now().vietnamDate }
}

/// What a form gave, as JSON with sorted keys: settled answers, faults, and which items are there in each row.
private struct FormOutcome {
    let json: String

    init(_ filled: Filled) {
        let faults = filled.faults.map { "[\"\($0.path)\",\"\($0.code)\"]" }.joined(separator: ",")
        let visible = filled.questionnaire.items.indices.map { index in
            let rows = filled.questionnaire.items[index].repeated.map { filled.rows($0) } ?? 1
            return "[" + (0..<rows).map { filled.isVisible(index, row: $0 + 1) ? "1" : "0" }.joined(separator: ",") + "]"
        }
        json = "{\"answers\":\(filled.answers.json),\"faults\":[\(faults)],\"visible\":[\(visible.joined(separator: ","))]}"
    }
}
