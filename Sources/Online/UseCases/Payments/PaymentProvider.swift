import Kernel
import Platform

/// Somebody who takes money for us: we send the payer there, it tells us by a signed notice, and it can be asked.
///
/// A new one is a type here and a word in ``HomeOffice``; what is believed of its notices is the same for all (``SettlePayment``).
package protocol PaymentProvider: Sendable {
    /// The word by which it is known in tables and addresses.
    static var name: String { get }

    /// Where the payer goes with an order.
    func start(_ payment: Payment) -> Link

    /// What a message of its tells; nil where its signature is not the provider's.
    func notice(_ message: Form) -> PaymentNotice?

    /// What its books say of an order; nil where they know of none.
    func query(_ payment: ID<Payment>) async throws -> PaymentNotice?
}
