import Kernel
import Office
import Platform
import Storage

/// Published figures and the press check.
struct FactsPages: Sendable {
    let services: Services

    private static let pageSize = 100

    /// The page `/facts`, with `q`, `place` and `page` of the query.
    func figures(_ context: Context) async throws -> Page {
        let words = context.words
        let query = context.query["q"] ?? ""
        let asked = context.query["place"] ?? ""
        let place = asked.isEmpty ? nil : asked
        let page = max(1, context.query["page"].flatMap { Int($0) } ?? 1)
        let terms = SearchText.words(query, most: 8)
        let (places, found) = try await services.database.read { db in
            (try FactStore.places(db), try FactStore.search(terms, place: place, page: min(page, 10_000), size: Self.pageSize, db))
        }
        let pages = max(1, (found.count + Self.pageSize - 1) / Self.pageSize)
        let choices = [Choice("", words("facts.all_places"))] + places.map { Choice($0, $0) }
        return Page(
            words("facts.figures.title"), lead: words("facts.figures.lead"), room: "facts",
            content: """
                <p><a href="\("/facts/statements" as Link)">\(words("facts.statements.link"))</a> · \
                <a href="\("/facts/calendar" as Link)">\(words("facts.calendar.link"))</a></p>
                \(.form(
                    .get, to: "/facts",
                    [
                        Field("q", words("facts.search"), .search(query)),
                        Field("place", words("facts.place"), .select(choices, chosen: asked)),
                    ], submit: words("facts.filter"), isBar: true))
                <p>\(words("facts.count", ["count": words.numbers.count(found.count)]))</p>
                \(.table(
                    id: "figures", caption: words("facts.figures.caption"), columns: columns(words), rows: found.figures,
                    empty: words("facts.nothing")))
                \(.pagination(page: min(page, pages), of: pages, address: context.address, words))
                \(.downloads([Download("CSV", "/facts/figures.csv"), Download("XLSX", "/facts/figures.xlsx")], words))
                """)
    }

    private func columns(_ words: Words) -> [Column<PublishedFigure>] {
        let language = words.language
        return [
            Column(words("facts.column.unit"), .head) { figure in
                let block = figure.block.isEmpty ? nil : Vocabulary.word("block", figure.block, language)
                let name = figure.unit.isEmpty ? block ?? figure.place : figure.unit
                return "\(name)\(figure.unit.isEmpty ? nil : block.map { note("\($0)") })"
            },
            Column(words("facts.column.place")) { "\($0.place)\(note(words.numbers.period($0.period)))" },
            Column(words("facts.column.metric")) { figure in
                let doubts = figure.doubts.map { Vocabulary.word("doubt", $0, language) }
                let doubt = doubts.isEmpty ? nil : "\(words("facts.column.doubt")): \(doubts.joined(separator: "; "))"
                return "\(Vocabulary.metric(figure.metric, language))\(doubt.map { note($0) })"
            },
            Column(words("facts.column.figure"), .number) { figure in
                let qualifier = figure.qualifier.isEmpty ? "" : Vocabulary.word("qualifier", figure.qualifier, language) + " "
                return "\(qualifier)\(FactsFile.value(figure, words))"
            },
            Column(words("facts.column.written")) { "\($0.written)" },
            Column(words("facts.column.rank"), .number) { "\(FactsFile.rank($0, words))" },
            Column(words("facts.column.band")) { "\($0.band)" },
            Column(words("facts.column.source")) { "\($0.source)\(note($0.rule))" },
        ]
    }

    private func note(_ text: String) -> HTML { "<span class=\"why\">\(text)</span>" }

    /// The page `/facts/statements`.
    func statements(_ context: Context) async throws -> Page {
        let words = context.words
        let findings = try await findings()
        let pages = max(1, (findings.count + Self.pageSize - 1) / Self.pageSize)
        let page = min(max(1, context.query["page"].flatMap { Int($0) } ?? 1), pages)
        let shown = findings.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize)
        let contradictions = findings.filter { !$0.statement.holds }
        let lead = words(
            "facts.statements.lead",
            [
                "statements": words.numbers.count(findings.count), "hold": words.numbers.count(findings.count { $0.agrees }),
                "contradictions": words.numbers.count(findings.count { !$0.agrees && $0.isAsExpected }),
                "wrong": words.numbers.count(findings.count { !$0.isAsExpected }),
            ])
        return Page(
            words("facts.statements.title"), lead: lead, crumbs: [Crumb(words("facts.figures.title"), "/facts")], room: "facts",
            content: """
                \(if: page == 1 && !contradictions.isEmpty, .section(
                    words("facts.contradictions"),
                    "<p>\(words("facts.contradictions.lead"))</p>\(table("contradictions", words("facts.contradictions"), contradictions, words))"))
                \(.section(
                    words("facts.statements.caption"),
                    """
                    \(table("statements", words("facts.statements.caption"), shown, words))
                    \(.pagination(page: page, of: pages, address: context.address, words))
                    """))
                \(.downloads([Download("CSV", "/facts/statements.csv"), Download("XLSX", "/facts/statements.xlsx")], words))
                """)
    }

    private func table(_ id: StaticString, _ caption: String, _ findings: some Collection<PressCheck.Finding>, _ words: Words) -> HTML {
        .table(
            id: id, caption: caption, isCaptionHidden: true,
            columns: [
                Column(words("facts.column.statement"), .head) { "\(words($0.statement.text))" },
                Column(words("facts.column.formula")) { "<code>\($0.statement.formula)</code>\(note(FactsFile.given($0, words)))" },
                Column(words("facts.column.found"), .number) { "\(FactsFile.shown($0.found, words))" },
                Column(words("facts.column.expected"), .number) { "\(FactsFile.shown($0.statement.expected, words))" },
                Column(words("facts.column.verdict")) { finding in .tag(words(FactsFile.mark(finding))) },
                Column(words("facts.column.rule")) { "\($0.statement.rule)" },
            ] as [Column<PressCheck.Finding>], rows: findings)
    }

    func findings() async throws -> [PressCheck.Finding] {
        let (figures, statements) = try await services.database.read { db in (try FactStore.figures(db), try FactStore.statements(db)) }
        let check = PressCheck(figures)
        return statements.map { check($0) }
    }
}
