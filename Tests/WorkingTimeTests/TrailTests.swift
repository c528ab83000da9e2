import Kernel
import Testing
import WorkingTime

@Suite struct `The trail of a deadline` {
    private let calendar: WorkCalendar

    init() throws { calendar = try Calendars.shipped.get() }

    private func steps(_ clock: DossierClock, _ at: String) throws -> [TrailStep.Cause] {
        try clock.trail(in: calendar, at: moment(at)).map(\.cause)
    }

    @Test func `names swaps, holidays and weekends (OS-56)`() throws {
        let trail = try DossierClock(.workingDays(4), received: moment("2024-04-25 09:00"))
            .trail(in: calendar, at: moment("2024-04-25 09:00"))
        #expect(
            trail.map(\.cause) == [
                .received, .counted, .off(.weekend), .off(.swappedOff(for: day("2024-05-04"))), .off(.holiday("reunification_day")),
                .off(.holiday("labour_day")), .counted, .swappedWork(for: day("2024-04-29")),
            ])
        #expect(trail.map(\.first.day) == [25, 26, 27, 29, 30, 1, 2, 4] && trail.map(\.counted) == [0, 1, 0, 0, 0, 0, 2, 1])
        #expect(trail.last?.last == day("2024-05-04"))
    }

    @Test func `shows what was suspended, and where the limit began again (OS-12)`() throws {
        var policy = ClockPolicy.standard
        var clock = try DossierClock(.workingDays(4), received: moment("2024-03-04 09:00"), policy: policy)
        try clock.suspend(at: moment("2024-03-06 10:00"), .supplement, document: "Mẫu 02")
        let waiting = TrailStep.Cause.suspended(.supplement, document: "Mẫu 02")
        #expect(try steps(clock, "2024-03-08 09:00") == [.received, .counted, waiting])
        try clock.resume(at: moment("2024-03-11 15:30"))
        #expect(try steps(clock, "2024-03-11 15:30") == [.received, .counted, waiting, .restarted, .counted])

        policy.lateReceipt = .nextWorkingDay
        clock = try DossierClock(
            clock.limit, received: clock.received, policy: policy, suspensions: clock.suspensions, newAppointment: nil, finished: nil)
        #expect(
            try steps(clock, "2024-03-11 15:30") == [
                .received, .counted, waiting, .receivedLate, .restarted, .counted, .off(.weekend), .counted,
            ])

        policy.supplement = .suspends
        clock = try DossierClock(
            clock.limit, received: clock.received, policy: policy, suspensions: clock.suspensions, newAppointment: nil, finished: nil)
        #expect(try steps(clock, "2024-03-11 15:30") == [.received, .counted, waiting, .counted])
    }

    @Test func `shows a late receipt, a moved end and an extension`() throws {
        var policy = ClockPolicy.standard
        policy.lateReceipt = .nextWorkingDay
        var clock = try DossierClock(.days(12), received: moment("2024-03-01 16:00"), policy: policy)
        #expect(try steps(clock, "2024-03-05 09:00") == [.receivedLate, .received, .counted, .off(.weekend), .nextWorkingDay])
        try clock.extend(Extension(at: moment("2024-03-12 09:00"), to: day("2024-03-25"), reason: "", document: nil))
        #expect(
            try clock.trail(in: calendar, at: moment("2024-03-12 09:00")).map(\.cause)
                == [.receivedLate, .received, .counted, .off(.weekend), .nextWorkingDay, .extended, .off(.weekend), .extended])
    }

    @Test func `of hours counts time, and cuts days where it stood still`() throws {
        var clock = try DossierClock(.workingHours(8), received: moment("2024-03-08 16:30"))
        try clock.suspend(at: moment("2024-03-11 08:30"), .payment, document: nil)
        try clock.resume(at: moment("2024-03-11 10:30"))
        let trail = try clock.trail(in: calendar, at: moment("2024-03-11 10:30"))
        let hour: Int64 = 3_600_000
        #expect(
            trail.map(\.cause) == [.counted, .off(.weekend), .counted, .suspended(.payment, document: nil), .counted])
        #expect(trail.map(\.counted) == [hour, 0, hour, 0, 6 * hour] && trail.last?.last == day("2024-03-12"))
    }

    @Test func `of hours tells what the new appointment gave, from the hour at which the limit would have ended`() throws {
        var clock = try DossierClock(.workingHours(8), received: moment("2024-03-07 16:30"))
        try clock.extend(Extension(at: moment("2024-03-07 17:00"), to: day("2024-03-11"), reason: "", document: nil))
        let trail = try clock.trail(in: calendar, at: moment("2024-03-07 17:00"))
        let hour: Int64 = 3_600_000
        #expect(trail.map(\.cause) == [.counted, .extended, .off(.weekend), .extended])
        #expect(trail.map(\.counted) == [8 * hour, hour, 0, 8 * hour])
    }

    @Test func `tells the day that is given to whoever comes back on a day off with nothing left, extended or not`() throws {
        var clock = try DossierClock(.workingDays(2), received: moment("2024-03-06 09:00"))
        try clock.suspend(at: moment("2024-03-08 16:00"), .law, document: nil)
        try clock.resume(at: moment("2024-03-09 09:00"))
        let way: [TrailStep.Cause] = [.received, .counted, .suspended(.law, document: nil), .off(.weekend), .nextWorkingDay]
        #expect(try steps(clock, "2024-03-09 09:00") == way)
        try clock.extend(Extension(at: moment("2024-03-09 10:00"), to: day("2024-03-13"), reason: "", document: nil))
        #expect(try steps(clock, "2024-03-09 10:00") == way + [.extended])
    }

    @Test func `of hours has a step for days on which nothing can be counted`() throws {
        var clock = try DossierClock(.workingHours(16), received: moment("2024-03-07 16:30"))
        try clock.suspend(at: moment("2024-03-08 10:00"), .supplement, document: nil)
        let waiting = TrailStep.Cause.suspended(.supplement, document: nil)
        #expect(try steps(clock, "2024-03-11 06:00") == [.counted, waiting, .off(.weekend), waiting])
        try clock.resume(at: moment("2024-03-10 10:00"))
        #expect(try steps(clock, "2024-03-10 10:00") == [.counted, waiting, .off(.weekend), .restarted, .counted])
    }

    @Test func `of hours begins with a receipt after work, and again after a restart`() throws {
        var clock = try DossierClock(.workingHours(4), received: moment("2024-03-08 18:00"))
        #expect(try steps(clock, "2024-03-08 18:00") == [.received, .off(.weekend), .counted])
        try clock.suspend(at: moment("2024-03-11 08:30"), .supplement, document: nil)
        try clock.resume(at: moment("2024-03-11 14:30"))
        #expect(
            try steps(clock, "2024-03-11 14:30")
                == [.received, .off(.weekend), .counted, .suspended(.supplement, document: nil), .restarted, .counted])
    }
}
