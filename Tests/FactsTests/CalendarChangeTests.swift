import Facts
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import WorkingTime

@Suite struct `The legal calendar` {
    @Test func `is the shipped one until somebody changes it, and is asked for anew only then (OS-52)`() async throws {
        try await withHouse { services in
            #expect(try await Changes.status("2026-07-03", services) == .working)
            let swap = try await EnterCalendarChange(services)(Changes.swap, by: .operating)
            #expect(try await Changes.status("2026-07-03", services) == .swappedOff(for: Changes.day("2026-07-11")))
            #expect(try await Changes.status("2026-07-11", services) == .swappedWork(for: Changes.day("2026-07-03")))
            // Another program on the same database sees it at its next look.
            var other = services
            other.calendarMemory = CalendarMemory()
            #expect(try await Changes.status("2026-07-11", other) == .swappedWork(for: Changes.day("2026-07-03")))
            try await WithdrawCalendarChange(services)(swap, reason: "Thông báo bị thu hồi", by: .operating)
            #expect(try await Changes.status("2026-07-11", services) == .weekend)
            #expect(try await Changes.status("2026-07-11", other) == .weekend)
        }
    }

    @Test func `is seen inside a transaction as the transaction sees it`() async throws {
        try await withHouse { services in
            let calendars = WorkCalendars(services)
            let change = CalendarChange(
                id: services.newID(), .holiday(Changes.day("2026-07-15"), name: "x"), source: "y", by: "z", at: services.now())
            let inside = try await services.database.write { db in
                let before = try calendars.calendar(in: db).status(of: Changes.day("2026-07-15"))
                try CalendarStore.insert(change, db)
                return (before, try calendars.calendar(in: db).status(of: Changes.day("2026-07-15")))
            }
            #expect(inside.0 == .working && inside.1 == .holiday("x"))
        }
    }

    @Test func `forgets what a transaction that failed had shown`() async throws {
        struct Failed: Error {}
        try await withHouse { services in
            let calendars = WorkCalendars(services)
            func change(_ name: String) -> CalendarChange {
                CalendarChange(
                    id: services.newID(), .holiday(Changes.day("2026-07-15"), name: name), source: "y", by: "z", at: services.now())
            }
            let (lost, kept) = (change("lost"), change("kept"))
            await #expect(throws: Failed.self) {
                try await services.database.write { db in
                    try CalendarStore.insert(lost, db)
                    _ = try calendars.calendar(in: db)
                    throw Failed()
                }
            }
            #expect(try await Changes.status("2026-07-15", services) == .working)
            try await services.database.write { db in try CalendarStore.insert(kept, db) }
            #expect(try await Changes.status("2026-07-15", services) == .holiday("kept"))
        }
    }

    @Test func `takes a day out together with what stood in exchange for it`() async throws {
        try await withHouse { services in
            // 02/01/2026 is off by swap for Saturday the 10th.
            #expect(try await Changes.status("2026-01-10", services) == .swappedWork(for: Changes.day("2026-01-02")))
            try await EnterCalendarChange(services)(
                CalendarDraft(kind: "ordinary", date: "2026-01-02", source: Changes.source), by: .operating)
            #expect(try await Changes.status("2026-01-02", services) == .working)
            #expect(try await Changes.status("2026-01-10", services) == .weekend)
        }
    }

    @Test func `is certain of a year whose days were announced`() async throws {
        try await withHouse { services in
            let from = Changes.day("2027-05-03").start
            #expect(try await WorkCalendars(services).current().deadline(.workingDays(5), from: from).isProvisional == true)
            try await EnterCalendarChange(services)(
                CalendarDraft(kind: "announced", year: "2027", source: Changes.source), by: .operating)
            let calendar = try await WorkCalendars(services).current()
            #expect(try calendar.deadline(.workingDays(5), from: from).isProvisional == false)
            #expect(try calendar.doubts(from: Changes.day("2027-01-10"), through: Changes.day("2027-12-01")) == [])
        }
    }

    @Test func `counts by other hours from their day on`() async throws {
        try await withHouse { services in
            let day = "08:00-12:00 13:00-17:00"
            try await EnterCalendarChange(services)(
                CalendarDraft(
                    kind: "hours", date: "2026-08-03", hours: [day, day, day, day, day, "08:00-12:00", ""], source: Changes.source),
                by: .operating)
            let calendar = try await WorkCalendars(services).current()
            let saturdays = try ["2026-08-08", "2026-08-01"].map { try calendar.isWorking(Changes.day($0)) }
            #expect(saturdays == [true, false])
            let received = try #require(DeadlineQuestion.moment("2026-08-07 16:00"))
            #expect(try calendar.deadline(.workingHours(5), from: received).due.vietnamClock == "12:00")
        }
    }

    @Test(
        arguments: [
            (CalendarDraft(kind: "swap", date: "2026-07-03", paired: "2026-07-07", source: "x"), "facts.calendar_worked_already"),
            (.init(kind: "swap", date: "2026-07-04", paired: "2026-07-11", source: "x"), "working_time.swap_for_day_off"),
            (.init(kind: "compensatory", date: "2026-07-03", paired: "2026-07-04", source: "x"), "working_time.pair_wrong"),
            (.init(kind: "holiday", date: "30/02/2026", name: "x", source: "x"), "working_time.date_unreadable"),
            (.init(kind: "holiday", date: "2026-07-03", source: "x"), "working_time.name_missing"),
            (.init(kind: "holiday", date: "2045-07-03", name: "x", source: "x"), "working_time.day_of_no_year"),
            (.init(kind: "holiday", date: "2026-07-03", name: "x", source: ""), "facts.calendar_source_missing"),
            (
                .init(kind: "holiday", date: "2026-07-03", name: String(repeating: "x", count: 501), source: "x"),
                "facts.calendar_text_too_long"
            ),
            (.init(kind: "ordinary", date: "2026-07-03", source: "x"), "facts.calendar_ordinary_already"),
            (
                .init(kind: "hours", date: "2026-07-03", hours: ["8-12", "", "", "", "", "", ""], source: "x"),
                "working_time.shift_unreadable"
            ),
            (.init(kind: "hours", date: "2026-07-03", hours: [], source: "x"), "working_time.week_not_seven_days"),
            (.init(kind: "announced", year: "2024", source: "x"), "facts.calendar_year_decided"),
            (.init(kind: "announced", year: "MMXX", source: "x"), "working_time.year_unreadable"),
            (.init(kind: "easter", source: "x"), "working_time.word_unknown"),
        ])
    func `refuses what cannot be counted by`(draft: CalendarDraft, code: String) async throws {
        try await withHouse { services in
            let faults = await #expect(throws: Faults.self) { try await EnterCalendarChange(services)(draft, by: .operating) }
            #expect(faults?.faults.map(\.code) == [code])
            let stored = try await services.database.read { try CalendarStore.all($0) }
            #expect(stored == [])
        }
    }

    @Test func `has one change of a day at a time, and none of a year it does not know`() async throws {
        try await withHouse { services in
            try await EnterCalendarChange(services)(Changes.storm, by: .operating)
            let faults = await #expect(throws: Faults.self) { try await EnterCalendarChange(services)(Changes.storm, by: .operating) }
            #expect(faults?.faults.map(\.code) == ["facts.calendar_day_taken"])
            let worked = CalendarDraft(kind: "swap", date: "2026-07-16", paired: "2026-07-15", source: "x")
            let twice = await #expect(throws: Faults.self) { try await EnterCalendarChange(services)(worked, by: .operating) }
            #expect(twice?.faults.first?.code == "working_time.day_twice")
            let year = CalendarDraft(kind: "announced", year: "2050", source: "x")
            await #expect(throws: FactsError.yearUnknown("2050", first: 2010, last: 2030)) {
                try await EnterCalendarChange(services)(year, by: .operating)
            }
        }
    }

    @Test func `keeps what was corrected and withdrawn, with who, when and why, and in the audit`() async throws {
        try await withHouse { services in
            let first = try await EnterCalendarChange(services)(Changes.storm, by: .operating)
            var later = Changes.storm
            later.date = "2026-07-16"
            let second = try await CorrectCalendarChange(services)(first, later, reason: "Ghi nhầm ngày", by: .operating)
            #expect(try await Changes.status("2026-07-15", services) == .working)
            #expect(try await Changes.status("2026-07-16", services) == .holiday("Nghỉ phòng chống bão"))
            await #expect(throws: FactsError.changeEnded(by: "operator")) {
                try await CorrectCalendarChange(services)(first, later, reason: "x", by: .operating)
            }
            await #expect(throws: FactsError.changeEnded(by: "operator")) {
                try await WithdrawCalendarChange(services)(first, reason: "x", by: .operating)
            }
            let none = await #expect(throws: Faults.self) { try await WithdrawCalendarChange(services)(second, reason: "", by: .operating) }
            #expect(none?.faults.map(\.code) == ["facts.calendar_reason_missing"])
            try await WithdrawCalendarChange(services)(second, reason: "Bão tan", by: .operating)
            let all = try await services.database.read { try CalendarStore.all($0) }
            #expect(all.map { $0.end?.reason } == ["Bão tan", "Ghi nhầm ngày"] && all.map(\.enteredBy) == ["operator", "operator"])
            let actions = try await services.database.read { db in
                try db.rows("SELECT action FROM platform_audit ORDER BY id").map { try $0.string("action") }
            }
            #expect(actions == ["facts.calendar_entered", "facts.calendar_corrected", "facts.calendar_withdrawn"])
        }
    }

    @Test func `asks for its state by an index`() async throws {
        try await withHouse { services in
            let plan = try await services.database.read { db in
                try db.plan("SELECT revision, id FROM platform_calendar_changes ORDER BY revision DESC LIMIT 1").joined(separator: "\n")
            }
            #expect(plan.contains("USING INDEX") || plan.contains("Index Scan Backward"), "\(plan)")
        }
    }

    @Test func `is changed by administrators alone`() async throws {
        try await withHouse { services in
            await #expect(throws: AccessError.self) { try await EnterCalendarChange(services)(Changes.storm, by: .anonymous) }
            await #expect(throws: AccessError.self) {
                try await CorrectCalendarChange(services)(ID(rawValue: "x"), Changes.storm, reason: "x", by: .anonymous)
            }
            await #expect(throws: AccessError.self) {
                try await WithdrawCalendarChange(services)(ID(rawValue: "x"), reason: "x", by: .anonymous)
            }
        }
    }
}
