import Foundation
import Kernel
import Testing
import WorkingTime

/// The calendar of `Facts/` with the standard shifts, and variants of it.
enum Calendars {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The rows of a table without quoted cells.
    static func rows(_ file: String) throws -> [PlainRow] {
        let lines = try String(contentsOf: root.appending(path: "Facts/\(file)"), encoding: .utf8).split(separator: "\n")
        let columns = try #require(lines.first).split(separator: ",").map(String.init)
        return lines.enumerated().dropFirst().map { index, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return PlainRow(line: index + 1, cells: Dictionary(uniqueKeysWithValues: zip(columns, cells)))
        }
    }

    static func vietnam(
        weeks: [Dated<WorkWeek>] = [Dated(from: day("2010-01-01"), .standard)], _ change: (PlainRow) -> PlainRow? = { $0 }
    ) throws -> WorkCalendar {
        try WorkCalendar(
            days: CalendarReader.days(try rows("holidays.csv").compactMap(change), file: "holidays.csv"),
            years: CalendarReader.years(try rows("holiday-years.csv"), file: "holiday-years.csv"), weeks: weeks)
    }

    /// The shipped calendar.
    static let shipped = Result { try vietnam() }
}

/// A day by its ISO text.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no day: \(text)") }
    return date
}

/// A moment by day and clock in Vietnam: `2024-04-25 08:00`.
func moment(_ text: String) -> Timestamp {
    let parts = text.split(separator: " ")
    let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
    return Timestamp(milliseconds: day(String(parts[0])).start.milliseconds + (clock[0] * 60 + clock[1]) * 60_000)
}

/// How a moment reads in Vietnam.
func written(_ moment: Timestamp) -> String { "\(moment.vietnamDate) \(moment.vietnamClock)" }
