import Kernel
import Platform

/// The scores of officers and offices by TT 01/2018, as far as dossiers know them; what they do not know is left out (OS-61…63).
struct ScoresPage {
    let view: ShowFigures.View
    let choice: FigureChoice
    let context: Context

    private var words: Words { context.words }

    private struct Line {
        let name: String
        let count: Int
        let score: CounterScore
    }

    func page() -> Page {
        Page(
            words("dossiers.figures.scores"), lead: FigureChoice.lead(view, words),
            crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks)], room: "dossiers-desk", isIndexed: false,
            content: """
                \(choice.frame(view, words))
                <p>\(words("dossiers.figures.scores.explained"))</p>
                \(.section(words("dossiers.figures.scores.office"), table("office", lines(.unit, .office))))
                \(.section(words("dossiers.figures.scores.officer"), table("officer", lines(.officer, .officer))))
                """)
    }

    private func lines(_ dimension: Slice.Dimension, _ kind: CounterScore.Kind) -> [Line] {
        let slice = view.slice(by: [dimension])
        let tallies = view.book.columns.tally(slice)
        return view.book.columns.grades(slice).enumerated().compactMap { number, grades in
            let released = tallies[number][.released]
            if released == 0 || (dimension == .officer && view.code(.officer, number).isEmpty) { return nil }
            return Line(name: view.name(dimension, number, words), count: released, score: CounterScore(kind, grades))
        }.sorted { ($0.score.total.ratio, $1.name) > ($1.score.total.ratio, $0.name) }
    }

    private func table(_ id: String, _ lines: [Line]) -> HTML {
        let indicators = Set(lines.flatMap { $0.score.grades.keys }).sorted()
        return .table(
            id: id, caption: words("dossiers.figures.scores.\(id)"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.figures.scores.name"), .head) { (line: Line) in "\(line.name)" },
                Column(words("dossiers.figures.released"), .number) { "\(words.numbers.count($0.count))" },
            ]
                + indicators.map { indicator in
                    Column(words("dossiers.figures.indicator.\(indicator)"), .number) { line in
                        "\(line.score.mean(of: indicator).map { words.numbers.plain($0) } ?? "–")"
                    }
                } + [
                    Column(words("dossiers.figures.scores.total"), .number) { line in
                        "\(words.numbers.plain(line.score.total)) / \(line.score.maximum)"
                    }
                ], rows: lines, empty: words("dossiers.figures.none"))
    }
}

/// What looks odd about deadlines: it informs and changes no score (PE-N12).
struct OdditiesPage {
    let view: ShowFigures.View
    let report: GamingReport
    let choice: FigureChoice
    let context: Context

    private var words: Words { context.words }

    func page() -> Page {
        let lines = report.named.filter { line in view.units?.contains(line.unit) ?? true }
        return Page(
            words("dossiers.figures.oddities"), lead: FigureChoice.lead(view, words),
            crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks)], room: "dossiers-desk", isIndexed: false,
            content: """
                \(choice.frame(view, words))
                <p>\(words("dossiers.figures.oddities.explained"))</p>
                \(if: !report.incomparable.isEmpty, "<p class=\"small\">\(words("dossiers.figures.oddities.few", ["signs": report.incomparable.map { words("dossiers.figures.sign.\($0.rawValue)") }.joined(separator: "; ")]))</p>")
                \(.table(
                    id: "oddities", caption: words("dossiers.figures.oddities"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("dossiers.figures.by.unit"), .head) { (line: GamingReport.Line) in "\(view.name(.unit, line.unit, words))" },
                        Column(words("dossiers.figures.sign")) { "\(words("dossiers.figures.sign.\($0.sign.rawValue)"))" },
                        Column(words("dossiers.figures.sign.observed"), .number) { "\(words.numbers.count($0.observed))" },
                        Column(words("dossiers.figures.sign.expected"), .number) { "\(words.numbers.plain($0.expected))" },
                        Column(words("dossiers.figures.sign.cases"), .number) { "\(words.numbers.count($0.cases))" },
                        Column(words("dossiers.figures.dossiers")) { line in
                            HTML(each: line.rows.prefix(5), view)
                        },
                    ], rows: lines, empty: words("dossiers.figures.oddities.none")))
                """)
    }
}

extension HTML {
    /// Links to some dossiers, by their rows.
    fileprivate init(each rows: ArraySlice<Int>, _ view: ShowFigures.View) {
        self = "\(each: Array(rows), { row in "<a href=\"\("/dossiers/\(view.book.codes[row])" as Link)\">\(view.book.codes[row])</a> " })"
    }
}
