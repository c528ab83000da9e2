import Kernel
import Platform
import Storage
import Units

/// Holds our book of payments against those of the providers, each order against the one that took it: what was paid there and not told here is booked, all else is shown.
package struct ReconcilePayments: Sendable {
    package struct Screen: Sendable {
        let unit: Units.Unit
        package let lines: [Reconciled]
    }

    /// Days back that are looked at.
    static let days: Int64 = 90

    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    package func lines(of unit: String, by actor: Actor) async throws -> Screen {
        let services = office.services
        let since = Timestamp(milliseconds: services.now().milliseconds - Self.days * 86_400_000)
        let (found, payments) = try await services.database.read { db in
            guard let found = try UnitStore.find(code: unit, db), actor.has(.unitHead, for: found.id) else {
                throw AccessError.roleMissing([.unitHead])
            }
            return (
                found,
                try PaymentStore.payments(of: found.id, since: since, db).map { ($0, try office.provider($0.provider, db)) }
            )
        }
        var lines: [Reconciled] = []
        for (payment, provider) in payments {
            lines.append(Reconciled(payment: payment, notice: try await provider?.query(payment.id)))
        }
        return Screen(unit: found, lines: lines)
    }

    /// How many were booked that had not been.
    @discardableResult
    package func callAsFunction(_ unit: String, by actor: Actor) async throws -> Int {
        var count = 0
        for line in try await lines(of: unit, by: actor).lines where line.finding == .paidThere {
            if let notice = line.notice, try await SettlePayment(office)(notice, from: line.payment.provider) == .booked { count += 1 }
        }
        return count
    }
}
