import Kernel

/// What the law leaves open or changes from time to time: a procedure's choices, fixed for a dossier on the day of receipt (PR-11).
package struct ClockPolicy: Hashable, Sendable {
    /// When the limit of a dossier starts that was received late in the day (OS-51).
    package enum LateReceipt: String, Hashable, Sendable {
        case sameDay = "same_day"
        /// The day after is the day of receipt; so it is for what comes in on a day off, which else would overtake.
        case nextWorkingDay = "next_working_day"
    }

    /// What waiting for a supplement does to the limit (OS-53).
    package enum Supplement: String, Hashable, Sendable {
        /// It starts from zero when the full dossier is in. Source: NĐ 61/2018 Đ19.4 (OS-12).
        case restarts
        /// The days of waiting are not counted (RT-20).
        case suspends
    }

    /// Where a limit in calendar days or months ends whose last day is a day off (OS-54).
    package enum EndOnDayOff: String, Hashable, Sendable {
        /// With the next working day. Source: Civil Code 2015 Đ148.5.
        case moves
        case stays
    }

    package var lateReceipt: LateReceipt = .sameDay
    /// Receipt is late after this minute of the day; 15:00 (OS-6).
    package var lateAfterMinute: Int = 900
    package var supplement: Supplement = .restarts
    /// How often a supplement may be asked for (OS-13).
    package var supplementsAtMost: Int = 1
    /// By when; nil where special law says otherwise (OS-12).
    package var supplementWithin: TimeLimit? = .workingDays(3)
    package var endOnDayOff: EndOnDayOff = .moves

    package init() {}

    /// The rules of NĐ 61/2018, where they leave a choice the handbook's default.
    package static let standard = ClockPolicy()

    /// Received exactly at 15:00 is not after 15:00.
    func isLate(_ moment: Moment) -> Bool { moment.clock > Int64(lateAfterMinute) * DayTable.minuteLength }
}

extension DayTable {
    /// The next working day after a receipt that is late or on a day off.
    func workingDay(after moment: Moment) throws(WorkingTimeError) -> Int {
        try workingDay(workingDays(through: moment.day) + 1)
    }

    /// Where the count begins for what came in at a moment.
    func beginning(_ receipt: Moment, _ policy: ClockPolicy) throws(WorkingTimeError) -> Moment {
        guard policy.lateReceipt == .nextWorkingDay, policy.isLate(receipt) || !isWorking(receipt.day) else { return receipt }
        return opening(try workingDay(after: receipt))
    }
}
