import Foundation
import HTTPTypes
import Kernel
import Office
import Platform
import Rankings
import TestSupport
import Testing

@Suite struct `A publication` {
    /// Everything by which a result could be found.
    static let addresses = [
        "/rankings/publications/cchc-2026", "/rankings/publications/cchc-2026/bundle.zip",
        "/rankings/publications/cchc-2026/receipts", "/rankings/publications/cchc-2026/receipts/A",
        "/rankings/publications/cchc-2026/receipts/A/receipt.json",
        "/rankings/publications/cchc-2026/blocks/departments/annex.xlsx", "/rankings/publications/cchc-2026/files/seal.txt",
        "/rankings/publications/cchc-2026/files/departments/results.csv", "/api/v1/rankings/publications/cchc-2026",
        "/api/v1/rankings/publications/cchc-2026/receipts/A", "/rankings/cchc-2026-departments",
        "/rankings/cchc-2026-departments/units/A", "/rankings/cchc-2026-departments/bundle.zip",
        "/rankings/cchc-2026-departments/figures.csv", "/rankings/cchc-2026-departments/units.csv",
        "/rankings/cchc-2026-departments/table.csv", "/rankings/cchc-2026-departments/compare?units=A,B",
        "/api/v1/rankings/cchc-2026-communes", "/api/v1/rankings/cchc-2026-communes/units/X1",
    ]
    /// Lists on which it would stand.
    static let lists = [
        "/", "/rankings", "/rankings/publications", "/api/v1/rankings", "/rankings/list.csv", "/api/v1/rankings/publications", "/units/A",
        "/rankings/external",
    ]

    @Test func `is seen by nobody before its moment, and by everybody from then on by the server's clock (PI-77)`() async throws {
        try await DecidedRound.open { round in
            func expectHidden(_ when: String) async throws {
                for address in Self.addresses { try await #expect(round.open(address).status == 404, "\(when): \(address)") }
                for address in Self.lists {
                    let answer = try await round.open(address)
                    #expect(answer.status == 200 && !answer.text.contains("cchc-2026"), "\(when): \(address)")
                }
            }
            try await expectHidden("nothing")
            let root = try await round.prepare()
            try await expectHidden("draft")
            try await round.issue(release: ("2026-09-05", "09:30"))
            try await expectHidden("embargo")
            round.goTo("2026-09-05", hour: 9)
            try await round.look()
            try await expectHidden("half an hour before")
            // The kept answers of a moment ago are stale without anybody doing anything.
            round.clock.advance(milliseconds: 30 * 60_000)
            try await round.look()
            for address in Self.addresses { try await #expect(round.open(address).status == 200, "\(address)") }
            for address in Self.lists.dropLast() { try await #expect(round.open(address).text.contains("cchc-2026"), "\(address)") }
            let answer = try await round.open("/api/v1/rankings/publications/cchc-2026").json
            let publication = try #require(answer["publication"] as? [String: Any])
            #expect(publication["root"] as? String == root && publication["stage"] as? String == "published")
            #expect(publication["released"] as? String == "2026-09-05T02:30:00Z" && publication["number"] as? String == "123/QĐ-UBND")
        }
    }

    @Test func `gives the points that the round decided, ties among them, and a bundle that verifies`() async throws {
        try await DecidedRound.open { round in
            let root = try await round.prepare()
            try await round.issue()
            let rows = try #require(try await round.open("/api/v1/rankings/cchc-2026-departments").json["units"] as? [[String: Any]])
            #expect(rows.map { $0["unit"] as? String } == ["A", "B", "C"])
            #expect(rows.map { $0["total"] as? String } == ["10", "4.8", "4.8"])
            #expect(rows.map { $0["rank"] as? String } == ["1", "2", "2"])
            #expect(rows.map { $0["band"] as? String } == ["good", "weak", "weak"])
            let bundle = try await round.open("/rankings/publications/cchc-2026/bundle.zip")
            let check = try BundleCheck(InputFile(name: "b.zip", bytes: bundle.bytes), expected: TreeHash(root))
            #expect(check.isWhole && check.units == 5, "\(check.findings)")
            // The ranking's own page leads to the same file and names the same seal.
            try await #expect(round.open("/rankings/cchc-2026-communes/bundle.zip").bytes == bundle.bytes)
            for page in ["/rankings/cchc-2026-communes", "/rankings/publications/cchc-2026"] {
                let text = try await round.open(page).text
                #expect(text.contains(root) && text.contains("/rankings/publications/cchc-2026/bundle.zip"), "\(page)")
            }
        }
    }

    @Test func `opens its data one by one, enough to compute every point again`() async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            try await round.issue()
            let bundle = try await round.open("/rankings/publications/cchc-2026/bundle.zip")
            let members = try ZipFile.read(InputFile(name: "b.zip", bytes: bundle.bytes))
            #expect(
                Set(members.map(\.name)) == [
                    "publication.csv", "seal.txt", "frameworks/so-nganh@1.yaml", "frameworks/cap-xa@1.yaml",
                    "departments/units.csv", "departments/figures.csv", "departments/results.csv", "departments/points.csv",
                    "departments/decisions.csv", "communes/units.csv", "communes/figures.csv", "communes/results.csv",
                    "communes/points.csv", "communes/decisions.csv",
                ])
            for member in members {
                let file = try await round.open("/rankings/publications/cchc-2026/files/\(member.name)")
                #expect(file.status == 200 && file.bytes == member.bytes, "\(member.name)")
            }
            let page = try await round.open("/rankings/publications/cchc-2026").text
            for link in page.matches(of: /href="([^"]+)" download/).map({ String($0.1) }) where !link.contains(".pdf") {
                try await #expect(round.open(link).status == 200, "\(link)")
            }
            let points = try await round.open("/rankings/publications/cchc-2026/files/departments/points.csv").text
            #expect(points.contains("B,1.2,4.8,6\r\n"))
            let decisions = try await round.open("/rankings/publications/cchc-2026/files/departments/decisions.csv").text
            #expect(decisions.contains("B,1.2,appraisal,4.8,") && !decisions.contains("Theo hồ sơ lưu"), "a comment is the unit's to read")
            try await #expect(round.open("/rankings/publications/cchc-2026/files/departments/..%2fseal.txt").status == 404)
        }
    }

    @Test func `is prepared, issued and held back only by those who may, in the stage that allows it`() async throws {
        try await DecidedRound.open { round in
            let desk = "/api/v1/rankings/desk"
            for role in Role.all where ![.administrator, .chair, .councilSecretary].contains(role) {
                try await round.call(.get, desk, by: role, expecting: 403)
                try await round.call(.post, desk, [:], by: role, expecting: 403)
                try await #expect(round.client.get("/rankings/desk", as: role).status == 403)
            }
            try await #expect(round.open("/rankings/desk").status == 303)
            let rounds = try await round.call(.get, desk, by: .chair).json["rounds"] as? [String]
            #expect(rounds == ["r26"])
            try await round.prepare(by: .councilSecretary)
            let issuing: [String: any Sendable] = ["number": "1", "date": "2026-09-01", "signer": "N"]
            try await round.call(.post, "\(desk)/cchc-2026/issue", issuing, by: .councilSecretary, expecting: 403)
            try await round.call(.post, "\(desk)/cchc-2026/embargo", ["reason": "x"], by: .chair, expecting: 409)
            try await round.call(.post, "\(desk)/cchc-2026/corrections", DecidedRound.correction, by: .chair, expecting: 409)
            let again: [String: any Sendable] = [
                "round": "r26", "code": "cchc-2026-lai", "title": ["vi": "a", "en": "b"], "paper": DecidedRound.paper,
            ]
            let refused = try await round.call(.post, desk, again, by: .chair, expecting: 409)
            #expect(try refused.json["code"] as? String == "rankings.round_published")

            try await round.issue(release: ("2026-09-05", ""))
            try await round.call(.post, "\(desk)/cchc-2026/issue", issuing, by: .chair, expecting: 409)
            try await round.call(.post, "\(desk)/cchc-2026/discard", [:], by: .chair, expecting: 409)
            try await round.call(.put, "\(desk)/cchc-2026/paper", DecidedRound.paper, by: .chair, expecting: 409)
            // Held back longer, then let go.
            try await round.call(
                .post, "\(desk)/cchc-2026/embargo", ["release_date": "2026-09-09", "reason": "chờ họp"], by: .administrator)
            round.goTo("2026-09-06")
            try await #expect(round.open("/rankings/cchc-2026-communes").status == 404)
            try await round.call(.post, "\(desk)/cchc-2026/embargo", ["reason": "đã họp"], by: .administrator)
            try await #expect(round.open("/rankings/cchc-2026-communes").status == 200)
            try await round.call(.post, "\(desk)/cchc-2026/embargo", ["reason": "muộn rồi"], by: .administrator, expecting: 409)
        }
    }

    @Test func `has the same seal when its draft is thrown away and made again`() async throws {
        try await DecidedRound.open { round in
            let root = try await round.prepare()
            var paper = DecidedRound.paper
            paper["place"] = "Việt Trì"
            try await round.call(.put, "/api/v1/rankings/desk/cchc-2026/paper", paper, by: .councilSecretary)
            let kept = try await round.call(.get, "/api/v1/rankings/desk/cchc-2026", by: .chair).json["publication"] as? [String: Any]
            #expect(kept?["root"] as? String == root, "words are not sealed")
            try await round.call(.post, "/api/v1/rankings/desk/cchc-2026/discard", [:], by: .councilSecretary)
            try await round.call(.get, "/api/v1/rankings/desk/cchc-2026", by: .chair, expecting: 404)
            try await #expect(round.prepare() == root)
        }
    }

    @Test func `says at each field what is wrong with it`() async throws {
        try await DecidedRound.open { round in
            func codes(_ answer: Answer) throws -> Set<String> {
                Set((try answer.json["faults"] as? [[String: Any]] ?? []).map { "\($0["field"] ?? "") \($0["code"] ?? "")" })
            }
            let empty: [String: any Sendable] = [
                "round": "r26", "code": "Có Dấu", "title": ["vi": "", "en": "b"], "paper": ["place": "P"],
            ]
            let refused = try await round.call(.post, "/api/v1/rankings/desk", empty, by: .chair, expecting: 422)
            #expect(
                try codes(refused).isSuperset(of: [
                    "code rankings.field_no_code", "title_vi rankings.field_missing", "agency rankings.field_missing",
                    "recipients rankings.field_missing",
                ]))
            try await round.prepare()
            let wrong: [String: any Sendable] = [
                "number": "", "date": "31/2/2026", "signer": "N", "release_date": "mai", "release_time": "25:00",
            ]
            let issued = try await round.call(.post, "/api/v1/rankings/desk/cchc-2026/issue", wrong, by: .chair, expecting: 422)
            #expect(
                try codes(issued).isSuperset(of: [
                    "number rankings.field_missing", "date rankings.field_no_date", "release_date rankings.field_no_date",
                ]))
            let page = try await round.client.send("/rankings/desk/cchc-2026/issue", ["number": "7/QĐ", "date": "x"], as: .chair)
            #expect(page.status == 422 && page.text.contains("value=\"7/QĐ\"") && page.text.contains("error-summary"))
        }
    }
}
