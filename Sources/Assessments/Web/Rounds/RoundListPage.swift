import Kernel
import Platform

/// Every round that a person has to do with.
struct RoundListPage {
    let rounds: [(round: Round, stage: Stage)]
    let context: Context
    private var words: Words { context.words }

    var page: Page {
        Page(
            words("assessments.round.list"), lead: words("assessments.round.list.lead"), room: "assessments", isIndexed: false,
            content: """
                \(if: context.actor.has(.administrator), """
                    <p><a class="button" href="\("/assessments/rounds/new" as Link)">\(words("assessments.round.new"))</a></p>

                    """)\
                \(table)
                """)
    }

    private var table: HTML {
        .table(
            id: "rounds", caption: words("assessments.round.list"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("assessments.round.title"), .head) { entry in
                    "<a href=\"\(RoundLink.board(entry.round))\">\(words(entry.round.title))</a> \(.training(entry.round, words))"
                },
                Column(words("assessments.round.period")) { "\(words.numbers.period($0.round.period))" },
                Column(words("assessments.round.stage")) { entry in
                    "\(words.stage(entry.stage, until: entry.round.deadlines.end(of: entry.stage)?.lastDay))"
                },
                Column(words("assessments.round.decision")) { entry in
                    "\(entry.round.decision.map { "\($0.number), \(words.numbers.date($0.date))" } ?? "–")"
                },
            ] as [Column<(round: Round, stage: Stage)>], rows: rounds, empty: words("assessments.round.none"))
    }
}

extension HTML {
    /// Marks a round for practice.
    static func training(_ round: Round, _ words: Words) -> HTML {
        round.kind == .training ? .tag(words("assessments.round.kind.training")) : HTML()
    }
}
