import Kernel

/// All measures of Decision 766 for one unit, or a province, and one period.
package struct Index766: Hashable, Sendable {
    package let measures: [Measure766]

    package init(_ dossiers: Counts766, _ sources: Sources766, in period: Period) {
        let (all, catalogue, feedback) = (dossiers.handled, sources.catalogue, sources.feedback)
        func ofAll(_ count: Int) -> Measure766.Value { .share(Share(count, of: all, nothing: .says), .provisionalDenominator) }
        func share(_ part: Int?, of whole: Int?) -> Measure766.Value {
            guard let part, let whole else { return .notConnected }
            return .share(Share(part, of: whole, nothing: .says), .counted)
        }
        func whole(_ share: Share?) -> Measure766.Value { share.map { .share($0, .counted) } ?? .notConnected }
        let paid = sources.hasPayments
        let lines: [(String?, String, Measure766.Value)] = [
            ("CKMB.1", "procedures.published_on_time", whole(catalogue?.publishedOnTime)),
            ("CKMB.2", "procedures.made_public_on_time", whole(catalogue?.madePublicOnTime)),
            ("CKMB.3", "procedures.content_complete", whole(catalogue?.contentComplete)),
            ("CKMB.4", "dossiers.synchronised", Self.synchronised(dossiers.synchronised, sources, in: period)),
            ("TDGQ.1", "dossiers.on_time", .share(Share(dossiers.onTime, of: all, nothing: .says), .counted)),
            (nil, "procedures.online", share(catalogue?.onlineServices, of: catalogue?.procedures)),
            (nil, "procedures.online_used", share(dossiers.proceduresOnline, of: catalogue?.onlineServices)),
            (nil, "dossiers.online", share(dossiers.receivedOnline, of: dossiers.received)),
            ("TTTT.1", "dossiers.paid_online", share(paid ? dossiers.paidOnline : nil, of: dossiers.withFee)),
            ("TTTT.2", "procedures.payment_integrated", share(catalogue?.paymentIntegrated, of: catalogue?.withFee)),
            ("TTTT.3", "procedures.payment_used", share(paid ? dossiers.proceduresPaid : nil, of: catalogue?.withFee)),
            ("MDSH.1", "dossiers.electronic_result", ofAll(dossiers.electronicResult)),
            ("MDSH.2", "dossiers.digitised", ofAll(dossiers.digitised)),
            ("MDSH.3", "dossiers.certified_copies", whole(sources.certifiedCopies)),
            ("MDSH.4", "dossiers.data_reused", ofAll(dossiers.reused)),
            ("MDSH.5", "dossiers.personal_store", ofAll(dossiers.personalStore)),
            ("MDSH.6", "dossiers.population_data", ofAll(dossiers.populationData)),
            ("MDSH.7", "procedures.population_data", share(dossiers.proceduresWithPopulationData, of: catalogue?.procedures)),
            ("MDHL.1", "feedback.on_time", share(feedback?.onTime, of: feedback?.count)),
            ("MDHL.2", "feedback.satisfied", share(feedback.map { $0.count - $0.unsatisfied - $0.late }, of: feedback?.count)),
            ("MDHL.3", "dossiers.satisfied", feedback.map { ofAll(dossiers.onTime - $0.dossiersComplained) } ?? .notConnected),
        ]
        measures = lines.map { Measure766(criterion: $0.0, indicator: $0.1, value: $0.2) }
    }

    /// What the framework takes; its group CLGQ is graded by the portal alone (RT-30), so it waits for that.
    package var inputs: [FrameworkInput] {
        measures.flatMap(\.inputs) + [FrameworkInput("CLGQ", "missing", reason: "not_connected")]
    }

    /// Over what others count, or last year's dossiers ÷ 12 for a month and ÷ 4 for a quarter, rounded up; never more than all (RT-13).
    private static func synchronised(_ count: Int, _ sources: Sources766, in period: Period) -> Measure766.Value {
        if let elsewhere = sources.dossiersElsewhere {
            return .share(Share(min(count, elsewhere), of: elsewhere, nothing: .says), .counted)
        }
        guard let lastYear = sources.dossiersLastYear else { return .notConnected }
        let part =
            switch period {
            case .year: 1
            case .quarter: 4
            case .month: 12
            case .day, .span: 0
            }
        if part == 0 { return .notConnected }
        let expected = (lastYear + part - 1) / part
        return .share(Share(min(count, expected), of: expected, nothing: .says), .estimatedDenominator)
    }
}
