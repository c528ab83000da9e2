import Assessments
import Kernel
import Platform
import Scoring
import Units

/// What there is to publish, and what is drafted, held back or public.
struct DeskPage {
    private let desk: FindPublications.Desk
    private let context: Context
    private var words: Words { context.words }

    init(_ desk: FindPublications.Desk, _ context: Context) {
        self.desk = desk
        self.context = context
    }

    func page() -> Page {
        Page(
            words("rankings.desk"), lead: words("rankings.desk.lead"), room: "rankings-desk", isIndexed: false,
            content: """
                \(if: context.query["done"] == "discarded", .notice(.success, words("rankings.done.discarded")))
                \(.section(words("rankings.desk.rounds"), id: "rounds", rounds))
                \(.section(words("rankings.desk.publications"), id: "all", PublicationTable(entries: desk.publications, words: words, isDesk: true).html))
                <p><a href="\("/rankings/external/import" as Link)">\(words("rankings.external.import"))</a></p>
                """)
    }

    private var rounds: HTML {
        guard !desk.rounds.isEmpty else { return "<p class=\"empty\">\(words("rankings.desk.no_rounds"))</p>" }
        return """
            <ul>\(each: desk.rounds, { round in
                """
                <li>\(words(round.title)) (\(words.numbers.period(round.period))): \
                <a href="\("/rankings/desk/prepare?round=\(round.code)" as Link)">\(words("rankings.desk.prepare"))</a></li>
                """
            })</ul>
            """
    }
}

/// One publication before those who prepare it: where it stands, its papers, and what may be done next.
struct DraftPage {
    private let reading: FindPublications.Reading
    private let context: Context
    private var words: Words { context.words }
    private var publication: Publication { reading.publication }

    init(_ reading: FindPublications.Reading, _ context: Context) {
        self.reading = reading
        self.context = context
    }

    func page() -> Page {
        Page(
            words(publication.title), kicker: words("rankings.stage.\(reading.stage.rawValue)"),
            lead: words("rankings.stage.\(reading.stage.rawValue).text"), crumbs: [Crumb(words("rankings.desk"), "/rankings/desk")],
            room: "rankings-desk", isIndexed: false,
            content: """
                \(context.query["done"].flatMap { done in words.has("rankings.done.\(done)") ? .notice(.success, words("rankings.done.\(done)")) as HTML : nil })
                \(.definitions(PublicationFacts(publication, words).entries))
                \(actions)
                \(.section(words("rankings.desk.papers"), id: "papers", papers))
                \(if: publication.correction != nil, .section(words("rankings.protocol"), id: "protocol", CorrectionTables(reading, words).page))
                \(.section(words("rankings.sheet"), id: "results", results))
                """)
    }

    /// What the stage and the reader's roles allow.
    private var actions: HTML {
        var actions: [(key: String, link: Link)] = []
        let mayIssue = Access.anyOf(Publishers.issuing).admits(context.actor)
        let code = publication.code
        switch reading.stage {
        case .draft:
            if mayIssue { actions.append(("issue", "/rankings/desk/\(code)/issue")) }
            actions += [("edit", "/rankings/desk/\(code)/edit"), ("discard", "/rankings/desk/\(code)/discard")]
            if let corrected = publication.correction { actions.append(("correct_more", "/rankings/desk/\(corrected.code)/correct")) }
        case .embargo: if mayIssue { actions.append(("embargo", "/rankings/desk/\(code)/embargo")) }
        case .published:
            actions.append(("show", publication.link))
            if let successor = publication.successor {
                actions.append(("successor", "/rankings/desk/\(successor.code)"))
            } else {
                actions.append(("correct", "/rankings/desk/\(code)/correct"))
            }
        case .superseded: actions.append(("show", publication.link))
        }
        actions.append(("commend", "/rankings/desk/\(code)/commendations"))
        return
            "<ul class=\"downloads\">\(each: actions, { "<li><a href=\"\($0.link)\">\(words("rankings.action.\($0.key)"))</a></li>" })</ul>"
    }

    private var papers: HTML {
        let code = publication.code
        return """
            \(.downloads([
                Download(words("rankings.publication.paper"), "/rankings/desk/\(code)/decision.pdf"),
                Download(words("rankings.publication.bundle"), "/rankings/desk/\(code)/bundle.zip"),
            ] + reading.bundle.blocks.flatMap { block in
                [
                    Download("\(words(block.framework.block.title)): PDF", "/rankings/desk/\(code)/blocks/\(block.code)/annex.pdf"),
                    Download("\(words(block.framework.block.title)): XLSX", "/rankings/desk/\(code)/blocks/\(block.code)/annex.xlsx"),
                ]
            }, words))
            """
    }

    private struct Line {
        let block: ScoredBlock
        let unit: Int
        let figures: FigureWords
    }

    /// The lines of all blocks, each block in the order of its printed table.
    private var results: HTML {
        let lines = reading.bundle.blocks.flatMap { block in
            let figures = FigureWords(words, block.framework)
            return block.standings.order.map { Line(block: block, unit: $0, figures: figures) }
        }
        return .table(
            id: "result-list", caption: words("rankings.sheet"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("rankings.column.rank"), .rank) { "\($0.figures.rank($0.block.standings.entries[$0.unit].rank))" },
                Column(words("rankings.column.unit"), .head) { "\($0.block.units[$0.unit].name)" },
                Column(words("rankings.publication.block")) { "\(words($0.block.framework.block.title))" },
                Column(words("rankings.column.total"), .number) { "\($0.figures.points($0.block.scores.totals[$0.unit].total))" },
                Column(words("rankings.column.percent"), .number) {
                    "\($0.figures.percent($0.block.scores.totals[$0.unit].percent?.ratio))"
                },
                Column(words("rankings.column.band")) { "\($0.figures.band($0.block.standings.entries[$0.unit].band))" },
            ] as [Column<Line>], rows: lines)
    }
}
