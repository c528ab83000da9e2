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
}
