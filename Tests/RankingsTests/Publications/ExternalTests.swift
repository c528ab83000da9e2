import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import TestSupport
import Testing

@Suite struct `Indexes that others publish (PI-85)` {
    static let file = """
        unit,index,year,value,rank,ranked,source
        A,par_index,2026,89.95,12,63,Quyết định 999/QĐ-BNV
        A,PAPI,2026,42.3,,,papi.org.vn
        B,sipas,2025,84.09,20,63,Bộ Nội vụ

        """

    private static func take(_ round: DecidedRound, _ text: String, revision: String? = nil) async throws -> Answer {
        let query = revision.map { "&revision=\($0)" } ?? ""
        let response = try await round.client.executeRequest(
            uri: "/api/v1/rankings/external/import?name=externals.csv\(query)", method: .post, headers: TestSignIn.headers(.administrator),
            body: ByteBuffer(string: text))
        return Answer(status: response.status.code, bytes: Array(buffer: response.body), location: nil, disposition: nil)
    }

    @Test func `are shown as a difference, applied whole, and stand beside the own result`() async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            try await round.issue()
            let preview = try await Self.take(round, Self.file).json
            #expect(preview["applied"] as? Bool == false && (preview["added"] as? [Any])?.count == 3)
            try await #expect(!round.open("/rankings/external").text.contains("<table id=\"external\""))
            let revision = try #require(preview["revision"] as? String)
            try await #expect(Self.take(round, Self.file, revision: revision).json["applied"] as? Bool == true)
            try await #expect(Self.take(round, Self.file, revision: revision).status == 409, "the mark is old by now")
            let rows = try #require(try await round.open("/api/v1/rankings/external").json["external"] as? [[String: Any]])
            let first = try #require(rows.first { $0["unit"] as? String == "A" && $0["index"] as? String == "par_index" })
            #expect(first["value"] as? String == "89.95" && first["external_rank"] as? String == "12")
            #expect(first["own_ranking"] as? String == "cchc-2026-departments" && first["own_rank"] as? String == "1")
            #expect(first["source"] as? String == "Quyết định 999/QĐ-BNV")
            let page = try await round.open("/rankings/external?unit=B")
            #expect(page.text.contains("84,09") && !page.text.contains("89,95"))

            let changed = Self.file.replacing("89.95", with: "90.01")
            let difference = try await Self.take(round, changed).json
            let change = try #require((difference["changed"] as? [[String: Any]])?.first)
            #expect(change["old"] as? String == "89.95" && change["value"] as? String == "90.01" && difference["unchanged"] as? Int == 2)
        }
    }

    @Test func `are taken by a form in two steps`() async throws {
        try await DecidedRound.open { round in
            let preview = try await round.client.send(
                "/rankings/external/import", [:], file: ("file", "externals.csv", Array(Self.file.utf8)), as: .councilSecretary)
            #expect(preview.status == 200 && preview.text.contains("<ins>89,95 (12/63)</ins>"))
            var values: [String: String] = [:]
            for match in preview.text.matches(of: /type="hidden" name="([a-z]+)" value="([^"]*)"/) {
                values[String(match.1)] = String(match.2)
            }
            let applied = try await round.client.send("/rankings/external/import/apply", values, as: .councilSecretary)
            #expect(applied.status == 303)
            try await #expect(round.open("/rankings/external").text.contains("89,95"))
        }
    }

    @Test func `are refused with row and column of every fault`() async throws {
        try await DecidedRound.open { round in
            let text = """
                unit,index,year,value,rank,ranked,source
                Z,par_index,2026,89.95,12,63,Nguồn
                A,xyz,2026,89.95,12,63,Nguồn
                A,papi,1926,nhiều,64,63,
                A,pci,2026,60,,,Nguồn
                A,pci,2026,61,,,Nguồn

                """
            let answer = try await Self.take(round, text)
            let faults = (try answer.json["faults"] as? [[String: Any]] ?? []).map { "\($0["line"] ?? "") \($0["code"] ?? "")" }
            #expect(
                faults.sorted() == [
                    "2 rankings.external_no_unit", "3 rankings.external_no_index", "4 rankings.external_no_number",
                    "4 rankings.external_no_number", "4 rankings.external_no_source", "4 rankings.external_rank_beyond",
                    "6 rankings.external_twice",
                ], "\(answer.text)")
        }
    }
}
