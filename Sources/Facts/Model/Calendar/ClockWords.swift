import Kernel
import Platform
import WorkingTime

/// What the legal clock says, in words: days, the way to a deadline, what is odd about a record (OS-50…55, PE-N12).
package struct ClockWords: Sendable {
    private let words: Words

    package init(_ words: Words) { self.words = words }

    /// `Thứ bảy, 04/05/2024`.
    package func day(_ date: CalendarDate) -> String {
        words("facts.day_of_week", ["weekday": words("facts.weekday.\(date.weekday)"), "day": words.numbers.date(date)])
    }

    /// `4 ngày làm việc`.
    package func limit(_ limit: TimeLimit) -> String {
        let unit =
            switch limit {
            case .workingHours: "working_hours"
            case .workingDays: "working_days"
            case .days: "days"
            case .months: "months"
            }
        return words("facts.limit.\(unit)", ["count": words.numbers.count(limit.count)])
    }

    /// What a day is, and why.
    package func status(_ status: DayStatus) -> String {
        func holiday(_ name: String) -> String { Vocabulary.word("holiday", name, words.language) }
        return switch status {
        case .working: words("facts.day.working")
        case .swappedWork(let other): words("facts.day.swapped_work", ["day": words.numbers.date(other)])
        case .weekend: words("facts.day.weekend")
        case .holiday(let name): holiday(name)
        case .compensatory(let name, let day):
            words("facts.day.compensatory", ["name": holiday(name), "day": words.numbers.date(day)])
        case .swappedOff(let other): words("facts.day.swapped_off", ["day": words.numbers.date(other)])
        }
    }

    /// Why a stretch of days was counted or not.
    package func cause(_ cause: TrailStep.Cause) -> String {
        switch cause {
        case .received: words("facts.trail.received")
        case .receivedLate: words("facts.trail.received_late")
        case .counted: words("facts.trail.counted")
        case .off(let status): words("facts.trail.off", ["reason": self.status(status)])
        case .swappedWork(let day): words("facts.trail.swapped_work", ["day": words.numbers.date(day)])
        case .suspended(let reason, let document):
            document.map { words("facts.trail.suspended_by", ["reason": suspension(reason), "document": $0]) }
                ?? words("facts.trail.suspended", ["reason": suspension(reason)])
        case .restarted: words("facts.trail.restarted")
        case .nextWorkingDay: words("facts.trail.next_working_day")
        case .extended: words("facts.trail.extended")
        }
    }

    package func suspension(_ reason: Suspension.Reason) -> String { words("facts.suspension.\(reason.rawValue)") }

    /// What was counted in a step, in the unit of its limit: `2`, of hours `1:30`; nil where nothing was.
    package func counted(_ step: TrailStep, of limit: TimeLimit) -> String? {
        guard step.counted > 0 else { return nil }
        guard case .workingHours = limit else { return words.numbers.count(Int(step.counted)) }
        let minutes = step.counted / 60_000
        return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }

    package func doubt(_ doubt: Doubt) -> String {
        switch doubt {
        case .swapsUndecided(let year): words("facts.doubt.swaps", ["year": "\(year)"])
        case .dayUndecided(let day, let name):
            words("facts.doubt.day", ["day": words.numbers.date(day), "name": Vocabulary.word("holiday", name, words.language)])
        }
    }

    package func finding(_ finding: ClockReading.Finding) -> String {
        switch finding {
        case .supplementLate(let at, let last):
            words("facts.finding.supplement_late", ["moment": words.numbers.moment(at), "day": words.numbers.date(last)])
        case .extensionLate(let at, let last):
            words("facts.finding.extension_late", ["moment": words.numbers.moment(at), "day": words.numbers.date(last)])
        case .suspendedAfterEnd(let at): words("facts.finding.suspended_after_end", ["moment": words.numbers.moment(at)])
        case .suspendedWithoutDocument(let at):
            words("facts.finding.suspended_without_document", ["moment": words.numbers.moment(at)])
        case .extendedWithoutDocument(let at):
            words("facts.finding.extended_without_document", ["moment": words.numbers.moment(at)])
        }
    }
}

extension CalendarDate {
    /// Monday is 1, Sunday 7.
    package var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }
}
