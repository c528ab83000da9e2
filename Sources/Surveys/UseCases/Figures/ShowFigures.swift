import Kernel
import Platform
import Units

/// The figures of a campaign as whoever reads them sees them.
package struct ShowFigures: Sendable {
    package struct Screen: Sendable {
        let campaign: Campaign
        let owner: Units.Unit
        let groups: [(group: RespondentGroup, instrument: Instrument)]
        let editions: [EstimateStore.Edition]
        /// The one that is shown; nil: nothing was computed yet.
        let edition: EstimateStore.Edition?
        package let lines: [FigureLine]
        /// The index of the editions before, by edition.
        let earlier: [Int: [FigureLine]]
        let units: [String: Units.Unit]
        let releases: [EstimateStore.Release]
        let remarks: [(group: String, question: String, text: String)]
        let histories: [String: [FigureHistory.Point]]
        let plans: Bool
        let isPublic: Bool

        var release: EstimateStore.Release? { releases.first { $0.edition == edition?.number } }

        func instrument(_ group: String) -> Instrument? { groups.first { $0.group.code == group }?.instrument }
        func name(_ unit: String) -> Bilingual { units[unit]?.name ?? Bilingual(vi: unit, en: unit) }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// `edition` nil: the latest.
    package func callAsFunction(_ number: String, edition: Int? = nil, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            return try desk.figures(campaign, edition: edition, isPublic: false)
        }
    }

    /// What was let out of a campaign, for everybody: the edition that was let out last, or one that was.
    package func released(_ number: String, edition: Int? = nil) async throws -> Screen {
        try await bureau.read(by: .anonymous) { desk in
            let releases = try EstimateStore.releases(of: number, desk.db)
            guard let campaign = try CampaignStore.find(number, desk.db),
                let release = edition.map({ wanted in releases.first { $0.edition == wanted } }) ?? releases.first
            else { throw SurveysError.noSuchCampaign(number) }
            return try desk.figures(campaign, edition: release.edition, isPublic: true)
        }
    }

    /// Campaigns of which something was let out, the latest first.
    func releases() async throws -> [(campaign: Campaign, unit: Units.Unit, release: EstimateStore.Release)] {
        try await bureau.read(by: .anonymous) { desk in
            var seen: Set<String> = []
            return try EstimateStore.releases(of: nil, desk.db).filter { seen.insert($0.campaign).inserted }.compactMap { release in
                guard let campaign = try CampaignStore.find(release.campaign, desk.db),
                    let unit = try UnitStore.find(campaign.unit, desk.db)
                else { return nil }
                return (campaign, unit, release)
            }
        }
    }

    /// Answers in people's own words that a page of a group shows to whoever reviews them.
    func remarks(_ number: String, group code: String, after: String, by actor: Actor) async throws -> (
        remarks: [RemarkStore.Remark], next: String?
    ) {
        try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            let instrument = try desk.instrument(desk.group(code, of: campaign).instrument)
            guard campaign.closed != nil else { return ([], nil) }
            let records = try RemarkStore.records(of: number, code, after: after, limit: Self.pageSize, desk.db)
            let decisions = try RemarkStore.decisions(of: records.map(\.id), desk.db)
            let remarks = records.flatMap { id, record in
                instrument.openTexts.compactMap { question -> RemarkStore.Remark? in
                    guard let place = instrument.columns.firstIndex(of: question), record.values.indices.contains(place),
                        !record.values[place].isEmpty
                    else { return nil }
                    return .init(answer: id, question: question, written: record.values[place], decision: decisions["\(id)/\(question)"])
                }
            }
            return (remarks, records.count == Self.pageSize ? records.last?.id : nil)
        }
    }

    private static let pageSize = 200
}

extension SurveysBureau.Desk {
    fileprivate func figures(_ campaign: Campaign, edition wanted: Int?, isPublic: Bool) throws -> ShowFigures.Screen {
        let number = campaign.number
        guard let owner = try UnitStore.find(campaign.unit, db) else { throw SurveysError.noSuchCampaign(number) }
        let releases = try EstimateStore.releases(of: number, db)
        let editions = try EstimateStore.editions(of: number, db).filter { edition in
            !isPublic || releases.contains { $0.edition == edition.number }
        }
        let edition =
            try wanted.map { wanted in
                guard let found = editions.first(where: { $0.number == wanted }) else { throw SurveysError.noSuchEdition(wanted) }
                return found
            } ?? editions.last
        let lines = try edition.map { try EstimateStore.lines(of: number, edition: $0.number, db) } ?? []
        let earlier = try editions.filter { $0.number != edition?.number }.map { other in
            (
                other.number,
                try EstimateStore.lines(of: number, edition: other.number, db).filter { $0.figure == FigurePlan.index && $0.unit.isEmpty }
            )
        }
        let groups = try CampaignStore.groups(of: number, db).map { ($0, try instrument($0.instrument)) }
        let ids = Set(lines.map(\.unit)).subtracting([""]).map { ID<Units.Unit>(rawValue: $0) }
        let units = try UnitStore.find(ids, db)
        return ShowFigures.Screen(
            campaign: campaign, owner: owner, groups: groups, editions: editions, edition: edition, lines: lines,
            earlier: Dictionary(earlier, uniquingKeysWith: { first, _ in first }),
            units: Dictionary(units.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }), releases: releases,
            remarks: try RemarkStore.shown(of: number, db),
            histories: Dictionary(
                try groups.map { group, _ in
                    (group.code, FigureHistory.points(try EstimateStore.history(of: campaign.unit, group.code, db)))
                }, uniquingKeysWith: { first, _ in first }),
            plans: SurveyDuty.plan.isHeld(by: actor, for: campaign.unit), isPublic: isPublic)
    }
}
