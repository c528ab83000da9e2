import Accounts
import Kernel
import Platform
import Storage

/// Lets people pay by the trial bank, or not any more; orders that were begun are still booked when their word comes.
package struct TurnProvider: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(isOn: Bool, by actor: Actor) async throws {
        try actor.require(.administrator)
        let services = services
        let secret = Secret().text
        try await services.database.write { db in
            let wasOn = try PaymentStore.secret(of: TrialBank.name, db) != nil
            if wasOn == isOn { return }
            try PaymentStore.turn(TrialBank.name, isOn: isOn, secret: secret, db)
            try services.audit.record(
                "online.provider_turned", by: actor, subject: "online/providers/\(TrialBank.name)", before: ["on": .flag(wasOn)],
                after: ["on": .flag(isOn)], in: db)
        }
    }
}
