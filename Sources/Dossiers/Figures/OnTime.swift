import Kernel

/// The shares "on time" that are in use, each with its denominator's name, never without: they differ, and all are right.
///
/// Source: OS-59.
package struct OnTime: Hashable, Sendable {
    package enum Denominator: String, Sendable, CaseIterable {
        /// Dossiers received in the period. Source: NĐ 61/2018 Đ30.2c.
        case received
        /// Dossiers released in it.
        case released
        /// Dossiers received and those in process. Source: RT-20.
        case handled

        var counted: (numerator: Counted, denominator: Counted) {
            switch self {
            case .received: (.receivedOnTime, .received)
            case .released: (.releasedOnTime, .released)
            case .handled: (.handledOnTime, .handled)
            }
        }

        /// What is said where there is nothing to divide by.
        ///
        /// Source: OS-59, RT-1.
        var ofNothing: Share.Nothing { self == .released ? .counts : .says }
    }

    package let tally: Tally

    package init(_ tally: Tally) { self.tally = tally }

    package subscript(denominator: Denominator) -> Share {
        let (numerator, total) = denominator.counted
        return Share(tally[numerator], of: tally[total], nothing: denominator.ofNothing)
    }

    /// How many of the dossiers handled were settled in the period: not a share on time (SD-43).
    package var settled: Share { Share(tally[.released], of: tally[.handled], nothing: .says) }
}

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
