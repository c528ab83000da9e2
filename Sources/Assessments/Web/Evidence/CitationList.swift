import Kernel
import Platform

/// The papers that a leaf rests on, with section and page, and the way to one more.
struct CitationList {
    let line: LeafLine
    let address: UnitAddress
    let words: Words
    let actor: Actor

    private var code: String { line.leaf.code }

    var list: HTML {
        """
        <div class="citations"><h3>\(words("assessments.evidence.of_leaf"))</h3>
        \(if: line.citations.isEmpty, "<p class=\"small\">\(words("assessments.evidence.none_of_leaf"))</p>", else: """
            <ul>\(each: line.citations, item)</ul>
            """)\
        \(if: line.may(.claim) || line.may(.explain), """
            <p><a href="\(address.citing(code))">\(words("assessments.evidence.cite"))<span class="quiet"> \(code)</span></a></p>
            """)</div>
        """
    }

    private func item(_ citation: Citation) -> HTML {
        let evidence = citation.evidence
        let place = [
            citation.section.isEmpty ? nil : words("assessments.evidence.section_is", ["section": citation.section]),
            citation.page.isEmpty ? nil : words("assessments.evidence.page_is", ["page": citation.page]),
            evidence.removed == nil ? nil : words("assessments.evidence.removed"),
            citation.kind == .explanation ? words("assessments.evidence.for_explanation") : nil,
        ].compactMap { $0 }
        let mayRemove = line.may(citation.kind.act)
        return """
            <li><a href="\(evidence.page)">\(EvidenceText(evidence, words).name)</a>\
            \(if: !place.isEmpty, "<span class=\"why\">\(place.joined(separator: ", "))</span>")\
            \(if: mayRemove, """
                <form class="inline" method="post" action="\(address.uncite(code, citation.id))">\(.token(actor))\
                <button class="plain">\(words("assessments.evidence.uncite"))<span class="quiet"> \(evidence.title)</span></button></form>
                """)</li>
            """
    }
}

/// A paper in words: title, number and date; size, digest and version.
struct EvidenceText {
    private let evidence: Evidence
    private let words: Words

    init(_ evidence: Evidence, _ words: Words) {
        self.evidence = evidence
        self.words = words
    }

    /// `Kế hoạch CCHC (12/KH-UBND, 15/01/2026)`.
    var name: String {
        let about = [evidence.number, evidence.issued.map { words.numbers.date($0) }].compactMap { $0 }.joined(separator: ", ")
        return about.isEmpty ? evidence.title : "\(evidence.title) (\(about))"
    }

    /// The kind and size of a file, or the host of an address.
    var kind: String {
        switch evidence.source {
        case .file(let stored, let name, _): "\(name), \(size(stored.size))"
        case .link(let address): address
        }
    }

    private func size(_ bytes: Int) -> String {
        bytes < 1 << 20
            ? words("assessments.evidence.kilobytes", ["size": words.numbers.count(max(1, bytes >> 10))])
            : words("assessments.evidence.megabytes", ["size": words.numbers.plain(Number(digits: Int64(bytes) * 10 >> 20, scale: 1))])
    }
}
