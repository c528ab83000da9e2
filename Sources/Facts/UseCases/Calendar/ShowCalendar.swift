import Kernel
import Platform
import Storage
import WorkingTime

/// One year of the calendar, day by day, with what it is made of.
package struct ShowCalendar: Sendable {
    package struct Year: Sendable {
        package let year: CalendarYear
        /// The first and the last year of which the calendar knows.
        package let range: ClosedRange<Int>
        package let calendar: WorkCalendar
        /// Days that are not as their week says, in order.
        package let days: [SpecialDay]
        /// The hours of work that hold within the year, in order.
        package let hours: [Dated<WorkWeek>]
        package let workingDays: Int
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// A year by its number as somebody wrote it.
    package func callAsFunction(_ text: String) async throws -> Year {
        let calendars = WorkCalendars(services)
        let (tables, calendar) = try await services.database.read { db in
            (try calendars.tables(in: db), try calendars.calendar(in: db))
        }
        let (first, last) = (calendar.first.year, calendar.last.year)
        guard let number = Int(text), let year = tables.years.first(where: { $0.year == number }),
            let start = CalendarDate(year: number, month: 1, day: 1), let end = CalendarDate(year: number, month: 12, day: 31)
        else { throw FactsError.yearUnknown(text, first: first, last: last) }
        let before = try start == calendar.first && calendar.isWorking(start) ? 1 : 0
        let standing = tables.weeks.filter { $0.from <= start }.max { $0.from < $1.from }
        let later = tables.weeks.filter { $0.from > start && $0.from <= end }
        return Year(
            year: year, range: first...last, calendar: calendar,
            days: tables.days.filter { $0.date.year == number }.sorted { $0.date < $1.date },
            hours: ([standing].compactMap { $0 } + later).sorted { $0.from < $1.from },
            workingDays: try calendar.workingDays(after: start.dayBefore.flatMap { $0 >= calendar.first ? $0 : nil } ?? start, through: end)
                + before)
    }

    /// The year in which the clock of the house stands.
    package var thisYear: String { "\(services.now().vietnamDate.year)" }

    /// All days that are not as their week says, of all years.
    package func specialDays() async throws -> [SpecialDay] {
        let calendars = WorkCalendars(services)
        return try await services.database.read { db in try calendars.tables(in: db).days.sorted { $0.date < $1.date } }
    }
}
