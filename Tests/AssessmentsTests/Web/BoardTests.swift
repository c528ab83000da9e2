import Assessments
import Kernel
import Testing

@Suite struct `The board of a round` {
    @Test func `counts claims field by field, each cell the way to its field`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("A")
            try await house.put(house.leaf("B", "1.1", "claim"), ["inputs": ["yes": "yes"]], by: "officer-b")
            let page = try await house.see("/assessments/rounds/r26", by: "leader")
            #expect(page.status == 200 && page.text.contains("<h1>Đợt thử</h1>"))
            #expect(page.words.contains("Sở Tài chính ✓ 02/03/2026 ✓ 2/2 đủ ✓ 1/1 đủ – – –"))
            #expect(page.words.contains("Sở Tư pháp Chưa nộp ◐ 1/2 đang làm 0/1 chưa có gì"))
            #expect(page.text.contains("href=\"/assessments/rounds/r26/units/B/fields/1\""))
        }
    }

    @Test func `says in words who is late, and shows those alone on demand`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("A")
            house.goTo("2026-04-02")
            try await house.put(house.leaf("A", "2.1", "appraisal"), ["as_claimed": true], by: "appraiser-1")
            let late = try await house.see("/assessments/rounds/r26?late=1", by: "leader")
            #expect(late.words.contains("2 trên 3 đơn vị có phần trễ hạn."))
            #expect(late.words.contains("Sở Tư pháp ! Trễ hạn") && !late.text.contains(">Sở Tài chính</a>"))
            house.goTo("2026-05-02")
            let board = try await house.see("/assessments/rounds/r26?block=departments", by: "leader", language: .en)
            #expect(board.words.contains("Sở Tài chính ✓ 2026-03-02 ! 0/3 late ✓ 1/1 complete ! 0/1 late"))
            let none = try await house.see("/assessments/rounds/r26?block=nothing", by: "leader")
            #expect(none.status == 200 && !none.text.contains("role=\"table\""))
        }
    }

    @Test func `marks what was reopened, and shows each person their own units`() async throws {
        try await RoundHouse.open { house in
            try await house.toAppraisal()
            let values = [
                ("unit", "B"), ("criterion", "1.2"), ("stage", "self_assessment"), ("until", "2026-04-10"),
                ("reason", "Mất điện <ba> ngày"),
            ]
            let answer = try await house.fill("/assessments/rounds/r26/settings/reopen", values, by: "admin")
            #expect(answer.status == 303 && answer.location == "/assessments/rounds/r26/settings?done=reopened")
            #expect(try await house.see("/assessments/rounds/r26", by: "leader").words.contains("Mở lại 1.2: Tự đánh giá, đến 10/04/2026"))
            let settings = try await house.see("/assessments/rounds/r26/settings", by: "admin")
            #expect(settings.text.contains("Mất điện &lt;ba&gt; ngày"))
            let own = try await house.see("/assessments/rounds/r26", by: "officer-a")
            #expect(own.text.contains("Sở Tài chính") && !own.text.contains("Sở Tư pháp"))
            #expect(try await house.see("/assessments/rounds/r26", by: "stranger").status == 404)
            #expect(try await house.see("/assessments/rounds", by: "stranger").text.contains("Chưa có đợt đánh giá nào"))
            #expect(try await house.see("/assessments/rounds", by: "leader").text.contains("href=\"/assessments/rounds/r26\""))
        }
    }
}
