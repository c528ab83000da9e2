/// How an exact value becomes one of fewer decimals.
///
/// Halves go away from zero, so that a penalty rounds like the points it takes. Source: PI-59; Decision 766 and
/// TT 01/2018 state digits, not a mode, so the default is half-up.
package enum Rounding: String, Sendable, Hashable, CaseIterable {
    case halfUp = "half_up"
    case halfEven = "half_even"
    /// Cuts the rest off, as one province's tables do (89.457 printed 89,45).
    case truncate

    /// Whether a remainder makes the magnitude one more.
    func isUp<Word: FixedWidthInteger & UnsignedInteger>(_ remainder: Word, of divisor: Word, afterOdd isOdd: Bool) -> Bool {
        // Twice the remainder against the divisor, without leaving the word.
        let missing = divisor - remainder
        return switch self {
        case .truncate: false
        case .halfUp: remainder >= missing
        case .halfEven: remainder > missing || (remainder == missing && isOdd)
        }
    }
}
