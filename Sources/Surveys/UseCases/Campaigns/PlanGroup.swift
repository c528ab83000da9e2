import Kernel
import Platform
import Storage
import Units

/// Adds a group of respondents to a plan, or changes one: with what they are asked, whom they judge, how they are drawn.
package struct PlanGroup: Sendable {
    /// What a coordinator chooses.
    package struct Order: Sendable {
        package var group: RespondentGroup
        /// Codes of the units that are judged (SV-10).
        package var units: [String]
        /// Whether each person may answer once only; without a list that cannot be promised (SV-52).
        package var isOnce: Bool

        package init(_ group: RespondentGroup, units: [String], isOnce: Bool) {
            self.group = group
            self.units = units
            self.isOnce = isOnce
        }

        static let mostUnits = 5_000

        /// Throws all that is wrong with it; places name the fields of the form.
        func check() throws {
            let log = FaultLog()
            if group.code.wholeMatch(of: /[a-z][a-z0-9_-]{0,39}/) == nil { log.add("surveys.group_word", at: Place(field: "respondents")) }
            for (field, name) in [("name_vi", group.name.vi), ("name_en", group.name.en)] {
                if name.trimmed.isEmpty { log.missing(field) }
                if name.count > CampaignPlan.lineLimit { log.tooLong(field, CampaignPlan.lineLimit) }
            }
            if units.isEmpty { log.missing("units") }
            if units.count > Self.mostUnits { log.outside("units", 1, Self.mostUnits) }
            group.design.check(log)
            try log.check()
            if group.frame == .none, isOnce { throw SurveysError.openLinkRepeats }
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, campaign number: String, version: Int? = nil, by actor: Actor) async throws {
        try order.check()
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, version: version, for: .plan)
            try desk.require(.changed, campaign)
            _ = try desk.instrument(order.group.instrument)
            var units: [ID<Units.Unit>] = []
            let log = FaultLog()
            for code in order.units {
                if let unit = try UnitStore.find(code: code, desk.db) {
                    units.append(unit.id)
                } else {
                    log.add("surveys.unit_unknown", at: Place(field: "units"), ["unit": code])
                }
            }
            try log.check()
            let before = try CampaignStore.group(order.group.code, of: number, desk.db)
            try CampaignStore.put(order.group, of: number, desk.db)
            let known = Set(try CampaignStore.matrix(of: number, order.group.code, desk.db).map(\.unit))
            try CampaignStore.setMatrix(Set(units).sorted(), of: number, order.group.code, desk.db)
            // A list was taken for a source and for units; where these are others it is none any more.
            if let before, before.frame != order.group.frame || known != Set(units) || before.design.draw != order.group.design.draw {
                try FrameStore.delete(of: number, order.group.code, desk.db)
            }
            try desk.move(
                campaign, by: .changed,
                after: [
                    "respondents": .text(order.group.code), "instrument": AuditValue(order.group.instrument),
                    "units": .whole(Int64(units.count)),
                ])
        }
    }
}
