import Kernel

/// How far a last day is away, counted in days as people count them in Vietnam: 0 on the day itself, negative afterwards.
package struct DaysLeft: Sendable, Hashable {
    package let days: Int

    package init(until lastDay: CalendarDate, at now: Timestamp) {
        days = Int((lastDay.start.milliseconds - now.vietnamDate.start.milliseconds) / 86_400_000)
    }

    /// When somebody with unfinished work is reminded: a week, three days and one day before, and once in the week after.
    package enum Mark: String, Sendable, CaseIterable {
        case week = "7"
        case threeDays = "3"
        case oneDay = "1"
        case late
    }

    /// The mark that was passed last; a program that stood still on the very day reminds on the next.
    package var mark: Mark? {
        switch days {
        case 4...7: .week
        case 2...3: .threeDays
        case 0...1: .oneDay
        case -7 ... -1: .late
        default: nil
        }
    }
}
