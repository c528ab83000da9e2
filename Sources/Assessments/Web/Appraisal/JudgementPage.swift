import Criteria
import Kernel
import Platform
import Scoring

/// One leaf of one unit before an appraiser: claim, rule, evidence and the form of the judgement side by side.
struct JudgementPage {
    /// Where the leaf stands in the queue that the appraiser chose.
    struct Neighbours {
        var previous: Link?
        var next: Link?
        var number: Int
        var count: Int
    }

    private let screen: ShowLeaf.Screen
    private let context: Context
    private let words: Words
    private let leaf: LeafWords
    private let neighbours: Neighbours
    private var line: LeafLine { screen.line }
    private var round: Round { screen.round }

    init(_ screen: ShowLeaf.Screen, _ neighbours: Neighbours, _ context: Context) {
        self.screen = screen
        self.neighbours = neighbours
        self.context = context
        words = context.words
        leaf = LeafWords(words, screen.framework)
    }

    /// Which judgement is due: the second after an explanation, else the first.
    var kind: Entry.Kind { line.stage == .secondAppraisal ? .secondAppraisal : .appraisal }

    private var refusal: AssessmentsError? { line.refusals[kind == .secondAppraisal ? .appraiseAgain : .appraise] }

    /// What the unit stated, as it is stored.
    var claimed: [String: String] { line.entries.claim?.stated?.values ?? [:] }

    func form(_ form: Form? = nil) -> JudgementForm {
        JudgementForm(line, screen.framework, words, present: line.entries[kind], form)
    }

    /// `error` is why what was typed was refused, `preview` what it comes to.
    func page(_ typed: Form? = nil, refused error: (any DomainError)? = nil, preview: LeafScore? = nil) -> Page {
        let form = form(typed)
        let told = form.fields.telling(error.map(form.placed), words)
        let paper = EvidencePanel(line, context)
        var page = Page(
            "\(line.leaf.code). \(words(line.criterion.title))", kicker: words(line.unit.name), lead: nil, crumbs: crumbs,
            room: "assessments", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(saved)\(conflict(error))\(if: !isConflict(error), .errorSummary(told, words))\
                \(way)
                <div class="split work"><div>\(claim)\(rule)\(preview.map(shown))\(judging(form, told, error))</div><div>\(paper.html)</div></div>
                \(about)
                """)
        page.framesFiles = paper.hasFrame
        return page
    }

    private var crumbs: [Crumb] {
        let choice = QueueChoice(context.query)
        let queue = choice.carried(on: "/assessments/rounds/\(round.code)/appraisal/\(line.leaf.field)")
        return RoundLink.crumbs(words, round) + [
            Crumb(words("assessments.appraisal.queue"), RoundLink.queue(round)),
            Crumb(words.field(line.leaf.field, line.path.first), queue),
        ]
    }

    private var saved: HTML {
        guard let done = context.query["saved"] else { return HTML() }
        return .notice(.success, words("assessments.appraisal.saved", ["leaf": done]))
    }

    /// The way through the queue, by keys too.
    private var way: HTML {
        """
        <nav class="pagination" aria-label="\(words("assessments.appraisal.queue"))"><ul>\
        \(neighbours.previous.map { "<li><a href=\"\($0)\" rel=\"prev\" accesskey=\"p\">\(words("assessments.appraisal.previous"))</a></li>" as HTML })\
        <li><span>\(words("assessments.appraisal.place", ["number": words.numbers.count(neighbours.number), "count": words.numbers.count(neighbours.count)]))</span></li>\
        \(neighbours.next.map { "<li><a href=\"\($0)\" rel=\"next\" accesskey=\"n\">\(words("assessments.appraisal.next"))</a></li>" as HTML })\
        </ul></nav>
        """
    }

    // MARK: the claim

    private var claim: HTML {
        .section(words("assessments.appraisal.claim"), LeafStory(line, leaf).claim)
    }

    private var rule: HTML { .section(words("assessments.appraisal.rule"), LeafStory(line, leaf).rule) }

    private func shown(_ preview: LeafScore) -> HTML {
        .notice(
            .information, words("assessments.appraisal.previewed", ["points": words.exact(preview.points)]),
            preview.because.map { "<p>\(leaf.wording.because($0))</p>" })
    }

    private func judging(_ form: JudgementForm, _ told: [Field], _ error: (any DomainError)?) -> HTML {
        if let refusal {
            return .notice(.warning, words("assessments.appraisal.closed"), "<p>\(words(refusal.code, refusal.details))</p>")
        }
        let version = line.entries[kind]?.version ?? 0
        return .section(
            words(kind.text),
            form.html(
                to: context.address.setting("saved", to: nil), told: told, version: version,
                submit: words(neighbours.next == nil ? "assessments.appraisal.save" : "assessments.appraisal.save_next"),
                previews: true, by: context.actor)
        )
    }

    // MARK: two at once

    private func isConflict(_ error: (any DomainError)?) -> Bool {
        if case .conflict = error as? AssessmentsError { true } else { false }
    }

    /// Both judgements; the one that was typed stands in the form and is saved over the other if it is sent again.
    private func conflict(_ error: (any DomainError)?) -> HTML {
        guard case .conflict(let lost)? = error as? AssessmentsError else { return HTML() }
        func side(_ title: String, _ points: Points?, _ stated: Stated?, _ comment: String?) -> (term: String, text: HTML) {
            let statement = stated.map { leaf.statement($0, line.criterion, line.inputs) }
            return (
                title,
                "<strong>\(words.exact(points))</strong> \(statement.map { "<span class=\"why\">\($0)</span>" as HTML })\(comment.map { "<p>\($0)</p>" as HTML })"
            )
        }
        let theirs = lost.theirs
        return .notice(
            .warning, words("assessments.appraisal.conflict", ["by": theirs?.by.name ?? ""]),
            """
            <p>\(words("assessments.appraisal.conflict.text"))</p>
            \(.definitions([
                side(words("assessments.appraisal.conflict.theirs", ["by": theirs?.by.name ?? ""]), theirs?.points, theirs?.stated, theirs?.comment),
                side(words("assessments.appraisal.conflict.yours"), lost.yourPoints, lost.yours, nil),
            ]))
            """)
    }

    // MARK: what else is known

    private var about: HTML {
        """
        \(if: !screen.reopenings.isEmpty, .section(words("assessments.round.reopenings"), ReopeningTable(round, words).table(screen.reopenings.map { (line.unit, $0) })))
        <p><a href="\(UnitAddress(round, line.unit).leaf(line.leaf.code))">\(words("assessments.appraisal.history"))</a></p>
        """
    }
}
