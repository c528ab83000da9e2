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
    package var description: String { text(decimals: scale, point: ".", grouping: nil) }

    /// Writes the number with at least `decimals` decimals, filling zeros.
    package func text(decimals: Int, point: String, grouping: String?) -> String {
        var figures = Array(String(digits.magnitude).utf8)
        if figures.count <= scale { figures.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: scale - figures.count + 1), at: 0) }
        let whole = figures.prefix(figures.count - scale)
        var text = isNegative ? "-" : ""
        for (index, figure) in whole.enumerated() {
            if let grouping, index > 0, (whole.count - index) % 3 == 0 { text += grouping }
            text.unicodeScalars.append(Unicode.Scalar(figure))
        }
        guard max(decimals, scale) > 0 else { return text }
        text += point
        text += String(decoding: figures.suffix(scale), as: UTF8.self)
        if decimals > scale { text += String(repeating: "0", count: decimals - scale) }
        return text
    }
}
