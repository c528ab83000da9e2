import Kernel
import Platform
import Scoring

/// What an appraiser, or the council, makes of a claim.
package struct Judgement: Sendable {
    package var leaf: LeafName
    package var finding: Finding
    package var comment: String
    /// The version of the judgement that the person saw; 0 where there was none.
    package var version: Int
    package var numbers: NumberStyle

    package enum Finding: Sendable, Hashable {
        case asClaimed
        /// Corrected inputs, `points` in their place, or `not_applicable` and `missing` with a reason.
        case inputs([String: String])
    }

    package init(
        _ leaf: LeafName, _ finding: Finding, comment: String = "", version: Int = 0, numbers: NumberStyle = .canonical
    ) {
        self.leaf = leaf
        self.finding = finding
        self.comment = comment
        self.version = version
        self.numbers = numbers
    }
}

/// Judges a claim for the first time, field by field over all units (PI-73).
///
/// Less than claimed, points in place of figures, and a leaf out of the denominator need a reason.
package struct Appraise: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ judgement: Judgement, by actor: Actor) async throws -> Entry {
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(judgement.leaf).item
            try item.check(.appraise)
            return try desk.judge(judgement, item, as: .appraisal, "appraised")
        }
    }
}

extension Workplace.Desk {
    func judge(
        _ judgement: Judgement, _ item: LeafCase, as kind: Entry.Kind, _ action: String, needsReason: Bool = false
    ) throws -> Entry {
        let comment = try WrittenText.read(judgement.comment, field: "comment")
        let score = try item.score(judgement)
        if comment.isEmpty, needsReason || item.needsReason(score) { throw AssessmentsError.reasonMissing(item.leaf.code) }
        return try save(EntryDraft(kind: kind, score: score, comment: comment, version: judgement.version), of: item, as: action)
    }
}

extension LeafCase {
    fileprivate func score(_ judgement: Judgement) throws -> LeafScore {
        switch judgement.finding {
        case .inputs(let inputs): return try of.sheet.score(leaf, inputs: inputs, numbers: judgement.numbers)
        case .asClaimed:
            guard let claimed = entries.claim?.stated else { throw AssessmentsError.nothingClaimed(leaf.code) }
            return try of.sheet.score(leaf, inputs: claimed.values, numbers: .canonical)
        }
    }

    /// Whether a finding must be explained to the unit.
    fileprivate func needsReason(_ score: LeafScore) -> Bool {
        guard let claim = entries.claim, let claimed = claim.points else { return leaf.channel == .claimed }
        if score.stated == claim.stated { return false }
        return score.points < claimed || score.isApplicable != claim.isApplicable || isDirect(score.stated)
    }
}
