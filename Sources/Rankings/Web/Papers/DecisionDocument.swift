import Foundation
import Kernel
import Office
import Platform
import Scoring

/// The decision that publishes results, with an annex for each block, as paper and as workbook (PI-82, PI-84).
struct DecisionDocument {
    let reading: FindPublications.Reading
    let words: Words
    /// Where everybody finds the publication on the web.
    let address: String
    private var publication: Publication { reading.publication }
    private var state: StatePaper { StatePaper(publication: publication, words: words) }

    init(_ reading: FindPublications.Reading, _ words: Words, address: String) {
        self.reading = reading
        self.words = words
        self.address = address
    }

    /// Decision and all annexes.
    var decision: HTML {
        state.document(
            words(publication.title),
            """
            \(state.head)
            <h1>\(words("rankings.paper.decision"))</h1>
            <h2>\(subject)</h2>
            <div class="rule"></div>
            <h2>\(words("rankings.paper.authority", ["agency": publication.paper.agency.uppercased()]))</h2>
            \(each: grounds, { "<p class=\"ground\">\($0)</p>" })
            <h2>\(words("rankings.paper.decides"))</h2>
            \(each: articles.enumerated(), { number, article in "<p><b>\(words("rankings.paper.article", ["number": "\(number + 1)"]))</b> \(article)</p>" })
            <p class="seal">\(publication.root.description)</p>
            \(state.signature)
            \(each: annexes, { $0 })
            """)
    }

    /// The annex of one block alone.
    func annex(_ block: ScoredBlock) -> HTML {
        state.document(title(of: block), isWide: true, annex(block, number: number(of: block)))
    }

    /// The annex of one block as a workbook in the state's form.
    func workbook(_ block: ScoredBlock) throws -> [UInt8] {
        let paper = publication.paper
        let created = publication.decision?.released ?? publication.prepared
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path,
            XLSXWriter.Properties(title: title(of: block), author: paper.agency, comments: publication.root.description, created: created))
        try AnnexTable(block, words).add(
            to: &writer, name: words("rankings.paper.sheet"),
            above: [
                XLSXWriter.Heading(paper.superior.uppercased(), words("rankings.paper.country"), style: .bold),
                XLSXWriter.Heading(paper.agency.uppercased(), words("rankings.paper.motto"), style: .bold),
                XLSXWriter.Heading("", "\(paper.place), \(state.day)", style: .italic),
                XLSXWriter.Heading(words("rankings.paper.annex", ["number": number(of: block)]).uppercased(), style: .bold),
                XLSXWriter.Heading(title(of: block), style: .bold),
                XLSXWriter.Heading(attached, style: .italic),
                XLSXWriter.Heading(words("rankings.paper.seal", ["root": publication.root.description])),
                XLSXWriter.Heading(""),
            ])
        return try writer.bytes()
    }

    private var subject: String {
        words(publication.correction == nil ? "rankings.paper.subject" : "rankings.paper.subject_corrected", details)
    }

    private var details: [String: String] {
        ["title": words(publication.title), "count": words.numbers.count(reading.bundle.blocks.count), "address": address]
    }

    /// As they were written, each with the words and the mark that law puts around it.
    private var grounds: [String] {
        let word = words("rankings.paper.ground")
        var lines = publication.paper.grounds.split(separator: "\n").map { line -> String in
            let bare = line.hasSuffix(";") ? String(line.dropLast()) : String(line)
            return bare.lowercased().hasPrefix(word.lowercased()) ? "\(bare);" : "\(word) \(bare);"
        }
        if !publication.paper.proposer.isEmpty {
            lines.append(words("rankings.paper.proposal", ["proposer": publication.paper.proposer]))
        }
        return lines
    }

    private var articles: [String] {
        var articles = [words("rankings.paper.article.results", details)]
        if let correction = publication.correction {
            articles.append(words("rankings.paper.article.corrects", ["code": correction.code, "reason": correction.reason]))
        }
        articles.append(words("rankings.paper.article.force", details))
        articles.append(words("rankings.paper.article.seal", details))
        return articles
    }

    private var annexes: [HTML] {
        let blocks = reading.bundle.blocks.map { block in
            "<section class=\"annex\">\(annex(block, number: number(of: block)))</section>" as HTML
        }
        guard publication.correction != nil else { return blocks }
        let last = Self.roman(reading.bundle.blocks.count + 1)
        let protocolAnnex: HTML = """
            <section class="annex"><h2>\(words("rankings.paper.annex", ["number": last]))</h2>
            <h2>\(words("rankings.protocol"))</h2><p class="note">\(attached)</p>
            \(CorrectionTables(reading, words).paper)</section>
            """
        return blocks + [protocolAnnex]
    }

    private func annex(_ block: ScoredBlock, number: String) -> HTML {
        """
        <h2>\(words("rankings.paper.annex", ["number": number]))</h2>
        <h2>\(title(of: block))</h2>
        <p class="note">\(attached)</p>
        \(AnnexTable(block, words).html)
        <p class="seal">\(words("rankings.paper.seal", ["root": publication.root.description]))</p>
        """
    }

    private func title(of block: ScoredBlock) -> String {
        words("rankings.publication.ranking_title", ["title": words(publication.title), "block": words(block.framework.block.title)])
    }

    private var attached: String {
        words("rankings.paper.attached", ["number": state.number, "day": state.day, "agency": publication.paper.agency])
    }

    private func number(of block: ScoredBlock) -> String {
        Self.roman((reading.bundle.blocks.firstIndex { $0.code == block.code } ?? 0) + 1)
    }

    /// Annexes are counted in Roman numerals (NĐ 30/2020, Appendix I).
    static func roman(_ number: Int) -> String {
        var rest = number
        var text = ""
        for (value, letters) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
