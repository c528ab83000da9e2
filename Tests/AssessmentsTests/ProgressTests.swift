import Assessments
import HTTPTypes
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `The progress of a round` {
    private func lines(_ house: RoundHouse, by person: String = "leader") async throws -> [String: [String: Any]] {
        let board = try await house.get("rounds/r26/progress", by: person).json
        let blocks = try #require(board["blocks"] as? [[String: Any]])
        let lines = blocks.flatMap { $0["units"] as? [[String: Any]] ?? [] }
        return Dictionary(uniqueKeysWithValues: lines.map { (($0["unit"] as? [String: Any])?["code"] as? String ?? "", $0) })
    }

    private func cell(_ line: [String: Any]?, _ index: Int, _ name: String) -> Int? {
        (line?["cells"] as? [[String: Any]])?[index][name] as? Int
    }

    @Test func `counts leaves field by field, and marks who is late`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("A")
            try await house.put(house.leaf("B", "1.1", "claim"), ["inputs": ["yes": "yes"]], by: "officer-b")
            var board = try await lines(house)
            // Fields 1, 2, 3, bonus, penalty.
            #expect((0..<5).map { cell(board["A"], $0, "claimable") } == [2, 1, 0, 0, 0])
            #expect((0..<5).map { cell(board["A"], $0, "judgeable") } == [3, 1, 1, 0, 0])
            #expect((0..<2).map { cell(board["A"], $0, "claimed") } == [2, 1] && cell(board["B"], 0, "claimed") == 1)
            #expect(board["A"]?["claim"] != nil && board["B"]?["claim"] == nil)
            #expect(board.values.allSatisfy { $0["late"] as? Bool == false && $0["due_soon"] as? Bool == false })
            house.goTo("2026-03-29")
            board = try await lines(house)
            #expect(board["A"]?["due_soon"] as? Bool == false && board["B"]?["due_soon"] as? Bool == true)
            house.goTo("2026-04-01")
            board = try await lines(house)
            #expect(board["A"]?["late"] as? Bool == false && board["B"]?["late"] as? Bool == true && board["NV"]?["late"] as? Bool == true)
            try await house.put(house.leaf("A", "2.1", "appraisal"), ["as_claimed": true], by: "appraiser-1")
            house.goTo("2026-05-01")
            board = try await lines(house)
            let late = try #require(board["A"]?["cells"] as? [[String: Any]]).map { $0["late"] as? Bool }
            #expect(late == [true, false, true, false, false] && cell(board["A"], 1, "judged") == 1)
        }
    }

    @Test func `shows each person the units that are theirs to see`() async throws {
        try await RoundHouse.open { house in
            for (person, units) in [("officer-a", ["A"]), ("appraiser-1", ["A", "B"]), ("auditor", ["A", "B", "NV"])] {
                let seen = try await lines(house, by: person).keys.sorted()
                #expect(seen == units, "\(person)")
            }
        }
    }

    @Test func `is one pass over its index`() async throws {
        try await RoundHouse.open { house in
            let plan = try await house.services.database.read { db in try db.plan(ProgressStore.counting(ID(rawValue: "R"))) }
            if house.services.database.dialect == .sqlite {
                #expect(plan.contains { $0.contains("COVERING INDEX assessments_entries_counted") }, "\(plan)")
                #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            }
        }
    }

    @Test func `each desk says what waits there`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("B")
            house.goTo("2026-04-02")
            func desk(_ person: String) async throws -> [String: Any] {
                try #require(try await house.get("desk", by: person).list.first)
            }
            let appraiser = try await desk("appraiser-1")
            #expect(appraiser["appraisals"] as? Int == 8 && appraiser["appraisals_waiting"] as? Int == 8 && appraiser["disputes"] == nil)
            let leader = try await desk("leader")
            #expect(leader["late_units"] as? Int == 2 && leader["last_day"] as? String == "2026-04-30" && leader["appraisals"] == nil)
            let officer = try await desk("officer-b")
            #expect((officer["units"] as? [Any])?.count == 1 && officer["late_units"] == nil && officer["may_administer"] as? Bool == false)
            let (admin, chair) = (try await desk("admin"), try await desk("chair"))
            #expect(admin["may_administer"] as? Bool == true && chair["may_decide"] as? Bool == true)
            #expect(try await house.get("desk", by: "stranger").list.isEmpty)
        }
    }
}

@Suite struct `What was decided last time` {
    @Test func `stands beside this year's leaf, and a training round has no past`() async throws {
        try await RoundHouse.open { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            try await house.appraiseAll()
            try await house.importSurvey("A,3.1,value,80,\nB,3.1,value,80,\nNV,3.1,value,80,\n")
            house.goTo("2026-08-02")
            try await house.post("rounds/r26/decision", ["number": "1", "date": "2026-08-02"], by: "chair")
            for (code, kind) in [("r27", "real"), ("t27", "training")] {
                let body: [String: any Sendable] = ["code": code, "period": "2027", "kind": kind, "title": ["vi": "a", "en": "b"]]
                try await house.post("rounds/r26/copies", body, by: "admin")
                try await house.post("rounds/\(code)/opening", by: "admin")
            }
            house.goTo("2027-03-02")
            func last(_ code: String) async throws -> [String: Any]? {
                let field = try await house.get("rounds/\(code)/units/B/fields/1", by: "officer-b").json
                return (field["leaves"] as? [[String: Any]])?[1]["last_verdict"] as? [String: Any]
            }
            let verdict = try #require(try await last("r27"))
            #expect(verdict["period"] as? String == "2026" && verdict["comparable"] as? Bool == true)
            #expect((verdict["entry"] as? [String: Any])?["points"] as? String == "2.25")
            #expect(try await last("t27") == nil)
            try await house.refused(
                "assessments.already_decided", .put, house.leaf("B", "1.1", "claim"), ["inputs": ["yes": "no"]], by: "officer-b")
        }
    }
}
