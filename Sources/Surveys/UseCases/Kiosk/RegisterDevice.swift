import Kernel
import Platform
import Storage
import Units

/// Sets up a place for a kiosk: whom it asks about which unit; tells the code by which a machine takes the place, once.
package struct RegisterDevice: Sendable {
    package struct Order: Sendable {
        package var name: String
        package var group: String
        /// Code of the unit that is judged.
        package var unit: String
        /// Figures that leave the screen.
        package var pin: String
        package var episodeSeconds: Int?

        package init(_ name: String, group: String, unit: String, pin: String, episodeSeconds: Int? = KioskDevice.usualEpisode) {
            self.name = name
            self.group = group
            self.unit = unit
            self.pin = pin
            self.episodeSeconds = episodeSeconds
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ order: Order, campaign number: String, by actor: Actor) async throws -> (
        device: KioskDevice, code: PairingCode
    ) {
        let log = FaultLog()
        KioskDevice.check(order.name, order.episodeSeconds, log)
        let pin = KioskPIN(order.pin)
        if pin == nil { log.add("surveys.kiosk.pin_wrong", at: Place(field: "pin")) }
        try log.check()
        guard let pin, let episode = order.episodeSeconds else { preconditionFailure("faults were told") }
        return try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            guard campaign.closed == nil else { throw SurveysError.closed(campaign.plan.closes) }
            let group = try desk.group(order.group, of: campaign)
            let unit = try desk.unit(order.unit)
            guard try CampaignStore.matrix(of: number, group.code, desk.db).contains(where: { $0.unit == unit.id }) else {
                throw SurveysError.noSuchUnit(order.unit)
            }
            let device = KioskDevice(
                id: ID(rawValue: desk.services.newIDText()), name: order.name.trimmed, campaign: number, respondents: group.code,
                unit: unit.id, pin: pin, pixelMicrometres: nil, episodeSeconds: episode, registered: desk.now, retired: nil, run: nil,
                pairingUntil: desk.codeEnds, isPaired: false)
            // What the device could not ask is told now, not at the counter.
            _ = try desk.setup(of: device)
            let code = PairingCode.new()
            try DeviceStore.insert(device, code, by: actor.name, desk.db)
            try desk.record("surveys.kiosk.registered", campaign, after: ["device": .text(device.name), "unit": .text(order.unit)])
            return (device, code)
        }
    }
}

extension KioskDevice {
    /// Half a minute: nobody answers a whole form anew within it.
    package static let usualEpisode = 30

    static func check(_ name: String, _ episodeSeconds: Int?, _ log: FaultLog) {
        if name.trimmed.isEmpty { log.missing("name") }
        if name.count > CampaignPlan.lineLimit { log.tooLong("name", CampaignPlan.lineLimit) }
        if !(0...3600).contains(episodeSeconds ?? -1) { log.outside("episode", 0, 3600) }
    }
}

extension SurveysBureau.Desk {
    /// When a code that is told now ends.
    var codeEnds: Timestamp { Timestamp(milliseconds: now.milliseconds + PairingCode.minutes * 60_000) }

    /// A device of a campaign that somebody has a duty for, and the campaign.
    func device(_ id: ID<KioskDevice>, of number: String, for duty: SurveyDuty) throws -> (device: KioskDevice, campaign: Campaign) {
        let campaign = try campaign(number, for: duty)
        guard let device = try DeviceStore.find(id, db), device.campaign == number else { throw KioskError.noSuchDevice }
        return (device, campaign)
    }

    /// What a device asks.
    func setup(of device: KioskDevice) throws -> KioskSetup {
        let campaign = try campaign(device.campaign)
        let instrument = try instrument(try group(device.respondents, of: campaign).instrument)
        guard let unit = try UnitStore.find(device.unit, db) else { throw KioskError.noSuchDevice }
        func both(_ key: String) -> Bilingual { Bilingual(vi: services.texts.text(key, .vi), en: services.texts.text(key, .en)) }
        return try KioskSetup(device, campaign, instrument, unit, yes: both("forms.yes"), no: both("forms.no"))
    }
}
