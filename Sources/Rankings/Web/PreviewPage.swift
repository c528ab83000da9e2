import Kernel
import Platform
import Scoring

/// What a set that is being written would do to last year's results (PI-15).
struct PreviewPage {
    private let choice: PreviewFramework.Choice
    private let preview: FrameworkPreview?
    private let words: Words
    private let figures: FigureWords
    private var framework: Framework { choice.framework }

    init(_ choice: PreviewFramework.Choice, _ preview: FrameworkPreview?, _ words: Words) {
        self.choice = choice
        self.preview = preview
        self.words = words
        figures = FigureWords(words, choice.framework)
    }

    func page() -> Page {
        Page(
            words("rankings.preview"), kicker: "\(words(framework.title)) · \(framework.identity)", lead: preview.map(lead),
            crumbs: [
                Crumb(words("criteria.drafts"), "/criteria/drafts"), Crumb(framework.identity, "/criteria/drafts/\(framework.identity)"),
            ], room: "drafts", isIndexed: false,
            content: """
                \(if: choice.bases.isEmpty, "<p class=\"empty\">\(words("rankings.preview.no_base"))</p>", else: form)
                \(preview.map(content))
                """)
    }

    private var form: HTML {
        let bases = choice.bases.map { Choice($0.code, "\(words($0.title)), \(words.numbers.period($0.period))") }
        return .form(
            .get, to: "/rankings/preview/\(framework.identity)",
            [Field("base", words("rankings.preview.base"), .select(bases, chosen: preview?.base.code))],
            submit: words("rankings.preview.show"), isBar: true)
    }

    private func lead(_ preview: FrameworkPreview) -> String {
        words(
            "rankings.preview.lead",
            [
                "gain": words.numbers.count(preview.gains), "lose": words.numbers.count(preview.losses),
                "same": words.numbers.count(preview.lines.count - preview.gains - preview.losses),
                "dead": words.numbers.count(preview.dead.count),
            ])
    }

    private func content(_ preview: FrameworkPreview) -> HTML {
        """
        \(.figures([
            Figure(words("rankings.preview.gains"), "\(words.numbers.count(preview.gains))"),
            Figure(words("rankings.preview.losses"), "\(words.numbers.count(preview.losses))"),
            Figure(words("rankings.preview.same"), "\(words.numbers.count(preview.lines.count - preview.gains - preview.losses))"),
            Figure(words("rankings.preview.dead"), "\(words.numbers.count(preview.dead.count))"),
        ]))
        \(notes(preview))
        \(.section(words("rankings.preview.table"), table(preview)))
        \(if: !preview.dead.isEmpty, .section(
            words("rankings.preview.dead"), "<p>\(words("rankings.preview.dead.text"))</p>\(dead(preview))"))
        """
    }

    /// What the comparison leaves out.
    private func notes(_ preview: FrameworkPreview) -> HTML {
        let notes = [
            ("rankings.preview.new", preview.unstated), ("rankings.preview.misfits", preview.misfits),
            ("rankings.preview.gone", preview.gone),
        ].filter { !$0.1.isEmpty }
        guard !notes.isEmpty else { return HTML() }
        return .notice(
            .information, words("rankings.preview.why"),
            "\(each: notes, { "<p>\(words($0.0, ["codes": $0.1.joined(separator: ", ")]))</p>" })")
    }

    private func table(_ preview: FrameworkPreview) -> HTML {
        typealias Cell = Column<FrameworkPreview.Line>
        return .table(
            id: "preview", caption: words("rankings.preview.table"), isCaptionHidden: true, isStacked: true,
            columns: [
                Cell(words("rankings.column.unit"), .head) {
                    "<a href=\"\($0.result.link(in: preview.base))\">\(words($0.result.unitName))</a>"
                },
                Cell(words("rankings.preview.before"), .number) { "\(figures.percent($0.result.percent))" },
                Cell(words("rankings.preview.after"), .number) { "\(figures.percent($0.percent))" },
                Cell(words("rankings.preview.change"), .number) { change($0) },
                Cell(words("rankings.preview.rank_before"), .number) { "\(figures.rank($0.result.rank))" },
                Cell(words("rankings.preview.rank_after"), .number) { "\(figures.rank($0.rank))" },
            ], rows: preview.lines)
    }

    private func change(_ line: FrameworkPreview.Line) -> HTML {
        line.difference.map { figures.change($0) } ?? "\(FigureWords.none)"
    }

    private func dead(_ preview: FrameworkPreview) -> HTML {
        .table(
            id: "dead", caption: words("rankings.preview.dead"), isCaptionHidden: true,
            columns: [
                Column(words("criteria.column.code")) { "\($0.code)" },
                Column(words("criteria.laws.leaf"), .head) { "\(words($0.title))" },
                Column(words("rankings.preview.why")) { "\(words("rankings.preview.dead.\($0.kind.rawValue)"))" },
            ] as [Column<FrameworkPreview.Dead>], rows: preview.dead)
    }
}
