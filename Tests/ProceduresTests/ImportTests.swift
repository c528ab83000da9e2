import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Office
import Platform
import Procedures
import Storage
import TestSupport
import Testing

/// Source: PR-10…14.
@Suite struct `An import of procedures` {
    private let change = """
        code,name,counter_fee,decision
        1.900001,Thủ tục đăng ký khai sinh,5000,20/QĐ-BTP
        1.900009,Thủ tục mới,,20/QĐ-BTP

        """

    @Test func `is shown part by part before it is applied, and applied as it was shown (PR-14)`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let change = change
            try await withSignIns(services) { client in
                #expect(try await client.get("/procedures/import", as: .administrator).status == 200)
                let preview = try await client.send(
                    "/procedures/import", ["from": "01/10/2026", "scope": "named"], file: ("file", "list.csv", Array(change.utf8)),
                    as: .administrator)
                #expect(preview.status == 200)
                #expect(preview.text.contains("Thêm 1, thay đổi 1, bãi bỏ 0, giữ nguyên 0; không có trong tệp: 2."))
                #expect(preview.text.contains("<ins>Trực tiếp · 1 ngày làm việc · 5.000 đồng</ins>") && preview.text.contains("1.900009"))
                #expect(try await client.get("/procedures/1.900009").status == 404)
                let applied = try await client.send("/procedures/import/apply", Catalogue.hidden(preview.text), as: .administrator)
                #expect(applied.status == 303 && applied.location == "/procedures?done=imported")
                #expect(try await client.get("/procedures/1.900009").status == 200)
                // Once more it is a conflict, not a second version.
                let again = try await client.send("/procedures/import/apply", Catalogue.hidden(preview.text), as: .administrator)
                #expect(again.status == 409 && again.text.contains("đã thay đổi sau khi xem trước"))
            }
            let now = try #require(try await Catalogue.inForce("1.900001", on: "2026-10-10", services))
            #expect(
                now.version.decision == "20/QĐ-BTP" && now.version.change == .amended && now.version.from == Catalogue.day("2026-10-01"))
            // What the list has no column for stays.
            #expect(now.procedure.field == "Hộ tịch" && now.procedure.legalLimit?.span == StatedTime.Span(1, .workingDays))
            #expect(now.procedure.services.count == 1 && now.procedure.ways.map(\.channel) == [.counter, .online])
        }
    }

    @Test func `of a decision that changes forty procedures is one import, and dossiers that run keep their version (PR-11)`() async throws
    {
        try await withHouse { services in
            let codes = (1...60).map { "1.9100\($0 < 10 ? "0" : "")\($0)" }
            let first = "code,name,legal_limit\n" + codes.map { "\($0),Thủ tục \($0),5 ngày làm việc\n" }.joined()
            try await Catalogue.take(first, services)
            let kept = try #require(try await Catalogue.inForce(codes[0], on: "2026-09-30", services))
            let second = "code,legal_limit\n" + codes.prefix(40).map { "\($0),3 ngày làm việc\n" }.joined()
            let order = ImportOrder(decision: "30/QĐ-UBND", decided: Catalogue.day("2026-09-20"), from: Catalogue.day("2026-10-01"))
            let difference = try await Catalogue.take(second, services, order)
            #expect(difference.changed.count == 40 && difference.unnamed == 20 && difference.added.isEmpty)
            #expect(difference.changed.allSatisfy { $0.changes.map(\.field) == [.legalLimit] })
            let (old, now) = try await services.database.read { db in
                let old = try ProcedureStore.version(kept.id, ProcedureMemory(), db)
                return (old, try ProcedureStore.inForce(codes[0], on: Catalogue.day("2026-10-10"), db))
            }
            #expect(old?.procedure.legalLimit?.printed == "5 ngày làm việc" && old?.version.to == Catalogue.day("2026-09-30"))
            #expect(now?.procedure.legalLimit?.printed == "3 ngày làm việc" && now?.version.decision == "30/QĐ-UBND")
            try await withClient(services) { client in
                #expect(try await client.get("/procedures/\(codes[0])").text.contains("3 ngày làm việc"))
                let then = try await client.get("/procedures/\(codes[0])?version=\(kept.id)").text
                #expect(then.contains("5 ngày làm việc") && then.contains("Xem bản đang có hiệu lực"))
            }
        }
    }

    @Test func `may be entered ahead, takes effect by the clock alone, and keeps its place when an earlier one comes`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await Catalogue.take(
                "code,name\n1.900001,Tên năm 2027\n", services, ImportOrder(decision: "2", from: Catalogue.day("2027-01-01")))
            let file = Catalogue.file("code,name\n1.900001,Tên tháng 11\n")
            let order = ImportOrder(decision: "1", from: Catalogue.day("2026-11-01"))
            let preview = try await ImportProcedures(services).preview(file, order, by: .operating)
            #expect(preview.later == ["1.900001": Catalogue.day("2027-01-01")])
            try await Catalogue.take(file, services, order)
            let names = [
                ("2026-10-31", "Thủ tục đăng ký khai sinh"), ("2026-11-01", "Tên tháng 11"), ("2026-12-31", "Tên tháng 11"),
                ("2027-01-01", "Tên năm 2027"),
            ]
            for (day, name) in names {
                #expect(try await Catalogue.inForce("1.900001", on: day, services)?.procedure.name == name, "\(day)")
            }
            let releases = try await services.database.read { db in
                try db.rows("SELECT subject FROM platform_releases ORDER BY subject").map { try $0.string("subject") }
            }
            #expect(releases == ["procedures/2026-11-01", "procedures/2027-01-01"])
        }
    }

    @Test func `of two decisions of one day leaves the later in force, and both in the history`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            for name in ["Lần một", "Lần hai"] {
                try await Catalogue.take(
                    "code,name\n1.900001,\(name)\n", services, ImportOrder(decision: name, from: Catalogue.day("2026-10-01")))
            }
            #expect(try await Catalogue.inForce("1.900001", on: "2026-10-01", services)?.procedure.name == "Lần hai")
            #expect(try await Catalogue.inForce("1.900001", on: "2026-09-30", services)?.version.decision == "10/QĐ-BTP")
            let profile = try await ShowProcedure(services)("1.900001")
            #expect(profile.versions.map(\.version.decision) == ["Lần hai", "Lần một", "10/QĐ-BTP"])
            // What the one in force changed is told against the one that held, not against the one that never did.
            #expect(profile.changes[profile.shown.id]?.changes.map(\.removed) == [["Thủ tục đăng ký khai sinh"]])
        }
    }

    @Test func `of the whole catalogue abolishes what it does not name, and what comes back is new (PR-13)`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let order = ImportOrder(decision: "40/QĐ-UBND", from: Catalogue.day("2026-10-05"), scope: .whole)
            let difference = try await Catalogue.take("code\n1.900001\n1.900002\n", services, order)
            #expect(difference.abolished == ["1.900003"] && difference.unchanged == 2)
            let gone = try #require(try await Catalogue.inForce("1.900003", on: "2026-10-05", services))
            #expect(!gone.version.admitsDossiers(on: Catalogue.day("2026-10-05")) && gone.procedure.name == "Cấp giấy phép xây dựng")
            #expect(
                try await Catalogue.inForce("1.900003", on: "2026-10-04", services)?.version.admitsDossiers(on: Catalogue.day("2026-10-04"))
                    == true)
            try await withClient(services) { client in
                let (abolished, all) = (try await client.get("/procedures?abolished=1").text, try await client.get("/procedures").text)
                #expect(abolished.contains("1.900003") && !all.contains("1.900003"))
                let page = try await client.get("/procedures/1.900003").text
                #expect(page.contains("đã bị bãi bỏ từ ngày 05/10/2026"))
            }
            let back = try await Catalogue.take(
                "code,name\n1.900003,Cấp giấy phép xây dựng\n", services, ImportOrder(decision: "41", from: Catalogue.day("2026-10-08")))
            #expect(back.added.map(\.code) == ["1.900003"])
            let now = try await Catalogue.inForce("1.900003", on: "2026-10-08", services)
            #expect(now?.version.change == .new && now?.procedure.field == "Xây dựng")
        }
    }

    @Test func `of local limits and internal processes touches nothing else (PR-8, PR-9)`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let order = ImportOrder(decision: "50/QĐ-UBND", from: Catalogue.day("2026-10-01"))
            try await Catalogue.take("code,local_limit\n1.900003,12 ngày\n", services, order)
            try await Catalogue.take(
                "code,step,performer,time\n1.900003,Tiếp nhận,Một cửa,4 giờ làm việc\n1.900003,Thẩm định,Phòng,10 ngày\n1.900003,Ký,Giám đốc,xong ngay\n",
                services, ImportOrder(decision: "51/QĐ-UBND", from: Catalogue.day("2026-10-02")))
            let now = try #require(try await Catalogue.inForce("1.900003", on: "2026-10-10", services))
            #expect(now.procedure.limit(by: .counter)?.span == StatedTime.Span(12, .calendarDays))
            #expect(now.procedure.process.map(\.name) == ["Tiếp nhận", "Thẩm định", "Ký"] && now.procedure.ways.count == 2)
            try await withClient(services) { client in
                let page = try await client.get("/procedures/1.900003").text
                #expect(page.contains("1. Tiếp nhận") && page.contains("4 giờ làm việc") && page.contains("12 ngày"))
                #expect(try await client.get("/procedures/processes.csv").text.contains("1.900003,Thẩm định,Phòng,10 ngày"))
                #expect(try await client.get("/procedures").text.contains("quy định: 20 ngày"))
            }
        }
    }

    @Test func `takes the portal's lines, packed too, and gives the list of what it could not understand`() async throws {
        let line = try PortalSample.line(["cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp1Miễn phí"]) + "\n"
        // `gzip -n` of the line, made here so that the test needs no file.
        let packed = try Self.gzip(Array(line.utf8))
        try await withHouse { services in
            try await withSignIns(services) { client in
                let preview = try await client.send(
                    "/procedures/import", ["from": "", "scope": "named"], file: ("file", "list.jsonl.gz", packed), as: .administrator)
                #expect(preview.status == 200 && preview.text.contains("1 phần của danh sách không hiểu được"))
                let link = try #require(preview.text.firstMatch(of: /href="(\/procedures\/import\/unread.csv[^"]*)"/)?.1)
                let unread = try await client.get(String(link).replacing("&amp;", with: "&"), as: .administrator)
                #expect(unread.status == 200 && unread.text.contains("1.999001") && unread.text.contains("Thời gian chỉ có số"))
                let applied = try await client.send("/procedures/import/apply", Catalogue.hidden(preview.text), as: .administrator)
                #expect(applied.status == 303)
                #expect(try await client.get("/procedures/1.999001").text.contains("Miễn phí"))
                for broken in [Array(packed.dropLast(3)), [0x1F, 0x8B, 1, 2, 3], packed + [7]] {
                    let answer = try await client.send("/procedures/import", [:], file: ("file", "x.gz", broken), as: .administrator)
                    #expect(answer.status == 422 && answer.text.contains("gzip"))
                }
            }
        }
    }

    private static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-nc"]
        let (input, output) = (Pipe(), Pipe())
        (gzip.standardInput, gzip.standardOutput) = (input, output)
        try gzip.run()
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        let packed = try output.fileHandleForReading.readToEnd() ?? Data()
        gzip.waitUntilExit()
        return Array(packed)
    }

    @Test(arguments: Language.allCases) func `that is refused tells row and column, and keeps nothing`(language: Language) async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let before = try await DatabaseContents(services.database)
            let text = "code,name\n1.900001,A\n1.9,B\n"
            try await withSignIns(services) { client in
                func send(_ text: String, _ values: [String: String]) async throws -> (status: Int, location: String?, text: String) {
                    try await client.send(
                        "/procedures/import?lang=\(language.rawValue)", values, file: ("file", "list.csv", Array(text.utf8)),
                        as: .administrator)
                }
                let faulty = try await send(text, ["from": "1/1/2026"])
                let (row, column) = language == .vi ? ("dòng 3", "cột 1") : ("line 3", "column 1")
                #expect(faulty.status == 422 && faulty.text.contains(row) && faulty.text.contains(column))
                let undated = try await send("code,name\n1.900001,A\n", ["from": ""])
                #expect(undated.status == 422 && undated.text.contains("id=\"from-error\""))
                #expect(try await send("code,name\n1.900001,A\n", ["from": "30/02/2026"]).text.contains("id=\"from-error\""))
                #expect(try await send("code,name\n1.900001,A\n", ["from": "", "scope": "whole"]).text.contains("id=\"from-error\""))
                #expect(try await send("code,local_limit\n1.900099,1 ngày\n", ["from": "1/1/2026"]).text.contains("1.900099"))
                let none = try await client.send("/procedures/import", ["scope": "named"], as: .administrator)
                #expect(none.status == 422 && none.text.contains("id=\"file-error\""))
                let gone = try await client.send(
                    "/procedures/import/apply", ["digest": String(repeating: "0", count: 64), "revision": "1", "name": "x"],
                    as: .administrator)
                #expect(gone.status == 404)
                #expect(try await client.get("/procedures/import/unread.csv?digest=../x", as: .administrator).status == 404)
            }
            await #expect(throws: Faults.self) { try await Catalogue.take("code,name\n1.900001,A\n", services) }
            let changed = try await DatabaseContents(services.database).differences(from: before)
            #expect(!changed.contains { $0.hasPrefix("procedures_") })
        }
    }

    @Test func `works for programs: the difference first, then with its revision`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let change = change
            try await withSignIns(services) { client in
                func send(_ query: String, as role: Role) async throws -> (Int, String) {
                    let response = try await client.executeRequest(
                        uri: "/api/v1/procedures/import?name=list.csv&from=2026-10-01\(query)", method: .post,
                        headers: TestSignIn.headers(role), body: ByteBuffer(string: change))
                    return (response.status.code, String(buffer: response.body))
                }
                #expect(try await send("", as: .leader).0 == 403)
                let (status, preview) = try await send("", as: .administrator)
                #expect(status == 200 && preview.contains(#""added":["1.900009"],"applied":false"#), "\(preview)")
                let revision = try #require(preview.firstMatch(of: /"revision":([0-9]+)/)?.1)
                #expect(try await send("&revision=\(revision)", as: .administrator).1.contains(#""applied":true"#))
                #expect(try await send("&revision=\(revision)", as: .administrator).0 == 409)
            }
        }
    }

    @Test func `of what was exported changes nothing`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            for format in [ExportProcedures.Format.csv, .xlsx] {
                let file = try await ExportProcedures(services)(format)
                let preview = try await ImportProcedures(services).preview(
                    InputFile(name: file.name, bytes: file.bytes), ImportOrder(), by: .operating)
                #expect(preview.difference.isEmpty && preview.difference.unchanged == 3, "\(preview.difference.changed)")
            }
        }
    }

    @Test(arguments: [
        ("counter_fee", "7000", ["counter | 20 calendar_days | 7000 VND |  | ", "online | 15 calendar_days |  |  | "]),
        ("online_time", "3 ngày", ["counter | 20 calendar_days | 50000 VND |  | ", "online | 3 calendar_days |  |  | "]),
        (
            "post_time", "9 ngày",
            [
                "counter | 20 calendar_days | 50000 VND |  | ", "online | 15 calendar_days |  |  | ", "post | 9 calendar_days |  |  | ",
            ]
        ),
        ("online_time", "", ["counter | 20 calendar_days | 50000 VND |  | "]),
    ])
    func `of one column of one way leaves the others`(column: String, text: String, ways: [String]) async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await Catalogue.take("code,\(column)\n1.900003,\(text)\n", services, ImportOrder(from: Catalogue.day("2026-10-01")))
            #expect(try await Catalogue.inForce("1.900003", on: "2026-10-10", services)?.procedure.rows(of: .ways) == ways)
        }
    }

    @Test func `adds a service to the history of its scale (OL-3)`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            try await Catalogue.take(
                "code,service_level,service_level_from,service_extent,service_extent_from\n1.900002,4,2026-01-01,full,2026-10-01\n",
                services,
                ImportOrder(from: Catalogue.day("2026-10-01")))
            let services = try #require(try await Catalogue.inForce("1.900002", on: "2026-10-10", services)).procedure.services
            #expect(
                services == [
                    DatedService(.partial(reason: ""), from: Catalogue.day("2025-01-01"), to: Catalogue.day("2026-09-30")),
                    DatedService(.level(.paid), from: Catalogue.day("2026-01-01")), DatedService(.full, from: Catalogue.day("2026-10-01")),
                ])
        }
    }
}
