/// A probability and its complement, each to full precision.
package struct Tails: Hashable, Sendable {
    package let lower: Double
    package let upper: Double

    init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }
    init(below probability: Double) { self.init(lower: probability, upper: 1 - probability) }

    var swapped: Tails { Tails(lower: upper, upper: lower) }
}

/// A continued fraction by the method of Lentz, until a factor no longer changes it.
///
/// `term` gives the n-th numerator and denominator, n from 1.
func continuedFraction(_ first: Double, _ term: (Int) -> (numerator: Double, denominator: Double)) -> Double {
    let tiny = 1e-300
    var value = first == 0 ? tiny : first
    var c = value
    var d = 0.0
    for n in 1...1_000_000 {
        let (a, b) = term(n)
        d = b + a * d
        c = b + a / c
        if d == 0 { d = tiny }
        if c == 0 { c = tiny }
        d = 1 / d
        value *= c * d
        if abs(c * d - 1) < 1e-16 { break }
    }
    return value
}

/// The argument at which a rising distribution function takes a probability: Newton's steps, kept within a shrinking bracket.
///
/// The smaller tail is the one that is compared, so small probabilities keep their digits.
func inverse(
    _ wanted: Tails, from lowest: Double, to highest: Double, start: Double, density: (Double) -> Double, _ tails: (Double) -> Tails
) -> Double {
    var (low, high) = (lowest, highest)
    var x = min(max(start, low), high)
    let inLower = wanted.lower <= wanted.upper
    for _ in 0..<400 {
        let at = tails(x)
        // Above zero when x is too large.
        let error = inLower ? at.lower - wanted.lower : wanted.upper - at.upper
        if error == 0 { return x }
        if error > 0 { high = x } else { low = x }
        let slope = density(x)
        var next = slope > 0 ? x - error / slope : .nan
        if !(next > low && next < high) {
            // A bracket over several powers of ten is halved by its exponent.
            next = low > 0 && high > 4 * low && high.isFinite ? (low * high).squareRoot() : low + (high - low) / 2
        }
        if abs(next - x) <= 4e-16 * abs(next) || next == low || next == high { return next }
        x = next
    }
    return x
}
