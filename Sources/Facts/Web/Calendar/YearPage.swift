import Kernel
import Platform
import WorkingTime

/// A year of the calendar at a glance.
struct YearPage {
    let shown: ShowCalendar.Year
    let words: Words
    let actor: Actor

    private var clock: ClockWords { ClockWords(words) }
    private var year: Int { shown.year.year }

    var page: Page {
        let off = shown.days.filter { $0.kind != .swapWork && (1...5).contains($0.date.weekday) }
        let worked = shown.days.filter { $0.kind == .swapWork }
        return Page(
            words("facts.calendar.title", ["year": "\(year)"]),
            lead: words(
                "facts.calendar.lead",
                [
                    "days": words.numbers.count(shown.workingDays), "off": words.numbers.count(off.count),
                    "worked": words.numbers.count(worked.count),
                ]),
            crumbs: [Crumb(words("facts.figures.title"), "/facts")], room: "facts",
            content: """
                \(turn)
                \(doubts)
                <p><a href="\("/facts/calendar/deadline" as Link)">\(words("facts.deadline.link"))</a>\
                \(if: actor.has(.administrator), " · <a href=\"\("/facts/calendar/changes" as Link)\">\(words("facts.calendar.changes"))</a>")</p>
                \(.section(words("facts.calendar.months"), "\(key)<div class=\"year\">\(each: 1...12, month)</div>"))
                \(.section(words("facts.calendar.days"), list))
                \(.section(words("facts.calendar.hours"), hours))
                \(.downloads([Download("CSV", "/facts/calendar/days.csv")], words))
                """)
    }

    /// The years before and after.
    private var turn: HTML {
        func link(_ other: Int, _ key: String) -> HTML? {
            shown.range.contains(other)
                ? "<li><a href=\"\("/facts/calendar/\(other)" as Link)\">\(words(key, ["year": "\(other)"]))</a></li>" : nil
        }
        return """
            <nav class="pagination" aria-label="\(words("facts.calendar.years"))"><ul>\
            \(link(year - 1, "facts.calendar.previous"))<li><span aria-current="page">\(year)</span></li>\
            \(link(year + 1, "facts.calendar.next"))</ul></nav>
            """
    }

    private var doubts: HTML {
        let open = shown.days.filter { !$0.isDecided }
        guard !shown.year.swapsAreDecided || !open.isEmpty else { return HTML() }
        let swaps = shown.year.swapsAreDecided ? nil : words("facts.doubt.swaps", ["year": "\(year)"])
        let days = open.isEmpty ? nil : words("facts.calendar.expected", ["count": words.numbers.count(open.count)])
        return .notice(
            .warning, words("facts.calendar.provisional"), "\(each: [swaps, days].compactMap { $0 }, { "<p>\($0)</p>" })")
    }

    private var key: HTML {
        """
        <ul class="key days">\(each: SpecialDay.Kind.allCases, { kind in
            "<li><span class=\"day \(Self.style(kind))\" aria-hidden=\"true\">1</span>\(words("facts.kind.\(kind.rawValue)"))</li>"
        })</ul>
        """
    }

    private static func style(_ kind: SpecialDay.Kind) -> String {
        switch kind {
        case .holiday: "holiday"
        case .compensatory: "compensatory"
        case .swapOff: "swap-off"
        case .swapWork: "swap-work"
        }
    }

    /// One month as a table of weeks.
    private func month(_ month: Int) -> HTML {
        guard let first = CalendarDate(year: year, month: month, day: 1) else { return HTML() }
        let blanks = first.weekday - 1
        let days = CalendarDate.days(in: month, of: year)
        let special = Dictionary(
            shown.days.filter { $0.date.month == month }.map { ($0.date.day, $0) }, uniquingKeysWith: { first, _ in first })
        let weeks = (blanks + days + 6) / 7
        let name = words("facts.month.\(month)")
        return """
            <table><caption>\(name)</caption><thead><tr>\(each: 1...7, { day in
                "<th scope=\"col\"><abbr title=\"\(words("facts.weekday.\(day)"))\">\(words("facts.weekday.short.\(day)"))</abbr></th>"
            })</tr></thead><tbody>\(each: 0..<weeks, { week in
                """
                <tr>\(each: 1...7, { weekday in cell(week * 7 + weekday - blanks, weekday, of: days, special) })</tr>
                """
            })</tbody></table>
            """
    }

    private func cell(_ day: Int, _ weekday: Int, of days: Int, _ special: [Int: SpecialDay]) -> HTML {
        guard (1...days).contains(day) else { return "<td></td>" }
        guard let special = special[day] else {
            return weekday > 5 ? "<td class=\"off\">\(day)</td>" : "<td>\(day)</td>"
        }
        let said = told(special)
        return """
            <td><span class="day \(Self.style(special.kind))\(if: !special.isDecided, " open")" title="\(said)">\(day)\
            <span class="quiet"> (\(said))</span></span></td>
            """
    }

    private func told(_ day: SpecialDay) -> String {
        let status = (try? shown.calendar.status(of: day.date)).map(clock.status) ?? day.name
        return day.isDecided ? status : words("facts.calendar.told_expected", ["day": status])
    }

    private var list: HTML {
        .table(
            id: "days", caption: words("facts.calendar.days"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("facts.column.day"), .head) { "\(clock.day($0.date))" },
                Column(words("facts.column.kind")) { .tag(words("facts.kind.\($0.kind.rawValue)")) },
                Column(words("facts.column.what")) { day in
                    """
                    \((try? shown.calendar.status(of: day.date)).map(clock.status))\
                    \(if: !day.isDecided, "<span class=\"why\">\(words("facts.calendar.is_expected"))</span>")
                    """
                },
                Column(words("facts.column.source")) { "\($0.source)" },
            ] as [Column<SpecialDay>], rows: shown.days)
    }

    private var hours: HTML {
        "\(each: shown.hours, { week in WeekTable(week, words).html })<p class=\"small\">\(words("facts.calendar.hours.note"))</p>"
    }
}

/// The hours of an ordinary week.
struct WeekTable {
    private let week: Dated<WorkWeek>
    private let words: Words

    init(_ week: Dated<WorkWeek>, _ words: Words) {
        self.week = week
        self.words = words
    }

    var html: HTML {
        let caption = words("facts.calendar.hours.from", ["day": words.numbers.date(week.from)])
        return .table(
            id: "hours-\(week.from)", caption: caption,
            columns: [
                Column(words("facts.column.day"), .head) { "\(words("facts.weekday.\($0.weekday)"))" },
                Column(words("facts.column.hours")) { "\($0.hours.isEmpty ? words("facts.day.weekend") : $0.hours)" },
            ] as [Column<(weekday: Int, hours: String)>],
            rows: week.value.written.enumerated().map { ($0 + 1, $1.replacing("-", with: "–").replacing(" ", with: ", ")) })
    }
}
