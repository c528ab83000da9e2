import Assessments
import HTTPTypes
import Kernel
import Testing

@Suite struct `Appraising` {
    private func appraisal(_ test: @escaping @Sendable (RoundHouse) async throws -> Void) async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            try await test(house)
        }
    }

    @Test func `gives points with a reason where they are fewer than claimed`() async throws {
        try await appraisal { house in
            let path = house.leaf("B", "1.2", "appraisal")
            let less: [String: any Sendable] = ["inputs": ["numerator": "15", "denominator": "20"]]
            try await house.refused("assessments.reason_missing", .put, path, less, by: "appraiser-1")
            let out: [String: any Sendable] = ["inputs": ["not_applicable": "no_such_task"]]
            try await house.refused("assessments.reason_missing", .put, path, out, by: "appraiser-1")
            try await house.refused("assessments.reason_missing", .put, path, ["inputs": ["points": "2.7"]], by: "appraiser-1")
            let more: [String: any Sendable] = ["inputs": ["numerator": "19", "denominator": "20"]]
            #expect(try await house.put(path, more, by: "appraiser-1").json["points"] as? String == "2.85")
            let direct: [String: any Sendable] = ["inputs": ["points": "2.5"], "comment": "chấm theo biên bản", "version": 1]
            #expect(try await house.put(path, direct, by: "appraiser-1").json["points"] as? String == "2.5")
        }
    }

    @Test func `two appraisers at once: one is kept, the other gets both values`() async throws {
        try await appraisal { house in
            let path = house.leaf("B", "1.2", "appraisal")
            async let first = house.call(.put, path, ["inputs": ["points": "1"], "comment": "một"], by: "appraiser-1")
            async let second = house.call(.put, path, ["inputs": ["points": "2"], "comment": "hai"], by: "appraiser-2")
            let answers = try await [first, second]
            #expect(answers.map(\.status).sorted() == [200, 409])
            let lost = try #require(answers.first { $0.status == 409 })
            #expect(Set([lost.details["theirs_points"], lost.details["yours_points"]]) == ["1", "2"])
        }
    }

    @Test func `of a leaf without a claim needs points and a reason`() async throws {
        try await RoundHouse.open { house in
            house.goTo("2026-04-02")
            let path = house.leaf("B", "1.1", "appraisal")
            try await house.refused("assessments.nothing_claimed", .put, path, ["as_claimed": true], by: "appraiser-1")
            try await house.refused("assessments.reason_missing", .put, path, ["inputs": ["missing": "not_submitted"]], by: "appraiser-1")
            let missing: [String: any Sendable] = ["inputs": ["missing": "not_submitted"], "comment": "đơn vị không nộp"]
            #expect(try await house.put(path, missing, by: "appraiser-1").json["points"] as? String == "0")
            // What another body gave was never claimed and needs no reason.
            try await house.put(house.leaf("B", "1.3", "appraisal"), ["inputs": ["points": "1"]], by: "appraiser-1")
        }
    }

    @Test func `accepts many as claimed, all or none, and nothing unseen (EXPECTED 7)`() async throws {
        try await appraisal { house in
            func item(_ unit: String, _ criterion: String, _ version: Int = 1) -> [String: any Sendable] {
                ["unit": unit, "criterion": criterion, "claim_version": version]
            }
            let wrong = [item("A", "1.1"), item("B", "1.1", 2), item("NV", "1.1"), item("B", "3.1")]
            let answer = try await house.refused("input.faults", .post, "rounds/r26/appraisals", ["leaves": wrong], by: "appraiser-1")
            #expect(answer.faults.sorted() == ["assessments.conflict", "assessments.no_such_leaf", "assessments.no_such_unit"])
            let leaf = try await house.get(house.leaf("A", "1.1"), by: "appraiser-1").json["leaf"] as? [String: Any]
            #expect((leaf?["entries"] as? [String: Any])?["appraisal"] == nil)
            let right = [item("A", "1.1"), item("B", "1.1"), item("B", "2.1")]
            let body: [String: any Sendable] = ["leaves": right, "comment": "Đủ minh chứng"]
            let accepted = try await house.post("rounds/r26/appraisals", body, by: "appraiser-1").list
            #expect(accepted.map { $0["points"] as? String } == ["1", "1", "2"])
        }
    }

    @Test func `has a queue that shows what waits, and nothing of the own unit`() async throws {
        try await appraisal { house in
            try await house.put(house.leaf("B", "1.1", "appraisal"), ["as_claimed": true], by: "appraiser-1")
            let queue = try await house.get("rounds/r26/appraisals", by: "appraiser-1").json["lines"] as? [[String: Any]] ?? []
            #expect(Set(queue.map { $0["unit"] as? String }) == ["A", "B"])
            let waiting = queue.filter { $0["waiting"] as? Bool == true }.map { "\($0["unit"] ?? "") \($0["criterion"] ?? "")" }
            #expect(waiting == ["A 1.1", "A 1.2", "B 1.2", "A 1.3", "B 1.3", "A 2.1", "B 2.1"])
            let one = try await house.get("rounds/r26/appraisals?field=2", by: "appraiser-2").json["lines"] as? [[String: Any]] ?? []
            #expect(one.map { $0["unit"] as? String } == ["B", "NV"])
        }
    }

    @Test func `is for the second time only where the unit explained, and always with a reason`() async throws {
        try await appraisal { house in
            try await house.appraiseAll()
            house.goTo("2026-05-02")
            try await house.refused("assessments.nothing_lost", .put, house.leaf("B", "1.1", "explanation"), ["text": "x"], by: "officer-b")
            try await house.put(house.leaf("B", "1.2", "explanation"), ["text": "Đã xong"], by: "officer-b")
            house.goTo("2026-06-02")
            try await house.refused(
                "assessments.not_explained", .put, house.leaf("B", "1.1", "second-appraisal"), ["as_claimed": true], by: "appraiser-1")
            let path = house.leaf("B", "1.2", "second-appraisal")
            try await house.refused("assessments.reason_missing", .put, path, ["as_claimed": true], by: "appraiser-1")
            try await house.put(path, ["as_claimed": true, "comment": "Chấp nhận"], by: "appraiser-1")
            house.goTo("2026-07-02")
            #expect((try await house.get("rounds/r26/disputes", by: "member-1").json["lines"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `a council member's points are read by nobody else before the council has concluded`() async throws {
        try await appraisal { house in
            try await house.appraiseAll()
            house.goTo("2026-05-02")
            try await house.put(house.leaf("B", "1.2", "explanation"), ["text": "Đã xong"], by: "officer-b")
            house.goTo("2026-07-02")
            try await house.put(house.leaf("B", "1.2", "vote"), ["points": "2.5"], by: "member-1")
            try await house.put(house.leaf("B", "1.2", "vote"), ["points": "2"], by: "member-2")
            func votes(_ person: String) async throws -> [String?] {
                let story = try await house.get(house.leaf("B", "1.2"), by: person).json
                return (story["votes"] as? [[String: Any]] ?? []).map { $0["points"] as? String }
            }
            #expect(try await votes("member-1") == ["2.5"])
            #expect(try await votes("member-2") == ["2"])
            for person in ["secretary", "chair", "auditor", "admin", "head-b"] { #expect(try await votes(person) == []) }
            let lines = try await house.get("rounds/r26/disputes", by: "secretary").json["lines"] as? [[String: Any]]
            #expect(lines?.first?["vote_count"] as? Int == 2)
            let history = try await house.get(house.leaf("B", "1.2"), by: "head-b").text
            #expect(!history.contains("member-1"))
            try await house.put(house.leaf("B", "1.2", "council"), ["inputs": ["points": "2.4"], "comment": "thống nhất"], by: "secretary")
            for person in ["secretary", "auditor"] { #expect(try await votes(person).count == 2) }
            #expect(try await votes("head-b") == [], "the unit reads it when the council's time has ended")
            house.goTo("2026-08-02")
            #expect(try await votes("head-b").count == 2)
        }
    }

    @Test func `is read by the unit when its stage has ended, not before`() async throws {
        try await appraisal { house in
            try await house.appraiseAll()
            func sees(_ person: String) async throws -> Bool {
                try await house.get(house.leaf("B", "1.2"), by: person).text.contains("Ba nhiệm vụ chưa xong")
            }
            #expect(try await !sees("officer-b"))
            for person in ["appraiser-1", "auditor"] { #expect(try await sees(person)) }
            house.goTo("2026-05-01")
            #expect(try await sees("officer-b"))
        }
    }

    @Test func `claims are read by appraisers when self-assessment has ended, not before`() async throws {
        try await RoundHouse.open { house in
            try await house.put(house.leaf("B", "1.1", "claim"), ["inputs": ["yes": "yes"], "comment": "nháp"], by: "officer-b")
            #expect(try await !house.get(house.leaf("B", "1.1"), by: "appraiser-1").text.contains("nháp"))
            house.goTo("2026-04-01")
            #expect(try await house.get(house.leaf("B", "1.1"), by: "appraiser-1").text.contains("nháp"))
        }
    }
}
