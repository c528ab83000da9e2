import Dossiers
import Kernel
import Platform
import Procedures
import Storage

/// Sends whoever owes fees to a provider: an order over exactly what the dossier owes at this moment.
package struct StartPayment: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    /// Where the payer goes on; `provider` is the code of the one that was chosen, nil for the first that is on.
    package func callAsFunction(_ dossier: String, at provider: String? = nil, by actor: Actor) async throws -> Link {
        let (office, services) = (office, office.services)
        return try await services.database.write { db in
            let submission = try office.submission(dossier, of: actor, db)
            guard let folder = try office.counter.folder(submission.dossier, in: db), folder.dossier.owes, folder.unpaid > 0 else {
                throw OnlineError.nothingToPay
            }
            let offer = try office.counter.procedure(folder.dossier.procedure, in: db).flatMap {
                OnlineOffer($0.procedure.services, on: submission.submitted.vietnamDate)
            }
            guard offer?.isWhole == true,
                let code = try office.openProviders(db).map({ $0.code }).first(where: { provider == nil || $0 == provider }),
                let taker = try office.provider(code, db)
            else { throw OnlineError.paymentOff }
            let yesterday = Timestamp(milliseconds: services.now().milliseconds - 86_400_000)
            let orders = try PaymentStore.payments(of: submission.dossier, db)
            guard orders.count(where: { $0.started > yesterday }) < Payment.mostPerDay else {
                throw OnlineError.tooManyOrders(Payment.mostPerDay)
            }
            let payment = Payment(
                id: services.newID(), dossier: submission.dossier, provider: code, dong: folder.unpaid, started: services.now())
            try PaymentStore.insert(payment, db)
            try services.audit.record(
                "online.payment_started", by: actor, subject: "dossiers/\(submission.dossier)", unit: submission.unit.rawValue,
                after: ["payment": .text(payment.id.rawValue), "provider": .text(code), "dong": .whole(payment.dong)], in: db)
            return taker.start(payment)
        }
    }
}
