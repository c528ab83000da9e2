import Kernel
import TestSupport
import Testing

@Suite struct `The page of a field` {
    private static let field = "\(RoundHouse.sheet)/fields/1"
    private static func leaf(_ code: String, _ act: String = "") -> String { "\(RoundHouse.sheet)/leaves/\(code)\(act)" }

    @Test func `sets the rule and the evidence demanded beside the entry`() async throws {
        try await RoundHouse.open { house in
            let page = try await house.page(Self.field, by: "officer-a")
            #expect(page.status == 200 && page.text.contains("<script src=\"/assets/"))
            #expect(page.words.contains("1.1. Có kế hoạch tối đa 1 điểm"))
            #expect(page.words.contains("Tài liệu kiểm chứng phải có Kế hoạch"))
            #expect(page.words.contains("Đã tự đánh giá 0 trên 2 tiêu chí"))
            #expect(page.words.contains("Tự đánh giá, đến hết ngày 31/03/2026"))
            // What another body grades, the unit does not enter (PI-35).
            #expect(page.words.contains("Tiêu chí 1.3 do cơ quan khác cho điểm"))
            #expect(!page.text.contains("name=\"1.3:points\""))
        }
    }

    @Test func `keeps what is typed with a decimal comma, and shows it again as it is typed`() async throws {
        try await RoundHouse.open { house in
            let saved = try await house.send(
                Self.leaf("1.2", "/claim"), ["1.2:value": "85,5", "1.2:comment": "theo báo cáo", "version": "0"], by: "officer-a")
            #expect(saved.status == 303 && saved.location == "\(Self.field)?done=saved#leaf-1.2")
            let page = try await house.page(Self.field, by: "officer-a")
            #expect(page.text.contains("name=\"1.2:value\" value=\"85,5\"") && page.text.contains("\ntheo báo cáo</textarea>"))
            // 85.5 % of 3 points.
            #expect(page.words.contains("Điểm: 2,565 / 3"))
            let english = try await house.page(Self.field, by: "officer-a", language: .en)
            #expect(english.text.contains("name=\"1.2:value\" value=\"85.5\""))
        }
    }

    @Test func `computes without a script, and keeps nothing by that`() async throws {
        try await RoundHouse.open { house in
            let page = try await house.send(
                Self.leaf("1.2", "/claim"), ["1.2:numerator": "27", "1.2:denominator": "30", "version": "0", "do": "compute"],
                by: "officer-a")
            #expect(page.status == 200 && page.words.contains("Điểm: 2,7 / 3") && page.words.contains("Chưa lưu."))
            #expect(page.text.contains("name=\"1.2:numerator\" value=\"27\""))
            let leaf = try await house.get(house.leaf("A", "1.2"), by: "officer-a").json["leaf"] as? [String: Any]
            #expect((leaf?["entries"] as? [String: Any])?.isEmpty == true)
        }
    }

    @Test func `tells each fault at its field and keeps what was typed`() async throws {
        try await RoundHouse.open { house in
            let page = try await house.send(
                Self.leaf("1.2", "/claim"), ["1.2:numerator": "mười", "1.2:denominator": "30", "1.2:comment": "<b>x</b>", "version": "0"],
                by: "officer-a")
            #expect(page.status == 422)
            #expect(page.text.contains("<a href=\"#1.2%3Anumerator\">") && page.text.contains("id=\"1.2:numerator-error\""))
            #expect(page.text.contains("name=\"1.2:numerator\" value=\"mười\"") && page.text.contains("value=\"30\""))
            #expect(page.text.contains("&lt;b&gt;x&lt;/b&gt;") && !page.text.contains("<b>x</b>"))
        }
    }

    @Test func `shows both values when somebody was faster, and lets a person choose`() async throws {
        try await RoundHouse.open { house in
            try await house.put(house.leaf("A", "1.2", "claim"), ["inputs": ["numerator": "9", "denominator": "10"]], by: "head-a")
            let typed = ["1.2:numerator": "8", "1.2:denominator": "10", "version": "0"]
            let page = try await house.send(Self.leaf("1.2", "/claim"), typed, by: "officer-a")
            #expect(page.status == 409 && page.words.contains("Hai người cùng sửa một tiêu chí"))
            #expect(page.words.contains("Đã lưu bởi head-a Tử số: 9; Mẫu số: 10 (2,7 / 3)"))
            #expect(page.words.contains("Anh/chị nhập Tử số: 8; Mẫu số: 10 (2,4 / 3)"))
            // Sent once more as the page has it, it takes the place of the other.
            #expect(page.text.contains("name=\"version\" value=\"1\""))
            let again = try await house.send(Self.leaf("1.2", "/claim"), typed.merging(["version": "1"]) { $1 }, by: "officer-a")
            #expect(again.status == 303)
        }
    }

    @Test func `takes a reason in the place of figures`() async throws {
        // PI-43: not applicable needs a reason and leaves the denominator.
        try await RoundHouse.open { house in
            let saved = try await house.send(
                Self.leaf("1.2", "/claim"), ["1.2:absence": "not_applicable=no_such_task", "1.2:comment": "không có", "version": "0"],
                by: "officer-a")
            #expect(saved.status == 303)
            let page = try await house.page(Self.field, by: "officer-a")
            #expect(page.words.contains("Điểm: Không áp dụng"))
            #expect(page.text.contains("<option value=\"not_applicable=no_such_task\" selected>"))
            let both = try await house.send(
                Self.leaf("1.2", "/claim"),
                ["1.2:absence": "not_applicable=no_such_task", "1.2:numerator": "1", "1.2:denominator": "2", "version": "1"],
                by: "officer-a")
            #expect(both.status == 422 && both.words.contains("khai theo hai cách"))
        }
    }

    @Test func `offers what was measured with its source, and asks why it is overruled`() async throws {
        try await RoundHouse.open { house in
            try await house.measure()
            let page = try await house.page(Self.field, by: "officer-a")
            #expect(page.words.contains("Tử số: 45; Mẫu số: 60. Nguồn: cổng dịch vụ công"))
            let filled = try await house.send("\(RoundHouse.sheet)/proposals", ["field": "1"], by: "officer-a")
            #expect(filled.location == "\(Self.field)?done=filled")
            let typed = ["1.2:numerator": "50", "1.2:denominator": "60", "version": "1"]
            let refused = try await house.send(Self.leaf("1.2", "/claim"), typed, by: "officer-a")
            #expect(refused.status == 422 && refused.text.contains("id=\"1.2:comment-error\""))
            #expect(refused.words.contains("số liệu khác với số liệu hệ thống đo được"))
            let told = try await house.send(
                Self.leaf("1.2", "/claim"), typed.merging(["1.2:comment": "5 hồ sơ chưa đồng bộ"]) { $1 }, by: "officer-a")
            #expect(told.status == 303)
        }
    }

    @Test func `is not there for another unit, and asks strangers to sign in`() async throws {
        try await RoundHouse.open { house async throws in
            #expect(try await house.page(Self.field, by: "officer-b").status == 404)
            #expect(try await house.page(Self.field, by: "stranger").status == 404)
            #expect(try await house.page(Self.field, by: nil).location?.contains("/sign-in?next=") == true)
            #expect(try await house.send(Self.leaf("1.1", "/claim"), ["1.1:yes": "yes"], by: "appraiser-1").status == 403)
            #expect(try await house.send(Self.leaf("1.1", "/claim"), ["1.1:yes": "yes"], by: "officer-b").status == 404)
        }
    }

    @Test func `says why nothing can be entered after the deadline`() async throws {
        try await RoundHouse.open { house in
            house.goTo("2026-04-01")
            let page = try await house.page(Self.field, by: "officer-a")
            #expect(page.words.contains("Đã hết hạn tự đánh giá (ngày 31/03/2026)") && !page.text.contains("class=\"claim\""))
            let late = try await house.send(Self.leaf("1.1", "/claim"), ["1.1:yes": "yes", "version": "0"], by: "officer-a")
            #expect(late.status == 409)
        }
    }

    @Test func `takes explanations of what was cut, and nothing else`() async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            try await house.appraiseAll()
            house.goTo("2026-05-02")
            let field = "/assessments/rounds/r26/units/B/fields/1"
            let page = try await house.page(field, by: "officer-b")
            #expect(page.text.contains("name=\"1.2:text\"") && !page.text.contains("name=\"1.1:text\""))
            let address = "/assessments/rounds/r26/units/B/leaves/1.2/explanation"
            #expect(try await house.send(address, ["1.2:text": " ", "version": "0"], by: "officer-b").status == 422)
            let saved = try await house.send(address, ["1.2:text": "đã nộp bổ sung", "version": "0"], by: "officer-b")
            #expect(saved.location == "\(field)?done=explained#leaf-1.2")
            #expect(try await house.page(field, by: "officer-b").text.contains("đã nộp bổ sung"))
        }
    }

    @Test func `A leaf shows who stated what, when and why`() async throws {
        // PI-79: the unit reads the whole history.
        try await RoundHouse.open { house in
            for (version, done) in ["17", "18"].enumerated() {
                try await house.put(
                    house.leaf("A", "1.2", "claim"),
                    ["inputs": ["numerator": done, "denominator": "20"], "comment": "lần \(version + 1)", "version": version],
                    by: "officer-a")
            }
            _ = try await house.services.signIn("officer-a")
            let page = try await house.page(Self.leaf("1.2"), by: "head-a")
            #expect(page.words.contains("Người officer-a (officer-a)"))
            #expect(page.words.contains("Tự đánh giá 2,55 / 3 – Tử số: 17; Mẫu số: 20 2,7 / 3 – Tử số: 18; Mẫu số: 20 lần 2"))
            #expect(page.words.contains("Tự đánh giá tiêu chí này"))
        }
    }
}
