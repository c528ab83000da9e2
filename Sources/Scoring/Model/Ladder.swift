import Kernel

/// Lower bounds from high to low, the last of them open: every value stands on exactly one rung.
///
/// Steps of ratios (PI-22), of outside indexes (PI-36) and the bands of a block (PI-50, PI-51) are all such ladders. A
/// bound is compared with the exact value, never with a rounded one.
package struct Ladder: Sendable, Hashable {
    /// One fewer than there are rungs.
    package let bounds: [LowerBound]

    package init(_ bounds: [LowerBound]) { self.bounds = bounds }

    /// The index of the rung on which the value stands, 0 the highest.
    package func rung(of value: Ratio) -> Int { bounds.firstIndex { $0.admits(value) } ?? bounds.count }

    func rung(of share: Share) -> Int {
        var index = 0
        while index < bounds.count, !share.meets(bounds[index]) { index += 1 }
        return index
    }
}

/// `from: 90%` (inclusive) or `above: 90%` (exclusive).
package struct LowerBound: Sendable, Hashable {
    package let value: Ratio
    package let inclusive: Bool
    /// The same value in machine integers, as nearly every bound is.
    let small: (numerator: Int64, denominator: Int64)?

    package init(_ value: Ratio, inclusive: Bool) {
        self.value = value
        self.inclusive = inclusive
        if let numerator = Int64(exactly: value.numerator), let denominator = Int64(exactly: value.denominator) {
            small = (numerator, denominator)
        } else {
            small = nil
        }
    }

    package static func == (one: Self, other: Self) -> Bool { one.value == other.value && one.inclusive == other.inclusive }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(value)
        hasher.combine(inclusive)
    }

    package func admits(_ other: Ratio) -> Bool { inclusive ? other >= value : other > value }
}

/// A class of results in a block (GL-23).
package struct Band: Sendable, Hashable {
    package var code: String
    package var title: Bilingual
    /// Nil for the lowest.
    package var bound: LowerBound?
}
