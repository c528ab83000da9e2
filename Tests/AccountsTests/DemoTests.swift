import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import TestSupport
import Testing

/// The one-click accounts of the demonstration: there when the demo is loaded, and never in a house with real people.
@Suite struct DemoTests {
    private static func demo(_ house: AccountsHouse, _ login: String, _ grant: GrantDraft) async throws {
        try await CreatePerson(house.services)(PersonDraft(login: login, name: "Mẫu \(login)"), isDemo: true, by: .operating)
        try await GrantRole(house.services)(grant, to: login, by: .operating)
    }

    @Test func `an empty house offers nobody`() async throws {
        try await AccountsHouse.open { house in
            try await house.client { client in
                let page = try await client.get("/accounts/sign-in", [:]).text
                #expect(!page.contains("demo"))
                #expect(try await client.post("/accounts/sign-in/demo", ["login": "quan.tri"]).status == .forbidden)
            }
        }
    }

    @Test func `with the demo each role is one click away, labelled as a demonstration`() async throws {
        try await AccountsHouse.open { house in
            try await Self.demo(house, "quan.tri", GrantDraft(.administrator))
            try await Self.demo(house, "can.bo", GrantDraft(.unitOfficer, unit: "SNV"))
            try await house.client { client in
                let page = try await client.get("/accounts/sign-in", [:]).text
                #expect(page.contains("Vào thử bản trình diễn"))
                #expect(page.contains(#"name="login" value="quan.tri""#))
                #expect(page.contains("Cán bộ đầu mối tự chấm"))
                let answer = try await client.post("/accounts/sign-in/demo", ["login": "quan.tri"])
                let desk = try #require(house.services.site.navigation.first { $0.audience == .signedIn })
                #expect(answer.location == desk.link.text)
                let cookie: HTTPFields = [.cookie: "cchc_session=\(try #require(answer.sessionCookie))"]
                #expect(try await client.get("/accounts/people", cookie).status == .ok)
                // From one role to the next, by the same page.
                let again = try await client.get("/accounts/sign-in", cookie).text
                let token = try #require(again.firstMatch(of: /class="choices"><input type="hidden" name="form_token" value="([^"]+)"/))
                let next = try await client.post(
                    "/accounts/sign-in/demo", ["login": "can.bo", "form_token": String(token.1)], headers: cookie)
                #expect(next.status == .seeOther)
                #expect(try await client.get("/accounts", cookie).status == .seeOther, "the first session is over")
            }
        }
    }

    @Test func `whom a person of the demo creates belongs to it`() async throws {
        try await AccountsHouse.open { house in
            try await Self.demo(house, "quan.tri", GrantDraft(.administrator))
            try await CreatePerson(house.services)(PersonDraft(login: "thu", name: "Thử"), by: try await house.actor("quan.tri"))
            #expect(try await FindPeople(house.services).sheet("thu", by: .operating).person.isDemo)
            // Whoever has no role yet has nothing to show.
            #expect(try await SignInDemo(house.services).offers().map(\.person.login) == ["quan.tri"])
            try await GrantRole(house.services)(GrantDraft(.chair), to: "thu", by: .operating)
            #expect(try await SignInDemo(house.services).offers().map(\.roles) == [[.administrator], [.chair]])
        }
    }

    @Test func `one real person shuts this door and ends what came through it`() async throws {
        try await AccountsHouse.open { house in
            try await Self.demo(house, "quan.tri", GrantDraft(.administrator))
            let secret = try await SignInDemo(house.services)(login: "quan.tri", from: Origin())
            let actor = try await IdentifyActor(house.services).session(secret)
            let token = try await MakeToken(house.services)(.init(name: "x", scope: "write", days: "300"), by: actor).secret
            try await CreatePerson(house.services)(PersonDraft(login: "that", name: "Người thật"), by: .operating)
            #expect(try await IdentifyActor(house.services).session(secret) == .anonymous)
            await #expect(throws: AccountsError.tokenInvalid) { try await IdentifyActor(house.services).token(token, changes: false) }
            #expect(try await SignInDemo(house.services).offers().isEmpty)
            await #expect(throws: AccountsError.demoOff) { try await SignInDemo(house.services)(login: "quan.tri", from: Origin()) }
            await #expect(throws: AccountsError.demoOff) { try await Self.demo(house, "can.bo", GrantDraft(.chair)) }
            try await house.client { client in
                let page = try await client.get("/accounts/sign-in")
                #expect(!page.text.contains("quan.tri"))
            }
        }
    }

    @Test func `a person who is not of the demo or is closed cannot be chosen`() async throws {
        try await AccountsHouse.open { house in
            try await Self.demo(house, "quan.tri", GrantDraft(.administrator))
            try await Self.demo(house, "cu", GrantDraft(.chair))
            try await ClosePerson(house.services)("cu", reason: "thử", by: .operating)
            for login in ["cu", "ai", "", "' OR 1=1 --"] {
                await #expect(throws: AccountsError.demoOff) { try await SignInDemo(house.services)(login: login, from: Origin()) }
            }
        }
    }
}
