import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `A scorecard` {
    @Test func `says where the unit stands, where most was lost and what the next class takes`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            try await #expect(
                get("/rankings/provinces/units/H15").between("<p class=\"lead\">", "</p>")
                    == "Hạng 7 trên 34 đơn vị với 65,49 điểm, xếp loại Trung bình. Cao hơn trung bình 2,91 điểm. "
                    + "Mất điểm nhiều nhất ở “Thủ tục hành chính được công bố đúng hạn” (6,00 điểm). Cần thêm 4,51 điểm để đạt mức Khá.")
        }
    }

    @Test func `lists the losses from the greatest, and they sum to the maximum less the total`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let ledger = try #require(try await get("/rankings/provinces/units/H15").between("<table id=\"ledger-table\">", "</table>"))
            let losses = ledger.matches(of: /class="lost">−(\d+),(\d\d)</).compactMap { Int("\($0.1)\($0.2)") }
            #expect(losses.count == 16 && losses == losses.sorted(by: >) && losses.first == 600)
            #expect(losses.reduce(0, +) == 3451)
            #expect(ledger.contains("<tfoot><tr><td class=\"num\">−34,51</td>"))
        }
    }

    @Test func `gives the published sub-scores of Đắk Lắk`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let page = try await get("/rankings/provinces/units/H15").words
            for field in ["11,85 / 18", "17,72 / 20", "8,97 / 12", "6,69 / 10", "9,08 / 22", "11,18 / 18"] { #expect(page.contains(field)) }
        }
    }

    @Test func `tells the law and the evidence of what was lost, escaped`() async throws {
        try await withRankings {
            try await $0.communes(2019, [("1", "63", "26"), ("2", "60", "20")])
        } _: { get in
            let page = try await get("/rankings/communes-2019/units/1")
            #expect(page.text.contains("Tài liệu &lt;kiểm chứng&gt;") && !page.text.contains("<kiểm chứng>"))
            #expect(
                page.words.contains("Căn cứ pháp lý Nghị định 61/2018/NĐ-CP, Đ19") && page.words.contains("Tài liệu kiểm chứng Báo cáo năm")
            )
        }
    }

    @Test func `shows a conversion as a line of its own`() async throws {
        // PI-41: 42.63 of 48 becomes 44.40625 of 50.
        try await withRankings {
            try await $0.hue()
        } _: { get in
            let list = try await get("/rankings/hue/table.csv").text
            let unit = try #require(list.split(separator: "\r\n").first { $0.contains("44.40625") }).split(separator: ",")[1]
            let card = try await get("/rankings/hue/units/\(unit)")
            #expect(card.words.contains("Quy đổi về điểm tối đa của bộ tiêu chí") && card.text.contains("+1,78"))
            let ledger = try #require(try await get("/rankings/hue/units/\(unit)/scorecard.json").json["ledger"] as? [[String: Any]])
            let amounts = try ledger.map { try #require(Number($0["lost"] as? String ?? "")).ratio }
            #expect(try amounts.reduce(.zero) { try $0 + $1 } == Ratio(48 * 100_000 - 4_440_625, 100_000))
        }
    }

    @Test func `says when nothing was lost`() async throws {
        try await withRankings {
            try await $0.communes(2019, [("1", "65", "35"), ("2", "60", "20")])
        } _: { get in
            let page = try await get("/rankings/communes-2019/units/1").text
            #expect(page.contains("không mất điểm nào") && !page.contains("Cần thêm") && !page.contains("Mất điểm nhiều nhất"))
        }
    }

    @Test func `asks for more than the gap where the bound itself is not in the class`() async throws {
        // Khá lies above 65 %, so 65 points need one thousandth.
        try await withRankings {
            try await $0.communes(2019, [("1", "40", "25"), ("2", "60", "20")])
        } _: { get in
            try await #expect(get("/rankings/communes-2019/units/1").text.contains("Cần thêm 0,001 điểm để đạt mức Khá."))
        }
    }

    @Test func `is refused, and not shown, when a figure was altered behind the house`() async throws {
        try await withHouse { services in
            try await PublishedExamples(services: services).communes(2019, [("1", "40", "25"), ("2", "60", "20")])
            try await services.database.write { db in
                _ = try db.run("UPDATE rankings_figures SET value = \("41") WHERE criterion = \("TL") AND value = \("40")")
            }
            try await withClient(services) { client in
                for address in ["/rankings/communes-2019/units/1", "/rankings/communes-2019", "/rankings/communes-2019/compare?units=1,2"] {
                    let response = try await client.executeRequest(uri: address, method: .get, headers: [:], body: nil)
                    #expect(response.status.code == 500, "\(address)")
                    #expect(!String(buffer: response.body).contains("Tài liệu &lt;"))
                }
            }
        }
    }

    @Test func `is not there for a unit outside the ranking`() async throws {
        try await withRankings {
            try await $0.districts()
        } _: { get in
            let page = try await get("/rankings/districts/units/nobody")
            #expect(page.status == 404 && page.text.contains("Đơn vị nobody không có trong bảng xếp hạng districts."))
        }
    }
}
