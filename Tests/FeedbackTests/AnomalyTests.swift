import Feedback
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// Each verb in a house with a petition in the right state, done by whose work it is.
@Suite struct `Every verb of feedback is whole or not at all` {
    private func failsWhole<Verb>(
        _ verb: Verb.Type, isAudited: Bool = true,
        from prepare: @escaping @Sendable (FeedbackHouse) async throws -> Void = { _ in },
        _ run: @escaping @Sendable (FeedbackHouse, PetitionAct) async throws -> Void
    ) async throws {
        try await TestSupport.failsWhole(
            verb, isAudited: isAudited,
            given: { services in
                try await FeedbackHouse.fill(services)
                try await prepare(FeedbackHouse.closed(services))
            }
        ) { services in
            let house = try await FeedbackHouse.closed(services)
            house.stand("2026-04-22 09:00")
            try await run(house, PetitionAct("PA-2026-000001", text: "Lý do"))
        }
    }

    private static func draft(_ house: FeedbackHouse, _ number: Int) -> PetitionDraft {
        house.draft { $0.ticket = "TICKETTICKET000\(number)" }
    }

    @Test func `forgetting who closed the account`() async throws {
        try await failsWhole(
            ForgetPetitioners.self, isAudited: false,
            from: { house in
                try await Self.inHand(house)
                try await house.services.database.write { db in
                    try db.run("UPDATE feedback_petitioners SET citizen = 'C-1'")
                    try feedbackModule.citizenSection?.erase("C-1", db)
                }
                try await RefusePetition(house.bureau)(PetitionAct("PA-2026-000001", text: "Trùng"), by: house.person("officer"))
            }
        ) { house, _ in try await ForgetPetitioners(house.services)() }
    }

    private static let filed: @Sendable (FeedbackHouse) async throws -> Void = { house in
        for number in 1...2 { _ = try await FilePetition(house.bureau)(draft(house, number), by: .anonymous) }
    }

    private static let inHand: @Sendable (FeedbackHouse) async throws -> Void = { house in
        try await filed(house)
        try await ClassifyPetition(house.bureau)(PetitionAct("PA-2026-000001"), as: .conduct, by: house.person("officer"))
    }

    private static let answered: @Sendable (FeedbackHouse) async throws -> Void = { house in
        try await inHand(house)
        try await AnswerPetition(house.bureau)(PetitionAct("PA-2026-000001", text: "Xong"), by: house.person("officer"))
    }

    private static func receipt(_ house: FeedbackHouse) async throws -> String {
        try await house.services.database.read { db in
            try db.row("SELECT receipt FROM feedback_petitions WHERE number = 'PA-2026-000001'")?.string("receipt") ?? ""
        }
    }

    @Test func `sending one`() async throws {
        try await failsWhole(FilePetition.self) { house, _ in
            _ = try await FilePetition(house.bureau)(Self.draft(house, 1), from: "10.0.0.1", by: .anonymous)
        }
        try await failsWhole(ChooseReceiver.self) { house, _ in
            try await ChooseReceiver(house.bureau)("A", from: CalendarDate("2026-04-01"), source: "QĐ", by: house.person("admin"))
        }
    }

    @Test func `classifying and handing on`() async throws {
        try await failsWhole(ClassifyPetition.self, from: Self.filed) { house, act in
            try await ClassifyPetition(house.bureau)(act, as: .conduct, by: house.person("officer"))
        }
        try await failsWhole(PassPetition.self, from: Self.inHand) { house, act in
            try await PassPetition(house.bureau)(act, to: "B", by: house.person("officer"))
        }
        try await failsWhole(ForwardPetition.self, from: Self.inHand) { house, act in
            try await ForwardPetition(house.bureau)(act, by: house.person("officer"))
        }
        try await failsWhole(RefusePetition.self, from: Self.inHand) { house, act in
            try await RefusePetition(house.bureau)(act, by: house.person("officer"))
        }
    }

    @Test func `asking, adding, rating`() async throws {
        try await failsWhole(AskPetitioner.self, from: Self.inHand) { house, act in
            try await AskPetitioner(house.bureau)(act, by: house.person("officer"))
        }
        try await failsWhole(
            SupplyPetition.self,
            from: { house in
                try await Self.inHand(house)
                try await AskPetitioner(house.bureau)(PetitionAct("PA-2026-000001", text: "?"), by: house.person("officer"))
            }
        ) { house, _ in try await SupplyPetition(house.bureau)("Thêm", receipt: Self.receipt(house), by: .anonymous) }
        try await failsWhole(RatePetition.self, from: Self.answered) { house, _ in
            try await RatePetition(house.bureau)(.satisfied, comment: "", receipt: Self.receipt(house), by: .anonymous)
        }
    }

    @Test func `tying together and answering`() async throws {
        try await failsWhole(LinkPetition.self, from: Self.inHand) { house, act in
            try await LinkPetition(house.bureau)(act, to: "PA-2026-000002", by: house.person("officer"))
        }
        let tied: @Sendable (FeedbackHouse) async throws -> Void = { house in
            try await Self.inHand(house)
            try await LinkPetition(house.bureau)(PetitionAct("PA-2026-000002"), to: "PA-2026-000001", by: house.person("officer"))
        }
        try await failsWhole(UnlinkPetition.self, from: tied) { house, _ in
            try await UnlinkPetition(house.bureau)(PetitionAct("PA-2026-000002", text: "x"), by: house.person("officer"))
        }
        try await failsWhole(AnswerPetition.self, from: tied) { house, act in
            try await AnswerPetition(house.bureau)(act, by: house.person("officer"))
        }
        try await failsWhole(
            ReopenPetition.self,
            from: { house in
                try await Self.answered(house)
                try await RatePetition(house.bureau)(.unsatisfied, comment: "", receipt: Self.receipt(house), by: .anonymous)
            }
        ) { house, act in try await ReopenPetition(house.bureau)(act, by: house.person("head")) }
    }

    @Test func `publishing and measuring`() async throws {
        try await failsWhole(PublishPetition.self, from: Self.answered) { house, act in
            try await PublishPetition(house.bureau)(act, .init(masks: [true, true, true]), by: house.person("head"))
        }
        try await failsWhole(WithholdPetition.self, from: Self.answered) { house, act in
            try await WithholdPetition(house.bureau)(act, by: house.person("head"))
        }
        try await failsWhole(MeasureFeedback.self, from: Self.answered) { house, _ in
            house.stand("2026-05-02 09:00")
            try await MeasureFeedback(house.bureau)(.month(4, of: 2026), by: house.person("controller"))
        }
    }

    @Test func `holding a conference`() async throws {
        let starts = FeedbackHouse.moment("2026-04-22 08:00")
        let plan = ConferencePlan(
            title: "Đối thoại", place: "Hội trường", starts: starts, questionsUntil: starts.vietnamDate,
            agenda: [.init(title: "Khai mạc")], groups: [.init(name: "Người dân", invited: 10)])
        let planned: @Sendable (FeedbackHouse) async throws -> Void = { house in
            _ = try await PlanConference(house.bureau)(plan, unit: "A", by: house.person("head"))
        }
        let question = AskQuestion.Draft("Bao giờ?", origin: .floor, ticket: "TICKETTICKET0009")
        let asked: @Sendable (FeedbackHouse) async throws -> Void = { house in
            try await planned(house)
            try await AskQuestion(house.bureau)(question, conference: "DT-2026-0001", by: house.person("clerk"))
            try await MakePromise(house.bureau)(
                "Sửa", person: "A", unit: "A", due: CalendarDate("2026-05-05"), conference: "DT-2026-0001", by: house.person("head"))
        }
        try await failsWhole(PlanConference.self) { house, _ in try await planned(house) }
        try await failsWhole(PublishConference.self, from: planned) { house, _ in
            try await PublishConference(house.bureau)("DT-2026-0001", by: house.person("head"))
        }
        try await failsWhole(AskQuestion.self, from: planned) { house, _ in
            try await AskQuestion(house.bureau)(question, conference: "DT-2026-0001", by: house.person("clerk"))
        }
        try await failsWhole(AnswerQuestion.self, from: asked) { house, _ in
            try await AnswerQuestion(house.bureau)("Sớm", by: "A", to: 1, conference: "DT-2026-0001", by: house.person("officer"))
        }
        try await failsWhole(RefuseQuestion.self, from: asked) { house, _ in
            try await RefuseQuestion(house.bureau)(1, conference: "DT-2026-0001", reason: "Quảng cáo", by: house.person("officer"))
        }
        try await failsWhole(MakePromise.self, from: planned) { house, _ in
            try await MakePromise(house.bureau)(
                "Sửa", person: "A", due: CalendarDate("2026-05-05"), conference: "DT-2026-0001", by: house.person("head"))
        }
        try await failsWhole(KeepPromise.self, from: asked) { house, _ in
            try await KeepPromise(house.bureau)(1, conference: "DT-2026-0001", .kept, evidence: "Xong", by: house.person("head"))
        }
    }
}
