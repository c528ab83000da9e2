import Kernel
import Storage

/// All SQL of the trial bank's own books.
enum TrialBankStore {
    /// Keeps the first decision about an order; what is there already stays.
    static func insert(_ notice: PaymentNotice, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO online_trial_payments (payment_id, dong, state, reference, at_ms)
            VALUES (\(notice.payment), \(notice.dong), \(notice.isPaid ? Payment.State.paid : .failed), \(notice.reference), \(notice.at))
            ON CONFLICT (payment_id) DO NOTHING
            """)
    }

    static func find(_ payment: ID<Payment>, _ db: any Connection) throws -> PaymentNotice? {
        try db.row("SELECT payment_id, dong, state, reference, at_ms FROM online_trial_payments WHERE payment_id = \(payment)").map { row in
            try PaymentNotice(
                payment: row.id("payment_id"), dong: Int64(row.integer("dong")),
                isPaid: row.word("state", as: Payment.State.self) == .paid, reference: row.string("reference"), at: row.timestamp("at_ms"))
        }
    }
}
