import Kernel
import Platform
import Scoring

/// A unit over the periods of its series; a break where the set of criteria changed (PI-57, SD-28).
struct ScorecardHistory {
    private let card: Scorecard
    private let words: Words

    init(_ card: Scorecard, _ words: Words) {
        self.card = card
        self.words = words
    }

    /// Nothing when the series has one period.
    var section: HTML {
        guard card.history.count > 1 else { return HTML() }
        return .section(
            words("rankings.history"), id: "history",
            """
            \(if: card.history.count { $0.result?.percent != nil } > 1, chart)
            \(table)
            """)
    }

    private var chart: HTML {
        let points = card.history.map { appearance -> HistoryChart.Point in
            let percent = appearance.result?.percent
            return HistoryChart.Point(
                words.numbers.period(appearance.ranking.period), percent.flatMap { try? $0 * Ratio(100, 1) },
                figure: FigureWords(words, appearance.framework).percent(percent),
                cut: appearance.isCut ? words("rankings.set_changed") : nil, rank: place(appearance))
        }
        let chart = HistoryChart(
            id: "history-chart", title: words("rankings.history"), summary: words("rankings.history.caption"), points: points,
            numbers: words.numbers, rankTitle: words("rankings.column.rank"))
        return .chart(chart, caption: words("rankings.history.caption"))
    }

    /// A shared place between two is drawn at the better one, and told as it is.
    private func place(_ appearance: Scorecard.Appearance) -> HistoryChart.Rank? {
        guard let rank = appearance.result?.rank else { return nil }
        return HistoryChart.Rank(rank.halves / 2, of: appearance.count, figure: figure(rank, appearance))
    }

    private func figure(_ rank: Rank, _ appearance: Scorecard.Appearance) -> String {
        "\(words.rank(rank))/\(words.numbers.count(appearance.count))"
    }

    private var table: HTML {
        typealias Cell = Column<Scorecard.Appearance>
        return .table(
            id: "history-table", caption: words("rankings.history.table"),
            columns: [
                Cell(words("rankings.column.period"), .head) { period($0) },
                Cell(words("rankings.column.total"), .number) { cell($0) { "\($1.points($0.total))" } },
                Cell(words("rankings.column.percent"), .number) { cell($0) { "\($1.percent($0.percent))" } },
                Cell(words("rankings.column.rank"), .number) { rank($0) },
                Cell(words("rankings.column.band")) { cell($0) { "\($1.band($0.band))" } },
                Cell(words("rankings.column.change_points"), .number) { change($0) },
                Cell(words("rankings.column.change_places"), .number) { places($0) },
            ],
            rows: card.history.reversed(), emphasis: { $0.ranking.id == card.table.ranking.id })
    }

    private func cell(_ appearance: Scorecard.Appearance, _ content: (RankingResult, FigureWords) -> HTML) -> HTML {
        appearance.result.map { content($0, FigureWords(words, appearance.framework)) } ?? "\(FigureWords.none)"
    }

    private func period(_ appearance: Scorecard.Appearance) -> HTML {
        let period = words.numbers.period(appearance.ranking.period)
        guard let result = appearance.result, appearance.ranking.id != card.table.ranking.id else { return "\(period)" }
        return "<a href=\"\(result.link(in: appearance.ranking))\">\(period)</a>"
    }

    private func rank(_ appearance: Scorecard.Appearance) -> HTML {
        "\(appearance.result?.rank.map { figure($0, appearance) } ?? FigureWords.none)"
    }

    private func change(_ appearance: Scorecard.Appearance) -> HTML {
        if appearance.isCut { return "\(words("rankings.set_changed"))" }
        guard let points = appearance.change?.points else { return "\(FigureWords.none)" }
        return FigureWords(words, appearance.framework).change(points)
    }

    private func places(_ appearance: Scorecard.Appearance) -> HTML {
        guard let halves = appearance.change?.placesInHalves else { return "\(FigureWords.none)" }
        return .change(halves, FigureWords(words, appearance.framework).places(halves), words)
    }
}
