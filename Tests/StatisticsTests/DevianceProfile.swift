import Foundation
import Statistics

/// The interval of R's `svyciprop(method = "likelihood")`, step by step, from our variance and our distributions.
///
/// The bound is where the deviance of the log odds b, over its dispersion, has risen by t²·n/n_eff. R does not solve for it: it takes the
/// signed roots at a few steps of b, lays a cubic spline through them, reads that off at three times as many points and joins those by
/// straight lines; and its fit is one step short, n/n_eff two. That moves the bounds in the fourth digit and belongs to
/// that program, so the target does not offer this interval.
struct DevianceProfile {
    let interval: Interval?

    init(_ proportion: Proportion, values: [Double], weights: [Double]) {
        let (p, n) = (proportion.value, Double(values.count))
        let estimate = proportion.estimate
        let (before, fitted) = Self.fit(values, weights)
        let center = log(fitted / (1 - fitted))
        let error = estimate.standardError / (fitted * (1 - fitted))
        let t = StudentT(Double(estimate.degreesOfFreedom)).quantile(0.975)
        let cutoff = t * error * (n * before * (1 - before)).squareRoot()
        let alpha = Normal.tails(-cutoff).lower / 2
        let furthest = FDistribution(1, n - 1).quantile(1 - alpha).squareRoot()
        let dispersion = n / (n - 1)
        func root(_ b: Double) -> Double {
            let q = expit(b)
            let rise = 2 * n * (p * log(fitted / q) + (1 - p) * log((1 - fitted) / (1 - q))) / dispersion
            return max(rise, 0).squareRoot()
        }
        var points: [(b: Double, root: Double)] = [(center, 0)]
        for sign in [-1.0, 1.0] {
            for step in 1..<10 {
                let b = center + sign * Double(step) * furthest / 5 * error
                let reached = root(b)
                points.append((b, sign * reached))
                if reached >= furthest { break }
            }
        }
        points.sort { $0.root < $1.root }
        guard points.count >= 4 else {
            interval = nil
            return
        }
        let spline = CubicSpline(points.map(\.b), points.map(\.root)).sampled(3 * points.count)
        guard let low = Self.crossing(spline, -cutoff), let high = Self.crossing(spline, cutoff) else {
            interval = nil
            return
        }
        interval = Interval(lower: expit(low), upper: expit(high))
    }

    /// Iterated least squares for one log odds, until the deviance changes by less than 10⁻⁸ of itself.
    private static func fit(_ values: [Double], _ weights: [Double]) -> (before: Double, fitted: Double) {
        let average = weights.reduce(0, +) / Double(weights.count)
        let prior = weights.map { $0 / average }
        func step(_ means: [Double]) -> Double {
            let sums = values.indices.reduce((0.0, 0.0)) {
                let (m, y) = (means[$1], values[$1])
                let weight = prior[$1] * m * (1 - m)
                return ($0.0 + weight * (log(m / (1 - m)) + (y - m) / (m * (1 - m))), $0.1 + weight)
            }
            return expit(sums.0 / sums.1)
        }
        func deviance(_ means: [Double]) -> Double {
            -2 * values.indices.reduce(0) { $0 + prior[$1] * log(values[$1] == 1 ? means[$1] : 1 - means[$1]) }
        }
        var means = zip(prior, values).map { ($0 * $1 + 0.5) / ($0 + 1) }
        while true {
            let next = [Double](repeating: step(means), count: values.count)
            if abs(deviance(next) - deviance(means)) / (abs(deviance(next)) + 0.1) < 1e-8 { return (means[0], next[0]) }
            means = next
        }
    }

    /// Where the broken line through the points reaches a height.
    private static func crossing(_ points: [(x: Double, y: Double)], _ height: Double) -> Double? {
        for (one, next) in zip(points, points.dropFirst()) where one.y <= height && height <= next.y && one.y < next.y {
            return one.x + (next.x - one.x) * (height - one.y) / (next.y - one.y)
        }
        return nil
    }
}

/// An interpolating cubic spline whose ends follow the cubic through the four outermost points.
///
/// Source: Forsythe, Malcolm, Moler, Computer methods for mathematical computations (1977).
private struct CubicSpline {
    private let x: [Double]
    private let y: [Double]
    /// Second derivatives over six.
    private var sigma: [Double]

    /// At least four points, by rising x.
    init(_ x: [Double], _ y: [Double]) {
        (self.x, self.y) = (x, y)
        let last = x.count - 1
        let h = (0..<last).map { x[$0 + 1] - x[$0] }
        let slope = (0..<last).map { (y[$0 + 1] - y[$0]) / h[$0] }
        var diagonal = [Double](repeating: 0, count: last + 1)
        sigma = diagonal
        for i in 1..<last {
            diagonal[i] = 2 * (h[i - 1] + h[i])
            sigma[i] = slope[i] - slope[i - 1]
        }
        // Third divided differences at both ends.
        func third(_ i: Int) -> Double {
            (sigma[i + 1] / (x[i + 2] - x[i]) - sigma[i] / (x[i + 1] - x[i - 1])) / (x[i + 2] - x[i - 1])
        }
        let (left, right) = (third(1), third(last - 2))
        diagonal[0] = -h[0]
        diagonal[last] = -h[last - 1]
        sigma[0] = left * h[0] * h[0]
        sigma[last] = -right * h[last - 1] * h[last - 1]
        for i in 1...last {
            let factor = h[i - 1] / diagonal[i - 1]
            diagonal[i] -= factor * h[i - 1]
            sigma[i] -= factor * sigma[i - 1]
        }
        sigma[last] /= diagonal[last]
        for i in (0..<last).reversed() { sigma[i] = (sigma[i] - h[i] * sigma[i + 1]) / diagonal[i] }
    }

    /// So many points at equal distances from the first to the last.
    func sampled(_ count: Int) -> [(x: Double, y: Double)] {
        (0..<count).map { index in
            let at = x[0] + (x[x.count - 1] - x[0]) * Double(index) / Double(count - 1)
            return (at, value(at))
        }
    }

    private func value(_ at: Double) -> Double {
        let i = min((x.lastIndex { $0 <= at } ?? 0), x.count - 2)
        let h = x[i + 1] - x[i]
        let d = at - x[i]
        let first = (y[i + 1] - y[i]) / h - h * (sigma[i + 1] + 2 * sigma[i])
        return y[i] + d * (first + d * (3 * sigma[i] + d * (sigma[i + 1] - sigma[i]) / h))
    }
}

private func expit(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
