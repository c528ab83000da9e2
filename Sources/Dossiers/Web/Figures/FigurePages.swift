import Kernel
import Office
import Platform
import Units

/// Figures of dossiers: on time by its three denominators, the report II.06, the scores of TT 01/2018, the measures of Decision 766,
/// what looks odd, and behind each number the dossiers that it counts.
struct FigurePages: Sendable {
    private let show: ShowFigures

    init(bureau: Bureau) { show = ShowFigures(bureau: bureau, memory: FigureMemory()) }

    /// Lets whoever scores ask for the measures of all units.
    func offer(to figures: LiveFigures) {
        figures.offer("qd-766") { [show] in try await show.sheet($0, by: $1) }
    }

    func add(to routes: inout Routes) {
        let readers = Access.anyOf(DossierDuty.roles)
        routes.page("/dossiers/figures", readers) { context in
            let (view, choice) = try await view(context)
            return OnTimePage(view: view, choice: choice, context: context).page(beside: try await show.beside(view))
        }
        routes.page("/dossiers/figures/months", readers) { try await months($0).page() }
        routes.file("/dossiers/figures/months.csv", readers) { try await months($0).file() }
        routes.page("/dossiers/figures/dossiers", readers) { context in
            let (view, choice) = try await view(context)
            return CountedPage(view: view, choice: choice, context: context).page()
        }
        routes.page("/dossiers/figures/report", readers) { context in
            let (view, choice) = try await view(context)
            return FieldReportPage(view: view, choice: choice, context: context).page()
        }
        routes.page("/dossiers/figures/scores", readers) { context in
            let (view, choice) = try await view(context)
            return ScoresPage(view: view, choice: choice, context: context).page()
        }
        routes.page("/dossiers/figures/index", readers) { context in
            let (view, choice) = try await view(context)
            return MeasuresPage(view: view, measures: try await show.measures(view), choice: choice, context: context).page()
        }
        routes.page("/dossiers/figures/oddities", readers) { context in
            let choice = FigureChoice(context, today: show.bureau.services.now().vietnamDate)
            let (view, report) = try await show.gaming(choice.question, by: context.actor)
            return OdditiesPage(view: view, report: report, choice: choice, context: context).page()
        }
        routes.form("/dossiers/figures/index", .role(.procedureController)) { try await measure($0, $1) }
        routes.file("/dossiers/figures/on-time.csv", readers) { context in
            let (view, choice) = try await view(context)
            return OnTimePage(view: view, choice: choice, context: context).file()
        }
        routes.file("/dossiers/figures/report.csv", readers) { context in
            let (view, choice) = try await view(context)
            return FieldReportPage(view: view, choice: choice, context: context).file()
        }
        routes.file("/dossiers/figures/index.csv", readers) { context in
            let (view, _) = try await view(context)
            return MeasuresPage.file(view, try await show.measures(view))
        }
    }

    /// Hands the measures of the period over to whoever scores.
    private func measure(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let period = Period(form["period"]) else { throw RouteError.noSuchPage }
        let page: Link = "/dossiers/figures/index"
        do {
            try await MeasureUnits(figures: show)(period, by: context.actor)
        } catch DossiersError.periodNotOver(_) {
            return .go(page.setting("period", to: period.description).setting("done", to: "not_over"))
        }
        return .go(page.setting("period", to: period.description).setting("done", to: "measured"))
    }

    private func months(_ context: Context) async throws -> MonthsPage {
        let choice = FigureChoice(context, today: show.bureau.services.now().vietnamDate)
        let view = try await ShowMonths(bureau: show.bureau)(choice.question.period.first.year, by: context.actor)
        return MonthsPage(view: view, choice: choice, context: context)
    }

    private func view(_ context: Context) async throws -> (ShowFigures.View, FigureChoice) {
        let choice = FigureChoice(context, today: show.bureau.services.now().vietnamDate)
        return (try await show(choice.question, by: context.actor), choice)
    }
}

/// What the query of a page of figures asks for; what it does not say is this month, by unit.
struct FigureChoice {
    let question: ShowFigures.Question
    let address: Link
    let query: [String: String]
    private let today: CalendarDate

    init(_ context: Context, today: CalendarDate) {
        question = ShowFigures.Question(
            period: context.query["period"].flatMap { Period($0) } ?? .month(today.month, of: today.year),
            cut: context.query["by"].flatMap(Slice.Dimension.init) ?? .unit,
            unit: context.query["unit"].flatMap { $0.isEmpty ? nil : $0 })
        address = Link(path: String(context.address.text.prefix { $0 != "?" })) ?? "/dossiers/figures"
        query = context.query
        self.today = today
    }

    /// An address of the room's figures that asks the same.
    func link(_ page: Link) -> Link {
        page.setting("period", to: question.period.description).setting("by", to: question.cut.rawValue).setting("unit", to: question.unit)
    }

    func form(_ view: ShowFigures.View, cuts: [Slice.Dimension], _ words: Words) -> HTML {
        var known = Period.recent(today)
        if !known.contains(question.period) { known.insert(question.period, at: 0) }
        var fields = [
            Field(
                "period", words("dossiers.figures.period"),
                .select(known.map { Choice($0.description, words.numbers.period($0)) }, chosen: question.period.description)),
            Field("unit", words("dossiers.figures.unit"), .text(question.unit ?? ""), hint: words("dossiers.figures.unit.hint")),
        ]
        if !cuts.isEmpty {
            let choices = cuts.map { Choice($0.rawValue, words("dossiers.figures.by.\($0.rawValue)")) }
            fields.append(Field("by", words("dossiers.figures.by"), .select(choices, chosen: question.cut.rawValue)))
        }
        return .form(.get, to: address, fields, submit: words("dossiers.figures.show"), isBar: true)
    }

    /// Years that are offered, this one first.
    var years: [Int] { [today.year, today.year - 1, today.year - 2] }

    /// The ways between the pages of figures, and when the numbers were taken.
    func frame(_ view: ShowFigures.View, cuts: [Slice.Dimension] = [], _ words: Words) -> HTML {
        """
        \(ways(words))
        \(form(view, cuts: cuts, words))
        <p class="small">\(words("dossiers.figures.taken", ["moment": words.numbers.moment(view.book.taken), "day": words.numbers.date(view.asOf), "count": words.numbers.count(view.book.codes.count)]))</p>
        \(if: view.isGenerated, "<p>\(HTML.tag(words("units.generated")))</p>")
        """
    }

    /// The ways between the pages of figures.
    func ways(_ words: Words) -> HTML {
        let pages: [(String, Link)] = [
            ("on_time", "/dossiers/figures"), ("months", "/dossiers/figures/months"), ("report", "/dossiers/figures/report"),
            ("scores", "/dossiers/figures/scores"),
            ("index", "/dossiers/figures/index"), ("oddities", "/dossiers/figures/oddities"),
        ]
        return """
            <nav class="parts" aria-label="\(words("dossiers.figures"))"><ul>\(each: pages, { page in
                """
                <li><a href="\(link(page.1))"\(attribute: "aria-current", page.1 == address ? "true" : nil)>\(words("dossiers.figures.\(page.0)"))</a></li>
                """
            })</ul></nav>
            """
    }

    static func lead(_ view: ShowFigures.View, _ words: Words) -> String {
        view.unit.map { "\(words($0.name)), \(words.numbers.period(view.period))" } ?? words.numbers.period(view.period)
    }
}

extension Share {
    /// `98,61%`, or what is said of nothing.
    func text(_ words: Words, digits: Int = 2) -> String {
        switch reading {
        case .ratio(let ratio): words.numbers.percent(ratio, digits: digits)
        case .fullOfNothing: words("dossiers.figures.full_of_nothing")
        case .notAvailable: words("dossiers.figures.not_available")
        }
    }
}

extension ShowFigures.View {
    /// What a group of a dimension is called.
    func name(_ dimension: Slice.Dimension, _ number: Int, _ words: Words) -> String {
        if dimension == .channel { return words("dossiers.channel.\(Dossier.Channel.allCases[number].rawValue)") }
        guard let register = book.register(dimension), register.codes.indices.contains(number) else { return "–" }
        if dimension == .officer { return register.codes[number].isEmpty ? words("dossiers.figures.nobody") : register.codes[number] }
        return register.names[number]
    }

    /// By which code a group is asked for.
    func code(_ dimension: Slice.Dimension, _ number: Int) -> String {
        dimension == .channel ? Dossier.Channel.allCases[number].rawValue : book.register(dimension)?.codes[number] ?? ""
    }
}
