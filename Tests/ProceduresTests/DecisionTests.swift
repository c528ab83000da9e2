import Kernel
import Platform
import Procedures
import Storage
import TestSupport
import Testing

/// NĐ 63/2010 Đ15 and Đ24.2 (PR-6, PR-12); the clock stands at 10/10/2026.
@Suite struct `Publication decisions` {
    private static func register(
        _ number: String, _ authority: String, decided: String, effective: String, listed: String = "", codes: String = "1.900001",
        _ services: Services
    ) async throws {
        let draft = RegisterDecision.Draft(
            number: number, authority: authority, decided: decided, effective: effective, listed: listed, codes: codes)
        try await RegisterDecision(services)(draft, by: .operating)
    }

    @Test(arguments: [
        // Signed on the last day, and a day later: 20 and 5 days of the calendar before 01/10/2026.
        ("ministry", "calendar", "2026-09-11", "2026-10-01", false), ("ministry", "calendar", "2026-09-12", "2026-10-01", true),
        ("province", "calendar", "2026-09-26", "2026-10-01", false), ("province", "calendar", "2026-09-27", "2026-10-01", true),
        // Working days as the formula of Decision 766 counts them (RT-10): Thursday 01/10, five before it is Thursday 24/09.
        ("province", "working", "2026-09-24", "2026-10-01", false), ("province", "working", "2026-09-25", "2026-10-01", true),
        // Law made by the shortened way: three days after.
        ("shortened", "calendar", "2026-10-04", "2026-10-01", false), ("shortened", "calendar", "2026-10-05", "2026-10-01", true),
    ])
    func `come in time or late`(authority: String, count: String, decided: String, effective: String, isLate: Bool) async throws {
        try await withHouse { services in
            try await Self.register("1", authority, decided: decided, effective: effective, services)
            let counting = try #require(PublicationLimits.DayCount(rawValue: count))
            let alert = try #require(try await ProcedureAlerts(services)(counting: counting, by: .operating).first)
            #expect(alert.isIssuedLate == isLate, "\(alert.limits)")
        }
    }

    @Test(arguments: [
        // Ten, five and two working days after Monday 14/09/2026.
        ("ministry", "2026-09-28"), ("province", "2026-09-21"), ("shortened", "2026-09-16"),
    ])
    func `are entered in the national database within working days of signing`(authority: String, last: String) async throws {
        try await withHouse { services in
            let late = try #require(Catalogue.day(last).dayAfter?.description)
            for (number, listed) in [("1", last), ("2", late), ("3", "")] {
                try await Self.register(number, authority, decided: "2026-09-14", effective: "2026-12-01", listed: listed, services)
            }
            let alerts = try await ProcedureAlerts(services)(by: .operating)
            #expect(alerts.map(\.limits.entry.description) == [last, last, last])
            #expect(alerts.map(\.isEnteredLate) == [false, true, true])
        }
    }

    @Test func `are told while their content is not entered, and when their day is near`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await Self.register(
                "60/QĐ-UBND", "province", decided: "01/09/2026", effective: "2026-10-01", codes: "1.900001, 1.900002\n1.900077", services)
            try await Self.register("61/QĐ-UBND", "province", decided: "01/10/2026", effective: "2026-11-09", services)
            func alerts(_ days: Int = 30) async throws -> [String: ProcedureAlerts.Alert] {
                let alerts = try await ProcedureAlerts(services)(within: days, by: .operating)
                return Dictionary(uniqueKeysWithValues: alerts.map { ($0.decision.number, $0) })
            }
            let first = try await alerts()
            #expect(first["60/QĐ-UBND"]?.isOverdue == true && first["60/QĐ-UBND"]?.decision.open.count == 3)
            #expect(first["61/QĐ-UBND"]?.isNear == true && first["61/QĐ-UBND"]?.isOverdue == false)
            #expect(try await alerts(29)["61/QĐ-UBND"]?.isNear == false)
            try await withSignIns(services) { client in
                let told = "đã có hiệu lực mà nội dung chưa được cập nhật"
                let (own, everybodys) = (
                    try await client.get("/procedures", as: .administrator).text, try await client.get("/procedures").text
                )
                #expect(own.contains(told) && !everybodys.contains(told))
            }
            // A list by the decision enters what it names, be it changed by it or not.
            let order = ImportOrder(decision: "60/QĐ-UBND", from: Catalogue.day("2026-10-01"))
            try await Catalogue.take("code,counter_fee\n1.900001,9000\n1.900002,8000\n", services, order)
            #expect(try await alerts()["60/QĐ-UBND"]?.decision.open == ["1.900077"])
            #expect(try await alerts()["61/QĐ-UBND"]?.decision.open == ["1.900001"])
            try await Catalogue.take("code,name\n1.900077,Thủ tục mới\n", services, order)
            #expect(try await alerts()["60/QĐ-UBND"]?.isOpen == false)
        }
    }

    @Test func `are told by letter to whoever keeps the procedures, once when they are near and once when they hold (PR-12)`() async throws
    {
        try await withHouse { house in
            var services = house
            let clock = TestClock(Catalogue.day("2026-09-30").start.milliseconds)
            services.now = { clock.now() }
            try await Catalogue.load(services)
            try await Catalogue.addController(services)
            let draft = RegisterDecision.Draft(
                number: "60/QĐ-UBND", decided: "01/09/2026", effective: "31/10/2026", codes: "1.900001 1.900077")
            try await RegisterDecision(services)(draft, by: .operating)
            let ready = services
            func letters() async throws -> [(to: String, subject: String, body: String)] {
                try await SendAlerts(ready)()
                return try await ready.database.read { db in
                    try db.rows("SELECT recipient, subject, body FROM platform_outbox ORDER BY id").map {
                        (try $0.string("recipient"), try $0.string("subject"), try $0.string("body"))
                    }
                }
            }
            func stand(_ day: String) { clock.advance(milliseconds: Catalogue.day(day).start.milliseconds - clock.now().milliseconds) }
            #expect(try await letters().isEmpty)
            stand("2026-10-01")
            let near = try await letters()
            #expect(near.map(\.to) == ["lan@example.vn"])
            #expect(near.first?.subject.contains("60/QĐ-UBND") == true)
            #expect(near.first?.body.contains("1.900001\n1.900077") == true && near.first?.body.contains("31/10/2026") == true)
            stand("2026-10-30")
            #expect(try await letters().count == 1)
            stand("2026-10-31")
            #expect(try await letters().count == 2)
            stand("2026-12-01")
            let all = try await letters()
            #expect(all.count == 2)
            #expect(all.last?.subject.contains("đã có hiệu lực") == true)
        }
    }

    @Test func `are registered and listed through the browser, with what is wrong at its field`() async throws {
        try await withHouse { services in
            let values = [
                "number": "70/QĐ-UBND", "title": "Công bố <b>", "authority": "province", "decided": "01/10/2026", "effective": "20/10/2026",
                "codes": "1.900001",
            ]
            try await withSignIns(services) { client in
                #expect(try await client.get("/procedures/decisions", as: .unitOfficer).status == 403)
                let wrong = try await client.send(
                    "/procedures/decisions",
                    ["number": "", "authority": "king", "decided": "30/02/2026", "effective": "x", "codes": "1.2"],
                    as: .administrator)
                #expect(wrong.status == 422)
                for field in ["number", "authority", "decided", "effective", "codes"] {
                    #expect(wrong.text.contains("id=\"\(field)-error\""), "\(field)")
                }
                #expect(try await client.send("/procedures/decisions", values, as: .administrator).status == 303)
                #expect(try await client.send("/procedures/decisions", values, as: .administrator).status == 409)
                let page = try await client.get("/procedures/decisions", as: .administrator).text
                #expect(page.contains("70/QĐ-UBND") && page.contains("Công bố &lt;b&gt;") && page.contains("sắp có hiệu lực"))
                let id = try #require(page.firstMatch(of: /name="decision" value="([^"]+)"/)?.1)
                #expect(
                    try await client.send("/procedures/decisions/listed", ["decision": String(id)], as: .administrator).status == 303)
                #expect(try await client.get("/procedures/decisions", as: .administrator).text.contains("10/10/2026: Chậm") == true)
                #expect(
                    try await client.send("/procedures/decisions/listed", ["decision": "x"], as: .administrator).status == 404)
            }
            let told = try await Program.run(["procedures", "alerts"], in: .en, of: services)
            // The program's own clock says whether the day is near.
            #expect(told.output.hasPrefix("70/QĐ-UBND  2026-10-20  1 procedure not entered yet; "), "\(told.output)")
        }
    }
}

@Suite struct `Abolishing a procedure` {
    @Test func `needs a decision and a day, and is done once`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await withSignIns(services) { client in
                #expect(try await client.get("/procedures/1.900001/abolish", as: .administrator).status == 200)
                let wrong = try await client.send("/procedures/1.900001/abolish", ["decision": "", "from": ""], as: .administrator)
                #expect(wrong.status == 422 && wrong.text.contains("id=\"decision-error\"") && wrong.text.contains("id=\"from-error\""))
                let values = ["decision": "80/QĐ-UBND", "decided": "01/10/2026", "from": "11/10/2026"]
                #expect(try await client.send("/procedures/1.900001/abolish", values, as: .leader).status == 403)
                let done = try await client.send("/procedures/1.900001/abolish", values, as: .administrator)
                #expect(done.status == 303 && done.location == "/procedures/1.900001")
                #expect(try await client.send("/procedures/1.900001/abolish", values, as: .administrator).status == 409)
                #expect(try await client.send("/procedures/1.900088/abolish", values, as: .administrator).status == 404)
            }
            #expect(
                try await Catalogue.inForce("1.900001", on: "2026-10-10", services)?.version.admitsDossiers(on: Catalogue.day("2026-10-10"))
                    == true)
            #expect(try await Catalogue.inForce("1.900001", on: "2026-10-11", services)?.version.change == .abolished)
        }
    }
}
