import ArgumentParser
import Facts
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// The worked examples of OS-56 through the page and through the command, to the words that people read.
@Suite struct `When does a limit end` {
    struct Example: Sendable, CustomTestStringConvertible {
        let query: [String: String]
        let told: [String]

        init(_ received: String, _ limit: Int, _ unit: String, _ told: [String], _ more: [String: String] = [:]) {
            query = ["received": received, "limit": "\(limit)", "unit": unit].merging(more) { $1 }
            self.told = told
        }

        var testDescription: String { query.description }
        var address: String {
            "/facts/calendar/deadline?"
                + query.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.replacing(" ", with: "+"))" }.joined(separator: "&")
        }
        var options: [String] { query.sorted { $0.key < $1.key }.flatMap { ["--\($0.key.replacing("_", with: "-"))", $0.value] } }
    }

    static let supplemented = ["asked": "2024-03-06T10:00", "complete": "2024-03-11T09:00"]

    static let examples = [
        Example(
            "2024-04-25T09:00", 4, "working_days",
            [
                "Thứ bảy, 04/05/2024", "Tính vào thời hạn: làm bù cho ngày 29/04/2024", "Không tính: nghỉ, làm bù vào 04/05/2024",
                "Không tính: Ngày Chiến thắng", "Ngày tiếp nhận, không tính",
            ]),
        Example("2024-04-25T09:00", 3, "working_days", ["Thứ sáu, 03/05/2024"]),
        Example("2024-04-25T09:00", 10, "days", ["Chủ nhật, 05/05/2024"], ["day_off": "stays"]),
        Example("2024-04-25T09:00", 10, "days", ["Thứ hai, 06/05/2024", "chuyển sang ngày làm việc này"]),
        Example("2024-05-03T15:30", 1, "working_days", ["07:30 04/05/2024"]),
        Example("2024-02-07T09:00", 3, "working_days", ["Thứ hai, 19/02/2024"]),
        Example("2024-03-04T09:00", 10, "working_days", ["Thứ hai, 18/03/2024"]),
        Example(
            "2024-03-04T09:00", 10, "working_days",
            [
                "Thứ hai, 25/03/2024", "Nhận đủ hồ sơ, thời hạn tính lại từ đầu", "Chủ nhật, 24/03/2024", "Thứ sáu, 22/03/2024",
            ], supplemented),
        Example(
            "2024-03-04T09:00", 10, "working_days", ["Thứ năm, 21/03/2024", "Không tính: chờ bổ sung hồ sơ"],
            supplemented.merging(["effect": "suspends"]) { $1 }),
        Example("2024-03-04T16:30", 8, "working_hours", ["16:30, Thứ ba, 05/03/2024"]),
        Example("31/05/2021 09:00", 10, "working_days", ["Thứ hai, 14/06/2021"]),
        Example("2024-03-04T15:30", 1, "working_days", ["Thứ tư, 06/03/2024", "Tiếp nhận muộn"], ["late": "next_working_day"]),
        Example("2024-01-31T09:00", 1, "months", ["Thứ năm, 29/02/2024"]),
    ]

    @Test(arguments: examples) func `is told by the page as the handbook has it (OS-56)`(example: Example) async throws {
        try await withHouse { services in
            try await withSignIns(services) { client in
                let page = try await client.get(example.address)
                #expect(page.status == 200)
                let result = page.text.components(separatedBy: "id=\"result\"").last?.components(separatedBy: "</section>").first ?? ""
                for text in example.told { #expect(result.contains(text), "\(text)") }
            }
        }
    }

    @Test(arguments: examples) func `is told by the command as the handbook has it (OS-56)`(example: Example) async throws {
        try await withHouse { services in
            let shipped = try await Program.run(["facts", "deadline", "--shipped"] + example.options, in: .vi, of: services)
            #expect(shipped.status == 0, "\(shipped.errors)")
            for text in example.told { #expect(shipped.output.contains(text), "\(text)\n\(shipped.output)") }
        }
    }

    @Test func `goes by the calendar of the database, and says what is not certain`() async throws {
        try await withHouse { services in
            try await EnterCalendarChange(services)(Changes.swap, by: .operating)
            let own = try await Program.run(
                ["facts", "deadline", "--received", "2026-07-02T09:00", "--limit", "1"], in: .en, of: services)
            #expect(own.output.contains("Deadline: Monday 2026-07-06") && own.output.contains("Not counted: off, worked for on 2026-07-11"))
            let later = try await Program.run(
                ["facts", "deadline", "--received", "2028-07-03T09:00", "--limit", "1"], in: .en, of: services)
            #expect(later.output.contains("? The swap days of 2028 have not been announced"))
            try await withSignIns(services) { client in
                let page = try await client.get("/facts/calendar/deadline?received=2028-07-03T09:00&limit=1", language: .en)
                #expect(page.text.contains("Not certain yet") && page.text.contains("swap days of 2028"))
            }
        }
    }

    @Test(
        arguments: [
            ("received=x&limit=4", "received"), ("received=2024-04-25T09:00&limit=x", "limit"),
            ("received=2024-04-25T09:00&limit=0", "limit"), ("received=2024-04-25T09:00&limit=99999", "limit"),
            ("received=2024-04-25T09:00&limit=-4", "limit"), ("received=2024-04-25T24:00&limit=4", "received"),
            ("received=2024-02-30T09:00&limit=4", "received"), ("received=2024-04-25T09:00&limit=4&unit=weeks", "unit"),
            ("received=2024-04-25T09:00&limit=4&complete=2024-04-26T09:00", "asked"),
            ("received=2024-04-25T09:00&limit=4&asked=2024-04-24T09:00", "asked"),
            ("received=2024-04-25T09:00&limit=4&asked=2024-04-26T09:00&complete=2024-04-25T09:30", "complete"),
            ("received=2024-04-25T09:00&limit=4&late=never", "late"), ("received=1999-04-25T09:00&limit=4", "received"),
            ("received=2030-12-31T09:00&limit=4", "received"),
        ])
    func `refuses what cannot be counted, at the field that says it`(query: String, field: String) async throws {
        try await withHouse { services in
            try await withSignIns(services) { client in
                for language in Language.allCases {
                    let page = try await client.get("/facts/calendar/deadline?\(query)", language: language)
                    #expect(page.status == 422 && page.text.contains("id=\"\(field)-error\""), "\(query)")
                    #expect(!page.text.contains("id=\"result\""))
                }
                #expect(try await client.get("/api/v1/facts/deadline?\(query)").status == 422)
            }
        }
    }

    @Test func `waits while a supplement is waited for, and answers programs in numbers`() async throws {
        try await withHouse { services in
            try await withSignIns(services) { client in
                let page = try await client.get("/facts/calendar/deadline?received=2024-03-04T09:00&limit=10&asked=2024-03-06T10:00")
                #expect(page.text.contains("chờ bổ sung, chưa có hạn") && page.text.contains("không có văn bản"))
                #expect(try await client.get("/facts/calendar/deadline").status == 200)
                let text = try await client.get("/api/v1/facts/deadline?received=2024-04-25T09:00&limit=4&unit=working_days", language: .en)
                    .text
                #expect(text.contains("\"day\":\"2024-05-04\"") && text.contains("\"due\":\"2024-05-04T16:59:59Z\""))
                #expect(text.contains("\"counted\":1,\"from\":\"2024-05-04\",\"reason\":\"Counted: worked in exchange for 2024-04-29\""))
            }
        }
    }
}
