import Kernel
import Scoring

/// What changed between two versions of a set, node by node: what a vote on a new issue needs to see.
package struct FrameworkDifference: Sendable {
    package enum Change: Sendable, Hashable {
        case added(String)
        case removed(String)
        /// Title, points, rule, law or policy of a node that both have.
        case changed(String, [Aspect])
    }

    package enum Aspect: String, Sendable, CaseIterable {
        case title, points, part, rule, law, appraiser, indicator, evidence, policies
    }

    package let changes: [Change]
    /// Settings of the whole set that differ: bands, ties, rounding, N/A policy, total.
    package let settings: Bool
    package let bands: Bool
    package let total: Bool

    package init(from old: Framework, to new: Framework) {
        let before = Dictionary(old.criteria.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.criteria.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var changes: [Change] = []
        for criterion in new.criteria {
            guard let earlier = before[criterion.code] else {
                changes.append(.added(criterion.code))
                continue
            }
            let aspects = Self.aspects(earlier, criterion)
            if !aspects.isEmpty { changes.append(.changed(criterion.code, aspects)) }
        }
        changes += old.criteria.filter { after[$0.code] == nil }.map { .removed($0.code) }
        self.changes = changes
        settings = old.settings != new.settings
        bands = old.bands != new.bands
        total = old.total != new.total
    }

    private static func aspects(_ old: Criterion, _ new: Criterion) -> [Aspect] {
        Aspect.allCases.filter { aspect in
            switch aspect {
            case .title: old.title != new.title
            case .points: old.maximum != new.maximum
            case .part: old.part != new.part
            case .rule: old.rule?.word != new.rule?.word || old.rule?.inputs != new.rule?.inputs || old.rule?.clauses != new.rule?.clauses
            case .law: old.law != new.law
            case .appraiser: old.appraiser != new.appraiser
            case .indicator: old.indicator != new.indicator
            case .evidence: old.evidence != new.evidence
            case .policies: policies(old.terms) != policies(new.terms)
            }
        }
    }

    /// The terms without the maximum, which is an aspect of its own, and the decimals, which are a setting of the whole set.
    private static func policies(_ terms: LeafTerms) -> LeafTerms {
        var terms = terms
        terms.maximum = .zero
        terms.decimals = 0
        return terms
    }
}
