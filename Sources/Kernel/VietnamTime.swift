/// Days as Vietnam counts them: UTC+7, the whole year round; the days that law means.
///
/// What is told as a date is kept as a moment, so that one clock decides for everybody.
extension Timestamp {
    /// Milliseconds by which clocks in Vietnam are ahead of UTC.
    fileprivate static let vietnam: Int64 = 7 * 3_600_000

    /// The day it is in Vietnam.
    package var vietnamDate: CalendarDate {
        guard let date = CalendarDate(daysSince1970: Int((milliseconds + Self.vietnam).flooredDivision(by: 86_400_000))) else {
            preconditionFailure("the clock stands at \(self)")
        }
        return date
    }

    /// What a clock in Vietnam shows: `09:30`.
    package var vietnamClock: String { String(Timestamp(milliseconds: milliseconds + Self.vietnam).description.dropFirst(11).prefix(5)) }
}

extension CalendarDate {
    /// The first moment of the day in Vietnam.
    package var start: Timestamp { Timestamp(milliseconds: Int64(daysSince1970) * 86_400_000 - Timestamp.vietnam) }

    /// The first moment after the day: what is open until a date closes here.
    package var end: Timestamp { Timestamp(milliseconds: start.milliseconds + 86_400_000) }

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

    /// The same day some years later; of a leap day the 28th, where there is no 29th.
    package func adding(years: Int) -> CalendarDate? {
        CalendarDate(year: year + years, month: month, day: min(day, Self.days(in: month, of: year + years)))
    }

    /// The day by its number, 0 on 1970-01-01; nil outside the calendar.
    package init?(daysSince1970 days: Int) {
        guard (-25_567...376_199).contains(days) else { return nil }
        let (year, month, day) = Timestamp.civil(Int64(days))
        self.init(year: Int(year), month: Int(month), day: Int(day))
    }

    /// The number of the day, by counting eras of 400 years that begin on 1 March, so that a leap day is the last of its year.
    package var daysSince1970: Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
