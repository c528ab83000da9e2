import Kernel
import Platform

/// Gives a machine the place of a kiosk for a code that an officer was told, once; the secret it gets is told to nobody again.
package struct PairDevice: Sendable {
    package struct Paired: Encodable, Sendable {
        package let secret: String
        package let setup: KioskSetup
        package let digest: String
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ written: String, by actor: Actor = .anonymous) async throws -> Paired {
        guard let code = PairingCode(written) else { throw KioskError.pairingVoid }
        return try await bureau.write(by: actor) { desk in
            guard let device = try DeviceStore.find(code: code, at: desk.now, desk.db) else { throw KioskError.pairingVoid }
            let secret = RandomWord.id()
            try DeviceStore.pair(device.id, secret: secret, desk.db)
            let setup = try desk.setup(of: device)
            try desk.record("surveys.kiosk.paired", try desk.campaign(device.campaign), after: ["device": .text(device.name)])
            return Paired(secret: secret, setup: setup, digest: setup.digest)
        }
    }
}
