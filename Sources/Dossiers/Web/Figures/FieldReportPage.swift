import Kernel
import Office
import Platform

/// Report II.06/VPCP/KSTT of a period, with what contradicts itself, were there anything (OS-60).
struct FieldReportPage {
    let view: ShowFigures.View
    let choice: FigureChoice
    let context: Context

    private var words: Words { context.words }

    private var report: FieldReport { FieldReport(view.book.columns, view.period, asOf: view.asOf, of: view.filters) }

    private var lines: [(name: String, line: FieldReport.Line)] {
        let fields = view.book.fields.names
        return report.lines.map { (fields[$0.key], $0.value) }.sorted { VietnameseOrder.key($0.name) < VietnameseOrder.key($1.name) }
            + [(words("dossiers.figures.total"), report.total)]
    }

    func page() -> Page {
        let findings = report.findings()
        return Page(
            words("dossiers.figures.report"), lead: FigureChoice.lead(view, words),
            crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks)], room: "dossiers-desk", isIndexed: false,
            content: """
                \(choice.frame(view, words))
                \(if: findings.isEmpty, "<p>\(words("dossiers.figures.report.sound"))</p>", else: .notice(.warning, words("dossiers.figures.report.unsound", ["count": "\(findings.count)"])))
                <div class="wrapping">\(.table(
                    id: "report", caption: words("dossiers.figures.report"), isCaptionHidden: true,
                    columns: [Column(words("dossiers.field"), .head) { (entry: (name: String, line: FieldReport.Line)) in "\(entry.name)" }]
                        + FieldReport.Line.columns.map { column in
                            Column(words("dossiers.figures.column.\(column.code)"), .number) { "\(words.numbers.count($0.line[keyPath: column.value]))" }
                        }, rows: lines))</div>
                \(.downloads([Download("CSV", choice.link("/dossiers/figures/report.csv"))], words))
                """)
    }

    func file() -> FileAnswer {
        let header = ["period", "field"] + FieldReport.Line.columns.map(\.code)
        let rows = lines.map { entry -> [OutputCell] in
            [.text(view.period.description), .text(entry.name)]
                + FieldReport.Line.columns.map { .text("\(entry.line[keyPath: $0.value])") }
        }
        return FileAnswer(
            name: "II-06-\(view.period).csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(header, rows, .machine))
    }
}
