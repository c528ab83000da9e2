import Kernel

/// Reads the first number of a printed text by what it measures, never by its separator alone (SD-50).
///
/// Points, percentages and shares are at most the maximum behind `/`, or 100; counts and ranks are written without a decimal
/// sign, so both separators part thousands there. `61,904/65` is 61.904, `25.650/35` is 25.65, `746.305` dossiers are 746,305.
package enum WrittenNumber {
    /// Nil when the text holds no number, or one that could mean two.
    package static func read(_ text: String, _ measure: PublishedFigure.Measure) -> Number? {
        guard let token = token(in: text[...]) else { return nil }
        let isNegative = text.contains("giảm") || token.isNegative
        let number: Number?
        switch measure {
        case .none: return nil
        case .count, .rank: number = Self.whole(token.text)
        case .points, .percent, .share:
            let maximum = maximum(behind: token.rest) ?? 100
            if case .one(let one) = NumberReading(token.text).meaning(admits: { $0 <= maximum && !$0.isNegative }) {
                number = one
            } else {
                number = nil
            }
        }
        guard let number else { return nil }
        let signed = isNegative ? Number(digits: -number.digits, scale: number.scale) : number
        guard measure == .share else { return signed }
        return (signed.ratio.denominator > 0 ? try? signed.ratio / Ratio(100, 1) : nil)?.exactNumber
    }

    private static func token(in text: Substring) -> (text: String, rest: Substring, isNegative: Bool)? {
        guard let start = text.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
        let end = text[start...].firstIndex { !($0.isASCII && $0.isNumber) && $0 != "." && $0 != "," } ?? text.endIndex
        var token = text[start..<end]
        while token.last == "." || token.last == "," { token.removeLast() }
        let sign = text[..<start].last
        return (String(token), text[end...], sign == "-" || sign == "−")
    }

    private static func maximum(behind rest: Substring) -> Number? {
        guard rest.first == "/", let token = token(in: rest.dropFirst()) else { return nil }
        return Number(token.text)
    }

    /// `30,000` and `746.305` alike; groups of three behind the first.
    private static func whole(_ text: String) -> Number? {
        let groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return Number(groups.joined())
    }
}
