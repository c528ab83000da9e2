import Kernel
import TestNumbers
import Testing
import WorkingTime

/// The calendar as a person would walk it with a finger: day by day, minute by minute, from the rows of the table.
private struct Finger {
    private let off: Set<Int>
    private let worked: Set<Int>

    init() throws {
        func days(_ isWork: Bool) throws -> Set<Int> {
            Set(
                try Calendars.rows("holidays.csv").filter { ($0.cells["kind"] == "swap_work") == isWork }
                    .compactMap { $0.cells["date"].map { day($0).daysSince1970 } })
        }
        (off, worked) = (try days(false), try days(true))
    }

    func isWorking(_ day: Int) -> Bool { worked.contains(day) || (!off.contains(day) && (day + 3) % 7 < 5) }

    func isWorkingMinute(_ minute: Int) -> Bool {
        let clock = minute % 1440
        return isWorking(minute / 1440) && ((450..<690).contains(clock) || (810..<1050).contains(clock))
    }

    /// The last day of a limit in working days from a day on.
    func end(of count: Int, from day: Int) -> Int {
        var (day, left) = (day, count)
        while left > 0 {
            day += 1
            if isWorking(day) { left -= 1 }
        }
        return day
    }

    func notOff(_ day: Int) -> Int {
        var day = day
        while !isWorking(day) { day += 1 }
        return day
    }

    /// The minute, counted from 1970 in Vietnam, at which so many working minutes are over.
    func end(ofMinutes count: Int, from minute: Int) -> Int {
        var (minute, left) = (minute, count)
        while left > 0 {
            if isWorkingMinute(minute) { left -= 1 }
            minute += 1
        }
        return minute
    }
}

extension SeededGenerator {
    /// A minute of 2010 to 2028, often one at which something changes.
    fileprivate mutating func minute() -> Int {
        let clocks = [0, 449, 450, 451, 689, 690, 691, 810, 899, 900, 901, 1049, 1050, 1051, 1439]
        return (day("2010-01-01").daysSince1970 + below(19 * 365)) * 1440 + (once(in: 3) ? pick(clocks) : below(1440))
    }

    fileprivate mutating func limit() -> TimeLimit {
        switch below(4) {
        case 0: .workingHours(1 + below(120))
        case 1: .workingDays(1 + below(60))
        case 2: .days(1 + below(90))
        default: .months(1 + below(12))
        }
    }

    fileprivate mutating func policy() -> ClockPolicy {
        var policy = ClockPolicy()
        policy.lateReceipt = once(in: 2) ? .sameDay : .nextWorkingDay
        policy.supplement = once(in: 2) ? .restarts : .suspends
        policy.endOnDayOff = once(in: 4) ? .stays : .moves
        policy.supplementsAtMost = 3
        return policy
    }
}

private func timestamp(_ minute: Int) -> Timestamp { Timestamp(milliseconds: (Int64(minute) - 420) * 60_000) }
private func minute(_ timestamp: Timestamp) -> Int { Int(timestamp.milliseconds / 60_000) + 420 }

@Suite struct `Any deadline` {
    private let calendar: WorkCalendar
    private let finger: Finger

    init() throws {
        calendar = try Calendars.shipped.get()
        finger = try Finger()
    }

    @Test func `is where a finger on the calendar ends`() throws {
        for seed in seeds(1_000) {
            var random = SeededGenerator(seed: seed)
            let (received, limit, policy) = (random.minute(), random.limit(), random.policy())
            let today = received / 1440
            let isLate = policy.lateReceipt == .nextWorkingDay && (received % 1440 > 900 || !finger.isWorking(today))
            let start = isLate ? finger.notOff(today + 1) * 1440 + 450 : received
            let deadline = try calendar.deadline(limit, from: timestamp(received), policy: policy)
            #expect(minute(deadline.start) == start, "seed \(seed)")
            let first = start / 1440
            func moved(_ day: Int) -> Int { policy.endOnDayOff == .moves ? finger.notOff(day) : day }
            switch limit {
            case .workingHours(let hours): #expect(minute(deadline.due) == finger.end(ofMinutes: hours * 60, from: start), "seed \(seed)")
            case .workingDays(let days): #expect(deadline.day.daysSince1970 == finger.end(of: days, from: first), "seed \(seed)")
            case .days(let days): #expect(deadline.day.daysSince1970 == moved(first + days), "seed \(seed)")
            case .months(let months):
                let date = try #require(CalendarDate(daysSince1970: first))
                let total = date.year * 12 + date.month - 1 + months
                let (year, month) = (total / 12, total % 12 + 1)
                let due = CalendarDate(year: year, month: month, day: min(date.day, CalendarDate.days(in: month, of: year)))
                #expect(deadline.day.daysSince1970 == due.map { moved($0.daysSince1970) }, "seed \(seed)")
            }
        }
    }

    @Test func `is no earlier for a later receipt or a longer limit`() throws {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let (received, limit, policy) = (random.minute(), random.limit(), random.policy())
            let later = received + random.below(random.pick([3, 1440, 20_000]))
            let due = try calendar.deadline(limit, from: timestamp(received), policy: policy).due
            #expect(try due <= calendar.deadline(limit, from: timestamp(later), policy: policy).due, "seed \(seed)")
            let longer: TimeLimit =
                switch limit {
                case .workingHours(let count): .workingHours(count + 1)
                case .workingDays(let count): .workingDays(count + 1)
                case .days(let count): .days(count + 1)
                case .months(let count): .months(count + 1)
                }
            let longerDue = try calendar.deadline(longer, from: timestamp(received), policy: policy).due
            #expect(due <= longerDue, "seed \(seed)")
            // Only calendar days can wait for the same working day.
            switch limit {
            case .workingHours, .workingDays, .months: #expect(due < longerDue, "seed \(seed)")
            case .days: #expect(policy.endOnDayOff == .moves || due < longerDue, "seed \(seed)")
            }
        }
    }

    @Test func `never ends on a day off where it must not`() throws {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let (received, limit, policy) = (random.minute(), random.limit(), random.policy())
            let deadline = try calendar.deadline(limit, from: timestamp(received), policy: policy)
            if case .days = limit, policy.endOnDayOff == .stays { continue }
            if case .months = limit, policy.endOnDayOff == .stays { continue }
            #expect(finger.isWorking(deadline.day.daysSince1970), "seed \(seed)")
            #expect(deadline.due.vietnamDate == deadline.day && deadline.appointment <= deadline.due, "seed \(seed)")
        }
    }

    @Test func `falls on the same day in days as in eight times as many hours, once the day of receipt has begun to work`() throws {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let (received, days) = (random.minute(), 1 + random.below(30))
            let inHours = try calendar.deadline(.workingHours(days * 8), from: timestamp(received)).day
            let inDays = try calendar.deadline(.workingDays(days), from: timestamp(received)).day
            let isBefore = finger.isWorking(received / 1440) && received % 1440 <= 450
            #expect(try calendar.workingDays(after: inHours, through: inDays) == (isBefore ? 1 : 0), "seed \(seed)")
        }
    }

    @Test func `lies as far from its start as the limit is long, and what is used and what is left make up the limit`() throws {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            var policy = random.policy()
            policy.endOnDayOff = .stays
            let (received, limit) = (random.minute(), random.limit())
            let deadline = try calendar.deadline(limit, from: timestamp(received), policy: policy)
            let length: Amount =
                switch limit {
                case .workingHours(let count): .workingTime(milliseconds: Int64(count) * 3_600_000)
                case .workingDays(let count): .workingDays(count)
                case .days(let count): .days(count)
                case .months: .days(deadline.day.daysSince1970 - deadline.start.vietnamDate.daysSince1970)
                }
            #expect(try calendar.elapsed(limit, from: deadline.start, to: deadline.due) == length, "seed \(seed)")
            let now = timestamp(received + random.below(minute(deadline.due) - received + 1))
            let reading = try DossierClock(limit, received: timestamp(received), policy: policy).reading(in: calendar, at: now)
            #expect(value(reading.elapsed) + value(reading.remaining) == value(length), "seed \(seed)")
            #expect(reading.lateness == nil && reading.deadline == deadline, "seed \(seed)")
        }
    }

    private func value(_ amount: Amount) -> Int64 {
        switch amount {
        case .workingTime(let milliseconds): milliseconds
        case .workingDays(let days), .days(let days): Int64(days)
        }
    }

    @Test func `moves by as much as was left out`() throws {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            var policy = random.policy()
            policy.endOnDayOff = .stays
            policy.lateReceipt = .sameDay
            let (received, limit) = (random.minute(), random.limit())
            var clock = try DossierClock(limit, received: timestamp(received), policy: policy)
            let before = try calendar.deadline(limit, from: timestamp(received), policy: policy)
            // Begins before the last day, so that something is left.
            let span = before.day.daysSince1970 * 1440 - received
            guard span > 0 else { continue }
            let from = received + random.below(span)
            let to = from + random.below(30_000)
            try clock.suspend(at: timestamp(from), .payment, document: "1")
            try clock.resume(at: timestamp(to))
            let after = try #require(try clock.reading(in: calendar, at: timestamp(to)).deadline)
            let leftOut = try calendar.elapsed(limit, from: timestamp(from), to: timestamp(to))
            let moved = try calendar.elapsed(limit, from: before.due, to: after.due)
            #expect(moved == leftOut && after.due >= timestamp(to), "seed \(seed)")
        }
    }
}

@Suite struct `Any trail` {
    @Test func `has every day once and counts what the limit is long`() throws {
        let calendar = try Calendars.shipped.get()
        for seed in seeds(1_500) {
            var random = SeededGenerator(seed: seed)
            let (limit, policy, received) = (random.limit(), random.policy(), random.minute())
            var clock = try DossierClock(limit, received: timestamp(received), policy: policy)
            var now = received
            for _ in 0..<random.below(4) {
                now += random.below(10_000)
                try clock.suspend(at: timestamp(now), random.pick(Suspension.Reason.allCases), document: nil)
                now += random.below(10_000)
                try clock.resume(at: timestamp(now))
            }
            let trail = try clock.trail(in: calendar, at: timestamp(now))
            let deadline = try #require(try clock.reading(in: calendar, at: timestamp(now)).deadline)
            #expect(trail.first?.first == timestamp(received).vietnamDate && trail.last?.last == deadline.day, "seed \(seed)")
            let isHours = if case .workingHours = limit { true } else { false }
            for (one, other) in zip(trail, trail.dropFirst()) {
                let gap = other.first.daysSince1970 - one.last.daysSince1970
                #expect(gap == 1 || (isHours && gap == 0), "seed \(seed)")
            }
            let restart = trail.lastIndex { $0.cause == .restarted }.map { $0 + 1 } ?? 0
            let counted = trail[restart...].reduce(0) { $0 + $1.counted }
            switch limit {
            case .workingHours(let count): #expect(counted == Int64(count) * 3_600_000, "seed \(seed)")
            case .workingDays(let count): #expect(counted == count, "seed \(seed)")
            case .days, .months: #expect(trail.last?.cause != .off(.weekend), "seed \(seed)")
            }
        }
    }
}
