import Kernel
import Testing
import WorkingTime

@Suite struct `A dossier's clock` {
    private let calendar: WorkCalendar
    /// Ten working days from Monday 04/03/2024: due on the 18th.
    private var clock: DossierClock

    init() throws {
        calendar = try Calendars.shipped.get()
        clock = try DossierClock(.workingDays(10), received: moment("2024-03-04 09:00"))
    }

    private func reading(_ clock: DossierClock, _ at: String) throws -> ClockReading { try clock.reading(in: calendar, at: moment(at)) }

    @Test func `runs from receipt on, is on time to the end of the last day and late after it`() throws {
        var reading = try reading(clock, "2024-03-06 12:00")
        #expect(reading.state == .running && reading.elapsed == .workingDays(2) && reading.remaining == .workingDays(8))
        reading = try self.reading(clock, "2024-03-18 23:59")
        #expect(reading.lateness == nil && reading.remaining == .workingDays(0) && reading.elapsed == .workingDays(10))
        #expect(reading.deadline?.due.milliseconds == day("2024-03-18").end.milliseconds - 1)
        #expect(reading.deadline.map { written($0.appointment) } == "2024-03-18 17:30")
        let due = try #require(reading.deadline?.due)
        #expect(try clock.reading(in: calendar, at: due).lateness == nil)
        reading = try self.reading(clock, "2024-03-19 00:00")
        #expect(reading.lateness?.days == 1 && reading.lateness?.workingDays == 1 && reading.lateness?.workingTime == 0)
        #expect(try self.reading(clock, "2024-03-20 08:30").lateness?.workingTime == 9 * 3_600_000)
    }

    @Test func `stands still while suspended and has no deadline`() throws {
        var clock = clock
        try clock.suspend(at: moment("2024-03-06 10:00"), .payment, document: "15/TB")
        for at in ["2024-03-06 10:00", "2024-03-08 09:00", "2024-06-03 09:00"] {
            let reading = try reading(clock, at)
            #expect(reading.state == .suspended(.payment) && reading.deadline == nil && reading.lateness == nil)
            #expect(reading.elapsed == .workingDays(2) && reading.remaining == .workingDays(8))
        }
        try clock.resume(at: moment("2024-03-08 09:00"))
        #expect(try reading(clock, "2024-03-08 09:00").deadline?.day == day("2024-03-20"))
        #expect(try reading(clock, "2024-03-08 09:00").state == .running)
        // As of the day before, it was still suspended.
        #expect(try reading(clock, "2024-03-07 09:00").state == .suspended(.payment))
        #expect(try reading(clock, "2024-03-05 09:00").deadline?.day == day("2024-03-18"))
        #expect(try reading(clock, "2024-03-05 09:00").state == .running)
    }

    @Test func `leaves out every suspension`() throws {
        var clock = clock
        for (from, to) in [
            ("2024-03-05 10:00", "2024-03-06 10:00"), ("2024-03-06 10:00", "2024-03-06 10:00"), ("2024-03-07 10:00", "2024-03-11 10:00"),
        ] {
            try clock.suspend(at: moment(from), .otherBody, document: "1/CV")
            try clock.resume(at: moment(to))
        }
        #expect(try reading(clock, "2024-03-12 10:00").deadline?.day == day("2024-03-21"))
    }

    @Test(arguments: [
        ("2024-03-18 16:00", "2024-03-20 09:00", "2024-03-20"), ("2024-03-18 16:00", "2024-03-23 09:00", "2024-03-25"),
        ("2024-03-15 16:00", "2024-03-23 09:00", "2024-03-25"), ("2024-03-16 16:00", "2024-03-17 09:00", "2024-03-18"),
    ])
    func `that is suspended at the end never ends before it is resumed`(from: String, to: String, due: String) throws {
        var clock = clock
        try clock.suspend(at: moment(from), .law, document: "1/CV")
        try clock.resume(at: moment(to))
        #expect(try reading(clock, to).deadline?.day == day(due))
    }

    @Test func `can still be suspended in the last moment of its last day`() throws {
        var clock = clock
        let last = Timestamp(milliseconds: day("2024-03-18").end.milliseconds - 1)
        try clock.suspend(at: last, .law, document: "1/CV")
        #expect(try reading(clock, "2024-03-20 09:00").deadline == nil)
    }

    @Test func `is not saved by a suspension after its end`() throws {
        var clock = clock
        try clock.suspend(at: moment("2024-03-19 08:00"), .supplement, document: nil)
        let reading = try reading(clock, "2024-03-21 08:00")
        #expect(
            reading.state == .suspended(.supplement) && reading.deadline?.day == day("2024-03-18") && reading.lateness?.workingDays == 3)
        #expect(
            reading.findings == [
                .suspendedWithoutDocument(moment("2024-03-19 08:00")),
                .supplementLate(moment("2024-03-19 08:00"), lastDay: day("2024-03-07")), .suspendedAfterEnd(moment("2024-03-19 08:00")),
            ])
        try clock.resume(at: moment("2024-03-22 08:00"))
        #expect(try self.reading(clock, "2024-03-22 08:00").restarts == 0)
    }

    @Test(arguments: [("2024-03-07 16:00", false), ("2024-03-07 23:59", false), ("2024-03-08 08:00", true)])
    func `tells a supplement that was asked for after three working days (OS-12)`(asked: String, isLate: Bool) throws {
        var clock = clock
        try clock.suspend(at: moment(asked), .supplement, document: "Mẫu 02")
        #expect(try reading(clock, asked).findings.isEmpty == !isLate)
    }

    @Test func `has the whole of the third day for it`() throws {
        for (late, count) in [(Int64(0), 0), (1, 1)] {
            var clock = clock
            let asked = Timestamp(milliseconds: day("2024-03-07").end.milliseconds - 1 + late)
            try clock.suspend(at: asked, .supplement, document: "Mẫu 02")
            #expect(try clock.reading(in: calendar, at: asked).findings.count == count)
        }
    }

    @Test func `can be suspended when it is extended`() throws {
        var clock = clock
        try clock.extend(Extension(at: moment("2024-03-08 10:00"), to: day("2024-03-29"), reason: "", document: "2"))
        try clock.suspend(at: moment("2024-03-08 10:00"), .payment, document: "1")
        #expect(try reading(clock, "2024-03-08 10:00").state == .suspended(.payment))
        try clock.resume(at: moment("2024-03-12 10:00"))
        #expect(try reading(clock, "2024-03-12 10:00").deadline?.day == day("2024-04-02"))
        let stored = try DossierClock(
            clock.limit, received: clock.received, policy: clock.policy, suspensions: clock.suspensions,
            newAppointment: clock.newAppointment, finished: clock.finished)
        #expect(stored == clock)
    }

    @Test func `can be extended when it is resumed`() throws {
        var clock = clock
        try clock.suspend(at: moment("2024-03-06 10:00"), .payment, document: "1")
        try clock.resume(at: moment("2024-03-08 10:00"))
        try clock.extend(Extension(at: moment("2024-03-08 10:00"), to: day("2024-03-29"), reason: "", document: "2"))
        #expect(try reading(clock, "2024-03-08 10:00").deadline?.day == day("2024-03-29"))
    }

    @Test func `is extended once, and keeps both dates (OS-14, OS-55)`() throws {
        var clock = clock
        try clock.extend(Extension(at: moment("2024-03-15 09:00"), to: day("2024-03-25"), reason: "đang thẩm định", document: "Mẫu 04"))
        let reading = try reading(clock, "2024-03-20 09:00")
        #expect(reading.deadline?.day == day("2024-03-25") && reading.dayBeforeExtension == day("2024-03-18"))
        #expect(reading.findings == [] && reading.lateness == nil && reading.remaining == .workingDays(3))
        #expect(try self.reading(clock, "2024-03-14 09:00").dayBeforeExtension == nil)
        #expect(throws: WorkingTimeError.extendedTwice(day("2024-03-25"))) {
            try clock.extend(Extension(at: moment("2024-03-21 09:00"), to: day("2024-03-29"), reason: "", document: nil))
        }
    }

    @Test(arguments: [("2024-03-17 09:00", false), ("2024-03-18 08:00", true), ("2024-03-20 08:00", true)])
    func `tells an extension that came later than a day before the end (OS-14)`(at: String, isLate: Bool) throws {
        var clock = clock
        try clock.extend(Extension(at: moment(at), to: day("2024-03-25"), reason: "", document: "Mẫu 04"))
        let findings = try reading(clock, "2024-03-25 09:00").findings
        #expect(findings == (isLate ? [.extensionLate(moment(at), lastDay: day("2024-03-17"))] : []))
    }

    @Test func `runs on from a new appointment when it is suspended later, and from zero when it restarts`() throws {
        var clock = clock
        try clock.extend(Extension(at: moment("2024-03-05 09:00"), to: day("2024-03-25"), reason: "", document: nil))
        var suspended = clock
        try suspended.suspend(at: moment("2024-03-06 10:00"), .payment, document: "1")
        try suspended.resume(at: moment("2024-03-08 10:00"))
        #expect(try reading(suspended, "2024-03-08 10:00").deadline?.day == day("2024-03-27"))
        try clock.suspend(at: moment("2024-03-06 10:00"), .supplement, document: "1")
        try clock.resume(at: moment("2024-03-08 10:00"))
        let restarted = try reading(clock, "2024-03-08 10:00")
        #expect(restarted.deadline?.day == day("2024-03-22") && restarted.dayBeforeExtension == nil && restarted.restarts == 1)
        #expect(restarted.findings == [.extendedWithoutDocument(moment("2024-03-05 09:00"))])
    }

    @Test func `in hours leaves out hours, and an appointment of it ends with that day's work`() throws {
        var clock = try DossierClock(.workingHours(8), received: moment("2024-03-04 16:30"))
        try clock.suspend(at: moment("2024-03-05 08:30"), .payment, document: "1")
        #expect(try reading(clock, "2024-03-05 12:00").remaining == .workingTime(milliseconds: 6 * 3_600_000))
        try clock.resume(at: moment("2024-03-05 10:30"))
        #expect(try reading(clock, "2024-03-05 10:30").deadline.map { written($0.due) } == "2024-03-06 08:30")
        try clock.extend(Extension(at: moment("2024-03-05 11:00"), to: day("2024-03-07"), reason: "", document: "1"))
        let extended = try reading(clock, "2024-03-05 11:00")
        #expect(extended.deadline.map { written($0.due) } == "2024-03-07 17:30")
    }

    @Test func `that is finished says what it said then`() throws {
        var clock = clock
        try clock.finish(at: moment("2024-03-14 16:00"))
        let (then, later) = (try reading(clock, "2024-03-14 16:00"), try reading(clock, "2024-09-02 16:00"))
        #expect(then == later && then.state == .finished && then.remaining == .workingDays(2) && then.lateness == nil)
        #expect(try reading(clock, "2024-03-13 16:00").state == .running)
    }

    @Test func `that is stopped while suspended is not late`() throws {
        var clock = clock
        try clock.suspend(at: moment("2024-03-06 10:00"), .supplement, document: "Mẫu 02")
        try clock.finish(at: moment("2024-06-03 10:00"))
        let reading = try reading(clock, "2024-06-03 10:00")
        #expect(reading.state == .finished && reading.deadline == nil && reading.lateness == nil)
    }

    @Test func `allows as many supplements as the rule of the day of receipt (OS-13)`() throws {
        var before = ClockPolicy.standard
        before.supplementsAtMost = 2
        before.supplement = .suspends
        let rules = [Dated(from: day("2018-06-21"), ClockPolicy.standard), Dated(from: day("2010-01-01"), before)]
        for (received, allowed) in [("2018-06-20 09:00", 2), ("2018-06-21 09:00", 1)] {
            let policy = try #require(rules.value(on: moment(received).vietnamDate))
            var clock = try DossierClock(.workingDays(10), received: moment(received), policy: policy)
            for turn in 0..<allowed {
                try clock.suspend(at: moment("2018-06-2\(2 + turn) 09:00"), .supplement, document: "Mẫu 02")
                try clock.resume(at: moment("2018-06-2\(2 + turn) 10:00"))
            }
            #expect(throws: WorkingTimeError.supplementTooOften(atMost: allowed)) {
                try clock.suspend(at: moment("2018-06-26 09:00"), .supplement, document: "Mẫu 02")
            }
        }
        #expect(rules.value(on: day("2009-12-31")) == nil)
    }

    @Test func `of another body runs beside it, and its lateness is told (OS-9, SD-19)`() throws {
        let asked = moment("2024-03-06 09:00")
        let consultation = try Consultation("Sở Tư pháp", within: .workingDays(3), asked: asked, answered: moment("2024-03-13 09:00"))
        let reading = try consultation.reading(in: calendar, at: moment("2024-03-20 09:00"))
        #expect(consultation.body == "Sở Tư pháp" && reading.deadline?.day == day("2024-03-11") && reading.lateness?.workingDays == 2)
        let own = try calendar.deadline(clock.limit, from: clock.received)
        #expect(try !consultation.ends(after: own, in: calendar))
        #expect(try !Consultation("Sở Tư pháp", within: .workingDays(8), asked: asked).ends(after: own, in: calendar))
        #expect(try Consultation("Sở Tư pháp", within: .workingDays(9), asked: asked).ends(after: own, in: calendar))
    }
}
