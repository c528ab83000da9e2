import Storage
import Synchronization
import WorkingTime

/// The working calendar that was made last, with the state of the table of which it was made: one for the whole program.
package final class CalendarMemory: Sendable {
    private let kept = Mutex<(mark: CalendarStore.Mark, calendar: WorkCalendar)?>(nil)

    package init() {}

    /// The calendar of this state, made when it is not the one kept.
    package func calendar(_ mark: CalendarStore.Mark, make: () throws -> WorkCalendar) throws -> WorkCalendar {
        if let calendar = find(mark) { return calendar }
        let calendar = try make()
        kept.withLock { $0 = (mark, calendar) }
        return calendar
    }

    package func find(_ mark: CalendarStore.Mark) -> WorkCalendar? {
        kept.withLock { $0?.mark == mark ? $0?.calendar : nil }
    }
}
