import Kernel
import Platform
import Scoring

/// How to check a ranking: where it comes from, by which method, every file, and the command that computes it again.
struct RankingSources {
    private let table: RankingTable
    private let seal: RankingSeal?
    private let words: Words
    private var ranking: Ranking { table.ranking }

    init(_ table: RankingTable, _ seal: RankingSeal?, _ words: Words) {
        self.table = table
        self.seal = seal
        self.words = words
    }

    var section: HTML {
        .section(
            words("rankings.check"), id: "check",
            """
            \(.definitions(entries))
            \(.downloads(FileFormat.allCases.map { Download($0.name, "/rankings/\(ranking.code)/table.\($0.rawValue)") }, words))
            <p>\(recompute)</p>
            <pre><code>cchc score <span>--framework \(ranking.framework)</span> <span>--data figures.csv</span> <span>--units units.csv</span></code></pre>
            \(seal.map(sealed))
            \(neighbours)
            """)
    }

    /// The bundle with its seal, and the command that holds one against the other.
    private func sealed(_ seal: RankingSeal) -> HTML {
        let file = "\(seal.publication?.code ?? ranking.code).zip"
        let bundle: HTML = "<a href=\"\(seal.bundle)\" download>\(file)</a>"
        let publication: HTML? = seal.publication.map { publication in
            let link: HTML = "<a href=\"\(publication.link)\">\(words(publication.title))</a>"
            return "<p>\(words.html("rankings.check.publication", ["publication": link]))</p>"
        }
        return """
            \(publication)<p>\(words.html("rankings.check.bundle", ["bundle": bundle]))</p>
            <pre><code>cchc rankings verify \(file) <span>--root \(seal.root.description)</span></code></pre>
            """
    }

    private var recompute: HTML {
        words.html(
            "rankings.check.recompute",
            [
                "figures": "<a href=\"\("/rankings/\(ranking.code)/figures.csv" as Link)\" download>figures.csv</a>",
                "units": "<a href=\"\("/rankings/\(ranking.code)/units.csv" as Link)\" download>units.csv</a>",
                "dictionary": "<a href=\"\("/rankings/dictionary" as Link)\">\(words("rankings.dictionary"))</a>",
            ])
    }

    private var entries: [(term: String, text: HTML)] {
        var entries: [(term: String, text: HTML)] = [
            (words("rankings.nature"), "\(ranking.nature.tag(words))"),
            (words("rankings.source"), "\(ranking.source)"),
            (
                words("rankings.method"),
                "<a href=\"\(ranking.methodLink)\">\(words(table.framework.title))</a> (<code>\(ranking.framework)</code>)"
            ),
            (words("rankings.published"), "\(words.numbers.date(ranking.published.vietnamDate))"),
        ]
        if let note = ranking.note { entries.append((words("rankings.note"), "\(words(note))")) }
        if let note = table.framework.note, note != ranking.note { entries.append((words("rankings.method.note"), "\(words(note))")) }
        return entries
    }

    /// The rankings of the series before and after.
    private var neighbours: HTML {
        let links = [(table.earlier?.ranking, "rankings.earlier"), (table.later, "rankings.later")].compactMap { ranking, key in
            ranking.map { "<a href=\"\($0.link)\">\(words(key, ["period": words.numbers.period($0.period)]))</a>" as HTML }
        }
        return links.isEmpty ? HTML() : "<p>\(HTML(joining: links, separator: " · "))</p>"
    }
}
