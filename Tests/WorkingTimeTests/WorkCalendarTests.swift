import Kernel
import TestNumbers
import Testing
import WorkingTime

@Suite struct `Tables of a calendar` {
    private func row(_ line: Int, _ cells: KeyValuePairs<String, String>) -> PlainRow {
        PlainRow(line: line, cells: Dictionary(uniqueKeysWithValues: cells.map { ($0.key, $0.value) }))
    }

    private func special(_ line: Int, _ date: String, _ kind: String = "holiday", paired: String = "", decided: String = "yes") -> PlainRow
    {
        row(line, ["date": date, "name": "feast", "kind": kind, "paired": paired, "decided": decided, "source": "test"])
    }

    private func faults(_ body: () throws -> Void) -> [Fault] {
        do {
            try body()
            return []
        } catch let error as Faults {
            return error.faults
        } catch {
            return [Fault("\(error)", at: Place(file: "unexpected"))]
        }
    }

    /// The calendar of one year with these days.
    private func make(
        _ days: [PlainRow], years: [String] = ["2024"], undecided: String = "", weeks: [Dated<WorkWeek>]? = nil
    ) throws -> WorkCalendar {
        try WorkCalendar(
            days: CalendarReader.days(days, file: "days"),
            years: CalendarReader.years(
                years.enumerated().map { row($0 + 2, ["year": $1, "swaps": $1 == undecided ? "undecided" : "decided", "source": "test"]) },
                file: "years"),
            weeks: weeks ?? [Dated(from: day("2000-01-01"), .standard)])
    }

    @Test(
        arguments: [
            (["date": "2024-02-30"], "working_time.date_unreadable", "date"),
            (["date": "05/03/2024"], "working_time.date_unreadable", "date"),
            (["kind": "feast"], "working_time.word_unknown", "kind"), (["decided": "maybe"], "working_time.word_unknown", "decided"),
            (["name": ""], "working_time.name_missing", "name"), (["paired": "2024-05-04"], "working_time.pair_unexpected", "paired"),
            (["kind": "swap_off"], "working_time.pair_missing", "paired"),
            (["kind": "swap_off", "paired": "soon"], "working_time.date_unreadable", "paired"),
        ] as [([String: String], String, String)])
    func `are read with the place of each fault`(change: [String: String], code: String, field: String) {
        let good = special(7, "2024-03-05").cells
        let found = faults { _ = try CalendarReader.days([PlainRow(line: 7, cells: good.merging(change) { $1 })], file: "days") }
        #expect(found.map(\.code) == [code] && found.first?.place == Place(file: "days", line: 7, field: field))
    }

    @Test func `are read with all faults at once, and refused without their columns`() {
        let found = faults { _ = try CalendarReader.days([special(2, "x"), special(3, "2024-01-01", "y"), row(4, [:])], file: "days") }
        #expect(found.map(\.place.line) == [2, 3, 4, 4, 4, 4])
    }

    @Test(arguments: [("20x4", "decided", "year"), ("1899", "decided", "year"), ("", "decided", "year"), ("2024", "", "swaps")])
    func `of years are read alike`(year: String, swaps: String, field: String) {
        let found = faults { _ = try CalendarReader.years([row(2, ["year": year, "swaps": swaps])], file: "years") }
        #expect(found.map(\.place.field) == [field])
    }

    @Test(
        arguments: [
            ("7:30-11:30", "working_time.shift_unreadable"), ("-07:30-11:30", "working_time.shift_unreadable"),
            ("07:30", "working_time.shift_unreadable"),
            ("07:30-24:01", "working_time.shift_unreadable"), ("07:60-08:00", "working_time.shift_unreadable"),
            ("11:30-07:30", "working_time.shift_backwards"), ("07:30-07:30", "working_time.shift_backwards"),
            ("07:30-11:30 11:00-12:00", "working_time.shifts_overlap"), ("08:00-09:00 07:00-10:00", "working_time.shifts_overlap"),
            ("", "working_time.week_without_work"),
        ])
    func `of working hours refuse shifts that cannot be`(monday: String, code: String) {
        let found = faults { _ = try CalendarReader.weeks([row(2, ["from": "2024-01-01", "monday": monday])], file: "weeks") }
        #expect(found.map(\.code) == [code] && found.first?.place.line == 2)
    }

    @Test func `of working hours are read, in any order within a day`() throws {
        let weeks = try CalendarReader.weeks(
            [
                row(
                    2,
                    [
                        "from": "2024-01-01", "monday": "13:30-17:30 07:30-11:30", "friday": "10:10-12:00 12:00-13:00",
                        "saturday": "22:00-24:00",
                    ])
            ], file: "weeks")
        #expect(
            weeks.first?.value.shifts.map { $0.map(\.description).joined(separator: " ") }
                == ["07:30-11:30 13:30-17:30", "", "", "", "10:10-12:00 12:00-13:00", "22:00-24:00", ""])
        #expect(throws: WorkingTimeError.weekNotSevenDays(1)) { try WorkWeek(written: [""]) }
    }

    @Test func `that contradict themselves are refused`() {
        #expect(faults { _ = try make([special(2, "2024-01-01"), special(3, "2024-01-01")]) }.map(\.code) == ["working_time.day_twice"])
        #expect(faults { _ = try make([special(2, "2025-01-01")]) }.map(\.code) == ["working_time.day_of_no_year"])
        #expect(faults { _ = try make([], years: ["2024", "2026"]) }.map(\.code) == ["working_time.year_gap"])
        #expect(faults { _ = try make([], years: ["2024", "2024"]) }.map(\.code) == ["working_time.year_twice"])
        #expect(faults { _ = try make([], years: []) }.map(\.code) == ["working_time.no_years"])
        #expect(faults { _ = try make([], weeks: [Dated(from: day("2024-01-02"), .standard)]) }.map(\.code) == ["working_time.no_hours"])
        #expect(faults { _ = try make([], weeks: []) }.map(\.code) == ["working_time.no_hours"])
    }

    @Test(arguments: [
        [("2024-04-29", "swap_off", "2024-05-04")], [("2024-05-04", "swap_work", "2024-04-29")],
        [("2024-04-29", "swap_off", "2024-05-04"), ("2024-05-04", "swap_work", "2024-04-30")],
        [("2024-04-29", "compensatory", "2024-04-28")],
    ])
    func `whose pairs do not fit are refused`(days: [(date: String, kind: String, paired: String)]) {
        let rows = days.enumerated().map { special($0 + 2, $1.date, $1.kind, paired: $1.paired) }
        let found = faults { _ = try make(rows) }
        #expect(!found.isEmpty && found.allSatisfy { $0.code == "working_time.pair_wrong" })
    }

    @Test func `that swap a day without shifts are refused`() {
        let rows = [
            special(2, "2024-05-05", "swap_off", paired: "2024-05-04"), special(3, "2024-05-04", "swap_work", paired: "2024-05-05"),
        ]
        #expect(faults { _ = try make(rows) }.map(\.code) == ["working_time.swap_for_day_off"])
    }

    @Test func `without any working day have no deadline`() throws {
        let dates = (day("2024-01-01").daysSince1970...day("2024-12-31").daysSince1970).compactMap { CalendarDate(daysSince1970: $0) }
        let calendar = try make(dates.enumerated().map { special($0 + 2, $1.description) })
        for limit in [TimeLimit.workingHours(1), .workingDays(1), .days(1), .months(1)] {
            #expect(throws: WorkingTimeError.endsBeyondCalendar(last: day("2024-12-31"))) {
                try calendar.deadline(limit, from: moment("2024-03-04 09:00"))
            }
        }
        #expect(try calendar.workingDay(onOrBefore: day("2024-03-04")) == nil)
    }

    @Test(arguments: [
        ("2022-12-22", false), ("2022-12-23", true), ("2023-06-01", true), ("2023-12-29", true), ("2023-12-31", true),
        ("2024-01-01", false),
    ])
    func `doubt what touches an undecided year or the last days before it`(received: String, isProvisional: Bool) throws {
        let calendar = try make([], years: ["2022", "2023", "2024"], undecided: "2023")
        #expect(try calendar.deadline(.days(1), from: moment("\(received) 09:00")).isProvisional == isProvisional)
    }

    @Test func `have no day for a letter before their first`() throws {
        let calendar = try make([])
        let first = try calendar.deadline(.workingHours(1), from: moment("2024-01-01 08:00"))
        #expect(try calendar.lastLetter(before: first) == nil)
        let second = try calendar.deadline(.workingDays(1), from: moment("2024-01-01 08:00"))
        #expect(try calendar.lastLetter(before: second)?.day == day("2024-01-01"))
    }

    @Test func `change the hours of work from a day on`() throws {
        let summer = try WorkWeek(written: Array(repeating: "07:00-11:00 14:00-18:00", count: 5) + ["08:00-12:00", ""])
        let calendar = try make([], weeks: [Dated(from: day("2024-04-15"), summer), Dated(from: day("2000-01-01"), .standard)])
        #expect(written(try calendar.deadline(.workingHours(8), from: moment("2024-04-12 16:30")).due) == "2024-04-15 17:00")
        #expect(written(try calendar.deadline(.workingDays(1), from: moment("2024-04-12 16:30")).appointment) == "2024-04-15 18:00")
        // From then on Saturday mornings are worked.
        #expect(try calendar.status(of: day("2024-04-13")) == .weekend && calendar.status(of: day("2024-04-20")) == .working)
        #expect(written(try calendar.deadline(.workingHours(8), from: moment("2024-04-19 16:00")).due) == "2024-04-22 09:00")
    }

    @Test func `give a worked Saturday the shifts of the day for which it is worked`() throws {
        let week = try WorkWeek(written: ["09:00-12:00", "", "", "", "07:30-11:30 13:30-17:30", "", ""])
        let rows = [
            special(2, "2024-04-29", "swap_off", paired: "2024-05-04"), special(3, "2024-05-04", "swap_work", paired: "2024-04-29"),
        ]
        let calendar = try make(rows, weeks: [Dated(from: day("2000-01-01"), week)])
        #expect(written(try calendar.deadline(.workingHours(2), from: moment("2024-05-03 17:00")).due) == "2024-05-04 10:30")
    }
}

@Suite struct `Counts over days that are not decided` {
    private let calendar: WorkCalendar

    init() throws { calendar = try Calendars.shipped.get() }

    @Test(
        arguments: [
            ("2024-03-04 09:00", "2024-03-18", []), ("2026-12-07 09:00", "2026-12-21", []),
            ("2026-12-14 09:00", "2026-12-28", [Doubt.swapsUndecided(year: 2027)]),
            ("2027-06-01 09:00", "2027-06-15", [.swapsUndecided(year: 2027)]),
            ("2026-11-16 09:00", "2026-12-01", [.dayUndecided(day("2026-11-24"), name: "culture_day")]),
        ])
    func `say so`(received: String, due: String, doubts: [Doubt]) throws {
        let deadline = try calendar.deadline(.workingDays(10), from: moment(received))
        #expect(deadline.day == day(due) && deadline.isProvisional == !doubts.isEmpty)
        #expect(try calendar.doubts(from: deadline.start.vietnamDate, through: deadline.day) == doubts)
    }

    @Test func `are asked for single days, too`() throws {
        #expect(
            try calendar.doubts(from: day("2026-11-24"), through: day("2026-11-24")) == [
                .dayUndecided(day("2026-11-24"), name: "culture_day")
            ])
        #expect(try calendar.doubts(from: day("2026-11-25"), through: day("2026-12-23")) == [])
        #expect(try calendar.doubts(from: day("2026-12-24"), through: day("2026-12-24")) == [.swapsUndecided(year: 2027)])
        #expect(try calendar.doubts(from: day("2030-12-31"), through: day("2030-12-31")) == [.swapsUndecided(year: 2030)])
        #expect(try calendar.doubts(from: day("2027-02-02"), through: day("2027-02-01")) == [])
    }

    @Test func `say so of every year that they touch`() throws {
        let deadline = try calendar.deadline(.months(18), from: moment("2026-11-16 09:00"))
        #expect(
            try calendar.doubts(from: day("2026-11-16"), through: deadline.day)
                == [.swapsUndecided(year: 2027), .swapsUndecided(year: 2028), .dayUndecided(day("2026-11-24"), name: "culture_day")])
    }
}

@Suite struct `A limit that cannot be counted` {
    private let calendar: WorkCalendar

    init() throws { calendar = try Calendars.shipped.get() }

    @Test(
        arguments: [0, -1, .min, .max, 30_001],
        [{ TimeLimit.workingHours($0) }, { .workingDays($0) }, { .days($0) }, { .months($0) }] as [@Sendable (Int) -> TimeLimit])
    func `is refused for its length`(count: Int, limit: @Sendable (Int) -> TimeLimit) {
        // Of calendar days more may be asked for, but not of this calendar.
        let error = #expect(throws: WorkingTimeError.self) { try calendar.deadline(limit(count), from: moment("2024-03-04 09:00")) }
        #expect(
            ["working_time.limit_not_positive", "working_time.limit_too_long", "working_time.ends_beyond_calendar"].contains(error?.code))
        #expect((error?.code == "working_time.limit_not_positive") == (count <= 0))
        #expect(error?.details.isEmpty == false)
    }

    @Test(arguments: [
        (TimeLimit.workingHours(30_000), TimeLimit.workingHours(30_001)), (.workingDays(26_000), .workingDays(26_001)),
        (.days(36_525), .days(36_526)), (.months(1200), .months(1201)),
    ])
    func `is refused for its length alone, whatever the calendar`(longest: TimeLimit, longer: TimeLimit) {
        #expect(throws: Never.self) { try DossierClock(longest, received: moment("2024-03-04 09:00")) }
        #expect(throws: WorkingTimeError.limitTooLong(longer.count, longest: longest.count)) {
            try DossierClock(longer, received: moment("2024-03-04 09:00"))
        }
    }

    @Test func `may start with the calendar`() throws {
        #expect(try calendar.deadline(.workingDays(1), from: day("2010-01-01").start).day == day("2010-01-04"))
    }

    @Test(arguments: [Int64.min, .max, day("2010-01-01").start.milliseconds - 1, day("2031-01-01").start.milliseconds])
    func `is refused for its start`(milliseconds: Int64) {
        let start = Timestamp(milliseconds: milliseconds)
        let expected = WorkingTimeError.momentOutsideCalendar(start, first: day("2010-01-01"), last: day("2030-12-31"))
        #expect(throws: expected) { try calendar.deadline(.workingDays(1), from: start) }
        #expect(throws: expected) { try calendar.forwarding(of: start) }
        #expect(expected.details["last"] == "31/12/2030")
    }

    @Test(
        arguments: [
            ("2030-12-31 09:00", TimeLimit.workingDays(1)), ("2030-12-31 17:00", .workingHours(1)), ("2030-12-30 09:00", .days(2)),
            ("2030-12-01 09:00", .months(1)), ("2010-01-04 09:00", .workingDays(26_000)), ("2010-01-04 09:00", .months(1200)),
        ])
    func `is refused where it ends after the calendar`(start: String, limit: TimeLimit) {
        #expect(throws: WorkingTimeError.endsBeyondCalendar(last: day("2030-12-31"))) { try calendar.deadline(limit, from: moment(start)) }
    }

    @Test func `is refused on the day after the calendar, wherever it may end`() {
        var policy = ClockPolicy.standard
        policy.endOnDayOff = .stays
        #expect(throws: WorkingTimeError.endsBeyondCalendar(last: day("2030-12-31"))) {
            try calendar.deadline(.days(1), from: moment("2030-12-31 09:00"), policy: policy)
        }
    }

    @Test func `may end with the calendar`() throws {
        #expect(try calendar.deadline(.months(2), from: moment("2030-10-31 09:00")).day == day("2030-12-31"))
        #expect(try calendar.deadline(.workingDays(1), from: moment("2030-12-30 09:00")).day == day("2030-12-31"))
        #expect(written(try calendar.deadline(.workingHours(8), from: moment("2030-12-30 17:30")).due) == "2030-12-31 17:30")
    }

    @Test func `has days outside refused by name`() {
        let expected = WorkingTimeError.dayOutsideCalendar(day("2031-01-01"), first: day("2010-01-01"), last: day("2030-12-31"))
        #expect(throws: expected) { try calendar.status(of: day("2031-01-01")) }
        #expect(expected.code == "working_time.day_outside_calendar" && expected.kind == .invalid)
    }
}
