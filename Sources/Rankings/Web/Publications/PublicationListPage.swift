import Kernel
import Platform

/// Every publication by decision, the latest period first.
struct PublicationListPage {
    let entries: [(publication: Publication, stage: Publication.Stage)]
    let words: Words

    func page() -> Page {
        Page(
            words("rankings.publications"), lead: words("rankings.publications.lead"),
            crumbs: [Crumb(words("rankings.navigation"), "/rankings")], room: "rankings",
            content: """
                \(PublicationTable(entries: entries, words: words, isDesk: false).html)
                <p><a href="\("/rankings/external" as Link)">\(words("rankings.external"))</a></p>
                """)
    }
}

/// A table of publications with where each stands.
struct PublicationTable {
    let entries: [(publication: Publication, stage: Publication.Stage)]
    let words: Words
    /// For those who prepare them: links lead to the desk.
    let isDesk: Bool

    var html: HTML {
        .table(
            id: "publications", caption: words("rankings.publications"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("rankings.publication"), .head) {
                    "<a href=\"\(isDesk ? $0.publication.deskLink : $0.publication.link)\">\(words($0.publication.title))</a>"
                },
                Column(words("rankings.column.period")) { "\(words.numbers.period($0.publication.period))" },
                Column(words("rankings.publication.stage")) { .tag(words("rankings.stage.\($0.stage.rawValue)")) },
                Column(words("rankings.publication.decision")) { "\($0.publication.decision?.number ?? FigureWords.none)" },
                Column(words("rankings.publication.released")) {
                    "\($0.publication.decision.map { words.numbers.moment($0.released) } ?? FigureWords.none)"
                },
            ] as [Column<(publication: Publication, stage: Publication.Stage)>],
            rows: entries, empty: words("rankings.publications.empty"))
    }
}
