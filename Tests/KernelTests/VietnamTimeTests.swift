import Kernel
import Testing

@Suite struct `Days in Vietnam` {
    @Test(arguments: [
        (Int64(1_751_302_799_999), "2025-06-30"), (1_751_302_800_000, "2025-07-01"), (0, "1970-01-01"), (61_199_999, "1970-01-01"),
        (61_200_000, "1970-01-02"),
    ])
    func `begin seven hours before those of UTC`(milliseconds: Int64, day: String) {
        #expect(Timestamp(milliseconds: milliseconds).vietnamDate.description == day)
    }

    @Test(arguments: [
        ("2024-02-29", "2024-03-01"), ("2025-02-28", "2025-03-01"), ("2025-12-31", "2026-01-01"), ("2025-06-30", "2025-07-01"),
    ])
    func `follow each other`(day: String, next: String) throws {
        let (day, next) = (try #require(CalendarDate(day)), try #require(CalendarDate(next)))
        #expect(day.dayAfter == next && next.dayBefore == day)
    }

    @Test func `end with the calendar`() throws {
        #expect(try #require(CalendarDate("1900-01-01")).dayBefore == nil)
        #expect(try #require(CalendarDate("2999-12-31")).dayAfter == nil)
    }

    @Test(arguments: [("1/7/2025", "2025-07-01"), ("01/07/2025", "2025-07-01"), ("2025-07-01", "2025-07-01")])
    func `are written day first`(text: String, day: String) {
        #expect(CalendarDate(written: text)?.description == day)
    }

    @Test(arguments: ["", "31/02/2025", "1/7/25", "2025/07/01", "1-7-2025", "1/7/2025/1", "+1/7/2025", "٣/7/2025", "1/7"])
    func `are nothing else`(text: String) {
        #expect(CalendarDate(written: text) == nil)
    }

    @Test(
        arguments: [
            ("1970-01-01", -25_200_000), ("1970-01-02", 61_200_000), ("2026-03-31", 1_774_890_000_000), ("2000-02-29", 951_757_200_000),
            ("1969-12-31", -111_600_000), ("2999-12-31", 32_503_568_400_000),
        ] as [(String, Int64)]) func `begin at 17:00 of the day before in UTC`(day: String, milliseconds: Int64) throws
    {
        let date = try #require(CalendarDate(day))
        #expect(date.start.milliseconds == milliseconds)
        #expect(date.end.milliseconds == milliseconds + 86_400_000)
    }

    @Test func `are found again from any of its moments`() throws {
        for year in [1900, 1999, 2000, 2024, 2026, 2999] {
            for (month, day) in [(1, 1), (2, 28), (3, 1), (6, 30), (12, 31)] {
                let date = try #require(CalendarDate(year: year, month: month, day: day))
                #expect(date.start.vietnamDate == date)
                #expect(Timestamp(milliseconds: date.end.milliseconds - 1).vietnamDate == date)
            }
        }
    }

    @Test func `are numbered from 1970 on, one after another`() throws {
        let first = try #require(CalendarDate("1900-01-01"))
        let last = try #require(CalendarDate("2999-12-31"))
        var day: CalendarDate? = first
        var wrong: [Int] = []
        for number in first.daysSince1970...last.daysSince1970 {
            if CalendarDate(daysSince1970: number) != day || day?.daysSince1970 != number { wrong.append(number) }
            day = day?.dayAfter
        }
        #expect(wrong == [] && day == nil && CalendarDate("1970-01-01")?.daysSince1970 == 0)
        for number in [first.daysSince1970 - 1, last.daysSince1970 + 1, .min, .max] { #expect(CalendarDate(daysSince1970: number) == nil) }
    }

    @Test(arguments: [("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2026-03-31", -1, "2025-03-31")])
    func `come again in another year`(day: String, years: Int, expected: String) throws {
        #expect(try #require(CalendarDate(day)).adding(years: years)?.description == expected)
    }
}
