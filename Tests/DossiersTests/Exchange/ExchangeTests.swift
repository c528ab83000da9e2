import Dossiers
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Platform
import Storage
import TestNumbers
import TestSupport
import Testing

@Suite struct `Dossiers that another system tells of` {
    private static let controller = Actor(.person, name: "he-thong", grants: [Grant(.procedureController)])

    private func message(_ changes: [String: Any] = [:]) -> [String: Any] {
        let usual: [String: Any] = [
            "MaHoSo": "H41.2.1-240304-0001", "MaTTHC": "1.000001", "KenhThucHien": 2, "ChuHoSo": "Nguyễn Văn Ánh", "LoaiDoiTuong": "1",
            "NgayTiepNhan": "20240304083000", "NgayHenTra": "20240318170000", "TrangThaiHoSo": 4,
        ]
        return usual.merging(changes) { $1 }
    }

    private func send(_ messages: [[String: Any]], _ house: ExchangeHouse, by actor: Actor = controller) async throws -> [ReceiveExchange
        .Answer]
    {
        let body = try JSONSerialization.data(withJSONObject: messages)
        return try await ReceiveExchange(house.bureau)(JSONDecoder().decode([ExchangedDossier].self, from: body), by: actor)
    }

    @Test func `are taken once, and the same message again does nothing`() async throws {
        try await ExchangeHouse.open { house in
            #expect(try await send([message()], house).map(\.status) == [.accepted])
            #expect(try await send([message(), message()], house).map(\.status) == [.unchanged, .unchanged])
            let dossier = try #require(try await house.find("H41.2.1-240304-0001"))
            #expect(dossier.origin == .exchange && dossier.channel == .online && dossier.state == .processing && dossier.version == 1)
            #expect(dossier.unit.rawValue == "unit-A" && dossier.due?.description == "2024-03-18T10:00:00Z")
            #expect(try await house.sums() == [1, 0, 0, 0, 0, 0])
        }
    }

    @Test func `follow each other by the time of the change, not of the call`() async throws {
        try await ExchangeHouse.open { house async throws in
            let done = message(["TrangThaiHoSo": 10, "NgayKetThucXuLy": "20240314100000", "NgayTra": "20240315100000"])
            #expect(try await send([done], house).map(\.status) == [.accepted])
            #expect(try await send([message()], house).map(\.status) == [.outdated])
            #expect(try await house.find("H41.2.1-240304-0001")?.state == .returned)
            #expect(try await house.sums() == [1, 1, 0, 0, 0, 0])
        }
    }

    @Test func `bring their supplements as intervals and their new date as the one extension`() async throws {
        try await ExchangeHouse.open { house in
            let supplement: [String: Any] = [
                "NguoiYeuCauBoSung": "Trần B", "NoiDungBoSung": "Thiếu bản chính", "NgayBoSung": "20240306100000",
                "NgayTiepNhanBoSung": "20240311080000", "NgayHenTraTruoc": "20240318170000", "NgayHenTraMoi": "20240325170000",
            ]
            let step: [String: Any] = ["NguoiXuLy": "Trần B", "ThoiDiemXuLy": "20240305090000", "NoiDungXuLy": "Thẩm định"]
            let told = message(["DanhSachHoSoBoSung": [supplement], "TienDo": [step]])
            for _ in 0..<2 { _ = try await send([told], house) }
            #expect(
                try await send([message(["DanhSachHoSoBoSung": [supplement], "TienDo": [step], "NgayHenTra": "20240325170000"])], house)
                    .map(\.status) == [.accepted])
            let rows = try await house.services.database.read { db in
                (
                    try db.rows("SELECT from_ms, to_ms, kind FROM dossiers_suspensions").map { try $0.timestamp("to_ms").description },
                    try db.rows("SELECT to_date, before_ms FROM dossiers_extensions").map { try $0.string("to_date") },
                    try db.rows("SELECT text FROM dossiers_events").map { try $0.string("text") }
                )
            }
            #expect(rows.0 == ["2024-03-11T01:00:00Z"] && rows.1 == ["2024-03-25"] && rows.2 == ["Thẩm định"])
            #expect(try await house.find("H41.2.1-240304-0001")?.supplements == 1)
        }
    }

    @Test func `bring what they cost, and how it was paid where that is said (OS-15, OS-23)`() async throws {
        try await ExchangeHouse.open { house in
            func fees() async throws -> [String] {
                try await house.services.database.read { db in
                    try db.rows("SELECT name, dong, paid_ms FROM dossiers_fees ORDER BY number").map { row in
                        "\(try row.string("name")) \(try row.integer("dong")) \(try row.optionalInteger("paid_ms") == nil ? "open" : "paid")"
                    }
                }
            }
            let two: [[String: Any]] = [["TenPhiLePhi": "Lệ phí", "Gia": 8000], ["MaPhiLePhi": "PHI.1", "Gia": "0"]]
            #expect(try await send([message(["DanhSachLePhi": two])], house).map(\.status) == [.accepted])
            #expect(try await house.find("H41.2.1-240304-0001")?.fee == .unpaid)
            #expect(try await fees() == ["Lệ phí 8000 open", "PHI.1 0 open"])
            let paid = message(["DanhSachLePhi": [two[0]], "DuocThanhToanTrucTuyen": 1])
            for status in [ReceiveExchange.Answer.Status.accepted, .unchanged] {
                #expect(try await send([paid], house).map(\.status) == [status])
            }
            #expect(try await house.find("H41.2.1-240304-0001")?.fee == .online)
            #expect(try await fees() == ["Lệ phí 8000 paid"])
            let done: [String: Any] = ["TrangThaiHoSo": 10, "NgayKetThucXuLy": "20240314100000", "NgayTra": "20240315100000"]
            _ = try await send([message(done.merging(["DanhSachLePhi": [two[0]]]) { $1 })], house)
            #expect(try await house.find("H41.2.1-240304-0001")?.fee == .counter)
            _ = try await send([message(done.merging(["DanhSachLePhi": [two[1]], "NgayTra": "20240316100000"]) { $1 })], house)
            #expect(try await house.find("H41.2.1-240304-0001")?.fee == Dossier.Fee.none)
        }
    }

    @Test func `are refused one by one, each with its code and field`() async throws {
        try await ExchangeHouse.open { house in
            let wrong: [([String: Any], String, String)] = [
                (["MaHoSo": "x"], "not_a_code", "MaHoSo"), (["MaHoSo": NSNull()], "missing", "MaHoSo"),
                (["MaTTHC": "9"], "unknown_procedure", "MaTTHC"),
                (["NgayTiepNhan": "20240230083000"], "not_a_moment", "NgayTiepNhan"),
                (["TrangThaiHoSo": 11], "unknown_word", "TrangThaiHoSo"),
                (["KenhThucHien": 7], "unknown_word", "KenhThucHien"),
                (["NgayHenTra": "20240301080000"], "due_before_receipt", "NgayHenTra"),
                (["TrangThaiHoSo": 9], "not_finished", "NgayKetThucXuLy"), (["DonViXuLy": "Z99"], "unknown_unit", "DonViXuLy"),
                (["ChuHoSo": ["x": 1]], "malformed", "ChuHoSo"), (["DanhSachHoSoBoSung": "none"], "malformed", "DanhSachHoSoBoSung"),
                (["DanhSachHoSoBoSung": [["NgayBoSung": ""]]], "missing", "NgayBoSung"),
                (["ThoiDiemCapNhat": "20300101000000"], "in_future", "ThoiDiemCapNhat"),
                (["DanhSachLePhi": "none"], "malformed", "DanhSachLePhi"),
                (["DanhSachLePhi": [["Gia": 1]]], "missing", "TenPhiLePhi"),
                (["DanhSachLePhi": [["TenPhiLePhi": "x", "Gia": "8.000"]]], "not_a_number", "Gia"),
                (["DanhSachLePhi": [["TenPhiLePhi": "x", "Gia": -1]]], "not_a_number", "Gia"),
            ]
            let answers = try await send(wrong.map { message($0.0) } + [message()], house)
            for (answer, wanted) in zip(answers, wrong) {
                #expect(answer.status == .refused && answer.code == "dossiers.import.fault.\(wanted.1)" && answer.field == wanted.2)
            }
            #expect(answers.last?.status == .accepted)
            #expect(try await house.count() == 1)
        }
    }

    @Test func `never undo what somebody did here, and only touch units of whoever sends them`() async throws {
        try await ExchangeHouse.open { house in
            let foreign = Actor(.person, name: "khac", grants: [Grant(.procedureController, unit: "unit-B")])
            #expect(try await send([message()], house, by: foreign).first?.code == "dossiers.import.fault.not_your_unit")
            _ = try await send([message()], house)
            _ = try await house.services.database.write { try $0.run("UPDATE dossiers_dossiers SET version = version + 1") }
            #expect(try await send([message(["TrangThaiHoSo": 5])], house).first?.code == "dossiers.import.fault.handled_here")
            _ = try await house.services.database.write { try $0.run("UPDATE dossiers_dossiers SET origin = 'counter'") }
            #expect(try await send([message(["TrangThaiHoSo": 5])], house).first?.code == "dossiers.import.fault.kept_here")
            await #expect(throws: AccessError.self) { try await send([message()], house, by: .anonymous) }
            await #expect(throws: ExchangeError.self) {
                try await send(Array(repeating: message(), count: ReceiveExchange.limit + 1), house)
            }
        }
    }

    @Test func `come in by the API with the right of a controller`() async throws {
        try await ExchangeHouse.open { house in
            let body = try JSONSerialization.data(withJSONObject: [message(), message(["MaHoSo": "H41"])])
            try await withSignIns(house.services) { client in
                var headers = TestSignIn.headers(.procedureController)
                headers[.contentType] = "application/json"
                let answer = try await client.executeRequest(
                    uri: "/api/v1/dossiers/exchange", method: .post, headers: headers, body: ByteBuffer(bytes: body))
                #expect(answer.status == .ok)
                let text = String(buffer: answer.body)
                #expect(text.contains("\"status\":\"accepted\"") && text.contains("\"field\":\"MaHoSo\"") && text.contains("not_a_code"))
                let other = try await client.executeRequest(
                    uri: "/api/v1/dossiers/exchange", method: .post, headers: TestSignIn.headers(.caseOfficer),
                    body: ByteBuffer(bytes: body))
                #expect(other.status == .forbidden)
                let broken = try await client.executeRequest(
                    uri: "/api/v1/dossiers/exchange", method: .post, headers: headers, body: ByteBuffer(string: "[{]"))
                #expect(broken.status == .unprocessableContent)
            }
        }
    }

    @Test func `of whatever shape end in answers or in a refusal of the whole`() async throws {
        try await ExchangeHouse.open { house in
            let values: [Any] = [
                1, -1, 1e300, "", "x", "20240304083000", NSNull(), true, [], [[:]], ["a": 1], [["NgayBoSung": 5]],
                String(repeating: "9", count: 300),
            ]
            let names = [
                "MaHoSo", "MaTTHC", "NgayTiepNhan", "NgayTra", "TrangThaiHoSo", "DanhSachHoSoBoSung", "TienDo", "TaiLieuNop", "DonViXuLy",
                "NgayHenTra",
            ]
            for seed in fuzzSeeds(200) {
                var random = SeededGenerator(seed: seed)
                var changed = message()
                for _ in 0...random.below(3) { changed[random.pick(names)] = values[random.below(values.count)] }
                let answers = try await send([changed, message(["MaHoSo": "H41.2.1-240304-0002"])], house)
                #expect(answers.count == 2 && [.accepted, .unchanged].contains(answers[1].status))
            }
        }
    }
}

@Suite struct `Comparing with another system` {
    @Test func `tells what is missing on either side, twice, or contradictory, and what only the synchronisation made late`() async throws {
        try await ExchangeHouse.open { house in
            try await house.take(ExchangeHouse.list((1...5).map { ExchangeHouse.row($0) }))
            let theirs = ExchangeHouse.list(
                ExchangeHouse.row(1), ExchangeHouse.row(2), ExchangeHouse.row(2), ExchangeHouse.row(3, finished: "2024-03-16T10:00"),
                ExchangeHouse.row(4, state: "processing", finished: ""), ExchangeHouse.row(9), ExchangeHouse.row(10, received: "x"))
            let day = try #require(CalendarDate("2024-03-04"))
            let report = try await ReconcileDossiers(house.bureau)(theirs, ImportDossiers.Order(), from: day, through: day, by: .operating)
            let told = report.lines.map { "\($0.kind.rawValue) \($0.code.suffix(4)) \($0.field)" }.sorted()
            #expect(
                told == [
                    "contradictory 0003 finished", "contradictory 0004 finished", "contradictory 0004 returned", "contradictory 0004 state",
                    "duplicate 0002 code", "faulty 0010 received", "late_by_sync 0004 ", "missing_here 0009 ", "missing_there 0005 ",
                ])
            #expect(report.agreed == 2)
            #expect(report.lines.first { $0.field == "state" }.map { [$0.ours, $0.theirs] } == ["returned", "processing"])
            #expect(report.units.first { $0.unit == "A" }?.counts[.missingThere] == 1)
            let elsewhere = try await ReconcileDossiers(house.bureau)(
                theirs, ImportDossiers.Order(), from: CalendarDate("2024-04-01") ?? day, through: CalendarDate("2024-04-30") ?? day,
                by: .operating)
            #expect(elsewhere.lines.allSatisfy { $0.kind == .duplicate || $0.kind == .faulty })
        }
    }

    @Test func `is a page and a file for the controller`() async throws {
        try await ExchangeHouse.open { house in
            try await house.take(ExchangeHouse.list(ExchangeHouse.row(1)))
            let bytes = ExchangeHouse.list(ExchangeHouse.row(2)).bytes
            try await withSignIns(house.services) { client in
                let address = "/dossiers/exchange/reconciliation"
                #expect(try await client.get(address, as: .caseOfficer).status == 403)
                let values = ["from": "2024-03-01", "through": "2024-03-31", "scheme": "code"]
                let page = try await client.send(address, values, file: ("file", "ds.csv", bytes), as: .procedureController)
                #expect(page.status == 200 && page.text.contains("H41.2.1-240304-0001") && page.text.contains("H41.2.1-240304-0002"))
                let file = try await client.send(
                    address, values.merging(["as": "csv"]) { $1 }, file: ("file", "ds.csv", bytes), as: .procedureController)
                #expect(file.text.contains("missing_there,H41.2.1-240304-0001,A"))
                let wrong = try await client.send(
                    address, values.merging(["from": "x"]) { $1 }, file: ("file", "ds.csv", bytes), as: .procedureController)
                #expect(wrong.status == 422)
            }
        }
    }
}
