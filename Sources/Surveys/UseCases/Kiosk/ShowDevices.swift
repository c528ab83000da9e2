import Kernel
import Platform
import Storage
import Units

/// The kiosks of a campaign: when each was last heard, what it holds, whether its clock and its identity are its own.
package struct ShowDevices: Sendable {
    package struct Line: Sendable {
        package let device: KioskDevice
        package let unit: Units.Unit
        package let runs: [KioskRun]
        package let accepted: Int
        package let refusals: [KioskRefusal: Int]

        /// The run that speaks for the device.
        package var current: KioskRun? { runs.first { $0.run == device.run } }
        /// Another machine was refused and has been heard since the one that speaks began.
        package var isDoubled: Bool {
            runs.contains { $0.isRefused && $0.seen >= current?.begun ?? $0.seen }
        }
    }

    package struct Screen: Sendable {
        package let campaign: Campaign
        package let groups: [(group: RespondentGroup, units: [Units.Unit])]
        package let lines: [Line]
        package let now: Timestamp
        package let plans: Bool
    }

    /// Devices report each minute; one that was not heard for so long is silent.
    package static let silence: Int64 = 10 * 60_000

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            let devices = try DeviceStore.all(of: number, desk.db)
            let units = try UnitStore.find(Set(devices.map(\.unit)), desk.db)
            let lines = try devices.compactMap { device in
                try units[device.unit].map { unit in
                    Line(
                        device: device, unit: unit, runs: try DeviceStore.runs(of: device.id, desk.db),
                        accepted: try DeviceStore.accepted(by: device.id, desk.db),
                        refusals: try DeviceStore.refusals(of: device.id, desk.db))
                }
            }
            let groups = try CampaignStore.groups(of: number, desk.db).map { group in
                (group, try desk.units(of: group, campaign))
            }
            return Screen(
                campaign: campaign, groups: groups, lines: lines, now: desk.now,
                plans: SurveyDuty.plan.isHeld(by: actor, for: campaign.unit))
        }
    }

    /// What was refused, a line for each, for whoever plans.
    package func refused(_ number: String, by actor: Actor) async throws -> [[String]] {
        try await bureau.read(by: actor) { desk in
            _ = try desk.campaign(number, for: .plan)
            return try DeviceStore.refused(of: number, desk.db)
        }
    }
}

extension SurveysBureau.Desk {
    /// The units that a group judges, by their names.
    func units(of group: RespondentGroup, _ campaign: Campaign) throws -> [Units.Unit] {
        let units = try UnitStore.find(CampaignStore.matrix(of: campaign.number, group.code, db).map(\.unit), db)
        return units.values.sorted { VietnameseOrder.key($0.name.vi) < VietnameseOrder.key($1.name.vi) }
    }
}
