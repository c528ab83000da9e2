import Facts
import Kernel
import Platform
import WorkingTime

/// Changes of the calendar that tests enter.
enum Changes {
    static let source = "Thông báo 1/TB-UBND ngày 02/01/2026"

    /// Friday 03/07/2026 off, Saturday the 11th worked for it.
    static let swap = CalendarDraft(kind: "swap", date: "03/07/2026", paired: "2026-07-11", source: source)
    static let storm = CalendarDraft(kind: "holiday", date: "2026-07-15", name: "Nghỉ phòng chống bão", source: source)

    static func day(_ text: String) -> CalendarDate {
        guard let date = CalendarDate(text) else { preconditionFailure("no day: \(text)") }
        return date
    }

    static func status(_ day: String, _ services: Services) async throws -> DayStatus {
        try await WorkCalendars(services).current().status(of: Self.day(day))
    }
}
