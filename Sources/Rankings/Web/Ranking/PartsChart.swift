import Kernel
import Platform
import Scoring

/// A bar for each unit out of what was appraised and what a survey gave, or out of the fields where there is no survey.
struct PartsChart {
    private let table: RankingTable
    private let fields: FieldTable
    private let words: Words
    private let isPaper: Bool
    private let figures: FigureWords

    /// More bars are no picture; of larger blocks both ends are drawn.
    private static let limit = 40
    /// As many parts as the charts have patterns for.
    private static let mostParts = 6

    init(_ table: RankingTable, _ fields: FieldTable, _ words: Words, isPaper: Bool) {
        self.table = table
        self.fields = fields
        self.words = words
        self.isPaper = isPaper
        figures = FigureWords(words, table.framework)
    }

    /// Nothing where the parts say no more than the totals.
    var section: HTML {
        guard let (key, parts) = parts else { return HTML() }
        let lines = table.lines.count <= Self.limit ? table.lines : table.lines.prefix(Self.limit / 2) + table.lines.suffix(Self.limit / 2)
        let bars = lines.map { line in
            StackedBarsChart.Bar(
                words(line.result.unitName), parts.map { $0.value(line.result).ratio }, figure: figures.points(line.result.total))
        }
        let chart = StackedBarsChart(
            id: "parts", title: words("rankings.\(key)"), summary: RankingNews(table, fields, words).lead, parts: parts.map(\.name),
            bars: bars,
            maximum: table.framework.total.ratio)
        let caption = words(
            table.lines.count <= Self.limit ? "rankings.\(key).caption" : "rankings.\(key).caption.ends",
            ["count": words.numbers.count(Self.limit / 2), "total": figures.maximum(table.framework.total)])
        return .section(
            words("rankings.\(key)"),
            """
            \(.chart(chart, caption: caption, key: chart.key))
            \(if: !table.framework.hasSurvey, figuresTable(parts))
            """)
    }

    /// The figures of the picture, which stand nowhere else on the page when the parts are fields.
    private func figuresTable(_ parts: [Part]) -> HTML {
        typealias Cell = Column<RankingTable.Line>
        let head = [Cell(words("rankings.column.name"), .head) { "\(words($0.result.unitName))" }]
        let cells = parts.map { part in Cell(part.name, .number) { "\(figures.points(part.value($0.result)))" } }
        let total = [Cell(words("rankings.column.total"), .number) { "<strong>\(figures.points($0.result.total))</strong>" }]
        return """
            <details\(flag: "open", isPaper)><summary>\(words("rankings.composition.figures"))</summary>
            \(.table(id: "parts-table", caption: words("rankings.composition"), isCaptionHidden: true, columns: head + cells + total, rows: table.lines))
            </details>
            """
    }

    private struct Part {
        let name: String
        let value: (RankingResult) -> Points
    }

    private var parts: (key: String, parts: [Part])? {
        let framework = table.framework
        if framework.hasSurvey {
            return (
                "parts",
                [
                    Part(name: words("rankings.part.direct"), value: \.direct),
                    Part(name: words("rankings.part.survey"), value: \.survey),
                ]
            )
        }
        guard (2...Self.mostParts).contains(fields.rows.count) else { return nil }
        let parts = fields.rows.indices.map { field in
            let criterion = table.sheet.rows[fields.rows[field]].criterion
            return Part(name: "\(words(criterion.title)) /\(figures.maximum(criterion.maximum))") {
                fields.score($0.unit, field: field)?.points ?? .zero
            }
        }
        return ("composition", parts)
    }
}
