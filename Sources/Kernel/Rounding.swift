/// How an exact value becomes one of fewer decimals.
///
/// Halves go away from zero, so that a penalty rounds like the points it takes. Source: PI-59; Decision 766 and
/// TT 01/2018 state digits, not a mode, so the default is half-up.
package enum Rounding: String, Sendable, Hashable, CaseIterable {
    case halfUp = "half_up"
    case halfEven = "half_even"
    /// Cuts the rest off, as one province's tables do (89.457 printed 89,45).
    case truncate
}
