/// An exact fraction in lowest terms with a positive denominator, 128 bits each.
///
/// A share of points, an index percent, a step of a formula. Sums of several divisions with unrelated denominators can
/// outgrow it; the four operations then throw ``Overflow`` and never trap or round.
package struct Ratio: Hashable, Sendable {
    package let numerator: Int128
    package let denominator: Int128

    /// A value whose exact digits no longer fit.
    package struct Overflow: Error, Hashable {}

    package static let zero = Ratio(whole: 0)
    package static let one = Ratio(whole: 1)

    private init(whole: Int128) {
        numerator = whole
        denominator = 1
    }

    /// `numerator ÷ denominator`; the denominator must not be zero, the parts not below −2¹²⁷ + 1.
    package init(_ numerator: some BinaryInteger, _ denominator: some BinaryInteger) {
        self.init(Int128(numerator), Int128(denominator))
    }

    /// The same of words, which nearly all fractions are made of.
    package init(_ numerator: Int64, _ denominator: Int64) {
        precondition(denominator != 0, "a fraction has a denominator")
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        // The least number of 64 bits has no opposite, so signs are changed in 128.
        let (top, bottom) = (Int128(numerator) / Int128(divisor), Int128(denominator) / Int128(divisor))
        self.numerator = bottom < 0 ? -top : top
        self.denominator = abs(bottom)
    }

    package init(_ numerator: Int128, _ denominator: Int128) {
        precondition(denominator != 0, "a fraction has a denominator")
        let divisor = Int128(Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
        self.numerator = denominator < 0 ? -(numerator / divisor) : numerator / divisor
        self.denominator = abs(denominator / divisor)
    }

    private static func greatestCommonDivisor(_ one: UInt64, _ other: UInt64) -> UInt64 {
        var (one, other) = (one, other)
        while other != 0 { (one, other) = (other, one % other) }
        return max(one, 1)
    }

    private static func greatestCommonDivisor(_ one: UInt128, _ other: UInt128) -> UInt128 {
        if let one = UInt64(exactly: one), let other = UInt64(exactly: other) { return UInt128(greatestCommonDivisor(one, other)) }
        var (one, other) = (one, other)
        while other != 0 { (one, other) = (other, one % other) }
        return max(one, 1)
    }
}

extension Ratio: Comparable {
    package static func < (one: Ratio, other: Ratio) -> Bool {
        if one.denominator == other.denominator { return one.numerator < other.numerator }
        let left = one.numerator.multipliedFullWidth(by: other.denominator)
        let right = other.numerator.multipliedFullWidth(by: one.denominator)
        return (left.high, left.low) < (right.high, right.low)
    }
}

extension Ratio {
    package static func + (one: Ratio, other: Ratio) throws(Overflow) -> Ratio {
        let shared = Int128(greatestCommonDivisor(one.denominator.magnitude, other.denominator.magnitude))
        let left = try product(one.numerator, other.denominator / shared)
        let right = try product(other.numerator, one.denominator / shared)
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow, sum != .min else { throw Overflow() }
        return Ratio(sum, try product(one.denominator / shared, other.denominator))
    }

    package static func - (one: Ratio, other: Ratio) throws(Overflow) -> Ratio { try one + -other }

    package static func * (one: Ratio, other: Ratio) throws(Overflow) -> Ratio {
        let first = Int128(greatestCommonDivisor(one.numerator.magnitude, other.denominator.magnitude))
        let second = Int128(greatestCommonDivisor(other.numerator.magnitude, one.denominator.magnitude))
        return Ratio(
            try product(one.numerator / first, other.numerator / second),
            try product(one.denominator / second, other.denominator / first))
    }

    /// The divisor must not be zero.
    package static func / (one: Ratio, other: Ratio) throws(Overflow) -> Ratio {
        precondition(other.numerator != 0, "whoever divides has looked at the divisor")
        return try one * Ratio(other.denominator, other.numerator)
    }

    package static prefix func - (ratio: Ratio) -> Ratio { Ratio(-ratio.numerator, ratio.denominator) }

    private static func product(_ one: Int128, _ other: Int128) throws(Overflow) -> Int128 {
        let (product, overflow) = one.multipliedReportingOverflow(by: other)
        guard !overflow, product != .min else { throw Overflow() }
        return product
    }
}

extension Ratio {
    /// The value in units of 10^−scale, rounded once; nil when that does not fit 64 bits.
    package func rounded(scale: Int, _ mode: Rounding) -> Int64? {
        let magnitude = numerator.magnitude.multipliedFullWidth(by: UInt128(Number.powerOfTen(scale)))
        let divisor = denominator.magnitude
        guard magnitude.high < divisor else { return nil }
        let (quotient, remainder) =
            magnitude.high == 0 ? magnitude.low.quotientAndRemainder(dividingBy: divisor) : divisor.dividingFullWidth(magnitude)
        let up = mode.isUp(remainder, of: divisor, afterOdd: quotient & 1 == 1)
        guard let units = Int64(exactly: quotient), !(up && units == .max) else { return nil }
        let rounded = up ? units + 1 : units
        return numerator < 0 ? -rounded : rounded
    }

    /// The value rounded once to `scale` decimals; nil when it does not fit.
    package func number(scale: Int, _ mode: Rounding = .halfUp) -> Number? {
        rounded(scale: scale, mode).map { Number(digits: $0, scale: scale) }
    }

    /// The number itself when it ends within 18 decimals and fits 64 bits, otherwise nil.
    package var exactNumber: Number? {
        for scale in 0...Number.maximumScale {
            let power = Int128(Number.powerOfTen(scale))
            guard power % denominator == 0 else { continue }
            let (digits, overflow) = numerator.multipliedReportingOverflow(by: power / denominator)
            return overflow ? nil : Int64(exactly: digits).map { Number(digits: $0, scale: scale) }
        }
        return nil
    }
}

extension Ratio: CustomStringConvertible {
    /// `3/8`, or `3` when whole.
    package var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
