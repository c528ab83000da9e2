import Accounts
import App
import Citizens
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// Signing in with a code, through the front door.
@Suite struct `A code` {
    @Test func `opens an account for whoever holds the telephone, and the same one the next time`() async throws {
        try await CitizensHouse.open { house in
            try await house.client { client in
                let jar = Jar()
                #expect(try await client.get("/citizens", jar).location == "/citizens/sign-in?next=%2Fcitizens")
                let sent = try await client.post("/citizens/sign-in", ["contact": "0901 234 567", "next": "/rankings"], jar)
                #expect(sent.status == .seeOther && sent.location == "/citizens/code")
                let asks = try await client.get("/citizens/code", jar).text
                #expect(asks.contains("••• ••• 567") && asks.contains("autocomplete=\"one-time-code\""))
                let message = try #require(try await house.messages().last)
                #expect(message.hasPrefix("+84901234567\n"))
                let done = try await client.post("/citizens/code", ["code": try await house.code()], jar)
                #expect(done.location == "/rankings", "back on the way")
                let cookies = done.headers[values: .setCookie]
                #expect(cookies.contains { $0.hasPrefix("cchc_citizen=") && $0.hasSuffix("; Path=/; HttpOnly; SameSite=Lax") })
                #expect(cookies.contains { $0.hasPrefix("cchc_code=; ") })
                #expect(try await client.get("/citizens", jar).status == .ok)
                #expect(try await house.count("citizens_people") == 1)
                let other = Jar()
                _ = try await client.post("/citizens/sign-in", ["contact": "+84901234567"], other)
                #expect(try await client.post("/citizens/code", ["code": try await house.code()], other).location == "/citizens")
                #expect(try await house.count("citizens_people") == 1)
            }
        }
    }

    @Test func `goes by e-mail as well, in the language of who asks`() async throws {
        try await CitizensHouse.open { house in
            let asked = try await AskForCode(house.services)("Mai@Example.vn", in: .en, from: Origin())
            let letter = try #require(try await house.letters().last)
            #expect(letter.hasPrefix("mai@example.vn\nYour code\n") && letter.contains("good for 10 minutes"))
            let outcome = try await ProveCode(house.services)(asked, code: try await house.code(byEmail: true), in: .en, from: Origin())
            guard case .signedIn(let session, _, let isNew) = outcome else { throw CitizensError.codeOver }
            #expect(isNew)
            let actor = try await house.actor(session)
            let citizen = try await house.services.database.read { db in try db.citizen(actor) }
            #expect(citizen.email == "mai@example.vn" && citizen.phone == nil && citizen.language == .en)
        }
    }

    @Test func `under https comes with cookies for https alone`() async throws {
        try await CitizensHouse.open([.publicURL: "https://caicach.tinh.gov.vn"]) { house in
            try await house.client { client in
                let sent = try await client.post("/citizens/sign-in", ["contact": "0901234567"])
                #expect(try #require(sent.headers[.setCookie]).hasSuffix("; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"))
            }
        }
    }

    @Test func `is good once, in the browser that asked, for ten minutes`() async throws {
        try await CitizensHouse.open { house in
            let (ask, prove) = (AskForCode(house.services), ProveCode(house.services))
            let asked = try await ask("0901234567", in: .vi, from: Origin())
            let code = try await house.code()
            await #expect(throws: CitizensError.codeOver, "another browser") {
                try await prove(Secret(), code: code, in: .vi, from: Origin())
            }
            await #expect(throws: CitizensError.codeOver, "no browser") { try await prove(nil, code: code, in: .vi, from: Origin()) }
            house.clock.advance(milliseconds: 10 * 60_000 - 1)
            _ = try await prove(asked, code: " \(code.prefix(3)) \(code.suffix(3)) ", in: .vi, from: Origin())
            await #expect(throws: CitizensError.codeOver, "replayed") { try await prove(asked, code: code, in: .vi, from: Origin()) }
            let late = try await ask("0901234567", in: .vi, from: Origin())
            let second = try await house.code()
            house.clock.advance(milliseconds: 10 * 60_000)
            await #expect(throws: CitizensError.codeOver, "expired") { try await prove(late, code: second, in: .vi, from: Origin()) }
        }
    }

    @Test func `can be guessed at five times and no more, many at once included`() async throws {
        try await CitizensHouse.open { house in
            let prove = ProveCode(house.services)
            let asked = try await AskForCode(house.services)("0901234567", in: .vi, from: Origin())
            let code = try await house.code()
            let wrong = code == "000000" ? "111111" : "000000"
            let answers = await withTaskGroup(of: CitizensError?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        do { _ = try await prove(asked, code: wrong, in: .vi, from: Origin()) } catch { return error as? CitizensError }
                        return nil
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0 == .codeWrong }.count == 5 && answers.filter { $0 == .codeOver }.count == 15)
            await #expect(throws: CitizensError.codeOver) { try await prove(asked, code: code, in: .vi, from: Origin()) }
        }
    }

    @Test func `is sent five times to one address from one place, and still to its owner elsewhere`() async throws {
        try await CitizensHouse.open { house in
            let ask = AskForCode(house.services)
            let (attacker, owner) = (Origin(client: "203.0.113.7"), Origin(client: "198.51.100.1"))
            let waiting = try await ask("0901234567", in: .vi, from: owner)
            let code = try await house.code()
            for _ in 0..<5 { _ = try await ask("0901234567", in: .vi, from: attacker) }
            await #expect(throws: AccountsError.throttled(minutes: 15)) { _ = try await ask("0901234567", in: .vi, from: attacker) }
            _ = try await ask("0907654321", in: .vi, from: attacker)
            _ = try await ask("0901234567", in: .vi, from: owner)
            // What the owner asked for before stays good.
            _ = try await ProveCode(house.services)(waiting, code: code, in: .vi, from: owner)
            house.clock.advance(milliseconds: 15 * 60_000)
            _ = try await ask("0901234567", in: .vi, from: attacker)
        }
    }

    @Test func `is sent sixty times from one place, of IPv6 one network, and fifty times a day to one address`() async throws {
        try await CitizensHouse.open { house in
            let ask = AskForCode(house.services)
            for number in 0..<60 {
                _ = try await ask("09012345\(10 + number)", in: .vi, from: Origin(client: "2001:db8::\(number)"))
            }
            await #expect(throws: AccountsError.throttled(minutes: 15)) {
                _ = try await ask("0907654321", in: .vi, from: Origin(client: "2001:db8::ffff"))
            }
            for number in 0..<50 { _ = try await ask("0907654321", in: .vi, from: Origin(client: "203.0.113.\(number)")) }
            await #expect(throws: CitizensError.tooMany) { _ = try await ask("0907654321", in: .vi, from: Origin(client: "198.51.100.1")) }
            house.clock.advance(milliseconds: 86_400_001)
            _ = try await ask("0907654321", in: .vi, from: Origin(client: "198.51.100.1"))
        }
    }

    @Test func `is still sent to its owner, where they came in before, whatever strangers ask for`() async throws {
        try await CitizensHouse.open { house in
            let ask = AskForCode(house.services)
            let home = Origin(client: "198.51.100.1")
            // The first came from a place that was not known yet, and counts with those of strangers.
            let session = try await house.signIn("0907654321", from: home).session
            for number in 1..<50 { _ = try await ask("0907654321", in: .vi, from: Origin(client: "203.0.113.\(number)")) }
            await #expect(throws: CitizensError.tooMany) { _ = try await ask("0907654321", in: .vi, from: Origin(client: "192.0.2.1")) }
            _ = try await ask("0907654321", in: .vi, from: home)
            let own = try #require(ContactAddress("0907654321"))
            let actor = try await house.actor(session)
            _ = try await ask.own(own, next: "", by: actor, in: .vi, from: Origin(client: "192.0.2.1"))
            let other = try #require(ContactAddress("0901234567"))
            await #expect(throws: CitizensError.notYourself) { _ = try await ask.own(other, next: "", by: actor, in: .vi, from: home) }
        }
    }

    @Test func `is sent a thousand times an hour by telephone, whoever asks, and then by letter and to those known`() async throws {
        try await CitizensHouse.open { house in
            let ask = AskForCode(house.services)
            let home = Origin(client: "198.51.100.1")
            _ = try await house.signIn("0907654321", from: home)
            let now = house.clock.now()
            try await house.services.database.write { db in
                for number in 0..<1_000 {
                    try db.run(
                        """
                        INSERT INTO citizens_codes (digest, contact, code, next, attempts, is_known, created_ms)
                        VALUES (\("d\(number)"), \("+8490\(1_000_000 + number)"), 'x', '', 0, 0, \(now))
                        """)
                }
            }
            await #expect(throws: CitizensError.tooMany) { _ = try await ask("0901234567", in: .vi, from: Origin()) }
            _ = try await ask("lan@example.vn", in: .vi, from: Origin())
            _ = try await ask("0907654321", in: .vi, from: home)
            house.clock.advance(milliseconds: 3_600_000)
            _ = try await ask("0901234567", in: .vi, from: Origin())
        }
    }

    @Test func `is guessed at sixty times from one place, whatever addresses it went to, and right ones are given back`() async throws {
        try await CitizensHouse.open { house in
            let (ask, prove) = (AskForCode(house.services), ProveCode(house.services))
            let (here, there) = (Origin(client: "203.0.113.7"), Origin(client: "198.51.100.1"))
            for number in 10..<75 { _ = try await house.signIn("09012345\(number)", from: here) }
            for number in 10..<22 {
                let asked = try await ask("09022345\(number)", in: .vi, from: here)
                let wrong = try await house.code() == "000000" ? "111111" : "000000"
                for _ in 0..<5 {
                    await #expect(throws: CitizensError.codeWrong) { try await prove(asked, code: wrong, in: .vi, from: here) }
                }
            }
            let asked = try await ask("0903234567", in: .vi, from: here)
            let code = try await house.code()
            await #expect(throws: AccountsError.throttled(minutes: 15)) { try await prove(asked, code: code, in: .vi, from: here) }
            _ = try await prove(asked, code: code, in: .vi, from: there)
        }
    }

    @Test func `is asked for alike whether there is an account or not`() async throws {
        try await CitizensHouse.open { house in
            try await RegisterCitizen(house.services)(try #require(ContactAddress("0901234567")), CitizenProfile(name: "Lan"))
            try await house.client { client in
                var pages: Set<String> = []
                for phone in ["0901234567", "0907654567"] {
                    let jar = Jar()
                    let sent = try await client.post("/citizens/sign-in", ["contact": phone], jar)
                    #expect(sent.status == .seeOther && sent.location == "/citizens/code")
                    pages.insert(try await client.get("/citizens/code", jar).text)
                    pages.insert(try await client.post("/citizens/code", ["code": "abc"], jar).text)
                }
                #expect(pages.count == 2, "the page that asks and the page that refuses, the same for both")
            }
        }
    }

    @Test func `is told by no table, and gone from the outbox once it was carried`() async throws {
        try await CitizensHouse.open { house in
            let asked = try await AskForCode(house.services)("0901234567", in: .vi, from: Origin())
            let code = try await house.code()
            #expect(try await !house.dump().contains(code))
            #expect(try await !house.dump().contains(asked.text))
            let (_, session) = try await house.signIn("0907654321")
            #expect(try await !house.dump().contains(session.text))
        }
    }

    @Test(arguments: ["", "abc", "0901", "lan@", "<script>", "0201234567"])
    func `goes nowhere that is no address, and the field says so`(typed: String) async throws {
        try await CitizensHouse.open { house in
            try await house.client { client in
                let refused = try await client.post("/citizens/sign-in", ["contact": typed, "next": "/rankings"])
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains("class=\"error-summary\"") && refused.text.contains("href=\"#contact\""))
                #expect(refused.text.contains("name=\"next\" value=\"/rankings\"") && !refused.text.contains("<script>"))
                #expect(try await house.count("citizens_codes") == 0)
            }
        }
    }

    @Test func `is not promised where nothing can carry it`() async throws {
        try await CitizensHouse.open([.sms: ""]) { house in
            await #expect(throws: CitizensError.noSMS) { _ = try await AskForCode(house.services)("0901234567", in: .vi, from: Origin()) }
            try await house.client { client in
                let page = try await client.get("/citizens/sign-in").text
                #expect(page.contains("Hiện chưa gửi được mã qua tin nhắn"))
            }
        }
        try await CitizensHouse.open([.smtp: ""]) { house in
            await #expect(throws: CitizensError.noEmail) { _ = try await AskForCode(house.services)("a@b.vn", in: .vi, from: Origin()) }
        }
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/citizens/sign-out", "/citizens/sign-in",
        "/a\r\nX: y",
    ])
    func `leads to a page of this site`(next: String) async throws {
        try await CitizensHouse.open { house in
            try await RegisterCitizen(house.services)(try #require(ContactAddress("0901234567")), CitizenProfile(name: "Lan"))
            try await house.client { client in
                let jar = Jar()
                _ = try await client.post("/citizens/sign-in", ["contact": "0901234567", "next": next], jar)
                #expect(try await client.post("/citizens/code", ["code": try await house.code()], jar).location == "/citizens")
            }
        }
    }

    @Test func `of another site's form is not asked for`() async throws {
        try await CitizensHouse.open { house in
            try await house.client { client in
                let site = try #require(HTTPField.Name("sec-fetch-site"))
                let foreign = try await client.post("/citizens/sign-in", ["contact": "0901234567"], headers: [site: "cross-site"])
                #expect(foreign.status == .forbidden)
                #expect(try await house.count("citizens_codes") == 0)
            }
        }
    }
}
