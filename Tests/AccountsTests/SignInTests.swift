import Accounts
import App
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing

/// Signing in through the front door.
@Suite struct SignInTests {
    private static func signIn(
        _ client: any TestClientProtocol, _ login: String, _ password: String, next: String = "", formToken: String = "",
        _ headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await client.post(
            "/accounts/sign-in", ["login": login, "password": password, "next": next, "form_token": formToken], headers: headers)
    }

    @Test func `whoever knows login and password is in, with a cookie no script reads`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.client { client in
                #expect(try await client.get("/accounts").location == "/accounts/sign-in?next=%2Faccounts")
                let answer = try await Self.signIn(client, "LAN", AccountsHouse.password)
                #expect(answer.status == .seeOther)
                // The desk, which is the first page of whoever signs in.
                #expect(answer.location == "/assessments")
                let cookie = try #require(answer.headers[.setCookie])
                #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))
                #expect(answer.headers[.cacheControl] == "no-store")
                let page = try await client.get("/accounts", [.cookie: "lang=vi; cchc_session=\(try #require(answer.sessionCookie)); x=y"])
                #expect(page.status == .ok)
                #expect(page.text.contains("Người lan"))
            }
        }
    }

    @Test func `under https the cookie goes over https alone`() async throws {
        try await AccountsHouse.open(publicURL: "https://caicach.tinh.gov.vn") { house in
            try await house.person("lan")
            try await house.client { client in
                let answer = try await Self.signIn(client, "lan", AccountsHouse.password)
                #expect(try #require(answer.headers[.setCookie]).hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure"))
                let session = try #require(answer.sessionCookie)
                let out = try await client.post(
                    "/accounts/sign-out", ["form_token": try #require(Secret(session)).formToken],
                    headers: [.cookie: "cchc_session=\(session)"])
                #expect(try #require(out.headers[.setCookie]) == "cchc_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure")
            }
        }
    }

    @Test func `wrong password, unknown login, closed account and no password yet get the same answer after the same work`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.person("closed")
            try await ClosePerson(house.services)("closed", reason: "chuyển công tác", by: .operating)
            try await CreatePerson(house.services)(PersonDraft(login: "invited", name: "Mới"), by: .operating)
            let logins = ["lan", "unknown", "closed", "invited"]
            for login in logins {
                await #expect(throws: AccountsError.signInWrong, "\(login)") {
                    try await SignInPerson(house.services, house.mill)(login: login, password: "sai hoàn toàn rồi", from: Origin())
                }
            }
            // With no room at the mill each of them is refused there, and none before it.
            let gate = Turnstile(places: 1, waiting: 0)
            #expect(await gate.enter())
            let full = PasswordMill(try #require(AccountsHouse.cheap), gate: gate)
            for login in logins {
                await #expect(throws: AccountsError.busy, "\(login)") {
                    try await SignInPerson(house.services, full)(login: login, password: "sai hoàn toàn rồi", from: Origin())
                }
            }
            try await house.client { client in
                var pages: Set<String> = []
                for login in logins {
                    let answer = try await Self.signIn(client, login, "sai hoàn toàn rồi")
                    #expect(answer.status == .unprocessableContent)
                    #expect(answer.sessionCookie == nil)
                    #expect(answer.text.contains("Tên đăng nhập hoặc mật khẩu không đúng"))
                    #expect(!answer.text.contains("sai hoàn toàn"), "the password does not come back")
                    pages.insert(answer.text.replacing("value=\"\(login)\"", with: ""))
                }
                #expect(pages.count == 1)
            }
        }
    }

    @Test func `every sign-in has a new secret, and one that was known before opens nothing`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.client { client in
                let planted = Secret().text
                let first = try await Self.signIn(client, "lan", AccountsHouse.password, [.cookie: "cchc_session=\(planted)"])
                let old = try #require(first.sessionCookie.flatMap { Secret($0) })
                let second = try await Self.signIn(
                    client, "lan", AccountsHouse.password, formToken: old.formToken, [.cookie: "cchc_session=\(old.text)"])
                let secrets = [planted, old.text, try #require(second.sessionCookie)]
                #expect(Set(secrets).count == 3)
                // The session that the browser had before is over.
                for (secret, isGood) in zip(secrets, [false, false, true]) {
                    let page = try await client.get("/accounts", [.cookie: "cchc_session=\(secret)"])
                    #expect((page.status == .ok) == isGood)
                }
            }
        }
    }

    @Test(arguments: [
        ("/rankings", "/rankings"), ("/accounts/password?a=1", "/accounts/password?a=1"), ("", "/assessments"),
        ("//evil.example", "/assessments"),
        ("https://evil.example/", "/assessments"), ("/\\evil.example", "/assessments"), ("javascript:alert(1)", "/assessments"),
        ("evil", "/assessments"),
        ("/\t/evil.example", "/assessments"), ("/a\r\nSet-Cookie: x=y", "/assessments"), ("/accounts/sign-out", "/assessments"),
        ("/accounts/sign-in", "/assessments"), ("/ế", "/assessments"),
    ])
    func `one lands on a page of this site`(next: String, location: String) async throws {
        try await AccountsHouse.open { house in
            let outcome = try await Self.outcome(house)
            try await house.client { client in
                let answer = try await client.post("/accounts/sign-in/demo", ["login": "demo", "next": next])
                #expect(answer.location == location)
                #expect(answer.status == .seeOther)
                #expect(outcome)
            }
        }
    }

    /// A person of the demonstration, who needs no password: the way on is the same for all.
    private static func outcome(_ house: AccountsHouse) async throws -> Bool {
        try await CreatePerson(house.services)(PersonDraft(login: "demo", name: "Demo"), isDemo: true, by: .operating).isDemo
    }

    @Test func `the page asks for what was wanted and keeps it through a wrong password`() async throws {
        try await AccountsHouse.open { house in
            try await house.client { client in
                let link = try #require(try await client.get("/accounts/people?q=a%22b").location)
                #expect(try await client.get(link, [:]).text.contains(#"name="next" value="/accounts/people?q=a%22b""#))
                let again = try await Self.signIn(client, "x", "y", next: "/accounts/people?q=a%22b")
                #expect(again.text.contains(#"name="next" value="/accounts/people?q=a%22b""#))
            }
        }
    }

    @Test func `after ten wrong passwords one waits, on every server, and another login does not`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.person("minh")
            let signIn = SignInPerson(house.services, house.mill)
            for _ in 0..<10 {
                await #expect(throws: AccountsError.signInWrong) { try await signIn(login: "lan", password: "sai rồi", from: Origin()) }
            }
            // The right password does not help, and another server knows it too.
            try await house.client { client in
                let answer = try await Self.signIn(client, "lan", AccountsHouse.password)
                #expect(answer.status == .tooManyRequests)
                #expect(answer.text.contains("15 phút"))
                #expect(try await Self.signIn(client, "minh", AccountsHouse.password).status == .seeOther)
            }
            house.clock.advance(milliseconds: 14 * 60_000)
            await #expect(throws: AccountsError.throttled(minutes: 1)) {
                try await signIn(login: "LAN", password: AccountsHouse.password, from: Origin())
            }
            house.clock.advance(milliseconds: 60_000)
            _ = try await signIn(login: "lan", password: AccountsHouse.password, from: Origin())
        }
    }

    @Test func `many attempts at once gain nothing`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let tried = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        do {
                            _ = try await SignInPerson(house.services, house.mill)(
                                login: "lan", password: "sai rồi \(number)", from: Origin())
                            return true
                        } catch AccountsError.throttled {
                            return false
                        } catch AccountsError.signInWrong {
                            return true
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(tried == 10)
        }
    }

    @Test func `one place that tries many logins waits, others do not`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let signIn = SignInPerson(house.services, house.mill)
            for number in 0..<100 {
                await #expect(throws: AccountsError.signInWrong) {
                    try await signIn(login: "guess\(number)", password: "sai rồi", from: Origin(client: "203.0.113.9"))
                }
            }
            await #expect(throws: AccountsError.throttled(minutes: 15)) {
                try await signIn(login: "lan", password: AccountsHouse.password, from: Origin(client: "203.0.113.9"))
            }
            _ = try await signIn(login: "lan", password: AccountsHouse.password, from: Origin(client: "203.0.113.10"))
        }
    }

    @Test func `a network of IPv6 is one place`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let signIn = SignInPerson(house.services, house.mill)
            func attempt(from address: String) async throws {
                _ = try await signIn(login: "lan", password: AccountsHouse.password, from: Origin(client: address))
            }
            for number in 0..<100 {
                let address = number % 2 == 0 ? "2001:db8::\(number):1" : "2001:db8:0:0:\(number)::"
                await #expect(throws: AccountsError.signInWrong) {
                    try await signIn(login: "guess\(number)", password: "sai rồi", from: Origin(client: address))
                }
            }
            await #expect(throws: AccountsError.throttled(minutes: 15)) { try await attempt(from: "2001:db8:0:0:ffff:1:2:3") }
            for address in ["2001:db8:0:1::1", "2001:db8:1::1", "::1", "::ffff:203.0.113.9"] { try await attempt(from: address) }
        }
    }

    @Test func `right passwords use up nobody's attempts`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            for _ in 0..<120 {
                _ = try await SignInPerson(house.services, house.mill)(
                    login: "lan", password: AccountsHouse.password, from: Origin(client: "203.0.113.9"))
            }
        }
    }

    @Test func `a password grows stronger as its person signs in`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            #expect(try await house.dump().contains("$scrypt$ln=4,r=1,p=1$"))
            let cost = try #require(PasswordHash.Cost(logarithm: 6, blockSize: 2, parallelism: 1))
            _ = try await SignInPerson(house.services, PasswordMill(cost))(login: "lan", password: AccountsHouse.password, from: Origin())
            #expect(try await house.dump().contains("$scrypt$ln=6,r=2,p=1$"))
            _ = try await SignInPerson(house.services, house.mill)(login: "lan", password: AccountsHouse.password, from: Origin())
        }
    }
}
