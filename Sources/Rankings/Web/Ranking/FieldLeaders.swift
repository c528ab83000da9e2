import Kernel
import Platform
import Scoring

/// How the block stands in each field, and who leads it (PI-82, SD-42).
struct FieldLeaders {
    private let table: RankingTable
    private let fields: FieldTable
    private let words: Words
    private let figures: FigureWords
    private let leaders: [[RankingResult]]

    init(_ table: RankingTable, _ fields: FieldTable, _ words: Words) {
        self.table = table
        self.fields = fields
        self.words = words
        figures = FigureWords(words, table.framework)
        leaders = fields.leaders(among: table.summary.counted)
    }

    var html: HTML {
        .table(
            id: "fields-table", caption: words("rankings.fields.caption"),
            columns: [
                Column(words("rankings.column.field"), .head) { "\(title($0))" },
                Column(words("rankings.column.maximum"), .number) { "\(figures.maximum(criterion($0).maximum))" },
                Column(words("rankings.fields.share"), .number) { "\(figures.percent(fields.share(field: $0)))" },
                Column(words("rankings.fields.bar"), .aside) { field in
                    fields.share(field: field).map { .meter($0, label: "\(title(field)): \(figures.percent($0))") } ?? HTML()
                },
                Column(words("rankings.fields.leader")) { leader($0) },
            ],
            rows: fields.rows.indices)
    }

    private func criterion(_ field: Int) -> Criterion { table.sheet.rows[fields.rows[field]].criterion }
    private func title(_ field: Int) -> String { words(criterion(field).title) }

    private func leader(_ field: Int) -> HTML {
        let leaders = leaders[field]
        guard let first = leaders.first, let score = fields.score(first.unit, field: field) else { return HTML() }
        let points = figures.points(spoken: score.points)
        guard leaders.count == 1 else { return "\(figures.names(leaders)) (\(points))" }
        return "<a href=\"\(first.link(in: table.ranking))\">\(words(first.unitName))</a> (\(points))"
    }
}
