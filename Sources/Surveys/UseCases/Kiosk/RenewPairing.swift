import Kernel
import Platform

/// Tells a new code for a kiosk: for a machine that replaces another, or where two share one identity.
///
/// The machine that is there works on until the code is used.
package struct RenewPairing: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ id: ID<KioskDevice>, campaign number: String, by actor: Actor) async throws -> (
        device: KioskDevice, code: PairingCode
    ) {
        try await bureau.write(by: actor) { desk in
            let (device, campaign) = try desk.device(id, of: number, for: .plan)
            if device.retired != nil { throw KioskError.retiredAlready }
            let code = PairingCode.new()
            try DeviceStore.giveCode(code, until: desk.codeEnds, to: id, desk.db)
            try desk.record("surveys.kiosk.code_renewed", campaign, after: ["device": .text(device.name)])
            return (device, code)
        }
    }
}
