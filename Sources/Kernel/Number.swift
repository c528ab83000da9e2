/// An exact decimal number: 64 bits of digits and up to 18 decimals.
///
/// Held without trailing zeros, so that equal numbers are equal values: 1.10 is 1.1. Text as it was written is kept by
/// whoever read it.
package struct Number: Hashable, Sendable {
    package let digits: Int64
    /// ``scale`` as it is held: half of a figure would be padding otherwise.
    package let decimals: UInt8

    /// How many of the digits are decimals, 0…18.
    package var scale: Int { Int(decimals) }

    package init(digits: Int64, scale: Int = 0) {
        precondition((0...Self.maximumScale).contains(scale), "a scale is 0…18")
        var digits = digits
        var scale = scale
        while scale > 0, digits % 10 == 0 {
            digits /= 10
            scale -= 1
        }
        self.digits = digits
        decimals = UInt8(scale)
    }

    package init(_ whole: Int) { self.init(digits: Int64(whole)) }

    package static let maximumScale = 18
    package static let zero = Number(digits: 0)

    package var isWhole: Bool { decimals == 0 }
    package var isNegative: Bool { digits < 0 }
    package var ratio: Ratio { Ratio(Int128(digits), Int128(Self.powerOfTen(scale))) }

    /// 10 to the power 0…18.
    package static func powerOfTen(_ exponent: Int) -> Int64 { powers[exponent] }

    private static let powers: [Int64] = (0...18).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 } }
}

extension Number: Comparable {
    package static func < (one: Number, other: Number) -> Bool {
        if one.scale == other.scale { return one.digits < other.digits }
        return Int128(one.digits) * Int128(powerOfTen(other.scale)) < Int128(other.digits) * Int128(powerOfTen(one.scale))
    }
}

extension Number: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int64) { self.init(digits: value) }
}

extension Number: CustomStringConvertible {
    /// Reads canonical text, `-12.50`: digits with at most one point, no grouping, no exponent, no sign but minus.
    package init?(_ text: some StringProtocol) {
        var digits: UInt64 = 0
        var scale = 0
        var seenPoint = false
        var count = 0
        var bytes = text.utf8[...]
        let negative = bytes.first == UInt8(ascii: "-")
        if negative { bytes = bytes.dropFirst() }
        for byte in bytes {
            if byte == UInt8(ascii: "."), !seenPoint, count > 0 {
                seenPoint = true
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let (shifted, tooLarge) = digits.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = shifted.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
            guard !tooLarge, !overflow else { return nil }
            digits = sum
            count += 1
            if seenPoint { scale += 1 }
        }
        guard count > 0, scale <= Self.maximumScale, !(seenPoint && scale == 0) else { return nil }
        guard let digits = negative ? Int64(exactly: -Int128(digits)) : Int64(exactly: digits) else { return nil }
        self.init(digits: digits, scale: scale)
    }

    /// Canonical text, which ``init(_:)-(StringProtocol)`` reads back.
    package var description: String { text(decimals: scale) }

    /// Writes the number with at least `decimals` decimals, filling zeros; `point` and `grouping` are ASCII.
    package func text(decimals: Int, point: UInt8 = UInt8(ascii: "."), grouping: UInt8? = nil) -> String {
        let shown = max(decimals, scale)
        let zero = UInt8(ascii: "0")
        // A sign, 19 figures in groups of three, a point.
        return String(unsafeUninitializedCapacity: 27 + shown) { text in
            // From the last figure to the first, as division gives them.
            var place = text.count
            func put(_ byte: UInt8) {
                place -= 1
                text[place] = byte
            }
            var rest = digits.magnitude
            func putFigure() {
                put(zero + UInt8(rest % 10))
                rest /= 10
            }
            for _ in scale..<shown { put(zero) }
            for _ in 0..<scale { putFigure() }
            if shown > 0 { put(point) }
            var figures = 0
            repeat {
                if let grouping, figures > 0, figures % 3 == 0 { put(grouping) }
                putFigure()
                figures += 1
            } while rest > 0
            if isNegative { put(UInt8(ascii: "-")) }
            let written = text.count - place
            for index in 0..<written { text[index] = text[place + index] }
            return written
        }
    }

    /// The value rounded once to at most `scale` decimals.
    package func rounded(scale: Int, _ mode: Rounding = .halfUp) -> Number {
        guard scale < self.scale else { return self }
        let divisor = Self.powerOfTen(self.scale - scale).magnitude
        let (units, rest) = digits.magnitude.quotientAndRemainder(dividingBy: divisor)
        let rounded = Int64(units) + (mode.isUp(rest, of: divisor, afterOdd: units & 1 == 1) ? 1 : 0)
        return Number(digits: isNegative ? -rounded : rounded, scale: scale)
    }
}
