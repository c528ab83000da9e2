import Kernel
import Office
import Platform
import Units

/// What units do with petitions, for everybody: by unit, by month, by class; and for the controller the way into the rounds (FB-8).
struct FigurePages: Sendable {
    private static let csv = [
        "unit", "name", "month", "received", "anonymous", "conduct", "own_rules", "other_rules", "not_accepted", "unclassified", "answered",
        "refused", "handed_on", "on_time", "late", "satisfied", "partly", "unsatisfied", "published",
    ]

    let bureau: FeedbackBureau

    func add(to routes: inout Routes) {
        routes.page("/feedback/figures", .everyone, cache: .publicData(query: "year", "done")) { try await page($0) }
        routes.file("/feedback/figures.csv", .everyone, cache: .publicData(query: "year")) { try await file($0) }
        routes.form("/feedback/figures", .role(.procedureController)) { try await handOver($0, $1) }
    }

    private func screen(_ context: Context) async throws -> CountPetitions.Screen {
        let today = bureau.services.now().vietnamDate
        let year = context.query["year"].flatMap { Int($0) }.flatMap { (2000...today.year).contains($0) ? $0 : nil } ?? today.year
        return try await CountPetitions(bureau)(year: year)
    }

    private func page(_ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        let today = bureau.services.now().vietnamDate
        let years = (0..<4).map { Choice("\(today.year - $0)", "\(today.year - $0)") }
        let year = Field("year", words("feedback.figures.year"), .select(years, chosen: "\(screen.year)"))
        let all = screen.lines.first?.tally ?? PetitionTally()
        return Page(
            words("feedback.figures"), kicker: screen.isGenerated ? words("feedback.generated") : nil,
            lead: words("feedback.figures.lead", ["year": "\(screen.year)"]), crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)],
            room: "feedback", status: Page.status(refused: error),
            content: """
                \(context.done)
                \(.form(.get, to: FeedbackLink.figures, [year], submit: words("feedback.figures.show"), isBar: true))
                \(Self.headline(all, words))
                \(.section(words("feedback.figures.units"), units(screen, words)))
                \(.section(words("feedback.figures.months"), months(all: screen.lines.first?.months ?? [], words)))
                \(.section(words("feedback.figures.classes"), classes(all, words)))
                \(.downloads([Download("CSV", ("/feedback/figures.csv" as Link).setting("year", to: "\(screen.year)"))], words))
                <p class="small">\(words("feedback.figures.explained"))</p>
                \(if: context.actor.has(.procedureController), handing(words, context, error))
                """)
    }

    /// The four figures that say most.
    static func headline(_ tally: PetitionTally, _ words: Words) -> HTML {
        func share(_ part: Int, _ whole: Int) -> HTML {
            whole == 0 ? "–" : "\(words.numbers.percent(Ratio(Int64(part), Int64(whole)), digits: 1))"
        }
        func of(_ part: Int, _ whole: Int) -> String {
            words("feedback.figures.of", ["part": words.numbers.count(part), "whole": words.numbers.count(whole)])
        }
        return .figures([
            Figure(words("feedback.figures.received"), "\(words.numbers.count(tally.received))"),
            Figure(words("feedback.figures.on_time"), share(tally.onTime, tally.judged), note: of(tally.onTime, tally.judged)),
            Figure(words("feedback.figures.satisfied"), share(tally.satisfied, tally.rated), note: of(tally.satisfied, tally.rated)),
            Figure(
                words("feedback.figures.published"), share(tally.published, tally.toPublish), note: of(tally.published, tally.toPublish)),
        ])
    }

    private func units(_ screen: CountPetitions.Screen, _ words: Words) -> HTML {
        .table(
            id: "units", caption: words("feedback.figures.units"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("feedback.unit"), .head) { (line: CountPetitions.Line) in
                    "\(line.unit.map { words($0.name) } ?? words("feedback.figures.all"))"
                }
            ]
                + Self.counts(words).map { name, count in
                    Column(name, .number) { (line: CountPetitions.Line) in "\(words.numbers.count(count(line.tally)))" }
                }, rows: screen.lines, emphasis: { $0.unit == nil })
    }

    private func months(all: [PetitionTally], _ words: Words) -> HTML {
        .table(
            id: "months", caption: words("feedback.figures.months"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("feedback.figures.month"), .head) { (line: (offset: Int, element: PetitionTally)) in "\(line.offset + 1)" }
            ]
                + Self.counts(words).map { name, count in
                    Column(name, .number) { (line: (offset: Int, element: PetitionTally)) in "\(words.numbers.count(count(line.element)))" }
                }, rows: all.enumerated().filter { !$0.element.isEmpty }, empty: words("feedback.figures.none"))
    }

    private static func counts(_ words: Words) -> [(String, (PetitionTally) -> Int)] {
        [
            (words("feedback.figures.received"), { $0.received }), (words("feedback.figures.answered"), { $0.answered }),
            (words("feedback.figures.on_time"), { $0.onTime }), (words("feedback.figures.late"), { $0.late }),
            (words("feedback.figures.satisfied"), { $0.satisfied }), (words("feedback.figures.unsatisfied"), { $0.unsatisfied }),
        ]
    }

    private func classes(_ tally: PetitionTally, _ words: Words) -> HTML {
        let rows: [(String, Int)] =
            Petition.Class.allCases.map { (words($0.text), tally.byClass[$0] ?? 0) }
            + [(words("feedback.class.none"), tally.byClass[nil] ?? 0)]
        return .table(
            id: "classes", caption: words("feedback.figures.classes"), isCaptionHidden: true,
            columns: [
                Column(words("feedback.class"), .head) { (line: (String, Int)) in "\(line.0)" },
                Column(words("feedback.figures.received"), .number) { "\(words.numbers.count($0.1))" },
            ], rows: rows)
    }

    private func handing(_ words: Words, _ context: Context, _ error: (any DomainError)?) -> HTML {
        let periods = Period.recent(bureau.services.now().vietnamDate).filter { $0.last < bureau.services.now().vietnamDate }
        let field = Field(
            "period", words("feedback.figures.period"),
            .select(periods.map { Choice($0.description, words.numbers.period($0)) }, chosen: nil),
            error: error.map { words($0.code, $0.details) })
        return .section(
            words("feedback.figures.hand_over"),
            """
            <p>\(words("feedback.figures.hand_over.lead"))</p>
            \(.form(.post, to: FeedbackLink.figures, [field], submit: words("feedback.figures.hand_over.submit"), by: context.actor))
            """)
    }

    private func handOver(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            guard let period = Period(form["period"]) else {
                throw Faults([Fault("feedback.day_wrong", at: Place(field: "period"))])
            }
            try await MeasureFeedback(bureau)(period, by: context.actor)
            return .go(FeedbackLink.figures.setting("done", to: "measured"))
        } again: { error in
            try await page(context, refused: error)
        }
    }

    private func file(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        let rows = screen.lines.dropFirst().flatMap { line in
            line.months.enumerated().filter { !$0.element.isEmpty }.map { month, tally in Self.row(line, month, tally, screen.year) }
        }
        return FileAnswer(
            name: "feedback-\(screen.year).csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(Self.csv, rows, .machine))
    }

    private static func row(_ line: CountPetitions.Line, _ month: Int, _ tally: PetitionTally, _ year: Int) -> [OutputCell] {
        let classes: [Petition.Class?] = [.anonymous, .conduct, .ownRules, .otherRules, .notAccepted, nil]
        let counts =
            [tally.received] + classes.map { tally.byClass[$0] ?? 0 } + [
                tally.answered, tally.refused, tally.handedOn, tally.onTime, tally.late,
            ]
            + [tally.satisfied, tally.partly, tally.unsatisfied, tally.published]
        let head = [line.unit?.code ?? "", line.unit?.name.vi ?? "", Period.month(month + 1, of: year).description]
        return head.map { .text($0) } + counts.map { .text("\($0)") }
    }
}

/// What a unit did with petitions lately, on its page.
struct UnitFeedback {
    static func section(_ tally: PetitionTally, unit: String, _ words: Words) -> HTML {
        if tally.received == 0 { return HTML() }
        return .section(
            words("feedback.unit_section"), id: "feedback",
            """
            \(FigurePages.headline(tally, words))
            <p><a href="\(FeedbackLink.figures)">\(words("feedback.figures"))</a></p>
            """)
    }
}

/// The way in from the first page.
enum FrontFeedback {
    static func section(_ words: Words) -> HTML {
        .section(
            words("feedback.front"), id: "feedback",
            """
            <p>\(words("feedback.front.lead"))</p>
            <p class="actions"><a href="\(FeedbackLink.new)">\(words("feedback.new"))</a> <a href="\(FeedbackLink.tracking)">\(words("feedback.track"))</a> \
            <a href="\(FeedbackLink.published)">\(words("feedback.published"))</a></p>
            """)
    }
}
