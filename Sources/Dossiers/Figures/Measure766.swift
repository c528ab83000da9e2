import Kernel

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

/// What the measures need beside the dossiers; nil is what is not connected.
package struct Sources766: Hashable, Sendable {
    /// Of the catalogue of procedures.
    ///
    /// Source: RT-10 … RT-12, RT-30, RT-40, RT-55.
    package struct Catalogue: Hashable, Sendable {
        package var publishedOnTime: Share?
        package var madePublicOnTime: Share?
        package var contentComplete: Share?
        package var procedures: Int
        package var onlineServices: Int
        package var withFee: Int?
        package var paymentIntegrated: Int?

        package init(
            publishedOnTime: Share? = nil, madePublicOnTime: Share? = nil, contentComplete: Share? = nil, procedures: Int,
            onlineServices: Int, withFee: Int? = nil, paymentIntegrated: Int? = nil
        ) {
            self.publishedOnTime = publishedOnTime
            self.madePublicOnTime = madePublicOnTime
            self.contentComplete = contentComplete
            self.procedures = procedures
            self.onlineServices = onlineServices
            self.withFee = withFee
            self.paymentIntegrated = paymentIntegrated
        }
    }

    /// Of feedback.
    ///
    /// Source: RT-60 … RT-62.
    package struct Feedback: Hashable, Sendable {
        package var count: Int
        package var onTime: Int
        package var unsatisfied: Int
        /// Answered late.
        package var late: Int
        /// Dossiers about which somebody complained, those overdue left out.
        package var dossiersComplained: Int

        package init(count: Int, onTime: Int, unsatisfied: Int, late: Int, dossiersComplained: Int) {
            self.count = count
            self.onTime = onTime
            self.unsatisfied = unsatisfied
            self.late = late
            self.dossiersComplained = dossiersComplained
        }
    }

    package var catalogue: Catalogue?
    package var feedback: Feedback?
    /// Whether payments are connected: without, no dossier says that it was paid online.
    package var hasPayments = false
    /// Certified electronic copies, and requests for them (RT-52).
    package var certifiedCopies: Share?
    /// What the national report system and the portal count, the greater of the two (RT-13).
    package var dossiersElsewhere: Int?
    /// Last year's dossiers, for want of these.
    package var dossiersLastYear: Int?

    package init() {}
}
