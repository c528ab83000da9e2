import Exams
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// Each verb in a house with a test in the right state, done by whose work it is.
@Suite struct `Every verb of tests is whole or not at all` {
    private static let number = "KT-2026-0001"

    private func failsWhole<Verb>(
        _ verb: Verb.Type, isAudited: Bool = true, at moment: String = "2026-04-21 09:00",
        from prepare: @escaping @Sendable (ExamsHouse) async throws -> Void = { _ in },
        _ run: @escaping @Sendable (ExamsHouse) async throws -> Void
    ) async throws {
        try await TestSupport.failsWhole(
            verb, isAudited: isAudited,
            given: { services in
                try await ExamsHouse.fill(services)
                try await prepare(ExamsHouse.closed(services))
            }
        ) { services in
            let house = try await ExamsHouse.closed(services)
            house.stand(moment)
            try await run(house)
        }
    }

    private static let filled: @Sendable (ExamsHouse) async throws -> Void = { house in
        try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), by: house.person("admin"))
    }

    private static let planned: @Sendable (ExamsHouse) async throws -> Void = { house in
        try await filled(house)
        try await PlanExam(house.bureau)(house.plan(), by: house.person("admin"))
    }

    private static let announced: @Sendable (ExamsHouse) async throws -> Void = { house in try await house.announced() }

    private static let begun: @Sendable (ExamsHouse) async throws -> Void = { house in
        try await house.announced()
        house.stand("2026-04-21 09:00")
        for login in ["an", "binh"] { try await StartAttempt(house.bureau)(number, by: house.person(login)) }
    }

    private static let released: @Sendable (ExamsHouse) async throws -> Void = { house in _ = try await house.released() }

    @Test func `keeping the bank`() async throws {
        try await failsWhole(ImportQuestions.self) { house in
            let text = ExamsHouse.bank.split(separator: "\n").prefix(3).joined(separator: "\n")
            try await ImportQuestions(house.bureau)(ExamsHouse.file(text), by: house.person("admin"))
        }
        try await failsWhole(ImportQuestions.self, from: Self.filled) { house in
            let text = ExamsHouse.bank.split(separator: "\n").prefix(2).joined(separator: "\n").replacing("Câu hỏi", with: "Câu khác")
            try await ImportQuestions(house.bureau)(ExamsHouse.file(text), by: house.person("admin"))
        }
        try await failsWhole(RetireQuestion.self, from: Self.filled) { house in
            try await RetireQuestion(house.bureau)("Q-1", reason: "x", by: house.person("admin"))
        }
    }

    @Test func `planning and announcing`() async throws {
        try await failsWhole(PlanExam.self) { house in try await PlanExam(house.bureau)(house.plan(), by: house.person("admin")) }
        try await failsWhole(PlanExam.self, from: Self.planned) { house in
            try await PlanExam(house.bureau)(house.plan { $0.units = ["B"] }, for: Self.number, version: 1, by: house.person("admin"))
        }
        try await failsWhole(AnnounceExam.self, from: Self.planned) { house in
            try await AnnounceExam(house.bureau)(Self.number, by: house.person("admin"))
        }
        try await failsWhole(AddSitter.self, from: { house in try await house.announced { $0.units = ["B"] } }) { house in
            try await AddSitter(house.bureau)("an", to: Self.number, by: house.person("admin"))
        }
    }

    @Test func `sitting`() async throws {
        try await failsWhole(StartAttempt.self, from: Self.announced) { house in
            try await StartAttempt(house.bureau)(Self.number, by: house.person("an"))
        }
        try await failsWhole(SaveAnswers.self, isAudited: false, from: Self.begun) { house in
            try await SaveAnswers(house.bureau)(house.sheet(Self.number, [1: 1, 2: 2]), by: house.person("an"))
        }
        try await failsWhole(HandIn.self, from: Self.begun) { house in
            try await HandIn(house.bureau)(house.sheet(Self.number, [1: 1]), by: house.person("an"))
        }
        try await failsWhole(GiveTime.self, from: Self.begun) { house in
            try await GiveTime(house.bureau)(10, to: "an", exam: Self.number, reason: "x", by: house.person("admin"))
        }
        try await failsWhole(EndAttempts.self, at: "2026-04-21 10:00", from: Self.begun) { house in try await EndAttempts(house.bureau)() }
    }

    @Test func `giving results out`() async throws {
        try await failsWhole(ReleaseExam.self, at: "2026-04-21 11:05", from: Self.begun) { house in
            try await ReleaseExam(house.bureau)(Self.number, by: house.person("admin"))
        }
        try await failsWhole(
            ReleaseExam.self, at: "2026-04-21 11:05",
            from: { house in
                try await Self.begun(house)
                try await HandIn(house.bureau)(
                    house.sheet(Self.number, house.shown(Self.number, "an") { _ in true }), by: house.person("an"))
            }
        ) { house in
            try await ReleaseExam(house.bureau)(Self.number, by: house.person("admin"))
        }
        try await failsWhole(RevokeCertificate.self, at: "2026-04-22 09:00", from: Self.released) { house in
            try await RevokeCertificate(house.bureau)(of: "an", exam: Self.number, reason: "x", by: house.person("admin"))
        }
        try await failsWhole(MeasureExams.self, at: "2026-07-02 09:00", from: Self.released) { house in
            try await MeasureExams(house.bureau)(.quarter(2, of: 2026), by: house.person("admin"))
        }
    }
}
