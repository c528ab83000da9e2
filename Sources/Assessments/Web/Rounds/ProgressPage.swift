import Kernel
import Platform

/// The board of a round: a table of units × fields for each block, who is late marked in words; one below the other on a phone.
struct ProgressPage {
    private let progress: Progress
    private let context: Context
    private let words: Words
    private let choice: Filter
    private var round: Round { progress.round }

    /// What the query asks for: `block`, and `late=1` for those alone who are late.
    private struct Filter {
        let block: String?
        let isLateOnly: Bool

        init(_ query: [String: String]) {
            block = query["block"].flatMap { $0.isEmpty ? nil : $0 }
            isLateOnly = query["late"] == "1"
        }

        func admits(_ line: Progress.Line) -> Bool { !isLateOnly || line.isLateAnywhere }
    }

    init(_ progress: Progress, _ context: Context) {
        self.progress = progress
        self.context = context
        words = context.words
        choice = Filter(context.query)
    }

    var page: Page {
        let lines = progress.blocks.flatMap(\.lines)
        return Page(
            words(round.title), kicker: kicker, lead: lead(lines), crumbs: RoundLink.crumbs(words), room: "assessments", isIndexed: false,
            content: """
                \(.done(context))\
                \(if: round.kind == .training, .notice(.information, words("assessments.round.kind.training.text")))\
                \(.figures(figures(lines)))
                \(.ways(words("assessments.progress.go"), ways))
                \(if: lines.count > 1, filter)
                \(each: progress.blocks.filter { choice.block == nil || $0.code == choice.block }, block)
                \(legend)
                """)
    }

    private var kicker: String {
        "\(words.numbers.period(round.period)) · \(words.stage(progress.stage, until: round.deadlines.end(of: progress.stage)?.lastDay))"
    }

    private func lead(_ lines: [Progress.Line]) -> String {
        if progress.stage == .preparation { return words("assessments.progress.lead.preparation") }
        let late = lines.count(where: \.isLateAnywhere)
        let key = late == 0 ? "assessments.progress.lead.none" : "assessments.progress.lead.late"
        return words(key, ["late": words.numbers.count(late), "units": words.numbers.count(lines.count)])
    }

    private func figures(_ lines: [Progress.Line]) -> [Figure] {
        let cells = lines.flatMap(\.cells)
        func share(_ part: Int, _ whole: Int) -> HTML { "\(words.numbers.count(part))<small>/ \(words.numbers.count(whole))</small>" }
        return [
            Figure(words("assessments.progress.submitted"), share(lines.count { $0.submissions.claim != nil }, lines.count)),
            Figure(
                words("assessments.progress.claimed"),
                share(cells.reduce(0) { $0 + min($1.claimed, $1.claimable) }, cells.reduce(0) { $0 + $1.claimable })),
            Figure(
                words("assessments.progress.judged"),
                share(cells.reduce(0) { $0 + $1.judged }, cells.reduce(0) { $0 + $1.judgeable })),
            Figure(words("assessments.progress.late"), "\(words.numbers.count(lines.count(where: \.isLateAnywhere)))"),
        ]
    }

    private var ways: [Crumb] {
        let actor = context.actor
        var ways: [Crumb] = []
        if actor.has(.appraiser) { ways.append(Crumb(words("assessments.appraisal.queue"), RoundLink.queue(round))) }
        if CouncilPages.access.admits(actor) { ways.append(Crumb(words("assessments.council.title"), RoundLink.council(round))) }
        if actor.has(.administrator) { ways.append(Crumb(words("assessments.round.settings"), RoundLink.settings(round))) }
        if actor.has(.chair) { ways.append(Crumb(words("assessments.round.decision.make"), RoundLink.settings(round, .decision))) }
        return ways
    }

    private var filter: HTML {
        let blocks = progress.blocks.map { Choice($0.code, words($0.title)) }
        return .form(
            .get, to: RoundLink.board(round),
            [
                Field(
                    "block", words("assessments.progress.block"),
                    .select([Choice("", words("assessments.progress.all_blocks"))] + blocks, chosen: choice.block ?? "")),
                Field("late", words("assessments.progress.late_only"), .checkbox(isChecked: choice.isLateOnly)),
            ], submit: words("assessments.progress.filter"), isBar: true)
    }

    private func block(_ block: Progress.Block) -> HTML {
        let lines = block.lines.filter(choice.admits)
        let title = words(block.title)
        if lines.isEmpty {
            return .section(title, "<p class=\"empty\">\(words("assessments.progress.none_late"))</p>")
        }
        let board = ProgressBoard(block, round, progress.stage, words)
        return .section(
            words("assessments.progress.block_title", ["block": title, "count": words.numbers.count(lines.count)]), board.table(lines))
    }

    private var legend: HTML {
        """
        <p class="small">\(words(progress.stage < .appraisal ? "assessments.progress.legend.claims" : "assessments.progress.legend.verdicts"))</p>
        """
    }
}

extension Progress.Line {
    /// Whether the unit, or an appraiser of one of its fields, is late.
    var isLateAnywhere: Bool { isLate || cells.contains(where: \.isLate) }
}
