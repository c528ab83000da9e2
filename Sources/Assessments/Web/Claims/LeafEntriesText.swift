import Kernel
import Platform
import Scoring

/// What was stated of a leaf stage by stage, as far as the reader may know it.
struct LeafEntriesText {
    private let line: LeafLine
    private let leafWords: LeafWords

    init(_ line: LeafLine, _ leafWords: LeafWords) {
        self.line = line
        self.leafWords = leafWords
    }

    private var words: Words { leafWords.words }

    /// Every entry with its points, its words and who made it.
    func list(withClaim: Bool) -> HTML {
        let entries = line.entries.all.filter { withClaim || $0.kind != .claim }
        guard !entries.isEmpty else { return withClaim ? "<p>\(words("assessments.leaf.nothing_stated"))</p>" : HTML() }
        return .definitions(entries.map { (term: words($0.kind.text), text: text($0)) })
    }

    private func text(_ entry: Entry) -> HTML {
        let points =
            entry.isApplicable ? leafWords.points(entry.points, of: line.criterion.maximum) : words("assessments.absence.not_applicable")
        let author = words("assessments.claim.saved_by", ["name": entry.by.name, "moment": words.numbers.moment(entry.saved)])
        return """
            \(if: entry.points != nil, "<strong>\(points)</strong>")\
            \(entry.stated.map { "<span class=\"why\">\(leafWords.statement($0, line.criterion, line.inputs))</span>" as HTML })\
            \(if: !entry.comment.isEmpty, "<p class=\"said\">\(entry.comment)</p>")\
            <span class="why">\(author)</span>
            """
    }
}

/// A reopening in a sentence: by whom, why, until when (PI-78).
enum ReopeningText {
    static func sentence(_ reopening: Reopening, _ words: Words) -> String {
        words(
            "assessments.reopening.text",
            [
                "name": reopening.by.name, "moment": words.numbers.moment(reopening.granted), "reason": reopening.reason,
                "until": reopening.until.lastDay.map { words.numbers.date($0) } ?? "",
            ])
    }
}
