import Kernel
import Office
import Platform

/// The measures of Decision 766, live from dossiers and catalogue, each with how far its numbers may be trusted (RT-71).
struct MeasuresPage {
    let view: ShowFigures.View
    let measures: Index766
    let choice: FigureChoice
    let context: Context

    private var words: Words { context.words }

    func page() -> Page {
        Page(
            words("dossiers.figures.index"), lead: FigureChoice.lead(view, words),
            crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks)], room: "dossiers-desk", isIndexed: false,
            content: """
                \(context.done)
                \(choice.frame(view, words))
                <p>\(words("dossiers.figures.index.explained"))</p>
                \(.table(
                    id: "measures", caption: words("dossiers.figures.index"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("dossiers.figures.measure.criterion"), .code) { (measure: Measure766) in "\(measure.criterion ?? "CLGQ")" },
                        Column(words("dossiers.figures.measure")) { "\(words("dossiers.figures.measure.\($0.indicator)"))" },
                        Column(words("dossiers.figures.measure.part"), .number) { "\(parts($0.value)?.numerator ?? "–")" },
                        Column(words("dossiers.figures.measure.whole"), .number) { "\(parts($0.value)?.denominator ?? "–")" },
                        Column(words("dossiers.figures.measure.share"), .number) { "\(share($0.value))" },
                        Column(words("dossiers.figures.measure.quality")) { "\(quality($0.value))" },
                    ], rows: measures.measures))
                \(.downloads([Download("CSV", choice.link("/dossiers/figures/index.csv"))], words))
                <p><a href="\(("/rankings/live" as Link).setting("period", to: view.period.description))">\(words("dossiers.figures.index.units"))</a></p>
                \(if: context.actor.has(.procedureController), handOver)
                """)
    }

    /// The measures of all units go to the rounds that take them.
    private var handOver: HTML {
        .section(
            words("dossiers.figures.hand_over"),
            """
            <p>\(words("dossiers.figures.hand_over.lead"))</p>
            \(.form(
                .post, to: "/dossiers/figures/index", [Field("period", "", .hidden(view.period.description))],
                submit: words("dossiers.figures.hand_over.submit", ["period": words.numbers.period(view.period)]), by: context.actor))
            """)
    }

    private func parts(_ value: Measure766.Value) -> (numerator: String, denominator: String)? {
        guard case .share(let share, _) = value else { return nil }
        return (words.numbers.count(share.numerator), words.numbers.count(share.denominator))
    }

    private func share(_ value: Measure766.Value) -> String {
        if case .share(let share, _) = value { share.text(words) } else { "–" }
    }

    private func quality(_ value: Measure766.Value) -> String {
        switch value {
        case .share(_, let quality): words("dossiers.figures.quality.\(quality.rawValue)")
        case .notConnected: words("dossiers.figures.quality.not_connected")
        }
    }

    /// A data file for the framework `qd-766`, as `cchc score` takes it.
    static func file(_ view: ShowFigures.View, _ measures: Index766) -> FileAnswer {
        let unit = view.unit?.code ?? "all"
        return FileAnswer(
            name: "qd-766-\(unit)-\(view.period).csv", mediaType: "text/csv; charset=utf-8",
            bytes: CSVWriter.write(Index766.columns, measures.rows(of: unit), .machine))
    }
}
