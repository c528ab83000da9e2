import Kernel
import Storage

/// What a unit did with the petitions that it had in a period, for whoever measures it beside other things (RT-60…RT-62).
package struct FeedbackCounts: Sendable, Hashable {
    /// Over in the period, or late at its end; those of unknown senders are a class of their own and are not in it (FB-1).
    package var judged: Int
    package var onTime: Int
    /// Whose sender was not satisfied although all was in time.
    package var unsatisfied: Int
    /// The codes of the dossiers about which somebody complained.
    package var dossiers: Set<String>

    package init(judged: Int = 0, onTime: Int = 0, unsatisfied: Int = 0, dossiers: Set<String> = []) {
        self.judged = judged
        self.onTime = onTime
        self.unsatisfied = unsatisfied
        self.dossiers = dossiers
    }

    package static func + (one: FeedbackCounts, other: FeedbackCounts) -> FeedbackCounts {
        FeedbackCounts(
            judged: one.judged + other.judged, onTime: one.onTime + other.onTime, unsatisfied: one.unsatisfied + other.unsatisfied,
            dossiers: one.dossiers.union(other.dossiers))
    }

    /// By the id of the unit, as it stands at a moment of the period or its end.
    package typealias Source = @Sendable (Period, _ at: Timestamp, any Connection) throws -> [String: FeedbackCounts]
}
