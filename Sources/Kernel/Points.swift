/// An exact number of points, kept in millionths.
///
/// Decisions print up to three decimals (61,904); six leave room for frameworks that declare none. One value lies within
/// ±``limit``, which frameworks check, so sums over any tree stay far inside 64 bits and never trap.
package struct Points: Hashable, Comparable, Sendable {
    /// Millionths of a point.
    package var micro: Int64

    package init(micro: Int64) { self.micro = micro }

    package static let zero = Points(micro: 0)
    /// The largest maximum a framework may state: one million points.
    package static let limit = Points(micro: 1_000_000_000_000)
    package static let decimals = 6

    package static func < (one: Points, other: Points) -> Bool { one.micro < other.micro }
    package static func + (one: Points, other: Points) -> Points { Points(micro: one.micro + other.micro) }
    package static func - (one: Points, other: Points) -> Points { Points(micro: one.micro - other.micro) }
    package static prefix func - (points: Points) -> Points { Points(micro: -points.micro) }
    package static func += (one: inout Points, other: Points) { one.micro += other.micro }
    package static func -= (one: inout Points, other: Points) { one.micro -= other.micro }

    /// The same points as an exact number.
    package var number: Number { Number(digits: micro, scale: Self.decimals) }
    /// The same points as an exact fraction.
    package var ratio: Ratio { Ratio(micro, 1_000_000) }

    /// Points of a number that has at most six decimals and lies within the limit; otherwise nil.
    package init?(_ number: Number) {
        guard number.scale <= Self.decimals else { return nil }
        let (micro, overflow) = number.digits.multipliedReportingOverflow(by: Number.powerOfTen(Self.decimals - number.scale))
        guard !overflow, micro.magnitude <= Self.limit.micro.magnitude else { return nil }
        self.micro = micro
    }

    /// An exact fraction rounded once to `decimals` (0…6); nil when it lies beyond the limit.
    package init?(_ ratio: Ratio, decimals: Int = Self.decimals, _ mode: Rounding = .halfUp) {
        let step = Number.powerOfTen(Self.decimals - decimals)
        guard let units = ratio.rounded(scale: decimals, mode), abs(units) <= Self.limit.micro / step else { return nil }
        micro = units * step
    }
}

extension Points: CustomStringConvertible {
    /// Canonical decimal text: `61.904`, `-3`, `0`.
    package var description: String { number.description }
}
