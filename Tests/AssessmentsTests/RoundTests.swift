import Assessments
import HTTPTypes
import Kernel
import TestSupport
import Testing

@Suite struct `Preparing a round` {
    @Test(arguments: [
        (["code": "R 26"], "assessments.unreadable"), (["code": "../r"], "assessments.unreadable"),
        (["period": "2026-13"], "assessments.unreadable"),
        (["kind": "half"], "assessments.unreadable"), (["code": "r26"], "assessments.round_exists"),
    ]) func `refuses what it cannot be called`(changes: [String: String], code: String) async throws {
        try await RoundHouse.open(false) { house in
            try await house.refused(
                code, .post, "rounds", RoundHouse.creation("r27").merging(changes.mapValues { $0 }) { $1 }, by: "admin")
        }
    }

    @Test func `tells every unit and framework that is not there, and keeps nothing`() async throws {
        try await RoundHouse.open(false) { house in
            var body = RoundHouse.creation("r27")
            body["frameworks"] = ["thu-nghiem@1", "thu-nghiem@1", "khong-co@1"]
            body["units"] = [
                ["unit": "A", "block": "departments"], ["unit": "X", "block": "departments"], ["unit": "A", "block": "districts"],
            ]
            let answer = try await house.refused("input.faults", .post, "rounds", body, by: "admin")
            #expect(
                answer.faults.sorted() == [
                    "assessments.block_twice", "assessments.no_such_block", "criteria.not_found", "units.code_twice", "units.not_found",
                ])
            try await house.refused("assessments.no_such_round", .get, "rounds/r27", by: "admin")
        }
    }

    @Test func `is the administrator's, and so is every step after it`() async throws {
        try await RoundHouse.open(false) { house in
            for person in ["officer-a", "head-a", "appraiser-1", "chair", "auditor", "leader", "operator", "stranger"] {
                try await house.refused("platform.role_missing", .post, "rounds", RoundHouse.creation("r27"), by: person)
                try await house.refused("platform.role_missing", .post, "rounds/r26/opening", by: person)
            }
            try await house.refused("platform.sign_in_first", .post, "rounds", RoundHouse.creation("r27"), by: nil)
        }
    }

    @Test func `does not open while a field has no appraiser, or a unit only its own`() async throws {
        try await RoundHouse.open(false) { house in
            let own = ["person": "P-appraiser-2", "name": "appraiser-2", "home": "A"]
            let assignments: [[String: any Sendable]] = [
                ["block": "departments", "field": "2", "appraisers": [[String: String]]()],
                ["block": "departments", "field": "1", "appraisers": [own]],
            ]
            try await house.put("rounds/r26/assignments", ["assignments": assignments], by: "admin")
            let answer = try await house.refused("input.faults", .post, "rounds/r26/opening", by: "admin")
            #expect(answer.faults == ["assessments.opening.only_own_appraiser", "assessments.opening.no_appraiser"])
            let screen = try await house.get("rounds/r26", by: "admin").json
            #expect((screen["opening_faults"] as? [[String: Any]])?.map { $0["place"] as? String } == ["A", "departments"])
            let substitute: [[String: any Sendable]] = [
                ["block": "departments", "field": "2", "appraisers": [own]],
                [
                    "block": "departments", "field": "1", "unit": "A",
                    "appraisers": [["person": "P-appraiser-3", "name": "3", "home": "B"]],
                ],
                [
                    "block": "departments", "field": "2", "unit": "A",
                    "appraisers": [["person": "P-appraiser-3", "name": "3", "home": "B"]],
                ],
            ]
            try await house.put("rounds/r26/assignments", ["assignments": substitute], by: "admin")
            try await house.post("rounds/r26/opening", by: "admin")
            try await house.refused("assessments.already_open", .post, "rounds/r26/opening", by: "admin")
            house.goTo("2026-04-02")
            #expect(
                try await house.call(.put, house.leaf("A", "1.3", "appraisal"), ["inputs": ["points": "1"]], by: "appraiser-3").status
                    == 200)
        }
    }

    @Test func `assigns nobody to their own unit, and no field that is not there`() async throws {
        try await RoundHouse.open(false) { house in
            func assign(_ place: [String: any Sendable]) -> [String: any Sendable] { ["assignments": [place]] }
            let own = [["person": "P", "name": "p", "home": "A"]]
            try await house.refused(
                "assessments.own_unit", .put, "rounds/r26/assignments",
                assign(["block": "departments", "field": "1", "unit": "A", "appraisers": own]), by: "admin")
            try await house.refused(
                "assessments.no_such_field", .put, "rounds/r26/assignments",
                assign(["block": "departments", "field": "9", "appraisers": own]), by: "admin")
            try await house.refused(
                "assessments.no_such_block", .put, "rounds/r26/assignments",
                assign(["block": "communes", "field": "1", "appraisers": own]), by: "admin")
            try await house.refused(
                "assessments.no_such_unit", .put, "rounds/r26/assignments",
                assign(["block": "departments", "field": "1", "unit": "C", "appraisers": own]), by: "admin")
        }
    }

    @Test func `does not open when self-assessment would have ended`() async throws {
        try await RoundHouse.open(false) { house in
            house.goTo("2026-04-01")
            let answer = try await house.refused("input.faults", .post, "rounds/r26/opening", by: "admin")
            #expect(answer.faults == ["assessments.opening.deadline_passed"])
            try await house.refused(
                "assessments.not_open", .put, house.leaf("A", "1.1", "claim"), ["inputs": ["yes": "yes"]], by: "officer-a")
        }
    }

    @Test func `after last year's model keeps units, people and the days of the year (EXPECTED 5)`() async throws {
        try await RoundHouse.open { house in
            let body: [String: any Sendable] = ["code": "r27", "period": "2027", "title": ["vi": "Đợt 2027", "en": "Round 2027"]]
            try await house.post("rounds/r26/copies", body, by: "admin")
            let screen = try await house.get("rounds/r27", by: "admin").json
            let round = try #require(screen["round"] as? [String: Any])
            #expect(
                (round["deadlines"] as? [String: String])?["self_assessment"] == "2027-03-31" && round["status"] as? String == "preparing")
            #expect((screen["units"] as? [Any])?.count == 3 && (screen["assignments"] as? [Any])?.count == 8)
            #expect((screen["opening_faults"] as? [Any])?.isEmpty == true)
            try await house.refused("assessments.round_exists", .post, "rounds/r26/copies", body, by: "admin")
        }
    }

    @Test func `gives a leaver's fields to another (EXPECTED 6)`() async throws {
        try await RoundHouse.open { house in
            let to = ["person": "P-appraiser-3", "name": "appraiser-3", "home": "B"]
            try await house.refused(
                "assessments.text_missing", .post, "rounds/r26/reassignments", ["from": "P-appraiser-1", "to": to, "reason": ""],
                by: "admin")
            let moved = try await house.post(
                "rounds/r26/reassignments", ["from": "P-appraiser-1", "to": to, "reason": "chuyển công tác"], by: "admin")
            #expect(moved.json["count"] as? Int == 4)
            house.goTo("2026-04-02")
            let given: [String: any Sendable] = ["inputs": ["points": "1"]]
            try await house.put(house.leaf("NV", "1.3", "appraisal"), given, by: "appraiser-3")
            try await house.refused("assessments.no_such_round", .put, house.leaf("A", "1.3", "appraisal"), given, by: "appraiser-1")
        }
    }

    @Test func `moves deadlines of an open round with a reason only, and the stage follows at once`() async throws {
        try await RoundHouse.open { house in
            var days = RoundHouse.days
            days["self_assessment"] = "2026-03-01"
            let body: [String: any Sendable] = ["deadlines": days]
            try await house.refused("assessments.text_missing", .put, "rounds/r26/deadlines", body, by: "admin")
            try await house.put("rounds/r26/deadlines", body.merging(["reason": "rút ngắn"]) { $1 }, by: "admin")
            #expect(((try await house.get("rounds/r26", by: "admin").json["round"]) as? [String: Any])?["stage"] as? String == "appraisal")
            try await house.refused(
                "assessments.too_late.self_assessment", .put, house.leaf("A", "1.1", "claim"), ["inputs": ["yes": "yes"]], by: "officer-a")
        }
    }
}

@Suite struct `Reopening a unit or a leaf` {
    private static func reopening(_ criterion: String?, _ stage: String, until: String = "2026-05-20") -> [String: any Sendable] {
        var body: [String: any Sendable] = ["unit": "B", "stage": stage, "until": until, "reason": "mất điện ba ngày"]
        if let criterion { body["criterion"] = criterion }
        return body
    }

    @Test func `lets a late claim in, outdates what was judged, and waits for a new verdict (PI-78)`() async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            try await house.appraiseAll()
            house.goTo("2026-05-10")
            try await house.post("rounds/r26/reopenings", Self.reopening("1.2", "self_assessment"), by: "admin")
            let board = try await house.get("rounds/r26/progress", by: "leader").text
            #expect(board.contains("mất điện ba ngày"), "it is marked")
            let claim: [String: any Sendable] = ["inputs": ["numerator": "20", "denominator": "20"], "comment": "số mới", "version": 1]
            for (unit, criterion, person) in [("A", "1.2", "officer-a"), ("B", "1.1", "officer-b")] {
                try await house.refused(
                    "assessments.too_late.self_assessment", .put, house.leaf(unit, criterion, "claim"), claim, by: person)
            }
            house.clock.advance(milliseconds: 60_000)
            try await house.put(house.leaf("B", "1.2", "claim"), claim, by: "officer-b")
            try await house.post("rounds/r26/units/B/submission", by: "head-b")
            try await house.refused("assessments.submitted", .put, house.leaf("B", "1.2", "claim"), claim, by: "officer-b")
            let cell = try await house.get("rounds/r26/units/B", by: "head-b").json
            #expect((cell["reopenings"] as? [Any])?.count == 1)
            house.goTo("2026-05-21")
            try await house.post("rounds/r26/reopenings", Self.reopening("1.2", "appraisal", until: "2026-05-25"), by: "admin")
            let again: [String: any Sendable] = ["as_claimed": true, "version": 1]
            #expect(try await house.put(house.leaf("B", "1.2", "appraisal"), again, by: "appraiser-1").json["claim_version"] as? Int == 2)
        }
    }

    @Test func `is refused without reason, for what has not come, and for a day that is gone`() async throws {
        try await RoundHouse.open { house in
            house.goTo("2026-05-10")
            let path = "rounds/r26/reopenings"
            try await house.refused("assessments.nothing_to_reopen", .post, path, Self.reopening(nil, "council"), by: "admin")
            try await house.refused("assessments.nothing_to_reopen", .post, path, Self.reopening(nil, "decision"), by: "admin")
            try await house.refused("assessments.unreadable", .post, path, Self.reopening(nil, "gone"), by: "admin")
            try await house.refused(
                "assessments.reopening_in_the_past", .post, path, Self.reopening(nil, "appraisal", until: "2026-05-09"), by: "admin")
            try await house.refused("assessments.no_such_leaf", .post, path, Self.reopening("1", "appraisal"), by: "admin")
            var mute = Self.reopening(nil, "appraisal")
            mute["reason"] = "  "
            try await house.refused("assessments.text_missing", .post, path, mute, by: "admin")
        }
    }

    @Test func `is ended before its day with a reason, and then nothing waits for it any more`() async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-05-10")
            let granted = try await house.post("rounds/r26/reopenings", Self.reopening(nil, "appraisal"), by: "admin")
            let path = "rounds/r26/reopenings/\(granted.json["id"] ?? "")/ending"
            let accepted: [String: any Sendable] = ["as_claimed": true]
            try await house.put(house.leaf("B", "1.1", "appraisal"), accepted, by: "appraiser-1")
            try await house.refused("assessments.text_missing", .post, path, ["reason": " "], by: "admin")
            try await house.post(path, ["reason": "đã thẩm định xong"], by: "admin")
            try await house.refused(
                "assessments.too_late.appraisal", .put, house.leaf("B", "2.1", "appraisal"), accepted, by: "appraiser-1")
            try await house.refused("assessments.no_such_reopening", .post, path, ["reason": "x"], by: "admin")
            let screen = try await house.get("rounds/r26", by: "admin").text
            #expect(screen.contains("mất điện ba ngày"), "that there was one stays visible")
        }
    }

    @Test func `of one unit changes nothing for another, act by act`() async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            try await house.appraiseAll()
            let acts: [(String, [String: any Sendable], String)] = [
                ("claim", ["inputs": ["yes": "no"], "comment": "x", "version": 1], "officer-a"),
                ("explanation", ["text": "x"], "officer-a"), ("second-appraisal", ["as_claimed": true, "comment": "x"], "appraiser-1"),
                ("vote", ["points": "1"], "member-1"), ("council", ["inputs": ["points": "1"], "comment": "x"], "secretary"),
            ]
            func codes() async throws -> [String?] {
                var codes: [String?] = []
                for (act, body, person) in acts {
                    codes.append(try await house.call(.put, house.leaf("A", "1.1", act), body, by: person).code)
                }
                return codes
            }
            for (day, stages) in [("2026-05-10", ["self_assessment", "appraisal"]), ("2026-07-10", ["explanation", "second_appraisal"])] {
                house.goTo(day)
                let before = try await codes()
                #expect(before.allSatisfy { $0 != nil })
                for stage in stages {
                    try await house.post("rounds/r26/reopenings", Self.reopening(nil, stage, until: "2026-07-20"), by: "admin")
                    #expect(try await codes() == before)
                }
            }
        }
    }
}
