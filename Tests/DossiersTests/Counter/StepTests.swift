import Dossiers
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing

/// The internal process of a procedure: three steps of four hours, two days and without a time (PR-8).
extension DossierHouse {
    func applyProcess() async throws {
        let rows = """
            code,step,performer,time
            1.000001,Tiếp nhận,Một cửa,4 giờ làm việc
            1.000001,Thẩm định,Công chức hộ tịch,2 ngày làm việc
            1.000001,Trả kết quả,Một cửa,
            """
        try await applyProcedures(
            InputFile(name: "processes.csv", bytes: Array(rows.utf8)), decision: "5/QĐ-UBND", from: CalendarDate("2024-03-04"))
    }

    func steps(_ dossier: Dossier) async throws -> [DossierStep] {
        try await services.database.read { try StepStore.steps(of: dossier.code, $0) }
    }
}

@Suite struct `The internal process of a procedure` {
    @Test func `leads a dossier from step to step, each with its own time by the work calendar (PR-8)`() async throws {
        try await DossierHouse.open { house in
            try await house.applyProcess()
            let dossier = try await house.receive()
            // Received at 8:00: four hours of work end at 14:00, for the shifts are 07:30–11:30 and 13:30–17:30.
            var steps = try await house.steps(dossier)
            #expect(steps.map(\.number) == [1])
            #expect(steps[0].begun == dossier.received)
            #expect(steps[0].due == DossierHouse.moment("2024-03-04 14:00"))

            house.stand("2024-03-04 15:30")
            await #expect(throws: DossiersError.notYourWork(.receive)) {
                try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("officer"))
            }
            try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("clerk"))
            steps = try await house.steps(dossier)
            #expect(steps[0].done == DossierHouse.moment("2024-03-04 15:30"))
            #expect(steps[0].login == "clerk")
            #expect(steps[0].isLate(at: house.clock.now()) == true)
            #expect(steps[1].due?.vietnamDate == CalendarDate("2024-03-06"))
            #expect(steps[1].isLate(at: house.clock.now()) == false)

            try await AssignDossier(house.bureau)(house.act(dossier, ""), to: "officer", by: house.person("head"))
            await #expect(throws: DossiersError.notYourWork(.handle)) {
                try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("officer-2"))
            }
            await #expect(throws: DossiersError.noSuchPerson("clerk")) {
                try await EndStep(house.bureau)(house.act(dossier, ""), to: "clerk", by: house.person("officer"))
            }
            house.stand("2024-03-05 09:00")
            let moved = try await EndStep(house.bureau)(house.act(dossier, "đã ký"), to: "officer-2", by: house.person("officer"))
            #expect(moved.officer == "officer-2")
            steps = try await house.steps(dossier)
            #expect(steps.map(\.number) == [1, 2, 3])
            #expect(steps[2].due == nil)

            house.stand("2024-03-05 10:00")
            try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("officer-2"))
            #expect(try await house.steps(dossier).allSatisfy { $0.done != nil })
            await #expect(throws: DossiersError.notPossible(.stepEnded, from: .processing)) {
                try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("officer-2"))
            }
        }
    }

    @Test func `stands still with the dossier, and starts again with it (OS-12)`() async throws {
        try await DossierHouse.open { house in
            try await house.applyProcess()
            let dossier = try await house.inProcess()
            house.stand("2024-03-05 09:00")
            try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("officer"))
            house.stand("2024-03-06 09:00")
            try await AskSupplement(house.bureau)(house.act(dossier), by: house.person("officer"))
            #expect(try await house.steps(dossier)[1].due == nil)
            await #expect(throws: DossiersError.self) {
                try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("officer"))
            }
            house.stand("2024-03-11 09:00")
            try await TakeSupplement(house.bureau)(house.act(dossier, ""), by: house.person("clerk"))
            #expect(try await house.steps(dossier)[1].due?.vietnamDate == CalendarDate("2024-03-13"))
        }
    }

    @Test func `ends with a dossier that ends without a result, and cannot be ended before it begun`() async throws {
        try await DossierHouse.open { house in
            try await house.applyProcess()
            let dossier = try await house.inProcess()
            house.stand("2024-03-05 09:00")
            try await EndStep(house.bureau)(house.act(dossier, ""), by: house.person("officer"))
            house.stand("2024-03-05 10:00")
            var changed = house.act(dossier, "")
            changed.at = DossierHouse.moment("2024-03-05 08:59")
            let early = changed
            await #expect(throws: DossiersError.beforeReceipt(DossierHouse.moment("2024-03-05 09:00"))) {
                try await EndStep(house.bureau)(early, by: house.person("officer"))
            }
            try await EndDossier(house.bureau)(house.act(dossier), .stopped, by: house.person("head"))
            let steps = try await house.steps(dossier)
            #expect(steps[1].done == house.clock.now())
            #expect(steps[1].login == "head")
        }
    }

    @Test func `is no burden where a procedure has none, and what is solved at once needs none`() async throws {
        try await DossierHouse.open { house in
            let plain = try await house.receive("1.000002")
            #expect(try await house.steps(plain).isEmpty)
            try await house.applyProcess()
            let solved = try await house.receive { $0.decision = .solve(DossierResult(.granted, number: "1", text: "Xong")) }
            #expect(try await house.steps(solved).isEmpty)
            let waiting = try await house.receive { $0.decision = .ask(reason: "Thiếu") }
            #expect(try await house.steps(waiting).isEmpty)
            house.stand("2024-03-05 09:00")
            try await DecideDossier(house.bureau)(house.act(waiting, ""), .accept, by: house.person("clerk"))
            #expect(try await house.steps(waiting).map(\.begun) == [house.clock.now()])
        }
    }

    @Test func `is shown on the dossier and on the desk, where a late step stands out`() async throws {
        try await DossierHouse.open { house in
            try await house.applyProcess()
            let dossier = try await house.inProcess()
            let page = try await house.page("/dossiers/\(dossier.code)", by: "officer").words
            for text in ["Quy trình nội bộ", "1. Tiếp nhận đang làm", "4 giờ làm việc", "2. Thẩm định", "Công chức hộ tịch"] {
                #expect(page.contains(text), "\(text)")
            }
            #expect(try await house.page("/dossiers/units/A?part=step", by: "officer").words.contains("1. Tiếp nhận, hạn của bước 14:00"))
            house.stand("2024-03-05 09:00")
            let desk = try await house.page("/dossiers/units/A?part=step", by: "officer").words
            #expect(desk.contains("Bước đến hạn 1") && desk.contains("bước quá hạn") && desk.contains(dossier.code.text))
            let answer = try await house.send("/dossiers/\(dossier.code)/acts/step", ["officer": "officer-2"], by: "officer")
            #expect(answer.status == 303)
            let after = try await house.page("/dossiers/\(dossier.code)", by: "officer").words
            #expect(after.contains("2. Thẩm định đang làm"))
            #expect(after.contains("1. Tiếp nhận → 2. Thẩm định"))
            #expect(try await house.page("/dossiers/units/A?part=step", by: "officer").words.contains("Không có bước nào đến hạn"))
        }
    }

    @Test func `the moves of a dossier are those of the national states (OS-21)`() {
        let moves: [Int: Set<Int>] = [
            1: [2, 3, 7], 2: [4, 7, 9], 3: [], 4: [5, 6, 7, 8, 9], 5: [4, 7, 8], 6: [4], 7: [], 8: [], 9: [10], 10: [],
        ]
        for state in DossierState.allCases { #expect(Set(state.next.map(\.national)) == moves[state.national], "\(state)") }
    }

    @Test func `an assignment tells the person’s name, not the login`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.inProcess()
            let page = try await house.page("/dossiers/\(dossier.code)", by: "head").words
            #expect(page.contains("Phân công Người head Người officer –"))
        }
    }
}
