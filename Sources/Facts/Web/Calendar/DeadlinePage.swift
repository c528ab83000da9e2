import Kernel
import Platform
import WorkingTime

/// The tool that says when a limit ends, and how it was counted.
struct DeadlinePage {
    var question: DeadlineQuestion?
    var answer: ComputeDeadline.Answer?
    /// Why there is no answer.
    var error: (any DomainError)?
    let words: Words

    var page: Page {
        let fields = fields.telling(error, words)
        return Page(
            words("facts.deadline.title"), lead: words("facts.deadline.lead"),
            crumbs: [Crumb(words("facts.figures.title"), "/facts"), Crumb(words("facts.calendar.name"), "/facts/calendar")], room: "facts",
            status: Page.status(refused: error), isIndexed: question == nil,
            content: """
                \(.errorSummary(fields, words))
                \(result)
                \(.section(words("facts.deadline.ask"), form(fields)))
                """)
    }

    private func form(_ fields: [Field]) -> HTML {
        let isOpen = [question?.late, question?.dayOff, question?.asked].contains { $0?.isEmpty == false }
        return """
            <form method="get" action="\("/facts/calendar/deadline" as Link)"\(flag: "novalidate", true)>
            \(each: fields.prefix(3), { .field($0) })
            <details\(flag: "open", isOpen)><summary>\(words("facts.deadline.more"))</summary>
            \(each: fields.dropFirst(3), { .field($0) })</details>
            <div class="actions"><button>\(words("facts.deadline.submit"))</button></div>
            </form>
            """
    }

    private var fields: [Field] {
        func choices(_ key: String, _ values: [String]) -> [Choice] { values.map { Choice($0, words("facts.choice.\(key).\($0)")) } }
        func moment(_ name: String, _ value: String?, _ hint: String?) -> Field {
            Field(
                name, words("facts.deadline.\(name)"),
                .line("datetime-local", DeadlineQuestion.moment(value ?? "").map(Self.local) ?? value ?? ""),
                hint: hint, isRequired: name == "received")
        }
        return [
            moment("received", question?.received, words("facts.deadline.received.hint")),
            Field(
                "limit", words("facts.deadline.limit"), .line("number", question?.limit ?? ""), isRequired: true),
            Field(
                "unit", words("facts.deadline.unit"),
                .select(choices("unit", DeadlineQuestion.Unit.allCases.map(\.rawValue)), chosen: question?.unit)),
            Field(
                "late", words("facts.deadline.late"), .select(choices("late", ["same_day", "next_working_day"]), chosen: question?.late)),
            Field("day_off", words("facts.deadline.day_off"), .select(choices("day_off", ["moves", "stays"]), chosen: question?.dayOff)),
            moment("asked", question?.asked, words("facts.deadline.asked.hint")),
            moment("complete", question?.complete, nil),
            Field(
                "effect", words("facts.deadline.effect"), .select(choices("effect", ["restarts", "suspends"]), chosen: question?.effect)),
        ]
    }

    /// As a browser's field for a moment wants it.
    private static func local(_ moment: Timestamp) -> String { "\(moment.vietnamDate)T\(moment.vietnamClock)" }

    private var result: HTML {
        guard let answer else { return HTML() }
        let clock = ClockWords(words)
        let lines = DeadlineSummary(answer, words).lines
        let received = words(
            "facts.deadline.counted", ["limit": clock.limit(answer.clock.limit), "moment": words.numbers.moment(answer.clock.received)])
        return .section(
            words("facts.deadline.result"), id: "result",
            """
            <p>\(received)</p>
            \(if: answer.reading.deadline?.isProvisional == true, .notice(
                .warning, words("facts.calendar.provisional"), "\(each: answer.doubts, { "<p>\(clock.doubt($0))</p>" })"))
            \(.definitions(lines.map { ($0.term, "<strong>\($0.text)</strong>") }))
            \(each: answer.reading.findings, { "<p class=\"why\">\(clock.finding($0))</p>" })
            \(.table(
                id: "trail", caption: words("facts.deadline.trail"),
                columns: [
                    Column(words("facts.column.day"), .head) { step in
                        "\(clock.day(step.first))\(if: step.last != step.first, " – \(clock.day(step.last))")"
                    },
                    Column(words("facts.column.counted"), .number) { "\(clock.counted($0, of: answer.clock.limit) ?? "–")" },
                    Column(words("facts.column.reason")) { "\(clock.cause($0.cause))" },
                ] as [Column<TrailStep>], rows: answer.trail))
            """)
    }
}
