import Kernel
import Platform

/// Moves the last day of an open campaign.
package struct ProlongCampaign: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, to day: CalendarDate?, version: Int? = nil, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            var campaign = try desk.campaign(number, version: version, for: .plan)
            let log = FaultLog()
            if let day {
                if day < campaign.plan.opens || day < desk.today { log.add("surveys.closes_before_opens", at: Place(field: "closes")) }
            } else {
                log.add("surveys.day_wrong", at: Place(field: "closes"))
            }
            try log.check()
            campaign.plan.closes = day ?? campaign.plan.closes
            try desk.move(campaign, by: .prolonged, after: ["closes": AuditValue(campaign.plan.closes)])
        }
    }
}
