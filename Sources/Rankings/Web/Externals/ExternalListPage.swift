import Kernel
import Platform
import Scoring

/// What others published of units, year by year, beside the units' own results.
struct ExternalListPage {
    let entries: [ListExternals.Entry]
    /// The code of the one unit that is shown; nil for all.
    let unit: String?
    let words: Words

    func page() -> Page {
        Page(
            words("rankings.external"), lead: words("rankings.external.lead"),
            crumbs: [Crumb(words("rankings.navigation"), "/rankings"), Crumb(words("rankings.publications"), "/rankings/publications")],
            room: "rankings", isIndexed: unit == nil,
            content: """
                \(.table(
                    id: "external", caption: words("rankings.external"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("rankings.column.unit"), .head) { (entry: ListExternals.Entry) in
                            "<a href=\"\("/rankings/external?unit=\(entry.index.key.unit)" as Link)\">\(words(entry.unit))</a>"
                        },
                        Column(words("rankings.column.year")) { "\(words.numbers.period(.year($0.index.key.year)))" },
                        Column(words("rankings.column.index")) { "\($0.index.key.name.title)" },
                        Column(words("rankings.column.value"), .number) { "\(words.numbers.exact($0.index.value))" },
                        Column(words("rankings.column.external_rank"), .number) { "\(rank($0.index))" },
                        Column(words("rankings.external.own")) { own($0) },
                        Column(words("rankings.column.source")) { "\($0.index.source)" },
                    ], rows: entries, empty: words("rankings.external.empty")))
                \(if: unit != nil, "<p><a href=\"\("/rankings/external" as Link)\">\(words("rankings.external.all"))</a></p>")
                \(.downloads(["csv", "json", "xlsx"].map { Download($0.uppercased(), file($0)) }, words))
                """)
    }

    private func file(_ ending: String) -> Link {
        let address: Link = "/rankings/external/table.\(ending)"
        return address.setting("unit", to: unit)
    }

    private func rank(_ index: ExternalIndex) -> String {
        guard let rank = index.rank else { return FigureWords.none }
        return index.ranked.map { "\(rank) / \($0)" } ?? "\(rank)"
    }

    private func own(_ entry: ListExternals.Entry) -> HTML {
        guard let (ranking, result) = entry.own else { return "\(FigureWords.none)" }
        let percent = result.percent.map { words.numbers.percent($0, digits: 2) } ?? FigureWords.none
        return
            "<a href=\"\(result.link(in: ranking))\">\(percent), \(words("rankings.column.rank").lowercased()) \(result.rank.map { words.rank($0) } ?? FigureWords.none)</a>"
    }
}
