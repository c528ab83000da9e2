extension Timestamp {
    /// The day it is in Vietnam, whose clock is seven hours ahead of UTC all year: the day that law means.
    package var vietnamDate: CalendarDate {
        let text = Timestamp(milliseconds: milliseconds + 7 * 3_600_000).description
        guard let date = CalendarDate(text.prefix(10)) else { preconditionFailure("the clock stands at \(text)") }
        return date
    }
}

extension CalendarDate {
    /// The last day of what ends when this day begins; nil before the first day of the calendar.
    package var dayBefore: CalendarDate? {
        if day > 1 { return CalendarDate(year: year, month: month, day: day - 1) }
        if month > 1 { return CalendarDate(year: year, month: month - 1, day: Self.days(in: month - 1, of: year)) }
        return CalendarDate(year: year - 1, month: 12, day: 31)
    }

    /// The first day after what ends with this day; nil after the last day of the calendar.
    package var dayAfter: CalendarDate? {
        if day < Self.days(in: month, of: year) { return CalendarDate(year: year, month: month, day: day + 1) }
        if month < 12 { return CalendarDate(year: year, month: month + 1, day: 1) }
        return CalendarDate(year: year + 1, month: 1, day: 1)
    }

    /// Reads a day as people write it: `2025-07-01`, or day first, `1/7/2025`.
    package init?(written text: String) {
        if let date = CalendarDate(text) {
            self = date
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            parts[2].utf8.count == 4, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
