import Kernel
import Office
import Platform

/// One paper: looked at in the page where a browser can show it, with its digest and its versions.
struct EvidencePage {
    let paper: ReadEvidence.Paper
    let form: EvidenceForm
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var evidence: Evidence { paper.evidence }
    private var isLatest: Bool { paper.versions.first?.id == evidence.id }

    /// Whether every browser shows files of this type by itself.
    static func isShown(_ mediaType: String) -> Bool { DocumentKind.allCases.contains { $0.mediaType == mediaType && $0.isViewable } }

    func page() -> Page {
        let owns = context.actor.has(.unitOfficer, for: evidence.unit) || context.actor.has(.unitHead, for: evidence.unit)
        let fields = form.fields.telling(error.map(EvidenceForm.told), words)
        var page = Page(
            evidence.title, lead: EvidenceText(evidence, words).kind, crumbs: [Crumb(words("assessments.desk"), UnitAddress.desk)],
            room: "assessments", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\
                \(context.told)\
                \(if: evidence.removed != nil, .notice(.warning, words("assessments.evidence.removed")))\
                \(if: !isLatest, .notice(.information, words("assessments.evidence.old_version")))\
                \(viewer)
                \(.definitions(details))
                \(if: paper.versions.count > 1, .section(words("assessments.evidence.versions"), versions))
                \(if: owns && isLatest, .section(words("assessments.evidence.change"), change(fields)))
                """)
        page.framesFiles = true
        return page
    }

    private var viewer: HTML {
        switch evidence.source {
        case .link(let address):
            return Link(external: address).map { link in
                """
                <p><a class="button" href="\(link)" rel="noopener noreferrer" target="_blank">\(words("assessments.evidence.open_link"))</a></p>
                """
            } ?? HTML()
        case .file(_, _, let type):
            let save: HTML = """
                <p class="downloads"><a href="\(evidence.file.setting("save", to: "1"))" download>\(words("assessments.evidence.save"))</a></p>
                """
            if type == DocumentKind.pdf.mediaType {
                return """
                    <iframe class="viewer" src="\(evidence.file)" title="\(evidence.title)"></iframe>
                    \(save)
                    """
            }
            guard Self.isShown(type) else { return "<p>\(words("assessments.evidence.not_shown"))</p>\(save)" }
            return """
                <figure class="viewer"><img src="\(evidence.file)" alt="\(evidence.title)"></figure>
                \(save)
                """
        }
    }

    private var details: [(term: String, text: HTML)] {
        var entries: [(String, HTML)] = [
            ("number", "\(evidence.number ?? "–")"), ("issued", "\(evidence.issued.map { words.numbers.date($0) } ?? "–")"),
            ("added", "\(words("assessments.claim.saved_by", ["name": evidence.by.name, "moment": words.numbers.moment(evidence.added)]))"),
            ("version", "\(evidence.version)"),
        ]
        if case .file(let stored, _, _) = evidence.source { entries.append(("digest", "<code>\(stored.digest.rawValue)</code>")) }
        return entries.map { (term: words("assessments.evidence.\($0)"), text: $1) }
    }

    private var versions: HTML {
        """
        <ul>\(each: paper.versions, { version in
            """
            <li><a href="\(version.page)"\(attribute: "aria-current", version.id == evidence.id ? "page" : nil)>\(words(
                "assessments.evidence.version_is", ["version": "\(version.version)"]))</a>
            <span class="why">\(EvidenceText(version, words).kind), \(words.numbers.moment(version.added))</span></li>
            """
        })</ul>
        """
    }

    private func change(_ fields: [Field]) -> HTML {
        let versions: Link = "/assessments/evidence/\(evidence.id)/versions"
        let removal: Link = "/assessments/evidence/\(evidence.id)/removal"
        let restoration: Link = "/assessments/evidence/\(evidence.id)/restoration"
        if evidence.removed != nil {
            return .form(.post, to: restoration, [], submit: words("assessments.evidence.restore"), by: context.actor)
        }
        return """
            <details\(flag: "open", error != nil)><summary>\(words("assessments.evidence.replace"))</summary>
            <p>\(words("assessments.evidence.replace_text"))</p>
            \(.form(.post, to: versions, fields, submit: words("assessments.evidence.replace"), by: context.actor))</details>
            <p>\(words("assessments.evidence.remove_text"))</p>
            \(.form(.post, to: removal, [], submit: words("assessments.evidence.remove"), by: context.actor))
            """
    }
}
