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
        let terms = SearchText.fold(query).split(separator: " ").prefix(8).map(String.init)
        let (places, found) = try await services.database.read { db in
            (try FactStore.places(db), try FactStore.search(terms, place: place, page: min(page, 10_000), size: Self.pageSize, db))
        }
        let pages = max(1, (found.count + Self.pageSize - 1) / Self.pageSize)
        let choices = [Choice("", words("facts.all_places"))] + places.map { Choice($0, $0) }
        return Page(
            words("facts.figures.title"), lead: words("facts.figures.lead"), room: "facts",
            content: """
                <p><a href="\("/facts/statements" as Link)">\(words("facts.statements.link"))</a></p>
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
            Column(words("facts.column.place")) { "\($0.place)" },
            Column(words("facts.column.period")) { "\(words.numbers.period($0.period))" },
            Column(words("facts.column.unit"), .head) { figure in
                let block = figure.block.isEmpty ? nil : Vocabulary.word("block", figure.block, language)
                return
                    "\(figure.unit.isEmpty ? block ?? "–" : figure.unit)\(figure.unit.isEmpty ? nil : block.map { "<span class=\"why\">\($0)</span>" as HTML })"
            },
            Column(words("facts.column.metric")) { "\(Vocabulary.metric($0.metric, language))" },
            Column(words("facts.column.figure"), .number) { figure in
                "\(figure.qualifier.isEmpty ? "" : Vocabulary.word("qualifier", figure.qualifier, language) + " ")\(FactsFile.value(figure, words))"
            },
            Column(words("facts.column.written")) { "\($0.written)" },
            Column(words("facts.column.rank"), .number) { "\(FactsFile.rank($0, words))" },
            Column(words("facts.column.band")) { "\($0.band)" },
            Column(words("facts.column.doubt")) { figure in
                "\(figure.doubts.map { Vocabulary.word("doubt", $0, language) }.joined(separator: "; "))"
            },
            Column(words("facts.column.source")) { "\($0.source) <span class=\"why\">\($0.rule)</span>" },
        ]
    }

    /// The page `/facts/statements`.
    func statements(_ context: Context) async throws -> Page {
        let words = context.words
        let findings = try await findings()
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
                \(if: !contradictions.isEmpty, .section(
                    words("facts.contradictions"),
                    "<p>\(words("facts.contradictions.lead"))</p>\(table("contradictions", words("facts.contradictions"), contradictions, words))"))
                \(.section(words("facts.statements.caption"), table("statements", words("facts.statements.caption"), findings, words)))
                \(.downloads([Download("CSV", "/facts/statements.csv"), Download("XLSX", "/facts/statements.xlsx")], words))
                """)
    }

    private func table(_ id: StaticString, _ caption: String, _ findings: [PressCheck.Finding], _ words: Words) -> HTML {
        .table(
            id: id, caption: caption, isCaptionHidden: true,
            columns: [
                Column(words("facts.column.statement"), .head) { "\(words($0.statement.text))" },
                Column(words("facts.column.formula")) { "<code>\($0.statement.formula)</code>" },
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
