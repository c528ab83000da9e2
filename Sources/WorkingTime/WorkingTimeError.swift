import Kernel

/// Why a time cannot be counted.
///
/// Days in the details are ISO dates, moments ISO in UTC, so that whoever words the code can print them as a reader expects.
package enum WorkingTimeError: DomainError, Hashable {
    // ── limits ──
    case limitNotPositive(Int)
    case limitTooLong(Int, longest: Int)

    // ── the calendar ──
    /// Before the first or after the last day of which the calendar knows.
    case momentOutsideCalendar(Timestamp, first: CalendarDate, last: CalendarDate)
    case dayOutsideCalendar(CalendarDate, first: CalendarDate, last: CalendarDate)
    case endsBeyondCalendar(last: CalendarDate)

    // ── working hours ──
    case weekNotSevenDays(Int)
    case weekWithoutWork
    case shiftUnreadable(String)
    case shiftBackwards(String)
    case shiftsOverlap(String, String)

    // ── a dossier's clock ──
    case clockBeforeReceipt(Timestamp, received: Timestamp)
    case eventBeforeReceipt(Timestamp, received: Timestamp)
    case eventAfterFinish(Timestamp, finished: Timestamp)
    case eventOutOfOrder(Timestamp, after: Timestamp)
    case suspensionBackwards(from: Timestamp, to: Timestamp)
    case suspensionsOverlap(Timestamp, Timestamp)
    case alreadySuspended(since: Timestamp)
    case notSuspended
    /// More requests for supplements than the rule of the day of receipt allows (OS-13).
    case supplementTooOften(atMost: Int)
    /// A second new appointment (OS-14).
    case extendedTwice(CalendarDate)
    case extendedWhileSuspended(since: Timestamp)
    case extensionNotLater(CalendarDate, due: CalendarDate)
    case extensionOnDayOff(CalendarDate, next: CalendarDate)

    package var code: String {
        switch self {
        case .limitNotPositive: "working_time.limit_not_positive"
        case .limitTooLong: "working_time.limit_too_long"
        case .momentOutsideCalendar: "working_time.moment_outside_calendar"
        case .dayOutsideCalendar: "working_time.day_outside_calendar"
        case .endsBeyondCalendar: "working_time.ends_beyond_calendar"
        case .weekNotSevenDays: "working_time.week_not_seven_days"
        case .weekWithoutWork: "working_time.week_without_work"
        case .shiftUnreadable: "working_time.shift_unreadable"
        case .shiftBackwards: "working_time.shift_backwards"
        case .shiftsOverlap: "working_time.shifts_overlap"
        case .clockBeforeReceipt: "working_time.clock_before_receipt"
        case .eventBeforeReceipt: "working_time.event_before_receipt"
        case .eventAfterFinish: "working_time.event_after_finish"
        case .eventOutOfOrder: "working_time.event_out_of_order"
        case .suspensionBackwards: "working_time.suspension_backwards"
        case .suspensionsOverlap: "working_time.suspensions_overlap"
        case .alreadySuspended: "working_time.already_suspended"
        case .notSuspended: "working_time.not_suspended"
        case .supplementTooOften: "working_time.supplement_too_often"
        case .extendedTwice: "working_time.extended_twice"
        case .extendedWhileSuspended: "working_time.extended_while_suspended"
        case .extensionNotLater: "working_time.extension_not_later"
        case .extensionOnDayOff: "working_time.extension_on_day_off"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .alreadySuspended, .notSuspended, .supplementTooOften, .extendedTwice, .extendedWhileSuspended, .eventAfterFinish: .conflict
        default: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .limitNotPositive(let count), .weekNotSevenDays(let count): ["count": "\(count)"]
        case .limitTooLong(let count, let longest): ["count": "\(count)", "longest": "\(longest)"]
        case .momentOutsideCalendar(let moment, let first, let last):
            ["moment": Self.told(moment), "first": first.vietnamese, "last": last.vietnamese]
        case .dayOutsideCalendar(let day, let first, let last):
            ["day": day.vietnamese, "first": first.vietnamese, "last": last.vietnamese]
        case .endsBeyondCalendar(let last): ["last": last.vietnamese]
        case .weekWithoutWork, .notSuspended: [:]
        case .shiftUnreadable(let text), .shiftBackwards(let text): ["text": text]
        case .shiftsOverlap(let one, let other): ["one": one, "other": other]
        case .clockBeforeReceipt(let moment, let received), .eventBeforeReceipt(let moment, let received):
            ["moment": Self.told(moment), "received": Self.told(received)]
        case .eventAfterFinish(let moment, let finished): ["moment": Self.told(moment), "finished": Self.told(finished)]
        case .eventOutOfOrder(let moment, let after): ["moment": Self.told(moment), "after": Self.told(after)]
        case .suspensionBackwards(let from, let to): ["from": Self.told(from), "to": Self.told(to)]
        case .suspensionsOverlap(let one, let other): ["one": Self.told(one), "other": Self.told(other)]
        case .alreadySuspended(let since), .extendedWhileSuspended(let since): ["since": Self.told(since)]
        case .supplementTooOften(let most): ["most": "\(most)"]
        case .extendedTwice(let day): ["day": day.vietnamese]
        case .extensionNotLater(let day, let due): ["day": day.vietnamese, "due": due.vietnamese]
        case .extensionOnDayOff(let day, let next): ["day": day.vietnamese, "next": next.vietnamese]
        }
    }

    /// `15:30 05/03/2024`, as papers print a moment; of one outside the years that have dates, what it is.
    private static func told(_ moment: Timestamp) -> String {
        guard let first = CalendarDate("1900-01-01"), let last = CalendarDate("2999-12-31"), moment >= first.start, moment < last.end else {
            return "\(moment)"
        }
        return "\(moment.vietnamClock) \(moment.vietnamDate.vietnamese)"
    }
}
