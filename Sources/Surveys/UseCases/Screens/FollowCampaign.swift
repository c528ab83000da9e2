import Kernel
import Platform
import Storage
import Units

/// How far the asking is: sent, returned, valid, and who did not answer, by unit, channel and enumerator (SV-17).
package struct FollowCampaign: Sendable {
    package struct GroupScreen: Sendable {
        let group: RespondentGroup
        let units: [(unit: Units.Unit, line: FollowStore.Line)]
        let channels: [AnswerChannel: Int]
        let enumerators: [(name: String, counts: [AskingOutcome: Int])]
        /// Answers that were put away.
        let answers: [(channel: AnswerChannel, stream: KeptAnswer.Stream, returned: Int, valid: Int)]
        let waiting: Int
        let replaced: Int

        func sum(_ outcome: AskingOutcome) -> Int { units.reduce(0) { $0 + $1.line[outcome] } }
        var asked: Int { units.reduce(0) { $0 + $1.line.asked } }
    }

    package struct Screen: Sendable {
        let campaign: Campaign
        let unit: Units.Unit
        let groups: [GroupScreen]
        let today: CalendarDate
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            guard let unit = try UnitStore.find(campaign.unit, desk.db) else { throw SurveysError.noSuchCampaign(number) }
            let groups = try CampaignStore.groups(of: number, desk.db).map { group in
                let lines = try FollowStore.byUnit(number, group.code, desk.db)
                let units = try UnitStore.find(lines.map(\.unit), desk.db)
                let staff = try FollowStore.byEnumerator(number, group.code, desk.db)
                let names = try PersonStore.names(staff.map(\.login), desk.db)
                return GroupScreen(
                    group: group,
                    units: lines.compactMap { line in units[line.unit].map { ($0, line) } }
                        .sorted { VietnameseOrder.key($0.0.name.vi) < VietnameseOrder.key($1.0.name.vi) },
                    channels: try FollowStore.byChannel(number, group.code, desk.db),
                    enumerators: staff.map { (names[$0.login] ?? $0.login, $0.counts) },
                    answers: try FollowStore.answers(number, group.code, desk.db),
                    waiting: try FollowStore.waiting(number, group.code, desk.db),
                    replaced: try PersonStore.count(of: number, group.code, desk.db)[.replaced] ?? 0)
            }
            return Screen(campaign: campaign, unit: unit, groups: groups, today: desk.today)
        }
    }
}
