import Kernel
import Platform

/// Takes a group of respondents out of a plan, with its list.
package struct DropGroup: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ code: String, campaign number: String, version: Int? = nil, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, version: version, for: .plan)
            _ = try desk.group(code, of: campaign)
            try desk.move(campaign, by: .changed, after: ["dropped": .text(code)])
            try CampaignStore.deleteGroup(code, of: number, desk.db)
        }
    }
}
