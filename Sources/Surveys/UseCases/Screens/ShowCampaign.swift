import Kernel
import Platform
import Statistics
import Storage
import Units

/// A campaign as whoever plans or reads it sees it.
package struct ShowCampaign: Sendable {
    package struct GroupScreen: Sendable {
        let group: RespondentGroup
        let instrument: Instrument
        let matrix: [(unit: Units.Unit, quota: Int)]
        let frame: FrameHead?
        let strata: [Stratum]
        /// Nil without a list, or where the design asks for what the list does not have.
        let sizes: SampleSizes?
        let refusal: StatisticsError?
        let roles: [DrawnPerson.Role: Int]
        let links: [LinkWay: Int]
    }

    package struct Screen: Sendable {
        let campaign: Campaign
        let unit: Units.Unit
        let groups: [GroupScreen]
        let costs: [CostLine]
        let today: CalendarDate
        let actor: Actor

        var plans: Bool { SurveyDuty.plan.isHeld(by: actor, for: campaign.unit) }

        func group(_ code: String) throws(SurveysError) -> GroupScreen {
            guard let group = groups.first(where: { $0.group.code == code }) else { throw .noSuchGroup(code) }
            return group
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            guard let unit = try UnitStore.find(campaign.unit, desk.db) else { throw SurveysError.noSuchCampaign(number) }
            let groups = try CampaignStore.groups(of: number, desk.db).map { try desk.screen($0, campaign) }
            return Screen(
                campaign: campaign, unit: unit, groups: groups, costs: try CampaignStore.costs(of: number, desk.db), today: desk.today,
                actor: actor)
        }
    }

    /// The campaigns of the units that somebody may see, the latest first.
    package func all(by actor: Actor) async throws -> [(campaign: Campaign, unit: Units.Unit)] {
        try await bureau.read(by: actor) { desk in
            let campaigns = try CampaignStore.all(of: SurveyDuty.read.units(of: actor), desk.db)
            let units = try UnitStore.find(Set(campaigns.map(\.unit)), desk.db)
            return campaigns.compactMap { campaign in units[campaign.unit].map { (campaign, $0) } }
        }
    }

    /// A page of the people of a group, reserves among them.
    package func people(_ number: String, group code: String, page: Int, by actor: Actor) async throws -> (
        people: [(person: DrawnPerson, askings: [Asking])], pages: Int
    ) {
        try await bureau.read(by: actor) { desk in
            // Names and addresses are for whoever plans, not for whoever reads figures.
            let campaign = try desk.campaign(number, for: .plan)
            _ = try desk.group(code, of: campaign)
            let count = try PersonStore.count(of: number, code, desk.db).values.reduce(0, +)
            let people = try PersonStore.page(of: number, code, page: page, size: Self.pageSize, desk.db)
            return (
                try people.map { ($0, try AskingStore.askings(of: $0.id, desk.db)) }, max(1, (count + Self.pageSize - 1) / Self.pageSize)
            )
        }
    }

    package static let pageSize = 100
}

extension SurveysBureau.Desk {
    fileprivate func screen(_ group: RespondentGroup, _ campaign: Campaign) throws -> ShowCampaign.GroupScreen {
        let number = campaign.number
        let matrix = try CampaignStore.matrix(of: number, group.code, db)
        let units = try UnitStore.find(matrix.map(\.unit), db)
        let strata = try FrameStore.strata(of: number, group.code, db)
        var sizes: SampleSizes?
        var refusal: StatisticsError?
        if !strata.isEmpty {
            do { sizes = try SampleSizes(group.design, among: strata) } catch let error as StatisticsError { refusal = error }
        }
        return ShowCampaign.GroupScreen(
            group: group, instrument: try instrument(group.instrument),
            matrix: matrix.compactMap { line in units[line.unit].map { ($0, line.quota) } }
                .sorted { VietnameseOrder.key($0.0.name.vi) < VietnameseOrder.key($1.0.name.vi) },
            frame: try FrameStore.head(of: number, group.code, db), strata: strata, sizes: sizes, refusal: refusal,
            roles: try PersonStore.count(of: number, group.code, db), links: try AskingStore.given(of: number, group.code, db))
    }
}
