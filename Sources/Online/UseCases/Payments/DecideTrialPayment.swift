import Kernel
import Platform
import Storage

/// What somebody decides on the trial bank's page; the first decision about an order stays.
package struct DecideTrialPayment: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    /// What the bank has to tell of the order; nil where the order was not signed.
    package func callAsFunction(_ form: Form, isPaid: Bool) async throws -> PaymentNotice? {
        let services = office.services
        return try await services.database.write { db in
            guard let secret = try PaymentStore.secret(of: TrialBank.code, db) else { throw OnlineError.paymentOff }
            guard let order = TrialBank(secret: secret, services).order({ form[$0] }) else { return nil }
            let reference = "TRIAL-\(services.newIDText().suffix(10))"
            try TrialBankStore.insert(
                PaymentNotice(payment: order.payment, dong: order.dong, isPaid: isPaid, reference: reference, at: services.now()), db)
            return try TrialBankStore.find(order.payment, db)
        }
    }
}
