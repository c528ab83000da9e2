import Kernel
import Platform

/// Takes a kiosk out of use for good; its answers stay, and what a machine still holds it keeps.
package struct RetireDevice: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ id: ID<KioskDevice>, campaign number: String, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            let (device, campaign) = try desk.device(id, of: number, for: .plan)
            if device.retired != nil { throw KioskError.retiredAlready }
            try DeviceStore.retire(id, at: desk.now, desk.db)
            try desk.record("surveys.kiosk.retired", campaign, after: ["device": .text(device.name)])
        }
    }
}
