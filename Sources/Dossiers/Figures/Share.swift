import Kernel

/// A count out of another, kept as both.
package struct Share: Hashable, Sendable {
    /// What zero out of zero means where it is used.
    package enum Nothing: Hashable, Sendable {
        /// It is shown as what it is, not available.
        case says
        /// It is 100 %, and said to be of nothing.
        case counts
    }

    /// How the share reads.
    package enum Reading: Hashable, Sendable {
        case ratio(Ratio)
        /// Nothing to count, 100 % by rule.
        case fullOfNothing
        case notAvailable
    }

    package let numerator: Int
    package let denominator: Int
    package let nothing: Nothing

    package init(_ numerator: Int, of denominator: Int, nothing: Nothing) {
        self.numerator = numerator
        self.denominator = denominator
        self.nothing = nothing
    }

    package var reading: Reading {
        if denominator != 0 { return .ratio(Ratio(Int64(numerator), Int64(denominator))) }
        return nothing == .counts ? .fullOfNothing : .notAvailable
    }

    /// In percent, rounded once half-up; nil where there is nothing to say.
    package func percent(decimals: Int) -> Number? {
        switch reading {
        case .ratio: Ratio(Int64(numerator) * 100, Int64(denominator)).number(scale: decimals)
        case .fullOfNothing: 100
        case .notAvailable: nil
        }
    }
}
