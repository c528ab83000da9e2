import Facts
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing
import Units

@Suite struct `An import` {
    private let change = "code,name_vi,kind,parent\nT-X1,Xã Mới,commune,T\nT-X7,Xã Bảy,commune,T\n"

    /// What the preview's form would send.
    private func hidden(_ page: String) -> [String: String] {
        var values: [String: String] = [:]
        for match in page.matches(of: /<input type="hidden" name="([a-z_]+)" value="([^"]*)">/) {
            values[String(match.1)] = String(match.2)
        }
        return values
    }

    @Test func `is shown before it is applied, and applied as it was shown`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            let change = change
            try await withSignIns(services) { client in
                #expect(try await client.get("/units/import", as: .administrator).status == 200)
                let preview = try await client.send(
                    "/units/import", ["meaning": "correction"], file: ("file", "units.csv", Array(change.utf8)), as: .administrator)
                #expect(preview.status == 200)
                #expect(preview.text.contains("<del>Xã Đồng Nai Thượng</del>") && preview.text.contains("<ins>Xã Mới</ins>"))
                #expect(preview.text.contains("T-X7") && preview.text.contains("Thêm 1, thay đổi 1, giữ nguyên 0; không có trong tệp: 4."))
                #expect(try await client.get("/units/T-X7").status == 404)
                let applied = try await client.send("/units/import/apply", hidden(preview.text), as: .administrator)
                #expect(applied.status == 303 && applied.location == "/units?done=imported")
                #expect(try await client.get("/units/T-X7").status == 200)
            }
            // A correction is no history.
            #expect(try await ShowUnit(services)("T-X1").changes.isEmpty)
            #expect(try await Sample.unit("T-X1", services).name.vi == "Xã Mới")
        }
    }

    @Test func `is a conflict when a unit was changed since the preview`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            let change = change
            try await withSignIns(services) { client in
                let preview = try await client.send(
                    "/units/import", [:], file: ("file", "units.csv", Array(change.utf8)), as: .administrator)
                try await CloseUnit(services)(CloseUnit.Order(unit: "T-NV", version: 1, ground: Sample.ground), by: .operating)
                let applied = try await client.send("/units/import/apply", hidden(preview.text), as: .administrator)
                #expect(applied.status == 409 && applied.text.contains("đã thay đổi sau khi xem trước"))
                #expect(try await client.get("/units/T-X7").status == 404)
            }
        }
    }

    @Test func `of changes by decision keeps names and places as history`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await Sample.take(change, services, .change(Sample.ground))
            let profile = try await ShowUnit(services)("T-X1")
            #expect(Set(profile.changes.map(\.kind)) == [.renamed, .moved])
            #expect(profile.changes.allSatisfy { $0.effective == CalendarDate("2025-07-01") && $0.source == Sample.ground.source })
        }
    }

    @Test func `moves units between blocks on the day, or as if they had never been elsewhere`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            let move = "code,name_vi,kind,blocks,unranked_in\nT-X1,Xã Đồng Nai Thượng,commune,departments,departments\n"
            try await Sample.take(move, services, .change(Sample.ground))
            let dated = try await ShowUnit(services)("T-X1").memberships
            #expect(dated.map(\.block) == ["departments", "communes"] && dated.map(\.isRanked) == [false, true])
            #expect(dated.map { $0.from?.description } == ["2025-07-01", nil] && dated.map { $0.to?.description } == [nil, "2025-06-30"])
            try await Sample.take(move.replacing("T-X1,Xã Đồng Nai Thượng", with: "T-X2,Xã Hòa Bình"), services)
            #expect(try await ShowUnit(services)("T-X2").memberships.map(\.block) == ["departments"])
        }
    }

    @Test(arguments: Language.allCases) func `that is refused tells row, column and reason, and keeps nothing`(language: Language)
        async throws
    {
        try await withHouse { services in
            try await Sample.load(services)
            let text = "code,name_vi,kind\nT-X8,Xã Tám,commune\nT-X9,,làng\n"
            try await withSignIns(services) { client in
                let answer = try await client.send(
                    "/units/import?lang=\(language.rawValue)", ["meaning": "change", "from": "", "source": ""],
                    file: ("file", "units.csv", Array(text.utf8)), as: .administrator)
                #expect(answer.status == 422 && answer.text.contains("id=\"from-error\"") && answer.text.contains("id=\"source-error\""))
                let file = try await client.send(
                    "/units/import?lang=\(language.rawValue)", [:], file: ("file", "units.csv", Array(text.utf8)), as: .administrator)
                #expect(file.status == 422)
                let (line, column) = language == .vi ? ("dòng 3", "cột 2") : ("line 3", "column 2")
                #expect(file.text.contains(line) && file.text.contains(column) && file.text.contains("name_vi"))
                let none = try await client.send("/units/import", ["meaning": "correction"], as: .administrator)
                #expect(none.status == 422 && none.text.contains("id=\"file-error\""))
                let broken = try await client.send(
                    "/units/import", [:], file: ("file", "units.xlsx", [0x50, 0x4B, 3, 4, 9]), as: .administrator)
                #expect(broken.status == 422)
                let gone = try await client.send(
                    "/units/import/apply", ["digest": String(repeating: "0", count: 64), "revision": "1", "name": "x"], as: .administrator)
                #expect(gone.status == 404)
            }
            #expect(try await Sample.export(services).rows.count == 6)
        }
    }

    @Test func `works for programs: the difference first, then with its revision`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            let change = change
            try await withSignIns(services) { client in
                func send(_ query: String, as role: Role) async throws -> (Int, String) {
                    let headers = TestSignIn.headers(role)
                    let response = try await client.executeRequest(
                        uri: "/api/v1/units/import?name=units.csv\(query)", method: .post, headers: headers,
                        body: ByteBuffer(string: change))
                    return (response.status.code, String(buffer: response.body))
                }
                #expect(try await send("", as: .leader).0 == 403)
                let (status, preview) = try await send("", as: .administrator)
                #expect(status == 200 && preview.contains(#""added":["T-X7"],"applied":false"#), "\(preview)")
                let revision = try #require(preview.firstMatch(of: /"revision":([0-9]+)/)?.1)
                #expect(try await send("&revision=\(revision)", as: .administrator).1.contains(#""applied":true"#))
                #expect(try await send("&revision=\(revision)", as: .administrator).0 == 409)
            }
        }
    }
}

@Suite struct `The national list` {
    @Test func `is the 34 provinces and 3,321 communes of 2026, each below its province`() async throws {
        try await withHouse { services in
            let outcome = try await LoadNationalUnits(services)(by: .operating)
            #expect(outcome.added == 3355 && outcome.present == 0)
            let hanoi = try await ShowUnit(services)("01")
            #expect(hanoi.below.count == 126 && hanoi.codes.map(\.code).contains("H26"))
            let ward = try await ShowUnit(services)("00004")
            #expect(ward.unit.name == Bilingual(vi: "Phường Ba Đình", en: "Ba Đình Ward") && ward.above.map(\.code) == ["01"])
            // Sources write Thanh Hóa and Thanh Hoá: the agency code tells the province, not its name.
            let thanhHoa = try await services.database.read { try CodeStore.unit(.agency, "H56", $0) }
            #expect(try await Sample.unit("38", services).id == thanhHoa)
            #expect(try await LoadNationalUnits(services)(by: .operating).present == 3355)
        }
    }

    @Test func `knows units again by their codes, and takes no stranger for one of its own`() async throws {
        try await withHouse { services in
            try await Sample.take("code,name_vi,kind,agency_code\nHN,Thủ đô,province,H26\n", services)
            #expect(try await LoadNationalUnits(services)(by: .operating).present == 1)
            #expect(try await ShowUnit(services)("HN").below.count == 126)
            #expect(try await ShowUnit(services)("HN").codes.map(\.code) == ["H26", "01"])
        }
        try await withHouse { services in
            try await Sample.take("code,name_vi,kind\n01,Ai đó,office\n", services)
            await #expect(throws: UnitsError.codeMeansAnother("01")) { try await LoadNationalUnits(services)(by: .operating) }
            #expect(try await Sample.export(services).rows.count == 2)
        }
    }
}
