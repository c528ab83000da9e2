import Kernel

/// A figure as it leaves this target: decimals of ten digits, half-even (HOUSE §4.4).
package struct PrintedEstimate: Hashable, Sendable {
    package let value: Number
    /// Nil where all were asked (SV-39), or where the sample shows no spread.
    package let error: Number?
    package let low: Number?
    package let high: Number?
    package let respondents: Int

    fileprivate init?(_ estimate: Estimate, _ interval: Interval?, times factor: Double) {
        func decimal(_ value: Double?) -> Number? { value.flatMap { Number($0 * factor, digits: 10) } }
        guard let value = decimal(estimate.value) else { return nil }
        self.value = value
        error = interval == nil ? nil : decimal(estimate.standardError)
        low = decimal(interval?.lower)
        high = decimal(interval?.upper)
        respondents = estimate.respondents
    }
}

extension Estimate {
    /// With the interval by t (SV-31).
    package func printed(_ level: Level = .standard) -> PrintedEstimate? { PrintedEstimate(self, interval(level), times: 1) }

    /// The mean of estimates whose errors may go together in whatever way: the error is the largest that can be, as if all went together.
    ///
    /// For answers of the same people about several units, which nobody can tell to be theirs.
    package static func average(_ estimates: [Estimate]) throws(StatisticsError) -> Estimate {
        guard !estimates.isEmpty else { throw .nobodyInDomain }
        let count = Double(estimates.count)
        let error = estimates.reduce(0) { $0 + $1.standardError } / count
        return Estimate(
            value: estimates.reduce(0) { $0 + $1.value } / count, variance: error * error,
            degreesOfFreedom: estimates.map(\.degreesOfFreedom).min() ?? 0, respondents: estimates.reduce(0) { $0 + $1.respondents },
            isCensus: estimates.allSatisfy(\.isCensus))
    }

    /// Independent estimates joined by shares: groups of respondents that were drawn apart (SV-22 f).
    ///
    /// Degrees of freedom after Welch and Satterthwaite, rounded down.
    package static func joined(_ parts: [(estimate: Estimate, share: Ratio)]) throws(StatisticsError) -> Estimate {
        guard !parts.isEmpty else { throw .nobodyInDomain }
        let shares = parts.map { Double($0.share.numerator) / Double($0.share.denominator) }
        let variances = zip(parts, shares).map { $0.estimate.isCensus ? 0 : $0.estimate.variance * $1 * $1 }
        let variance = variances.reduce(0, +)
        let spread = zip(parts, variances).reduce(0) { $0 + $1.1 * $1.1 / Double(max($1.0.estimate.degreesOfFreedom, 1)) }
        let fewest = parts.map(\.estimate.degreesOfFreedom).min() ?? 0
        return Estimate(
            value: zip(parts, shares).reduce(0) { $0 + $1.0.estimate.value * $1.1 }, variance: variance,
            degreesOfFreedom: spread > 0 ? Int(min(variance * variance / spread, 1e9)) : fewest,
            respondents: parts.reduce(0) { $0 + $1.estimate.respondents }, isCensus: parts.allSatisfy(\.estimate.isCensus))
    }
}

extension Proportion {
    /// In percent, with the interval of a method.
    package func percent(_ method: Method = .wilson, _ level: Level = .standard) -> PrintedEstimate? {
        PrintedEstimate(estimate, interval(method, level), times: 100)
    }
}

extension Level {
    /// `95` for 95 %.
    package init(percent: Number) throws(StatisticsError) { try self.init(percent.binary / 100) }
}

extension RaoScott {
    package var fDecimal: Number? { Number(f, digits: 10) }
    package var pDecimal: Number? { Number(pValue, digits: 10) }
}

extension Reliability {
    package init(_ columns: [ScoreColumn]) throws(StatisticsError) { try self.init(columns.map(\.values)) }

    package var alphaDecimal: Number? { Number(alpha, digits: 10) }
}

extension Reliability.Item {
    package var alphaWithoutDecimal: Number? { alphaWithout.flatMap { Number($0, digits: 10) } }
    package var correlationDecimal: Number? { correlation.flatMap { Number($0, digits: 10) } }
}

extension RankSets.Figure {
    /// By its interval of a level, whose width tells what its error does not: that few degrees of freedom know the error badly (SV-31).
    ///
    /// Without one all were asked, and the figure is known exactly (SV-39).
    package init(value: Number, low: Number?, high: Number?, level: Level) {
        let width = low.flatMap { low in high.map { $0.binary - low.binary } } ?? 0
        self.init(value: value.binary, standardError: width / (2 * Normal.quantile(level.upperProbability)))
    }
}
