import Kernel
import Testing

@Suite struct `The desk and the sheet of a unit` {
    private static let sheet = RoundHouse.sheet

    @Test func `A desk says what waits for whom, and until when`() async throws {
        try await RoundHouse.open { house in
            let officer = try await house.page("/assessments", by: "officer-a")
            #expect(officer.words.contains("Tự đánh giá, đến hết ngày 31/03/2026. Còn 29 ngày."))
            #expect(officer.words.contains("Sở Tài chính Đã tự đánh giá 0 trên 3 tiêu chí") && !officer.words.contains("Sở Tư pháp"))
            #expect(officer.text.contains("href=\"\(Self.sheet)\""))
            house.goTo("2026-04-02")
            #expect(try await house.page("/assessments", by: "officer-a").words.contains("Quá hạn: đơn vị chưa nộp"))
            #expect(try await house.page("/assessments", by: "appraiser-1").words.contains("tiêu chí đang chờ"))
            #expect(try await house.page("/assessments", by: "leader").words.contains("3 đơn vị quá hạn"))
            #expect(try await house.page("/assessments", by: "stranger").words.contains("không có đợt đánh giá nào"))
            #expect(try await house.page("/assessments", by: nil).status == 303)
        }
    }

    @Test func `The head sees what is missing and cannot hand it in`() async throws {
        try await RoundHouse.open { house in
            let page = try await house.page(Self.sheet, by: "head-a")
            #expect(page.words.contains("Tiêu chí 1.1 chưa được tự đánh giá.") && page.text.contains("href=\"\(Self.sheet)/submission\""))
            #expect(try await house.page(Self.sheet, by: "officer-a").text.contains("/submission\"") == false)
            let refused = try await house.send(
                "\(Self.sheet)/submission", ["difficulties": "thiếu <i>người</i>", "proposals": ""], by: "head-a")
            #expect(refused.status == 422 && refused.words.contains("Còn 3 việc phải làm trước khi nộp"))
            #expect(refused.text.contains("thiếu &lt;i&gt;người&lt;/i&gt;"))
        }
    }

    @Test func `The head hands in, withdraws with a reason and hands in again`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("A")
            try await house.post("rounds/r26/units/A/withdrawal", ["reason": "sửa"], by: "head-a")
            let form = try await house.page("\(Self.sheet)/submission", by: "head-a")
            #expect(form.words.contains("5,7 / 6") && form.words.contains("3 / 3"))
            let done = try await house.send("\(Self.sheet)/submission", ["difficulties": "", "proposals": ""], by: "head-a")
            #expect(done.status == 303 && done.location == "\(Self.sheet)?done=submitted")
            let sheet = try await house.page(Self.sheet, by: "head-a")
            #expect(sheet.words.contains("head-a duyệt và nộp lúc") && sheet.text.contains("/reports/self\""))
            #expect(try await house.send("\(Self.sheet)/withdrawal", ["reason": " "], by: "head-a").status == 422)
            let withdrawn = try await house.send("\(Self.sheet)/withdrawal", ["reason": "sửa nữa"], by: "head-a")
            #expect(withdrawn.location == "\(Self.sheet)?done=withdrawn")
            #expect(try await house.send("\(Self.sheet)/submission", ["difficulties": ""], by: "officer-a").status == 403)
        }
    }

    @Test func `The head sends back with a reason, which the officers read on the sheet and by mail`() async throws {
        try await RoundHouse.open { house in
            try await house.addAddresses()
            let back = try await house.send("\(Self.sheet)/sending-back", ["reason": "Mục 1.2 thiếu số liệu quý IV"], by: "head-a")
            #expect(back.location == "\(Self.sheet)?done=sent_back")
            let sheet = try await house.page(Self.sheet, by: "officer-a")
            #expect(sheet.words.contains("head-a trả lại để hoàn thiện") && sheet.words.contains("Mục 1.2 thiếu số liệu quý IV"))
            #expect(!(try await house.page(Self.sheet, by: "auditor")).words.contains("quý IV"))
            let letters = try await house.letters()
            #expect(letters.map(\.to) == ["officer-a@example.vn"])
            #expect(letters[0].subject == "Cần hoàn thiện kết quả tự đánh giá: Sở Tài chính" && letters[0].body.contains("quý IV"))
            // Handed in, the word is taken off.
            try await house.claimAll("A")
            #expect(!(try await house.page(Self.sheet, by: "officer-a")).words.contains("quý IV"))
            #expect(try await house.send("\(Self.sheet)/sending-back", ["reason": "x"], by: "head-a").status == 409)
        }
    }

    @Test func `The head hands in explanations`() async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            try await house.appraiseAll()
            house.goTo("2026-05-02")
            let sheet = "/assessments/rounds/r26/units/B"
            #expect(try await house.page(sheet, by: "head-b").words.contains("Tiêu chí bị giảm điểm chưa giải trình 1.2"))
            #expect(try await house.page("\(sheet)/explanation", by: "head-b").words.contains("Đơn vị đã giải trình 0 tiêu chí"))
            let done = try await house.send("\(sheet)/explanation", [:], by: "head-b")
            #expect(done.location == "\(sheet)?done=explanation_submitted")
            #expect(try await house.send("\(sheet)/explanation", [:], by: "head-b").status == 409)
        }
    }
}
