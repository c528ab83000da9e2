import Dossiers
import Kernel
import Platform
import Storage
import TestNumbers
import TestSupport
import Testing
import WorkingTime

@Suite struct `A dossier in somebody’s hands` {
    @Test func `is assigned, finished and returned by those whose work it is`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.receive()
            let act = house.act(dossier, "")
            await #expect(throws: DossiersError.notYourWork(.lead)) {
                try await AssignDossier(house.bureau)(act, to: "officer", by: house.person("clerk"))
            }
            await #expect(throws: DossiersError.noSuchPerson("officer-b")) {
                try await AssignDossier(house.bureau)(act, to: "officer-b", by: house.person("head"))
            }
            let assigned = try await AssignDossier(house.bureau)(act, to: "officer", by: house.person("head"))
            #expect(assigned.state == .processing)
            #expect(assigned.officer == "officer")
            await #expect(throws: DossiersError.notYourWork(.handle)) {
                try await FinishDossier(house.bureau)(
                    act, result: DossierResult(.granted, number: "1", text: ""), by: house.person("officer-2"))
            }
            house.stand("2024-03-08 10:00")
            let finished = try await FinishDossier(house.bureau)(
                act, result: DossierResult(.granted, number: "15/GXN", text: "Bản sao"), by: house.person("officer"))
            #expect(finished.state == .finished)
            #expect(finished.isLate(at: house.clock.now()) == false)
            house.stand("2024-03-12 08:00")
            let returned = try await ReturnResult(house.bureau)(act, delivery: .counter, by: house.person("clerk"))
            #expect(returned.state == .returned)
            #expect(returned.returned == house.clock.now())
            #expect(returned.finished == DossierHouse.moment("2024-03-08 10:00"))
            let tally = try await house.services.database.read { try CountStore.months(from: "2024-03", through: "2024-03", $0) }
            #expect(tally["2024-03"]?.early == 1)
        }
    }

    @Test func `starts from zero when the supplement is in (OS-12, OS-56)`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            house.stand("2024-03-06 09:00")
            let asked = try await AskSupplement(house.bureau)(
                house.act(dossier, "Thiếu xác nhận", document: "3/YC"), by: house.person("officer"))
            #expect(asked.state == .supplement)
            #expect(asked.due == nil)
            #expect(asked.supplements == 1)
            house.stand("2024-03-11 09:00")
            let full = try await TakeSupplement(house.bureau)(house.act(dossier, ""), by: house.person("clerk"))
            #expect(full.state == .processing)
            #expect(full.due?.vietnamDate == CalendarDate("2024-03-25"))
            #expect(full.firstDue?.vietnamDate == CalendarDate("2024-03-18"))
            await #expect(throws: WorkingTimeError.supplementTooOften(atMost: 1)) {
                try await AskSupplement(house.bureau)(house.act(dossier), by: house.person("officer"))
            }
        }
    }

    @Test func `goes on where it stood when the office chose so for the procedure (OS-53, OS-56)`() async throws {
        try await DossierHouse.open { house in
            let day = try #require(CalendarDate("2024-03-04"))
            let choice = ClockChoice(
                procedure: "1.000001", from: day, lateReceipt: .sameDay, supplement: .suspends, source: "12/QĐ-UBND")
            await #expect(throws: AccessError.self) { try await ChooseClock(house.bureau)(choice, by: house.person("head")) }
            try await ChooseClock(house.bureau)(choice, by: house.person("controller"))
            let dossier = try await house.inProcess()
            house.stand("2024-03-06 09:00")
            try await AskSupplement(house.bureau)(house.act(dossier), by: house.person("officer"))
            house.stand("2024-03-11 09:00")
            let full = try await TakeSupplement(house.bureau)(house.act(dossier, ""), by: house.person("clerk"))
            #expect(full.due?.vietnamDate == CalendarDate("2024-03-21"))
        }
    }

    @Test func `stands still while a payment is awaited`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            house.stand("2024-03-06 09:00")
            let asked = try await AskPayment(house.bureau)(house.act(dossier, "Nộp lệ phí"), by: house.person("officer"))
            #expect(asked.state == .payment)
            #expect(asked.due == nil)
            house.stand("2024-03-08 09:00")
            let paid = try await TakePayment(house.bureau)(house.act(dossier, ""), isOnline: true, by: house.person("clerk"))
            #expect(paid.state == .processing)
            #expect(paid.fee == .online)
            #expect(paid.due?.vietnamDate == CalendarDate("2024-03-20"))
        }
    }

    @Test func `gets one new appointment with an apology, and both days are kept (OS-14, OS-55)`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            house.stand("2024-03-14 09:00")
            let (day, dayOff) = (try #require(CalendarDate("2024-03-21")), try #require(CalendarDate("2024-03-24")))
            await #expect(throws: WorkingTimeError.self) {
                try await ExtendDossier(house.bureau)(house.act(dossier), to: dayOff, cause: .handling, by: house.person("head"))
            }
            let extended = try await ExtendDossier(house.bureau)(
                house.act(dossier, "Chờ xác minh", document: "5/XL"), to: day, cause: .otherBody, by: house.person("head"))
            #expect(extended.due?.vietnamDate == day)
            #expect(extended.firstDue?.vietnamDate == CalendarDate("2024-03-18"))
            #expect(extended.cause == .otherBody)
            await #expect(throws: WorkingTimeError.self) {
                try await ExtendDossier(house.bureau)(
                    house.act(dossier), to: #require(CalendarDate("2024-03-28")), cause: .handling, by: house.person("head"))
            }
        }
    }

    @Test func `waits for bodies that are asked, at once or one after the other (OS-9, OS-10)`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            await #expect(throws: DossiersError.noSuchUnit("Q")) {
                try await Consult(house.bureau)(
                    house.act(dossier, ""), .consultation, [Consult.Question(unit: "Q", content: "Ý kiến", limit: nil)],
                    by: house.person("officer"))
            }
            #expect(try await house.page("/dossiers/\(dossier.code)", by: "officer-b").status == 404)
            try await Consult(house.bureau)(
                house.act(dossier, ""), .linked,
                [
                    Consult.Question(unit: "B", content: "Xác nhận cư trú", limit: .workingDays(2), place: 1),
                    Consult.Question(unit: "A", content: "Trích lục", limit: .workingDays(3), place: 2),
                ], by: house.person("officer"))
            #expect(try await house.page("/dossiers/\(dossier.code)", by: "officer-b").status == 200)
            await #expect(throws: DossiersError.tasksOpen(2)) {
                try await FinishDossier(house.bureau)(
                    house.act(dossier, ""), result: DossierResult(.granted, number: "1", text: ""), by: house.person("officer"))
            }
            let tasks = try await house.services.database.read { try TaskStore.tasks(of: dossier.code, $0) }
            #expect(tasks.map(\.given) == [house.clock.now(), nil])
            #expect(tasks[0].due?.vietnamDate == CalendarDate("2024-03-06"))
            await #expect(throws: DossiersError.taskDone) {
                try await AnswerConsultation(house.bureau)(house.act(dossier), task: tasks[1].id, by: house.person("officer"))
            }
            house.stand("2024-03-07 09:00")
            try await AnswerConsultation(house.bureau)(house.act(dossier, "Đã xác nhận"), task: tasks[0].id, by: house.person("officer-b"))
            let after = try await house.services.database.read { try TaskStore.tasks(of: dossier.code, $0) }
            #expect(after[1].given == house.clock.now())
            #expect(after[1].due?.vietnamDate == CalendarDate("2024-03-12"))
            await #expect(throws: DossiersError.taskDone) {
                try await AnswerConsultation(house.bureau)(house.act(dossier), task: tasks[0].id, by: house.person("officer-b"))
            }
        }
    }

    @Test func `is changed by one person at a time`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            var act = house.act(dossier, "Thiếu giấy tờ")
            act.version = dossier.version
            try await AskSupplement(house.bureau)(act, by: house.person("officer"))
            await #expect(throws: DossiersError.changedMeanwhile(dossier.code.text)) {
                try await EndDossier(house.bureau)(act, .stopped, by: house.person("head"))
            }
        }
    }

    @Test func `is handed to somebody else together with all the others (EXPECTED 6)`() async throws {
        try await DossierHouse.open { house in
            let dossiers = [try await house.inProcess(), try await house.inProcess(), try await house.inProcess("1.000002")]
            let count = try await ReassignDossiers(house.bureau)(
                from: "officer", to: "officer-2", unit: "A", reason: "Nghỉ thai sản", by: house.person("head"))
            #expect(count == 3)
            for dossier in dossiers { #expect(try await house.find(dossier).officer == "officer-2") }
        }
    }

    @Test func `cannot be moved but as the table has it, whatever is tried`() async throws {
        try await DossierHouse.open { house in
            let (officer, clerk, head) = (try house.person("officer"), try house.person("clerk"), try house.person("head"))
            let result = DossierResult(.granted, number: "1", text: "")
            let acts: [(DossierState, @Sendable (DossierAct) async throws -> Dossier)] = [
                (.supplement, { try await AskSupplement(house.bureau)($0, by: officer) }),
                (.payment, { try await AskPayment(house.bureau)($0, by: officer) }),
                (.finished, { try await FinishDossier(house.bureau)($0, result: result, by: officer) }),
                (.stopped, { try await EndDossier(house.bureau)($0, .stopped, by: head) }),
                (.withdrawn, { try await EndDossier(house.bureau)($0, .withdrawn, by: clerk) }),
                (.returned, { try await ReturnResult(house.bureau)($0, delivery: .counter, by: clerk) }),
                (.accepted, { try await DecideDossier(house.bureau)($0, .accept, by: clerk) }),
                (.refused, { try await DecideDossier(house.bureau)($0, .refuse, by: clerk) }),
            ]
            for (index, first) in acts.enumerated() {
                for second in acts {
                    let dossier =
                        index < 6
                        ? try await house.inProcess() : try await house.receive { $0.decision = .ask(reason: "Thiếu") }
                    let act = house.act(dossier)
                    guard (try? await first.1(act)) != nil else { continue }
                    let state = try await house.find(dossier).state
                    #expect(state == first.0)
                    let moved = (try? await second.1(act)) != nil
                    #expect(moved == state.next.contains(second.0), "\(state) → \(second.0)")
                    #expect(try await house.find(dossier).state == (moved ? second.0 : state))
                }
            }
        }
    }
}

@Suite struct `The summary of dossiers` {
    @Test func `is what counting them anew gives, whatever happened`() async throws {
        try await DossierHouse.open { house in
            var chance = SeededGenerator(seed: 20_240_304)
            let (officer, clerk, head) = (try house.person("officer"), try house.person("clerk"), try house.person("head"))
            for number in 0..<40 {
                house.stand("2024-0\(3 + number / 20)-\(10 + number % 18) 0\(8 + number % 2):00")
                let dossier = try await house.inProcess(["1.000001", "1.000002", "1.000004"].randomElement(using: &chance) ?? "1.000001")
                house.clock.advance(milliseconds: Int64.random(in: 0...20, using: &chance) * 86_400_000)
                let act = house.act(dossier)
                switch Int.random(in: 0..<4, using: &chance) {
                case 0: _ = try await EndDossier(house.bureau)(act, .stopped, by: head)
                case 1: _ = try await EndDossier(house.bureau)(act, .withdrawn, by: clerk)
                case 2:
                    _ = try await FinishDossier(house.bureau)(act, result: DossierResult(.granted, number: "1", text: ""), by: officer)
                    _ = try await ReturnResult(house.bureau)(act, delivery: .counter, by: clerk)
                default: break
                }
            }
            let (kept, anew) = try await house.services.database.read { db in
                (try CountStore.months(from: "2024-01", through: "2025-12", db), try CountStore.recounted(db))
            }
            #expect(kept == anew)
            #expect(kept.values.map(\.received).reduce(0, +) == 40)
            #expect(kept.values.contains { $0.late > 0 } && kept.values.contains { $0.unlimited > 0 })
        }
    }
}
