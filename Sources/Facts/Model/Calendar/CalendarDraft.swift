import Kernel
import Platform
import WorkingTime

/// A change of the calendar as somebody typed it; `kind` says which of the others count.
package struct CalendarDraft: Sendable {
    package static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    package var kind: String
    package var date: String
    package var paired: String
    package var name: String
    /// Seven days from Monday on.
    package var hours: [String]
    package var year: String
    package var source: String

    package init(
        kind: String, date: String = "", paired: String = "", name: String = "", hours: [String] = [], year: String = "", source: String
    ) {
        self.kind = kind
        self.date = date
        self.paired = paired
        self.name = name
        self.hours = hours
        self.year = year
        self.source = source
    }

    /// Nil where something is wrong, each fault with the field that it is about.
    func read(_ log: FaultLog) -> CalendarChange.Content? {
        if source.isEmpty { fault("facts.calendar_source_missing", "source", log) }
        for (text, field) in [(source, "source"), (name, "name")] where text.count > 500 {
            fault("facts.calendar_text_too_long", field, log)
        }
        guard let kind = CalendarChange.Content.Kind(rawValue: kind) else {
            let known = CalendarChange.Content.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            fault("working_time.word_unknown", "kind", log, ["text": self.kind, "known": known])
            return nil
        }
        switch kind {
        case .holiday:
            if name.isEmpty { fault("working_time.name_missing", "name", log) }
            return day(date, "date", log).map { .holiday($0, name: Vocabulary.code("holiday", name)) }
        case .ordinary: return day(date, "date", log).map { .ordinary($0) }
        case .compensatory, .swap:
            guard let date = day(date, "date", log), let paired = day(paired, "paired", log) else { return nil }
            return kind == .swap ? .swap(off: date, worked: paired) : .compensatory(date, for: paired)
        case .hours:
            let from = day(date, "date", log)
            do throws(WorkingTimeError) {
                let week = try WorkWeek(written: hours)
                return from.map { .hours(from: $0, week) }
            } catch {
                log.add(error.code, at: Place(file: CalendarTables.file, field: Self.weekdays[0]), error.details)
                return nil
            }
        case .announced:
            guard let first = CalendarDate(year + "-01-01") else {
                fault("working_time.year_unreadable", "year", log, ["text": year])
                return nil
            }
            return .announced(year: first.year)
        }
    }

    private func day(_ text: String, _ field: String, _ log: FaultLog) -> CalendarDate? {
        let date = CalendarDate(written: text)
        if date == nil { fault("working_time.date_unreadable", field, log, ["text": text]) }
        return date
    }

    private func fault(_ code: String, _ field: String, _ log: FaultLog, _ details: [String: String] = [:]) {
        log.add(code, at: Place(file: CalendarTables.file, field: field), details)
    }
}

extension CalendarDraft {
    /// What was typed when a change was entered, to be corrected.
    init(_ change: CalendarChange, _ language: Language) {
        let content = change.content
        self.init(
            kind: content.kind.rawValue, date: "\(content.date)", paired: content.paired?.description ?? "", source: change.source)
        switch content {
        case .holiday(_, let name): self.name = Vocabulary.word("holiday", name, language)
        case .hours(_, let week): hours = week.written
        case .announced(let year): self.year = "\(year)"
        default: break
        }
    }
}
