import Dossiers
import Kernel
import Online
import Platform
import Storage
import TestSupport
import Testing

/// A second provider, at which every order is paid at once: a file of its own and a word in the list.
private struct PromptBank: PaymentProvider {
    static let code = "prompt"
    static let text = "online.pay"
    static let isTrial = false

    let secret: String
    let services: Services

    init(secret: String, _ services: Services) {
        self.secret = secret
        self.services = services
    }

    func start(_ payment: Payment) -> Link { "/prompt/\(payment.id.rawValue)" }

    func notice(_ message: Form) -> PaymentNotice? {
        guard message["word"] == secret, let dong = Int64(message["dong"]) else { return nil }
        return PaymentNotice(payment: ID(rawValue: message["payment"]), dong: dong, isPaid: true, reference: "P1", at: services.now())
    }

    func query(_ payment: ID<Payment>) async throws -> PaymentNotice? {
        try await services.database.read { try PaymentStore.find(payment, $0) }.map {
            PaymentNotice(payment: payment, dong: $0.dong, isPaid: true, reference: "P1", at: services.now())
        }
    }
}

@Suite struct `Two providers` {
    /// A house in which people pay by either, and a dossier that owes 50,000 đồng.
    private func open(_ test: @escaping @Sendable (OnlineHouse, HomeOffice, Submission) async throws -> Void) async throws {
        try await OnlineHouse.open { house in
            let office = HomeOffice(house.services, providers: HomeOffice.providers + [PromptBank.self])
            for kind in [TrialBank.code, PromptBank.code] { try await TurnProvider(office)(kind, isOn: true, by: house.person("admin")) }
            try await test(house, office, try await house.submitted())
        }
    }

    private func payment(_ house: OnlineHouse, _ sent: Submission) async throws -> Payment {
        try #require(try await house.services.database.read { try PaymentStore.payments(of: sent.dossier, $0) }.last)
    }

    private func secret(_ house: OnlineHouse, _ code: String) async throws -> String {
        try #require(try await house.services.database.read { try PaymentStore.secret(of: code, $0) })
    }

    @Test func `are chosen between, and each is turned off by itself`() async throws {
        try await open { house, office, sent in
            let lan = try house.person("lan")
            #expect(try await ShowOwn(office)(sent.dossier.text, by: lan).payable.map { $0.code } == ["trial", "prompt"])
            let go = try await StartPayment(office)(sent.dossier.text, at: "prompt", by: lan)
            #expect(go.text == "/prompt/\(try await payment(house, sent).id.rawValue)")
            #expect(try await StartPayment(office)(sent.dossier.text, by: lan).text.hasPrefix("/online/trial-bank?"))
            try await TurnProvider(office)("trial", isOn: false, by: house.person("admin"))
            #expect(try await ShowOwn(office)(sent.dossier.text, by: lan).payable.map { $0.code } == ["prompt"])
            #expect(try await StartPayment(office)(sent.dossier.text, by: lan).text.hasPrefix("/prompt/"))
            for code in ["trial", "nobody"] {
                await #expect(throws: OnlineError.paymentOff) { try await StartPayment(office)(sent.dossier.text, at: code, by: lan) }
            }
            await #expect(throws: RouteError.noSuchPage) {
                try await TurnProvider(office)("nobody", isOn: true, by: house.person("admin"))
            }
        }
    }

    @Test func `are each believed about their own orders alone`() async throws {
        try await open { house, office, sent in
            _ = try await StartPayment(office)(sent.dossier.text, at: "prompt", by: house.person("lan"))
            let payment = try await payment(house, sent)
            let notice = PaymentNotice(payment: payment.id, dong: payment.dong, isPaid: true, reference: "R1", at: house.clock.now())
            let bank = TrialBank(secret: try await secret(house, "trial"), house.services)
            let signed = Form(values: bank.message(notice).mapValues { [$0] })
            let own = Form(
                values: ["payment": [payment.id.rawValue], "dong": ["\(payment.dong)"], "word": [try await secret(house, "prompt")]])
            // Signed well by the other, sent to the other, sent to nobody.
            for (message, code) in [(signed, "trial"), (signed, "prompt"), (own, "trial"), (own, "nobody")] {
                await #expect(throws: OnlineError.noticeForged) { try await SettlePayment(office)(message, from: code) }
            }
            #expect(try await house.dossier(sent).fee == .unpaid)
            #expect(try await SettlePayment(office)(own, from: "prompt") == .booked)
            #expect(try await house.dossier(sent).fee == .online)
        }
    }

    @Test func `are each asked about their own orders, on or off`() async throws {
        try await open { house, office, sent in
            _ = try await StartPayment(office)(sent.dossier.text, at: "trial", by: house.person("lan"))
            _ = try await StartPayment(office)(sent.dossier.text, at: "prompt", by: house.person("lan"))
            try await TurnProvider(office)("prompt", isOn: false, by: house.person("admin"))
            let books = try await ReconcilePayments(office).lines(of: "A", by: house.person("head"))
            let findings = Dictionary(uniqueKeysWithValues: books.lines.map { ($0.payment.provider, $0.finding) })
            #expect(findings == ["trial": .open, "prompt": .paidThere])
            #expect(try await ReconcilePayments(office)("A", by: house.person("head")) == 1)
            #expect(try await house.dossier(sent).fee == .online)
        }
    }
}
