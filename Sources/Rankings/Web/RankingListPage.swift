import Kernel
import Platform
import Scoring

/// Every ranking there is: published ones first, made ones apart from them.
struct RankingListPage {
    let entries: [ListRankings.Entry]
    let words: Words

    func page() -> Page {
        Page(
            words("rankings.list"), lead: words("rankings.list.lead"), room: "rankings",
            content: """
                \(each: Ranking.Nature.allCases, section)
                \(.downloads(FileFormat.allCases.map { Download($0.name, "/rankings/list.\($0.rawValue)") }, words))
                """)
    }

    private func section(_ nature: Ranking.Nature) -> HTML {
        let own = entries.filter { $0.ranking.nature == nature }
        guard !own.isEmpty else { return HTML() }
        return .section(
            words("rankings.list.\(nature.rawValue)"),
            """
            <p>\(words("rankings.list.\(nature.rawValue).text"))</p>
            \(RankingListTable(entries: own, words: words).html(nature))
            """)
    }
}

/// The table of some series of rankings: who leads the latest of each, and the way to those before.
struct RankingListTable {
    /// The rankings of a series follow one another, the latest first.
    let entries: [ListRankings.Entry]
    let words: Words

    func html(_ nature: Ranking.Nature) -> HTML {
        let earlier = Column<Series>(words("rankings.list.earlier")) { links($0.earlier) }
        return switch nature {
        case .decided: table(id: "decided", caption: words("rankings.list.decided"), also: earlier) { about($0) }
        case .published: table(id: "published", caption: words("rankings.list.published"), also: earlier) { about($0) }
        case .generated: table(id: "generated", caption: words("rankings.list.generated"), also: earlier) { about($0) }
        }
    }

    /// The latest of each series with its nature, where the list is not cut by it.
    var latest: HTML {
        table(id: "latest", caption: words("rankings.list.caption")) {
            "\(about($0)) · \(words("rankings.nature.\($0.ranking.nature.rawValue)"))"
        }
    }

    private struct Series {
        let latest: ListRankings.Entry
        var earlier: [ListRankings.Entry] = []
    }

    private var series: [Series] {
        entries.reduce(into: []) { series, entry in
            if series.last?.latest.ranking.series == entry.ranking.series {
                series[series.count - 1].earlier.append(entry)
            } else {
                series.append(Series(latest: entry))
            }
        }
    }

    private func table(
        id: StaticString, caption: String, also column: Column<Series>? = nil, about: @escaping (ListRankings.Entry) -> String
    ) -> HTML {
        .table(
            id: id, caption: caption, isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("rankings.column.ranking"), .head) {
                    "<a href=\"\($0.latest.ranking.link)\">\(words($0.latest.ranking.title))</a><span class=\"why\">\(about($0.latest))</span>"
                },
                Column(words("rankings.column.leader")) { leader($0.latest) },
                Column(words("rankings.column.best"), .number) { best($0.latest) },
                column,
            ].compactMap { $0 },
            rows: series, empty: words("rankings.list.empty"))
    }

    private func about(_ entry: ListRankings.Entry) -> String {
        "\(words.numbers.period(entry.ranking.period)) · \(words("rankings.units", ["count": words.numbers.count(entry.unitCount)]))"
    }

    private func links(_ entries: [ListRankings.Entry]) -> HTML {
        guard !entries.isEmpty else { return "\(FigureWords.none)" }
        return HTML(
            joining: entries.map { "<a href=\"\($0.ranking.link)\">\(words.numbers.period($0.ranking.period))</a>" }, separator: " · ")
    }

    private func leader(_ entry: ListRankings.Entry) -> HTML {
        let figures = FigureWords(words, entry.framework)
        guard let first = entry.leaders.first else { return "\(FigureWords.none)" }
        guard entry.leaders.count == 1 else { return "\(figures.names(entry.leaders))" }
        return "<a href=\"\(first.link(in: entry.ranking))\">\(words(first.unitName))</a>"
    }

    private func best(_ entry: ListRankings.Entry) -> HTML {
        let figures = FigureWords(words, entry.framework)
        return "\(entry.leaders.first.flatMap { entry.framework.measure.value(of: $0) }.map { figures.level($0) } ?? FigureWords.none)"
    }
}
