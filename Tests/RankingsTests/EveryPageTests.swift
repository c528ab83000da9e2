import Foundation
import Kernel
import Rankings
import Testing

@Suite struct `Every page of the rankings` {
    @Test(arguments: Language.allCases) func `speaks one language and leaves no key or brace behind`(language: Language) async throws {
        try await withRankings(language) { examples in
            try await examples.provinces()
            try await examples.districts()
            try await examples.hue()
            try await examples.communes(2018, [("26668", "56", "22"), ("1", "50", "20")])
            try await examples.communes(2019, nature: .generated, [("26668", "61.904", "25.650"), ("1", "63", "26"), ("2", "", "20")])
            try await examples.communes(2020, version: "2", [("26668", "61.904", "25.650"), ("1", "63", "26")])
        } _: { get in
            for page in [
                "/", "/rankings", "/rankings/dictionary", "/rankings/provinces", "/rankings/districts", "/rankings/hue",
                "/rankings/communes-2018",
                "/rankings/communes-2019", "/rankings/communes-2020", "/rankings/provinces/units/H15", "/rankings/provinces/units/H20",
                "/rankings/communes-2019/units/26668", "/rankings/communes-2020/units/26668", "/rankings/communes-2019/units/2",
                "/rankings/provinces/compare?units=H15,H20,H26", "/rankings/provinces/compare", "/rankings/provinces?q=zzz",
            ] {
                let answer = try await get(page)
                #expect(answer.status == 200, "\(page)")
                #expect(answer.text.contains("<html lang=\"\(language.rawValue)\">"))
                #expect(!answer.text.contains(/>[^<]*(rankings|criteria|platform|scoring)\.[a-z_.]+</), "a key is left on \(page)")
                #expect(
                    !answer.text.replacing(/<code>[^<]*<\/code>/, with: "").contains(/>[^<]*\{[a-z_]+\}/),
                    "a placeholder is left on \(page)")
                #expect(!answer.text.contains("style=\"") && !answer.text.contains("<script"), "\(page) keeps to the policy")
                for id in Set(answer.text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }) {
                    #expect(answer.text.ranges(of: " id=\"\(id)\"").count == 1, "\(id) is there twice on \(page)")
                }
            }
        }
    }

    @Test func `is reached from the list, published ones before generated ones`() async throws {
        try await withRankings { examples in
            try await examples.communes(2018, nature: .generated, [("1", "56", "22")])
            try await examples.communes(2019, nature: .generated, [("1", "56", "23")])
            try await examples.districts()
        } _: { get in
            for page in ["/", "/rankings"] {
                let text = try await get(page).text
                let published = try #require(text.range(of: "/rankings/districts\""))
                let generated = try #require(text.range(of: "/rankings/communes-2019\""))
                #expect(published.lowerBound < generated.lowerBound)
                #expect(text.contains("Thành phố Thủ Dầu Một") && text.contains("84,58"))
            }
            try await #expect(get("/rankings").text.contains("/rankings/communes-2018\""))
            try await #expect(!get("/").text.contains("/rankings/communes-2018\""), "the front page has the latest of each series")
        }
    }

    @Test func `is there before anything is published`() async throws {
        try await withRankings { _ in
        } _: { get in
            for page in ["/", "/rankings", "/rankings/dictionary", "/api/v1/rankings"] { try await #expect(get(page).status == 200) }
            try await #expect(get("/").text.contains("Chưa có bảng xếp hạng nào được công bố."))
        }
    }
}
