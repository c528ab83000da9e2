import Kernel

/// The days of a calendar as numbers, counted from its first day, with running sums, so that no count walks over days.
///
/// A class, because a clock that is asked about millions of dossiers must not copy it.
final class DayTable: Sendable {
    /// Number since 1970 of the first day.
    let first: Int
    let count: Int
    /// The milliseconds of Vietnam's midnight at which the first day begins.
    let start: Int64
    /// For each day the index of its shifts; 0 is a day off.
    let shiftSet: [Int32]
    let shiftSets: [[Shift]]
    /// Working days, working minutes and days in doubt before each day; one more entry than there are days.
    let workingDaysBefore: [Int32]
    let minutesBefore: [Int32]
    let doubtsBefore: [Int32]
    /// The working days one after another.
    let workingDays: [Int32]

    static let dayLength: Int64 = 86_400_000
    static let minuteLength: Int64 = 60_000

    init(first: CalendarDate, shifts: [[Shift]], isInDoubt: [Bool]) {
        self.first = first.daysSince1970
        start = first.start.milliseconds
        count = shifts.count
        var sets: [[Shift]] = [[]]
        var indices: [[Shift]: Int32] = [[]: 0]
        var shiftSet: [Int32] = []
        var (before, minutes, doubts) = ([Int32(0)], [Int32(0)], [Int32(0)])
        var working: [Int32] = []
        for (day, shifts) in shifts.enumerated() {
            let index = indices[shifts] ?? Int32(sets.count)
            if index == sets.count {
                sets.append(shifts)
                indices[shifts] = index
            }
            shiftSet.append(index)
            if index > 0 { working.append(Int32(day)) }
            before.append(Int32(working.count))
            minutes.append((minutes.last ?? 0) + Int32(shifts.reduce(0) { $0 + $1.to - $1.from }))
            doubts.append((doubts.last ?? 0) + (isInDoubt[day] ? 1 : 0))
        }
        (shiftSets, self.shiftSet) = (sets, shiftSet)
        (workingDaysBefore, minutesBefore, doubtsBefore, workingDays) = (before, minutes, doubts, working)
    }

    var firstDate: CalendarDate { date(0) }
    var lastDate: CalendarDate { date(count - 1) }

    func date(_ day: Int) -> CalendarDate {
        guard let date = CalendarDate(daysSince1970: first + day) else { preconditionFailure("a calendar lies within the calendar") }
        return date
    }

    func day(_ date: CalendarDate) throws(WorkingTimeError) -> Int {
        let day = date.daysSince1970 - first
        guard day >= 0, day < count else { throw .dayOutsideCalendar(date, first: firstDate, last: lastDate) }
        return day
    }

    func moment(_ timestamp: Timestamp) throws(WorkingTimeError) -> Moment {
        guard timestamp.milliseconds >= start, timestamp.milliseconds < start + Int64(count) * Self.dayLength else {
            throw .momentOutsideCalendar(timestamp, first: firstDate, last: lastDate)
        }
        let (day, clock) = (timestamp.milliseconds - start).quotientAndRemainder(dividingBy: Self.dayLength)
        return Moment(day: Int(day), clock: clock)
    }

    func timestamp(_ moment: Moment) -> Timestamp {
        Timestamp(milliseconds: start + Int64(moment.day) * Self.dayLength + moment.clock)
    }

    func shifts(_ day: Int) -> [Shift] { shiftSets[Int(shiftSet[day])] }
    func isWorking(_ day: Int) -> Bool { shiftSet[day] > 0 }

    /// Working days up to and with a day.
    func workingDays(through day: Int) -> Int { Int(workingDaysBefore[day + 1]) }

    /// The working day with that number, counted from 1.
    func workingDay(_ number: Int) throws(WorkingTimeError) -> Int {
        guard number <= workingDays.count else { throw .endsBeyondCalendar(last: lastDate) }
        return Int(workingDays[number - 1])
    }

    func workingDay(onOrAfter day: Int) throws(WorkingTimeError) -> Int { try workingDay(Int(workingDaysBefore[day]) + 1) }

    /// Milliseconds of working time before a moment.
    func workingTime(before moment: Moment) -> Int64 {
        var time = Int64(minutesBefore[moment.day]) * Self.minuteLength
        for shift in shifts(moment.day) {
            let from = Int64(shift.from) * Self.minuteLength
            time += min(max(moment.clock - from, 0), Int64(shift.to - shift.from) * Self.minuteLength)
        }
        return time
    }

    /// The first moment before which so much working time lies; `time` is above zero.
    func moment(afterWorkingTime time: Int64) throws(WorkingTimeError) -> Moment {
        guard time <= Int64(minutesBefore[count]) * Self.minuteLength else { throw .endsBeyondCalendar(last: lastDate) }
        // The last working day before whose start less time lies.
        var (low, high) = (0, workingDays.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int64(minutesBefore[Int(workingDays[middle])]) * Self.minuteLength < time { low = middle } else { high = middle }
        }
        let day = Int(workingDays[low])
        var rest = time - Int64(minutesBefore[day]) * Self.minuteLength
        for shift in shifts(day) {
            let length = Int64(shift.to - shift.from) * Self.minuteLength
            if rest <= length { return Moment(day: day, clock: Int64(shift.from) * Self.minuteLength + rest) }
            rest -= length
        }
        preconditionFailure("a day's shifts are as long as its sum")
    }

    /// The first moment of work of a working day, and the moment at which its last shift ends.
    func opening(_ day: Int) -> Moment { Moment(day: day, clock: Int64(shifts(day).first?.from ?? 0) * Self.minuteLength) }
    func closing(_ day: Int) -> Moment { Moment(day: day, clock: Int64(shifts(day).last?.to ?? 1440) * Self.minuteLength) }
}

/// A moment as the calendar counts it.
struct Moment: Hashable, Comparable {
    /// Days after the first of the calendar.
    let day: Int
    /// Milliseconds after midnight in Vietnam; may be the day's end.
    let clock: Int64

    static func < (one: Moment, other: Moment) -> Bool { (one.day, one.clock) < (other.day, other.clock) }

    /// The last moment of a day (24:00, as Civil Code 2015 Đ148.6 says, belongs to it up to the millisecond before).
    static func end(of day: Int) -> Moment { Moment(day: day, clock: DayTable.dayLength - 1) }
}
