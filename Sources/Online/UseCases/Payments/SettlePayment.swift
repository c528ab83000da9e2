import Dossiers
import Kernel
import Platform
import Storage

/// Books what a provider tells of an order: once, whatever how often it is told, and only for the amount that was ordered.
///
/// Paid is final. What was paid though nothing, or another sum, is owed any more is kept without a receipt, for the books of both sides
/// to be compared (``ReconcilePayments``).
package struct SettlePayment: Sendable {
    package enum Outcome: Sendable, Hashable {
        case booked, failed
        /// It was known already; nothing was changed.
        case known
        /// Paid, and not what the dossier owes: to be paid back.
        case unbooked
    }

    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    /// A message as it came from outside: unknown orders, other amounts and false signatures are all the same to whoever sends them.
    package func callAsFunction(_ message: Form, from provider: String) async throws -> Outcome {
        let office = office
        guard let notice = try await office.services.database.read({ try office.provider(provider, $0) })?.notice(message) else {
            throw OnlineError.noticeForged
        }
        return try await self(notice, from: provider)
    }

    /// What a provider said when it was asked, or in a message whose signature holds.
    ///
    /// Each settles what it took itself and nothing of another.
    package func callAsFunction(_ notice: PaymentNotice, from provider: String) async throws -> Outcome {
        let office = office
        return try await office.services.database.write { db in
            guard let payment = try PaymentStore.find(notice.payment, db), payment.provider == provider, payment.dong == notice.dong
            else {
                throw OnlineError.noticeForged
            }
            return try Self.settle(payment, notice, office, db)
        }
    }

    private static func settle(
        _ open: Payment, _ notice: PaymentNotice, _ office: HomeOffice, _ db: any Connection
    ) throws -> Outcome {
        let services = office.services
        var payment = open
        payment.state = notice.isPaid ? .paid : .failed
        payment.settled = services.now()
        payment.reference = notice.reference
        guard open.state != .paid, open.state != payment.state else { return .known }
        let actor = Actor(.operating, name: "payment.\(payment.provider)")
        let folder = try office.counter.folder(payment.dossier, in: db)
        let isOwed = folder.map { $0.dossier.owes && $0.unpaid == payment.dong } ?? false
        if notice.isPaid, isOwed {
            let number = try PaymentStore.payments(of: payment.dossier, db).count { $0.receipt != nil } + 1
            payment.receipt = "BL-\(payment.dossier)-\(number)"
        }
        guard try PaymentStore.settle(payment, db) else { return .known }
        if let receipt = payment.receipt { _ = try office.counter.pay(payment.dossier, document: receipt, by: actor, in: db) }
        try services.audit.record(
            "online.payment_settled", by: actor, subject: "dossiers/\(payment.dossier)", unit: folder?.dossier.unit.rawValue,
            before: ["payment": .text(payment.id.rawValue), "state": .text(open.state.rawValue)],
            after: ["state": .text(payment.state.rawValue), "receipt": AuditValue(payment.receipt), "dong": .whole(payment.dong)], in: db)
        if payment.state == .failed { return .failed }
        return payment.receipt == nil ? .unbooked : .booked
    }
}
