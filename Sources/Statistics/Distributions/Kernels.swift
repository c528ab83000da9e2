import Foundation

/// Densities written as deviances, so that large arguments keep their digits: differences of `lgamma` lose as many as its value has.
///
/// Source: C. Loader, Fast and accurate computation of binomial probabilities (2000).
enum Kernels {
    /// xᵃ yᵇ / B(a, b) with y = 1 − x, of positive a and b.
    static func beta(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
        guard x > 0, y > 0 else { return 0 }
        let n = a + b
        let harmonic = a * b / n
        let deviance = deviance(a, n * x) + deviance(b, n * y)
        let stirling = stirlingError(n) - stirlingError(a) - stirlingError(b)
        return (harmonic / (2 * Double.pi)).squareRoot() * exp(stirling - deviance)
    }

    /// xᵃ e⁻ˣ / Γ(a) of a positive a.
    static func gamma(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 0 }
        return (a / (2 * Double.pi)).squareRoot() * exp(-stirlingError(a) - deviance(a, x))
    }

    /// What Stirling's formula for ln n! leaves out.
    private static func stirlingError(_ n: Double) -> Double {
        if n <= 15 { return lgamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi) }
        let s = 1 / (n * n)
        let small = s * (1.0 / 1680 - s * (1.0 / 1188 - s * (691.0 / 360360)))
        return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - small))) / n
    }

    /// x ln(x/m) + m − x, by a series where x and m are near each other.
    private static func deviance(_ x: Double, _ m: Double) -> Double {
        let difference = x - m
        guard abs(difference) < 0.1 * (x + m) else { return x * log(x / m) - difference }
        let v = difference / (x + m)
        var sum = difference * v
        var term = 2 * x * v
        for j in 1...1000 {
            term *= v * v
            let next = sum + term / Double(2 * j + 1)
            if next == sum { break }
            sum = next
        }
        return sum
    }
}
