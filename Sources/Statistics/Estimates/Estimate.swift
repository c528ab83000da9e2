/// A figure of a sample and how surely it is known.
package struct Estimate: Hashable, Sendable {
    package let value: Double
    /// Square of the standard error, in squares of the value's unit.
    package let variance: Double
    /// First-stage units minus strata of the domain; below 1 no interval can be told.
    package let degreesOfFreedom: Int
    /// Respondents on whom it rests, not weighted.
    package let respondents: Int
    /// Respondents of the domain who did not answer: left out of means and ratios, 0 in totals (SV-23, SV-33).
    package let missing: Int
    /// All were asked: print that, not an interval (SV-39).
    package let isCensus: Bool

    package init(value: Double, variance: Double, degreesOfFreedom: Int, respondents: Int, missing: Int = 0, isCensus: Bool = false) {
        self.value = value
        self.variance = variance
        self.degreesOfFreedom = degreesOfFreedom
        self.respondents = respondents
        self.missing = missing
        self.isCensus = isCensus
    }

    package var standardError: Double { variance.squareRoot() }

    /// The value ± t times its standard error; nil where all were asked or nothing can be said of the spread.
    package func interval(_ level: Level = .standard) -> Interval? {
        guard let t = criticalValue(level) else { return nil }
        return Interval(lower: value - t * standardError, upper: value + t * standardError)
    }

    /// The two-sided t value of the design; nil as for ``interval(_:)``.
    func criticalValue(_ level: Level) -> Double? {
        guard !isCensus, degreesOfFreedom > 0, variance.isFinite else { return nil }
        return StudentT(Double(degreesOfFreedom)).quantile(level.upperProbability)
    }

    /// The value by the normal distribution instead of t, as some programs print it.
    package func normalInterval(_ level: Level = .standard) -> Interval {
        let z = Normal.quantile(level.upperProbability)
        return Interval(lower: value - z * standardError, upper: value + z * standardError)
    }
}

/// From where to where a figure may lie.
package struct Interval: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    package init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }

    package var width: Double { upper - lower }
    package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// How often an interval shall cover the truth, above 0 and below 1.
package struct Level: Hashable, Sendable {
    package let probability: Double

    package static let standard = Level(unchecked: 0.95)

    package init(_ probability: Double) throws(StatisticsError) {
        guard probability > 0, probability < 1 else { throw .levelInvalid }
        self.probability = probability
    }

    private init(unchecked probability: Double) { self.probability = probability }

    /// What is left out on each side.
    var tail: Double { (1 - probability) / 2 }
    var upperProbability: Double { 1 - tail }
}
