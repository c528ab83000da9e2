import Kernel
import Testing
import WorkingTime

/// `Facts/holidays.csv` against the rules by which its days come about.
@Suite struct `The table of holidays` {
    private let days: [SpecialDay]
    private let years: [CalendarYear]

    init() throws {
        days = try CalendarReader.days(Calendars.rows("holidays.csv"), file: "holidays.csv")
        years = try CalendarReader.years(Calendars.rows("holiday-years.csv"), file: "holiday-years.csv")
    }

    private func weekday(_ date: CalendarDate) -> Int { (((date.daysSince1970 + 3) % 7) + 7) % 7 }

    @Test func `holds every year from 2010 to 2030 in order, each day once and with its source`() {
        #expect(years.map(\.year) == Array(2010...2030))
        #expect(days.map(\.date) == Set(days.map(\.date)).sorted())
        #expect(days.allSatisfy { !$0.source.isEmpty } && years.allSatisfy { !$0.source.isEmpty })
    }

    @Test(arguments: 2010...2030)
    func `gives each year the holidays of its law`(year: Int) {
        let own = days.filter { $0.date.year == year && $0.kind == .holiday }
        let law: Set<String> =
            (["new_year", "tet_eve", "tet_1", "tet_2", "tet_3", "hung_kings", "reunification_day", "labour_day", "national_day"]
            + (year >= 2013 ? ["tet_4"] : []) + (year >= 2021 ? ["national_day_second"] : []) + (year >= 2026 ? ["culture_day"] : []))
            .reduce(into: []) { $0.insert($1) }
        #expect(Set(own.map(\.name)) == law && own.count == law.count)
        for (name, month, day) in [("new_year", 1, 1), ("reunification_day", 4, 30), ("labour_day", 5, 1), ("national_day", 9, 2)] {
            #expect(own.first { $0.name == name }?.date == CalendarDate(year: year, month: month, day: day))
        }
        let eve = own.first { $0.name == "tet_eve" }?.date.daysSince1970
        for (offset, name) in ["tet_1", "tet_2", "tet_3"].enumerated() {
            #expect(own.first { $0.name == name }?.date.daysSince1970 == eve.map { $0 + offset + 1 })
        }
        if let second = own.first(where: { $0.name == "national_day_second" }) {
            #expect(second.date.month == 9 && [1, 3].contains(second.date.day))
        }
        // The tenth of the third month lies two new moons and nine days after Tết, or three where a month was put in.
        if let eve, let kings = own.first(where: { $0.name == "hung_kings" }) {
            #expect([68, 69].contains(kings.date.daysSince1970 - eve - 1) || [97, 98].contains(kings.date.daysSince1970 - eve - 1))
        }
    }

    @Test func `makes up for every holiday on a Saturday or Sunday once, on the nearest days`() {
        let lost = days.filter { $0.kind == .holiday && weekday($0.date) > 4 }.map(\.date)
        let madeUp = days.filter { $0.kind == .compensatory }
        #expect(madeUp.compactMap(\.paired).sorted() == lost)
        for day in madeUp {
            #expect(weekday(day.date) < 5 && abs(day.date.daysSince1970 - (day.paired?.daysSince1970 ?? 0)) <= 5)
            #expect(days.first { $0.date == day.paired }?.name == day.name)
        }
    }

    @Test func `swaps a working weekday for a Saturday within nine days, fourteen times`() {
        let off = days.filter { $0.kind == .swapOff }
        #expect(off.count == 14 && days.count { $0.kind == .swapWork } == 14)
        for day in off {
            #expect(
                weekday(day.date) < 5 && day.paired.map { weekday($0) == 5 && abs($0.daysSince1970 - day.date.daysSince1970) <= 9 } == true)
        }
    }

    @Test func `names nothing that has no word in both languages`() throws {
        let words = try Calendars.rows("vocabulary.csv").filter { $0.cells["column"] == "holiday" }
        #expect(Set(words.compactMap { $0.cells["code"] }) == Set(days.map(\.name)))
        #expect(words.allSatisfy { $0.cells["vi"]?.isEmpty == false && $0.cells["en"]?.isEmpty == false })
    }

    @Test func `says which days and years are not decided`() throws {
        #expect(years.filter { !$0.swapsAreDecided }.map(\.year) == [2027, 2028, 2029, 2030])
        let open = Set(days.filter { !$0.isDecided }.map(\.name))
        #expect(open.isDisjoint(with: ["new_year", "reunification_day", "labour_day", "national_day", "swap"]))
        #expect(days.filter { !$0.isDecided && $0.date.year < 2027 }.map(\.date) == [day("2026-11-24")])
    }

    @Test(
        arguments: [
            ("2024-04-29", DayStatus.swappedOff(for: day("2024-05-04"))), ("2024-05-04", .swappedWork(for: day("2024-04-29"))),
            ("2024-02-08", .compensatory("tet_1", for: day("2024-02-10"))), ("2024-02-10", .holiday("tet_1")), ("2024-02-17", .weekend),
            ("2024-02-15", .working), ("2021-09-03", .holiday("national_day_second")), ("2026-01-10", .swappedWork(for: day("2026-01-02"))),
            ("2020-09-03", .working),
        ])
    func `makes a calendar that says what a day is`(date: String, status: DayStatus) throws {
        #expect(try Calendars.shipped.get().status(of: day(date)) == status)
    }

    @Test(arguments: [(2010, 252), (2013, 251), (2014, 252), (2019, 252), (2021, 250), (2023, 249), (2024, 251), (2025, 250)])
    func `gives a year its working days`(year: Int, count: Int) throws {
        // Counted from the table by a script of its own.
        let calendar = try Calendars.shipped.get()
        let (first, last) = (day("\(year)-01-01"), day("\(year)-12-31"))
        #expect(try calendar.workingDays(after: first, through: last) == count)
    }
}
