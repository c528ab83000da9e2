import Kernel
import Scoring
import Units

/// Last year's figures under another set of criteria (PI-15): who gains, who loses, which leaves tell nobody apart.
struct FrameworkPreview: Sendable {
    /// One unit under both sets; only shares compare, for the maxima may differ (PI-42).
    struct Line: Sendable {
        let result: RankingResult
        /// Of the new set; nil when nothing of it is applicable.
        let percent: Ratio?
        let rank: Rank?

        /// Positive when the unit gains; nil when one of the two sets gave it no percent.
        ///
        /// As fine as results are stored, so that the same figures under the same set make no difference.
        var difference: Ratio? {
            guard let before = result.percent, let after = percent?.rounded(scale: RankingResult.percentDigits, .halfUp) else { return nil }
            return try? Ratio(after, RankingResult.percentUnit) - before
        }
    }

    /// A leaf by which the block is not told apart.
    struct Dead: Sendable, Hashable {
        enum Kind: String, Sendable, Hashable {
            case full, nothing
        }
        var code: String
        var title: Bilingual
        var kind: Kind
    }

    let framework: Framework
    let base: Ranking
    /// From the greatest loss to the greatest gain.
    let lines: [Line]
    let dead: [Dead]
    /// Leaves without any figure of last year, left out of every unit's denominator.
    let unstated: [String]
    /// Criteria whose figures last year the new set does not take in this form; where they were, the leaf is left out.
    let misfits: [String]
    /// Criteria of last year that are no more.
    let gone: [String]

    var gains: Int { lines.count { $0.difference.map { $0 > .zero } ?? false } }
    var losses: Int { lines.count { $0.difference.map { $0 < .zero } ?? false } }
}
