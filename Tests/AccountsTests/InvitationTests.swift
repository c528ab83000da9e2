import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// Links by which a person chooses a password, once.
@Suite struct InvitationTests {
    private static let chosen = ["password": AccountsHouse.password, "again": AccountsHouse.password]

    private static func accept(_ house: AccountsHouse, _ secret: Secret) async throws -> SignInPerson.Outcome {
        try await ChoosePassword(house.services, house.mill).accept(
            secret, password: AccountsHouse.password, again: AccountsHouse.password, from: Origin())
    }

    @Test func `the invited person chooses a password and is in; the link is used up`() async throws {
        try await AccountsHouse.open { house in
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await house.client { client in
                let created = try await client.post(
                    "/accounts/new", ["login": "Lan.Nguyen", "name": "Nguyễn Lan", "unit": "sở nội vụ", "language": "vi"], by: admin)
                #expect(created.location == "/accounts/people/lan.nguyen?done=created")
                #expect(try await client.get(try #require(created.location), admin.headers).text.contains("Sở Nội vụ (SNV)"))
                let offered = try await client.post("/accounts/people/lan.nguyen/link", [:], by: admin).text
                let link = String(
                    try #require(
                        offered.firstMatch(of: /<code>http:\/\/127.0.0.1:8080(\/accounts\/invitations\/[A-Za-z0-9_-]{43})<\/code>/)
                    ).1)
                let page = try await client.get(link)
                #expect(page.text.contains("Nguyễn Lan, tên đăng nhập lan.nguyen"))
                #expect(page.headers[.cacheControl] == "no-store")
                let short = try await client.post(link, ["password": "ngắn", "again": "ngắn"])
                #expect(short.status == .unprocessableContent)
                #expect(short.text.contains("ít nhất 10 ký tự"))
                let done = try await client.post(link, Self.chosen)
                #expect(done.location == "/accounts?done=password")
                let own = try await client.get("/accounts", [.cookie: "cchc_session=\(try #require(done.sessionCookie))"])
                #expect(own.text.contains("Nguyễn Lan"))
                for answer in [try await client.get(link), try await client.post(link, Self.chosen)] {
                    #expect(answer.status == .notFound)
                    #expect(answer.text.contains("đã dùng, đã hết hạn hoặc không đúng"))
                }
            }
        }
    }

    @Test func `an invitation holds a week, a reset a day`() async throws {
        try await AccountsHouse.open { house in
            try await CreatePerson(house.services)(PersonDraft(login: "lan", name: "Lan"), by: .operating)
            let invitation = try await OfferLink(house.services)(to: "lan", by: .operating)
            house.clock.advance(milliseconds: 7 * 86_400_000 - 1)
            #expect(try await ChoosePassword(house.services, house.mill).invited(by: invitation.secret).person.login == "lan")
            house.clock.advance(milliseconds: 1)
            await #expect(throws: AccountsError.linkInvalid) { try await Self.accept(house, invitation.secret) }
            try await house.person("minh")
            let reset = try await OfferLink(house.services)(to: "minh", by: .operating)
            #expect(reset.kind == .reset)
            house.clock.advance(milliseconds: 86_400_000)
            await #expect(throws: AccountsError.linkInvalid) { try await Self.accept(house, reset.secret) }
        }
    }

    @Test func `a new link takes the old one's place, and a wrong one is refused alike`() async throws {
        try await AccountsHouse.open { house in
            try await CreatePerson(house.services)(PersonDraft(login: "lan", name: "Lan"), by: .operating)
            let first = try await OfferLink(house.services)(to: "lan", by: .operating)
            let second = try await OfferLink(house.services)(to: "lan", by: .operating)
            await #expect(throws: AccountsError.linkInvalid) { try await Self.accept(house, first.secret) }
            await #expect(throws: AccountsError.linkInvalid) { try await Self.accept(house, Secret()) }
            try await house.client { client in
                for token in ["abc", "..%2F..%2Fetc%2Fpasswd", "%27%20OR%201=1--", String(repeating: "A", count: 5000)] {
                    let answer = try await client.get("/accounts/invitations/\(token)")
                    #expect(answer.status == .notFound)
                }
            }
            _ = try await Self.accept(house, second.secret)
        }
    }

    @Test func `of many who use one link at once one wins`() async throws {
        try await AccountsHouse.open { house in
            try await CreatePerson(house.services)(PersonDraft(login: "lan", name: "Lan"), by: .operating)
            let offer = try await OfferLink(house.services)(to: "lan", by: .operating)
            let opened = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { (try? await Self.accept(house, offer.secret)) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(opened == 1)
        }
    }

    @Test func `a reset ends password, sessions and tokens at once`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let lan = try await house.browser("lan")
            let token = try await MakeToken(house.services)(
                .init(name: "x", scope: "read", days: "1"), by: try await IdentifyActor(house.services).session(lan.session)
            ).secret
            _ = try await OfferLink(house.services)(to: "lan", by: .operating)
            #expect(try await IdentifyActor(house.services).session(lan.session) == .anonymous)
            await #expect(throws: AccountsError.tokenInvalid) { try await IdentifyActor(house.services).token(token, changes: false) }
            await #expect(throws: AccountsError.signInWrong) {
                try await SignInPerson(house.services, house.mill)(login: "lan", password: AccountsHouse.password, from: Origin())
            }
        }
    }
}
