/// A whole number of any size, by schoolbook arithmetic: the reference for everything that must not overflow.
package struct BigWhole: Hashable, Comparable {
    package private(set) var isNegative: Bool
    /// Base 2³², the lowest first, without zeros at the top; zero has none.
    package private(set) var limbs: [UInt32]

    package init(_ value: some BinaryInteger) {
        isNegative = value < 0
        limbs = []
        var rest = value.magnitude
        while rest != 0 {
            limbs.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
    }

    private init(_ limbs: [UInt32], isNegative: Bool) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
        self.isNegative = isNegative && !self.limbs.isEmpty
    }

    package var isZero: Bool { limbs.isEmpty }
    package var magnitude: BigWhole { BigWhole(limbs, isNegative: false) }

    /// The same number as a machine's, when it fits.
    package func exactly<Whole: FixedWidthInteger>(_ type: Whole.Type = Whole.self) -> Whole? {
        var value = Whole.zero
        for limb in limbs.reversed() {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 1 << 32)
            let part = Whole(limb)
            let (sum, carry) = isNegative ? shifted.subtractingReportingOverflow(part) : shifted.addingReportingOverflow(part)
            if overflow || carry { return nil }
            value = sum
        }
        return value
    }

    package static func power(_ base: Int, _ exponent: Int) -> BigWhole {
        (0..<exponent).reduce(BigWhole(1)) { power, _ in power * BigWhole(base) }
    }

    package static prefix func - (whole: BigWhole) -> BigWhole { BigWhole(whole.limbs, isNegative: !whole.isNegative) }

    package static func + (one: BigWhole, other: BigWhole) -> BigWhole {
        if one.isNegative == other.isNegative { return BigWhole(added(one.limbs, other.limbs), isNegative: one.isNegative) }
        return precedes(one.limbs, other.limbs)
            ? BigWhole(subtracted(other.limbs, one.limbs), isNegative: other.isNegative)
            : BigWhole(subtracted(one.limbs, other.limbs), isNegative: one.isNegative)
    }

    package static func - (one: BigWhole, other: BigWhole) -> BigWhole { one + -other }

    package static func * (one: BigWhole, other: BigWhole) -> BigWhole {
        var limbs = [UInt32](repeating: 0, count: one.limbs.count + other.limbs.count)
        for (i, limb) in one.limbs.enumerated() {
            var carry: UInt64 = 0
            for (j, second) in other.limbs.enumerated() {
                carry += UInt64(limb) * UInt64(second) + UInt64(limbs[i + j])
                limbs[i + j] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            limbs[i + other.limbs.count] = UInt32(carry)
        }
        return BigWhole(limbs, isNegative: one.isNegative != other.isNegative)
    }

    /// Quotient and remainder of magnitudes, bit by bit.
    package func divided(by divisor: BigWhole) -> (quotient: BigWhole, remainder: BigWhole) {
        var quotient = BigWhole(0)
        var remainder = magnitude
        for bit in stride(from: bitWidth - divisor.bitWidth, through: 0, by: -1) {
            let part = divisor.magnitude.shifted(by: bit)
            if remainder >= part {
                remainder = remainder - part
                quotient = quotient + BigWhole(1).shifted(by: bit)
            }
        }
        return (quotient, remainder)
    }

    private var bitWidth: Int { limbs.last.map { limbs.count * 32 - $0.leadingZeroBitCount } ?? 0 }

    private func shifted(by bits: Int) -> BigWhole {
        var shifted = [UInt32](repeating: 0, count: bits / 32)
        var carry: UInt64 = 0
        for limb in limbs {
            carry |= UInt64(limb) << UInt64(bits % 32)
            shifted.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        return BigWhole(shifted + [UInt32(carry)], isNegative: isNegative)
    }

    package static func < (one: BigWhole, other: BigWhole) -> Bool {
        if one.isNegative != other.isNegative { return one.isNegative }
        return one.isNegative ? precedes(other.limbs, one.limbs) : precedes(one.limbs, other.limbs)
    }

    private static func precedes(_ one: [UInt32], _ other: [UInt32]) -> Bool {
        one.count == other.count ? one.reversed().lexicographicallyPrecedes(other.reversed()) : one.count < other.count
    }

    private static func added(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
        var sum: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(one.count, other.count) {
            carry += UInt64(index < one.count ? one[index] : 0) + UInt64(index < other.count ? other[index] : 0)
            sum.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        return sum + [UInt32(carry)]
    }

    private static func subtracted(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
        var borrow: Int64 = 0
        return one.indices.map { index in
            let difference = Int64(one[index]) - Int64(index < other.count ? other[index] : 0) - borrow
            borrow = difference < 0 ? 1 : 0
            return UInt32(truncatingIfNeeded: difference)
        }
    }
}

extension BigWhole: CustomStringConvertible {
    package var description: String {
        var figures = ""
        var rest = magnitude
        while !rest.isZero {
            let (quotient, remainder) = rest.divided(by: BigWhole(10))
            figures += "\(remainder.limbs.first ?? 0)"
            rest = quotient
        }
        return (isNegative ? "-" : "") + (figures.isEmpty ? "0" : String(figures.reversed()))
    }
}
