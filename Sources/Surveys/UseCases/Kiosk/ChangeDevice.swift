import Kernel
import Platform

/// Changes what a kiosk is called, how long an episode is, and, where new figures are given, what leaves its screen; the device hears
/// of it with its next report.
package struct ChangeDevice: Sendable {
    package struct Order: Sendable {
        package var name: String
        package var episodeSeconds: Int?
        /// Empty: the figures stay.
        package var pin: String

        package init(_ name: String, episodeSeconds: Int?, pin: String = "") {
            self.name = name
            self.episodeSeconds = episodeSeconds
            self.pin = pin
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, _ id: ID<KioskDevice>, campaign number: String, by actor: Actor) async throws {
        let log = FaultLog()
        KioskDevice.check(order.name, order.episodeSeconds, log)
        let pin = order.pin.isEmpty ? nil : KioskPIN(order.pin)
        if !order.pin.isEmpty, pin == nil { log.add("surveys.kiosk.pin_wrong", at: Place(field: "pin")) }
        try log.check()
        try await bureau.write(by: actor) { desk in
            var (device, campaign) = try desk.device(id, of: number, for: .plan)
            if device.retired != nil { throw KioskError.retiredAlready }
            device.name = order.name.trimmed
            device.episodeSeconds = order.episodeSeconds ?? device.episodeSeconds
            device.pin = pin ?? device.pin
            try DeviceStore.update(device, desk.db)
            try desk.record("surveys.kiosk.changed", campaign, after: ["device": .text(device.name), "pin": .flag(pin != nil)])
        }
    }
}
