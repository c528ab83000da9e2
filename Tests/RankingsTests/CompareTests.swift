import Foundation
import Kernel
import Testing

@Suite struct `Comparing units` {
    @Test func `turns ticked boxes into an address that can be kept`() async throws {
        try await withRankings { _ in
        } _: { get in
            let answer = try await get("/rankings/x/compare/choose?unit=H15&unit=&unit=H20")
            #expect(answer.status == 303 && answer.location == "/rankings/x/compare?units=H15%2CH20")
            try await #expect(get("/rankings/x/compare/choose").location == "/rankings/x/compare")
        }
    }

    @Test func `shows the greatest difference first`() async throws {
        try await withRankings {
            try await $0.districts()
        } _: { get in
            let codes = try await get("/rankings/districts").rankedUnits
            let page = try await get("/rankings/districts/compare?units=\(codes[6]),\(codes[7])")
            #expect(
                page.words.contains(
                    "Huyện Dầu Tiếng hơn Huyện Phú Giáo 0,19 điểm. Chênh nhau nhiều nhất ở “Điểm điều tra xã hội học”, 2,19 điểm."))
            #expect(page.words.contains("XHH Điểm điều tra xã hội học 35 32,22 30,03 2,19"))
        }
    }

    @Test func `compares a field as a whole when one of the units was given it as a whole`() async throws {
        // Đắk Lắk is scored by measures, Đồng Tháp by the groups' published points.
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let page = try await get("/rankings/provinces/compare?units=H15,H20")
            #expect(page.status == 200 && page.text.contains("Đồng Tháp hơn Đắk Lắk 3,31 điểm"))
            #expect(!page.text.contains("CKMB.1"), "leaves of one unit have no counterpart")
        }
    }

    @Test func `takes two to four`() async throws {
        try await withRankings {
            try await $0.districts()
        } _: { get in
            for units in ["1", "1,2,3,4,5", "1,1"] {
                let page = try await get("/rankings/districts/compare?units=\(units)")
                #expect(page.status == 422 && page.text.contains("Vui lòng chọn từ hai đến bốn đơn vị để so sánh."))
                #expect(page.text.contains("<select id=\"unit-1\" name=\"unit\">"), "the form to choose again is there")
            }
        }
    }

    @Test func `asks for a choice when there is none, and knows only units of the ranking`() async throws {
        try await withRankings {
            try await $0.districts()
        } _: { get in
            try await #expect(get("/rankings/districts/compare").status == 200)
            try await #expect(get("/rankings/districts/compare?units=nobody,nothing").status == 404)
        }
    }
}
