import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import TestSupport
import Testing

/// The second factor, from setting it up to losing the telephone.
@Suite struct SecondFactorTests {
    /// The secret of a session that waits for a code.
    private static func password(_ house: AccountsHouse, _ login: String = "lan") async throws -> Secret {
        let outcome = try await SignInPerson(house.services, house.mill)(login: login, password: AccountsHouse.password, from: Origin())
        guard case .codeNeeded(let secret) = outcome else { throw AccountsError.signInWrong }
        return secret
    }

    @Test func `the password alone opens nothing`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let (key, _) = try await house.secondFactor("lan")
            let waiting = try await Self.password(house)
            #expect(try await IdentifyActor(house.services).session(waiting) == .anonymous)
            house.clock.advance(milliseconds: 30_000)
            try await house.client { client in
                let cookie: HTTPFields = [.cookie: "cchc_session=\(waiting.text)"]
                #expect(try await client.get("/accounts", cookie).status == .seeOther)
                #expect(try await client.get("/accounts/sign-in/code", cookie).status == .ok)
                let wrong = try await client.post("/accounts/sign-in/code", ["code": "000000"], headers: cookie)
                #expect(wrong.status == .unprocessableContent)
                let right = try await client.post(
                    "/accounts/sign-in/code", ["code": house.code(key), "next": "/rankings"], headers: cookie)
                #expect(right.location == "/rankings")
                let secret = try #require(right.sessionCookie)
                #expect(secret != waiting.text)
                #expect(try await client.get("/accounts", [.cookie: "cchc_session=\(secret)"]).status == .ok)
                #expect(try await client.get("/accounts", cookie).status == .seeOther, "the secret that waited is gone")
            }
        }
    }

    @Test func `a code is taken once`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let (key, _) = try await house.secondFactor("lan")
            let prove = ProveSecondFactor(house.services)
            // The code that turned it on was a use.
            await #expect(throws: AccountsError.codeWrong) {
                try await prove(try await Self.password(house), code: house.code(key), from: Origin())
            }
            house.clock.advance(milliseconds: 30_000)
            let code = house.code(key)
            _ = try await prove(try await Self.password(house), code: code, from: Origin())
            await #expect(throws: AccountsError.codeWrong) { try await prove(try await Self.password(house), code: code, from: Origin()) }
            // Nor is an earlier one that was never used.
            await #expect(throws: AccountsError.codeWrong) {
                try await prove(try await Self.password(house), code: house.code(key, later: -1), from: Origin())
            }
            _ = try await prove(try await Self.password(house), code: house.code(key, later: 1), from: Origin())
        }
    }

    @Test func `of two who send the same code at once one gets in`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let (key, _) = try await house.secondFactor("lan")
            house.clock.advance(milliseconds: 30_000)
            let code = house.code(key)
            let waiting = [try await Self.password(house), try await Self.password(house), try await Self.password(house)]
            let opened = await withTaskGroup(of: Bool.self) { group in
                for secret in waiting {
                    group.addTask { (try? await ProveSecondFactor(house.services)(secret, code: code, from: Origin())) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(opened == 1)
        }
    }

    @Test func `five wrong codes end the waiting, ten block the account's codes for a while`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let (key, _) = try await house.secondFactor("lan")
            house.clock.advance(milliseconds: 60_000)
            let prove = ProveSecondFactor(house.services)
            for _ in 0..<2 {
                let waiting = try await Self.password(house)
                for _ in 0..<5 {
                    await #expect(throws: AccountsError.codeWrong) { try await prove(waiting, code: "123 45", from: Origin()) }
                }
                await #expect(throws: AccountsError.throttled(minutes: 5)) {
                    try await prove(waiting, code: house.code(key), from: Origin())
                }
            }
            let waiting = try await Self.password(house)
            await #expect(throws: AccountsError.throttled(minutes: 15)) { try await prove(waiting, code: house.code(key), from: Origin()) }
            house.clock.advance(milliseconds: 15 * 60_000)
            _ = try await prove(try await Self.password(house), code: house.code(key), from: Origin())
        }
    }

    @Test func `who waits too long begins again`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let (key, _) = try await house.secondFactor("lan")
            let waiting = try await Self.password(house)
            house.clock.advance(milliseconds: 5 * 60_000)
            try await house.client { client in
                let answer = try await client.post(
                    "/accounts/sign-in/code", ["code": house.code(key)], headers: [.cookie: "cchc_session=\(waiting.text)"])
                #expect(answer.location == "/accounts/sign-in?done=begin_again")
                #expect(answer.sessionCookie == "")
                #expect(try await client.get("/accounts/sign-in?done=begin_again", [:]).text.contains("Đã quá thời gian chờ"))
            }
        }
    }

    @Test func `each recovery code takes the phone's place once`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let (_, codes) = try await house.secondFactor("lan")
            #expect(codes.count == 10)
            #expect(Set(codes).count == 10)
            let prove = ProveSecondFactor(house.services)
            let typed = codes[3].lowercased().replacing("-", with: " ")
            _ = try await prove(try await Self.password(house), code: typed, from: Origin())
            await #expect(throws: AccountsError.codeWrong) {
                try await prove(try await Self.password(house), code: codes[3], from: Origin())
            }
            _ = try await prove(try await Self.password(house), code: codes[4], from: Origin())
            #expect(try await FindPeople(house.services).sheet("lan", by: .operating).recoveryCodes == 8)
            // New ones take the place of all old ones.
            let fresh = try await SetSecondFactor(house.services, house.mill).renewCodes(
                password: AccountsHouse.password, by: try await house.actor("lan"))
            await #expect(throws: AccountsError.codeWrong) {
                try await prove(try await Self.password(house), code: codes[5], from: Origin())
            }
            _ = try await prove(try await Self.password(house), code: fresh[0], from: Origin())
        }
    }

    @Test func `it is set up by page with a code of the app and the password`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let lan = try await house.browser("lan")
            try await house.client { client in
                let page = try await client.get("/accounts/second-factor", lan.headers).text
                let typed = try #require(page.firstMatch(of: /name="key" value="([A-Z2-7]{32})"/)).1
                let key = try #require(OneTimeKey(String(typed)))
                #expect(page.contains("<svg class=\"qr\""))
                let path = "/accounts/second-factor"
                let noPassword = try await client.post(path, ["key": key.text, "code": house.code(key), "present": "sai"], by: lan)
                #expect(noPassword.status == .unprocessableContent)
                #expect(noPassword.text.contains("Mật khẩu hiện tại không đúng"))
                let noCode = try await client.post(path, ["key": key.text, "code": "1", "present": AccountsHouse.password], by: lan)
                #expect(noCode.status == .unprocessableContent)
                #expect(noCode.text.contains("name=\"key\" value=\"\(key.text)\""), "the key that was scanned stays")
                let done = try await client.post(
                    path, ["key": key.text, "code": house.code(key), "present": AccountsHouse.password], by: lan)
                #expect(done.status == .ok)
                #expect(done.text.matches(of: /<code>[A-Z2-7]{4}(-[A-Z2-7]{4}){3}<\/code>/).count == 10)
                #expect(try await client.get("/accounts", lan.headers).text.contains("Đang bật; còn 10 mã dự phòng"))
                let off = try await client.post("/accounts/second-factor/off", ["present": AccountsHouse.password], by: lan)
                #expect(off.location == "/accounts?done=second_factor_off")
                #expect(try await client.get("/accounts", lan.headers).text.contains("Đang tắt"))
            }
        }
    }

    @Test func `an administrator removes it for whoever lost the phone`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            _ = try await house.secondFactor("lan")
            let offer = try await OfferLink(house.services)(to: "lan", takesSecondFactor: true, by: .operating)
            let outcome = try await ChoosePassword(house.services, house.mill).accept(
                offer.secret, password: AccountsHouse.password, again: AccountsHouse.password, from: Origin())
            guard case .open = outcome else {
                Issue.record("the code is still asked for")
                return
            }
            #expect(try await FindPeople(house.services).sheet("lan", by: .operating).recoveryCodes == 0)
        }
    }
}
