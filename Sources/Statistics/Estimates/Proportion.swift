import Foundation

/// A share of the population and the intervals that stay within 0 and 1 (SV-32).
package struct Proportion: Hashable, Sendable {
    package let estimate: Estimate
    /// (Σw)² / Σw² of the respondents; stands in for ``effectiveSize`` at 0 and 1, where the sample shows no spread.
    package let kishSize: Double

    init(_ estimate: Estimate, kishSize: Double) { (self.estimate, self.kishSize) = (estimate, kishSize) }

    package var value: Double { estimate.value }

    /// p(1 − p)/V: how many independent respondents would know the share as surely.
    package var effectiveSize: Double {
        value <= 0 || value >= 1 || estimate.variance <= 0 ? kishSize : value * (1 - value) / estimate.variance
    }

    /// How an interval is made; the names are those of R's `svyciprop`.
    package enum Method: String, Hashable, Sendable, CaseIterable {
        /// The score interval of Wilson with ``Proportion/effectiveSize`` and t: the one to print.
        case wilson
        /// Clopper and Pearson's for the effective size, corrected for few clusters (Korn and Graubard).
        case beta
        /// By the log odds, and back.
        case logit
        /// By the arc sine of the root, and back; an angle below zero turns back up, as in R, so near 0 prefer another.
        case asin
        /// Value ± t·SE, which may leave 0…1.
        case mean
    }

    /// Nil where all were asked, where no degree of freedom is left, or where the method says nothing at 0 and 1.
    package func interval(_ method: Method = .wilson, _ level: Level = .standard) -> Interval? {
        guard let t = estimate.criticalValue(level) else { return nil }
        let p = value
        if p <= 0 || p >= 1 || estimate.variance <= 0 { guard method == .wilson || method == .beta else { return nil } }
        switch method {
        case .mean: return estimate.interval(level)
        case .wilson: return Self.wilson(p, size: effectiveSize, critical: t)
        case .beta: return beta(t, level)
        case .logit:
            let half = t * estimate.standardError / (p * (1 - p))
            let center = log(p / (1 - p))
            return Interval(lower: Self.expit(center - half), upper: Self.expit(center + half))
        case .asin:
            let center = Foundation.asin(p.squareRoot())
            let half = t * estimate.standardError / (2 * (p * (1 - p)).squareRoot())
            let (low, high) = (sin(center - half), sin(center + half))
            return Interval(lower: low * low, upper: high * high)
        }
    }

    static func wilson(_ p: Double, size n: Double, critical z: Double) -> Interval {
        let square = z * z / n
        let center = (p + square / 2) / (1 + square)
        let half = z * (p * (1 - p) / n + square / (4 * n)).squareRoot() / (1 + square)
        return Interval(lower: p <= 0 ? 0 : max(center - half, 0), upper: p >= 1 ? 1 : min(center + half, 1))
    }

    private func beta(_ t: Double, _ level: Level) -> Interval {
        let few = StudentT(Double(max(estimate.respondents - 1, 1))).quantile(level.upperProbability) / t
        let n = effectiveSize * few * few
        return Interval(
            lower: value <= 0 ? 0 : BetaDistribution(n * value, n * (1 - value) + 1).quantile(level.tail),
            upper: value >= 1 ? 1 : BetaDistribution(n * value + 1, n * (1 - value)).quantile(level.upperProbability))
    }

    private static func expit(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
