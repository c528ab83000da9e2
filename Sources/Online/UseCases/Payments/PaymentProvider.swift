import Kernel
import Platform
import Storage

/// Somebody who takes money for us: we send the payer there, it tells us by a signed notice, and it can be asked.
///
/// A new one is a type here and a word in ``HomeOffice/providers``; what is believed of its notices is the same for all
/// (``SettlePayment``), and each order is dealt with by the one that took it.
package protocol PaymentProvider: Sendable {
    /// The word by which it is known in tables and addresses.
    static var code: String { get }

    /// The key of its name.
    static var text: String { get }

    /// Whether it moves no money, which receipts must say.
    static var isTrial: Bool { get }

    /// With the secret that the house gave it when it was turned on.
    init(secret: String, _ services: Services)

    /// Where the payer goes with an order.
    func start(_ payment: Payment) -> Link

    /// What a message of its tells; nil where its signature is not the provider's.
    func notice(_ message: Form) -> PaymentNotice?

    /// What its books say of an order; nil where they know of none.
    func query(_ payment: ID<Payment>) async throws -> PaymentNotice?
}

extension HomeOffice {
    /// Those that take money now, in the order of the list.
    func openProviders(_ db: any Connection) throws -> [any PaymentProvider.Type] {
        try providers.filter { try PaymentStore.secret(of: $0.code, db) != nil }
    }

    /// The one of a code, on or off: what it took before is still settled; nil where it was never on.
    func provider(_ code: String, _ db: any Connection) throws -> (any PaymentProvider)? {
        guard let kind = providers.first(where: { $0.code == code }), let secret = try PaymentStore.lastingSecret(of: code, db) else {
            return nil
        }
        return kind.init(secret: secret, services)
    }
}
