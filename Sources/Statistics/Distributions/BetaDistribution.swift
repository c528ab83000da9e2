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
        if x > (a + 1) / (a + b + 2) { return BetaDistribution(b, a).small(y, x).swapped }
        return small(x, y)
    }

    private func small(_ x: Double, _ y: Double) -> Tails {
        let (a, b) = (a, b)
        // Numerators of the continued fraction (DLMF 8.17.22).
        let fraction = continuedFraction(1) { n in
            let m = Double(n / 2)
            let two = a + 2 * m
            if n == 1 { return (-(a + b) * x / (a + 1), 1) }
            if n % 2 == 0 { return (m * (b - m) * x / ((two - 1) * two), 1) }
            return (-(a + m) * (a + b + m) * x / (two * (two + 1)), 1)
        }
        let lower = Kernels.beta(a, b, x, y) / (a * fraction)
        return Tails(lower: lower, upper: 1 - lower)
    }

    func density(_ x: Double) -> Double { x > 0 && x < 1 ? Kernels.beta(a, b, x, 1 - x) / (x * (1 - x)) : 0 }

    package func quantile(_ probability: Double) -> Double {
        if probability <= 0 { return 0 }
        if probability >= 1 { return 1 }
        return inverse(probability, from: 0, to: 1, start: a / (a + b), density: density) { tails($0) }
    }
}
