import Kernel
import WorkingTime

/// What an office knows of the calendar beyond the shipped tables, and who said so when.
///
/// Never altered: a correction ends it and enters another, so that it can be seen what was counted by at any time.
package struct CalendarChange: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        /// A day off; `name` is a code of the vocabulary or what people call it.
        case holiday(CalendarDate, name: String)
        /// A day off for a holiday that falls on a day off.
        case compensatory(CalendarDate, for: CalendarDate)
        /// One day off, another worked for it (GL-61).
        case swap(off: CalendarDate, worked: CalendarDate)
        /// A day that is as its week says, whatever the shipped tables expected.
        case ordinary(CalendarDate)
        /// The hours of work from a day on.
        case hours(from: CalendarDate, WorkWeek)
        /// A year whose days off and swaps have been announced: what the calendar then shows of it is no expectation any more.
        case announced(year: Int)
    }

    /// How a change ceased to hold.
    package struct End: Sendable, Hashable {
        package let by: String
        package let at: Timestamp
        package let reason: String
    }

    package let id: ID<CalendarChange>
    package let content: Content
    package let source: String
    package let enteredBy: String
    package let entered: Timestamp
    package internal(set) var end: End?

    package init(id: ID<CalendarChange>, _ content: Content, source: String, by: String, at entered: Timestamp) {
        self.id = id
        self.content = content
        self.source = source
        enteredBy = by
        self.entered = entered
    }
}

extension CalendarChange.Content {
    package enum Kind: String, Sendable, CaseIterable {
        case holiday, compensatory, swap, ordinary, hours, announced
    }

    package var kind: Kind {
        switch self {
        case .holiday: .holiday
        case .compensatory: .compensatory
        case .swap: .swap
        case .ordinary: .ordinary
        case .hours: .hours
        case .announced: .announced
        }
    }

    /// The day it is about; of a year its first.
    package var date: CalendarDate {
        switch self {
        case .holiday(let date, _), .compensatory(let date, _), .swap(let date, _), .ordinary(let date), .hours(let date, _): return date
        case .announced(let year):
            guard let first = CalendarDate(year: year, month: 1, day: 1) else { preconditionFailure("an announced year is a year") }
            return first
        }
    }

    /// The holiday made up for; of a swap the worked day.
    package var paired: CalendarDate? {
        switch self {
        case .compensatory(_, let paired), .swap(_, let paired): paired
        default: nil
        }
    }
}
