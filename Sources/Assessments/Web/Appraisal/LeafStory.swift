import Criteria
import Kernel
import Platform
import Scoring

/// What was stated of a leaf so far, and by which rule it is scored: the same for appraisers and the council.
struct LeafStory {
    private let line: LeafLine
    private let leaf: LeafWords
    private var words: Words { leaf.words }

    init(_ line: LeafLine, _ leaf: LeafWords) {
        self.line = line
        self.leaf = leaf
    }

    /// The claim and every later word on it that the person may read.
    var claim: HTML {
        guard !line.entries.all.isEmpty else { return "<p class=\"empty\">\(words("assessments.appraisal.no_claim"))</p>\(past)" }
        return "\(.definitions(line.entries.all.map(entry)))\(past)"
    }

    private func entry(_ entry: Entry) -> (term: String, text: HTML) {
        let statement = entry.stated.map { leaf.statement($0, line.criterion, line.inputs) }
        let isOld = entry.claimVersion != (line.entries.claim?.version ?? 0) && ![.claim, .survey, .explanation].contains(entry.kind)
        return (
            words(entry.kind.text),
            """
            \(entry.points.map { points in
                "<p><strong>\(words.exact(points))</strong> / \(words.exact(line.criterion.maximum))\(if: isOld, " \(.tag(words("assessments.appraisal.outdated")))")</p>" as HTML
            })\
            \(statement.map { "<p>\($0)</p>" as HTML })\(overruled(entry))\
            \(if: !entry.comment.isEmpty, "<p class=\"said\">\(entry.comment)</p>")\
            <span class="why">\(entry.by.name), \(words.numbers.moment(entry.saved))</span>
            """
        )
    }

    /// A figure that a person put in the place of a measured one.
    private func overruled(_ entry: Entry) -> HTML {
        guard let proposal = entry.proposal, proposal != entry.stated else { return HTML() }
        let measured = leaf.statement(proposal, line.criterion, line.inputs)
        return "<p>\(.tag(words("assessments.appraisal.overruled"))) \(words("assessments.appraisal.measured", ["value": measured]))</p>"
    }

    /// What was decided the year before (US-4).
    private var past: HTML {
        guard let last = line.lastVerdict else { return HTML() }
        let details = ["period": words.numbers.period(last.period), "points": words.exact(last.entry.points)]
        let key = last.isComparable ? "assessments.appraisal.last_verdict" : "assessments.appraisal.last_verdict.other"
        return "<p class=\"small\">\(words(key, details))\(if: !last.entry.comment.isEmpty, " \(last.entry.comment)")</p>"
    }

    /// The rule with what must be shown, and the law (US-2).
    var rule: HTML {
        let criterion = line.criterion
        var notes: [(term: String, text: HTML)] = []
        if let guide = criterion.guide { notes.append((words("criteria.row.guide"), "\(words(guide))")) }
        if let evidence = criterion.evidence { notes.append((words("criteria.row.evidence"), "\(words(evidence))")) }
        if let because = line.because { notes.append((words("assessments.appraisal.because"), "\(leaf.wording.because(because))")) }
        if !criterion.law.isEmpty {
            let laws = criterion.law.map { citation in
                let title = leaf.framework.laws.first { $0.key == citation.law }.map { words($0.title) } ?? citation.law
                return [citation.article, title].compactMap { $0 }.joined(separator: ", ")
            }
            notes.append((words("criteria.row.law"), "\(laws.joined(separator: "; "))"))
        }
        return "\(leaf.rule(criterion))\(if: !notes.isEmpty, .definitions(notes))"
    }
}
