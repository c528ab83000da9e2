import Kernel
import Platform
import Units

/// The catalogue: what a search finds, a line a procedure.
struct CataloguePage {
    private let words: Words
    private let context: Context
    private let choice: CatalogueChoice
    private let found: FindProcedures.Found
    private let overdue: Int

    /// `overdue` is how many decisions are in effect and not entered, for those who can enter them (PR-12).
    init(_ found: FindProcedures.Found, _ choice: CatalogueChoice, _ context: Context, overdue: Int = 0) {
        self.overdue = overdue
        words = context.words
        self.context = context
        self.choice = choice
        self.found = found
    }

    var page: Page {
        let pages = max(1, (found.count + FindProcedures.pageSize - 1) / FindProcedures.pageSize)
        return Page(
            words("procedures.catalogue"), lead: words("procedures.catalogue.lead", ["count": words.numbers.count(found.counts.all)]),
            room: "procedures", isIndexed: choice.isEmpty,
            content: """
                \(done)
                \(if: overdue > 0, alert)
                \(if: context.actor.has(.administrator), .acts(words("procedures.administer"), Self.acts(words)))
                \(if: choice.isEmpty && found.counts.all > 0, figures)
                \(search)
                <p role="status">\(summary)</p>
                \(table)
                \(.pagination(page: min(choice.page, pages), of: pages, address: context.address, words))
                \(.downloads(Self.downloads, words))
                """)
    }

    private static let downloads = [
        Download("CSV", "/procedures/list.csv"), Download("XLSX", "/procedures/list.xlsx"), Download("JSON", "/procedures/list.jsonl"),
    ]

    static func acts(_ words: Words) -> [Crumb] {
        [
            Crumb(words("procedures.import"), "/procedures/import"), Crumb(words("procedures.decisions"), "/procedures/decisions"),
            Crumb(words("procedures.receivers"), "/procedures/receivers"),
        ]
    }

    private var done: HTML {
        guard let what = context.query["done"], ["imported", "receivers"].contains(what) else { return HTML() }
        return .notice(.success, words("procedures.done.\(what)"))
    }

    private var alert: HTML {
        .notice(
            .warning, words("procedures.decisions.overdue"),
            "<p><a href=\"\("/procedures/decisions" as Link)\">\(words("procedures.decisions")) (\(words.numbers.count(overdue)))</a></p>")
    }

    private var figures: HTML {
        let counts = found.counts
        let shown: [(Procedure.Level, Int)] = [.ministry, .province, .commune].map { ($0, counts.levels[$0] ?? 0) }
        return .figures(
            shown.map { level, count in
                Figure(words.level(level), "<a href=\"\("/procedures?level=\(level.rawValue)" as Link)\">\(words.numbers.count(count))</a>")
            } + [
                Figure(
                    words("procedures.service.full"),
                    "<a href=\"\("/procedures?online=full" as Link)\">\(words.numbers.count(counts.full))</a>",
                    note: words("procedures.figure.partial", ["count": words.numbers.count(counts.partial)]))
            ])
    }

    private var summary: String {
        let count = words.numbers.count(found.count)
        if let unit = found.unit { return words("procedures.found_for_unit", ["count": count, "unit": words(unit.name)]) }
        return words("procedures.found", ["count": count])
    }

    private var search: HTML {
        let any = words("procedures.any")
        let filter = choice.filter
        let fields = found.counts.fields.filter { !$0.name.isEmpty }.map {
            Choice($0.name, "\($0.name) (\(words.numbers.count($0.count)))")
        }
        let levels = Procedure.Level.allCases.filter { found.counts.levels[$0] != nil }.map { Choice($0.rawValue, words.level($0)) }
        let online = CatalogueFilter.Online.allCases.map { Choice($0.rawValue, words("procedures.online.\($0.rawValue)")) }
        return .form(
            .get, to: "/procedures",
            [
                Field("q", words("procedures.search"), .search(choice.text), hint: words("procedures.search.hint")),
                Field("field", words("procedures.field.field"), .select([Choice("", any)] + fields, chosen: filter.field ?? "")),
                Field("level", words("procedures.field.levels"), .select([Choice("", any)] + levels, chosen: filter.level?.rawValue ?? "")),
                Field(
                    "online", words("procedures.field.services"), .select([Choice("", any)] + online, chosen: filter.online?.rawValue ?? "")
                ),
                Field("abolished", words("procedures.abolished_only"), .checkbox(isChecked: filter.isAbolished)),
            ] + (filter.unit.map { [Field("unit", "", .hidden($0))] } ?? []), submit: words("procedures.find"), isBar: true)
    }

    private var table: HTML {
        .table(
            id: "procedures", caption: words("procedures.catalogue.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("procedures.field.name"), .head) { entry in
                    "<a href=\"\(entry.link)\">\(entry.name)</a><span class=\"why\">\(entry.code)</span>"
                },
                Column(words("procedures.field.field")) { "\($0.field)" },
                Column(words("procedures.field.levels")) { "\(words.levels($0.levels))" },
                Column(words("procedures.limit")) { limit($0) },
                Column(words("procedures.online")) { online($0.online) },
            ] as [Column<CatalogueEntry>], rows: found.entries,
            empty: words(found.counts.all == 0 ? "procedures.catalogue.none" : "procedures.catalogue.nothing"))
    }

    private func limit(_ entry: CatalogueEntry) -> HTML {
        guard let local = entry.localLimit else { return "\(entry.legalLimit.map { words.time($0) } ?? words("procedures.limit.by_way"))" }
        return
            "\(words.time(local))<span class=\"why\">\(words("procedures.limit.instead", ["limit": entry.legalLimit.map { words.time($0) } ?? "–"]))</span>"
    }

    private func online(_ service: CatalogueEntry.OnlineService) -> HTML {
        let extent = service.isFull.map { words($0 ? "procedures.service.full" : "procedures.service.partial") }
        let level = service.level.map { words("procedures.service.level", ["level": String($0.rawValue)]) }
        let told = [extent, level].compactMap(\.self)
        return "\(told.joined(separator: ", "))"
    }
}
