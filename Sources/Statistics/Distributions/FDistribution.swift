/// The F distribution; degrees of freedom need not be whole, as in the test of Rao and Scott.
package struct FDistribution: Hashable, Sendable {
    package let numerator: Double
    package let denominator: Double

    package init(_ numerator: Double, _ denominator: Double) {
        precondition(numerator > 0 && denominator > 0, "degrees of freedom are above zero")
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    private var beta: BetaDistribution { BetaDistribution(numerator / 2, denominator / 2) }

    package func tails(_ x: Double) -> Tails {
        if x <= 0 { return Tails(lower: 0, upper: 1) }
        if x == .infinity { return Tails(lower: 1, upper: 0) }
        let sum = numerator * x + denominator
        return beta.tails(numerator * x / sum, complement: denominator / sum)
    }

    package func quantile(_ probability: Double) -> Double {
        if probability <= 0 { return 0 }
        if probability >= 1 { return .infinity }
        // From the nearer end, so that neither is a difference of nearly equal numbers.
        let share = beta.quantile(probability)
        if share <= 0.5 { return denominator * share / (numerator * (1 - share)) }
        let rest = BetaDistribution(denominator / 2, numerator / 2).quantile(Tails(below: probability).swapped)
        return denominator * (1 - rest) / (numerator * rest)
    }
}
