import Criteria
import Kernel
import Platform
import Scoring

/// One leaf with its whole history: who stated what, when and why (PI-79).
struct LeafPage {
    let screen: ShowLeaf.Screen
    let context: Context

    private var words: Words { context.words }
    private var line: LeafLine { screen.line }
    private var leafWords: LeafWords { LeafWords(words, screen.framework) }
    private var address: UnitAddress { UnitAddress(screen.round, line.unit) }

    func page() -> Page {
        let field = line.path.first.map { "\(line.leaf.field). \(words($0))" } ?? words("assessments.field.\(line.leaf.field)")
        return Page(
            "\(line.leaf.code). \(words(line.criterion.title))", kicker: "\(words(line.unit.name)) · \(words(screen.round.title))",
            lead: lead, crumbs: .unit(screen.round, line.unit, words) + [Crumb(field, address.field(line.leaf.field))], room: "assessments",
            isIndexed: false,
            content: """
                \(.section(words("assessments.leaf.how"), .split(leafWords.rule(line.criterion), demanded)))
                \(.section(words("assessments.leaf.stated"), stated))
                \(if: !screen.votes.isEmpty, .section(words("assessments.leaf.votes"), votes))
                \(if: !screen.reopenings.isEmpty, .section(words("assessments.leaf.reopenings"), reopenings))
                \(.section(words("assessments.leaf.history"), history))
                """)
    }

    private var lead: String {
        let maximum = words("assessments.leaf.worth", ["points": leafWords.points(line.criterion.maximum)])
        return line.because.map { "\(maximum). \(leafWords.wording.because($0))" } ?? maximum
    }

    private var demanded: HTML {
        let entries: [(String, String?)] = [
            ("assessments.leaf.evidence", line.criterion.evidence.map { words($0) }),
            ("assessments.leaf.guide", line.criterion.guide.map { words($0) }),
        ]
        return .definitions(entries.compactMap { key, text in text.map { (term: words(key), text: "\($0)" as HTML) } })
    }

    private var stated: HTML {
        """
        \(LeafEntriesText(line, leafWords).list(withClaim: true))
        \(CitationList(line: line, address: address, words: words, actor: context.actor).list)
        \(if: line.may(.claim) || line.may(.explain), """
            <p><a class="button" href="\(address.place(line.leaf))">\(words(
                line.may(.claim) ? "assessments.leaf.claim" : "assessments.leaf.explain"))</a></p>
            """)
        """
    }

    private var votes: HTML {
        .definitions(
            screen.votes.map { vote in
                (term: vote.by.name, text: "\(leafWords.points(vote.points, of: line.criterion.maximum)) \(vote.comment)")
            })
    }

    private var reopenings: HTML {
        "<ul>\(each: screen.reopenings, { "<li>\(words($0.stage.text)): \(ReopeningText.sentence($0, words))</li>" })</ul>"
    }

    private var history: HTML {
        .table(
            id: "history", caption: words("assessments.leaf.history_caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("assessments.history.when"), .code) { "\(words.numbers.moment($0.at))" },
                Column(words("assessments.history.who")) { who($0.actor) },
                Column(words("assessments.history.what")) { "\(words($0.action))" },
                Column(words("assessments.history.before")) { "\(value($0.before))" },
                Column(words("assessments.history.after")) { "\(value($0.after))" },
                Column(words("assessments.history.why")) { "\($0.reason)" },
            ] as [Column<AuditEntry>], rows: screen.history, empty: words("assessments.history.none"))
    }

    /// By name, with the login, which two people never share.
    private func who(_ login: String) -> HTML {
        "\(screen.names[login].map { "\($0) (\(login))" } ?? login)"
    }

    /// What the audit kept, in words where it is an entry or a citation.
    private func value(_ json: String?) -> String {
        guard let json, let fields = HistoryValue(json) else { return "–" }
        if let evidence = fields["evidence"] {
            let place = [fields["section"], fields["page"]].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
            return place.isEmpty ? evidence : "\(evidence) (\(place))"
        }
        let stated = fields["statement"].map { leafWords.statement(Stated(stored: $0), line.criterion, line.inputs) }
        let points = fields["points"].flatMap { Number($0) }.flatMap { Points($0) }.map { leafWords.points($0, of: line.criterion.maximum) }
        return [points, stated].compactMap { $0 }.joined(separator: " – ")
    }
}
