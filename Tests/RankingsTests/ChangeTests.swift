import Foundation
import Kernel
import Testing

@Suite struct `Change against the period before` {
    /// SD-26, PI-58: +5.904 by documents, +3.650 by survey, and one place down at once.
    private func tamPhuoc(_ examples: PublishedExamples) async throws {
        try await examples.communes(2018, [("26668", "56", "22"), ("1", "50", "20")])
        try await examples.communes(2019, [("26668", "61.904", "25.650"), ("1", "63", "26"), ("2", "30", "20")])
    }

    @Test func `is told in points and in places, each with its own sign`() async throws {
        try await withRankings(.vi, tamPhuoc) { get in
            let page = try await get("/rankings/communes-2019")
            #expect(page.words.contains("2 Xã Tam Phước 61,904 2 25,650 2 87,554 87,554% Tốt ▲ tăng 9,554 ▼ giảm 1"))
            #expect(page.words.contains("3 Xã Ắt 30,000 3 20,000 3 50,000 50,000% Yếu mới –"))
            let card = try await get("/rankings/communes-2019/units/26668").words
            #expect(card.contains("So với kỳ 2018 ▲ tăng 9,554 giảm 1 bậc"))
        }
    }

    @Test func `is in the files as exact numbers`() async throws {
        try await withRankings(.vi, tamPhuoc) { get in
            let lines = try await get("/rankings/communes-2019/table.csv").text.split(separator: "\r\n")
            #expect(
                lines[2]
                    == "2,26668,Xã Tam Phước,Xã Tam Phước (en),61.904,65,2,25.65,35,2,0,0,87.554,100,87.554,good,Tốt,Good,9.554,5.904,3.65,-1"
            )
            #expect(lines[3].hasSuffix(",weak,Yếu,Weak,,,,"))
        }
    }

    @Test func `of the block tells the mean, who moved and how far`() async throws {
        try await withRankings(.vi, tamPhuoc) { get in
            let page = try await get("/rankings/communes-2019").text
            // Means of 148 ÷ 2 and 226.554 ÷ 3, each over its own units.
            #expect(page.contains("Trung bình của 3 đơn vị là 75,518 điểm, tăng 1,518 điểm so với kỳ 2018."))
            #expect(page.contains("So với kỳ 2018: 2 đơn vị tăng điểm."))
            #expect(page.contains("Về thứ hạng so với kỳ 2018: 1 đơn vị tăng bậc, 1 đơn vị giảm bậc."))
            #expect(page.contains("Tăng bậc nhiều nhất so với kỳ 2018: Xã Đầu (tăng 1 bậc)."))
            #expect(page.contains("Giảm bậc nhiều nhất so với kỳ 2018: Xã Tam Phước (giảm 1 bậc)."))
            #expect(page.contains("Về xếp loại: 2 đơn vị Tốt, 1 đơn vị Yếu. Không có đơn vị nào xếp loại Khá. Kỳ 2018: 2 đơn vị Khá."))
        }
    }

    @Test func `is not told where the set of criteria changed`() async throws {
        try await withRankings { examples in
            try await examples.communes(2018, [("26668", "56", "22"), ("1", "50", "20")])
            try await examples.communes(2019, version: "2", [("26668", "61.904", "25.650"), ("1", "63", "26")])
        } _: { get in
            let page = try await get("/rankings/communes-2019").text
            #expect(page.contains("Bộ tiêu chí thay đổi so với kỳ 2018, nên không so sánh điểm và thứ hạng giữa hai kỳ."))
            #expect(!page.contains("▲ ") && !page.contains("▼ </span>"))
            let card = try await get("/rankings/communes-2019/units/26668")
            #expect(card.words.contains("So với kỳ 2018 – Bộ tiêu chí thay đổi"))
            #expect(card.text.contains("class=\"c-cut\""), "the line is cut in the picture")
            let row = try #require(try await get("/rankings/communes-2019/table.csv").text.split(separator: "\r\n").dropFirst().last)
            #expect(row.hasSuffix(",good,Tốt,Good,,,,"))
        }
    }

    @Test func `leads from one period to the next and back`() async throws {
        try await withRankings(.vi, tamPhuoc) { get in
            try await #expect(get("/rankings/communes-2019").text.contains("<a href=\"/rankings/communes-2018\">Kỳ trước: 2018</a>"))
            try await #expect(get("/rankings/communes-2018").text.contains("<a href=\"/rankings/communes-2019\">Kỳ sau: 2019</a>"))
        }
    }

    @Test func `over the years stands on the scorecard, the latest first`() async throws {
        try await withRankings(.vi, tamPhuoc) { get in
            let history = try #require(
                try await get("/rankings/communes-2019/units/26668").between("<table id=\"history-table\">", "</table>"))
            #expect(history.contains("2/3") && history.contains("<a href=\"/rankings/communes-2018/units/26668\">2018</a>"))
            let years = history.matches(of: /20\d\d/).map { String($0.0) }.filter { ["2018", "2019"].contains($0) }
            #expect(years.first == "2019")
        }
    }
}
