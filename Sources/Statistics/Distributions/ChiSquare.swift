/// The chi-square distribution; degrees of freedom need not be whole.
package struct ChiSquare: Hashable, Sendable {
    package let degreesOfFreedom: Double

    package init(_ degreesOfFreedom: Double) {
        precondition(degreesOfFreedom > 0, "degrees of freedom are above zero")
        self.degreesOfFreedom = degreesOfFreedom
    }

    package func tails(_ x: Double) -> Tails {
        if x <= 0 { return Tails(lower: 0, upper: 1) }
        if x == .infinity { return Tails(lower: 1, upper: 0) }
        let (a, half) = (degreesOfFreedom / 2, x / 2)
        let kernel = Kernels.gamma(a, half)
        if half < a + 1 {
            var term = 1 / a
            var sum = term
            var n = 1.0
            while term > sum * 1e-17 {
                term *= half / (a + n)
                sum += term
                n += 1
            }
            let lower = kernel * sum
            return Tails(lower: lower, upper: 1 - lower)
        }
        // DLMF 8.9.2 contracted.
        let fraction = continuedFraction(half + 1 - a) { n in
            let n = Double(n)
            return (-n * (n - a), half + 2 * n + 1 - a)
        }
        let upper = kernel / fraction
        return Tails(lower: 1 - upper, upper: upper)
    }

    func density(_ x: Double) -> Double { x > 0 ? Kernels.gamma(degreesOfFreedom / 2, x / 2) / x : 0 }

    package func quantile(_ probability: Double) -> Double {
        if probability <= 0 { return 0 }
        if probability >= 1 { return .infinity }
        var high = degreesOfFreedom + 10
        while tails(high).upper > 1 - probability || tails(high).lower < probability { high *= 2 }
        return inverse(Tails(below: probability), from: 0, to: high, start: degreesOfFreedom, density: density) { tails($0) }
    }
}
