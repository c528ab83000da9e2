import Assessments
import Criteria
import HTTPTypes
import Kernel
import NIOCore
import Platform
import Scoring
import Testing

@Suite struct `A whole round` {
    @Test func `is played by calls from the first claim to the decision, and its figures give the points that were decided`() async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            try await house.appraiseAll()

            house.goTo("2026-05-05")
            let seen = try await house.get(house.leaf("B", "1.2"), by: "officer-b")
            #expect(((seen.json["leaf"] as? [String: Any])?["entries"] as? [String: Any])?["appraisal"] != nil)
            try await house.put(house.leaf("B", "1.2", "explanation"), ["text": "Còn hai nhiệm vụ hoàn thành tháng 12"], by: "officer-b")
            for unit in ["a", "b", "nv"] { try await house.post("rounds/r26/units/\(unit.uppercased())/explanation", by: "head-\(unit)") }

            house.goTo("2026-06-05")
            let again: [String: any Sendable] = ["inputs": ["numerator": "16", "denominator": "20"], "comment": "Chấp nhận một phần"]
            try await house.put(house.leaf("B", "1.2", "second-appraisal"), again, by: "appraiser-1")

            house.goTo("2026-07-05")
            let disputes = try await house.get("rounds/r26/disputes", by: "secretary").json["lines"] as? [[String: Any]]
            #expect(disputes?.count == 1 && disputes?.first?["unit"] as? String == "B")
            try await house.put(house.leaf("B", "1.2", "vote"), ["points": "2.5", "comment": "đủ minh chứng"], by: "member-1")
            let council: [String: any Sendable] = ["inputs": ["numerator": "17", "denominator": "20"], "comment": "Hội đồng thống nhất"]
            try await house.put(house.leaf("B", "1.2", "council"), council, by: "secretary")
            try await house.importSurvey("A,3.1,value,80,\nB,3.1,value,90.5,\nNV,3.1,not_applicable,,no_survey\n")

            house.goTo("2026-08-03")
            try await house.post("rounds/r26/decision", ["number": "12/QĐ-UBND", "date": "2026-08-03"], by: "chair")
            let recomputed = try await house.get("rounds/r26/recomputation", by: "auditor")
            #expect((recomputed.json["disagreements"] as? [Any])?.isEmpty == true)

            let figures = try await FinalFigures(house.workplace)(round: "r26", block: "departments", by: .operating)
            let scores = ScoreSheet(figures.framework.framework).score(figures.figures.table)
            #expect(scores.faults.isEmpty)
            // A: 1 + 2.7 + 0.5 + 2 + 2.4; B: 1 + 2.55 + 0.5 + 2 + 2.715; NV: 6.2 of 7 converted to 10.
            #expect(scores.totals.map { "\($0.total)" } == ["8.6", "8.765", "8.857143"])
            let file = try await house.get("rounds/r26/blocks/departments/figures", by: "chair").text
            #expect(file.contains("B,1.2,numerator,17,\r\n") && file.contains("NV,3.1,not_applicable,,no_survey\r\n"))
        }
    }

    @Test func `is not decided while a leaf lacks its verdict, its survey or a reopening lasts`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("A")
            house.goTo("2026-04-02")
            try await house.put(house.leaf("A", "1.1", "appraisal"), ["as_claimed": true], by: "appraiser-1")
            try await house.refused(
                "assessments.too_early.decision", .post, "rounds/r26/decision", ["number": "1", "date": "2026-04-02"], by: "chair")
            house.goTo("2026-08-03")
            try await house.post(
                "rounds/r26/reopenings", ["unit": "A", "stage": "appraisal", "until": "2026-08-10", "reason": "thiếu"], by: "admin")
            let answer = try await house.refused(
                "input.faults", .post, "rounds/r26/decision", ["number": "1", "date": "2026-08-03"], by: "chair")
            let places = (answer.json["faults"] as? [[String: Any]] ?? []).map {
                "\($0["file"] ?? "") \($0["field"] ?? "") \($0["code"] ?? "")"
            }
            #expect(places.contains("A 1.2 assessments.open_end.no_verdict") && places.contains("B 3.1 assessments.open_end.no_survey"))
            #expect(!places.contains("A 1.1 assessments.open_end.no_verdict"))
            #expect(answer.faults.contains("assessments.open_end.reopened"))
            #expect(!places.contains { $0.contains("CK") || $0.contains("PT") }, "bonus and penalty that nobody stated are none")
        }
    }
}

extension RoundHouse {
    /// Accepts everything, but gives B less for leaf 1.2; the Chair's points are half.
    func appraiseAll() async throws {
        for unit in ["A", "B", "NV"] {
            let appraiser = unit == "NV" ? "appraiser-2" : "appraiser-1"
            for criterion in ["1.1", "1.2", "2.1"] where !(unit == "B" && criterion == "1.2") {
                try await put(leaf(unit, criterion, "appraisal"), ["as_claimed": true], by: appraiser)
            }
            try await put(leaf(unit, "1.3", "appraisal"), ["inputs": ["points": "0.5"]], by: appraiser)
        }
        let less: [String: any Sendable] = ["inputs": ["numerator": "15", "denominator": "20"], "comment": "Ba nhiệm vụ chưa xong"]
        try await put(leaf("B", "1.2", "appraisal"), less, by: "appraiser-1")
    }

    func importSurvey(_ rows: String) async throws {
        let bytes = ByteBuffer(string: "unit,criterion,input,value,reason\n" + rows)
        let answer = try await send(.post, "rounds/r26/blocks/departments/survey?name=dtxhh.csv", bytes, by: "admin")
        #expect(answer.status == 200, "\(answer.text)")
    }
}
