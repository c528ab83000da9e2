import Kernel

/// A decimal number as digits on paper, with the decimals it was written with: `85.60` keeps its last zero.
///
/// Files carry numbers through this, never through a binary float, whatever their length.
package struct DecimalText: Sendable, Hashable, CustomStringConvertible {
    let isNegative: Bool
    /// Values 0…9, without leading zeros; empty is zero.
    let digits: [UInt8]
    /// How many of the digits are decimals; never negative.
    let decimals: Int

    private init(isNegative: Bool, digits: some Collection<UInt8>, decimals: Int) {
        let significant = digits.drop { $0 == 0 }
        self.isNegative = isNegative && !significant.isEmpty
        self.digits = Array(significant)
        self.decimals = decimals
    }

    /// Reads `-85.60`: digits, at most one point with digits on both sides, no sign but minus.
    package init?(_ text: some StringProtocol) {
        self.init(text.utf8, exponents: false)
    }

    /// Reads what `<v>` of a sheet may hold: also `+`, `.5`, `5.` and `1.5E-7`.
    ///
    /// Nil beyond the range of Excel, about 1E±308.
    init?(stored text: some StringProtocol) {
        self.init(text.utf8, exponents: true)
    }

    /// `decimals` are at least those the number needs.
    package init(_ number: Number, decimals: Int = 0) {
        let digits = String(number.digits.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
        let zeros = max(decimals - number.scale, 0)
        self.init(isNegative: number.isNegative, digits: digits + Array(repeating: 0, count: zeros), decimals: number.scale + zeros)
    }

    private static let largestExponent = 308

    private init?(_ text: some Collection<UInt8>, exponents: Bool) {
        var rest = text[...]
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || (exponents && sign == UInt8(ascii: "+")) {
            isNegative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        var digits: [UInt8] = []
        let whole = rest.prefix { Self.isFigure($0) }
        rest = rest.dropFirst(whole.count)
        var decimals = 0
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { Self.isFigure($0) }
            decimals = fraction.count
            rest = rest.dropFirst(1 + decimals)
            guard exponents || (decimals > 0 && !whole.isEmpty) else { return nil }
            digits = whole.map { $0 - UInt8(ascii: "0") } + fraction.map { $0 - UInt8(ascii: "0") }
        } else {
            digits = whole.map { $0 - UInt8(ascii: "0") }
        }
        guard !digits.isEmpty else { return nil }
        if exponents, rest.first == UInt8(ascii: "E") || rest.first == UInt8(ascii: "e") {
            guard let exponent = Self.exponent(rest.dropFirst()) else { return nil }
            guard decimals <= 2 * Self.largestExponent else { return nil }
            if exponent > decimals { digits += Array(repeating: 0, count: exponent - decimals) }
            decimals = max(decimals - exponent, 0)
            if digits.allSatisfy({ $0 == 0 }) { decimals = 0 }
        } else if !rest.isEmpty {
            return nil
        }
        self.init(isNegative: isNegative, digits: digits, decimals: decimals)
    }

    private static func exponent(_ text: some Collection<UInt8>) -> Int? {
        var figures = text[...]
        var isNegative = false
        if let sign = figures.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            figures = figures.dropFirst()
        }
        guard (1...3).contains(figures.count), figures.allSatisfy(isFigure) else { return nil }
        let exponent = figures.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return exponent <= largestExponent ? (isNegative ? -exponent : exponent) : nil
    }

    private static func isFigure(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Digits from the first to the last that is not zero.
    var significantCount: Int { digits.count - (digits.lastIndex { $0 != 0 }.map { digits.count - 1 - $0 } ?? 0) }

    /// The number with at most `count` significant digits, halves away from zero, without trailing zeros among its decimals.
    func rounded(significant count: Int) -> DecimalText {
        var kept = digits
        var decimals = decimals
        if kept.count > count {
            let up = kept[count] >= 5
            for index in count..<kept.count { kept[index] = 0 }
            if up { Self.increment(&kept, at: count - 1) }
        }
        while decimals > 0, kept.last == 0 || kept.isEmpty {
            if !kept.isEmpty { kept.removeLast() }
            decimals -= 1
        }
        return DecimalText(isNegative: isNegative, digits: kept, decimals: decimals)
    }

    private static func increment(_ digits: inout [UInt8], at index: Int) {
        var index = index
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 { digits[index] += 1 } else { digits.insert(1, at: 0) }
    }

    /// `-0.125`, with a point and no grouping.
    package var description: String { text(point: ".") }

    func text(point: String) -> String {
        var figures = digits.map { $0 + UInt8(ascii: "0") }
        if figures.count <= decimals {
            figures.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: decimals - figures.count + 1), at: 0)
        }
        let whole = String(decoding: figures.prefix(figures.count - decimals), as: UTF8.self)
        let fraction = decimals > 0 ? point + String(decoding: figures.suffix(decimals), as: UTF8.self) : ""
        return (isNegative ? "-" : "") + whole + fraction
    }
}
