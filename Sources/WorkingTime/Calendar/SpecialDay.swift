import Kernel

/// A day on which a rule or a decision says otherwise than the week.
package struct SpecialDay: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case holiday
        /// Off for a holiday that falls on a day off.
        case compensatory
        /// Off in exchange for a worked day, and that day (GL-61).
        case swapOff = "swap_off"
        case swapWork = "swap_work"
    }

    package let date: CalendarDate
    /// The code of the holiday; of a compensatory day that of the holiday for which it stands.
    package let name: String
    package let kind: Kind
    /// The day in exchange for which this one is off or worked, or the holiday that it makes up for.
    package let paired: CalendarDate?
    /// Whether a rule or an announcement says so; otherwise the day is expected, and who counts over it is told.
    package let isDecided: Bool
    package let source: String
    /// Where it is written.
    package let place: Place
}

/// Whether the swap days of a year are known.
package struct CalendarYear: Hashable, Sendable {
    package let year: Int
    package let swapsAreDecided: Bool
    package let source: String
    package let place: Place
}

/// What a day is, and why.
package enum DayStatus: Hashable, Sendable {
    case working
    /// A day off of the week, worked in exchange for another.
    case swappedWork(for: CalendarDate)
    /// No shifts in the week.
    case weekend
    case holiday(String)
    case compensatory(String, for: CalendarDate)
    case swappedOff(for: CalendarDate)
}

/// Why a count may come out differently one day.
package enum Doubt: Hashable, Sendable {
    case swapsUndecided(year: Int)
    case dayUndecided(CalendarDate, name: String)
}
