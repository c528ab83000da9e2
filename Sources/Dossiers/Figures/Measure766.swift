/// One measure of Decision 766, live: its numbers, how good they are, or why there are none.
///
/// Source: RT-10 … RT-71. Codes and names are those of the framework `qd-766`, which alone knows points: a room that counts
/// dossiers does not.
package struct Measure766: Hashable, Sendable {
    /// How far the numbers may be trusted.
    ///
    /// Source: RT-71.
    package enum Quality: String, Sendable, CaseIterable {
        case counted
        /// The denominator is all dossiers received and in process, for want of those of which the measure speaks.
        case provisionalDenominator = "provisional_denominator"
        /// The denominator is a part of last year's number (RT-13).
        case estimatedDenominator = "estimated_denominator"
    }

    package enum Value: Hashable, Sendable {
        case share(Share, Quality)
        /// Where it would come from is not connected yet.
        case notConnected
    }

    /// The criterion of the framework; nil for the parts of group CLGQ, of which only the sum is graded there.
    package let criterion: String?
    /// The name of the indicator: `dossiers.on_time`.
    package let indicator: String
    package let value: Value

    /// What the framework takes.
    ///
    /// A denominator of zero means that the unit has no such task, but for electronic certified copies, where the portal was seen
    /// to count none as all (RT-52).
    package var inputs: [FrameworkInput] {
        guard let criterion else { return [] }
        guard case .share(let share, _) = value else { return [FrameworkInput(criterion, "missing", reason: "not_connected")] }
        if share.denominator == 0, share.nothing == .says { return [FrameworkInput(criterion, "not_applicable", reason: "no_such_task")] }
        return [FrameworkInput(criterion, "numerator", share.numerator), FrameworkInput(criterion, "denominator", share.denominator)]
    }
}
