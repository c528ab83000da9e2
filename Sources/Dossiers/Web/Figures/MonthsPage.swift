import Kernel
import Office
import Platform
import Units

/// On time by unit and month, a year on one page.
struct MonthsPage {
    let view: ShowMonths.View
    let choice: FigureChoice
    let context: Context

    private var words: Words { context.words }

    func page() -> Page {
        Page(
            words("dossiers.figures.months"), lead: words.numbers.period(.year(view.year)),
            crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks)], room: "dossiers-desk", isIndexed: false,
            content: """
                \(choice.ways(words))
                \(.form(.get, to: choice.address, [years], submit: words("dossiers.figures.show"), isBar: true))
                <p>\(words("dossiers.figures.months.explained"))</p>
                \(.table(
                    id: "months", caption: words("dossiers.figures.months"), isCaptionHidden: true, isStacked: true, columns: columns,
                    rows: view.lines))
                \(.downloads([Download("CSV", choice.link("/dossiers/figures/months.csv"))], words))
                """)
    }

    private var years: Field {
        let years = Set(choice.years + [view.year]).sorted(by: >).map { Choice("\($0)", "\($0)") }
        return Field("period", words("dossiers.figures.period"), .select(years, chosen: "\(view.year)"))
    }

    private var columns: [Column<ShowMonths.View.Line>] {
        let months = (0..<12).map { month in
            Column(words("dossiers.figures.months.month", ["month": "\(month + 1)"]), .number) { (line: ShowMonths.View.Line) in
                share(line.months[month])
            }
        }
        return [Column(words("dossiers.figures.by.unit"), .head) { "\(name($0))" }] + months
            + [Column(words("dossiers.figures.months.year"), .number) { share($0.year) }]
    }

    private func name(_ line: ShowMonths.View.Line) -> String { line.unit.map { words($0.name) } ?? words("dossiers.figures.months.all") }

    private func share(_ tally: MonthTally) -> HTML { tally.share.denominator == 0 ? "–" : "\(tally.share.text(words, digits: 1))" }

    func file() -> FileAnswer {
        let rows = view.lines.dropFirst().flatMap { line in
            line.months.enumerated().filter { $0.element != MonthTally() }.map { month, tally -> [OutputCell] in
                [.text(line.unit?.code ?? ""), .text(name(line)), .text(Period.month(month + 1, of: view.year).description)]
                    + [tally.received, tally.early, tally.onTime, tally.late, tally.unlimited, tally.dropped].map { .text("\($0)") }
            }
        }
        return FileAnswer(
            name: "on-time-months-\(view.year).csv", mediaType: "text/csv; charset=utf-8",
            bytes: CSVWriter.write(
                ["unit", "name", "month", "received", "early", "on_time", "late", "unlimited", "dropped"], rows, .machine))
    }
}
