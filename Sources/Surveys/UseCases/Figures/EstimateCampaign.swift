import Kernel
import Platform
import Units

/// Computes all figures of a closed campaign by a formula, as an edition beside those before it (SV-7): nothing is overwritten.
package struct EstimateCampaign: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// The number of the edition.
    @discardableResult
    package func callAsFunction(_ formula: EstimateFormula, campaign number: String, by actor: Actor) async throws -> Int {
        let (campaign, inputs, count) = try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            try desk.require(.estimated, campaign)
            return (campaign, try desk.inputs(of: campaign), try EstimateStore.answerCount(of: number, desk.db))
        }
        try formula.check(inputs.map { ($0.group, $0.instrument) })
        // Computed where nobody waits for it; what has changed meanwhile is told.
        let figures = try CampaignFigures(inputs, formula, minimum: campaign.plan.minimumAnswers, on: campaign.plan.closes)
        guard !figures.isEmpty else { throw SurveysError.noFigures }
        return try await bureau.write(by: actor) { desk in
            let now = try desk.campaign(number, version: campaign.version, for: .plan)
            guard try EstimateStore.answerCount(of: number, desk.db) == count else { throw SurveysError.changedMeanwhile(number) }
            let edition = (try EstimateStore.editions(of: number, desk.db).last?.number ?? 0) + 1
            try EstimateStore.insert(formula, figures.lines, edition: edition, of: number, by: actor.name, at: desk.now, desk.db)
            try desk.move(
                now, by: .estimated,
                after: [
                    "edition": .whole(Int64(edition)), "formula": .text(formula.definition), "lines": .whole(Int64(figures.lines.count)),
                ])
            return edition
        }
    }
}

extension SurveysBureau.Desk {
    /// What figures of a campaign are computed from.
    func inputs(of campaign: Campaign) throws -> [CampaignFigures.GroupInput] {
        try CampaignStore.groups(of: campaign.number, db).map { group in
            CampaignFigures.GroupInput(
                group: group, instrument: try instrument(group.instrument),
                answers: try AnswerStore.all(of: campaign.number, group.code, db),
                cells: try PersonStore.cells(of: campaign.number, group.code, db),
                margins: try EstimateStore.margins(of: campaign.number, group.code, db),
                askings: group.frame == .none
                    ? []
                    : try FollowStore.byUnit(campaign.number, group.code, db).map { ($0.unit.rawValue, $0.asked, $0[.answered]) })
        }
    }
}
