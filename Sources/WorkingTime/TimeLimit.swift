import Kernel

/// How long something may take, as law writes it: `08 working hours`, `10 working days`, `30 days`, `2 months` (OS-50).
package enum TimeLimit: Hashable, Sendable {
    case workingHours(Int)
    case workingDays(Int)
    /// Calendar days.
    case days(Int)
    case months(Int)

    /// The longest limits that are taken: a century, of working hours fifteen years; so no sum can overflow.
    private var longest: Int {
        switch self {
        case .workingHours: 30_000
        case .workingDays: 26_000
        case .days: 36_525
        case .months: 1200
        }
    }

    /// How many hours, days or months.
    package var count: Int {
        switch self {
        case .workingHours(let count), .workingDays(let count), .days(let count), .months(let count): count
        }
    }

    func check() throws(WorkingTimeError) {
        if count <= 0 { throw .limitNotPositive(count) }
        if count > longest { throw .limitTooLong(count, longest: longest) }
    }
}

/// A stretch of a limit that has passed or is left, in the limit's own unit; of months in calendar days.
package enum Amount: Hashable, Sendable {
    /// Milliseconds of working time, 8 hours in an ordinary day.
    case workingTime(milliseconds: Int64)
    case workingDays(Int)
    case days(Int)
}
