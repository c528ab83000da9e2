/// What a unit's record looks like when deadlines are met on paper.
///
/// Source: PE-N12, SD-43.
package enum GamingSign: String, Sendable, CaseIterable {
    /// A supplement asked for when the first limit was about to end, and such a request should long have gone out (OS-12), as far as
    /// more than in the days before; of all dossiers.
    case lateRestart = "late_restart"
    /// Ended on the very day of the deadline, as far as more than on the working day before or after it: a bump in the slack, where
    /// a unit short of staff has a slope.
    case lastDay = "last_day"
    /// Ended at night, or by one officer many in the same minute, of all that ended.
    case bulkClosing = "bulk_closing"
    /// Said to be finished in time and entered a day or more later, after the deadline, of all that was finished.
    case backDating = "back_dating"
    /// Suspended without a letter, of all suspensions (OS-53).
    case withoutLetter = "without_letter"
    /// Hardly ever late: here few are odd, not many.
    case tooPerfect = "too_perfect"
}
