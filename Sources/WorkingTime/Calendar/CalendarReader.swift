import Kernel

/// A row of a table as texts by column, with the line on which it stands.
package struct PlainRow: Sendable {
    package let line: Int
    package let cells: [String: String]

    package init(line: Int, cells: [String: String]) {
        self.line = line
        self.cells = cells
    }
}

/// Reads the tables of a calendar, each with all its faults at once; `file` is the name under which faults are told.
package enum CalendarReader {
    /// Columns `date,name,kind,paired,decided,source`, as in `Facts/holidays.csv`.
    package static func days(_ rows: [PlainRow], file: String) throws(Faults) -> [SpecialDay] {
        let log = FaultLog()
        var days: [SpecialDay] = []
        for row in rows {
            let reader = RowReader(row: row, file: file, log: log)
            let date = reader.date("date")
            let kind = reader.word("kind", SpecialDay.Kind.init(rawValue:), known: SpecialDay.Kind.allCases.map(\.rawValue))
            let isDecided = reader.word("decided", { ["yes": true, "no": false][$0] }, known: ["yes", "no"])
            let name = reader.text("name")
            if name.isEmpty { reader.fault("working_time.name_missing", "name") }
            let paired = reader.text("paired").isEmpty ? nil : reader.date("paired")
            if let kind, (kind == .holiday) != reader.text("paired").isEmpty {
                reader.fault(kind == .holiday ? "working_time.pair_unexpected" : "working_time.pair_missing", "paired")
            }
            guard let date, let kind, let isDecided else { continue }
            days.append(
                SpecialDay(
                    date: date, name: name, kind: kind, paired: paired, isDecided: isDecided, source: reader.text("source"),
                    place: reader.place("date")))
        }
        try log.check()
        return days
    }

    /// Columns `year,swaps,source`, as in `Facts/holiday-years.csv`.
    package static func years(_ rows: [PlainRow], file: String) throws(Faults) -> [CalendarYear] {
        let log = FaultLog()
        var years: [CalendarYear] = []
        for row in rows {
            let reader = RowReader(row: row, file: file, log: log)
            let first = CalendarDate(reader.text("year") + "-01-01")
            if first == nil { reader.fault("working_time.year_unreadable", "year") }
            let isDecided = reader.word("swaps", { ["decided": true, "undecided": false][$0] }, known: ["decided", "undecided"])
            guard let first, let isDecided else { continue }
            years.append(
                CalendarYear(year: first.year, swapsAreDecided: isDecided, source: reader.text("source"), place: reader.place("year")))
        }
        try log.check()
        return years
    }

    /// Columns `from,monday,tuesday,wednesday,thursday,friday,saturday,sunday`: the hours of work from a day on.
    package static func weeks(_ rows: [PlainRow], file: String) throws(Faults) -> [Dated<WorkWeek>] {
        let log = FaultLog()
        var weeks: [Dated<WorkWeek>] = []
        for row in rows {
            let reader = RowReader(row: row, file: file, log: log)
            let from = reader.date("from")
            do throws(WorkingTimeError) {
                let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
                let week = try WorkWeek(written: names.map(reader.text))
                if let from { weeks.append(Dated(from: from, week)) }
            } catch {
                log.add(error.code, at: reader.place(nil), error.details)
            }
        }
        try log.check()
        return weeks
    }
}

private struct RowReader {
    let row: PlainRow
    let file: String
    let log: FaultLog

    func text(_ column: String) -> String { row.cells[column] ?? "" }

    func place(_ column: String?) -> Place { Place(file: file, line: row.line, field: column) }

    func fault(_ code: String, _ column: String, _ details: [String: String] = [:]) {
        log.add(code, at: place(column), ["text": text(column)].merging(details) { first, _ in first })
    }

    func date(_ column: String) -> CalendarDate? {
        let date = CalendarDate(text(column))
        if date == nil { fault("working_time.date_unreadable", column) }
        return date
    }

    func word<Word>(_ column: String, _ read: (String) -> Word?, known: [String]) -> Word? {
        let word = read(text(column))
        if word == nil { fault("working_time.word_unknown", column, ["known": known.joined(separator: ", ")]) }
        return word
    }
}
