/// The beta distribution of positive shapes a and b on 0…1.
package struct BetaDistribution: Hashable, Sendable {
    package let a: Double
    package let b: Double

    package init(_ a: Double, _ b: Double) {
        precondition(a > 0 && b > 0, "shapes are above zero")
        (self.a, self.b) = (a, b)
    }

    package func tails(_ x: Double) -> Tails { tails(x, complement: 1 - x) }

    /// The same where 1 − x is known better than by subtracting.
    func tails(_ x: Double, complement y: Double) -> Tails {
        if x <= 0 { return Tails(lower: 0, upper: 1) }
        if y <= 0 { return Tails(lower: 1, upper: 0) }
        // The tail on whose side of the mean x lies is the one that the fraction gives to full precision.
        return a * y >= b * x ? below(x, y) : BetaDistribution(b, a).below(y, x).swapped
    }

    /// At most at the mean.
    ///
    /// Source: Didonato and Morris, Algorithm 708 (1992), equation 9: terms that do not cancel near x = 1.
    private func below(_ x: Double, _ y: Double) -> Tails {
        let (a, b) = (a, b)
        func denominator(_ m: Double) -> Double {
            let bend = m == 0 ? 0 : m * (b - m) * x / (a + 2 * m - 1)
            return m + bend + (a + m) * (a * y - b * x + 1 + m * (1 + y)) / (a + 2 * m + 1)
        }
        let fraction = continuedFraction(denominator(0)) { n in
            let m = Double(n)
            let odd = a + 2 * m - 1
            return ((m * (a + m - 1) / odd) * ((a + b + m - 1) / odd) * (b - m) * x * x, denominator(m))
        }
        let lower = Kernels.beta(a, b, x, y) / fraction
        return Tails(lower: lower, upper: 1 - lower)
    }

    func density(_ x: Double) -> Double { x > 0 && x < 1 ? Kernels.beta(a, b, x, 1 - x) / (x * (1 - x)) : 0 }

    package func quantile(_ probability: Double) -> Double { quantile(Tails(below: probability)) }

    func quantile(_ wanted: Tails) -> Double {
        if wanted.lower <= 0 { return 0 }
        if wanted.upper <= 0 { return 1 }
        return inverse(wanted, from: 0, to: 1, start: a / (a + b), density: density) { tails($0) }
    }
}
