import Dossiers
import Kernel
import Online
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Paying from home` {
    /// A dossier that owes 50,000 đồng, and the way to the bank.
    private func started(_ house: OnlineHouse) async throws -> (sent: Submission, order: [String: String]) {
        try await TurnProvider(house.office)(TrialBank.code, isOn: true, by: house.person("admin"))
        let sent = try await house.submitted()
        return (sent, try await order(house, sent))
    }

    private func order(_ house: OnlineHouse, _ sent: Submission) async throws -> [String: String] {
        let go = try await house.send("/online/dossiers/\(sent.dossier)/payments")
        let query = try #require(go.location?.split(separator: "?").last)
        return Dictionary(
            query.split(separator: "&").map { item in
                let halves = item.split(separator: "=").map(String.init)
                return (halves[0], halves[1])
            }, uniquingKeysWith: { $1 })
    }

    private func payment(_ house: OnlineHouse, _ order: [String: String]) async throws -> Payment {
        let id = ID<Payment>(rawValue: try #require(order["order"]))
        return try #require(try await house.services.database.read { try PaymentStore.find(id, $0) })
    }

    /// What the bank would send of an order.
    private func notice(
        _ house: OnlineHouse, _ order: [String: String], dong: Int64? = nil, isPaid: Bool = true, secret: String? = nil
    ) async throws -> [String: String] {
        let payment = try await payment(house, order)
        let known = try #require(try await house.services.database.read { try PaymentStore.secret(of: TrialBank.code, $0) })
        let notice = PaymentNotice(
            payment: payment.id, dong: dong ?? payment.dong, isPaid: isPaid, reference: "R1", at: house.clock.now())
        return TrialBank(secret: secret ?? known, house.services).message(notice)
    }

    @Test func `goes to the bank and back, and is booked with a receipt (RT-40)`() async throws {
        try await OnlineHouse.open { house in
            let (sent, order) = try await started(house)
            #expect(order["dong"] == "50000")
            let bank = try await house.page(
                "/online/trial-bank?order=\(order["order"] ?? "")&dong=50000&signature=\(order["signature"] ?? "")")
            #expect(bank.status == 200 && bank.text.contains("THỬ NGHIỆM"))
            let paid = try await house.send("/online/trial-bank", order.merging(["choice": "pay"]) { $1 })
            #expect(paid.location == "/online/payments/\(order["order"] ?? "")")
            let dossier = try await house.dossier(sent)
            #expect(dossier.fee == .online)
            #expect(try await payment(house, order).receipt == "BL-\(sent.dossier)-1")
            #expect(try await house.page("/online/payments/\(order["order"] ?? "")").text.contains("BL-\(sent.dossier)-1"))
            #expect(try await house.page("/online/payments/\(order["order"] ?? "")", by: "minh").status == 404)
            #expect(try await house.send("/online/dossiers/\(sent.dossier)/payments").status == 409)
        }
    }

    @Test func `is not believed where signature, amount or order are not as they should be`() async throws {
        try await OnlineHouse.open { house in
            let (sent, order) = try await started(house)
            let good = try await notice(house, order)
            let wrong: [[String: String]] = [
                good.merging(["dong": "1"]) { $1 }, good.merging(["state": "failed"]) { $1 }, good.merging(["signature": ""]) { $1 },
                good.merging(["signature": String(repeating: "0", count: 64)]) { $1 }, good.merging(["payment": "other"]) { $1 },
                good.merging(["at": "1"]) { $1 }, [:], try await notice(house, order, secret: "another"),
                // Signed well, by a provider that takes another sum.
                try await notice(house, order, dong: 49_999),
            ]
            for message in wrong {
                #expect(try await house.send("/online/providers/trial/callback", message, by: nil).status == 403, "\(message)")
            }
            #expect(try await house.dossier(sent).fee == .unpaid)
            #expect(try await house.page("/online/trial-bank?order=x&dong=1&signature=y").status == 403)
            #expect(try await house.send("/online/trial-bank", order.merging(["dong": "1", "choice": "pay"]) { $1 }).status == 403)
            #expect(try await house.send("/online/providers/trial/callback", good, by: nil).status == 200)
            #expect(try await house.dossier(sent).fee == .online)
        }
    }

    @Test func `is booked once, however often it is told, and paid stays paid`() async throws {
        try await OnlineHouse.open { house in
            let (sent, order) = try await started(house)
            let good = try await notice(house, order)
            for _ in 1...3 { #expect(try await house.send("/online/providers/trial/callback", good, by: nil).status == 200) }
            let version = try await house.dossier(sent).version
            let failed = try await notice(house, order, isPaid: false)
            #expect(try await house.send("/online/providers/trial/callback", failed, by: nil).status == 200)
            #expect(try await payment(house, order).state == .paid)
            #expect(try await house.dossier(sent).version == version && version == 2)
            #expect(try await house.messages().count { $0.contains("đã ghi nhận phí") } == 1)
        }
    }

    @Test func `twice for one fee is booked once and shown to be paid back`() async throws {
        try await OnlineHouse.open { house in
            let (sent, first) = try await started(house)
            let second = try await order(house, sent)
            for order in [first, second] { _ = try await house.send("/online/trial-bank", order.merging(["choice": "pay"]) { $1 }) }
            #expect(try await payment(house, second).receipt == nil)
            let books = try await ReconcilePayments(house.office).lines(of: "A", by: house.person("head"))
            #expect(Set(books.lines.map(\.finding)) == [.agree, .unbooked])
            #expect(try await house.page("/online/payments/\(second["order"] ?? "")").text.contains("chờ hoàn trả"))
        }
    }

    @Test func `is begun ten times a day for one dossier, and again the next day`() async throws {
        try await OnlineHouse.open { house in
            let (sent, _) = try await started(house)
            for _ in 2...10 { _ = try await order(house, sent) }
            let refused = try await house.send("/online/dossiers/\(sent.dossier)/payments")
            #expect(refused.status == 429 && refused.text.contains("10 lần"))
            #expect(try await house.services.database.read { try PaymentStore.payments(of: sent.dossier, $0) }.count == 10)
            house.clock.advance(milliseconds: 86_400_000)
            _ = try await order(house, sent)
        }
    }

    @Test func `whose answer was lost is found when both books are compared`() async throws {
        try await OnlineHouse.open { house in
            let (sent, order) = try await started(house)
            _ = try await house.send("/online/trial-bank", order.merging(["choice": "silent"]) { $1 })
            #expect(try await house.dossier(sent).fee == .unpaid)
            #expect(try await house.page("/online/units/A/payments", by: "head").text.contains("Bên kia đã thu, ở đây chưa ghi"))
            #expect(try await house.page("/online/units/A/payments", by: "clerk").status == 403)
            #expect(try await house.send("/online/units/A/payments", by: "head").status == 303)
            #expect(try await house.dossier(sent).fee == .online)
            #expect(try await ReconcilePayments(house.office)("A", by: house.person("head")) == 0)
        }
    }

    @Test func `lets the work go on that waited for it`() async throws {
        try await OnlineHouse.open { house in
            try await TurnProvider(house.office)(TrialBank.code, isOn: true, by: house.person("admin"))
            let sent = try await house.inProcess()
            let act = "/dossiers/\(sent.dossier)/acts/payment"
            #expect(try await house.send(act, ["text": "Phí thẩm định", "dong": "20.000", "version": "3"], by: "officer").status == 303)
            #expect(try await house.dossier(sent).state == .payment)
            let order = try await order(house, sent)
            #expect(order["dong"] == "70000")
            _ = try await house.send("/online/trial-bank", order.merging(["choice": "pay"]) { $1 })
            #expect(try await house.dossier(sent).state == .processing)
        }
    }

    @Test func `is not offered while no provider is on, nor of a partial service`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.submitted()
            #expect(try await house.send("/online/dossiers/\(sent.dossier)/payments").status == 409)
            #expect(!(try await house.page("/online/dossiers/\(sent.dossier)").text.contains("/payments\"")))
            #expect(try await house.send("/online/providers/trial", ["on": "1"], by: "clerk").status == 403)
            #expect(try await house.send("/online/providers/trial", ["on": "1"], by: "admin").status == 303)
            #expect(try await house.page("/online/dossiers/\(sent.dossier)").text.contains("/payments\""))
        }
    }
}
