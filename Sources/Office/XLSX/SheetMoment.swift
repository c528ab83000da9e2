import Kernel

/// How a workbook counts days.
package enum DateSystem: Sendable, Hashable {
    /// Day 1 is 1900-01-01, and there is a day 60, 29/02/1900, that never was.
    case from1900
    /// Day 0 is 1904-01-01, as Excel for Macintosh did.
    case from1904
    /// Written out, `2026-10-10` or `2026-10-10T14:30:00`.
    case iso
}

/// What a cell shown as a date means: a day, a time of day, or both; to the second.
package struct SheetMoment: Sendable, Hashable {
    /// Nil for a time of day alone.
    package let date: CalendarDate?
    /// Seconds since midnight, 0…86,399.
    package let seconds: Int

    /// Computes from the stored digits, so that no second is lost to a binary float.
    ///
    /// Nil when there is no such moment.
    init?(_ text: String, _ system: DateSystem) {
        switch system {
        case .iso: self.init(iso: text)
        case .from1900, .from1904: self.init(serial: text, system)
        }
    }

    private init?(iso text: String) {
        guard let date = CalendarDate(text.prefix(10)) else { return nil }
        self.date = date
        let clock = text.utf8.dropFirst(10)
        if clock.isEmpty {
            seconds = 0
            return
        }
        let parts = clock.dropFirst().prefix(8).split(separator: UInt8(ascii: ":")).map { Int(String(decoding: $0, as: UTF8.self)) }
        guard clock.first == UInt8(ascii: "T"), parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        seconds = (hour * 60 + minute) * 60 + second
    }

    private init?(serial text: String, _ system: DateSystem) {
        guard let serial = DecimalText(stored: text), !serial.isNegative, serial.digits.count - serial.decimals <= 7 else { return nil }
        var day = 0
        // Nine decimals are a tenth of a millisecond; more cannot move a second.
        var billionths = 0
        let wholeCount = serial.digits.count - serial.decimals
        for place in min(wholeCount, 0)..<max(wholeCount + 9, 0) {
            let digit = place >= 0 && place < serial.digits.count ? Int(serial.digits[place]) : 0
            if place < wholeCount { day = day * 10 + digit } else { billionths = billionths * 10 + digit }
        }
        var seconds = (billionths * 86_400 + 500_000_000) / 1_000_000_000
        if seconds == 86_400 {
            day += 1
            seconds = 0
        }
        self.seconds = seconds
        switch system {
        case .from1904: date = Self.date(daysSince1970: day - 24_107)
        case _ where day == 0:
            date = nil
            return
        case _ where day == 60: return nil
        default: date = Self.date(daysSince1970: day - (day < 60 ? 25_568 : 25_569))
        }
        if date == nil { return nil }
    }

    /// Counts eras of 400 years that begin on 1 March; all days here are after 1 March 0000.
    private static func date(daysSince1970 days: Int) -> CalendarDate? {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        return CalendarDate(
            year: yearOfEra + era * 400 + (month < 10 ? 0 : 1), month: month < 10 ? month + 3 : month - 9,
            day: dayOfYear - (153 * month + 2) / 5 + 1)
    }
}
