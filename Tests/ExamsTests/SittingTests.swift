import Exams
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// Somebody's way through a paper, by the server's clock (SV-70).
@Suite struct `Sitting a test` {
    private func outcome(_ number: String, _ login: String, _ house: ExamsHouse) async throws -> Attempt.Outcome? {
        let screen = try await ShowSitting(house.bureau)(number, by: house.person(login))
        if case .ended(_, let outcome) = screen.phase { return outcome }
        return nil
    }

    @Test func `begins within the window, for whoever was called, once`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced()
            let opens = ExamsHouse.moment("2026-04-21 09:00")
            await #expect(throws: ExamsError.notOpenYet(opens)) { try await StartAttempt(house.bureau)(number, by: house.person("an")) }
            house.stand("2026-04-21 09:00")
            // Below the department too; not who works nowhere, nor who runs it.
            for login in ["an", "chi", "em"] { try await StartAttempt(house.bureau)(number, by: house.person(login)) }
            for login in ["stranger", "admin", "head"] {
                await #expect(throws: ExamsError.noSuchExam(number)) {
                    try await StartAttempt(house.bureau)(number, by: house.person(login))
                }
            }
            let first = try await house.paper(number, "an").attempt
            house.pass(seconds: 300)
            try await StartAttempt(house.bureau)(number, by: house.person("an"))
            #expect(try await house.paper(number, "an").attempt == first)
            #expect(first.paper != (try await house.paper(number, "chi")).attempt.paper)
            house.stand("2026-04-21 11:00")
            let closes = ExamsHouse.moment("2026-04-21 11:00")
            await #expect(throws: ExamsError.closed(closes)) { try await StartAttempt(house.bureau)(number, by: house.person("binh")) }
        }
    }

    @Test func `keeps the paper that was given, whatever becomes of the bank`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced()
            house.stand("2026-04-21 09:00")
            try await StartAttempt(house.bureau)(number, by: house.person("an"))
            let before = try await house.paper(number, "an")
            let changed = ExamsHouse.bank.replacing("ĐÚNG,Sai hai,B", with: "Khác,ĐÚNG,C").replacing("Câu hỏi", with: "Câu khác")
            try await ImportQuestions(house.bureau)(ExamsHouse.file(changed), by: house.person("admin"))
            try await RetireQuestion(house.bureau)("Q-9", reason: "x", by: house.person("admin"))
            let after = try await house.paper(number, "an")
            #expect(after.attempt == before.attempt && after.questions == before.questions)
            // Whoever begins later draws from what was announced.
            try await house.sit(number, "binh") { _ in true }
            try await HandIn(house.bureau)(
                house.sheet(number, house.shown(number, "an") { _ in true }), by: house.person("an"))
            for login in ["an", "binh"] { #expect(try await outcome(number, login, house)?.score == Points(micro: 4_500_000)) }
        }
    }

    @Test func `goes on at another machine, and an older page does not undo it`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced()
            house.stand("2026-04-21 09:00")
            let (save, an) = (SaveAnswers(house.bureau), try house.person("an"))
            try await StartAttempt(house.bureau)(number, by: an)
            #expect(try await save(house.sheet(number, [1: 1, 2: 2], ticket: "FIRSTFIRSTFIRST1"), by: an).revision == 1)
            // The answer to that save was lost: the same page sends again what it has, from the same revision.
            #expect(try await save(house.sheet(number, [1: 2, 2: 2], ticket: "FIRSTFIRSTFIRST1"), by: an).revision == 2)
            // Another machine opens the page at revision 2 and goes on.
            #expect(try await save(house.sheet(number, [3: 1], revision: 2, ticket: "OTHEROTHEROTHER1"), by: an).revision == 3)
            await #expect(throws: ExamsError.changedElsewhere) {
                try await save(house.sheet(number, [3: 2], revision: 2, ticket: "FIRSTFIRSTFIRST1"), by: an)
            }
            let attempt = try await house.paper(number, "an").attempt
            let chosen = (0..<3).map { attempt.paper.items[$0].order.firstIndex(of: attempt.answers[$0]).map { $0 + 1 } }
            #expect(chosen == [2, 2, 1] && attempt.answered == 3)
        }
    }

    @Test func `refuses answers that are on no paper, and pages without a word of their own`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced()
            house.stand("2026-04-21 09:00")
            let (save, an) = (SaveAnswers(house.bureau), try house.person("an"))
            await #expect(throws: ExamsError.notStarted) { try await save(house.sheet(number, [1: 1]), by: an) }
            try await StartAttempt(house.bureau)(number, by: an)
            for shown in [[0: 1], [7: 1], [1: 0], [1: 4], [-1: -1], [Int.max: 1]] {
                await #expect(throws: Faults.self) { try await save(house.sheet(number, shown), by: an) }
            }
            await #expect(throws: Faults.self) { try await save(house.sheet(number, [1: 1], ticket: "short"), by: an) }
            let long = String(repeating: "x", count: 65)
            await #expect(throws: Faults.self) { try await save(house.sheet(number, [1: 1], ticket: long), by: an) }
            await #expect(throws: ExamsError.noSuchExam(number)) { try await save(house.sheet(number, [1: 1]), by: house.person("admin")) }
            #expect(try await house.paper(number, "an").attempt.answered == 0)
        }
    }

    @Test func `ends by itself after the time and the grace, with what was kept`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced { $0.graceSeconds = 60 }
            house.stand("2026-04-21 09:00")
            let (save, an) = (SaveAnswers(house.bureau), try house.person("an"))
            try await StartAttempt(house.bureau)(number, by: an)
            let shown = try await house.shown(number, "an") { _ in true }
            try await save(house.sheet(number, shown.filter { $0.key <= 5 }), by: an)
            // The time is over; what a lost connection held up is taken within the grace.
            house.pass(seconds: 30 * 60 + 59)
            #expect(try await EndAttempts(house.bureau)() == 0)
            try await save(house.sheet(number, shown), by: an)
            house.pass(seconds: 1)
            await #expect(throws: ExamsError.over) { try await save(house.sheet(number, [1: 1]), by: an) }
            await #expect(throws: ExamsError.over) { try await HandIn(house.bureau)(house.sheet(number, [:]), by: an) }
            let page = try await house.page("/exams/\(number)/sit", by: "an")
            #expect(page.words.contains("Đã hết giờ.") && !page.text.contains("name=\"q.1\""))
            #expect(try await EndAttempts(house.bureau)() == 1)
            #expect(try await EndAttempts(house.bureau)() == 0)
            let ended = try await outcome(number, "an", house)
            #expect(ended?.ending == .timeOver && ended?.score == Points(micro: 4_500_000) && ended?.isPassed == true)
        }
    }

    @Test func `has less time near the end of the window, and more after a power cut`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced { $0.graceSeconds = 0 }
            let admin = try house.person("admin")
            house.stand("2026-04-21 10:50")
            for login in ["an", "binh"] { try await StartAttempt(house.bureau)(number, by: house.person(login)) }
            #expect(try await house.paper(number, "an").attempt.due == ExamsHouse.moment("2026-04-21 11:00"))
            let given = try await house.send(
                "/exams/\(number)/people/an/time", ["minutes": "15", "reason": "Mất điện tầng 3"], by: "admin")
            #expect(given.status == 303)
            #expect(try await house.paper(number, "an").attempt.due == ExamsHouse.moment("2026-04-21 11:15"))
            for (minutes, reason) in [(0, "x"), (481, "x"), (5, "")] {
                await #expect(throws: Faults.self) {
                    try await GiveTime(house.bureau)(minutes, to: "an", exam: number, reason: reason, by: admin)
                }
            }
            house.stand("2026-04-21 11:05")
            await #expect(throws: ExamsError.stillSitting(1)) { try await ReleaseExam(house.bureau)(number, by: admin) }
            try await SaveAnswers(house.bureau)(house.sheet(number, [1: 1]), by: house.person("an"))
            #expect(try await EndAttempts(house.bureau)() == 1)
            await #expect(throws: ExamsError.over) {
                try await GiveTime(house.bureau)(5, to: "binh", exam: number, reason: "x", by: admin)
            }
            house.stand("2026-04-21 11:15")
            #expect(try await EndAttempts(house.bureau)() == 1)
            #expect(try await house.page("/exams/\(number)/people/an", by: "admin").words.contains("Mất điện tầng 3"))
        }
    }

    @Test func `goes one way where the plan says so`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced { $0.isOneWay = true }
            house.stand("2026-04-21 09:00")
            let address = "/exams/\(number)/sit"
            #expect(try await house.send("\(address)/start", [:], by: "an").status == 303)
            var page = try await house.page(address, by: "an")
            #expect(page.text.contains("name=\"q.1\"") && !page.text.contains("name=\"q.2\""))
            for question in 1...6 {
                let sent = [
                    "q.\(question)": "1", "step": "next", "revision": page.field("revision") ?? "", "ticket": page.field("ticket") ?? "",
                ]
                #expect(try await house.send(address, sent, by: "an").status == 303)
                page = try await house.page(address, by: "an")
                #expect(!page.text.contains("name=\"q.\(question)\""))
            }
            // All were asked: only handing in is left, and no way back.
            #expect(page.words.contains("Đã trả lời 6 trên 6 câu."))
            let back = ["q.2": "2", "step": "save", "revision": page.field("revision") ?? "", "ticket": page.field("ticket") ?? ""]
            #expect(try await house.send(address, back, by: "an").status == 409)
            let done = ["revision": page.field("revision") ?? "", "ticket": page.field("ticket") ?? ""]
            #expect(try await house.send("\(address)/hand-in", done, by: "an").status == 303)
            #expect(try await outcome(number, "an", house)?.ending == .handedIn)
        }
    }

    @Test func `works by page alone, without scripts, and tells the clock to those with`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced()
            let address = "/exams/\(number)/sit"
            #expect(try await house.page(address, by: "an", language: .en).words.contains("The test opens at"))
            #expect(try await house.send("\(address)/start", [:], by: "an").status == 409)
            house.stand("2026-04-21 09:00")
            #expect(try await house.page("/exams", by: "an").words.contains("Kiểm tra năm 2026"))
            #expect(try await house.send("\(address)/start", [:], by: "an").location == address)
            var page = try await house.page(address, by: "an", language: .en)
            #expect(page.words.contains("6 questions.") && page.words.contains("You have until 2026-04-21 09:30"))
            #expect(!page.text.contains("checked"))
            let shown = try await house.shown(number, "an") { _ in true }
            func sent(_ step: String, _ questions: ClosedRange<Int>) -> [String: String] {
                var values = ["step": step, "revision": page.field("revision") ?? "", "ticket": page.field("ticket") ?? ""]
                for question in questions { values["q.\(question)"] = "\(shown[question] ?? 0)" }
                return values
            }
            #expect(try await house.send(address, sent("save", 1...2), by: "an").location == "\(address)?done=saved")
            page = try await house.page(address, by: "an")
            #expect(page.text.components(separatedBy: " checked>").count == 3)
            let saved = try await house.send(address, sent("autosave", 1...4), by: "an")
            #expect(saved.status == 204 && saved.revision == "2")
            page = try await house.page(address, by: "an")
            house.pass(seconds: 90)
            let clock = try await house.page("/api/v1/exams/\(number)/clock", by: "an")
            #expect(clock.text.contains(#"{"left_ms":1710000}"#))
            #expect(try await house.send(address, sent("review", 1...5), by: "an").location == "\(address)/review")
            page = try await house.page("\(address)/review", by: "an", language: .en)
            #expect(page.words.contains("5 of 6 questions are answered.") && page.words.contains("Not answered: Question 6"))
            #expect(try await house.send("\(address)/hand-in", sent("", 6...6), by: "an").location == address)
            let ended = try await house.page(address, by: "an", language: .en)
            #expect(ended.words.contains("You have handed in your paper.") && ended.words.contains("6 / 6"))
            #expect(!ended.words.contains("4.5") && !ended.text.contains("name=\"q.1\""))
            #expect(try await house.send(address, sent("save", 1...1), by: "an").status == 409)
            #expect(try await house.send(address, ["q.x": "1", "ticket": ExamsHouse.ticket], by: "an").status == 422)
        }
    }

    @Test func `takes whoever was forgotten, and nobody twice`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced { $0.units = ["B"] }
            let address = "/exams/\(number)/people"
            #expect(try await house.send(address, ["login": "an"], by: "admin").status == 303)
            #expect(try await house.send(address, ["login": "an"], by: "admin").status == 409)
            for login in ["stranger", "nobody", ""] {
                #expect(try await house.send(address, ["login": login], by: "admin").status == 422, "\(login)")
            }
            let screen = try await ShowResults(house.bureau)(number, by: house.person("admin"))
            #expect(screen.people.map { "\($0.sitter.number) \($0.sitter.login)" } == ["1 dung", "2 em", "3 an"])
        }
    }
}

/// What an organiser decides (SV-70).
@Suite struct `The plan of a test` {
    private let form = [
        "title": "Kiểm tra", "units": "A\nB", "opens_day": "21/04/2026", "opens_clock": "9h00", "closes_day": "21/04/2026",
        "closes_clock": "11:00", "minutes": "30", "grace": "60", "pass": "62,5", "seed": "42",
        "parts": "Một cửa; 1; 4; 0,5\n\nVăn thư; 3; 2; 1,25", "shows_people": "1",
    ]

    @Test func `comes from its form, and is changed until it is announced`() async throws {
        try await ExamsHouse.open { house in
            let admin = try house.person("admin")
            try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), by: admin)
            let made = try await house.send("/exams/new", form, by: "admin")
            #expect(made.location == "/exams/KT-2026-0001?done=planned")
            let exam = try await ShowResults(house.bureau)("KT-2026-0001", by: admin).exam
            #expect(exam.plan.passHundredths == 6250 && exam.plan.maximum == Points(micro: 4_500_000) && exam.plan.showsPeople)
            #expect(exam.plan.opens == ExamsHouse.moment("2026-04-21 09:00") && exam.plan.units == ["B", "A"])
            let page = try await house.page("/exams/KT-2026-0001/plan", by: "admin")
            #expect(page.text.contains("Một cửa; 1; 4; 0,5") && page.field("version") == "1")
            let changed = form.merging(["minutes": "45", "version": "1"]) { $1 }
            #expect(try await house.send("/exams/KT-2026-0001/plan", changed, by: "admin").status == 303)
            #expect(try await house.send("/exams/KT-2026-0001/plan", changed, by: "admin").status == 409)
            #expect(try await house.send("/exams/KT-2026-0001/announce", ["version": "2"], by: "admin").status == 303)
            #expect(try await house.send("/exams/KT-2026-0001/announce", [:], by: "admin").status == 409)
            #expect(try await house.page("/exams/KT-2026-0001/plan", by: "admin").status == 409)
            for person in ["an", "auditor", "leader", "head"] {
                #expect(try await house.send("/exams/new", form, by: person).status == 403)
            }
        }
    }

    @Test(arguments: [
        ("title", ""), ("units", "A\nZ"), ("units", "A\nA"), ("opens_day", "31/02/2026"), ("opens_clock", "25:00"),
        ("closes_clock", "09:00"), ("minutes", "0"), ("minutes", "99999999999999999999"), ("grace", "601"), ("pass", "100,01"),
        ("pass", "1,234"), ("seed", "-1"), ("parts", ""), ("parts", "Một cửa; 1; 4"), ("parts", "Một cửa; 4; 4; 1"),
        ("parts", "Một cửa; 1; 9223372036854775807; 1"), ("parts", "Một cửa; 1; 4; 0"), ("parts", "Một cửa; 1; 4; 1.000"),
        ("parts", "Một cửa; 1; 1; 1\nMột cửa; 1; 1; 1"), ("parts", "a; 1; 200; 1\nb; 1; 200; 1"),
    ]) func `is refused with the field that is wrong`(field: String, value: String) async throws {
        try await ExamsHouse.open { house in
            let page = try await house.send("/exams/new", form.merging([field: value]) { $1 }, by: "admin")
            let named = field == "closes_clock" ? "closes_day" : field
            #expect(page.status == 422 && page.text.contains("id=\"\(named)-error\""), "\(field) \(value)")
        }
    }
}
