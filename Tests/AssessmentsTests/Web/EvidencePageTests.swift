import HTTPTypes
import Kernel
import Platform
import Testing

@Suite struct `The pages of evidence` {
    private static let papers = "/assessments/units/A/evidence"
    private static let citing = "\(RoundHouse.sheet)/leaves/1.1/evidence"

    private func add(_ house: RoundHouse, _ name: String, _ bytes: [UInt8], _ values: [String: String] = [:]) async throws -> String {
        let added = try await house.send(Self.papers, values, file: (name, bytes), by: "officer-a")
        #expect(added.status == 303, "\(added.words)")
        return String((added.location ?? "").prefix { $0 != "?" })
    }

    @Test func `A paper is shown in the page with its digest, and reaches nothing`() async throws {
        try await RoundHouse.open { house in
            let paper = try await add(
                house, "Kế hoạch.pdf", Papers.pdf, ["title": "Kế hoạch <CCHC>", "number": "12/KH", "issued": "15/01/2026"])
            let page = try await house.page(paper, by: "officer-a")
            #expect(page.text.contains("<iframe class=\"viewer\" src=\"\(paper)/file\"") && page.text.contains("Kế hoạch &lt;CCHC&gt;"))
            #expect(
                page.words.contains("Ngày ban hành 15/01/2026")
                    && page.headers[.contentSecurityPolicy]?.contains("frame-src 'self'") == true)
            let digest = try #require(try await house.get("units/A/evidence", by: "officer-a").list.first?["digest"] as? String)
            #expect(page.text.contains("<code>\(digest)</code>"))
            let file = try await house.page("\(paper)/file", by: "officer-a")
            #expect(file.bytes == Papers.pdf && file.headers[.contentType] == "application/pdf" && file.headers[.contentDisposition] == nil)
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
            #expect(file.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(file.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'self'") == true)
            let saved = try await house.page("\(paper)/file?save=1", by: "officer-a")
            #expect(saved.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(try await house.page(paper, by: "officer-b").status == 404)
            #expect(try await house.page("\(paper)/file", by: "officer-b").status == 404)
        }
    }

    @Test func `A picture is shown, a document of an office program is saved`() async throws {
        try await RoundHouse.open { house in
            let picture = try await add(house, "a.png", Papers.png)
            #expect(try await house.page(picture, by: "officer-a").text.contains("<img src=\"\(picture)/file\" alt=\"a.png\""))
            let document = try await add(house, "a.docx", Papers.docx)
            #expect(try await house.page(document, by: "officer-a").words.contains("hãy tải về"))
            #expect(try await house.page("\(document)/file", by: "officer-a").headers[.contentDisposition] != nil)
        }
    }

    @Test func `What cannot be taken is told at its field, and what was typed is kept`() async throws {
        try await RoundHouse.open { house in
            let program = try await house.send(Self.papers, ["title": "a"], file: ("a.pdf", Papers.program), by: "officer-a")
            #expect(program.status == 422 && program.text.contains("id=\"file-error\"") && program.text.contains("value=\"a\""))
            let link = try await house.send(Self.papers, ["title": "a", "link": "javascript:alert(1)"], by: "officer-a")
            #expect(link.status == 422 && link.text.contains("id=\"link-error\""))
            let day = try await house.send(Self.papers, ["title": "a", "link": "https://a.vn/b", "issued": "31/02/2026"], by: "officer-a")
            #expect(day.status == 422 && day.text.contains("id=\"issued-error\""))
            #expect(try await house.send(Self.papers, ["title": "a"], by: "officer-a").text.contains("id=\"file-error\""))
            #expect(try await house.get("units/A/evidence", by: "officer-a").list.isEmpty)
            #expect(try await house.page(Self.papers, by: "officer-a").words.contains("không quá 32 MB"))
        }
    }

    @Test func `A leaf cites a new paper with section and page, another leaf the same one`() async throws {
        try await RoundHouse.open { house in
            let cited = try await house.send(
                Self.citing, ["title": "Kế hoạch", "section": "II.1", "page": "3"], file: ("a.pdf", Papers.pdf), by: "officer-a")
            #expect(cited.location == "\(RoundHouse.sheet)/fields/1?done=cited#leaf-1.1")
            let paper = try #require(try await house.get("units/A/evidence", by: "officer-a").list.first?["id"] as? String)
            let other = "\(RoundHouse.sheet)/leaves/1.2/evidence"
            #expect(try await house.page(other, by: "officer-a").text.contains("<option value=\"\(paper)\">"))
            #expect(try await house.send(other, ["evidence": paper, "page": "9"], by: "officer-a").status == 303)
            let page = try await house.page("\(RoundHouse.sheet)/fields/1", by: "officer-a")
            #expect(page.words.contains("Kế hoạch mục II.1, trang 3") && page.words.contains("Kế hoạch trang 9"))
            #expect(try await house.get("units/A/evidence", by: "officer-a").list.count == 1)
            let again = try await house.send(other, ["evidence": paper, "page": "9"], by: "officer-a")
            #expect(again.status == 409 && again.words.contains("đã được viện dẫn"))
            let removal = try #require(page.text.firstMatch(of: /action="([^"]+leaves\/1\.1\/evidence\/[^"]+\/removal)"/)?.1)
            #expect(try await house.send(String(removal), [:], by: "officer-a").status == 303)
            #expect(!(try await house.page("\(RoundHouse.sheet)/fields/1", by: "officer-a")).words.contains("mục II.1"))
        }
    }

    @Test func `A paper is renewed, removed and had back`() async throws {
        try await RoundHouse.open { house in
            let paper = try await add(house, "a.pdf", Papers.pdf)
            let renewed = try await house.send("\(paper)/versions", ["title": "bản 2"], file: ("b.png", Papers.png), by: "officer-a")
            let latest = String((renewed.location ?? "").prefix { $0 != "?" })
            #expect(latest != paper && renewed.status == 303)
            #expect(try await house.page(latest, by: "officer-a").words.contains("Phiên bản 2"))
            #expect(try await house.page(paper, by: "officer-a").words.contains("Đã có phiên bản mới hơn"))
            #expect(try await house.send("\(latest)/removal", [:], by: "officer-a").status == 303)
            #expect(try await house.page(latest, by: "officer-a").text.contains("\(latest)/restoration"))
            #expect(try await house.send("\(latest)/restoration", [:], by: "officer-a").status == 303)
            #expect(try await house.page(latest, by: "officer-a").text.contains("\(latest)/removal"))
        }
    }
}
