import Assessments
import HTTPTypes
import Kernel
import NIOCore
import Testing

@Suite struct `Importing survey points` {
    private static let path = "rounds/r26/blocks/departments/survey?name=khao-sat.csv"

    private func send(_ house: RoundHouse, _ rows: String, by person: String = "admin") async throws -> Answer {
        try await house.send(.post, Self.path, ByteBuffer(string: "unit,criterion,input,value,reason\n" + rows), by: person)
    }

    @Test func `takes a whole block, and again until the survey closes`() async throws {
        try await RoundHouse.open { house in
            for rows in ["A,3.1,value,80,\nB,3.1,numerator,45,\nB,3.1,denominator,50,\n", "A,3.1,value,90,\nNV,3.1,points,2.5,\n"] {
                let answer = try await send(house, rows)
                #expect(answer.json["count"] as? Int == 2)
            }
            func points(_ unit: String) async throws -> String? {
                let leaf = try await house.get(house.leaf(unit, "3.1"), by: "auditor").json["leaf"] as? [String: Any]
                return ((leaf?["entries"] as? [String: Any])?["survey"] as? [String: Any])?["points"] as? String
            }
            for (unit, expected) in [("A", "2.7"), ("B", "2.7"), ("NV", "2.5")] { #expect(try await points(unit) == expected) }
            house.goTo("2026-08-01")
            let late = try await send(house, "A,3.1,value,70,\n")
            #expect(late.code == "assessments.survey_closed")
        }
    }

    @Test(arguments: [
        ("A,3.1,value,80,\nA,1.1,yes,yes,\n", 3, "assessments.not_a_survey_leaf"), ("A,3.1,value,180,\n", 2, "assessments.unscored.over"),
        ("A,3.1,value,abc,\n", 2, "scoring.value_number"), ("X,3.1,value,80,\n", 2, "units.code_unknown"),
        ("A,3.9,value,80,\n", 2, "scoring.criterion_unknown"), ("A,3.1,value,80,\nB,3.1,numerator,4,\n", 3, "assessments.unscored.absent"),
        ("A,3.1,value,80,\nA,3.1,value,81,\n", 3, "scoring.data_twice"),
    ]) func `keeps nothing of a file with a fault, and says where it is`(rows: String, line: Int, code: String) async throws {
        try await RoundHouse.open { house in
            let answer = try await send(house, rows)
            let fault = try #require((answer.json["faults"] as? [[String: Any]])?.first)
            #expect(fault["code"] as? String == code && fault["line"] as? Int == line && fault["file"] as? String == "khao-sat.csv")
            #expect(fault["field"] != nil)
            let leaf = try await house.get(house.leaf("A", "3.1"), by: "auditor").json
            #expect((leaf["history"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `is the administrator's`() async throws {
        try await RoundHouse.open { house in
            for person in ["officer-a", "appraiser-1", "chair"] {
                let answer = try await send(house, "A,3.1,value,80,\n", by: person)
                #expect(answer.code == "platform.role_missing")
            }
        }
    }
}
