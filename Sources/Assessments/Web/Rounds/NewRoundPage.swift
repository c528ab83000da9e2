import Kernel
import Platform
import Scoring
import Units

/// The two pages of a new round.
struct NewRoundPage {
    private let context: Context
    private let words: Words
    private let draft: RoundDraft
    private let error: (any DomainError)?

    init(_ context: Context, _ draft: RoundDraft, refused error: (any DomainError)?) {
        self.context = context
        words = context.words
        self.draft = draft
        self.error = error
    }

    private func page(_ title: String, _ lead: String, _ content: HTML) -> Page {
        Page(
            title, lead: lead, crumbs: RoundLink.crumbs(words), room: "assessments", status: Page.status(refused: error), isIndexed: false,
            content: content)
    }

    func basics(_ frameworks: [Framework], models: [Round]) -> Page {
        let basics = draft.basics
        let list = CheckList(
            name: "frameworks", legend: words("assessments.round.frameworks"), hint: words("assessments.round.frameworks.hint"),
            choices: frameworks.map { Choice($0.identity, "\(words($0.block.title)): \(words($0.title)) (\($0.identity))") },
            chosen: Set(basics.frameworks))
        let kinds = Round.Kind.allCases.map { Choice($0.rawValue, words("assessments.round.kind.\($0.rawValue)")) }
        let fields =
            RoundFields(words).naming(basics.code, basics.title, basics.period) + [
                Field(
                    "kind", words("assessments.round.kind"), .radios(kinds, chosen: basics.kind), hint: words("assessments.round.kind.hint")
                ),
                Field(list.name, list.legend, .radios(list.choices, chosen: nil)),
            ]
        let told = fields.telling(error, words)
        return page(
            words("assessments.round.new"), words("assessments.round.new.lead"),
            """
            \(.errorSummary(told, words))\
            \(.ways(words("assessments.round.new.copy"), models.map { Crumb(words($0.title), RoundLink.settings($0, .copy)) }))
            <form method="post" action="\("/assessments/rounds/new" as Link)" novalidate>
            \(.token(context.actor))\(each: told.dropLast(), HTML.field)\(list.html(error: told.last?.error))
            <div class="actions"><button>\(words("assessments.round.new.next"))</button></div>
            </form>
            """)
    }

    func units(_ blocks: [PrepareRound.Block]) -> Page {
        let fields = RoundFields(words).days(draft.days).telling(error, words)
        return page(
            words("assessments.round.new.units"), words("assessments.round.new.units.lead"),
            """
            \(.errorSummary(fields, words))\
            <form class="wide" method="post" action="\("/assessments/rounds/new" as Link)" novalidate>
            \(.token(context.actor))\(each: carried, HTML.field)
            \(.section(words("assessments.round.deadlines"), "<div class=\"fields\">\(each: fields, HTML.field)</div>"))
            \(each: blocks, members)
            <div class="actions"><button>\(words("assessments.round.new.create"))</button></div>
            </form>
            """)
    }

    /// What the first page asked, taken along unseen.
    private var carried: [Field] {
        let basics = draft.basics
        let values = [
            ("step", "units"), ("code", basics.code), ("title.vi", basics.title.vi), ("title.en", basics.title.en),
            ("period", basics.period), ("kind", basics.kind),
        ]
        return (values + basics.frameworks.map { ("frameworks", $0) }).map { Field($0.0, "", .hidden($0.1)) }
    }

    private func members(_ block: PrepareRound.Block) -> HTML {
        let code = block.framework.block.code
        func box(_ name: String, _ unit: Unit, _ isChecked: Bool, _ label: String) -> HTML {
            """
            <input type="checkbox" name="\(name)" value="\(code) \(unit.code)" aria-label="\(label): \(words(unit.name))"\(flag: "checked", isChecked)>
            """
        }
        func word(_ unit: Unit) -> String { "\(code) \(unit.code)" }
        return .section(
            words(block.framework.block.title),
            .table(
                id: "members-\(code)", caption: "\(words(block.framework.title)) (\(block.framework.identity))",
                columns: [
                    Column(words("assessments.progress.unit"), .head) {
                        "\(words($0.unit.name)) <span class=\"why\">\($0.unit.code)</span>"
                    },
                    Column(words("assessments.round.takes_part"), .control) {
                        box("units", $0.unit, draft.chosen?.contains(word($0.unit)) ?? true, words("assessments.round.takes_part"))
                    },
                    Column(words("assessments.round.ranked"), .control) {
                        box(
                            "ranked", $0.unit, draft.chosen == nil ? $0.isRanked : draft.ranked.contains(word($0.unit)),
                            words("assessments.round.ranked"))
                    },
                ] as [Column<(unit: Unit, isRanked: Bool)>], rows: block.members, empty: words("assessments.round.no_members")))
    }
}

/// Questions that several forms about a round ask.
struct RoundFields {
    private let words: Words

    init(_ words: Words) { self.words = words }

    func naming(_ code: String, _ title: Bilingual, _ period: String) -> [Field] {
        [
            Field("code", words("assessments.round.code"), .text(code), hint: words("assessments.round.code.hint"), isRequired: true),
            Field("title.vi", words("assessments.round.title.vi"), .text(title.vi), isRequired: true),
            Field("title.en", words("assessments.round.title.en"), .text(title.en), isRequired: true),
            Field(
                "period", words("assessments.round.period"), .text(period), hint: words("assessments.round.period.hint"), isRequired: true),
        ]
    }

    /// One day for each deadline, in their order; values by name.
    func days(_ values: [String: String]) -> [Field] {
        Deadlines.names.map { name in
            Field(
                name, words("assessments.round.deadline.\(name)"), .line("date", values[name] ?? ""),
                hint: words("assessments.round.deadline.\(name).hint"), isRequired: true)
        }
    }
}
