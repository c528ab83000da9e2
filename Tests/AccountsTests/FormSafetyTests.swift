import Accounts
import App
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import TestSupport
import Testing

/// Forms from elsewhere, and text that would like to be markup; over every form of this room.
@Suite struct FormSafetyTests {
    private static func path(_ line: Routes.Line) -> String {
        line.path.replacing(":login", with: "lan").replacing(":grant", with: "x").replacing(":id", with: "x").replacing(":token", with: "x")
    }

    @Test func `no form is taken without the word of its session`() async throws {
        try await AccountsHouse.open { house in
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            let other = try await house.services.signIn("other", GrantDraft(.administrator))
            try await house.person("lan")
            let lines = makeRoutes(house.services).lines.filter { $0.room == "accounts" && $0.method == "POST" }
            #expect(lines.count > 15)
            let before = try await house.dump()
            try await house.client { client in
                for line in lines where line.access != .everyone {
                    for token in ["", "x", other.formToken, String(admin.formToken.dropLast()), admin.session.text] {
                        let answer = try await client.post(Self.path(line), ["form_token": token, "reason": "x"], by: admin)
                        #expect(answer.status == .forbidden, "\(line.path) took \(token)")
                    }
                }
            }
            #expect(try await house.dump() == before)
        }
    }

    @Test func `no form is taken from another site, signed in or not`() async throws {
        try await AccountsHouse.open { house in
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await house.person("lan")
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let lines = makeRoutes(house.services).lines.filter { $0.room == "accounts" && $0.method == "POST" }
            let before = try await house.dump()
            try await house.client { client in
                for line in lines {
                    for headers in [[site: "cross-site"], [site: "same-site"], [.origin: "https://evil.example"], [.origin: "null"]]
                        as [HTTPFields]
                    {
                        for sender in [admin, nil] {
                            let answer = try await client.post(Self.path(line), [:], by: sender, headers: headers)
                            #expect(answer.status == .forbidden, "\(line.path)")
                        }
                    }
                }
            }
            #expect(try await house.dump() == before)
        }
    }

    @Test func `the word of the form tells nothing of the session`() {
        let secret = Secret()
        #expect(secret.formToken.utf8.count == 43)
        #expect(secret.formToken != secret.text)
        #expect(secret.formToken == Secret(secret.text)?.formToken)
        #expect(secret.formToken != Secret().formToken)
    }

    @Test func `text stays text on every page`() async throws {
        try await AccountsHouse.open { house in
            let bad = #"<script>alert(1)</script>"><img src=x onerror=alert(2)>'{{7*7}}"#
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await CreatePerson(house.services)(PersonDraft(login: "lan", name: String(bad.prefix(100))), by: .operating)
            let grant = try await GrantRole(house.services)(GrantDraft(.administrator), to: "lan", by: .operating)
            let lan = try await house.browser("lan")
            let agent = try await OpenSession(house.services)(
                for: FindPeople(house.services).sheet("lan", by: .operating).person, from: Origin(client: bad, agent: bad))
            _ = agent
            let actor = try await IdentifyActor(house.services).session(lan.session)
            _ = try await MakeToken(house.services)(.init(name: String(bad.prefix(80)), scope: "read", days: "3"), by: actor)
            let encoded = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(2)%3E"
            try await house.client { client in
                var pages: [String] = []
                let lines = makeRoutes(house.services).lines.filter { $0.room == "accounts" && $0.kind == .page }
                for line in lines {
                    let path = line.path.replacing(":login", with: "lan").replacing(":grant", with: grant.id.rawValue)
                        .replacing(":token", with: encoded)
                    for reader in [admin, lan] {
                        pages.append(
                            try await client.get("\(path)?q=\(encoded)&next=%2F\(encoded)&done=\(encoded)&role=\(encoded)", reader.headers)
                                .text)
                    }
                }
                #expect(pages.count > 30)
                for form in makeRoutes(house.services).lines
                where form.room == "accounts" && form.kind == .form && form.path != "/accounts/sign-out" {
                    let names = [
                        "login", "name", "email", "phone", "unit", "field", "from", "until", "reason", "to", "day", "code", "key", "scope",
                    ]
                    let values = Dictionary(
                        uniqueKeysWithValues: (names + ["days", "next", "role", "language", "grant", "id"]).map { ($0, bad) })
                    let path = form.path.replacing(":login", with: "lan").replacing(":grant", with: grant.id.rawValue)
                        .replacing(":token", with: encoded)
                    pages.append(try await client.post(path, values.merging(["reason": bad]) { $1 }, by: admin).text)
                }
                for page in pages {
                    #expect(!page.contains("<script"))
                    #expect(!page.contains("<img"))
                    #expect(!page.contains("onerror=alert(2)>"))
                }
                #expect(pages.contains { $0.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img") })
            }
        }
    }
}
