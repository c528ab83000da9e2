import Kernel
import Office
import Platform
import WorkingTime

/// The shipped tables of days, years and hours with what an office changed laid over them (OS-52).
package struct CalendarTables: Sendable {
    /// The name under which faults of changed rows are told.
    static let file = "calendar"

    package let days: [SpecialDay]
    package let years: [CalendarYear]
    package let weeks: [Dated<WorkWeek>]

    /// The changes that hold, the oldest first; of two rows about one day it is the later that is told as a fault.
    package init(_ changes: [CalendarChange]) throws {
        let announced = Set(
            changes.compactMap { change -> String? in if case .announced(let year) = change.content { "\(year)" } else { nil } })
        var days = Self.shippedDays
        for change in changes where ![.hours, .announced].contains(change.content.kind) {
            days[change.content.date.description] = nil
            if change.content.kind == .swap, let worked = change.content.paired { days[worked.description] = nil }
        }
        var names = days.compactMapValues { $0.cells["kind"] == "holiday" ? $0.cells["name"] : nil }
        for change in changes { if case .holiday(let date, let name) = change.content { names[date.description] = name } }
        let local = changes.flatMap { Self.rows($0, names: names) }
        // What stood in exchange for a day that is something else now goes with it.
        let merged = Dictionary(local.map { ($0.cells["date"] ?? "", $0) }, uniquingKeysWith: { $1 }).merging(days) { local, _ in local }
        let kept = days.values.filter { row in
            guard let paired = row.cells["paired"], !paired.isEmpty else { return true }
            let partner = merged[paired]
            if row.cells["kind"] == "compensatory" { return partner?.cells["kind"] == "holiday" }
            return partner?.cells["paired"] == row.cells["date"]
        }
        let shipped = kept.sorted { $0.line < $1.line }.map { row in
            announced.contains(String((row.cells["date"] ?? "").prefix(4))) ? Self.row(row, ["decided": "yes"]) : row
        }
        self.days = try CalendarReader.days(shipped, file: "holidays.csv") + CalendarReader.days(local, file: Self.file)
        years = try CalendarReader.years(
            Self.shippedYears.map { announced.contains($0.cells["year"] ?? "") ? Self.row($0, ["swaps": "decided"]) : $0 },
            file: "holiday-years.csv")
        let first = years.map(\.year).min().flatMap { CalendarDate(year: $0, month: 1, day: 1) }
        weeks =
            (first.map { [Dated(from: $0, .standard)] } ?? [])
            + changes.compactMap { change in
                if case .hours(let from, let week) = change.content { Dated(from: from, week) } else { nil }
            }
    }

    package func calendar() throws -> WorkCalendar { try WorkCalendar(days: days, years: years, weeks: weeks) }

    /// A change as rows of the table of days; a compensatory day is called after its holiday.
    private static func rows(_ change: CalendarChange, names: [String: String]) -> [PlainRow] {
        func row(_ date: CalendarDate, _ kind: SpecialDay.Kind, _ name: String, _ paired: CalendarDate?) -> PlainRow {
            PlainRow(
                line: 0,
                cells: [
                    "date": "\(date)", "name": name, "kind": kind.rawValue, "paired": paired?.description ?? "", "decided": "yes",
                    "source": change.source,
                ])
        }
        switch change.content {
        case .holiday(let date, let name): return [row(date, .holiday, name, nil)]
        case .compensatory(let date, let holiday):
            return [row(date, .compensatory, names["\(holiday)"] ?? "\(holiday)", holiday)]
        case .swap(let off, let worked): return [row(off, .swapOff, "swap", worked), row(worked, .swapWork, "swap", off)]
        case .ordinary, .hours, .announced: return []
        }
    }

    private static func row(_ row: PlainRow, _ cells: [String: String]) -> PlainRow {
        PlainRow(line: row.line, cells: row.cells.merging(cells) { $1 })
    }

    private static let shippedDays = Dictionary(
        shipped("holidays.csv").map { ($0.cells["date"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    private static let shippedYears = shipped("holiday-years.csv")

    private static func shipped(_ path: String) -> [PlainRow] {
        guard let table = try? FactTables.table(path) else { preconditionFailure("the binary carries its calendar") }
        return table.rows.map { row in
            let cells = table.header.enumerated().map { ($1, row[$0].text) }
            return PlainRow(line: row.number, cells: Dictionary(uniqueKeysWithValues: cells))
        }
    }
}
