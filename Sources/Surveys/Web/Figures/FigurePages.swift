import Kernel
import Platform
import Units

/// Results: computed, shown, let out, handed over to whoever scores; for those of the house and for everybody.
struct FigurePages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let (read, plan) = (SurveyDuty.read.access, SurveyDuty.plan.access)
        routes.page("/surveys/results", .everyone, cache: .publicData) { try await results($0) }
        routes.page("/surveys/results/:campaign", .everyone, cache: .publicData(query: "edition")) { context in
            let screen = try await ShowFigures(bureau).released(context.path("campaign"), edition: edition(context))
            return FiguresPage(screen: screen, context: context).page()
        }
        routes.file("/surveys/results/:campaign/figures.csv", .everyone, cache: .publicData(query: "edition")) { context in
            FigureFile(screen: try await released(context)).csv(context.words)
        }
        routes.file("/surveys/results/:campaign/figures.json", .everyone, cache: .publicData(query: "edition")) { context in
            try FigureFile(screen: try await released(context)).json(context.words)
        }
        routes.page("/surveys/campaigns/:campaign/figures", read) { try await page($0) }
        routes.file("/surveys/campaigns/:campaign/figures/figures.csv", read) { context in
            FigureFile(screen: try await screen(context)).csv(context.words)
        }
        routes.file("/surveys/campaigns/:campaign/figures/figures.json", read) { context in
            try FigureFile(screen: try await screen(context)).json(context.words)
        }
        routes.page("/surveys/campaigns/:campaign/figures/new", plan) { try await formula(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/figures/new", plan) { try await compute($0, $1) }
        routes.page("/surveys/campaigns/:campaign/figures/release", plan) { try await release(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/figures/release", plan) { try await letOut($0, $1) }
        routes.page("/surveys/campaigns/:campaign/figures/handover", plan) { try await handOver(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/figures/handover", plan) { try await hand($0, $1) }
        routes.file("/surveys/campaigns/:campaign/figures/round.csv", plan) { try await round($0) }
    }

    private func edition(_ context: Context) -> Int? { context.query["edition"].flatMap { Int($0) } }

    private func screen(_ context: Context) async throws -> ShowFigures.Screen {
        try await ShowFigures(bureau)(context.path("campaign"), edition: edition(context), by: context.actor)
    }

    private func released(_ context: Context) async throws -> ShowFigures.Screen {
        try await ShowFigures(bureau).released(context.path("campaign"), edition: edition(context))
    }

    private func page(_ context: Context) async throws -> Page { FiguresPage(screen: try await screen(context), context: context).page() }

    private func results(_ context: Context) async throws -> Page {
        let words = context.words
        let rows = try await ShowFigures(bureau).releases()
        return Page(
            words("surveys.figure.results"), lead: words("surveys.figure.results.lead"), room: "surveys-results",
            content: .table(
                id: "results", caption: words("surveys.figure.results"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("surveys.field.title"), .head) { (row) in
                        "<a href=\"\(SurveysLink.results(row.campaign.number))\">\(row.campaign.plan.title)</a>"
                    },
                    Column(words("surveys.field.unit")) { "\(words($0.unit.name))" },
                    Column(words("surveys.field.period")) { "\(words.numbers.period($0.campaign.plan.period))" },
                    Column(words("surveys.figure.released_on")) { "\(words.numbers.date($0.release.released.vietnamDate))" },
                ], rows: rows, empty: words("surveys.figure.results.none")))
    }

    private func crumbs(_ number: String, _ words: Words) -> [Crumb] {
        [
            Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number)),
            Crumb(words("surveys.figure.figures"), SurveysLink.figures(number)),
        ]
    }

    // MARK: computing

    private func formula(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let (words, screen) = (context.words, try await screen(context))
        let number = screen.campaign.number
        return Page.form(
            words("surveys.figure.compute"), lead: words("surveys.figure.compute.lead"), crumbs: crumbs(number, words), room: "surveys",
            to: SurveysLink.figures(number, "new"),
            FormulaForm(form: form, last: screen.editions.last?.formula, words: words).fields,
            submit: words("surveys.figure.compute.submit"),
            refused: error, by: context.actor, words)
    }

    private func compute(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            let campaign = try await screen(context).campaign
            let formula = try FormulaForm.read(form, seed: campaign.seed ?? 1)
            try await EstimateCampaign(bureau)(formula, campaign: number, by: context.actor)
            return .go(SurveysLink.figures(number).setting("done", to: "estimated"))
        } again: { error in
            try await formula(form, context, refused: error)
        }
    }

    // MARK: letting out

    private func release(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let (words, screen) = (context.words, try await screen(context))
        let number = screen.campaign.number
        let chosen = form.optional("edition") ?? context.query["edition"] ?? screen.editions.last.map { "\($0.number)" }
        return Page.form(
            words("surveys.figure.release"), lead: words("surveys.figure.release.lead"), crumbs: crumbs(number, words), room: "surveys",
            to: SurveysLink.figures(number, "release"),
            [
                Field(
                    "edition", words("surveys.figure.edition"),
                    .select(screen.editions.map { Choice("\($0.number)", "\($0.number)") }, chosen: chosen)),
                Field("note", words("surveys.field.note"), .area(form["note"], rows: 4), hint: words("surveys.figure.release.note")),
                Field("version", "", .hidden("\(screen.campaign.version)")),
            ], submit: words("surveys.figure.release.submit"), refused: error, by: context.actor, words)
    }

    private func letOut(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            guard let edition = Int(form["edition"]) else { throw Faults([Fault("surveys.choice_missing", at: Place(field: "edition"))]) }
            try await ReleaseFigures(bureau)(
                edition, note: form["note"], campaign: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.figures(number).setting("edition", to: "\(edition)").setting("done", to: "released"))
        } again: { error in
            try await release(form, context, refused: error)
        }
    }

    // MARK: handing over

    private func handOver(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let (words, screen) = (context.words, try await screen(context))
        let number = screen.campaign.number
        let figures = FigureWords(words: words)
        let lines = screen.lines.filter { line in
            line.stream == .verified && !line.unit.isEmpty
                && (line.figure == FigurePlan.index || ["part/", "item/", "satisfied/"].contains { line.figure.hasPrefix($0) })
        }
        let choices = Set(lines.map { "\($0.respondents)|\($0.figure)" }).sorted().map { key in
            let parts = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            let group = screen.groups.first { $0.group.code == parts[0] }.map { words($0.group.name) } ?? words("surveys.figure.together")
            return Choice(key, "\(group): \(figures.title(parts[1], screen.instrument(parts[0])))")
        }
        let edition = form.optional("edition") ?? screen.edition.map { "\($0.number)" } ?? ""
        return Page.form(
            words("surveys.figure.hand_over"), lead: words("surveys.figure.hand_over.lead"), crumbs: crumbs(number, words), room: "surveys",
            to: SurveysLink.figures(number, "handover"),
            [
                Field("figure", words("surveys.figure.figure"), .select(choices, chosen: form.optional("figure"))),
                Field(
                    "indicator", words("surveys.figure.indicator"), .text(form.optional("indicator") ?? "surveys.satisfaction"),
                    hint: words("surveys.figure.indicator.hint")), Field("edition", "", .hidden(edition)),
            ], submit: words("surveys.figure.hand_over.submit"), refused: error, by: context.actor, words,
            below: roundForm(choices, edition, screen, context))
    }

    /// The survey leaves of a round take a file.
    private func roundForm(_ choices: [Choice], _ edition: String, _ screen: ShowFigures.Screen, _ context: Context) -> HTML {
        let words = context.words
        let inputs = ["points", "value"].map { Choice($0, words("surveys.figure.input.\($0)")) }
        return .section(
            words("surveys.figure.round"),
            """
            <p>\(words("surveys.figure.round.lead"))</p>
            \(.form(
                .get, to: SurveysLink.figures(screen.campaign.number, "round.csv"),
                [
                    Field("of", words("surveys.figure.figure"), .select(choices, chosen: nil)),
                    Field("criterion", words("surveys.figure.criterion"), .text("")),
                    Field("input", words("surveys.figure.input"), .select(inputs, chosen: "points")),
                    Field("edition", "", .hidden(edition)),
                ], submit: words("surveys.figure.round.submit"), by: context.actor))
            """)
    }

    private func hand(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            let parts = form["figure"].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let edition = Int(form["edition"]) else {
                throw Faults([Fault("surveys.choice_missing", at: Place(field: "figure"))])
            }
            try await HandOverFigures(bureau)(
                .init(edition: edition, respondents: parts[0], figure: parts[1], indicator: form["indicator"]), campaign: number,
                by: context.actor)
            return .go(SurveysLink.figures(number).setting("done", to: "handed_over"))
        } again: { error in
            try await handOver(form, context, refused: error)
        }
    }

    private func round(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        guard screen.release != nil else { throw SurveysError.notReleased(screen.edition?.number ?? 0) }
        let parts = (context.query["of"] ?? "").split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let criterion = context.query["criterion"] ?? ""
        guard parts.count == 2, criterion.wholeMatch(of: /[A-Za-z0-9._-]{1,40}/) != nil else { throw RouteError.noSuchPage }
        return FigureFile(screen: screen).round(
            criterion: criterion, respondents: parts[0], figure: parts[1], input: context.query["input"] == "value" ? "value" : "points")
    }
}
