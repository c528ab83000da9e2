import Assessments
import Kernel
import Testing

@Suite struct `The work on one leaf` {
    private static let path = "/assessments/rounds/r26/appraisal/1/B/1.2?block=departments"

    private func appraisal(_ test: @escaping @Sendable (RoundHouse) async throws -> Void) async throws {
        try await RoundHouse.open { house in
            try await house.toAppraisal()
            try await test(house)
        }
    }

    private func given(_ house: RoundHouse, _ kind: String = "appraisal") async throws -> [String: Any]? {
        let leaf = try await house.get(house.leaf("B", "1.2"), by: "auditor").json["leaf"] as? [String: Any]
        return (leaf?["entries"] as? [String: Any])?[kind] as? [String: Any]
    }

    @Test func `sets claim, rule and evidence beside the form, and leads through the queue`() async throws {
        try await appraisal { house in
            let page = try await house.see(Self.path, by: "appraiser-1")
            #expect(page.status == 200 && page.text.contains("<h1>1.2. Tỷ lệ hoàn thành</h1>"))
            #expect(page.words.contains("2,70 / 3,00 Tử số: 18; Mẫu số: 20") && page.words.contains("theo báo cáo"))
            #expect(page.words.contains("Không có tài liệu nào được viện dẫn.") && page.words.contains("4 trên 6"))
            #expect(page.text.contains("rel=\"next\"") && page.text.contains("rel=\"prev\""))
            #expect(page.text.contains("Chấp nhận như đơn vị tự đánh giá: 2,70 điểm"))
        }
    }

    @Test func `saves and goes on to the next that waits`() async throws {
        try await appraisal { house in
            let answer = try await house.fill(Self.path, [("finding", "as_claimed"), ("version", "0"), ("act", "save")], by: "appraiser-1")
            #expect(answer.status == 303)
            #expect(answer.location?.hasPrefix("/assessments/rounds/r26/appraisal/1/A/1.3?block=departments&saved=") == true)
            #expect(try await given(house)?["points"] as? String == "2.7")
        }
    }

    @Test func `fewer points without a reason come back with all that was typed`() async throws {
        try await appraisal { house in
            let figures = [
                ("finding", "figures"), ("input.numerator", "15"), ("input.denominator", "20"), ("version", "0"), ("comment", ""),
            ]
            let refused = try await house.fill(Self.path, figures, by: "appraiser-1")
            #expect(refused.status == 422 && refused.text.contains("<a href=\"#comment\">Tiêu chí 1.2: hãy nêu lý do."))
            #expect(refused.text.contains("name=\"input.numerator\" value=\"15\"") && refused.text.contains("value=\"figures\" checked"))
            #expect(try await given(house) == nil)
            let wrong = try await house.fill(
                Self.path, [("finding", "figures"), ("input.numerator", "nhiều"), ("input.denominator", "20"), ("version", "0")],
                by: "appraiser-1")
            #expect(wrong.status == 422 && wrong.text.contains("<a href=\"#input.numerator\">") && wrong.text.contains("value=\"nhiều\""))
            let over = try await house.fill(
                Self.path, [("finding", "points"), ("points", "3,5"), ("comment", "x"), ("version", "0")], by: "appraiser-1")
            #expect(over.status == 422 && over.text.contains("<a href=\"#points\">"))
            for values in [[("finding", "")], [("finding", "absent"), ("reason", "")]] {
                #expect(try await house.fill(Self.path, values, by: "appraiser-1").status == 422)
            }
            let saved = try await house.fill(Self.path, figures.dropLast() + [("comment", "Ba việc <chưa> xong")], by: "appraiser-1")
            #expect(saved.status == 303)
            #expect(try await house.see(Self.path, by: "appraiser-1").text.contains("Ba việc &lt;chưa&gt; xong"))
        }
    }

    @Test func `computes without saving on demand`() async throws {
        try await appraisal { house in
            let values = [
                ("finding", "figures"), ("input.numerator", "15"), ("input.denominator", "20"), ("version", "0"), ("act", "preview"),
            ]
            let page = try await house.fill(Self.path, values, by: "appraiser-1")
            #expect(page.status == 200 && page.text.contains("Kết quả này được 2,25 điểm; chưa lưu."))
            #expect(page.text.contains("name=\"input.numerator\" value=\"15\""))
            #expect(try await given(house) == nil)
            let claimed = try await house.fill(
                Self.path, [("finding", "as_claimed"), ("version", "0"), ("act", "preview")], by: "appraiser-1")
            #expect(claimed.text.contains("Kết quả này được 2,70 điểm; chưa lưu."))
        }
    }

    @Test func `two appraisers at once: the later one sees both and saves knowingly`() async throws {
        try await appraisal { house in
            try await house.put(
                house.leaf("B", "1.2", "appraisal"), ["inputs": ["points": "1.5"], "comment": "một nửa"], by: "appraiser-2")
            let values = [("finding", "points"), ("points", "2,5"), ("comment", "gần đủ"), ("version", "0")]
            let conflict = try await house.fill(Self.path, values, by: "appraiser-1")
            #expect(conflict.status == 409 && conflict.text.contains("appraiser-2 vừa lưu trước anh/chị"))
            #expect(conflict.text.contains("<strong>1,50</strong>") && conflict.text.contains("<strong>2,50</strong>"))
            #expect(conflict.text.contains("một nửa") && conflict.text.contains("gần đủ</textarea>"))
            #expect(conflict.text.contains("name=\"version\" value=\"1\""))
            let again = try await house.fill(Self.path, values.dropLast() + [("version", "1")], by: "appraiser-1")
            #expect(again.status == 303)
            #expect(try await given(house)?["points"] as? String == "2.5")
        }
    }

    @Test func `after an explanation new evidence is marked, and a reason is needed always`() async throws {
        try await appraisal { house in
            try await house.appraiseAll()
            house.goTo("2026-05-02")
            try await house.put(house.leaf("B", "1.2", "explanation"), ["text": "Đã hoàn thành"], by: "officer-b")
            try await house.post("units/B/evidence/links", ["title": "Biên bản mới", "link": "https://tinh.gov.vn/b"], by: "officer-b")
            let paper = try #require(try await house.get("units/B/evidence", by: "officer-b").list.first?["id"] as? String)
            let citation = ["evidence": paper, "stage": "explanation", "section": "II", "page": "7"]
            try await house.post(house.leaf("B", "1.2", "citations"), citation, by: "officer-b")
            house.goTo("2026-06-02")
            let page = try await house.see(Self.path, by: "appraiser-1")
            #expect(page.words.contains("Biên bản mới Mới, nộp khi giải trình mục II · trang 7") && page.words.contains("Đã hoàn thành"))
            let refused = try await house.fill(Self.path, [("finding", "as_claimed"), ("version", "0")], by: "appraiser-1")
            #expect(refused.status == 422 && refused.text.contains("<a href=\"#comment\">"))
            let values = [("finding", "as_claimed"), ("version", "0"), ("comment", "Đúng")]
            let saved = try await house.fill(Self.path, values, by: "appraiser-1")
            #expect(saved.status == 303 && saved.location == "/assessments/rounds/r26/appraisal/1?block=departments&done=finished")
            #expect(try await given(house, "second_appraisal")?["points"] as? String == "2.7")
        }
    }

    @Test func `of the own unit is nobody's to see (PI-76)`() async throws {
        try await appraisal { house in
            let path = "/assessments/rounds/r26/appraisal/1/NV/1.2"
            let page = try await house.see(path, by: "appraiser-1")
            let form = try await house.fill(path, [("finding", "as_claimed"), ("version", "0")], by: "appraiser-1")
            #expect(page.status == 404 && form.status == 404)
        }
    }
}
