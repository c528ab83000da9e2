import Foundation
import Kernel
import TestNumbers
import Testing

@Suite struct `CalendarDate: days that exist` {
    @Test(arguments: [
        "2020-03-05", "2020-02-29", "2000-02-29", "1900-01-01", "2999-12-31", "2026-10-10", "2019-12-31",
    ])
    func `are read and written back`(text: String) throws {
        #expect(try #require(CalendarDate(text)).description == text)
    }

    @Test(arguments: [
        "", "2020-3-5", "2021-02-29", "1900-02-29", "2100-02-29", "2020-02-30", "2020-04-31", "2020-00-10", "2020-13-01", "2020-01-00",
        "2020-01-32",
        "1899-12-31", "3000-01-01", "05/03/2020", "2020/03/05", "2020-03-05 ", " 2020-03-05", "2020-03-05T", "20200305", "-020-03-05",
        "2020-0３-05",
        "２020-03-05", "2020-03-0a", "2020-03--1", "+020-03-05",
    ])
    func `and no others`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `follow each other as their texts do`() {
        // Counted by Foundation from 1 January 1900, a day at a time.
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var previous: CalendarDate?
        for days in stride(from: 0, to: 401_000, by: 61) {
            let moment = Date(timeIntervalSince1970: Double(days - 25_567) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: moment)
            guard let year = parts.year, let month = parts.month, let day = parts.day else { continue }
            let date = CalendarDate(year: year, month: month, day: day)
            #expect(
                date.map(\.description) == Timestamp(milliseconds: Int64(days - 25_567) * 86_400_000).description.prefix(10).description)
            #expect(date.flatMap { CalendarDate($0.description) } == date)
            if let previous, let date { #expect(previous < date && previous.description < date.description) }
            previous = date
        }
    }

    @Test func `know how long a month is`() {
        #expect((1...12).map { CalendarDate.days(in: $0, of: 2023) } == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
        #expect([1900, 2000, 2023, 2024, 2100, 2400].map { CalendarDate.days(in: 2, of: $0) } == [28, 29, 28, 29, 28, 29])
    }

    @Test func `are printed as papers print them`() {
        #expect(CalendarDate("2020-03-05")?.vietnamese == "05/03/2020")
    }
}

@Suite struct `Timestamp: text` {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (999, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_791_601_200_000, "2026-10-10T03:00:00Z"), (4_107_542_399_000, "2100-02-28T23:59:59Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
        ] as [(Int64, String)])
    func `is ISO 8601 in UTC`(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
    }

    @Test func `agrees with Foundation over a thousand years`() {
        let style = Date.ISO8601FormatStyle()
        for seed in seeds(1_000) {
            var random = SeededGenerator(seed: seed)
            let seconds = Int64.random(in: -11_000_000_000...32_000_000_000, using: &random)
            let expected = Date(timeIntervalSince1970: Double(seconds)).formatted(style)
            #expect(Timestamp(milliseconds: seconds * 1000 + Int64(random.below(1000))).description == expected, "seed \(seed)")
        }
    }

    @Test(arguments: [Int64.min, .min + 1, .max - 1, .max])
    func `never traps`(milliseconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).description.hasSuffix("Z"))
    }

    @Test func `orders by time`() {
        #expect(Timestamp(milliseconds: -5) < Timestamp(milliseconds: 3))
    }
}

@Suite struct `Period: codes` {
    @Test(arguments: [
        ("2019", "2019-01-01", "2019-12-31"), ("2020-Q1", "2020-01-01", "2020-03-31"), ("2020-Q3", "2020-07-01", "2020-09-30"),
        ("2020-Q4", "2020-10-01", "2020-12-31"), ("2026-10", "2026-10-01", "2026-10-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-10-10", "2026-10-10", "2026-10-10"), ("2020-01-01..2020-09-30", "2020-01-01", "2020-09-30"),
        ("1900", "1900-01-01", "1900-12-31"),
        ("2999-12", "2999-12-01", "2999-12-31"),
    ])
    func `are read, written back and know their days`(code: String, first: String, last: String) throws {
        let period = try #require(Period(code))
        #expect(period.description == code)
        #expect(period.first.description == first && period.last.description == last)
    }

    @Test(arguments: [
        "", "-", "..", "19", "1899", "3000", "02019", "2019-", "2019-1", "2019-00", "2019-13", "2019-Q0", "2019-Q5", "2019-Q", "2019-q1",
        "2019-QQ",
        "2019-Q12", "2019-Q٣", "2019-Q½", "2019-+1", "2019-1.", "2019-.1", "2019--1", "2019-01-", "2019-02-30", "2019-01-01..",
        "..2019-01-01",
        "2019-01-02..2019-01-01", "2019..2020", "2019-01-01...2019-01-02", "2019-01-01..2019-01-02..2019-01-03", "20.9", "2019 ", "-019",
        "2e03", "２０１９",
    ])
    func `of no period are refused`(code: String) {
        #expect(Period(code) == nil)
    }

    @Test func `sort by time within a kind`() {
        for codes in [
            ["2017", "2018", "2019", "2020"], ["2019-Q4", "2020-Q1", "2020-Q2", "2021-Q1"], ["2019-09", "2019-10", "2020-01"],
            ["2019-12-31", "2020-01-01"], ["2019-01-01..2019-06-30", "2019-01-01..2019-09-30"],
        ] {
            let periods = codes.compactMap { Period($0) }
            #expect(periods.count == codes.count && periods.sorted() == periods && codes.sorted() == codes)
            #expect(periods.reversed().sorted() == periods)
        }
    }

    @Test func `of different kinds sort by their end, the shorter one first`() {
        let codes = ["2019-Q4", "2019", "2019-12", "2019-12-31", "2020-01"].compactMap { Period($0) }
        #expect(codes.sorted().map(\.description) == ["2019-12-31", "2019-12", "2019-Q4", "2019", "2020-01"])
    }
}
