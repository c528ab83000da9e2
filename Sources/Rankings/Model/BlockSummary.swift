import Kernel
import Scoring

/// What the totals of a block are compared in.
package enum Measure: Sendable, Hashable {
    /// Total points, where every unit is scored on the full maximum.
    case points
    /// The index percent, where maxima differ (OS-62) or bonus and penalty stand outside the percent (PI-44).
    case percent

    /// How many units of ``level(of:)`` make one point, or one per cent.
    var grain: Int64 { self == .points ? 1_000_000 : 10_000_000 }

    /// A unit's total in millionths of a point, or its percent in ten-millionths of a per cent.
    func level(of result: RankingResult) -> Int64? {
        switch self {
        case .points: result.percent == nil ? nil : result.total.micro
        case .percent: result.percent?.rounded(scale: 9, .halfUp)
        }
    }

    /// The same as a number of points or of per cent.
    func value(of result: RankingResult) -> Ratio? { level(of: result).map { Ratio($0, grain) } }
}

extension Framework {
    /// What its totals are compared in.
    package var measure: Measure {
        let hasExtras = !bonus.criteria.isEmpty || !penalty.criteria.isEmpty
        return settings.notApplicable == .reduce || (settings.extras == .outside && hasExtras) ? .percent : .points
    }

    /// The classes of the block; empty where the decision publishes none and the file has but one that holds everything.
    package var classes: [Band] { bands.count > 1 ? bands : [] }

    /// Whether any criterion is scored by a survey, so that direct and survey part are told apart (PI-3, PI-56).
    package var hasSurvey: Bool { fields.contains(where: \.hasSurvey) }
}

/// The figures of a whole block that news tell first: mean, both ends, spread, units per band (PI-82).
///
/// They count ranked units only; of a block without any, all that have a result.
package struct BlockSummary: Sendable {
    package let measure: Measure
    /// Units that the figures count, in the order of the printed table.
    package let counted: [RankingResult]
    /// Units that are scored but not ranked (PI-4, PI-45).
    package let unrankedCount: Int
    /// Exact; in points or per cent by `measure`.
    ///
    /// Nil when nothing was applicable to anybody.
    package let mean: Ratio?
    /// Who shares the best and the last place, and with how much.
    package let best: End?
    package let worst: End?
    /// Units in each band of the framework, by its index.
    package let bandCounts: [Int]

    package struct End: Sendable {
        package let units: [RankingResult]
        package let value: Ratio
    }

    /// `results` stand in the order of the printed table.
    package init(_ results: [RankingResult], _ framework: Framework) {
        let measure = framework.measure
        let ranked = results.filter { $0.rank != nil }
        let counted = (ranked.isEmpty ? results : ranked).filter { $0.percent != nil }
        let levels = counted.compactMap { measure.level(of: $0) }
        self.measure = measure
        self.counted = counted
        unrankedCount = results.count - ranked.count
        mean = levels.isEmpty ? nil : Ratio(levels.reduce(Int128(0)) { $0 + Int128($1) }, Int128(levels.count) * Int128(measure.grain))
        var bandCounts = Array(repeating: 0, count: framework.bands.count)
        for case let band? in counted.map(\.band) where bandCounts.indices.contains(band) { bandCounts[band] += 1 }
        self.bandCounts = bandCounts
        func end(_ one: RankingResult?) -> End? {
            guard let one, let value = measure.value(of: one) else { return nil }
            return End(units: ranked.filter { $0.rank == one.rank }, value: value)
        }
        best = end(ranked.first)
        worst = end(ranked.last)
    }

    /// The distance between both ends; nil with fewer than two units.
    package var spread: Ratio? {
        guard let best, let worst, counted.count > 1 else { return nil }
        return try? best.value - worst.value
    }
}
