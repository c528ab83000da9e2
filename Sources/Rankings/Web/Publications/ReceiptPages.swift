import Kernel
import Platform
import Scoring
import Units

/// Every unit of a publication with the way to its receipt.
struct ReceiptListPage {
    let reading: FindPublications.Reading
    let words: Words

    func page() -> Page {
        let publication = reading.publication
        return Page(
            words("rankings.receipts"), kicker: words(publication.title), lead: words("rankings.receipts.lead"),
            crumbs: publication.crumbs(words), room: "rankings",
            content: """
                \(each: reading.bundle.blocks, { block in
                    .section(
                        words(block.framework.block.title),
                        "<ul>\(each: block.units, { "<li><a href=\"\("/rankings/publications/\(publication.code)/receipts/\($0.code)" as Link)\">\($0.name)</a></li>" })</ul>")
                })
                """)
    }
}

/// One unit's receipt, as a person reads it and keeps it on paper.
struct ReceiptPage {
    private let receipt: UnitReceipt
    private let words: Words

    init(_ receipt: UnitReceipt, _ words: Words) {
        self.receipt = receipt
        self.words = words
    }

    func page() -> Page {
        let publication = receipt.publication
        let file = "\(publication.code)-\(receipt.unit).json"
        return Page(
            words("rankings.receipt", ["unit": receipt.name]), kicker: words(publication.title), lead: words("rankings.receipt.lead"),
            crumbs: publication.crumbs(words), room: "rankings",
            content: """
                \(.definitions(results))
                \(.section(words("rankings.receipt.path"), id: "path", path))
                \(.section(words("rankings.check"), id: "check", """
                <p>\(words("rankings.receipt.check"))</p>
                \(.downloads([Download("JSON", "/rankings/publications/\(publication.code)/receipts/\(receipt.unit)/receipt.json")], words))
                <pre><code>cchc rankings verify \(file) <span>--root \(publication.root.description)</span></code></pre>
                """ as HTML))
                """)
    }

    private var results: [(term: String, text: HTML)] {
        let figures = FigureWords(words, receipt.block.framework)
        guard let index = receipt.block.index(of: receipt.unit) else { return [] }
        let (total, entry) = (receipt.block.scores.totals[index], receipt.block.standings.entries[index])
        var entries: [(term: String, text: HTML)] = [
            (words("rankings.column.rank"), "\(figures.rank(entry.rank))"),
            (words("rankings.column.total"), "\(figures.points(total.total, of: total.maximum))"),
            (words("rankings.column.percent"), "\(figures.percent(total.percent?.ratio))"),
        ]
        if !receipt.block.framework.classes.isEmpty { entries.append((words("rankings.column.band"), "\(figures.band(entry.band))")) }
        entries.append((words("rankings.receipt.line"), "<code>\(receipt.receipt.text)</code>"))
        entries.append((words("rankings.publication.root"), "<code>\(receipt.receipt.root.description)</code>"))
        return entries
    }

    private struct Step {
        let number: Int
        let step: HashTree.Step
        let isFile: Bool
    }

    private var path: HTML {
        let steps =
            receipt.receipt.lines.map { ($0, false) } + receipt.receipt.files.map { ($0, true) }
        return .table(
            id: "steps", caption: words("rankings.receipt.path"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("rankings.receipt.step"), .head) { "\($0.number)" },
                Column(words("rankings.receipt.level")) { "\(words($0.isFile ? "rankings.receipt.files" : "rankings.receipt.lines"))" },
                Column(words("rankings.receipt.side")) { "\(words($0.step.isLeft ? "rankings.receipt.left" : "rankings.receipt.right"))" },
                Column(words("rankings.receipt.hash")) { "<code>\($0.step.hash.description)</code>" },
            ] as [Column<Step>],
            rows: steps.enumerated().map { Step(number: $0.offset + 1, step: $0.element.0, isFile: $0.element.1) },
            empty: words("rankings.receipt.alone"))
    }
}

extension Publication {
    /// The way to what lies below a publication's page.
    func crumbs(_ words: Words) -> [Crumb] {
        [
            Crumb(words("rankings.navigation"), "/rankings"), Crumb(words("rankings.publications"), "/rankings/publications"),
            Crumb(words(title), link),
        ]
    }
}
