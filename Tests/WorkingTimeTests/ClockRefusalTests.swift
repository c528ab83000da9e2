import Kernel
import Testing
import WorkingTime

@Suite struct `A clock refuses` {
    private let calendar: WorkCalendar
    private var clock: DossierClock
    private let received = moment("2024-03-04 09:00")

    init() throws {
        calendar = try Calendars.shipped.get()
        clock = try DossierClock(.workingDays(10), received: received)
    }

    private func refused(_ expected: WorkingTimeError, _ body: (inout DossierClock) throws -> Void) {
        var clock = clock
        #expect(throws: expected) { try body(&clock) }
        #expect(expected.code.hasPrefix("working_time.") && !expected.code.isEmpty)
    }

    @Test func `in words that a person reads`() {
        let error = WorkingTimeError.eventBeforeReceipt(moment("2024-03-04 08:59"), received: received)
        #expect(error.details == ["moment": "08:59 04/03/2024", "received": "09:00 04/03/2024"] && error.kind == .invalid)
        #expect(WorkingTimeError.alreadySuspended(since: Timestamp(milliseconds: 0)).details == ["since": "07:00 01/01/1970"])
        #expect(WorkingTimeError.notSuspended.kind == .conflict && WorkingTimeError.notSuspended.details == [:])
        for edge in [Int64.min, .max, day("1900-01-01").start.milliseconds - 1, day("2999-12-31").end.milliseconds] {
            let told = WorkingTimeError.alreadySuspended(since: Timestamp(milliseconds: edge)).details["since"]
            #expect(told == Timestamp(milliseconds: edge).description)
        }
    }

    @Test func `limits that are none`() {
        #expect(throws: WorkingTimeError.limitNotPositive(0)) { try DossierClock(.months(0), received: received) }
        #expect(throws: WorkingTimeError.limitTooLong(.max, longest: 30_000)) { try DossierClock(.workingHours(.max), received: received) }
        #expect(throws: WorkingTimeError.limitTooLong(.max, longest: 26_000)) {
            try Consultation("Sở Tư pháp", within: .workingDays(.max), asked: received)
        }
    }

    @Test func `what happened before receipt, or is read before it`() {
        let before = moment("2024-03-04 08:59")
        refused(.eventBeforeReceipt(before, received: received)) { try $0.suspend(at: before, .law, document: nil) }
        refused(.eventBeforeReceipt(before, received: received)) { try $0.finish(at: before) }
        refused(.clockBeforeReceipt(before, received: received)) { _ = try $0.reading(in: calendar, at: before) }
        refused(.clockBeforeReceipt(before, received: received)) { _ = try $0.trail(in: calendar, at: before) }
    }

    @Test func `suspensions that end before they begin, overlap or were not begun`() throws {
        let (one, two, three) = (moment("2024-03-05 09:00"), moment("2024-03-06 09:00"), moment("2024-03-07 09:00"))
        refused(.notSuspended) { try $0.resume(at: one) }
        refused(.suspensionBackwards(from: two, to: one)) {
            try $0.suspend(at: two, .law, document: nil)
            try $0.resume(at: one)
        }
        refused(.alreadySuspended(since: one)) {
            try $0.suspend(at: one, .law, document: nil)
            try $0.suspend(at: two, .law, document: nil)
        }
        refused(.suspensionsOverlap(one, two)) {
            try $0.suspend(at: one, .law, document: nil)
            try $0.resume(at: three)
            try $0.suspend(at: two, .law, document: nil)
        }
        let overlapping = [
            Suspension(from: two, to: three, reason: .law, document: nil), Suspension(from: one, to: three, reason: .law, document: nil),
        ]
        #expect(throws: WorkingTimeError.suspensionsOverlap(one, two)) {
            try DossierClock(
                .workingDays(10), received: received, policy: .standard, suspensions: overlapping, newAppointment: nil, finished: nil)
        }
    }

    @Test func `what comes after the finish, and a finish before what is known`() {
        let (one, two) = (moment("2024-03-05 09:00"), moment("2024-03-06 09:00"))
        refused(.eventAfterFinish(two, finished: one)) {
            try $0.finish(at: one)
            try $0.suspend(at: two, .law, document: nil)
        }
        refused(.eventAfterFinish(two, finished: one)) {
            try $0.suspend(at: two, .law, document: nil)
            try $0.finish(at: one)
        }
        let extended = Extension(at: two, to: day("2024-04-01"), reason: "", document: nil)
        refused(.eventAfterFinish(two, finished: one)) {
            try $0.extend(extended)
            try $0.finish(at: one)
        }
        refused(.eventAfterFinish(two, finished: moment("2024-03-05 18:00"))) {
            try $0.suspend(at: one, .law, document: nil)
            try $0.resume(at: one)
            try $0.extend(extended)
            try $0.finish(at: moment("2024-03-05 18:00"))
        }
    }

    @Test func `extensions while it stands still, and suspensions before an extension`() {
        let (one, two, three) = (moment("2024-03-05 09:00"), moment("2024-03-06 09:00"), moment("2024-03-07 09:00"))
        let extended = Extension(at: two, to: day("2024-04-01"), reason: "", document: nil)
        refused(.extendedWhileSuspended(since: one)) {
            try $0.suspend(at: one, .law, document: nil)
            try $0.extend(extended)
        }
        refused(.extendedWhileSuspended(since: one)) {
            try $0.suspend(at: one, .law, document: nil)
            try $0.resume(at: three)
            try $0.extend(extended)
        }
        refused(.eventOutOfOrder(one, after: two)) {
            try $0.extend(extended)
            try $0.suspend(at: one, .law, document: nil)
        }
    }

    @Test(
        arguments: [
            ("2024-03-18", WorkingTimeError.extensionNotLater(day("2024-03-18"), due: day("2024-03-18"))),
            ("2024-03-05", .extensionNotLater(day("2024-03-05"), due: day("2024-03-18"))),
            ("2024-03-23", .extensionOnDayOff(day("2024-03-23"), next: day("2024-03-25"))),
            ("2031-01-01", .dayOutsideCalendar(day("2031-01-01"), first: day("2010-01-01"), last: day("2030-12-31"))),
        ])
    func `new appointments on days that cannot be given`(to: String, error: WorkingTimeError) throws {
        var clock = clock
        try clock.extend(Extension(at: moment("2024-03-15 09:00"), to: day(to), reason: "", document: nil))
        #expect(throws: error) { try clock.reading(in: calendar, at: moment("2024-03-15 09:00")) }
    }

    @Test func `to be read outside the calendar`() {
        let far = Timestamp(milliseconds: .max)
        refused(.momentOutsideCalendar(far, first: day("2010-01-01"), last: day("2030-12-31"))) {
            _ = try $0.reading(in: calendar, at: far)
        }
    }
}
