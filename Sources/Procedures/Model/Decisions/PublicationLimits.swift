import Kernel
import WorkingTime

/// The limits of a publication decision: when it had to be issued, and when it has to stand in the national database.
///
/// Source: NĐ 63/2010 Đ15, Đ24.2 (PR-6). The decree counts days of the calendar before the text takes effect, the formula of
/// Decision 766 working days (RT-10): which, the caller says.
package struct PublicationLimits: Hashable, Sendable {
    package enum DayCount: String, Hashable, Sendable, CaseIterable {
        case calendar, working
    }

    /// The last day on which the decision could be issued in time.
    package let issue: CalendarDate
    /// The last day on which it could be entered in time.
    package let entry: CalendarDate

    package init(_ decision: PublicationDecision, counting days: DayCount, in calendar: WorkCalendar) throws(WorkingTimeError) {
        switch decision.authority {
        case .ministry: issue = try Self.day(20, before: decision.effective, days, calendar)
        case .province: issue = try Self.day(5, before: decision.effective, days, calendar)
        case .shortened: issue = decision.effective.days(later: 3)
        }
        let workingDays =
            switch decision.authority {
            case .ministry: 10
            case .province: 5
            case .shortened: 2
            }
        entry = try Self.workingDay(workingDays, after: decision.decided, calendar)
    }

    package func isIssuedLate(_ decision: PublicationDecision) -> Bool { decision.decided > issue }

    /// Whether it was entered late, or is not entered though its last day has passed.
    package func isEnteredLate(_ decision: PublicationDecision, today: CalendarDate) -> Bool { (decision.listed ?? today) > entry }

    private static func day(
        _ count: Int, before day: CalendarDate, _ days: DayCount, _ calendar: WorkCalendar
    ) throws(WorkingTimeError) -> CalendarDate {
        if days == .calendar { return day.days(later: -count) }
        var day = day
        for _ in 0..<count {
            guard let before = day.dayBefore, let working = try calendar.workingDay(onOrBefore: before) else { break }
            day = working
        }
        return day
    }

    private static func workingDay(_ count: Int, after day: CalendarDate, _ calendar: WorkCalendar) throws(WorkingTimeError) -> CalendarDate
    {
        var day = day
        for _ in 0..<count { day = try calendar.workingDay(onOrAfter: day.days(later: 1)) }
        return day
    }
}

extension CalendarDate {
    fileprivate func days(later count: Int) -> CalendarDate { CalendarDate(daysSince1970: daysSince1970 + count) ?? self }
}
