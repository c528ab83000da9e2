import Kernel
import Platform
import Scoring

/// A unit's fields against their maxima and against the block (GL-6, SD-42).
struct ScorecardFields {
    private let card: Scorecard
    private let words: Words
    private let figures: FigureWords
    private var fields: FieldTable { card.fields }

    init(_ card: Scorecard, _ words: Words) {
        self.card = card
        self.words = words
        figures = FigureWords(words, card.table.framework)
    }

    var section: HTML {
        .section(
            words("rankings.card.fields"), id: "fields",
            """
            \(chart)
            \(table)
            """)
    }

    private func criterion(_ field: Int) -> Criterion { card.sheet.rows[fields.rows[field]].criterion }
    private func score(_ field: Int) -> Scorecard.Row { card.rows[fields.rows[field]] }

    private var chart: HTML {
        let hasBlock = card.table.summary.counted.count > 1
        let profile = fields.rows.indices.map { field -> FieldProfileChart.Field in
            let row = score(field)
            let own: Points? = row.maximum > .zero ? row.points : nil
            // The block's share of what applies to this unit, so that both bars are of one maximum.
            let maximum = own == nil ? criterion(field).maximum : row.maximum
            let block = fields.share(field: field).flatMap { try? $0 * maximum.ratio }.flatMap { Points($0) }
            return FieldProfileChart.Field(words(criterion(field).title), maximum: maximum, values: hasBlock ? [own, block] : [own])
        }
        let name = words(card.result.unitName)
        let chart = FieldProfileChart(
            id: "profile", title: words("rankings.chart.profile", ["unit": name]), summary: ScorecardPage(card, words).lead,
            units: hasBlock ? [name, words("rankings.block_mean")] : [name], fields: profile, absent: words("rankings.not_applicable"),
            numbers: words.numbers, digits: card.table.framework.settings.display.digits)
        return .chart(chart, caption: words("rankings.chart.profile.caption"), key: chart.key)
    }

    private var table: HTML {
        .table(
            id: "fields-table", caption: words("rankings.card.fields.caption"),
            columns: [
                Column(words("rankings.column.field"), .head) { "\(words(criterion($0).title))" },
                Column(words("rankings.column.points"), .number) { "\(figures.points(score($0).points, of: score($0).maximum))" },
                Column(words("rankings.column.percent"), .number) { "\(figures.percent(share($0)))" },
                Column(words("rankings.fields.share"), .number) { "\(figures.percent(fields.share(field: $0)))" },
                Column(words("rankings.fields.place"), .number) { "\(place($0))" },
            ],
            rows: fields.rows.indices)
    }

    private func share(_ field: Int) -> Ratio? {
        let row = score(field)
        return row.maximum > .zero ? Ratio(row.points.micro, row.maximum.micro) : nil
    }

    private func place(_ field: Int) -> String {
        fields.place(card.result.unit, field: field).map { "\(words.numbers.count($0.rank))/\(words.numbers.count($0.count))" }
            ?? FigureWords.none
    }
}
