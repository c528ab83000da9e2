import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import TestSupport
import Testing

/// Keys by which programs act for people.
@Suite struct TokenTests {
    private static func bearer(_ secret: Secret) -> HTTPFields { [.authorization: "Bearer \(secret.text)"] }

    private static func make(_ house: AccountsHouse, _ login: String, scope: String, days: String = "30") async throws -> Secret {
        try await MakeToken(house.services)(.init(name: "chương trình", scope: scope, days: days), by: try await house.actor(login)).secret
    }

    @Test func `a program acts for its person with the rights of the moment`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", unit: "SNV", GrantDraft(.unitOfficer, unit: "SNV"))
            let token = try await Self.make(house, "lan", scope: "read")
            try await house.client { client in
                let me = try await client.get("/api/v1/accounts/me", Self.bearer(token))
                #expect(
                    me.text == #"{"login":"lan","name":"Người lan","rights":[{"role":"unit_officer","unit":"unit-SNV"}],"unit":"unit-SNV"}"#
                )
                try await GrantRole(house.services)(GrantDraft(.auditor), to: "lan", by: .operating)
                #expect(try await client.get("/api/v1/accounts/me", Self.bearer(token)).text.contains(#"{"role":"auditor"}"#))
            }
        }
    }

    @Test func `one that only reads changes nothing`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", GrantDraft(.administrator))
            let (read, write) = (try await Self.make(house, "lan", scope: "read"), try await Self.make(house, "lan", scope: "write"))
            try await house.client { client in
                let values = ["login": "moi", "name": "Mới"]
                let refused = try await client.post("/accounts/new", values, headers: Self.bearer(read))
                #expect(refused.status == .forbidden)
                #expect(refused.text.contains("chỉ được đọc"))
                #expect(try await client.post("/accounts/new", values, headers: Self.bearer(write)).status == .seeOther)
            }
        }
    }

    @Test func `one that is wrong, expired or ended is refused with the reason, even where nobody need be known`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let token = try await Self.make(house, "lan", scope: "read", days: "1")
            let lan = try await house.browser("lan")
            try await house.client { client in
                for path in ["/api/v1/accounts/me", "/accounts/sign-in"] {
                    for word in [Secret().text, "", "x", "Bearer", String(repeating: "A", count: 100_000)] {
                        let answer = try await client.get(path, [.authorization: "Bearer \(word)"])
                        #expect(answer.status == .unauthorized, "\(path) \(word.prefix(50))")
                    }
                }
                // A token is good only as one, and a session only as one.
                #expect(try await client.get("/accounts", [.cookie: "cchc_session=\(token.text)"]).status == .seeOther)
                #expect(try await client.get("/api/v1/accounts/me", Self.bearer(lan.session)).status == .unauthorized)
                // Other ways of HTTP to say who one is are none of ours.
                #expect(try await client.get("/api/v1/accounts/me", [.authorization: "Basic bGFuOng="]).status == .unauthorized)
                house.clock.advance(milliseconds: 86_399_999)
                #expect(try await client.get("/api/v1/accounts/me", Self.bearer(token)).status == .ok)
                house.clock.advance(milliseconds: 1)
                let expired = try await client.get("/api/v1/accounts/me", Self.bearer(token))
                #expect(expired.status == .unauthorized)
                #expect(expired.text.contains(#""code":"accounts.token_invalid""#))
            }
        }
    }

    @Test func `they are made and ended by page, and shown once`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.person("minh")
            let (lan, minh) = (try await house.browser("lan"), try await house.browser("minh"))
            try await house.client { client in
                for (field, value) in [("name", ""), ("scope", "all"), ("days", "0"), ("days", "367"), ("days", "x")] {
                    let values = ["name": "x", "scope": "read", "days": "3"].merging([field: value]) { $1 }
                    let answer = try await client.post("/accounts/tokens", values, by: lan)
                    #expect(answer.status == .unprocessableContent)
                    #expect(answer.text.contains("id=\"\(field)-error\""))
                }
                let made = try await client.post("/accounts/tokens", ["name": "Một cửa", "scope": "read", "days": "3"], by: lan)
                let word = String(try #require(made.text.firstMatch(of: /<code>([A-Za-z0-9_-]{43})<\/code>/)).1)
                let secret = try #require(Secret(word))
                #expect(try await client.get("/api/v1/accounts/me", Self.bearer(secret)).status == .ok)
                let list = try await client.get("/accounts/tokens", lan.headers).text
                #expect(list.contains("Một cửa"))
                #expect(!list.contains(word))
                let id = String(try #require(list.firstMatch(of: /name="id" value="([0-9A-Z]{26})"/)).1)
                _ = try await client.post("/accounts/tokens/end", ["id": id], by: minh)
                #expect(try await client.get("/api/v1/accounts/me", Self.bearer(secret)).status == .ok, "another's is not one's own to end")
                _ = try await client.post("/accounts/tokens/end", ["id": id], by: lan)
                #expect(try await client.get("/api/v1/accounts/me", Self.bearer(secret)).status == .unauthorized)
            }
        }
    }

    @Test func `programs make, list and end them by API, from a session only`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let lan = try await house.browser("lan")
            let json: HTTPFields = [.contentType: "application/json"]
            try await house.client { client in
                func post(_ path: String, _ body: String, _ headers: HTTPFields) async throws -> TestResponse {
                    try await client.executeRequest(uri: path, method: .post, headers: headers, body: .init(string: body))
                }
                let me = try await client.get("/api/v1/accounts/me", lan.headers).text
                #expect(me.contains(#""form_token":"\#(lan.formToken)""#))
                var headers = lan.headers
                headers[.contentType] = "application/json"
                let body = #"{"name":"kịch bản","scope":"write","days":2}"#
                #expect(try await post("/api/v1/accounts/tokens", body, headers).status == .forbidden, "without the word of the session")
                headers[try #require(HTTPField.Name("X-Form-Token"))] = lan.formToken
                let made = try await post("/api/v1/accounts/tokens", body, headers).text
                let word = String(try #require(made.firstMatch(of: /"token":"([^"]+)"/)).1)
                let secret = try #require(Secret(word))
                let id = String(try #require(made.firstMatch(of: /"id":"([^"]+)"/)).1)
                let bearer = Self.bearer(secret)
                let nested = try await post("/api/v1/accounts/tokens", body, json.merging(bearer))
                #expect(nested.status == .forbidden)
                #expect(nested.text.contains(#""code":"accounts.token_needs_session""#))
                #expect(try await client.get("/api/v1/accounts/tokens", bearer).text.contains(id))
                let faulty = try await post("/api/v1/accounts/tokens", #"{"name":"","scope":"x","days":0}"#, headers)
                #expect(faulty.status == .unprocessableContent)
                #expect(faulty.text.matches(of: /"field":"(name|scope|days)"/).count == 3)
                #expect(try await post("/api/v1/accounts/tokens/\(id)/end", "{}", headers).status == .ok)
                #expect(try await client.get("/api/v1/accounts/me", bearer).status == .unauthorized)
            }
        }
    }

    @Test func `only whoever has the machine makes one for somebody else`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.person("admin", GrantDraft(.administrator))
            let draft = MakeToken.Draft(name: "x", scope: "write", days: "1")
            let admin = try await house.actor("admin")
            await #expect(throws: AccountsError.tokenNeedsSession) { try await MakeToken(house.services)(draft, for: "lan", by: admin) }
            let made = try await MakeToken(house.services)(draft, for: "lan", by: .operating)
            #expect(try await IdentifyActor(house.services).token(made.secret, changes: true).name == "lan")
        }
    }
}

extension HTTPFields {
    fileprivate func merging(_ other: HTTPFields) -> HTTPFields {
        var fields = self
        for field in other { fields.append(field) }
        return fields
    }
}
