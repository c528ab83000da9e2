import Kernel

/// A part of a whole, exact and not reduced: a measured ratio as a rule meets it, the percent of an index.
///
/// 128 bits hold whatever two figures can state. Nearly always both fit machine words; what is done with those is compiled
/// into each rule, for it is done once for every leaf of every unit.
package struct Share: Sendable {
    let numerator: Int128
    /// Positive.
    let denominator: Int128

    @inline(__always)
    init(_ numerator: Int128, of denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    init(_ ratio: Ratio) { self.init(ratio.numerator, of: ratio.denominator) }

    init(_ points: Points, of maximum: Points) { self.init(Int128(points.micro), of: Int128(maximum.micro)) }

    /// Nil when the denominator is zero.
    @inline(__always)
    init?(_ numerator: Number, over denominator: Number) {
        guard denominator.digits != 0 else { return nil }
        if numerator.decimals == denominator.decimals {
            self.init(Int128(numerator.digits), of: Int128(denominator.digits))
        } else {
            self.init(lifting: numerator, over: denominator)
        }
    }

    /// Of numbers with different decimals.
    private init(lifting numerator: Number, over denominator: Number) {
        let shared = min(numerator.scale, denominator.scale)
        self.init(
            Int128(numerator.digits) * Int128(Number.powerOfTen(denominator.scale - shared)),
            of: Int128(denominator.digits) * Int128(Number.powerOfTen(numerator.scale - shared)))
    }

    /// `88.62` per cent.
    init(percent number: Number) { self.init(Int128(number.digits), of: 100 * Int128(Number.powerOfTen(number.scale))) }

    package var ratio: Ratio { Ratio(numerator, denominator) }

    /// Both parts, where they fit machine words.
    @inline(__always)
    private var words: (numerator: Int64, denominator: Int64)? {
        let short = (Int64(truncatingIfNeeded: numerator), Int64(truncatingIfNeeded: denominator))
        return Int128(short.0) == numerator && Int128(short.1) == denominator ? short : nil
    }
}

extension Share: Hashable, Comparable {
    @inline(__always)
    package static func < (one: Self, other: Self) -> Bool {
        if one.denominator == other.denominator { return one.numerator < other.numerator }
        guard let short = one.words, let shortOther = other.words else { return isLess(one, other) }
        let left = short.numerator.multipliedFullWidth(by: shortOther.denominator)
        let right = shortOther.numerator.multipliedFullWidth(by: short.denominator)
        return (left.high, left.low) < (right.high, right.low)
    }

    package static func == (one: Self, other: Self) -> Bool { !(one < other) && !(other < one) }

    private static func isLess(_ one: Self, _ other: Self) -> Bool {
        let left = one.numerator.multipliedFullWidth(by: other.denominator)
        let right = other.numerator.multipliedFullWidth(by: one.denominator)
        return (left.high, left.low) < (right.high, right.low)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(ratio) }
}

extension Share {
    /// The share of the leaf's maximum, rounded once, half-up, to the leaf's decimals.
    @inline(__always)
    func of(_ terms: LeafTerms) throws(RuleFault) -> Points {
        guard let words, words.numerator >= 0, words.numerator <= words.denominator, terms.maximum.micro >= 0 else {
            return try exactly(of: terms)
        }
        let (divisor, overflow) = words.denominator.magnitude.multipliedReportingOverflow(by: terms.grain.magnitude)
        let product = words.numerator.magnitude.multipliedFullWidth(by: terms.maximum.micro.magnitude)
        guard !overflow, product.high < divisor else { return try exactly(of: terms) }
        // A division of machine words is several times as fast.
        let (units, rest) = product.high == 0 ? product.low.quotientAndRemainder(dividingBy: divisor) : divisor.dividingFullWidth(product)
        // Not above the maximum and a grain, so nothing can overflow; without branches, for chance alone would choose them.
        let rounded = units &+ (rest >= divisor &- rest ? 1 : 0)
        var points = terms.maximum
        points.micro = Int64(truncatingIfNeeded: rounded) &* terms.grain
        return points
    }

    /// Of any size.
    private func exactly(of terms: LeafTerms) throws(RuleFault) -> Points {
        guard let product = try? ratio * terms.maximum.ratio, let points = Points(product, decimals: terms.decimals) else {
            throw .overflow
        }
        return points
    }
}
