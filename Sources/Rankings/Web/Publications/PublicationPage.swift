import Kernel
import Office
import Platform
import Scoring
import Units

/// One publication: by which decision, block by block, what it corrects, and how to check every point of it (PI-77, PE-N7).
struct PublicationPage {
    private let reading: FindPublications.Reading
    private let words: Words
    private var publication: Publication { reading.publication }

    init(_ reading: FindPublications.Reading, _ words: Words) {
        self.reading = reading
        self.words = words
    }

    func page() -> Page {
        Page(
            words(publication.title), kicker: words("rankings.stage.\(reading.stage.rawValue)"), lead: lead,
            crumbs: [Crumb(words("rankings.navigation"), "/rankings"), Crumb(words("rankings.publications"), "/rankings/publications")],
            room: "rankings",
            content: """
                \(notices)
                \(.definitions(PublicationFacts(publication, words).entries))
                \(.section(words("rankings.publication.blocks"), id: "blocks", blocks))
                \(if: publication.correction != nil, .section(words("rankings.protocol"), id: "protocol", CorrectionTables(reading, words).page))
                \(.section(words("rankings.check"), id: "check", PublicationProof(reading, words).html))
                """)
    }

    private var lead: String {
        words(
            "rankings.publication.lead",
            [
                "blocks": words.numbers.count(reading.bundle.blocks.count),
                "units": words.numbers.count(reading.bundle.blocks.reduce(0) { $0 + $1.units.count }),
                "period": words.numbers.period(publication.period),
            ])
    }

    private var notices: HTML {
        var notices = HTML()
        if reading.stage == .superseded, let successor = publication.successor {
            let link: HTML = "<a href=\"\("/rankings/publications/\(successor.code)" as Link)\">\(successor.code)</a>"
            notices += .notice(
                .warning, words("rankings.superseded"), "<p>\(words.html("rankings.superseded.text", ["successor": link]))</p>")
        }
        if let correction = publication.correction {
            let link: HTML = "<a href=\"\("/rankings/publications/\(correction.code)" as Link)\">\(correction.code)</a>"
            notices += .notice(
                .information, words("rankings.correction"),
                "<p>\(words.html("rankings.correction.text", ["corrected": link, "reason": "\(correction.reason)"]))</p>")
        }
        return notices
    }

    private var blocks: HTML {
        .table(
            id: "block-list", caption: words("rankings.publication.blocks"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("rankings.publication.block"), .head) {
                    "<a href=\"\("/rankings/\(publication.ranking(of: $0.code))" as Link)\">\(words($0.framework.block.title))</a>"
                },
                Column(words("rankings.column.units"), .number) { "\(words.numbers.count($0.units.count))" },
                Column(words("rankings.column.leader")) { "\(leader($0))" },
                Column(words("rankings.column.framework")) {
                    "<a href=\"\("/criteria/\($0.framework.identity)" as Link)\">\($0.framework.identity)</a>"
                },
                Column(words("rankings.publication.annex")) { annexes($0) },
            ] as [Column<ScoredBlock>], rows: reading.bundle.blocks)
    }

    private func annexes(_ block: ScoredBlock) -> HTML {
        let base = publication.code
        return """
            <a href="\("/rankings/publications/\(base)/blocks/\(block.code)/annex.pdf" as Link)" download>PDF</a> · \
            <a href="\("/rankings/publications/\(base)/blocks/\(block.code)/annex.xlsx" as Link)" download>XLSX</a>
            """
    }

    private func leader(_ block: ScoredBlock) -> String {
        let first = block.standings.order.filter {
            block.standings.entries[$0].rank == block.standings.entries[block.standings.order[0]].rank
        }
        guard let unit = first.first, block.standings.entries[unit].rank != nil else { return FigureWords.none }
        let others = first.count - 1
        return others == 0
            ? block.units[unit].name
            : words("rankings.list.more", ["list": block.units[unit].name, "count": words.numbers.count(others)])
    }
}

/// What is known of a publication in terms and their texts.
struct PublicationFacts {
    private let publication: Publication
    private let words: Words

    init(_ publication: Publication, _ words: Words) {
        self.publication = publication
        self.words = words
    }

    var entries: [(term: String, text: HTML)] {
        var entries: [(term: String, text: HTML)] = [
            (words("rankings.column.period"), "\(words.numbers.period(publication.period))"),
            (words("rankings.publication.agency"), "\(publication.paper.agency)"),
        ]
        if let decision = publication.decision {
            entries.append(
                (
                    words("rankings.publication.decision"),
                    "\(words("rankings.publication.decision.text", ["number": decision.number, "date": words.numbers.date(decision.date), "signer": decision.signer]))"
                ))
            entries.append((words("rankings.publication.released"), "\(words.numbers.moment(decision.released))"))
        }
        entries.append((words("rankings.publication.root"), "<code>\(publication.root.description)</code>"))
        return entries
    }
}

/// How anyone checks a publication without this server: the file, the command, the tables one by one, the receipts.
struct PublicationProof {
    private let reading: FindPublications.Reading
    private let words: Words
    private var publication: Publication { reading.publication }

    init(_ reading: FindPublications.Reading, _ words: Words) {
        self.reading = reading
        self.words = words
    }

    var html: HTML {
        """
        <p>\(words("rankings.publication.check"))</p>
        \(.downloads([
            Download(words("rankings.publication.bundle"), "/rankings/publications/\(publication.code)/bundle.zip"),
            Download(words("rankings.publication.paper"), "/rankings/publications/\(publication.code)/decision.pdf"),
            Download("JSON", "/api/v1/rankings/publications/\(publication.code)"),
        ], words))
        <pre><code>cchc rankings verify \(publication.code).zip <span>--root \(publication.root.description)</span></code></pre>
        <p><a href="\("/rankings/publications/\(publication.code)/receipts" as Link)">\(words("rankings.receipts.link"))</a></p>
        \(.table(
            id: "files", caption: words("rankings.publication.files"), isStacked: true,
            columns: [
                Column(words("rankings.publication.file"), .head) { (name: String) in "<a href=\"\(link(name))\" download>\(name)</a>" },
                Column(words("rankings.dictionary.meaning")) { "\(meaning($0))" },
            ], rows: reading.bundle.files.members.map(\.name)))
        """
    }

    private func link(_ name: String) -> Link {
        let parts = name.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return "/rankings/publications/\(publication.code)/files/\(name)" }
        return "/rankings/publications/\(publication.code)/files/\(parts[0])/\(parts[1])"
    }

    private func meaning(_ name: String) -> String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let word = last.hasSuffix(".yaml") ? "framework" : String(last.prefix { $0 != "." })
        return words("rankings.file.\(word)")
    }
}
