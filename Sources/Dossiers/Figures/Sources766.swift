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

        /// Of a unit that had no petitions.
        static let none = Feedback(count: 0, onTime: 0, unsatisfied: 0, late: 0, dossiersComplained: 0)
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
