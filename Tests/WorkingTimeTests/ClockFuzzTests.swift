import Kernel
import TestNumbers
import Testing
import WorkingTime

/// Records and rows that no person would write: refused by a code or read, never a trap.
@Suite struct `Hostile records` {
    @Test func `are read or refused`() throws {
        let calendar = try Calendars.shipped.get()
        var (refused, read) = (0, 0)
        for seed in fuzzSeeds(5_000) {
            var random = SeededGenerator(seed: seed)
            func moment() -> Timestamp {
                if random.once(in: 6) { return Timestamp(milliseconds: random.whole()) }
                return Timestamp(milliseconds: day("2024-03-04").start.milliseconds + Int64(random.below(60 * 86_400_000)))
            }
            let count: Int = random.once(in: 4) ? random.whole() : 1 + random.below(20)
            let limit = random.pick([TimeLimit.workingHours(count), .workingDays(count), .days(count), .months(count)])
            var policy = ClockPolicy()
            policy.supplementsAtMost = random.once(in: 8) ? random.whole() : 2
            policy.lateAfterMinute = random.once(in: 8) ? Int(random.whole(Int32.self)) : 900
            policy.supplementWithin = random.once(in: 8) ? .days(random.whole()) : nil
            policy.lateReceipt = random.once(in: 2) ? .sameDay : .nextWorkingDay
            policy.supplement = random.once(in: 2) ? .restarts : .suspends
            do {
                let suspensions = (0..<random.below(3)).map { _ in
                    Suspension(
                        from: moment(), to: random.once(in: 4) ? nil : moment(), reason: random.pick(Suspension.Reason.allCases),
                        document: nil)
                }
                let to = try #require(CalendarDate(daysSince1970: day("2024-03-04").daysSince1970 + random.below(100)))
                let clock = try DossierClock(
                    limit, received: moment(), policy: policy, suspensions: suspensions,
                    newAppointment: random.once(in: 3) ? Extension(at: moment(), to: to, reason: "", document: nil) : nil,
                    finished: random.once(in: 3) ? moment() : nil)
                let now = moment()
                let reading = try clock.reading(in: calendar, at: now)
                let trail = try clock.trail(in: calendar, at: now)
                #expect(trail.first?.first == clock.received.vietnamDate, "seed \(seed)")
                if let deadline = reading.deadline { #expect(trail.last?.last == deadline.day, "seed \(seed)") }
                read += 1
            } catch let error as WorkingTimeError {
                #expect(error.code.hasPrefix("working_time."), "seed \(seed)")
                refused += 1
            }
        }
        #expect(refused > 0 && read > 0)
    }

    @Test func `of a calendar are read or refused with their places`() {
        let words = [
            "", "2024-01-01", "2024-04-29", "2024-05-04", "yes", "no", "holiday", "swap_off", "swap_work", "x", "24:00", "2024", "decided",
        ]
        for seed in fuzzSeeds(500) {
            var random = SeededGenerator(seed: seed)
            func row(_ line: Int, _ columns: [String]) -> PlainRow {
                PlainRow(line: line, cells: Dictionary(uniqueKeysWithValues: columns.map { ($0, random.pick(words)) }))
            }
            do throws(Faults) {
                let days = try CalendarReader.days(
                    (0..<random.below(3)).map { row($0, ["date", "name", "kind", "paired", "decided"]) }, file: "days")
                let years = try CalendarReader.years((0..<random.below(3)).map { row($0, ["year", "swaps"]) }, file: "years")
                _ = try WorkCalendar(days: days, years: years, weeks: [Dated(from: day("1900-01-01"), .standard)])
            } catch {
                #expect(error.faults.allSatisfy { !$0.place.file.isEmpty && $0.code.hasPrefix("working_time.") }, "seed \(seed)")
            }
        }
    }
}
