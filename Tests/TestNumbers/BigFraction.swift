import Kernel

/// A fraction of big whole numbers that is never reduced: the reference for ``Ratio``.
package struct BigFraction: Comparable, CustomStringConvertible {
    package let numerator: BigWhole
    /// Above zero.
    package let denominator: BigWhole

    package init(_ numerator: BigWhole, _ denominator: BigWhole) {
        self.numerator = denominator < BigWhole(0) ? -numerator : numerator
        self.denominator = denominator.magnitude
    }

    package init(_ ratio: Ratio) { self.init(BigWhole(ratio.numerator), BigWhole(ratio.denominator)) }
    package init(_ whole: BigWhole) { self.init(whole, BigWhole(1)) }

    package var description: String { "\(numerator)/\(denominator)" }

    package static prefix func - (one: BigFraction) -> BigFraction { BigFraction(-one.numerator, one.denominator) }

    package static func + (one: BigFraction, other: BigFraction) -> BigFraction {
        BigFraction(one.numerator * other.denominator + other.numerator * one.denominator, one.denominator * other.denominator)
    }

    package static func - (one: BigFraction, other: BigFraction) -> BigFraction { one + -other }

    package static func * (one: BigFraction, other: BigFraction) -> BigFraction {
        BigFraction(one.numerator * other.numerator, one.denominator * other.denominator)
    }

    package static func / (one: BigFraction, other: BigFraction) -> BigFraction {
        BigFraction(one.numerator * other.denominator, one.denominator * other.numerator)
    }

    package static func == (one: BigFraction, other: BigFraction) -> Bool {
        one.numerator * other.denominator == other.numerator * one.denominator
    }

    package static func < (one: BigFraction, other: BigFraction) -> Bool {
        one.numerator * other.denominator < other.numerator * one.denominator
    }

    /// The largest whole number that is not above.
    package var floor: BigWhole {
        let (quotient, remainder) = numerator.divided(by: denominator)
        if !numerator.isNegative { return quotient }
        return remainder.isZero ? -quotient : -quotient - BigWhole(1)
    }

    /// The whole number of units of 10^−scale by a rounding mode, told in words of floors.
    package func units(scale: Int, _ mode: Rounding) -> BigWhole {
        let magnitude = BigFraction(numerator.magnitude * BigWhole.power(10, scale), denominator)
        let half = BigFraction(BigWhole(1), BigWhole(2))
        let below = magnitude.floor
        let rounded =
            switch mode {
            case .truncate: below
            case .halfUp: (magnitude + half).floor
            case .halfEven:
                magnitude == BigFraction(below) + half && below.divided(by: BigWhole(2)).remainder.isZero ? below : (magnitude + half).floor
            }
        return numerator.isNegative ? -rounded : rounded
    }

    /// The same value in lowest terms, when both parts lie within ±(2¹²⁷ − 1).
    package var ratio: Ratio? {
        let shared = Self.greatestCommonDivisor(numerator.magnitude, denominator)
        let top = numerator.divided(by: shared).quotient
        guard let top = (numerator.isNegative ? -top : top).exactly(Int128.self), top != .min,
            let bottom = denominator.divided(by: shared).quotient.exactly(Int128.self)
        else { return nil }
        return Ratio(top, bottom)
    }

    /// What ``Ratio`` must give for a sum: nil when the terms, the sum or the denominator do not lie within ±(2¹²⁷ − 1) over the
    /// least common denominator.
    package static func sum(_ one: Ratio, _ other: Ratio) -> Ratio? {
        let (bottom, second) = (BigWhole(one.denominator), BigWhole(other.denominator))
        let shared = greatestCommonDivisor(bottom, second)
        let left = BigWhole(one.numerator) * second.divided(by: shared).quotient
        let right = BigWhole(other.numerator) * bottom.divided(by: shared).quotient
        let parts = [left, right, left + right, bottom * second.divided(by: shared).quotient]
        return parts.allSatisfy { $0.magnitude <= BigWhole(Int128.max) } ? (BigFraction(one) + BigFraction(other)).ratio : nil
    }

    private static func greatestCommonDivisor(_ one: BigWhole, _ other: BigWhole) -> BigWhole {
        var (one, other) = (one, other)
        while !other.isZero {
            if var small = one.exactly(UInt128.self), var second = other.exactly(UInt128.self) {
                while second != 0 { (small, second) = (second, small % second) }
                return BigWhole(small)
            }
            (one, other) = (other, one.divided(by: other).remainder)
        }
        return one
    }
}
