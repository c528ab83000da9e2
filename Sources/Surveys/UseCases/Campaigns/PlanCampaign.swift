import Kernel
import Platform
import Storage
import Units

/// Plans a campaign, or changes the plan until it is drawn.
package struct PlanCampaign: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// A new one of a unit.
    package func callAsFunction(_ plan: CampaignPlan, unit code: String, isGenerated: Bool = false, by actor: Actor) async throws
        -> Campaign
    {
        try plan.check()
        return try await bureau.write(by: actor) { desk in
            let unit = try desk.unit(code)
            guard SurveyDuty.plan.isHeld(by: actor, for: unit.id) else { throw SurveysError.notYourWork(.plan) }
            let year = plan.opens.year
            let campaign = Campaign(
                number: try SurveyNumber.next("campaign", year: year, prefix: "KS", digits: 4, desk.db), unit: unit.id, plan: plan,
                state: .planned, seed: nil, planned: desk.now, drawn: nil, opened: nil, closed: nil, isGenerated: isGenerated, version: 1)
            try CampaignStore.insert(campaign, desk.db)
            try desk.record("surveys.planned", campaign, after: AuditValue(plan))
            return campaign
        }
    }

    /// Changes one that is there, as somebody saw it.
    package func callAsFunction(_ plan: CampaignPlan, for number: String, version: Int?, by actor: Actor) async throws {
        try plan.check()
        try await bureau.write(by: actor) { desk in
            var campaign = try desk.campaign(number, version: version, for: .plan)
            campaign.plan = plan
            try desk.move(campaign, by: .changed, after: AuditValue(plan))
        }
    }
}

extension AuditValue {
    init(_ plan: CampaignPlan) {
        self = [
            "title": .text(plan.title), "period": .text(plan.period.description), "opens": AuditValue(plan.opens),
            "closes": AuditValue(plan.closes), "minimum": .whole(Int64(plan.minimumAnswers)),
        ]
    }
}
