import Kernel
import Platform

/// Throws a draw away before anybody was asked; links that were given out open nothing any more.
///
/// The audit keeps its seed and why.
package struct DiscardDraw: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, reason: String, version: Int? = nil, by actor: Actor) async throws {
        let log = FaultLog()
        if reason.trimmed.isEmpty { log.missing("reason") }
        if reason.count > CampaignPlan.textLimit { log.tooLong("reason", CampaignPlan.textLimit) }
        try log.check()
        try await bureau.write(by: actor) { desk in
            var campaign = try desk.campaign(number, version: version, for: .plan)
            let seed = campaign.seed.map(String.init) ?? ""
            campaign.seed = nil
            campaign.drawn = nil
            try desk.move(campaign, by: .discarded, after: ["seed": .text(seed), "reason": .text(reason.trimmed)])
            try PersonStore.discard(of: number, desk.db)
        }
    }
}
