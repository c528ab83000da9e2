import Kernel

/// A node of the tree: field, criterion or sub-criterion (GL-6…8).
///
/// One without children is a leaf (GL-9, PI-18).
package struct Criterion: Sendable {
    package var code: String
    package var title: Bilingual
    /// Negative for a penalty.
    package var maximum: Points
    package var part: Part
    package var law: [Citation]
    package var appraiser: String?
    /// The measured value that feeds the leaf, `dossiers.on_time`.
    package var indicator: String?
    package var evidence: Bilingual?
    /// The way of scoring in the words of the issuing decision.
    package var guide: Bilingual?
    package var rule: (any ScoringRule)?
    package var terms: LeafTerms
    package var children: [Criterion]
    package var examples: [LeafExample]
    package var place: Place

    package var isLeaf: Bool { children.isEmpty }

    /// Which of the two methods gives the points (PI-3).
    package enum Part: String, Sendable, CaseIterable {
        case direct, survey
    }

    /// An article of a law, `nd-61-2018 Đ19.4`.
    package struct Citation: Sendable, Hashable {
        package var law: String
        package var article: String?
    }

    /// The node and all below it, parents first.
    package var withDescendants: [Criterion] { [self] + children.flatMap(\.withDescendants) }
    package var leaves: [Criterion] { isLeaf ? [self] : children.flatMap(\.leaves) }
    /// Whether any leaf of it is scored by a survey.
    package var hasSurvey: Bool { isLeaf ? part == .survey : children.contains(where: \.hasSurvey) }
}

/// What holds for a leaf whatever its rule.
package struct LeafTerms: Sendable, Hashable {
    package var maximum: Points
    /// Decimals its points are rounded to, once.
    package var decimals: Int { didSet { grain = Self.grain(decimals) } }
    /// Millionths in the last of them.
    private(set) var grain: Int64
    package var over: OverPolicy
    package var zero: ZeroPolicy
    package var missing: MissingPolicy
    /// Numerators, denominators and variables are counts.
    package var wholeFigures: Bool

    package init(
        maximum: Points, decimals: Int = Points.decimals, over: OverPolicy = .error, zero: ZeroPolicy = .error,
        missing: MissingPolicy = .error, wholeFigures: Bool = false
    ) {
        self.maximum = maximum
        self.decimals = decimals
        grain = Self.grain(decimals)
        self.over = over
        self.zero = zero
        self.missing = missing
        self.wholeFigures = wholeFigures
    }

    private static func grain(_ decimals: Int) -> Int64 { Number.powerOfTen(Points.decimals - decimals) }
}

extension Framework {
    /// All nodes: the tree parents first, then bonus, then penalty.
    package var criteria: [Criterion] { fields.flatMap(\.withDescendants) + bonus.criteria + penalty.criteria }
}
