/// Student's t distribution; infinite degrees of freedom are the normal distribution.
package struct StudentT: Hashable, Sendable {
    package let degreesOfFreedom: Double

    package init(_ degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 0, "degrees of freedom are above zero")
        self.degreesOfFreedom = degreesOfFreedom
    }

    package func tails(_ t: Double) -> Tails {
        if degreesOfFreedom == .infinity { return Normal.tails(t) }
        if t > 0 { return tails(-t).swapped }
        if t == -.infinity { return Tails(lower: 0, upper: 1) }
        let sum = degreesOfFreedom + t * t
        let outside = BetaDistribution(degreesOfFreedom / 2, 0.5).tails(degreesOfFreedom / sum, complement: t * t / sum)
        return Tails(lower: outside.lower / 2, upper: 0.5 + outside.upper / 2)
    }

    private func density(_ t: Double) -> Double {
        let sum = degreesOfFreedom + t * t
        // The beta's kernel is the density times |t|, which is useless at the centre; there a difference does.
        guard abs(t) > 1e-6 else { return (tails(1e-3).lower - tails(-1e-3).lower) / 2e-3 }
        return Kernels.beta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / sum, t * t / sum) / abs(t)
    }

    package func quantile(_ probability: Double) -> Double {
        if degreesOfFreedom == .infinity { return Normal.quantile(probability) }
        if probability.isNaN { return .nan }
        if probability <= 0 { return -.infinity }
        if probability >= 1 { return .infinity }
        if probability == 0.5 { return 0 }
        return probability < 0.5 ? -quantile(above: probability) : quantile(above: 1 - probability)
    }

    /// Above the centre, of the probability that lies beyond.
    private func quantile(above upper: Double) -> Double {
        let z = -Normal.quantile(upper)
        let start = z * (1 + (z * z + 1) / (4 * degreesOfFreedom))
        var high = max(2 * start, 1)
        while tails(high).upper > upper { high *= 4 }
        // By the mirrored distribution, whose lower tail this is.
        return -inverse(Tails(below: upper), from: -high, to: 0, start: -start, density: density) { tails($0) }
    }
}
