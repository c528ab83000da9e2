import Kernel
import Platform
import Scoring

/// One ranking: the sentence, the figures, the picture, what there is to tell, the table, how to check it.
struct RankingPage {
    let table: RankingTable
    let fields: FieldTable
    let choice: RankingChoice
    let words: Words
    /// Printed tables have no boxes to tick.
    let isPaper: Bool
    /// Nil on paper, which is checked by the page it was printed from.
    private let seal: RankingSeal?
    private let figures: FigureWords
    private let told: RankingNews
    private var summary: BlockSummary { table.summary }
    private var framework: Framework { table.framework }

    init(
        _ table: RankingTable, _ fields: FieldTable, _ choice: RankingChoice, _ words: Words, seal: RankingSeal? = nil,
        isPaper: Bool = false
    ) {
        self.isPaper = isPaper
        self.seal = seal
        self.table = table
        self.fields = fields
        self.choice = choice
        self.words = words
        figures = FigureWords(words, table.framework)
        told = RankingNews(table, fields, words)
    }

    func page() -> Page {
        Page(
            table.ranking.name(words),
            kicker: [words(framework.block.title), words("rankings.nature.\(table.ranking.nature.rawValue)")].joined(separator: " · "),
            lead: told.lead, crumbs: [Crumb(words("rankings.navigation"), "/rankings")], room: "rankings", isIndexed: choice.isEmpty,
            content: """
                \(RankingNotices(table, words).html)
                \(.figures(headline))
                \(distribution)
                \(framework.classes.isEmpty || summary.counted.count < 2 ? news : .split(bands, news))
                \(.section(words("rankings.table"), id: "table", RankingLines(table, choice, words, isPaper: isPaper).html))
                \(CertaintyNote(table, words)?.html)
                \(PartsChart(table, fields, words, isPaper: isPaper).section)
                \(.section(words("rankings.fields"), id: "fields", FieldLeaders(table, fields, words).html))
                \(RankingSources(table, seal, words).section)
                """)
    }

    private var headline: [Figure] {
        var headline: [Figure] = []
        if let best = summary.best {
            headline.append(Figure(words("rankings.best"), "\(figures.level(best.value))", note: figures.names(best.units)))
        }
        if let mean = summary.mean {
            let note = BlockMovement(table)?.mean.map { change in
                let text = signed(change)
                return words(
                    "rankings.against", ["difference": text, "period": table.earlier.map { words.numbers.period($0.ranking.period) } ?? ""])
            }
            headline.append(
                Figure(words("rankings.mean"), "\(figures.level(mean))", note: note ?? words("rankings.units", ["count": count])))
        }
        if let worst = summary.worst {
            headline.append(Figure(words("rankings.worst"), "\(figures.level(worst.value))", note: figures.names(worst.units)))
        }
        if let spread = summary.spread {
            headline.append(Figure(words("rankings.spread"), "\(figures.level(spread))", note: words("rankings.spread.note")))
        }
        return headline
    }

    private var count: String { words.numbers.count(summary.counted.count) }

    /// A difference of levels with its sign.
    private func signed(_ difference: Ratio) -> String {
        let text = figures.level(figures.size(difference))
        return difference > .zero ? "+" + text : difference < .zero ? "−" + text : text
    }

    private var news: HTML {
        .section(
            words("rankings.news"), id: "news",
            """
            <ul>\(each: told.sentences, { "<li>\($0)</li>" })</ul>
            <p class="hint">\(words("rankings.news.note"))</p>
            """)
    }

    private var distribution: HTML {
        guard summary.counted.count > 1, let mean = summary.mean else { return HTML() }
        let marked =
            choice.isEmpty ? Set([summary.best?.units.first?.unit, summary.worst?.units.first?.unit]) : Set(found.map(\.result.unit))
        let dots = summary.counted.compactMap { result -> DistributionChart.Dot? in
            guard let value = summary.measure.value(of: result) else { return nil }
            return DistributionChart.Dot(
                words(result.unitName), value, figure: figures.level(value), isMarked: marked.contains(result.unit))
        }
        let meanText = words("rankings.chart.mean", ["mean": figures.level(mean)])
        let chart = DistributionChart(
            id: "distribution", title: words("rankings.chart.distribution"), summary: told.lead, dots: dots, bands: chartBands,
            mean: (mean, meanText), numbers: words.numbers)
        let measure = summary.measure == .points ? "points" : "percent"
        let caption = words("rankings.chart.distribution.\(measure)\(chart.countsUnits ? ".counts" : "")")
        return "<section id=\"distribution\">\(.chart(chart, caption: caption))</section>"
    }

    /// Few enough found lines to be named in the picture.
    private var found: [RankingTable.Line] {
        let lines = choice.lines(table)
        return lines.count <= 4 ? lines : []
    }

    /// The bands on the scale of the chart; none where they are stated in the other measure.
    private var chartBands: [DistributionChart.Band] {
        let factor: Ratio
        switch (framework.settings.bandsOn, summary.measure) {
        case (.percent, .points): factor = framework.total.ratio
        case (.percent, .percent): factor = Ratio(100, 1)
        case (.points, .points): factor = .one
        case (.points, .percent): return []
        }
        let bounds = framework.classes.map { band in band.bound.flatMap { try? $0.value * factor } }
        return framework.classes.indices.map { index in
            DistributionChart.Band(words(framework.classes[index].title), from: bounds[index], to: index > 0 ? bounds[index - 1] : nil)
        }
    }

    private var bands: HTML {
        let before = table.comparable
        var columns = [
            Column<Int>(words("rankings.column.band"), .head) {
                "\(figures.band($0))<span class=\"why\">\(figures.range(ofBand: $0))</span>"
            },
            Column<Int>(words("rankings.band.units"), .number) { "\(words.numbers.count(summary.bandCounts[$0]))" },
            Column<Int>(words("rankings.band.share"), .number) { "\(share(summary.bandCounts[$0], of: summary.counted.count))" },
        ]
        if let before {
            columns.append(
                Column(words.numbers.period(before.ranking.period), .number) { "\(words.numbers.count(before.summary.bandCounts[$0]))" })
        }
        let caption = words("rankings.band.caption")
        return .section(
            caption, .table(id: "bands", caption: caption, isCaptionHidden: true, columns: columns, rows: framework.classes.indices))
    }

    private func share(_ count: Int, of all: Int) -> String {
        all > 0 ? words.numbers.percent(Ratio(count, all), digits: 1) : FigureWords.none
    }
}
