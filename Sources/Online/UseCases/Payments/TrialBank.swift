import Crypto
import Foundation
import Kernel
import Platform
import Storage

/// A provider that moves no money: pages of our own that stand where a bank's would, so that the whole way of a payment can be tried.
///
/// Orders and notices are signed by HMAC-SHA256 over all that they say, as those of real providers are.
package struct TrialBank: PaymentProvider {
    package static let code = "trial"
    package static let text = "online.trial"
    package static let isTrial = true

    private let secret: String
    private let services: Services

    package init(secret: String, _ services: Services) {
        self.secret = secret
        self.services = services
    }

    package func start(_ payment: Payment) -> Link {
        let order = (payment.id.rawValue, "\(payment.dong)")
        return "/online/trial-bank?order=\(order.0)&dong=\(order.1)&signature=\(signature(["order", order.0, order.1]))"
    }

    /// An order as its address says it; nil where the signature does not hold.
    func order(_ value: (String) -> String) -> (payment: ID<Payment>, dong: Int64)? {
        let (payment, dong) = (value("order"), value("dong"))
        guard isSigned(["order", payment, dong], value("signature")), let amount = Int64(dong), amount > 0 else { return nil }
        return (ID(rawValue: payment), amount)
    }

    /// A notice as it is sent, with its signature.
    package func message(_ notice: PaymentNotice) -> [String: String] {
        let fields = Self.fields(notice)
        return [
            "payment": fields[1], "dong": fields[2], "state": fields[3], "reference": fields[4], "at": fields[5],
            "signature": signature(fields),
        ]
    }

    package func notice(_ message: Form) -> PaymentNotice? {
        guard let dong = Int64(message["dong"]), let at = Int64(message["at"]), ["paid", "failed"].contains(message["state"]) else {
            return nil
        }
        let notice = PaymentNotice(
            payment: ID(rawValue: message["payment"]), dong: dong, isPaid: message["state"] == "paid", reference: message["reference"],
            at: Timestamp(milliseconds: at))
        return isSigned(Self.fields(notice), message["signature"]) ? notice : nil
    }

    package func query(_ payment: ID<Payment>) async throws -> PaymentNotice? {
        try await services.database.read { try TrialBankStore.find(payment, $0) }
    }

    private static func fields(_ notice: PaymentNotice) -> [String] {
        [
            "notice", notice.payment.rawValue, "\(notice.dong)", notice.isPaid ? "paid" : "failed", notice.reference,
            "\(notice.at.milliseconds)",
        ]
    }

    /// Lengths stand before the fields, so that no two lists are signed alike.
    private static func signed(_ fields: [String]) -> [UInt8] { Array(fields.map { "\($0.utf8.count):\($0)" }.joined().utf8) }

    private var key: SymmetricKey { SymmetricKey(data: Array(secret.utf8)) }

    private func signature(_ fields: [String]) -> String {
        HMAC<SHA256>.authenticationCode(for: Self.signed(fields), using: key)
            .map { byte in byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16) }.joined()
    }

    /// Compares without telling by its time how much agrees.
    private func isSigned(_ fields: [String], _ signature: String) -> Bool {
        let digits = Array(signature.utf8)
        guard digits.count == 64 else { return false }
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) }
        guard bytes.count == 32 else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: Self.signed(fields), using: key)
    }
}
