import Kernel
import Platform
import Scoring

/// How a round begins after the model of another, and how it ends.
extension RoundForms {
    // MARK: copy (EXPECTED 5)

    func copying(_ context: Context) async throws -> Page { try await copyingPage(nil, context) }

    func copy(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            let basics = PrepareRound.Basics(
                code: form["code"], title: Bilingual(vi: form["title.vi"], en: form["title.en"]), period: form["period"],
                kind: form["kind"], frameworks: [code])
            let (period, kind) = try await PrepareRound(workplace).check(basics, by: context.actor)
            let order = CopyRound.Order(
                from: code, code: basics.code, title: basics.title, period: period, kind: kind, frameworks: form.all("frameworks"))
            let round = try await CopyRound(workplace)(order, by: context.actor)
            return .go(RoundLink.settings(round).setting("done", to: "copied"))
        } again: { error in
            try await copyingPage(form, context, refused: error)
        }
    }

    private func copyingPage(_ form: Form?, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let screen = try await round(context)
        let words = context.words
        let title = Bilingual(vi: form?["title.vi"] ?? screen.round.title.vi, en: form?["title.en"] ?? screen.round.title.en)
        let blocks = Set(screen.blocks.map(\.block.code))
        let present = Set(screen.blocks.map(\.block.framework))
        let others = try await PrepareRound(workplace).frameworks().filter {
            blocks.contains($0.block.code) && !present.contains($0.identity)
        }
        let kinds = Round.Kind.allCases.map { Choice($0.rawValue, words("assessments.round.kind.\($0.rawValue)")) }
        let list = CheckList(
            name: "frameworks", legend: words("assessments.round.copy.frameworks"), hint: words("assessments.round.copy.frameworks.hint"),
            choices: others.map { Choice($0.identity, "\(words($0.block.title)): \(words($0.title)) (\($0.identity))") },
            chosen: Set(form?.all("frameworks") ?? []))
        let fields =
            RoundFields(words).naming(form?["code"] ?? "", title, form?["period"] ?? "") + [
                Field(
                    "kind", words("assessments.round.kind"), .radios(kinds, chosen: form?["kind"] ?? Round.Kind.real.rawValue),
                    hint: words("assessments.round.kind.hint"))
            ]
        let told = fields.telling(error, words)
        return Page(
            words("assessments.round.copy.title"), kicker: words(screen.round.title), lead: words("assessments.round.copy.lead"),
            crumbs: RoundLink.crumbs(words, screen.round) + [Crumb(words("assessments.round.settings"), RoundLink.settings(screen.round))],
            room: "assessments", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(told, words))\
                <form method="post" action="\(RoundLink.settings(screen.round, .copy))" novalidate>
                \(.token(context.actor))\(each: told, HTML.field)\(if: !others.isEmpty, list.html(error: nil))
                <div class="actions"><button>\(words("assessments.round.copy.submit"))</button></div>
                </form>
                """)
    }

    // MARK: decision (PI-76)

    func deciding(_ context: Context) async throws -> Page { try await decidingPage(nil, context) }

    func decide(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            try await DecideRound(workplace)(
                code, number: form["number"], date: CalendarDate(call: form["date"], field: "date"), by: context.actor)
            return .go(("/assessments/rounds/\(code)" as Link).setting("done", to: "decided"))
        } again: { error in
            try await decidingPage(form, context, refused: error)
        }
    }

    private func decidingPage(_ form: Form?, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let screen = try await round(context)
        let words = context.words
        let fields = [
            Field(
                "number", words("assessments.round.decision.number"), .text(form?["number"] ?? ""),
                hint: words("assessments.round.decision.number.hint"), isRequired: true),
            Field("date", words("assessments.round.decision.date"), .line("date", form?["date"] ?? ""), isRequired: true),
        ]
        // What is still open is no matter of the form: a list with the way to each leaf.
        if let faults = error as? Faults, faults.faults.allSatisfy({ $0.code.hasPrefix("assessments.open_end.") }) {
            let count = words("assessments.round.decision.open_ends", ["count": words.numbers.count(faults.faults.count)])
            var told = page(
                .decision, screen.round, fields, context, above: .notice(.warning, count, openEnds(faults.faults, screen, words)))
            told.status = Page.status(refused: error)
            return told
        }
        return page(.decision, screen.round, fields, context, refused: error)
    }

    private func openEnds(_ faults: [Fault], _ screen: ShowRound.Screen, _ words: Words) -> HTML {
        """
        <ul>\(each: faults, { fault in
            let unit = screen.units.first { $0.code == fault.place.file }
            let name = unit.map { words($0.name) } ?? fault.place.file
            guard let unit, let criterion = fault.place.field else { return "<li>\(name): \(words.message(fault))</li>" }
            return "<li>\(name): <a href=\"\(UnitAddress(screen.round, unit).leaf(criterion))\">\(words.message(fault))</a></li>"
        })</ul>
        """
    }
}
