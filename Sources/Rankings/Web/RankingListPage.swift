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

/// The table of some rankings: what, when, how many units, who leads.
struct RankingListTable {
    let entries: [ListRankings.Entry]
    let words: Words

    func html(_ nature: Ranking.Nature) -> HTML {
        switch nature {
        case .published: table(id: "published", caption: words("rankings.list.published"), showsNature: false)
        case .generated: table(id: "generated", caption: words("rankings.list.generated"), showsNature: false)
        }
    }

    /// Where tables are apart by their nature already, rows need not say it.
    func table(id: StaticString, caption: String? = nil, showsNature: Bool = true) -> HTML {
        .table(
            id: id, caption: caption ?? words("rankings.list.caption"), isCaptionHidden: true,
            columns: [
                Column(words("rankings.column.ranking"), .head) { "<a href=\"\($0.ranking.link)\">\(words($0.ranking.title))</a>" },
                Column(words("rankings.column.period")) { "\(words.numbers.period($0.ranking.period))" },
                Column(words("rankings.column.units"), .number) { "\(words.numbers.count($0.unitCount))" },
                Column(words("rankings.column.leader")) { leader($0) },
                Column(words("rankings.column.best"), .number) { best($0) },
                showsNature ? Column(words("rankings.nature")) { $0.ranking.nature.tag(words) } : nil,
            ].compactMap { $0 },
            rows: entries, empty: words("rankings.list.empty"))
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
