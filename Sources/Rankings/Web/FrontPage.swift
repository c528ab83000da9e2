import Kernel
import Platform

/// The first page: what this is, the latest rankings, and the ways to method, facts and open data.
struct FrontPage {
    let entries: [ListRankings.Entry]
    /// What other rooms show above the results.
    let doors: HTML
    let words: Words

    private static let shown = 8

    func page() -> Page {
        Page(
            words("rankings.front"), lead: words("rankings.front.lead"), room: "front",
            content: """
                \(doors)
                \(.section(words("rankings.front.latest"), latest))
                \(.section(words("rankings.front.ways"), .definitions(ways)))
                """)
    }

    /// The latest ranking of each series, published results before generated ones.
    private var latest: HTML {
        var seen: Set<String> = []
        let newest = entries.filter { seen.insert($0.ranking.series).inserted }
        let latest = Ranking.Nature.allCases.flatMap { nature in newest.filter { $0.ranking.nature == nature } }.prefix(Self.shown)
        return """
            \(RankingListTable(entries: Array(latest), words: words).latest)
            <p><a href="\("/rankings" as Link)">\(words("rankings.front.all", ["count": words.numbers.count(entries.count)]))</a></p>
            """
    }

    private var ways: [(term: String, text: HTML)] {
        [
            ("rankings.front.method", "/criteria" as Link), ("rankings.front.facts", "/facts"),
            ("rankings.front.data", "/rankings/dictionary"),
        ]
        .map { key, link in (words(key), "\(words("\(key).text")) <a href=\"\(link)\">\(words("\(key).link"))</a>") }
    }
}
