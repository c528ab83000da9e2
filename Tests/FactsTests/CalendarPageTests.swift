import Facts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import WorkingTime

@Suite struct `Pages of the calendar` {
    @Test(arguments: [(Language.vi, "251 ngày làm việc"), (.en, "251 working days")])
    func `show a year at a glance, the days of its swaps and the years beside it`(language: Language, lead: String) async throws {
        try await withHouse { services in
            try await withSignIns(services) { client in
                let page = try await client.get("/facts/calendar/2024", language: language)
                #expect(page.status == 200 && page.text.contains(lead))
                #expect(page.text.contains("/facts/calendar/2023") && page.text.contains("/facts/calendar/2025"))
                #expect(page.text.contains("day swap-work") && page.text.contains("Công văn 2450/VPCP-KGVX 2024"))
                #expect(page.text.components(separatedBy: "<table><caption>").count == 13)
                #expect(!page.text.contains("/facts/calendar/changes") && !page.text.contains("class=\"notice warning\""))
                let first = try await client.get("/facts/calendar/2010")
                #expect(!first.text.contains("/facts/calendar/2009"))
            }
        }
    }

    @Test func `say of a year to come that its swaps are not known and which days are expected (OS-52)`() async throws {
        try await withHouse { services in
            try await withSignIns(services) { client in
                let page = try await client.get("/facts/calendar/2027")
                #expect(page.text.contains("Chưa có thông báo về ngày hoán đổi của năm 2027"))
                #expect(page.text.contains("holiday open") && page.text.contains("Dự kiến, chưa có thông báo"))
                let (now, missing) = (try await client.get("/facts/calendar"), try await client.get("/facts/calendar/1999"))
                #expect(now.text.contains("Lịch làm việc năm 2026"))
                #expect(missing.status == 404 && missing.text.contains("từ 2010 đến 2030"))
            }
        }
    }

    @Test func `take a change by form, show it to everybody, and let it be corrected and withdrawn`() async throws {
        try await withHouse { services in
            try await withSignIns(services) { client in
                for kind in ["holiday", "compensatory", "swap", "ordinary", "hours", "announced"] {
                    #expect(try await client.get("/facts/calendar/new/\(kind)", as: .administrator).status == 200, "\(kind)")
                }
                #expect(try await client.get("/facts/calendar/new/easter", as: .administrator).status == 404)
                _ = try await client.get("/facts/calendar/2026")
                let entered = try await client.send(
                    "/facts/calendar/new/holiday", ["date": "2026-07-15", "name": "Nghỉ <b>bão</b>", "source": "Công điện 1"],
                    as: .administrator)
                #expect(entered.location == "/facts/calendar/changes?done=entered")
                let year = try await client.get("/facts/calendar/2026")
                #expect(year.text.contains("Nghỉ &lt;b&gt;bão&lt;/b&gt;") && year.text.contains("Công điện 1"))
                let change = try #require(try await services.database.read { try CalendarStore.current($0) }.first)
                let list = try await client.get("/facts/calendar/changes?done=entered", as: .administrator)
                #expect(list.text.contains("Đã ghi vào lịch") && list.text.contains("/facts/calendar/changes/\(change.id)/correct"))
                let form = try await client.get("/facts/calendar/changes/\(change.id)/correct", as: .administrator)
                #expect(form.text.contains("value=\"2026-07-15\"") && form.text.contains("value=\"Công điện 1\""))
                let refused = try await client.send(
                    "/facts/calendar/changes/\(change.id)/correct", ["date": "2026-07-16", "name": "Bão", "source": "Công điện 2"],
                    as: .administrator)
                #expect(refused.status == 422 && refused.text.contains("id=\"reason-error\"") && refused.text.contains("Công điện 2"))
                let corrected = try await client.send(
                    "/facts/calendar/changes/\(change.id)/correct",
                    ["date": "2026-07-16", "name": "Quốc khánh", "source": "Công điện 2", "reason": "Nhầm"], as: .administrator)
                #expect(corrected.location == "/facts/calendar/changes?done=corrected")
                #expect(try await Changes.status("2026-07-16", services) == .holiday("national_day"))
                let next = try #require(try await services.database.read { try CalendarStore.current($0) }.first)
                #expect(try await client.get("/facts/calendar/changes/\(change.id)/withdraw", as: .administrator).status == 409)
                let withdrawn = try await client.send(
                    "/facts/calendar/changes/\(next.id)/withdraw", ["reason": "Bão tan"], as: .administrator)
                #expect(withdrawn.location == "/facts/calendar/changes?done=withdrawn")
                let ended = try await client.get("/facts/calendar/changes", as: .administrator, language: .en)
                #expect(ended.text.contains("Bão tan") && ended.text.contains("Nhầm") && ended.text.contains("There are no changes."))
            }
        }
    }

    @Test func `give the days as a file that is read like the shipped one`() async throws {
        try await withHouse { services in
            try await EnterCalendarChange(services)(Changes.swap, by: .operating)
            try await withSignIns(services) { client in
                let lines = try await client.get("/facts/calendar/days.csv").text.split(whereSeparator: \.isNewline)
                #expect(lines.first == "date,name,kind,paired,decided,source")
                #expect(lines.contains { $0.hasPrefix("2026-07-03,swap,swap_off,2026-07-11,yes,") } && lines.count == 314)
            }
        }
    }

    @Test func `answer programs: a year, changes, and their correction`() async throws {
        try await withHouse { services in
            let id = try await EnterCalendarChange(services)(Changes.storm, by: .operating)
            try await withSignIns(services) { client in
                let year = try await client.get("/api/v1/facts/calendar/2026").text
                #expect(year.contains("\"date\":\"2026-07-15\"") && year.contains("\"swaps_decided\":true"))
                let list = try await client.get("/api/v1/facts/calendar/changes", as: .administrator).text
                let body = #"{"kind":"swap","date":"2026-07-03","paired":"2026-07-11","source":"x","reason":"Nhầm"}"#
                let answer = try await client.post("/api/v1/facts/calendar/changes/\(id)/correct", body)
                #expect(answer.status == 200 && answer.text.hasPrefix("{\"change\":\""))
                #expect(try await Changes.status("2026-07-15", services) == .working)
                #expect(try await client.post("/api/v1/facts/calendar/changes/\(id)/withdraw", #"{"reason":"x"}"#).status == 409)
                #expect(try await client.post("/api/v1/facts/calendar/changes", body).status == 422)
                #expect(list.contains("\"id\":\"\(id)\"") && list.contains("Thứ tư, 15/07/2026: Nghỉ phòng chống bão"))
            }
        }
    }
}

extension TestClientProtocol {
    /// JSON sent by an administrator.
    fileprivate func post(_ address: String, _ body: String) async throws -> (status: Int, text: String) {
        let response = try await executeRequest(
            uri: address, method: .post, headers: TestSignIn.headers(.administrator), body: ByteBuffer(string: body))
        return (response.status.code, String(buffer: response.body))
    }
}
