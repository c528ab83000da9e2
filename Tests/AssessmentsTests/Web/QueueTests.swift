import Assessments
import Kernel
import Testing

@Suite struct `The queue of an appraiser` {
    private static let path = "/assessments/rounds/r26/appraisal"

    @Test func `counts what waits in each field, and says why the own unit is not there (PI-76)`() async throws {
        try await RoundHouse.open { house in
            try await house.toAppraisal()
            let page = try await house.see(Self.path, by: "appraiser-1")
            #expect(page.words.contains("1. Chỉ đạo Sở 6 6") && page.words.contains("2. Thể chế Sở 2 2"))
            #expect(page.words.contains("Sở Nội vụ không có trong danh sách: không ai thẩm định đơn vị nơi mình làm việc."))
            #expect(try await house.see("\(Self.path)/1?block=departments", by: "officer-a").status == 403)
        }
    }

    @Test func `shows a field leaf by leaf, as chosen`() async throws {
        try await RoundHouse.open { house in
            try await house.toAppraisal()
            try await house.put(house.leaf("B", "1.1", "appraisal"), ["as_claimed": true], by: "appraiser-1")
            let waiting = try await house.see("\(Self.path)/1?block=departments", by: "appraiser-1")
            #expect(waiting.text.contains("value=\"A/1.1/1\"") && !waiting.text.contains("value=\"B/1.1/1\""))
            #expect(!waiting.text.contains("value=\"A/1.3/0\""), "what nobody claimed is not accepted unseen")
            let judged = try await house.see("\(Self.path)/1?block=departments&state=judged", by: "appraiser-1")
            #expect(
                judged.text.contains("/appraisal/1/B/1.1?block=departments&amp;state=judged") && !judged.text.contains("/appraisal/1/A/"))
            let one = try await house.see("\(Self.path)/1?block=departments&unit=B&criterion=1.2", by: "appraiser-1")
            #expect(one.text.contains("/appraisal/1/B/1.2?") && !one.text.contains("/appraisal/1/A/1.2?"))
            let ticked = try await house.see("\(Self.path)/1?block=departments&tick=1", by: "appraiser-1")
            #expect(ticked.text.contains("value=\"A/1.1/1\" aria-label=\"Chấp nhận tiêu chí 1.1 của Sở Tài chính\" checked"))
        }
    }

    @Test func `accepts what was ticked, all or none (EXPECTED 7)`() async throws {
        try await RoundHouse.open { house in
            try await house.toAppraisal()
            let path = "\(Self.path)/1/accept?block=departments"
            let stale = try await house.fill(
                path, [("accept", "A/1.1/1"), ("accept", "B/1.1/2"), ("comment", "Đủ <i>cả</i>")], by: "appraiser-1")
            #expect(stale.status == 422 && stale.text.contains("Chưa chấp nhận tiêu chí nào"))
            #expect(stale.text.contains("Đủ &lt;i&gt;cả&lt;/i&gt;</textarea>") && stale.text.contains("value=\"A/1.1/1\" aria-label"))
            let none = try await house.fill(path, [("comment", "")], by: "appraiser-1")
            #expect(none.status == 422)
            let done = try await house.fill(path, [("accept", "A/1.1/1"), ("accept", "B/1.1/1"), ("comment", "Đủ")], by: "appraiser-1")
            #expect(done.status == 303 && done.location == "\(Self.path)/1?block=departments&done=accepted&count=2")
            let page = try await house.see(try #require(done.location), by: "appraiser-1")
            #expect(page.words.contains("Đã chấp nhận 2 tiêu chí."))
            let given = try await house.see("\(Self.path)/1?block=departments&state=judged", by: "appraiser-1")
            #expect(given.words.contains("1.1 Sở Tài chính Có kế hoạch 1,00 1,00 0 – 1,00 Đã thẩm định"))
        }
    }

    @Test func `before its time shows why nothing can be done`() async throws {
        try await RoundHouse.open { house in
            let page = try await house.see("\(Self.path)/1?block=departments&state=all", by: "appraiser-1")
            #expect(page.words.contains("Thẩm định bắt đầu từ ngày 01/04/2026") && !page.text.contains("name=\"accept\""))
            let leaf = try await house.see("\(Self.path)/1/B/1.1", by: "appraiser-1")
            #expect(leaf.status == 200 && leaf.words.contains("Hiện không thẩm định được tiêu chí này"))
            #expect(!leaf.text.contains("name=\"finding\""))
        }
    }
}
