import Foundation
import Kernel
import Platform
import TestSupport
import Testing

@Suite struct `The desk of publications` {
    @Test(arguments: Language.allCases) func `leads from a decided round to a correction by forms alone`(language: Language) async throws {
        try await DecidedRound.open { round in
            @Sendable func page(_ address: String, _ role: Role = .chair, _ location: SourceLocation = #_sourceLocation) async throws
                -> String
            {
                let answer = try await round.client.get(address, as: role, language: language)
                #expect(answer.status == 200, "\(address): \(answer.text)", sourceLocation: location)
                Self.expectSound(answer.text, address, language, location)
                return answer.text
            }
            func send(_ address: String, _ values: [String: String], _ location: SourceLocation = #_sourceLocation) async throws -> String {
                let answer = try await round.client.send(address, values, as: .chair)
                #expect(answer.status == 303, "\(address): \(answer.text)", sourceLocation: location)
                return answer.location ?? ""
            }
            let desk = try await page("/rankings/desk")
            #expect(desk.contains("/rankings/desk/prepare?round=r26"))
            _ = try await page("/rankings/desk/prepare?round=r26")
            let draft = try await send(
                "/rankings/desk/prepare",
                [
                    "round": "r26", "code": "cchc-2026", "title_vi": "kết quả", "title_en": "results", "agency": "UBND tỉnh",
                    "place": "Phú Thọ", "grounds": "Luật", "recipients": "Như Điều 2", "signer_title": "CHỦ TỊCH",
                ])
            _ = try await page(draft)
            for word in ["edit", "issue", "discard", "commendations", "commendations/departments"] {
                _ = try await page("/rankings/desk/cchc-2026/\(word)")
            }
            #expect(try await !page(draft, .councilSecretary).contains("/cchc-2026/issue\""), "who may not issue is not offered to")
            _ = try await page(
                send(
                    "/rankings/desk/cchc-2026/issue",
                    ["number": "1/QĐ", "date": "1/9/2026", "signer": "N", "release_date": "2/9/2026", "release_time": "08:00"]))
            _ = try await page("/rankings/desk/cchc-2026/embargo")
            _ = try await page(send("/rankings/desk/cchc-2026/embargo", ["reason": "xong"]))
            _ = try await page("/rankings/desk/cchc-2026/correct")
            _ = try await page("/rankings/desk/cchc-2026/correct?unit=B")
            let question = try await page("/rankings/desk/cchc-2026/correct?unit=B&criterion=1.2")
            #expect(question.contains("name=\"input_numerator\" value=\"8\""))
            var values = [
                "block": "departments", "unit": "B", "criterion": "1.2", "input_numerator": "mười", "input_denominator": "10",
                "leaf_reason": "sai", "reason": "khiếu nại",
            ]
            let refused = try await round.client.send("/rankings/desk/cchc-2026/correct", values, as: .chair)
            #expect(refused.status == 422 && refused.text.contains("href=\"#input_numerator\"") && refused.text.contains("value=\"mười\""))
            values["input_numerator"] = "9"
            let corrected = try await send("/rankings/desk/cchc-2026/correct", values)
            #expect(corrected.hasPrefix("/rankings/desk/cchc-2026-2"))
            #expect(try await page(corrected).contains(language == .vi ? "5,4" : "5.4"))
            _ = try await page(send("/rankings/desk/cchc-2026-2/issue", ["number": "2/QĐ", "date": "3/9/2026", "signer": "N"]))
            for address in [
                "/rankings/publications", "/rankings/publications/cchc-2026", "/rankings/publications/cchc-2026-2",
                "/rankings/publications/cchc-2026-2/receipts", "/rankings/publications/cchc-2026-2/receipts/B", "/rankings/external",
                "/rankings/cchc-2026-departments", "/rankings/dictionary",
            ] {
                let answer = try await round.open(address, language)
                #expect(answer.status == 200, "\(address)")
                Self.expectSound(answer.text, address, language, #_sourceLocation)
            }
        }
    }

    @Test func `throws a draft away only when it is asked to twice`() async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            try await #expect(round.client.get("/rankings/desk/cchc-2026/discard", as: .chair).status == 200)
            try await #expect(round.client.get("/rankings/desk/cchc-2026", as: .chair).status == 200)
            let gone = try await round.client.send("/rankings/desk/cchc-2026/discard", [:], as: .chair)
            #expect(gone.status == 303)
            try await #expect(round.client.get("/rankings/desk/cchc-2026", as: .chair).status == 404)
        }
    }

    /// One language, no key or brace left behind, each id once, every control labelled.
    private static func expectSound(_ text: String, _ address: String, _ language: Language, _ location: SourceLocation) {
        #expect(text.contains("<html lang=\"\(language.rawValue)\">"), "\(address)", sourceLocation: location)
        #expect(
            !text.contains(/>[^<]*(rankings|criteria|platform)\.[a-z_.]+</), "a key is left on \(address)", sourceLocation: location)
        #expect(
            !text.replacing(/<code>[^<]*<\/code>/, with: "").contains(/>[^<]*\{[a-z_]+\}/), "a placeholder is left on \(address)",
            sourceLocation: location)
        #expect(!text.contains("style=\"") && !text.contains("<script"), "\(address)", sourceLocation: location)
        for id in Set(text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }) {
            #expect(text.ranges(of: " id=\"\(id)\"").count == 1, "\(id) is there twice on \(address)", sourceLocation: location)
        }
        for match in text.matches(of: /<(?:input type="(?:text|file)"|select|textarea) id="([^"]+)"/) {
            #expect(text.contains("for=\"\(match.1)\""), "\(match.1) has no label on \(address)", sourceLocation: location)
        }
    }
}
