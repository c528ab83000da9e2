import Dossiers
import Kernel
import Storage

/// An order to pay what a dossier owes, at a provider.
package struct Payment: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable, SQLConvertible { case started, paid, failed }

    package let id: ID<Payment>
    package let dossier: DossierCode
    /// The word by which the provider is known here.
    package let provider: String
    package let dong: Int64
    package var state = State.started
    package let started: Timestamp
    /// When the provider's word came.
    package var settled: Timestamp?
    /// The provider's number of what was paid.
    package var reference: String?
    /// Number of our receipt; nil of a payment that is not in our books.
    package var receipt: String?

    /// Orders over one dossier within a day: whoever turns back at the bank may try again, and nobody fills both books.
    static let mostPerDay = 10

    package init(id: ID<Payment>, dossier: DossierCode, provider: String, dong: Int64, started: Timestamp) {
        self.id = id
        self.dossier = dossier
        self.provider = provider
        self.dong = dong
        self.started = started
    }
}

/// What a provider tells of an order; believed only after its signature, its order and its amount were looked at.
package struct PaymentNotice: Hashable, Sendable {
    package let payment: ID<Payment>
    package let dong: Int64
    package let isPaid: Bool
    package let reference: String
    package let at: Timestamp

    package init(payment: ID<Payment>, dong: Int64, isPaid: Bool, reference: String, at: Timestamp) {
        self.payment = payment
        self.dong = dong
        self.isPaid = isPaid
        self.reference = reference
        self.at = at
    }
}

/// What the books of both sides say of an order, and where they differ.
package struct Reconciled: Hashable, Sendable {
    package enum Finding: String, Hashable, Sendable, CaseIterable {
        case agree
        /// Nobody has paid, there or here.
        case open
        /// Paid there, and we were not told.
        case paidThere = "paid_there"
        /// Booked here, and the provider knows of nothing.
        case paidHere = "paid_here"
        /// Paid there, known here, and not booked: the dossier owed nothing any more, or another amount. To be paid back.
        case unbooked
        case amountDiffers = "amount_differs"
    }

    package let payment: Payment
    package let notice: PaymentNotice?

    package var finding: Finding {
        if let notice, notice.dong != payment.dong { return .amountDiffers }
        return switch (payment.state, notice?.isPaid ?? false) {
        case (.paid, true): payment.receipt == nil ? .unbooked : .agree
        case (.paid, false): .paidHere
        case (_, true): .paidThere
        case (.failed, false): .agree
        case (.started, false): .open
        }
    }
}
