import Kernel

/// When a limit ends.
package struct Deadline: Hashable, Sendable {
    /// Where the count began: receipt, or what policy or a restart makes of it.
    package let start: Timestamp
    package let day: CalendarDate
    /// The last moment that is on time (OS-59): of a limit in hours the moment itself, else the last millisecond of the day.
    ///
    /// Source: Civil Code 2015 Đ148.6, a day ends at 24:00.
    package let due: Timestamp
    /// The hour to print on an appointment slip (OS-34): the close of work on that day, or the moment of a limit in hours.
    package let appointment: Timestamp
    /// Whether the count goes over days that are not decided yet; ``WorkCalendar/doubts(from:through:)`` says which.
    package let isProvisional: Bool
}

/// By how much something came after its ``Deadline``.
package struct Lateness: Hashable, Sendable {
    package let workingDays: Int
    /// Milliseconds of working time.
    package let workingTime: Int64
    package let days: Int
}

extension WorkCalendar {
    /// When a limit ends that starts with a receipt and that nothing interrupts.
    package func deadline(
        _ limit: TimeLimit, from receipt: Timestamp, policy: ClockPolicy = .standard
    ) throws(WorkingTimeError) -> Deadline {
        try limit.check()
        return try Count(table, limit, policy, received: receipt).deadline()
    }

    /// What of a limit's unit lies between two moments; negative when they lie the other way round.
    ///
    /// Of days, the day of the first moment is not counted, that of the second is.
    package func elapsed(_ limit: TimeLimit, from one: Timestamp, to other: Timestamp) throws(WorkingTimeError) -> Amount {
        let measure = Measure(limit)
        return measure.amount(table.position(try table.moment(other), measure) - table.position(try table.moment(one), measure))
    }

    /// Nil when it is on time.
    package func lateness(of moment: Timestamp, after deadline: Deadline) throws(WorkingTimeError) -> Lateness? {
        guard moment > deadline.due else { return nil }
        let (due, end) = (try table.moment(deadline.due), try table.moment(moment))
        return Lateness(
            workingDays: table.workingDays(through: end.day) - table.workingDays(through: due.day),
            workingTime: table.workingTime(before: end) - table.workingTime(before: due), days: end.day - due.day)
    }

    /// The last day of a letter that gives a new appointment, and the working day on which to warn of it.
    ///
    /// Source: NĐ 61/2018 Đ19.9, at least 01 day before the limit ends (OS-14).
    package func lastLetter(before deadline: Deadline) throws(WorkingTimeError) -> (day: CalendarDate, warning: CalendarDate)? {
        guard let day = deadline.day.dayBefore, day >= first, let warning = try workingDay(onOrBefore: day) else { return nil }
        return (day, warning)
    }
}
