import Foundation
import HTTPTypes
import Kernel
import Office
import Platform
import Rankings
import TestSupport
import Testing

@Suite struct `A correction after publication (PI-81)` {
    /// Published, corrected and the correction issued.
    private static func corrected(_ test: @escaping @Sendable (DecidedRound) async throws -> Void) async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            try await round.issue()
            round.goTo("2026-10-01")
            try await round.call(.post, "/api/v1/rankings/desk/cchc-2026/corrections", DecidedRound.correction, by: .councilSecretary)
            try await round.issue("cchc-2026-2", number: "200/QĐ-UBND")
            try await test(round)
        }
    }

    @Test func `shows both values and every changed rank, and takes the place of what it corrects`() async throws {
        try await Self.corrected { round in
            let answer = try await round.open("/api/v1/rankings/publications/cchc-2026-2").json
            let leaves = try #require(answer["corrections"] as? [[String: Any]])
            #expect(leaves.count == 1 && leaves[0]["points_before"] as? String == "4.8" && leaves[0]["points_after"] as? String == "5.4")
            #expect((leaves[0]["before"] as? [String: String])?["numerator"] == "8")
            #expect((leaves[0]["after"] as? [String: String])?["numerator"] == "9")
            let moved = try #require(answer["moved"] as? [[String: Any]])
            let ranks = moved.map { "\($0["unit"] ?? ""): \($0["rank_before"] ?? "")→\($0["rank_after"] ?? "")" }
            #expect(ranks == ["B: 2→2", "C: 2→3"])
            let page = try await round.open("/rankings/publications/cchc-2026-2").words
            #expect(page.contains("Tử số: 8") && page.contains("Tử số: 9") && page.contains("Khiếu nại được chấp nhận"))

            let list = try await round.open("/api/v1/rankings").text
            #expect(list.contains("\"cchc-2026-2-departments\"") && !list.contains("\"cchc-2026-departments\""))
            let unit = try await round.open("/units/B").text
            #expect(unit.contains("cchc-2026-2-departments") && !unit.contains("cchc-2026-departments"))
        }
    }

    @Test func `leaves what was published readable at its address, and marked`() async throws {
        try await Self.corrected { round in
            for page in ["/rankings/cchc-2026-departments", "/rankings/cchc-2026-departments/units/B", "/rankings/publications/cchc-2026"] {
                let answer = try await round.open(page)
                #expect(answer.status == 200 && answer.text.contains("4,8") || page.contains("publications"), "\(page)")
                #expect(answer.words.contains("Kết quả này đã được đính chính") && answer.text.contains("cchc-2026-2"), "\(page)")
            }
            let old = try #require(try await round.open("/api/v1/rankings/cchc-2026-departments").json["ranking"] as? [String: Any])
            #expect(old["superseded_by"] as? String == "cchc-2026-2-departments" && old["version"] as? String == "1")
            let bundle = try await round.open("/rankings/publications/cchc-2026/bundle.zip")
            #expect(try BundleCheck(InputFile(name: "b.zip", bytes: bundle.bytes), expected: nil).isWhole)
            // A year's history counts the period once.
            let card = try await round.open("/api/v1/rankings/cchc-2026-2-departments/units/B").json
            #expect((card["history"] as? [[String: Any]])?.count == 1)
        }
    }

    @Test func `is sealed with what it corrects, and verifies`() async throws {
        try await Self.corrected { round in
            let bundle = try await round.open("/rankings/publications/cchc-2026-2/bundle.zip")
            let members = try ZipFile.read(InputFile(name: "b.zip", bytes: bundle.bytes))
            #expect(try BundleCheck(InputFile(name: "b.zip", bytes: bundle.bytes), expected: nil).isWhole)
            let about = String(decoding: members.first { $0.name == "publication.csv" }?.bytes ?? [], as: UTF8.self)
            let old = try await round.open("/api/v1/rankings/publications/cchc-2026").json["publication"] as? [String: Any]
            #expect(about.contains("corrects,cchc-2026\r\n") && about.contains("corrects_root,\(old?["root"] as? String ?? "?")"))
            let corrections = String(decoding: members.first { $0.name == "corrections.csv" }?.bytes ?? [], as: UTF8.self)
            #expect(corrections.contains("departments,B,1.2,\"denominator=10; numerator=8\",\"denominator=10; numerator=9\",4.8,5.4,"))
            #expect(members.contains { $0.name == "departments/decisions.csv" }, "what was decided stays under the seal")
        }
    }

    @Test func `gathers values until it is signed, and can itself be corrected`() async throws {
        try await DecidedRound.open { round in
            let desk = "/api/v1/rankings/desk"
            try await round.prepare()
            try await round.issue()
            try await round.call(.post, "\(desk)/cchc-2026/corrections", DecidedRound.correction, by: .chair)
            try await #expect(round.open("/api/v1/rankings/publications/cchc-2026").json["publication"] != nil)
            try await #expect(round.open("/rankings/publications/cchc-2026-2").status == 404, "a draft is nobody's to see")
            try await #expect(!round.open("/rankings/publications/cchc-2026").text.contains("cchc-2026-2"))
            let other: [String: any Sendable] = [
                "reason": "Khiếu nại",
                "leaves": [
                    ["block": "communes", "unit": "X2", "criterion": "1.1", "inputs": ["points": "9.5"], "reason": "nhầm"]
                        as [String: any Sendable]
                ],
            ]
            try await round.call(.post, "\(desk)/cchc-2026/corrections", other, by: .chair)
            let draft = try await round.call(.get, "\(desk)/cchc-2026-2", by: .chair).json
            #expect((draft["corrections"] as? [Any])?.count == 2)
            try await round.issue("cchc-2026-2")
            try await round.call(.post, "\(desk)/cchc-2026/corrections", DecidedRound.correction, by: .chair, expecting: 409)
            let back: [String: any Sendable] = [
                "reason": "Nhầm lần nữa",
                "leaves": [
                    ["block": "communes", "unit": "X2", "criterion": "1.1", "inputs": ["points": "7.5"], "reason": "đúng như cũ"]
                        as [String: any Sendable]
                ],
            ]
            let third = try await round.call(.post, "\(desk)/cchc-2026-2/corrections", back, by: .chair).json
            #expect(third["code"] as? String == "cchc-2026-3" && third["corrects"] as? String == "cchc-2026-2")
        }
    }

    @Test func `is refused with the field that is wrong, and keeps nothing`() async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            try await round.issue()
            func refused(_ leaf: [String: any Sendable]) async throws -> [String] {
                let body: [String: any Sendable] = ["reason": "x", "leaves": [leaf]]
                let answer = try await round.call(
                    .post, "/api/v1/rankings/desk/cchc-2026/corrections", body, by: .chair, expecting: 422)
                let faults = try answer.json["faults"] as? [[String: Any]] ?? [try answer.json]
                return faults.map { "\($0["field"] ?? "") \($0["code"] ?? "")" }
            }
            func leaf(_ unit: String, _ criterion: String, _ inputs: [String: String]) -> [String: any Sendable] {
                ["block": "departments", "unit": unit, "criterion": criterion, "inputs": inputs, "reason": "r"]
            }
            let same = leaf("B", "1.2", ["numerator": "8", "denominator": "10"])
            try await #expect(refused(same) == [" rankings.nothing_corrected"])
            try await #expect(refused(leaf("Z", "1.2", [:])) == ["unit rankings.correction_no_unit"])
            try await #expect(refused(leaf("B", "9", [:])) == ["criterion rankings.correction_no_criterion"])
            try await #expect(
                refused(leaf("B", "1.2", ["numerator": "x", "denominator": "10"])) == ["numerator scoring.value_number"])
            try await #expect(refused(leaf("B", "1.2", ["numerator": "11", "denominator": "10"]))[0].contains("scoring.unscored.over"))
            let desk = try await round.call(.get, "/api/v1/rankings/desk", by: .chair).json["publications"] as? [Any]
            #expect(desk?.count == 1)
        }
    }
}
