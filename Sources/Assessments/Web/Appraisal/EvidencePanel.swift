import Kernel
import Platform

/// The papers that a claim rests on, and one of them opened beside it.
struct EvidencePanel {
    private let line: LeafLine
    private let context: Context
    private let words: Words
    private let opened: Citation?

    /// `?paper=` names the one that is opened; the newest evidence without it.
    init(_ line: LeafLine, _ context: Context) {
        self.line = line
        self.context = context
        words = context.words
        let asked = line.citations.first { $0.id.rawValue == context.query["paper"] }
        opened = asked ?? line.citations.last { $0.kind == .explanation } ?? line.citations.first
    }

    private enum Sight { case frame, picture, none }

    private func sight(_ evidence: Evidence) -> Sight {
        guard case .file(_, _, let type) = evidence.source else { return .none }
        if type == "application/pdf" { return .frame }
        return ["image/png", "image/jpeg", "image/webp"].contains(type) ? .picture : .none
    }

    /// Whether the page shows a file inside itself.
    var hasFrame: Bool { opened.map { sight($0.evidence) == .frame } ?? false }

    var html: HTML {
        .section(
            words("assessments.appraisal.evidence"),
            line.citations.isEmpty
                ? "<p class=\"empty\">\(words("assessments.appraisal.no_evidence"))</p>"
                : "<ol class=\"papers\">\(each: line.citations, item)</ol>\(opened.map(shown))")
    }

    private func item(_ citation: Citation) -> HTML {
        let evidence = citation.evidence
        let place = [
            evidence.number, evidence.issued.map { words.numbers.date($0) },
            citation.section.isEmpty ? nil : words("assessments.appraisal.section", ["section": citation.section]),
            citation.page.isEmpty ? nil : words("assessments.appraisal.page", ["page": citation.page]),
        ].compactMap { $0 }
        let isOpen = citation.id == opened?.id
        let address = context.address.setting("paper", to: citation.id.rawValue).setting("saved", to: nil)
        return """
            <li><a href="\(address)"\(attribute: "aria-current", isOpen ? "true" : nil)>\(evidence.title)</a>\
            \(if: citation.kind == .explanation, " \(.tag(words("assessments.appraisal.new_evidence")))")\
            \(if: evidence.removed != nil, " \(.tag(words("assessments.appraisal.removed_evidence")))")\
            <span class="why">\(place.joined(separator: " · "))</span></li>
            """
    }

    private func shown(_ citation: Citation) -> HTML {
        let evidence = citation.evidence
        let link = "<p><a href=\"\(evidence.page)\">\(words("assessments.appraisal.open_evidence"))</a></p>" as HTML
        switch sight(evidence) {
        case .frame: return "\(link)<iframe class=\"paper\" src=\"\(evidence.file)\" title=\"\(evidence.title)\"></iframe>"
        case .picture: return "\(link)<img class=\"paper\" src=\"\(evidence.file)\" alt=\"\(evidence.title)\">"
        case .none: return link
        }
    }
}
