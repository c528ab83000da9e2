import Kernel
import Platform
import Storage
import TestSupport
import Testing
import Units

@Suite struct `Units change by forms` {
    private let ground = ["from": "2025-07-01", "source": "Nghị quyết 1/NQ ngày 16/6/2025"]

    private func form(_ values: [String: String]) -> [String: String] { ground.merging(values) { $1 } }

    @Test func `a renamed unit is found by its old name, and its page tells both with the text of law`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                let page = try await client.get("/units/T-X1/rename", as: .administrator)
                #expect(page.status == 200 && page.text.contains("value=\"Xã Đồng Nai Thượng\""))
                let answer = try await client.send(
                    "/units/T-X1/rename", form(["version": "1", "name_vi": "Xã Đắk Nhau"]), as: .administrator)
                #expect(answer.status == 303 && answer.location == "/units/T-X1?done=renamed")
                let unit = try await client.get("/units/T-X1?done=renamed")
                #expect(unit.text.contains("<h1>Xã Đắk Nhau</h1>") && unit.text.contains("Đã đổi tên"))
                #expect(
                    unit.text.contains("Xã Đồng Nai Thượng") && unit.text.contains("Nghị quyết 1/NQ") && unit.text.contains("01/07/2025"))
                for query in ["dong%20nai%20thuong", "dak%20nhau", "97001", "t-x1"] {
                    let found = try await client.get("/units?q=\(query)")
                    #expect(found.text.contains("href=\"/units/T-X1\""), "\(query)")
                    #expect(!found.text.contains("href=\"/units/T-X2\""), "\(query)")
                }
            }
            let changes = try await ShowUnit(services)("T-X1").changes
            let id = try await Sample.unit("T-X1", services).id
            let before = try #require(CalendarDate("2025-06-30"))
            #expect(changes.name(of: id, on: before)?.vi == "Xã Đồng Nai Thượng")
            #expect(changes.name(of: id, on: try #require(before.dayAfter)) == nil)
        }
    }

    @Test func `whoever saves what another has changed since is shown both and loses nothing typed`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                let first = form(["version": "1", "name_vi": "Xã Một"])
                let second = form(["version": "1", "name_vi": "Xã Hai"])
                #expect(try await client.send("/units/T-X1/rename", first, as: .administrator).status == 303)
                let refused = try await client.send("/units/T-X1/rename", second, as: .administrator)
                #expect(refused.status == 409)
                #expect(
                    refused.text.contains("Xã Một") && refused.text.contains("value=\"Xã Hai\"")
                        && refused.text.contains("name=\"version\" value=\"2\""))
                let again = second.merging(["version": "2"]) { $1 }
                #expect(try await client.send("/units/T-X1/rename", again, as: .administrator).status == 303)
            }
        }
    }

    @Test(arguments: Language.allCases) func `a form that is refused says why at each field`(language: Language) async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                let answer = try await client.send(
                    "/units/T-X1/rename?lang=\(language.rawValue)", ["version": "1", "name_vi": "", "from": "2999-01-01", "source": ""],
                    as: .administrator)
                #expect(answer.status == 422)
                for field in ["name_vi", "from", "source"] {
                    #expect(answer.text.contains("href=\"#\(field)\"") && answer.text.contains("id=\"\(field)-error\""), "\(field)")
                }
                #expect(try await Sample.unit("T-X1", services).version == 1)
            }
        }
    }

    @Test func `merged communes end, their successor stands in their blocks, and both tell of each other`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                let answer = try await client.send(
                    "/units/T-X1/merge",
                    form(["version": "1", "others": "T-X2\n", "result": "new", "new_code": "T-X9", "name_vi": "Xã An Bình"]),
                    as: .administrator)
                #expect(answer.location == "/units/T-X9?done=merged")
                let page = try await client.get("/units/T-X9")
                #expect(page.text.contains("An Bình Commune") == false && page.text.contains("Hình thành từ"))
                #expect(page.text.contains("/units/T-X1") && page.text.contains("/units/T-X2") && page.text.contains("Cấp xã"))
                let old = try await client.get("/units/T-X1")
                #expect(old.text.contains("30/06/2025") && old.text.contains("href=\"/units/T-X9\""))
                let (open, all) = (try await client.get("/units?q=hoa%20binh"), try await client.get("/units?q=hoa%20binh&closed=1"))
                #expect(!open.text.contains("/units/T-X2") && all.text.contains("/units/T-X2"))
                #expect(try await client.get("/units/T-X1/rename", as: .administrator).status == 409)
            }
            let closed = try await ShowUnit(services)("T-X2")
            #expect(closed.codes.map { $0.to?.description } == ["2025-06-30"])
            let heir = try await ShowUnit(services)("T-X9")
            #expect(heir.memberships.map(\.block) == ["communes"] && heir.above.map(\.code) == ["T", "T-H1"])
        }
    }

    @Test func `one of the merged may go on and takes what stood below the others`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await Sample.take("code,name_vi,kind,parent\nT-P1,Phòng Một,office,T-NV\nT-S2,Sở Hai,department,T\n", services)
            let order = MergeUnits.Order(unit: "T-S2", version: 1, others: ["T-NV"], result: .existing("T-S2"), ground: Sample.ground)
            #expect(try await MergeUnits(services)(order, by: .operating) == "T-S2")
            #expect(try await ShowUnit(services)("T-P1").above.map(\.code) == ["T", "T-S2"])
            #expect(try await Sample.unit("T-S2", services).closed == nil)
            let below = MergeUnits.Order(unit: "T", version: 1, others: ["T-P1"], result: .existing("T-P1"), ground: Sample.ground)
            let faults = await #expect(throws: Faults.self) { try await MergeUnits(services)(below, by: .operating) }
            #expect(faults?.faults.map(\.code) == ["units.merge_below"])
        }
    }

    @Test func `a split unit ends or goes on beside its parts`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                let parts = "T-X3; Xã Ba ; Ba Commune\nT-X4;Xã Bốn"
                let ended = try await client.send(
                    "/units/T-X1/split", form(["version": "1", "parts": parts, "goes_on": "no"]), as: .administrator)
                #expect(ended.status == 303)
                let on = try await client.send(
                    "/units/T-X2/split", form(["version": "1", "parts": "T-X5;Xã Năm", "goes_on": "yes"]), as: .administrator)
                #expect(on.status == 303)
                let few = try await client.send(
                    "/units/T-X2/split", form(["version": "2", "parts": "T-X2;", "goes_on": "no"]), as: .administrator)
                #expect(few.status == 422 && few.text.contains("T-X2"))
            }
            let (first, second) = (try await Sample.unit("T-X1", services), try await Sample.unit("T-X2", services))
            #expect(first.closed == CalendarDate("2025-06-30") && second.closed == nil)
            let part = try await ShowUnit(services)("T-X3")
            #expect(part.unit.name == Bilingual(vi: "Xã Ba", en: "Ba Commune") && part.memberships.map(\.block) == ["communes"])
            #expect(part.changes.predecessors(of: part.unit.id).map(\.unit) == [first.id])
            let successors = try await ShowUnit(services)("T-X2").changes.successors(of: second.id)
            #expect(successors.map(\.name.vi) == ["Xã Năm"])
        }
    }

    @Test func `when the district level ends, its communes move to the province and keep their history`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                let page = try await client.get("/units/T-H1/close", as: .administrator)
                #expect(page.text.contains("2 đơn vị trực thuộc sẽ chuyển về: Tỉnh Thử"))
                for (version, status) in [("1", 303), ("2", 409)] {
                    let answer = try await client.send("/units/T-H1/close", form(["version": version]), as: .administrator)
                    #expect(answer.status == status)
                }
            }
            let commune = try await ShowUnit(services)("T-X1")
            #expect(commune.above.map(\.code) == ["T"])
            #expect(commune.changes.map(\.kind) == [.moved])
            let members = try await services.database.read { db in
                try ["2025-06-30", "2025-07-01"].map {
                    try BlockStore.members(of: "districts", on: CalendarDate($0) ?? Sample.today, db).count
                }
            }
            #expect(members == [1, 0])
        }
    }

    @Test func `every change is in the audit, for the unit to read`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                _ = try await client.send("/units/T-X1/rename", form(["version": "1", "name_vi": "Xã Một"]), as: .administrator)
            }
            let id = try await Sample.unit("T-X1", services).id
            let entries = try await services.database.read { try AuditStore.entries(concerning: id.rawValue, limit: 10, $0) }
            #expect(entries.map(\.action) == ["units.renamed", "units.added"])
            #expect(entries.first?.actor == "test-administrator")
            #expect(entries.first?.before == #"{"name":"Xã Đồng Nai Thượng"}"# && entries.first?.reason == "Nghị quyết 1/NQ ngày 16/6/2025")
        }
    }

    @Test func `only administrators may, and nothing typed becomes markup`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await withSignIns(services) { client in
                for path in ["rename", "close", "merge", "split"] {
                    #expect(try await client.get("/units/T-X1/\(path)").status == 303, "\(path)")
                    #expect(try await client.get("/units/T-X1/\(path)", as: .leader).status == 403, "\(path)")
                    #expect(try await client.send("/units/T-X1/\(path)", form(["version": "1"]), as: .auditor).status == 403, "\(path)")
                }
                let bad = "<script>alert(1)</script>\"'"
                _ = try await client.send("/units/T-X1/rename", form(["version": "1", "name_vi": bad, "source": bad]), as: .administrator)
                for address in ["/units/T-X1", "/units", "/units?q=script", "/units/T-H1"] {
                    let page = try await client.get(address).text
                    #expect(!page.contains("<script>") && page.contains("&lt;script&gt;"), "\(address)")
                }
            }
            await #expect(throws: AccessError.self) {
                try await CloseUnit(services)(CloseUnit.Order(unit: "T-X1", version: 2, ground: Sample.ground), by: .anonymous)
            }
        }
    }
}
