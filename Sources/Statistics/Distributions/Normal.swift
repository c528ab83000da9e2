import Foundation

/// The standard normal distribution.
package enum Normal {
    package static func tails(_ x: Double) -> Tails {
        Tails(lower: 0.5 * erfc(-x / 2.0.squareRoot()), upper: 0.5 * erfc(x / 2.0.squareRoot()))
    }

    static func density(_ x: Double) -> Double { exp(-0.5 * x * x) / (2 * Double.pi).squareRoot() }

    package static func quantile(_ probability: Double) -> Double {
        if probability.isNaN { return .nan }
        if probability <= 0 { return -.infinity }
        if probability >= 1 { return .infinity }
        if probability > 0.5 { return -quantile(1 - probability) }
        // A first guess within 0.0005 (Abramowitz and Stegun 26.2.23).
        let t = (-2 * log(probability)).squareRoot()
        let start = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
        return inverse(Tails(below: probability), from: -40, to: 1e-9, start: start, density: density, tails)
    }
}
