import Kernel
import Platform

/// Writes the sheet of costs and time of a campaign; it may be mended until the campaign closes.
package struct WriteCosts: Sendable {
    static let mostLines = 100

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ lines: [CostLine], campaign number: String, version: Int? = nil, by actor: Actor) async throws {
        let log = FaultLog()
        if lines.count > Self.mostLines { log.outside("costs", 0, Self.mostLines) }
        for (index, line) in lines.enumerated() {
            let fits =
                (0...10_000_000).contains(line.quantity) && (0...10_000_000_000).contains(line.dong)
                && (0...1_000_000).contains(line.minutes)
            if line.title.isEmpty || line.title.count > CampaignPlan.lineLimit || !fits {
                log.add("surveys.line_wrong", at: Place(field: "costs"), ["line": "\(index + 1)"])
            }
        }
        try log.check()
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, version: version, for: .plan)
            if campaign.closed != nil { throw SurveysError.notPossible(.changed, from: campaign.state) }
            try CampaignStore.setCosts(lines, of: number, desk.db)
            try CampaignStore.update(campaign, desk.db)
            try desk.record("surveys.costs_written", campaign, after: ["lines": .whole(Int64(lines.count))])
        }
    }
}
