import Foundation
import Kernel
import Rankings
import Testing

@Suite struct `The page of a ranking` {
    @Test func `tells first who leads, the mean and the class that holds everybody`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let page = try await get("/rankings/provinces")
            #expect(page.status == 200)
            #expect(
                page.between("<p class=\"lead\">", "</p>")
                    == "Đồng Tháp đứng đầu với 68,80 điểm. Trung bình của 34 đơn vị là 62,58 điểm. Cả 34 đơn vị đều xếp loại Trung bình. "
                    + "Chưa đơn vị nào đạt mức Khá (từ 70% đến dưới 80%).")
            #expect(page.words.contains("Thấp nhất 55,23 Hà Nội") && page.words.contains("Khoảng cách 13,57"))
        }
    }

    @Test func `prints the rows in the order of their ranks`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let units = try await get("/rankings/provinces").rankedUnits
            #expect(units.count == 34 && units.first == "H20" && units[6] == "H15" && units.last == "H26")
        }
    }

    @Test func `shows appraised and survey rank beside the final one`() async throws {
        // PI-56: Phú Giáo is ahead of Dầu Tiếng by appraisal and behind it in the end.
        try await withRankings {
            try await $0.districts()
        } _: { get in
            let page = try await get("/rankings/districts")
            #expect(page.words.contains("7 Huyện Dầu Tiếng 44,00 8 32,22 5 76,22 76,22%"))
            #expect(page.words.contains("8 Huyện Phú Giáo 46,00 6 30,03 9 76,03 76,03%"))
            #expect(
                page.text.contains(
                    "Huyện Phú Giáo có hai phần chênh nhau nhiều nhất: hạng 6 về thẩm định, hạng 9 về điều tra xã hội học; hạng chung là 8."
                ))
            #expect(page.words.contains("Trung bình 78,39"))
            #expect(!page.text.contains("Không công bố mức xếp loại</option>"), "one class for everything is no class")
        }
    }

    @Test func `finds a unit without diacritics, in any order of words, or by its code`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            for query in ["dak lak", "đắk lắk", "LAK dak", "h15"] {
                let page = try await get("/rankings/provinces?q=\(query.replacing(" ", with: "+").addingPercentEncoding())")
                #expect(page.rankedUnits == ["H15"], "\(query)")
                #expect(page.text.contains("Tìm thấy 1 trên 34 đơn vị."))
            }
        }
    }

    @Test func `says when nothing is found and shows the query escaped`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let page = try await get("/rankings/provinces?q=%3Cb%3Exyz")
            #expect(page.status == 200 && page.rankedUnits.isEmpty)
            #expect(page.text.contains("value=\"&lt;b&gt;xyz\"") && page.text.contains("Không có đơn vị nào phù hợp"))
        }
    }

    @Test func `sorts by its columns, either way`() async throws {
        let orders = [
            ("rank", ["1", "2", "3"]), ("-rank", ["3", "2", "1"]), ("unit", ["3", "2", "1"]), ("-unit", ["1", "2", "3"]),
            ("total", ["3", "2", "1"]), ("-total", ["1", "2", "3"]), ("direct", ["3", "1", "2"]), ("-survey", ["1", "3", "2"]),
            ("change", ["1", "2", "3"]), ("-change", ["2", "1", "3"]), ("nonsense", ["1", "2", "3"]),
        ]
        try await withRankings { examples in
            try await examples.communes(2020, [("1", "60", "30"), ("2", "50", "20")])
            try await examples.communes(2021, [("1", "60", "31"), ("2", "61", "20"), ("3", "40", "21")])
        } _: { get in
            for (sort, expected) in orders {
                try await #expect(get("/rankings/communes-2021?sort=\(sort)").rankedUnits == expected, "\(sort)")
            }
        }
    }

    @Test func `shows one class when asked, and all for a class there is not`() async throws {
        try await withRankings {
            try await $0.communes(2021, [("1", "60", "31"), ("2", "46", "20"), ("3", "40", "25")])
        } _: { get in
            try await #expect(get("/rankings/communes-2021?band=good").rankedUnits == ["1"])
            try await #expect(get("/rankings/communes-2021?band=weak").rankedUnits == ["3"], "65 is not above 65")
            try await #expect(get("/rankings/communes-2021?band=nonsense").rankedUnits.count == 3)
        }
    }

    @Test func `keeps who is not ranked at the end, out of the mean, and says so`() async throws {
        try await withRankings {
            try await $0.communes(2021, [("1", "", "35"), ("2", "46", "20"), ("3", "40", "24")])
        } _: { get in
            let page = try await get("/rankings/communes-2021")
            #expect(page.rankedUnits == ["2", "3", "1"])
            #expect(page.text.contains("Trung bình của 2 đơn vị là 65,000 điểm."))
            #expect(page.text.contains("1 đơn vị được chấm điểm nhưng không xếp hạng."))
        }
    }

    @Test func `names all who share the first place`() async throws {
        try await withRankings {
            try await $0.communes(2021, [("1", "60", "30"), ("2", "55", "35"), ("3", "40", "24")])
        } _: { get in
            try await #expect(get("/rankings/communes-2021").text.contains("Xã Đầu và Xã Ắt cùng đứng đầu với 90,000 điểm."))
        }
    }

    @Test func `warns of generated data and not of published ones`() async throws {
        try await withRankings { examples in
            try await examples.communes(2021, nature: .generated, [("1", "60", "30")])
            try await examples.districts()
        } _: { get in
            let warning = "Dữ liệu sinh mẫu, không phải kết quả thật"
            for address in ["/rankings/communes-2021", "/rankings/communes-2021/units/1"] {
                try await #expect(get(address).text.contains(warning))
            }
            try await #expect(!get("/rankings/districts").text.contains(warning))
        }
    }

    @Test func `names its source, method and the command that computes it again`() async throws {
        try await withRankings {
            try await $0.districts()
        } _: { get in
            let page = try await get("/rankings/districts")
            #expect(page.text.contains("Nguồn &amp; bảng") && page.text.contains("href=\"/criteria/binh-duong-districts%402017\""))
            #expect(page.words.contains("cchc score --framework binh-duong-districts@2017 --data figures.csv --units units.csv"))
        }
    }

    @Test func `is not there for a code that nobody published`() async throws {
        try await withRankings { _ in
        } _: { get in
            let page = try await get("/rankings/nothing")
            #expect(page.status == 404 && page.text.contains("Không có bảng xếp hạng nào mang mã nothing."))
        }
    }
}

extension String {
    func addingPercentEncoding() -> String {
        utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16, uppercase: true) }.joined()
    }
}
