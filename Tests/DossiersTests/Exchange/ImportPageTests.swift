import Dossiers
import Kernel
import Office
import Platform
import TestSupport
import Testing

@Suite struct `The pages of lists` {
    @Test func `take a list, say how it went when one comes back, and give the faulty rows`() async throws {
        try await ExchangeHouse.open { house in
            let services = house.services
            let bytes = ExchangeHouse.list(ExchangeHouse.row(1), ExchangeHouse.row(2, received: "30/02/2024")).bytes
            try await withSignIns(services) { client in
                #expect(try await client.get("/dossiers/imports").status == 303)
                #expect(try await client.get("/dossiers/imports", as: .counterOfficer).status == 403)
                #expect(try await client.get("/dossiers/imports", as: .procedureController, language: .en).text.contains("Send the list"))
                let none = try await client.send("/dossiers/imports", ["rows": "all"], as: .procedureController)
                #expect(none.status == 422)

                let sent = try await client.send(
                    "/dossiers/imports", ["scheme": "code", "rows": "good"], file: ("file", "ds.csv", bytes), as: .procedureController)
                let job = try #require(sent.location)
                let waiting = try await client.get(job, as: .procedureController, language: .en)
                #expect(waiting.text.contains("http-equiv=\"refresh\"") && waiting.text.contains("waits for its turn"))

                try await RunImports(Bureau(services))()
                let done = try await client.get(job, as: .procedureController, language: .en)
                #expect(!done.text.contains("http-equiv=\"refresh\"") && done.text.contains("The list was kept."))
                let faults = try await client.get("\(job)/faults", as: .procedureController)
                #expect(faults.text.contains("30/02/2024") && faults.text.contains("H41.2.1-240304-0002"))
                #expect(try await client.get("\(job)/faults", as: .caseOfficer).status == 403)
                #expect(try await client.get("/dossiers/imports/nothing", as: .procedureController).status == 404)
            }
            #expect(try await house.count() == 1)
            // Nothing waits any more.
            try await RunImports(house.bureau)()
            #expect(try await house.count() == 1)
        }
    }

    @Test func `are worked on once, however many programs look for what waits`() async throws {
        try await ExchangeHouse.open { house in
            let services = house.services
            let bytes = ExchangeHouse.list(ExchangeHouse.row(1), ExchangeHouse.row(2)).bytes
            try await withSignIns(services) { client in
                let sent = try await client.send(
                    "/dossiers/imports", ["scheme": "code", "rows": "all"], file: ("file", "ds.csv", bytes), as: .procedureController)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 { group.addTask { try await RunImports(Bureau(services))() } }
                    try await group.waitForAll()
                }
                let done = try await client.get(#require(sent.location), as: .procedureController, language: .en)
                #expect(done.text.contains("The list was kept."))
            }
            #expect(try await house.count() == 2)
        }
    }

    @Test func `keep a mapping, try it on a list, and say which of its lines say nothing`() async throws {
        try await ExchangeHouse.open { house in
            try await withSignIns(house.services) { client in
                let good = ["name": "huyen", "columns": "Mã HS = code", "words": "state: Xong = finished", "order": "day_first"]
                let bad = try await client.send("/dossiers/mappings", good.merging(["columns": "Mã HS code"]) { $1 }, as: .administrator)
                #expect(bad.status == 422 && bad.text.contains("Mã HS code"))
                let wrong = try await client.send(
                    "/dossiers/mappings", good.merging(["words": "state: Xong = over"]) { $1 }, as: .administrator)
                #expect(wrong.status == 422)
                #expect(try await client.send("/dossiers/mappings", good, as: .administrator).location == "/dossiers/mappings")
                #expect(try await client.get("/dossiers/mappings", as: .administrator).text.contains("huyen"))
                #expect(try await client.get("/dossiers/mappings/huyen", as: .administrator).text.contains("Mã HS = code"))
                let list = "Mã HS,unit,procedure,channel,subject,state,received\nH41.2.1-240304-0001,A,1.000001,1,citizen,Xong,04/03/2024"
                let tried = try await client.send(
                    "/dossiers/mappings", good, file: ("sample", "ds.csv", Array(list.utf8)), as: .administrator)
                #expect(tried.text.contains("H41.2.1-240304-0001") && tried.text.contains("finished"))
            }
        }
    }
}
