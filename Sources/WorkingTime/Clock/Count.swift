import Kernel

/// What a limit counts.
enum Measure {
    case workingTime, workingDays, days

    init(_ limit: TimeLimit) {
        self =
            switch limit {
            case .workingHours: .workingTime
            case .workingDays: .workingDays
            case .days, .months: .days
            }
    }

    func amount(_ value: Int64) -> Amount {
        switch self {
        case .workingTime: .workingTime(milliseconds: value)
        case .workingDays: .workingDays(Int(value))
        case .days: .days(Int(value))
        }
    }
}

extension DayTable {
    /// How much lies before a moment in a measure; a day counts from its first moment on.
    func position(_ moment: Moment, _ measure: Measure) -> Int64 {
        switch measure {
        case .workingTime: workingTime(before: moment)
        case .workingDays: Int64(workingDays(through: moment.day))
        case .days: Int64(moment.day)
        }
    }
}

/// The count of one limit: a position in the running sums at which it ends, moved by what happens on the way.
struct Count {
    let table: DayTable
    let limit: TimeLimit
    let policy: ClockPolicy
    let measure: Measure
    private(set) var start: Moment
    private(set) var origin: Int64
    /// The position at which the limit ends.
    private(set) var target: Int64
    /// What was not counted since the start.
    private(set) var paused: Int64 = 0
    private(set) var restarts = 0
    /// Whether the last working day was added because nothing was left on a day off.
    private(set) var hasGrace = false

    init(_ table: DayTable, _ limit: TimeLimit, _ policy: ClockPolicy, received: Timestamp) throws(WorkingTimeError) {
        self.table = table
        self.limit = limit
        self.policy = policy
        measure = Measure(limit)
        start = try table.beginning(try table.moment(received), policy)
        origin = table.position(start, measure)
        target = try Self.end(of: limit, from: start, origin, table)
    }

    private static func end(of limit: TimeLimit, from start: Moment, _ origin: Int64, _ table: DayTable) throws(WorkingTimeError) -> Int64 {
        switch limit {
        case .workingHours(let hours): return origin + Int64(hours) * 60 * DayTable.minuteLength
        case .workingDays(let days), .days(let days): return origin + Int64(days)
        case .months(let months):
            guard let date = table.date(start.day).adding(months: months), date <= table.lastDate else {
                throw .endsBeyondCalendar(last: table.lastDate)
            }
            return Int64(try table.day(date))
        }
    }

    /// The last moment that is on time.
    func end() throws(WorkingTimeError) -> Moment {
        switch measure {
        case .workingTime: return try table.moment(afterWorkingTime: target)
        case .workingDays: return .end(of: try table.workingDay(Int(target)))
        case .days:
            guard target < Int64(table.count) else { throw .endsBeyondCalendar(last: table.lastDate) }
            let day = Int(target)
            return .end(of: policy.endOnDayOff == .moves ? try table.workingDay(onOrAfter: day) : day)
        }
    }

    func deadline() throws(WorkingTimeError) -> Deadline {
        let end = try end()
        let isProvisional = table.doubtsBefore[end.day + 1] > table.doubtsBefore[start.day]
        return Deadline(
            start: table.timestamp(start), day: table.date(end.day), due: table.timestamp(end),
            appointment: table.timestamp(measure == .workingTime ? end : table.closing(end.day)), isProvisional: isProvisional)
    }

    /// What is left at a moment, never below zero.
    func remaining(at moment: Moment) -> Int64 { max(0, target - table.position(max(moment, start), measure)) }

    /// What was used up to a moment since the last start.
    func elapsed(at moment: Moment) -> Int64 { table.position(max(moment, start), measure) - origin - paused }

    /// Whether the limit still runs at a moment.
    func isOpen(at moment: Moment) throws(WorkingTimeError) -> Bool {
        measure == .workingTime ? remaining(at: moment) > 0 : moment <= (try end())
    }

    /// Leaves a stretch out of the count, or starts anew at its end.
    mutating func leaveOut(_ from: Moment, _ to: Moment, restarting: Bool) throws(WorkingTimeError) {
        if restarting {
            start = try table.beginning(to, policy)
            origin = table.position(start, measure)
            target = try Self.end(of: limit, from: start, origin, table)
            (paused, hasGrace) = (0, false)
            restarts += 1
            return
        }
        // A count that policy lets begin later is not touched by what came before.
        let (from, to) = (max(from, start), max(to, start))
        let left = remaining(at: from)
        let resumed = table.position(to, measure)
        paused += resumed - table.position(from, measure)
        let isGrace = left == 0 && measure == .workingDays && !table.isWorking(to.day)
        if isGrace { hasGrace = true }
        target = resumed + (isGrace ? 1 : left)
    }

    mutating func extend(to date: CalendarDate) throws(WorkingTimeError) {
        let (day, old) = (try table.day(date), try end())
        guard day > old.day else { throw .extensionNotLater(date, due: table.date(old.day)) }
        guard table.isWorking(day) else {
            throw .extensionOnDayOff(date, next: table.date(try table.workingDay(onOrAfter: day)))
        }
        target = table.position(.end(of: day), measure)
    }
}

extension CalendarDate {
    /// The same day some months later, or the last of a month that has no such day (OS-54); nil after the calendar's end.
    ///
    /// Source: Civil Code 2015 Đ148.3.
    func adding(months: Int) -> CalendarDate? {
        let total = year * 12 + month - 1 + months
        let (year, month) = (total / 12, total % 12 + 1)
        return CalendarDate(year: year, month: month, day: min(day, Self.days(in: month, of: year)))
    }
}
