import ArgumentParser
import Kernel
import Platform
import Storage
import WorkingTime

private let help = CommandTexts(Embedded.files)

/// `cchc facts deadline --received 2024-04-25T09:00 --limit 4 --unit working_days`: when a limit ends, and every day on the way.
struct DeadlineCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "deadline", abstract: help("facts.cli.deadline").abstract)

    @Option(help: help("facts.cli.deadline.received")) var received: String
    @Option(help: help("facts.cli.deadline.limit")) var limit: String
    @Option(help: help("facts.cli.deadline.unit")) var unit: String = DeadlineQuestion.Unit.workingDays.rawValue
    @Option(help: help("facts.cli.deadline.late")) var late: String = ""
    @Option(help: help("facts.cli.deadline.day_off")) var dayOff: String = ""
    @Option(help: help("facts.cli.deadline.asked")) var asked: String = ""
    @Option(help: help("facts.cli.deadline.complete")) var complete: String = ""
    @Option(help: help("facts.cli.deadline.effect")) var effect: String = ""
    @Flag(help: help("facts.cli.deadline.shipped")) var shipped = false
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        let question = DeadlineQuestion(
            received: received, limit: limit, unit: unit, late: late, dayOff: dayOff, asked: asked, complete: complete, effect: effect)
        let answer: ComputeDeadline.Answer
        if shipped {
            answer = try ComputeDeadline.answer(question, in: try CalendarTables([]).calendar(), now: SystemClock.now())
        } else {
            let services = try await desk.services(options)
            let outcome: Result<ComputeDeadline.Answer, any Error>
            do { outcome = .success(try await ComputeDeadline(services)(question)) } catch { outcome = .failure(error) }
            await services.database.close()
            answer = try outcome.get()
        }
        for line in Self.lines(answer, desk.words) { desk.print(line) }
    }

    private static func lines(_ answer: ComputeDeadline.Answer, _ words: Words) -> [String] {
        let clock = ClockWords(words)
        let steps = answer.trail.map { step in
            let days = step.first == step.last ? "\(step.first)" : "\(step.first) – \(step.last)"
            let counted = clock.counted(step, of: answer.clock.limit).map { "+\($0)" } ?? ""
            return "  \(padded(days, 23))  \(padded(counted, 6))  \(clock.cause(step.cause))"
        }
        return steps + DeadlineSummary(answer, words).lines.map { "\($0.term): \($0.text)" }
            + answer.reading.findings.map { "! \(clock.finding($0))" } + answer.doubts.map { "? \(clock.doubt($0))" }
    }

    private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
