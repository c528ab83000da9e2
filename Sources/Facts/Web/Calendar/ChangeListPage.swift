import Kernel
import Platform
import WorkingTime

/// What was changed in the calendar, by whom and on what ground; the ways to change it.
struct ChangeListPage {
    let changes: [CalendarChange]
    /// The code of what was just done.
    let done: String?
    let words: Words

    var page: Page {
        let known = ["entered", "corrected", "withdrawn"]
        return Page(
            words("facts.calendar.changes"), lead: words("facts.calendar.changes.lead"), crumbs: Self.crumbs(words), room: "facts",
            isIndexed: false,
            content: """
                \(done.flatMap { known.contains($0) ? HTML.notice(.success, words("facts.calendar_\($0)")) : nil })
                <ul class="acts">\(each: CalendarChange.Content.Kind.allCases, { kind in
                    """
                    <li><a href="\("/facts/calendar/new/\(kind.rawValue)" as Link)">\(words("facts.change.\(kind.rawValue)"))</a></li>
                    """
                })</ul>
                \(.section(words("facts.calendar.changes.current"), table("current", changes.filter { $0.end == nil }, isCurrent: true)))
                \(.section(words("facts.calendar.changes.ended"), table("ended", changes.filter { $0.end != nil }, isCurrent: false)))
                """)
    }

    static func crumbs(_ words: Words) -> [Crumb] {
        [Crumb(words("facts.figures.title"), "/facts"), Crumb(words("facts.calendar.name"), "/facts/calendar")]
    }

    private func table(_ id: StaticString, _ rows: [CalendarChange], isCurrent: Bool) -> HTML {
        let last: Column<CalendarChange> =
            isCurrent
            ? Column(words("facts.column.act"), .control) { change in
                """
                <a href="\("/facts/calendar/changes/\(change.id)/correct" as Link)">\(words("facts.change.correct"))</a> · \
                <a href="\("/facts/calendar/changes/\(change.id)/withdraw" as Link)">\(words("facts.change.withdraw"))</a>
                """
            }
            : Column(words("facts.column.ended")) { change in
                change.end.map {
                    "\(words.numbers.moment($0.at)) · \($0.by)<span class=\"why\">\($0.reason)</span>"
                } ?? HTML()
            }
        return .table(
            id: id, caption: words("facts.calendar.changes"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("facts.column.what"), .head) { "\(Self.told($0.content, words))" },
                Column(words("facts.column.source")) { "\($0.source)" },
                Column(words("facts.column.entered")) { "\(words.numbers.moment($0.entered)) · \($0.enteredBy)" }, last,
            ], rows: rows, empty: words("facts.calendar.changes.none"))
    }

    /// A change in one line.
    static func told(_ content: CalendarChange.Content, _ words: Words) -> String {
        let clock = ClockWords(words)
        switch content {
        case .holiday(let date, let name):
            return words(
                "facts.change.told.holiday", ["day": clock.day(date), "name": Vocabulary.word("holiday", name, words.language)])
        case .compensatory(let date, let holiday):
            return words("facts.change.told.compensatory", ["day": clock.day(date), "holiday": words.numbers.date(holiday)])
        case .swap(let off, let worked): return words("facts.change.told.swap", ["off": clock.day(off), "worked": clock.day(worked)])
        case .ordinary(let date): return words("facts.change.told.ordinary", ["day": clock.day(date)])
        case .hours(let from, let week):
            let days = zip(1..., week.written).filter { !$1.isEmpty }.map { "\(words("facts.weekday.\($0)")) \($1)" }
            return words("facts.change.told.hours", ["day": words.numbers.date(from), "hours": days.joined(separator: "; ")])
        case .announced(let year): return words("facts.change.told.announced", ["year": "\(year)"])
        }
    }
}
