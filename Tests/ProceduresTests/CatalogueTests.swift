import Foundation
import Kernel
import Platform
import Procedures
import Storage
import TestSupport
import Testing

@Suite struct `The public catalogue` {
    @Test(arguments: [
        ("q=khai%20sinh", ["1.900001"]), ("q=KHAI+TU", ["1.900001", "1.900002"]), ("q=hai", []), ("q=1.900003", ["1.900003"]),
        ("q=ho+tich", ["1.900001", "1.900002"]),
        ("q=hoa+binh", ["1.900002"]), ("unit=X1", ["1.900001"]), ("level=province", ["1.900003"]), ("online=full", ["1.900001"]),
        ("online=partial", ["1.900002"]), ("field=X%C3%A2y%20d%E1%BB%B1ng", ["1.900003"]), ("online=4", []), ("q=khong+co+gi", []),
        ("level=planet&online=9", ["1.900001", "1.900002", "1.900003"]), ("q=%25", ["1.900001", "1.900002", "1.900003"]),
    ])
    func `finds by name, field, code and unit without diacritics, and by its filters`(query: String, codes: [String]) async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await Catalogue.receive("code,unit\n1.900001,X1\n1.900002,X2\n", from: "2026-10-01", services)
            try await withClient(services) { client in
                let page = try await client.get("/procedures?\(query)")
                #expect(page.status == 200)
                let found = page.text.matches(of: /<span class="why">([0-9.]{8})<\/span>/).map { String($0.1) }
                #expect(found.sorted() == codes)
                let api = try await client.get("/api/v1/procedures?\(query)").text
                #expect(api.contains("\"count\":\(codes.count)"))
            }
        }
    }

    @Test func `tells first where the words stand beside each other`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let found = try await FindProcedures(services)(CatalogueFilter("khai tử"), page: 1)
            #expect(found.entries.map(\.code) == ["1.900002", "1.900001"])
        }
    }

    @Test func `leaves units that do not receive any more out of the search`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await Catalogue.receive("code,unit\n1.900001,X1\n1.900001,X2\n", from: "2026-09-01", services)
            try await Catalogue.receive("code,unit\n1.900001,X2\n", from: "2026-10-01", services)
            try await withClient(services) { client in
                let found = try await client.get("/procedures?unit=X1").text
                #expect(!found.contains("khai sinh</a>"))
                let page = try await client.get("/procedures/1.900001").text
                #expect(page.contains("Xã Hòa Bình") && !page.contains("Xã Đồng Nai Thượng"))
                #expect(try await client.get("/procedures/receivers.csv").text.hasSuffix("1.900001,X2\r\n"))
            }
        }
    }

    @Test func `has a page for each procedure with all that its record says`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await withClient(services) { client in
                for language in Language.allCases {
                    let page = try await client.get("/procedures/1.900003", language: language)
                    #expect(page.status == 200 && page.text.contains(language == .vi ? "50.000 đồng" : "50,000 VND"))
                    #expect(page.text.contains("11/QĐ-BXD") && page.text.contains("id=\"versions\""))
                }
                let json = try await client.get("/api/v1/procedures/1.900003").text
                #expect(json.contains(#""legal_limit":{"amount":"20","printed":"20 ngày","unit":"calendar_days"}"#))
                #expect(try await client.get("/procedures/1.900088").status == 404)
                #expect(try await client.get("/procedures/1.900003?version=nothing").status == 404)
                #expect(try await client.get("/procedures/list.jsonl").text.split(separator: "\n").count == 3)
            }
        }
    }

    @Test func `is searched in the order of names by an index, and a code by its own`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let day = Catalogue.day("2026-10-10")
            let (page, counted) = try await services.database.read { db in
                // A table of three rows is sorted otherwise.
                if db.dialect == .postgres {
                    try db.run("SET LOCAL enable_seqscan = off")
                    try db.run("SET LOCAL enable_bitmapscan = off")
                    try db.run("SET LOCAL enable_sort = off")
                }
                return (
                    try db.plan(ProcedureStore.searching(CatalogueFilter("khai"), on: day, page: 1, size: 50)),
                    try db.plan("SELECT id FROM procedures_versions WHERE code = \("1.900001") AND from_date <= \(day)")
                )
            }
            #expect(
                page.contains { $0.contains("procedures_versions_order") } && !page.contains { $0.contains("TEMP B-TREE FOR ORDER") },
                "\(page)")
            #expect(counted.contains { $0.contains("procedures_versions_code") }, "\(counted)")
        }
    }
}

@Suite struct `The commands of procedures` {
    @Test func `is imported, searched and checked`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let found = try await Program.run(["procedures", "list", "giay", "phep"], in: .en, of: services)
            #expect(found.status == 0 && found.output == "1.900003  Cấp giấy phép xây dựng\n1 procedure found.\n", "\(found.output)")
            let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "list.csv").path
            try Data("code,name,counter_time\n1.900003,Tên mới,xong ngay\n".utf8).write(to: URL(filePath: file))
            let checked = try await Program.run(["procedures", "check", file], in: .en, of: services)
            #expect(checked.output.hasPrefix("1 procedures read, 0 of them understood whole; 1 parts"), "\(checked.output)")
            let order = ["procedures", "import", file, "--decision", "9/QĐ-UBND", "--from", "2026-01-01"]
            let shown = try await Program.run(order + ["--dry-run"], in: .en, of: services)
            #expect(shown.output.hasSuffix("Nothing was stored.\n"), "\(shown.output)")
            #expect(try await Catalogue.inForce("1.900003", on: "2026-10-10", services)?.version.decision == "11/QĐ-BXD")
            let applied = try await Program.run(order, in: .en, of: services)
            #expect(
                applied.status == 0 && applied.output.contains("~ 1.900003  Name: Cấp giấy phép xây dựng → Tên mới"), "\(applied.output)")
            #expect(try await Catalogue.inForce("1.900003", on: "2026-10-10", services)?.version.decision == "9/QĐ-UBND")
            try Data("code,unit\n1.900003,SXD\n1.900003,X9\n".utf8).write(to: URL(filePath: file))
            let refused = try await Program.run(["procedures", "receivers", file], in: .en, of: services)
            #expect(refused.status == 1 && refused.errors.contains("X9") && refused.errors.contains(":3:2:"), "\(refused.errors)")
        }
    }
}
