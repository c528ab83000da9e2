import Kernel
import Office
import Platform
import WorkingTime

/// The calendar as everybody sees it.
struct CalendarPages: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    /// The year in which we are.
    func now(_ context: Context) async throws -> Page { try await page(ShowCalendar(services).thisYear, context) }

    func year(_ context: Context) async throws -> Page { try await page(try context.path("year"), context) }

    private func page(_ year: String, _ context: Context) async throws -> Page {
        YearPage(shown: try await ShowCalendar(services)(year), words: context.words, actor: context.actor).page
    }

    /// The tool; without a question its form.
    func deadline(_ context: Context) async throws -> Page {
        var shown = DeadlinePage(question: DeadlineQuestion(context.query), words: context.words)
        guard let question = shown.question else { return shown.page }
        do {
            shown.answer = try await ComputeDeadline(services)(question)
        } catch let error as any DomainError where error.kind == .invalid {
            shown.error = error
        }
        return shown.page
    }

    /// The days that are not as their week says, in the columns of `Facts/holidays.csv`.
    func file(_ context: Context) async throws -> FileAnswer {
        let rows = try await ShowCalendar(services).specialDays().map { day -> [OutputCell] in
            [
                .text("\(day.date)"), .text(day.name), .text(day.kind.rawValue), .text(day.paired?.description ?? ""),
                .text(day.isDecided ? "yes" : "no"), .text(day.source),
            ]
        }
        let columns = ["date", "name", "kind", "paired", "decided", "source"]
        return FileAnswer(name: "calendar.csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(columns, rows, .machine))
    }
}

extension DeadlineQuestion {
    /// The question of a query; nil where nothing is asked.
    init?(_ query: [String: String]) {
        guard query["received"] != nil || query["limit"] != nil else { return nil }
        func text(_ name: String) -> String { query[name] ?? "" }
        self.init(
            received: text("received"), limit: text("limit"), unit: query["unit"] ?? Unit.workingDays.rawValue, late: text("late"),
            dayOff: text("day_off"), asked: text("asked"), complete: text("complete"), effect: text("effect"))
    }
}
