import Platform
import Storage
import WorkingTime

/// The legal calendar as it is now: the shipped tables with what the office changed (OS-52).
///
/// Kept in memory and asked for by the state of the table of changes, so it is right after an edit on any machine, and costs one
/// search of an index.
package struct WorkCalendars: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func current() async throws -> WorkCalendar {
        if let calendar = services.calendarMemory.find(try await services.database.ask(CalendarStore.mark)) { return calendar }
        return try await services.database.read { db in try calendar(in: db) }
    }

    /// The calendar inside a transaction, as the transaction sees it.
    package func calendar(in db: any Connection) throws -> WorkCalendar { try calendar(db.ask(CalendarStore.mark), in: db) }

    /// The same where the state of the table is known.
    package func calendar(_ mark: CalendarStore.Mark, in db: any Connection) throws -> WorkCalendar {
        try services.calendarMemory.calendar(mark) { try tables(in: db).calendar() }
    }

    /// What the calendar is made of, for whoever shows it day by day.
    package func tables(in db: any Connection) throws -> CalendarTables { try CalendarTables(CalendarStore.current(db)) }
}
