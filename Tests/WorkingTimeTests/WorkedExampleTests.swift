import Kernel
import Testing
import WorkingTime

/// The worked examples of OS-56, each as the handbook writes it.
@Suite struct `Worked examples` {
    private let calendar: WorkCalendar

    init() throws { calendar = try Calendars.shipped.get() }

    @Test(
        arguments: [
            ("2024-04-25 09:00", TimeLimit.workingDays(4), "2024-05-04"), ("2024-04-25 09:00", .workingDays(3), "2024-05-03"),
            ("2024-02-07 09:00", .workingDays(3), "2024-02-19"), ("2024-03-04 09:00", .workingDays(10), "2024-03-18"),
            ("2021-05-31 09:00", .workingDays(10), "2021-06-14"),
        ])
    func `of working days count worked Saturdays and skip holidays (OS-50, OS-56)`(received: String, limit: TimeLimit, due: String) throws {
        #expect(try calendar.deadline(limit, from: moment(received)).day == day(due))
    }

    @Test func `differ where worked Saturdays or all swaps are unknown (OS-56)`() throws {
        let withoutWorked = try Calendars.vietnam { row in
            switch row.cells["kind"] {
            case "swap_work": nil
            case "swap_off": PlainRow(line: row.line, cells: row.cells.merging(["kind": "holiday", "paired": ""]) { $1 })
            default: row
            }
        }
        let withoutSwaps = try Calendars.vietnam { row in row.cells["kind"]?.hasPrefix("swap") == true ? nil : row }
        let received = moment("2024-04-25 09:00")
        #expect(try withoutWorked.deadline(.workingDays(4), from: received).day == day("2024-05-06"))
        #expect(try withoutSwaps.deadline(.workingDays(4), from: received).day == day("2024-05-03"))
        #expect(try withoutSwaps.deadline(.workingDays(3), from: received).day == day("2024-05-02"))
    }

    @Test func `of calendar days end on a Sunday, which moves them to the next working day (OS-54, OS-56)`() throws {
        let received = moment("2024-04-25 09:00")
        var stays = ClockPolicy.standard
        stays.endOnDayOff = .stays
        #expect(try calendar.deadline(.days(10), from: received, policy: stays).day == day("2024-05-05"))
        #expect(try calendar.deadline(.days(10), from: received).day == day("2024-05-06"))
    }

    @Test(
        arguments: [
            ("2024-05-03 15:30", "2024-05-04 07:30"), ("2024-05-03 15:00", "2024-05-03 17:30"), ("2024-05-03 15:01", "2024-05-04 07:30"),
            ("2024-05-03 08:00", "2024-05-03 17:30"), ("2024-05-04 16:00", "2024-05-06 07:30"), ("2024-05-05 08:00", "2024-05-06 07:30"),
        ])
    func `of forwarding: received after 15:00, at the start of the next working day (OS-6, OS-56)`(received: String, by: String) throws {
        #expect(written(try calendar.forwarding(of: moment(received))) == by)
    }

    /// Received Monday 04/03/2024, returned on the 6th, full again on Monday the 11th.
    private func supplemented(_ effect: ClockPolicy.Supplement) throws -> ClockReading {
        var policy = ClockPolicy.standard
        policy.supplement = effect
        var clock = try DossierClock(.workingDays(10), received: moment("2024-03-04 09:00"), policy: policy)
        try clock.suspend(at: moment("2024-03-06 10:00"), .supplement, document: "Mẫu 02")
        try clock.resume(at: moment("2024-03-11 09:00"))
        return try clock.reading(in: calendar, at: moment("2024-03-11 09:00"))
    }

    @Test func `of a supplement that restarts the limit (OS-12, OS-56)`() throws {
        let reading = try supplemented(.restarts)
        #expect(reading.deadline?.day == day("2024-03-25") && reading.restarts == 1 && reading.findings == [])
        #expect(reading.elapsed == .workingDays(0) && reading.remaining == .workingDays(10))
    }

    @Test func `of a supplement that suspends the limit, two days used and eight left (OS-53, OS-56)`() throws {
        let reading = try supplemented(.suspends)
        #expect(reading.deadline?.day == day("2024-03-21") && reading.restarts == 0)
        #expect(reading.elapsed == .workingDays(2) && reading.remaining == .workingDays(8))
    }

    @Test func `of a letter of extension: a Sunday, so warned of on Friday (OS-14, OS-56)`() throws {
        let deadline = try calendar.deadline(.workingDays(10), from: moment("2024-03-11 09:00"))
        let letter = try #require(try calendar.lastLetter(before: deadline))
        #expect(letter.day == day("2024-03-24") && letter.warning == day("2024-03-22"))
    }

    @Test(
        arguments: [
            ("2024-03-04 16:30", 8, "2024-03-05 16:30"), ("2024-03-08 16:30", 8, "2024-03-11 16:30"),
            ("2024-03-04 07:30", 4, "2024-03-04 11:30"), ("2024-03-04 11:30", 4, "2024-03-04 17:30"),
            ("2024-03-04 12:00", 4, "2024-03-04 17:30"), ("2024-03-03 12:00", 1, "2024-03-04 08:30"),
            ("2024-05-03 16:30", 8, "2024-05-04 16:30"), ("2024-03-04 20:00", 9, "2024-03-06 08:30"),
        ])
    func `of working hours run through the shifts (OS-52, OS-56)`(received: String, hours: Int, due: String) throws {
        let deadline = try calendar.deadline(.workingHours(hours), from: moment(received))
        #expect(written(deadline.due) == due && deadline.appointment == deadline.due)
    }

    @Test(
        arguments: [
            (ClockPolicy.LateReceipt.sameDay, "2024-03-04 15:30", TimeLimit.workingDays(1), "2024-03-05"),
            (.nextWorkingDay, "2024-03-04 15:30", .workingDays(1), "2024-03-06"),
            (.nextWorkingDay, "2024-03-04 15:00", .workingDays(1), "2024-03-05"),
            (.nextWorkingDay, "2024-03-08 15:30", .workingDays(1), "2024-03-12"),
            (.nextWorkingDay, "2024-03-09 09:00", .workingDays(1), "2024-03-12"),
            (.sameDay, "2024-03-09 09:00", .workingDays(1), "2024-03-11"),
            (.nextWorkingDay, "2024-03-08 15:30", .days(3), "2024-03-14"),
        ])
    func `of receipt after 15:00 by policy (OS-51)`(policy: ClockPolicy.LateReceipt, received: String, limit: TimeLimit, due: String) throws
    {
        var rules = ClockPolicy.standard
        rules.lateReceipt = policy
        #expect(try calendar.deadline(limit, from: moment(received), policy: rules).day == day(due))
    }

    @Test(
        arguments: [
            ("2024-01-31 09:00", 1, "2024-02-29"), ("2024-01-15 09:00", 2, "2024-03-15"), ("2023-01-31 09:00", 1, "2023-02-28"),
            ("2023-11-30 09:00", 3, "2024-02-29"), ("2024-03-05 09:00", 1, "2024-04-05"), ("2024-03-06 09:00", 1, "2024-04-08"),
            ("2023-12-13 09:00", 2, "2024-02-15"), ("2024-11-29 09:00", 2, "2025-02-03"),
        ])
    func `of months: the same day, at most the last, then the next working day (OS-54)`(received: String, months: Int, due: String) throws {
        #expect(try calendar.deadline(.months(months), from: moment(received)).day == day(due))
    }

    @Test func `of a list in use: due 14/06/2021, returned 29/06/2021, 11 working days late (OS-37)`() throws {
        var clock = try DossierClock(.workingDays(10), received: moment("2021-05-31 09:00"))
        try clock.finish(at: moment("2021-06-29 10:00"))
        let reading = try clock.reading(in: calendar, at: moment("2021-07-01 09:00"))
        #expect(reading.deadline?.day == day("2021-06-14") && reading.state == .finished)
        // Ten whole days of 8 hours, and the last from 07:30 to 10:00.
        #expect(reading.lateness?.workingDays == 11 && reading.lateness?.days == 15)
        let minutes: Int64 = 10 * 8 * 60 + 150
        #expect(reading.lateness?.workingTime == minutes * 60_000)
    }
}
