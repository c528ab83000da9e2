import Kernel
import Platform
import Scoring

/// The minutes of the council, to be printed and signed: every leaf it has concluded, who gave what, and why.
struct ProtocolPage {
    let screen: ListDisputes.Screen
    let context: Context
    private var words: Words { context.words }
    private var round: Round { screen.round }

    var page: Page {
        let concluded = screen.lines.filter { $0.line.entries[.council] != nil }
        let lead = words(
            "assessments.council.protocol.lead",
            ["count": words.numbers.count(concluded.count), "all": words.numbers.count(screen.lines.count)])
        return Page(
            words("assessments.council.protocol"), kicker: words(round.title), lead: lead,
            crumbs: RoundLink.crumbs(words, round) + [Crumb(words("assessments.council.title"), RoundLink.council(round))],
            room: "assessments", isIndexed: false,
            content: """
                \(if: concluded.isEmpty, "<p class=\"empty\">\(words("assessments.council.protocol.none"))</p>")
                \(each: concluded.enumerated(), section)
                \(if: !concluded.isEmpty, signatures)
                """)
    }

    private func section(_ number: Int, _ dispute: ListDisputes.Line) -> HTML {
        let line = dispute.line
        return .section(
            "\(number + 1). \(words(line.unit.name)) – \(line.leaf.code). \(words(line.criterion.title))",
            """
            \(.definitions(said(line)))
            \(VoteTable(words).table(dispute.votes, id: "votes-\(number + 1)"))
            """)
    }

    /// What each side said, and what the council makes of it.
    private func said(_ line: LeafLine) -> [(term: String, text: HTML)] {
        let entries = line.entries
        let appraised = entries[.secondAppraisal] ?? entries[.appraisal]
        let conclusion = entries[.council]
        return [
            (words("assessments.appraisal.claimed"), "\(words.exact(entries.claim?.points))"),
            (words("assessments.council.protocol.appraised"), "\(words.exact(appraised?.points))"),
            (words("assessments.council.protocol.appraiser_said"), "\(appraised?.comment)"),
            (words("assessments.council.protocol.unit_said"), "\(entries[.explanation]?.comment)"),
            (words("assessments.council.conclusion"), "<strong>\(words.exact(conclusion?.points))</strong>"),
            (words("assessments.council.protocol.because"), "\(conclusion?.comment)"),
            (
                words("assessments.council.protocol.by"),
                "\(conclusion.map { "\($0.by.name), \(words.numbers.moment($0.saved))" })"
            ),
        ]
    }

    /// Room for two names.
    private var signatures: HTML {
        """
        <div class="signatures"><p>\(words("assessments.council.protocol.secretary"))</p><p>\(words("assessments.council.protocol.chair"))</p></div>
        """
    }
}
