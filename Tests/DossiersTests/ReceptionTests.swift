import Dossiers
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing
import WorkingTime

@Suite struct `A dossier at the counter` {
    @Test func `gets its code and the appointment that the law gives (OS-30, OS-56)`() async throws {
        try await DossierHouse.open { house in
            house.stand("2024-03-04 09:30")
            let first = try await house.receive()
            #expect(first.code.text == "H41.2.1-240304-0001")
            #expect(first.state == .accepted)
            #expect(first.due?.vietnamDate == CalendarDate("2024-03-18"))
            #expect(first.firstDue == first.due)
            #expect(try await house.receive().code.text == "H41.2.1-240304-0002")
            house.stand("2024-03-05 07:30")
            #expect(try await house.receive().code.text == "H41.2.1-240305-0001")
        }
    }

    @Test func `waits without a running clock when papers are missing, and is accepted when they come`() async throws {
        try await DossierHouse.open { house in
            house.stand("2024-03-04 09:30")
            let waiting = try await house.receive { $0.decision = .ask(reason: "Thiếu bản sao giấy chứng sinh") }
            #expect(waiting.state == .registered)
            #expect(waiting.due == nil)
            house.stand("2024-03-11 10:00")
            let accepted = try await DecideDossier(house.bureau)(house.act(waiting, ""), .accept, by: house.person("clerk"))
            #expect(accepted.state == .accepted)
            #expect(accepted.due?.vietnamDate == CalendarDate("2024-03-25"))
            #expect(try await house.find(waiting).received == DossierHouse.moment("2024-03-11 10:00"))
            let (kept, anew) = try await house.services.database.read { db in
                (try CountStore.months(from: "2024-01", through: "2024-12", db), try CountStore.recounted(db))
            }
            #expect(kept == anew)
        }
    }

    @Test func `is refused with a reason, or not at all`() async throws {
        try await DossierHouse.open { house in
            let faults = await #expect(throws: Faults.self) { try await house.receive { $0.decision = .refuse(reason: "") } }
            #expect(faults?.faults.map(\.place.field) == ["reason"])
            let refused = try await house.receive { $0.decision = .refuse(reason: "Không thuộc thẩm quyền") }
            #expect(refused.state == .refused)
            #expect(refused.finished == refused.received)
            #expect(refused.due == nil)
        }
    }

    @Test func `is solved at once and counted (OS-5)`() async throws {
        try await DossierHouse.open { house in
            let solved = try await house.receive("1.000003") {
                $0.decision = .solve(DossierResult(.granted, number: "12/XN", text: "Xác nhận"))
            }
            #expect(solved.state == .returned)
            #expect(solved.finished == solved.received)
            #expect(solved.due != nil)
            let tally = try await house.services.database.read { try CountStore.months(from: "2024-03", through: "2024-03", $0) }
            #expect(tally["2024-03"]?.received == 1)
            #expect(tally["2024-03"]?.solved == 1)
            #expect(tally["2024-03"]?.late == 0)
        }
    }

    @Test func `of yesterday is entered with its own day, and never one of tomorrow`() async throws {
        try await DossierHouse.open { house in
            house.stand("2024-03-05 08:00")
            let late = try await house.receive { $0.received = DossierHouse.moment("2024-03-04 16:00") }
            #expect(late.code.text == "H41.2.1-240304-0001")
            #expect(late.entered == DossierHouse.moment("2024-03-05 08:00"))
            await #expect(throws: DossiersError.receivedInFuture) {
                try await house.receive { $0.received = DossierHouse.moment("2024-03-06 08:00") }
            }
        }
    }

    @Test func `needs a procedure in force that the unit receives, and a unit with a code`() async throws {
        try await DossierHouse.open { house in
            await #expect(throws: DossiersError.noSuchProcedure("9.999999")) { try await house.receive("9.999999") }
            let early = try #require(CalendarDate("2019-12-31"))
            await #expect(throws: DossiersError.notInForce(procedure: "1.000001", day: early)) {
                try await house.receive { $0.received = DossierHouse.moment("2019-12-31 09:00") }
            }
            await #expect(throws: DossiersError.noAgencyCode(unit: "C")) { try await house.receive(unit: "C", by: "clerk-c") }
            await #expect(throws: DossiersError.notYourUnit(unit: "B")) { try await house.receive(unit: "B") }
            await #expect(throws: DossiersError.notYourUnit(unit: "A")) { try await house.receive(by: "officer") }
        }
    }

    @Test func `gets a number of its own, however many come at once (OS-30)`() async throws {
        try await DossierHouse.open { house in
            let codes = try await withThrowingTaskGroup { group in
                for _ in 0..<40 { group.addTask { try await house.receive().code.text } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(codes == Set((1...40).map { "H41.2.1-240304-00\($0 < 10 ? "0" : "")\($0)" }))
        }
    }

    @Test func `is due by the end of office hours where its limit is in days, and handed over by then (OS-51)`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.receive()
            #expect(try await house.page("/dossiers/\(dossier.code)", by: "clerk").words.contains("18/03/2024, hết giờ làm việc"))
            let counter = try await house.page("/dossiers/units/A/reception/1.000001", by: "clerk").words
            #expect(counter.contains("17:30 18/03/2024"))
        }
    }

    @Test func `has the last number of the day, and after it there is none (OS-30)`() async throws {
        try await DossierHouse.open { house in
            try await house.services.database.write { db in
                _ = try db.run("INSERT INTO dossiers_sequences (agency, day, last) VALUES ('H41.2.1', '2024-03-04', 9998)")
            }
            #expect(try await house.receive().code.text == "H41.2.1-240304-9999")
            let day = try #require(CalendarDate("2024-03-04"))
            await #expect(throws: DossiersError.codesExhausted(agency: "H41.2.1", day: day)) { try await house.receive() }
            await #expect(throws: DossiersError.codesExhausted(agency: "H41.2.1", day: day)) { try await house.receive() }
        }
    }

    @Test func `tells everything that was typed wrong, at its field`() async throws {
        try await DossierHouse.open { house in
            let shown = try await house.send(
                "/dossiers/units/A/reception/1.000001",
                ["name": "", "phone": "12", "email": "a@b", "fee": "x", "received": "31/02/2024 09:00", "decision": "accept"], by: "clerk")
            #expect(shown.status == 422)
            for field in ["fee", "received"] { #expect(shown.text.contains("href=\"#\(field)\""), "\(field)") }
            let again = try await house.send(
                "/dossiers/units/A/reception/1.000001", ["name": "", "phone": "12", "email": "a@b", "decision": "accept"], by: "clerk")
            for field in ["name", "phone", "email"] { #expect(again.text.contains("href=\"#\(field)\""), "\(field)") }
            #expect(try await house.services.database.read { try $0.rows("SELECT code FROM dossiers_dossiers") }.isEmpty)
        }
    }

    @Test func `keeps the version it was received under when another one comes (PR-11, PR-13)`() async throws {
        try await DossierHouse.open { house in
            let old = try await house.receive()
            let list =
                "code,name,field,levels,counter_time,decision,from\n1.000001,Cấp bản sao,Hộ tịch,commune,2 ngày làm việc,2/QĐ-UBND,2024-03-06\n"
            try await house.applyProcedures(InputFile(name: "new.csv", bytes: Array(list.utf8)))
            house.stand("2024-03-06 08:00")
            let new = try await house.receive()
            #expect(new.procedure != old.procedure)
            #expect(new.due?.vietnamDate == CalendarDate("2024-03-08"))
            let kept = try await AssignDossier(house.bureau)(house.act(old), to: "officer", by: house.person("head"))
            #expect(kept.procedure == old.procedure)
            #expect(kept.due == old.due)
        }
    }

    @Test func `goes through the pages as a clerk sees them`() async throws {
        try await DossierHouse.open { house in
            house.stand("2024-03-04 09:30")
            let found = try await house.page("/dossiers/units/A/reception?q=khai+sinh", by: "clerk")
            #expect(found.status == 200)
            #expect(found.text.contains("/dossiers/units/A/reception/1.000002"))
            let form = try await house.page("/dossiers/units/A/reception/1.000002", by: "clerk")
            #expect(form.words.contains("07/03/2024"), "the appointment is told before anything is typed")
            let sent = try await house.send(
                "/dossiers/units/A/reception/1.000002",
                ["name": "Lê Thị Bé", "phone": "0912 345 678", "fee": "8.000", "decision": "accept", "subject": "citizen"], by: "clerk")
            #expect(sent.location == "/dossiers/H41.2.1-240304-0001?done=received")
            let page = try await house.page("/dossiers/H41.2.1-240304-0001", by: "clerk")
            for text in ["Lê Thị Bé", "Đăng ký khai sinh", "Được tiếp nhận", "8.000 ₫, chưa thu", "07/03/2024"] {
                #expect(page.words.contains(text), "\(text)")
            }
            let desk = try await house.page("/dossiers/units/A", by: "head")
            #expect(desk.words.contains("1 hồ sơ đang giải quyết"))
            #expect(desk.text.contains("/dossiers/H41.2.1-240304-0001"))
        }
    }
}
