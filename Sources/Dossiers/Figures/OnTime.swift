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
