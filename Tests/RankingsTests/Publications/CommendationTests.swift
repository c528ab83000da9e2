import Foundation
import HTTPTypes
import Kernel
import Platform
import TestSupport
import Testing

@Suite struct `Commendations (PI-85)` {
    private func proposed(_ round: DecidedRound, _ rule: [String: any Sendable]) async throws -> [[String: Any]] {
        try await round.call(.put, "/api/v1/rankings/commendation-rules/departments", rule, by: .councilSecretary)
        let answer = try await round.call(.get, "/api/v1/rankings/desk/cchc-2026/commendations", by: .chair)
        let lists = try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [[String: Any]])
        return try #require(lists.first { $0["block"] as? String == "departments" }?["proposed"] as? [[String: Any]])
    }

    private func told(_ lines: [[String: Any]]) -> [String] {
        lines.map { "\($0["unit"] ?? "") \($0["by"] ?? "")\($0["tied"] as? Bool == true ? " tied" : "")" }
    }

    @Test func `follow from the stored rule: class, rank and number, a tie over the last place left to people`() async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            try await #expect(told(proposed(round, ["collectives": 1, "source": "Quy chế"])) == ["A rank"])
            try await #expect(told(proposed(round, ["collectives": 2, "source": "Quy chế"])) == ["A rank", "B rank tied", "C rank tied"])
            try await #expect(told(proposed(round, ["collectives": 3, "source": "Quy chế"])) == ["A rank", "B rank", "C rank"])
            try await #expect(told(proposed(round, ["collectives": 3, "band": "fair", "source": "Quy chế"])) == ["A rank"])
            try await #expect(told(proposed(round, ["collectives": 3, "rank": 1, "source": "Quy chế"])) == ["A rank"])
            try await #expect(told(proposed(round, ["collectives": 3, "rise": 1, "source": "Quy chế"])) == [], "there is no year before")
        }
    }

    @Test func `are set by a form that keeps what was typed`() async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            let address = "/rankings/desk/cchc-2026/commendations"
            let refused = try await round.client.send("\(address)/departments", ["collectives": "mười", "source": "Quy chế"], as: .chair)
            #expect(refused.status == 422 && refused.text.contains("value=\"mười\"") && refused.text.contains("error-summary"))
            let saved = try await round.client.send("\(address)/departments", ["collectives": "1", "source": "Quy chế"], as: .chair)
            #expect(saved.status == 303)
            let page = try await round.client.get(address, as: .chair)
            #expect(page.text.contains("Sở Tài chính") && !page.text.contains("Sở Tư pháp"))
            try await #expect(round.open(address).status == 303)
        }
    }
}
