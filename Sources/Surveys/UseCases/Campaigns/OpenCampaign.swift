import Kernel
import Platform

/// Opens a campaign: from its first day on answers are taken.
package struct OpenCampaign: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, version: Int? = nil, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            var campaign = try desk.campaign(number, version: version, for: .plan)
            let groups = try CampaignStore.groups(of: number, desk.db)
            if groups.isEmpty { throw SurveysError.groupMissing }
            if campaign.drawn == nil, let group = groups.first(where: { $0.frame != .none }) { throw SurveysError.nothingDrawn(group.code) }
            if desk.today > campaign.plan.closes { throw SurveysError.closed(campaign.plan.closes) }
            campaign.opened = desk.now
            try desk.move(campaign, by: .opened)
        }
    }
}
