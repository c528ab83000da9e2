import Kernel
import Platform
import Scoring

/// What the council speaks about: disputed leaves only, with what hangs on each (US-5).
struct DisputesPage {
    let screen: ListDisputes.Screen
    let context: Context
    private var words: Words { context.words }
    private var round: Round { screen.round }

    private typealias Line = ListDisputes.Line

    var page: Page {
        let open = screen.lines.count { $0.line.entries[.council] == nil }
        return Page(
            words("assessments.council.title"), kicker: words(round.title),
            lead: words(
                screen.lines.isEmpty ? "assessments.council.lead.none" : "assessments.council.lead",
                [
                    "open": words.numbers.count(open), "all": words.numbers.count(screen.lines.count),
                    "stage": words.stage(screen.stage, until: round.deadlines.end(of: screen.stage)?.lastDay),
                ]),
            crumbs: RoundLink.crumbs(words, round), room: "assessments", isIndexed: false,
            content: """
                <p>\(words("assessments.council.privacy"))</p>
                \(if: !screen.lines.isEmpty, .ways(words("assessments.progress.go"), [Crumb(words("assessments.council.protocol"), RoundLink.protocolPage(round))]))
                \(table)
                """)
    }

    private var table: HTML {
        .table(
            id: "disputes", caption: words("assessments.council.title"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("assessments.appraisal.criterion"), .code) { "\($0.line.leaf.code)" },
                Column(words("assessments.progress.unit"), .head) { line in
                    """
                    <a href="\(RoundLink.dispute(round, unit: line.line.unit, criterion: line.line.leaf.code))">\(words(line.line.unit.name))</a>\
                    <span class="why">\(words(line.line.criterion.title))</span>
                    """
                },
                Column(words("assessments.appraisal.claimed"), .number) { "\(words.exact($0.line.entries.claim?.points))" },
                Column(words("assessments.appraisal.given"), .number) { "\(words.exact($0.line.entries.verdict?.points))" },
                Column(words("assessments.council.effect")) { "\(Effect(words).text($0))" },
                Column(words("assessments.council.votes")) { "\(votes($0))" },
                Column(words("assessments.appraisal.state")) { "\(state($0))" },
            ] as [Column<Line>], rows: screen.lines, empty: words("assessments.council.none"))
    }

    private func votes(_ line: Line) -> String {
        let count = words.numbers.count(line.voting.votes.count)
        guard !line.voting.members.isEmpty else { return count }
        return "\(count) / \(words.numbers.count(line.voting.members.count))"
    }

    private func state(_ line: Line) -> String {
        if line.line.entries[.council] != nil { return words("assessments.council.state.concluded") }
        if line.voting.isClosed { return words("assessments.council.state.closed") }
        let hasVoted = line.voting.votes.contains { $0.by.person == context.actor.person }
        return words(hasVoted ? "assessments.council.state.voted" : "assessments.council.state.open")
    }
}

/// What a dispute would change: the unit's total and its place in the block.
struct Effect {
    private let words: Words

    init(_ words: Words) { self.words = words }

    func text(_ line: ListDisputes.Line) -> String {
        let total = words(
            "assessments.council.effect.total",
            ["judged": words.numbers.points(line.asJudged.total), "claimed": words.numbers.points(line.asClaimed.total)])
        guard let judged = line.asJudged.place, let claimed = line.asClaimed.place else { return total }
        let key = judged == claimed ? "assessments.council.effect.same_place" : "assessments.council.effect.place"
        return "\(total) \(words(key, ["judged": "\(judged)", "claimed": "\(claimed)"]))"
    }
}
