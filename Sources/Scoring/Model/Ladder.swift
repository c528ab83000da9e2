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
    @inline(__always)
    func rung(of value: Share) -> Int {
        // All are asked: where to stop is chance, and a wrong guess costs more than some products.
        bounds.reduce(0) { $1.admits(value) ? $0 : $0 + 1 }
    }
}

/// `from: 90%` (inclusive) or `above: 90%` (exclusive).
package struct LowerBound: Sendable, Hashable {
    package let value: Ratio
    package let inclusive: Bool

    package init(_ value: Ratio, inclusive: Bool) {
        self.value = value
        self.inclusive = inclusive
    }

    @inline(__always)
    func admits(_ other: Share) -> Bool {
        let bound = Share(value.numerator, of: value.denominator)
        return inclusive ? !(other < bound) : bound < other
    }
}

/// A class of results in a block (GL-23).
package struct Band: Sendable, Hashable {
    package var code: String
    package var title: Bilingual
    /// Nil for the lowest.
    package var bound: LowerBound?
}
