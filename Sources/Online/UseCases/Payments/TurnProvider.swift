import Accounts
import Kernel
import Platform
import Storage

/// Lets people pay by a provider, or not any more; orders that were begun are still booked when their word comes.
package struct TurnProvider: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    package func callAsFunction(_ provider: String, isOn: Bool, by actor: Actor) async throws {
        try actor.require(.administrator)
        guard office.providers.contains(where: { $0.code == provider }) else { throw RouteError.noSuchPage }
        let services = office.services
        let secret = Secret().text
        try await services.database.write { db in
            let wasOn = try PaymentStore.secret(of: provider, db) != nil
            if wasOn == isOn { return }
            try PaymentStore.turn(provider, isOn: isOn, secret: secret, db)
            try services.audit.record(
                "online.provider_turned", by: actor, subject: "online/providers/\(provider)", before: ["on": .flag(wasOn)],
                after: ["on": .flag(isOn)], in: db)
        }
    }

    /// All that there are, and whether each takes money now.
    func all() async throws -> [(provider: any PaymentProvider.Type, isOn: Bool)] {
        let office = office
        return try await office.services.database.read { db in
            let open = Set(try office.openProviders(db).map { $0.code })
            return office.providers.map { ($0, open.contains($0.code)) }
        }
    }
}
