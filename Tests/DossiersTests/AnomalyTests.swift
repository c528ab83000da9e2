import Dossiers
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import WorkingTime

/// Each verb in a house with a dossier in the right state, on which it is done by whose work it is.
@Suite struct `Every verb of dossiers is whole or not at all` {
    /// Runs a verb in a prepared house; the dossier is the first of the day.
    private func failsWhole<Verb>(
        _ verb: Verb.Type, from prepare: @escaping @Sendable (DossierHouse) async throws -> Void,
        _ run: @escaping @Sendable (DossierHouse, DossierAct) async throws -> Void
    ) async throws {
        try await TestSupport.failsWhole(
            verb,
            given: { services in
                try await DossierHouse.fill(services)
                try await prepare(DossierHouse.closed(services))
            }
        ) { services in
            let house = try await DossierHouse.closed(services)
            house.stand("2024-03-06 09:00")
            try await run(house, DossierAct("H41.2.1-240304-0001", text: "Lý do", document: "1/X"))
        }
    }

    private static let inProcess: @Sendable (DossierHouse) async throws -> Void = { _ = try await $0.inProcess() }

    @Test func `taking a dossier`() async throws {
        try await failsWhole(ReceiveDossier.self, from: { _ in }) { house, _ in
            try await house.receive { reception in
                reception.components = [Component(name: "Tờ khai", originals: 1, kind: .original)]
                reception.fees = [FeeLine(name: "Lệ phí", dong: 8000)]
                reception.parcel = "EM1"
                reception.decision = .solve(DossierResult(.granted, number: "1", text: "Xong"))
            }
        }
    }

    @Test func `deciding about one that waited`() async throws {
        try await failsWhole(DecideDossier.self, from: { house in try await house.receive { $0.decision = .ask(reason: "Thiếu") } }) {
            house, act in
            try await DecideDossier(house.bureau)(act, .accept, by: house.person("clerk"))
        }
    }

    @Test func `assigning`() async throws {
        try await failsWhole(AssignDossier.self, from: { try await $0.receive() }) { house, act in
            try await AssignDossier(house.bureau)(act, to: "officer", by: house.person("head"))
        }
        try await failsWhole(ReassignDossiers.self, from: Self.inProcess) { house, _ in
            _ = try await ReassignDossiers(house.bureau)(
                from: "officer", to: "officer-2", unit: "A", reason: "Nghỉ", by: house.person("head"))
        }
    }

    @Test func `asking for a supplement and taking it`() async throws {
        try await failsWhole(AskSupplement.self, from: Self.inProcess) { house, act in
            try await AskSupplement(house.bureau)(act, by: house.person("officer"))
        }
        try await failsWhole(
            TakeSupplement.self,
            from: { house in
                let dossier = try await house.inProcess()
                try await AskSupplement(house.bureau)(house.act(dossier), by: house.person("officer"))
            }
        ) { house, act in try await TakeSupplement(house.bureau)(act, by: house.person("clerk")) }
    }

    @Test func `asking for a payment and taking it`() async throws {
        try await failsWhole(AskPayment.self, from: Self.inProcess) { house, act in
            try await AskPayment(house.bureau)(act, by: house.person("officer"))
        }
        try await failsWhole(
            TakePayment.self,
            from: { house in
                let dossier = try await house.inProcess()
                try await AskPayment(house.bureau)(house.act(dossier), by: house.person("officer"))
            }
        ) { house, act in try await TakePayment(house.bureau)(act, isOnline: false, by: house.person("clerk")) }
    }

    @Test func `asking other bodies and answering`() async throws {
        let questions = [Consult.Question(unit: "B", content: "Ý kiến", limit: .workingDays(2))]
        try await failsWhole(Consult.self, from: Self.inProcess) { house, act in
            try await Consult(house.bureau)(act, .linked, questions, by: house.person("officer"))
        }
        try await failsWhole(
            AnswerConsultation.self,
            from: { house in
                let dossier = try await house.inProcess()
                let other = Consult.Question(unit: "A", content: "Trích lục", limit: nil, place: 2)
                try await Consult(house.bureau)(house.act(dossier), .linked, questions + [other], by: house.person("officer"))
            }
        ) { house, act in
            let code = try #require(DossierCode(act.dossier))
            let tasks = try await house.services.database.read { try TaskStore.tasks(of: code, $0) }
            try await AnswerConsultation(house.bureau)(act, task: tasks[0].id, by: house.person("officer-b"))
        }
    }

    @Test func `extending and saying why it is late`() async throws {
        try await failsWhole(ExtendDossier.self, from: Self.inProcess) { house, act in
            let day = try #require(CalendarDate("2024-03-22"))
            try await ExtendDossier(house.bureau)(act, to: day, cause: .handling, by: house.person("head"))
        }
        try await failsWhole(StateCause.self, from: Self.inProcess) { house, act in
            house.stand("2024-03-25 09:00")
            try await StateCause(house.bureau)(act, cause: .otherBody, by: house.person("officer"))
        }
    }

    @Test func `finishing, ending and returning`() async throws {
        let result = DossierResult(.granted, number: "1", text: "Xong")
        try await failsWhole(FinishDossier.self, from: Self.inProcess) { house, act in
            try await FinishDossier(house.bureau)(act, result: result, by: house.person("officer"))
        }
        try await failsWhole(EndDossier.self, from: Self.inProcess) { house, act in
            try await EndDossier(house.bureau)(act, .stopped, by: house.person("head"))
        }
        try await failsWhole(
            TellParcel.self,
            from: { house in
                let act = house.act(try await house.inProcess())
                try await FinishDossier(house.bureau)(act, result: result, by: house.person("officer"))
                try await ReturnResult(house.bureau)(act, delivery: .post, parcel: "EM2", by: house.person("clerk"))
            }
        ) { house, act in try await TellParcel(house.bureau)(act, by: house.person("clerk")) }
        try await failsWhole(
            ReturnResult.self,
            from: { house in
                let dossier = try await house.inProcess()
                try await FinishDossier(house.bureau)(house.act(dossier), result: result, by: house.person("officer"))
            }
        ) { house, act in try await ReturnResult(house.bureau)(act, delivery: .post, parcel: "EM2", by: house.person("clerk")) }
    }

    @Test func `ending a step, and noting guidance`() async throws {
        try await failsWhole(
            EndStep.self,
            from: { house in
                try await house.applyProcess()
                _ = try await house.inProcess()
            }
        ) { house, act in try await EndStep(house.bureau)(act, to: "officer-2", by: house.person("officer")) }
        try await failsWhole(GiveGuidance.self, from: { _ in }) { house, _ in
            try await GiveGuidance(house.bureau)(unit: "A", procedure: "1.000001", text: "Giấy tờ cần có", by: house.person("clerk"))
        }
    }

    @Test func `choosing how a procedure’s clock runs, and handing figures over`() async throws {
        try await failsWhole(ChooseClock.self, from: { _ in }) { house, _ in
            let day = try #require(CalendarDate("2024-04-01"))
            let choice = ClockChoice(procedure: "1.000001", from: day, lateReceipt: .nextWorkingDay, supplement: .suspends, source: "1/QĐ")
            try await ChooseClock(house.bureau)(choice, by: house.person("controller"))
        }
        try await failsWhole(MeasureUnits.self, from: Self.inProcess) { house, _ in
            house.stand("2024-04-02 09:00")
            try await MeasureUnits(house.bureau)(.month(3, of: 2024), by: house.person("controller"))
        }
    }
}
