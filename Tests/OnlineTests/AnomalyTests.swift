import Citizens
import Dossiers
import Kernel
import Online
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Every verb of online services is whole or not at all` {
    private func failsWhole<Verb>(
        _ verb: Verb.Type, isAudited: Bool = true,
        from prepare: @escaping @Sendable (OnlineHouse) async throws -> Void = { _ in },
        _ run: @escaping @Sendable (OnlineHouse) async throws -> Void
    ) async throws {
        try await TestSupport.failsWhole(
            verb, isAudited: isAudited,
            given: { services in
                try await OnlineHouse.fill(services)
                try await prepare(OnlineHouse.closed(services))
            }, { services in try await run(OnlineHouse.closed(services)) })
    }

    private static func drafts(_ house: OnlineHouse) async throws -> Draft {
        let citizen = ID<Citizen>(rawValue: try #require(house.person("lan").citizen))
        let now = house.clock.now()
        return try #require(try await house.services.database.read { try DraftStore.drafts(of: citizen, at: now, $0) }.first)
    }

    private static func sent(_ house: OnlineHouse) async throws -> Submission {
        let citizen = ID<Citizen>(rawValue: try #require(house.person("lan").citizen))
        return try #require(try await house.services.database.read { try SubmissionStore.submissions(of: citizen, $0) }.first)
    }

    @Test func drafts() async throws {
        try await failsWhole(BeginDraft.self, isAudited: false) { house in
            try await BeginDraft(house.office)(OnlineHouse.whole, by: house.person("lan"))
        }
        try await failsWhole(KeepDraft.self, isAudited: false, from: { _ = try await $0.draft() }) { house in
            var change = KeepDraft.Change()
            change.papers = [(2, try await house.upload(name: "anh.pdf"))]
            change.form = Form(values: ["q.full_name": ["Lan"]])
            _ = try await KeepDraft(house.office)(Self.drafts(house).id, change, by: house.person("lan"))
        }
        try await failsWhole(RenewDraft.self, isAudited: false, from: { _ = try await $0.draft() }) { house in
            _ = try await RenewDraft(house.office)(Self.drafts(house).id, revision: nil, by: house.person("lan"))
        }
        try await failsWhole(DropDraft.self, isAudited: false, from: { _ = try await $0.draft() }) { house in
            try await DropDraft(house.office)(Self.drafts(house).id, by: house.person("lan"))
        }
        try await failsWhole(ForgetDrafts.self, isAudited: false, from: { _ = try await $0.draft() }) { house in
            house.stand("2024-05-01 08:00")
            try await ForgetDrafts(house.services)()
        }
    }

    @Test func `sending and supplementing`() async throws {
        try await failsWhole(SubmitDraft.self, from: { _ = try await $0.draft() }) { house in
            _ = try await SubmitDraft(house.office)(Self.drafts(house).id, by: house.person("lan"))
        }
        let asked: @Sendable (OnlineHouse) async throws -> Void = { house in
            let sent = try await house.submitted()
            try await AskIncomplete(house.bureau)(DossierAct(sent.dossier.text, text: "Thiếu"), by: house.person("clerk"))
        }
        try await failsWhole(AskIncomplete.self, from: { _ = try await $0.submitted() }) { house in
            let code = try await Self.sent(house).dossier.text
            try await AskIncomplete(house.bureau)(DossierAct(code, text: "Thiếu"), by: house.person("clerk"))
        }
        try await failsWhole(BeginSupplement.self, isAudited: false, from: asked) { house in
            _ = try await BeginSupplement(house.office)(Self.sent(house).dossier.text, by: house.person("lan"))
        }
    }

    @Test func `rating and withdrawing`() async throws {
        try await failsWhole(WithdrawOwn.self, from: { _ = try await $0.submitted() }) { house in
            try await WithdrawOwn(house.office)(Self.sent(house).dossier.text, reason: "Nhầm", by: house.person("lan"))
        }
        let returned: @Sendable (OnlineHouse) async throws -> Void = { house in
            let act = DossierAct(try await house.inProcess().dossier.text)
            try await FinishDossier(house.bureau)(act, result: DossierResult(.granted, number: "1", text: ""), by: house.person("officer"))
            try await ReturnResult(house.bureau)(act, delivery: .counter, isPaid: true, by: house.person("clerk"))
        }
        try await failsWhole(RateService.self, from: returned) { house in
            try await RateService(house.office)(Self.sent(house).dossier.text, Rating(.very), by: house.person("lan"))
        }
    }

    @Test func paying() async throws {
        try await failsWhole(TurnProvider.self) { house in
            try await TurnProvider(house.office)(TrialBank.code, isOn: true, by: house.person("admin"))
        }
        let owing: @Sendable (OnlineHouse) async throws -> Void = { house in
            try await TurnProvider(house.office)(TrialBank.code, isOn: true, by: house.person("admin"))
            _ = try await house.submitted()
        }
        try await failsWhole(StartPayment.self, from: owing) { house in
            _ = try await StartPayment(house.office)(Self.sent(house).dossier.text, by: house.person("lan"))
        }
        let started: @Sendable (OnlineHouse) async throws -> Void = { house in
            try await owing(house)
            _ = try await StartPayment(house.office)(Self.sent(house).dossier.text, by: house.person("lan"))
        }
        let notice: @Sendable (OnlineHouse) async throws -> PaymentNotice = { house in
            let code = try await Self.sent(house).dossier
            let payment = try #require(try await house.services.database.read { try PaymentStore.payments(of: code, $0) }.first)
            return PaymentNotice(payment: payment.id, dong: payment.dong, isPaid: true, reference: "R1", at: house.clock.now())
        }
        try await failsWhole(SettlePayment.self, from: started) { house in
            _ = try await SettlePayment(house.office)(try await notice(house), from: TrialBank.code)
        }
    }

    @Test func `deciding at the trial bank`() async throws {
        try await failsWhole(
            DecideTrialPayment.self, isAudited: false,
            from: { house in try await TurnProvider(house.office)(TrialBank.code, isOn: true, by: house.person("admin")) }
        ) { house in
            let secret = try #require(try await house.services.database.read { try PaymentStore.secret(of: TrialBank.code, $0) })
            let order = TrialBank(secret: secret, house.services).start(
                Payment(
                    id: ID(rawValue: "order-1"), dossier: try #require(DossierCode("H41.2.1-240304-0001")), provider: TrialBank.code,
                    dong: 1000, started: house.clock.now()))
            let query = try #require(order.text.split(separator: "?").last)
            let values = query.split(separator: "&").map { $0.split(separator: "=").map(String.init) }
            let form = Form(values: Dictionary(uniqueKeysWithValues: values.map { ($0[0], [$0[1]]) }))
            _ = try await DecideTrialPayment(house.office)(form, isPaid: true)
        }
    }

    @Test func `announcing maintenance`() async throws {
        try await failsWhole(SetPause.self) { house in
            try await SetPause(house.services)(
                .init(from: OnlineHouse.moment("2024-03-06 08:00"), to: OnlineHouse.moment("2024-03-06 09:00"), vi: "Bảo trì", en: "Pause"),
                by: house.person("admin"))
        }
    }
}
