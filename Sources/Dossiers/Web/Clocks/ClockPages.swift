import Facts
import Kernel
import Platform
import Procedures
import WorkingTime

/// How the limit of a procedure is counted: what the law says from which day on, what the office decided beside it, and the form in
/// which whoever keeps the procedures decides (OS-51, OS-53, OS-58).
struct ClockPages: Sendable {
    private static let list: Link = "/dossiers/clocks"

    let bureau: Bureau

    func add(to routes: inout Routes) {
        let readers = Access.anyOf(DossierDuty.roles)
        routes.page("/dossiers/clocks", readers) { try await overview($0) }
        routes.page("/dossiers/clocks/:procedure", readers) { try await page(Form(), $0, refused: nil) }
        routes.form("/dossiers/clocks/:procedure", .role(.procedureController)) { try await choose($0, $1) }
    }

    // MARK: all procedures

    private func overview(_ context: Context) async throws -> Page {
        let (words, text) = (context.words, context.query["q"] ?? "")
        let overview = try await ShowClock(bureau).overview(text, by: context.actor)
        let search: HTML = .form(
            .get, to: Self.list, [Field("q", words("dossiers.receive.search"), .search(text))], submit: words("dossiers.search.submit"),
            isBar: true)
        return Page(
            words("dossiers.clocks"), lead: words("dossiers.clocks.lead"), crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks)],
            room: "dossiers-desk", isIndexed: false,
            content: """
                \(search)
                \(if: !text.isEmpty, .section(words("dossiers.receive.procedures"), found(overview.found, words)))
                \(.section(words("dossiers.clocks.chosen"), chosen(overview, words)))
                \(.section(words("dossiers.clocks.law"), Self.law(words)))
                """)
    }

    private func found(_ entries: [CatalogueEntry], _ words: Words) -> HTML {
        guard !entries.isEmpty else { return "<p>\(words("dossiers.receive.none"))</p>" }
        return """
            <ul>\(each: entries, { "<li><a href=\"\(DossierLink.clock($0.code))\">\($0.name)</a> <code>\($0.code)</code></li>" })</ul>
            """
    }

    private func chosen(_ overview: ShowClock.Overview, _ words: Words) -> HTML {
        .table(
            id: "chosen", caption: words("dossiers.clocks.chosen"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.procedure"), .head) { (line: (choice: ClockChoice, name: String)) in
                    let code = line.choice.procedure
                    return "<a href=\"\(DossierLink.clock(code))\">\(line.name.isEmpty ? code : line.name)</a> <code>\(code)</code>"
                }
            ] + Self.columns(words).map { column in Column(column.title) { column.text($0.choice) } }, rows: overview.choices,
            empty: words("dossiers.clocks.none"))
    }

    // MARK: one procedure

    private func page(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await ShowClock(bureau)(context.path("procedure"), by: context.actor)
        let procedure = screen.procedure.procedure
        let decides = context.actor.has(.procedureController)
        let fields = decides ? fields(form, screen, words).telling(error, words) : []
        return Page(
            words("dossiers.clock"), kicker: procedure.name, lead: words("dossiers.clock.lead"),
            crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks), Crumb(words("dossiers.clocks"), Self.list)],
            room: "dossiers-desk", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\
                \(context.done)
                \(.section(words("dossiers.clock.today", ["day": words.numbers.date(screen.today)]), today(screen, words)))
                \(if: decides, .section(
                    words("dossiers.clock.choose"),
                    .form(.post, to: DossierLink.clock(procedure.code), fields, submit: words("dossiers.clock.submit"), by: context.actor)))
                \(.section(words("dossiers.clocks.chosen"), history(screen, words)))
                \(.section(words("dossiers.clocks.law"), Self.law(words)))
                <p><a href="\("/procedures/\(procedure.code)" as Link)">\(words("dossiers.clock.procedure"))</a></p>
                """)
    }

    /// What holds for a dossier that comes today, and by whose word.
    private func today(_ screen: ShowClock.Screen, _ words: Words) -> HTML {
        let policy = screen.policy
        let decision = screen.chosen.map {
            words("dossiers.clock.by_decision", ["source": $0.source, "day": words.numbers.date($0.from)])
        }
        let entries: [(term: String, text: HTML)] = [
            (words("dossiers.clock.late_receipt"), "\(words("dossiers.clock.late_receipt.\(policy.lateReceipt.rawValue)"))"),
            (words("dossiers.clock.supplement"), "\(words("dossiers.clock.supplement.\(policy.supplement.rawValue)"))"),
            (words("dossiers.clock.post_days"), "\(Self.postDays(screen.chosen?.postDays ?? 0, words))"),
            (words("dossiers.clock.source"), "\(decision ?? words("dossiers.clock.by_law"))"),
        ]
        return .definitions(entries)
    }

    private func fields(_ form: Form, _ screen: ShowClock.Screen, _ words: Words) -> [Field] {
        func choices<Word: RawRepresentable<String>>(_ name: String, _ all: [Word]) -> [Choice] {
            all.map { Choice($0.rawValue, words("dossiers.clock.\(name).\($0.rawValue)")) }
        }
        let policy = screen.policy
        return [
            Field(
                "late_receipt", words("dossiers.clock.late_receipt"),
                .radios(
                    choices("late_receipt", [ClockPolicy.LateReceipt.sameDay, .nextWorkingDay]),
                    chosen: form.optional("late_receipt") ?? policy.lateReceipt.rawValue)),
            Field(
                "supplement", words("dossiers.clock.supplement"),
                .radios(
                    choices("supplement", [ClockPolicy.Supplement.restarts, .suspends]),
                    chosen: form.optional("supplement") ?? policy.supplement.rawValue)),
            Field(
                "post_days", words("dossiers.clock.post_days"),
                .line("number", form.optional("post_days") ?? "\(screen.chosen?.postDays ?? 0)"),
                hint: words("dossiers.clock.post_days.hint")),
            Field(
                "from", words("dossiers.clock.from"), .text(form.optional("from") ?? words.numbers.date(screen.today)),
                hint: words("dossiers.clock.from.hint"), isRequired: true),
            Field(
                "source", words("dossiers.clock.source"), .text(form["source"]), hint: words("dossiers.clock.source.hint"),
                isRequired: true),
        ]
    }

    private func choose(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("procedure")
        return try await .trying {
            try await ChooseClock(bureau)(choice(form, of: code), by: context.actor)
            return .go(DossierLink.clock(code).setting("done", to: "clock_chosen"))
        } again: { error in
            try await page(form, context, refused: error)
        }
    }

    private func choice(_ form: Form, of code: String) throws -> ClockChoice {
        let (log, place) = (FaultLog(), Place(file: code))
        let late = ClockPolicy.LateReceipt(rawValue: form["late_receipt"])
        let supplement = ClockPolicy.Supplement(rawValue: form["supplement"])
        let (from, days) = (CalendarDate(written: form["from"]), Int(form.optional("post_days") ?? "0"))
        if late == nil { log.add("dossiers.clock_missing", at: place.field("late_receipt")) }
        if supplement == nil { log.add("dossiers.clock_missing", at: place.field("supplement")) }
        if from == nil { log.add("dossiers.day_unreadable", at: place.field("from"), ["text": form["from"]]) }
        if days == nil { log.add("dossiers.count_wrong", at: place.field("post_days"), ["text": form["post_days"]]) }
        guard let late, let supplement, let from, let days else { throw Faults(log.faults) }
        return ClockChoice(
            procedure: code, from: from, lateReceipt: late, supplement: supplement, postDays: days, source: form["source"])
    }

    // MARK: tables

    private func history(_ screen: ShowClock.Screen, _ words: Words) -> HTML {
        .table(
            id: "choices", caption: words("dossiers.clocks.chosen"), isCaptionHidden: true, isStacked: true,
            columns: Self.columns(words).map { column in Column(column.title) { column.text($0) } } as [Column<ClockChoice>],
            rows: screen.choices, empty: words("dossiers.clocks.none"))
    }

    private static func columns(_ words: Words) -> [(title: String, text: @Sendable (ClockChoice) -> HTML)] {
        [
            (words("dossiers.clock.from"), { "\(words.numbers.date($0.from))" }),
            (words("dossiers.clock.late_receipt"), { "\(words("dossiers.clock.late_receipt.\($0.lateReceipt.rawValue)"))" }),
            (words("dossiers.clock.supplement"), { "\(words("dossiers.clock.supplement.\($0.supplement.rawValue)"))" }),
            (words("dossiers.clock.post_days"), { "\(postDays($0.postDays, words))" }),
            (words("dossiers.clock.source"), { "\($0.source)" }),
        ]
    }

    private static func postDays(_ days: Int, _ words: Words) -> String {
        days == 0 ? words("dossiers.clock.post_days.none") : ClockWords(words).limit(.workingDays(days))
    }

    /// `Facts/clock-rules.csv` as everybody may read it.
    private static func law(_ words: Words) -> HTML {
        let clock = ClockWords(words)
        return .table(
            id: "law", caption: words("dossiers.clocks.law"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.clock.from"), .head) { (rule: ClockRules.Rule) in "\(words.numbers.date(rule.from))" },
                Column(words("dossiers.clock.late_receipt")) {
                    "\(words("dossiers.clock.late_receipt.\($0.policy.lateReceipt.rawValue)"))"
                },
                Column(words("dossiers.clock.supplement")) { "\(words("dossiers.clock.supplement.\($0.policy.supplement.rawValue)"))" },
                Column(words("dossiers.clock.supplements"), .number) { "\($0.policy.supplementsAtMost)" },
                Column(words("dossiers.clock.within")) { "\($0.policy.supplementWithin.map { clock.limit($0) } ?? "–")" },
                Column(words("dossiers.clock.source")) { "\($0.source)" },
            ], rows: ClockRules.shipped)
    }
}
