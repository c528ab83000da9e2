import Accounts
import App
import Citizens
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing
import Units

/// A citizen's session, password, profile and addresses.
@Suite struct `A citizen's account` {
    /// A browser signed in.
    private func browser(_ house: CitizensHouse, _ contact: String = "0901234567") async throws -> Jar {
        let jar = Jar()
        jar.set("cchc_citizen", try await house.signIn(contact).session.text)
        return jar
    }

    @Test func `is open four hours after the last use, a day at most, and nowhere after signing out`() async throws {
        try await CitizensHouse.open { house in
            let (_, session) = try await house.signIn("0901234567")
            for _ in 0..<7 {
                house.clock.advance(milliseconds: 3 * 3_600_000 + 59 * 60_000)
                let isOpen = try await house.actor(session).kind == .citizen
                #expect(isOpen == (house.clock.now().milliseconds - 1_791_600_000_000 < 86_400_000))
            }
            let (_, second) = try await house.signIn("0901234567")
            house.clock.advance(milliseconds: 4 * 3_600_000)
            #expect(try await house.actor(second).kind == .anonymous)
            let jar = try await browser(house)
            let word = try #require(jar.cookies["cchc_citizen"])
            try await house.client { client in
                let out = try await client.post("/citizens/sign-out", [:], jar)
                #expect(out.location == "/citizens/sign-in?done=signed_out" && jar.cookies.isEmpty)
                let stolen = Jar()
                stolen.set("cchc_citizen", word)
                #expect(try await client.get("/citizens", stolen).status == .seeOther)
            }
        }
    }

    @Test func `takes no form without the word of its session`() async throws {
        try await CitizensHouse.open { house in
            let jar = try await browser(house)
            let values = ["name": "Kẻ khác", "language": "vi"]
            try await house.client { client in
                for token in ["", "x", Secret().formToken] {
                    let refused = try await client.post("/citizens/profile", values.merging(["form_token": token]) { $1 }, jar)
                    #expect(refused.status == .forbidden, "\(token)")
                }
                #expect(try await client.post("/citizens/profile", values, jar).status == .seeOther)
            }
        }
    }

    @Test func `is no official's, and an official's is no citizen's`() async throws {
        try await CitizensHouse.open { house in
            let official = try await house.services.signIn("lan", GrantDraft(.administrator))
            let jar = try await browser(house)
            try await house.client { client in
                #expect(try await client.get("/accounts/people", jar).location?.hasPrefix("/accounts/sign-in") == true)
                let both = Jar()
                both.set("cchc_session", official.session.text)
                let refused = try await client.get("/citizens", both)
                #expect(refused.location?.hasPrefix("/citizens/sign-in") == true)
                #expect(try await client.get("/citizens/sign-in", both).text.contains("đang đăng nhập với tên cán bộ"))
            }
        }
    }

    @Test func `shows its sessions and its past sign-ins, and ends one or all others`() async throws {
        try await CitizensHouse.open { house in
            let (here, there) = (try await browser(house), try await browser(house))
            let stranger = try await browser(house, "0907654321")
            try await house.client { client in
                let page = try await client.get("/citizens/security", here).text
                let ids = page.matches(of: /name="id" value="([0-9A-Z]{26})"/).map { String($0.1) }
                #expect(ids.count == 1 && page.contains("Bằng mã"))
                _ = try await client.post("/citizens/sessions", ["id": ids[0]], stranger)
                #expect(try await client.get("/citizens", there).status == .ok, "not a stranger's to end")
                #expect(try await client.post("/citizens/sessions", ["id": ids[0]], here).location == "/citizens/security?done=sessions")
                #expect(try await client.get("/citizens", there).status == .seeOther)
                _ = try await client.post("/citizens/sessions", [:], here)
                #expect(try await client.get("/citizens", here).status == .ok)
                #expect(try await client.get("/citizens", stranger).status == .ok)
            }
        }
    }

    @Test func `may have a password, which is asked for again unless a code has just been given`() async throws {
        try await CitizensHouse.open { house in
            let (_, session) = try await house.signIn("0901234567")
            let actor = try await house.actor(session)
            let choose = ChooseCitizenPassword(house.services, house.mill)
            let signIn = SignInCitizen(house.services, house.mill)
            try await choose(CitizensHouse.password, again: CitizensHouse.password, present: "", session: session, by: actor)
            let other = try await signIn(contact: "0901 234 567", password: CitizensHouse.password, from: Origin())
            let next = "bảy con gà trống"
            // Within a quarter of an hour after the code the present one is not asked for; of a session by password always.
            await #expect(throws: Faults.self) { try await choose(next, again: next, present: "sai", session: other, by: actor) }
            try await choose(next, again: next, present: "", session: session, by: actor)
            #expect(try await house.actor(other).kind == .anonymous, "signed out elsewhere")
            house.clock.advance(milliseconds: 15 * 60_000)
            await #expect(throws: Faults.self) { try await choose("", again: "", present: "", session: session, by: actor) }
            await #expect(throws: Faults.self, "too short") {
                try await choose("ngắn", again: "ngắn", present: next, session: session, by: actor)
            }
            await #expect(throws: Faults.self, "two") {
                try await choose(next, again: next + "x", present: next, session: session, by: actor)
            }
            try await choose("", again: "", present: next, session: session, by: actor)
            await #expect(throws: CitizensError.signInWrong) { _ = try await signIn(contact: "0901234567", password: next, from: Origin()) }
        }
    }

    @Test func `tells nobody whether it is there by the answer to a password, and is tried ten times`() async throws {
        try await CitizensHouse.open { house in
            let (_, session) = try await house.signIn("0901234567")
            let (_, plain) = try await house.signIn("lan@example.vn")
            #expect(try await house.actor(plain).kind == .citizen)
            try await ChooseCitizenPassword(house.services, house.mill)(
                CitizensHouse.password, again: CitizensHouse.password, present: "", session: session, by: try await house.actor(session))
            let signIn = SignInCitizen(house.services, house.mill)
            for contact in ["0901234567", "0907654321", "lan@example.vn", "nobody"] {
                await #expect(throws: CitizensError.signInWrong, "\(contact)") {
                    _ = try await signIn(contact: contact, password: "sai hoàn toàn", from: Origin())
                }
            }
            // With no room at the mill each of them is refused there, and none before it.
            let gate = Turnstile(places: 1, waiting: 0)
            #expect(await gate.enter())
            let cost = try #require(PasswordHash.Cost(logarithm: 4, blockSize: 1, parallelism: 1))
            for contact in ["0901234567", "0907654321", "lan@example.vn", "nobody"] {
                await #expect(throws: AccountsError.busy, "\(contact)") {
                    _ = try await SignInCitizen(house.services, PasswordMill(cost, gate: gate))(
                        contact: contact, password: "x", from: Origin())
                }
            }
            for _ in 0..<8 {
                await #expect(throws: CitizensError.signInWrong) {
                    _ = try await signIn(contact: "0901234567", password: "sai", from: Origin())
                }
            }
            await #expect(throws: AccountsError.throttled(minutes: 15)) {
                _ = try await signIn(contact: "0901234567", password: CitizensHouse.password, from: Origin())
            }
            // Nobody is locked out by it: the code still opens.
            #expect(try await house.actor(try await house.signIn("0901234567").session).kind == .citizen)
        }
    }

    @Test func `keeps what its citizen says, checked field by field, and nothing of it in the audit`() async throws {
        try await CitizensHouse.open { house in
            try await house.services.database.write { db in
                let name = Bilingual(vi: "Phường Tân Hòa", en: "Tan Hoa ward")
                try UnitStore.insert(Unit(id: ID(rawValue: "X1"), code: "X1", name: name, kind: .commune, source: "test"), db)
            }
            let jar = try await browser(house)
            try await house.client { client in
                let wrong = try await client.post(
                    "/citizens/profile",
                    [
                        "name": "", "birth": "31/2/1990", "identity_number": "12345", "commune": "X9",
                        "address": String(repeating: "a", count: 201),
                        "language": "vi",
                    ], jar)
                #expect(wrong.status == .unprocessableContent)
                for field in ["name", "birth", "identity_number", "commune", "address"] {
                    #expect(wrong.text.contains("href=\"#\(field)\""), "\(field)")
                }
                let right = try await client.post(
                    "/citizens/profile",
                    [
                        "name": "Nguyễn Thị Lan", "birth": "5/3/1990", "identity_number": "001 090 012 345", "commune": "X1",
                        "address": "Số 12",
                        "language": "en", "by_sms": "1",
                    ], jar)
                #expect(right.location == "/citizens?done=profile&lang=en")
                let page = try await client.get("/citizens/profile", jar).text
                for value in ["Nguyễn Thị Lan", "05/03/1990", "001090012345", "Số 12"] {
                    #expect(page.contains("value=\"\(value)\""), "\(value)")
                }
                #expect(page.contains("<option value=\"X1\" selected>"))
                let audit = try await house.dump()
                let entries = audit.split(separator: "\n").filter { $0.contains("action=") }.joined()
                for value in ["Lan", "1990", "0010900", "Số 12", "84901234567"] { #expect(!entries.contains(value), "\(value)") }
            }
        }
    }

    @Test func `gets a new address by a code sent there, and nobody else's`() async throws {
        try await CitizensHouse.open { house in
            let jar = try await browser(house)
            let (_, taken) = try await house.signIn("taken@example.vn")
            #expect(try await house.actor(taken).kind == .citizen)
            try await house.client { client in
                _ = try await client.post("/citizens/contact", ["contact": "lan@example.vn"], jar)
                let code = try await house.code(byEmail: true)
                // Somebody else with the same cookie is not given the address.
                let thief = Jar()
                thief.set("cchc_code", jar.cookies["cchc_code"])
                _ = try await client.post("/citizens/code", ["code": code], thief)
                #expect(thief.cookies["cchc_citizen"] == nil)
                let done = try await client.post("/citizens/code", ["code": code], jar)
                #expect(done.location == "/citizens/security?done=contact")
                #expect(try await client.get("/citizens/security", jar).text.contains("lan@example.vn"))
                // Who held the account before is told at the old address.
                #expect(try await house.messages().contains { $0.hasPrefix("+84901234567\n") && $0.contains("thư điện tử mới") })
                _ = try await client.post("/citizens/contact", ["contact": "taken@example.vn"], jar)
                let refused = try await client.post("/citizens/code", ["code": try await house.code(byEmail: true)], jar)
                #expect(refused.status == .conflict && refused.text.contains("đã thuộc một tài khoản khác"))
            }
        }
    }

    @Test func `is tried out in the demonstration alone`() async throws {
        try await CitizensHouse.open { house in
            let citizen = try await RegisterCitizen(house.services)(
                try #require(ContactAddress("0900000001")), CitizenProfile(name: "Mai"), isDemo: true, welcome: "app.demo.citizen")
            let demo = SignInDemoCitizen(house.services)
            await #expect(throws: CitizensError.demoOff) { _ = try await demo(citizen.id.rawValue, from: Origin()) }
            let draft = PersonDraft(login: "demo", name: "Demo")
            try await CreatePerson(house.services)(draft, with: [GrantDraft(.administrator)], isDemo: true, by: .operating)
            try await house.client { client in
                let jar = Jar()
                #expect(try await client.get("/citizens/sign-in", jar).text.contains("0900 000 001"))
                #expect(try await client.post("/citizens/sign-in/demo", ["citizen": citizen.id.rawValue], jar).location == "/citizens")
                #expect(try await client.get("/citizens", jar).text.contains("1 thông báo chưa đọc"))
                let real = try await RegisterCitizen(house.services)(
                    try #require(ContactAddress("0901111111")), CitizenProfile(name: "Thật"))
                #expect(try await client.post("/citizens/sign-in/demo", ["citizen": real.id.rawValue]).status == .forbidden)
            }
            try await CreatePerson(house.services)(PersonDraft(login: "real", name: "Thật"), by: .operating)
            await #expect(throws: CitizensError.demoOff) { _ = try await demo(citizen.id.rawValue, from: Origin()) }
        }
    }

    @Test func `is taken along whole, and closed leaves nothing`() async throws {
        try await CitizensHouse.open { house in
            let erased = Erased()
            var services = house.services
            services.site.citizenSections.append(
                CitizenSection(
                    { _, _, _ in "<p>Hồ sơ</p>" }, export: { citizen, _ in ["petitions": .list([.text(citizen)])] },
                    erase: { citizen, _ in erased.note(citizen) }))
            let (_, session) = try await house.signIn("0901234567")
            let jar = Jar()
            jar.set("cchc_citizen", session.text)
            let actor = try await house.actor(session)
            try await ChangeProfile(services)(ProfileDraft(name: "Nguyễn Thị Lan", identityNumber: "001090012345"), by: actor)
            try await AddBusiness(services)(
                BusinessDraft(taxCode: "0100109106", name: "Công ty Lan", role: "Giám đốc", isStated: true), by: actor)
            let citizen = try await ChangeProfile(services).present(by: actor)
            for _ in 1...24 { _ = try await OpenCitizenSession(services)(for: citizen) }
            let (id, other) = (try #require(actor.citizen), try await house.signIn("0907654321").session)
            try await withClient(services) { client in
                #expect(try await client.get("/citizens", jar).text.contains("<p>Hồ sơ</p>"))
                let file = try await client.post("/citizens/data/export", [:], jar)
                #expect(file.headers[.contentDisposition]?.contains("du-lieu-cua-toi.json") == true)
                let object = try #require(try JSONSerialization.jsonObject(with: Data(file.text.utf8)) as? [String: Any])
                let parts: Set = ["account", "messages", "delegations", "sign_ins", "linked", "petitions", "online", "online_drafts"]
                #expect(Set(object.keys) == parts)
                #expect((object["sign_ins"] as? [Any])?.count == 25, "more than a page shows")
                for value in ["+84901234567", "001090012345", "Công ty Lan", "0100109106"] {
                    #expect(file.text.contains(value), "\(value)")
                }
                let asked = try await client.post("/citizens/close", [:], jar)
                #expect(asked.status == .unprocessableContent)
                let closed = try await client.post("/citizens/close", ["confirmed": "1"], jar)
                #expect(closed.location == "/citizens/sign-in?done=closed" && jar.cookies.isEmpty)
            }
            #expect(erased.citizens == [id])
            #expect(try await house.actor(session).kind == .anonymous)
            #expect(try await house.actor(other).kind == .citizen)
            let left = try await house.dump("platform_outbox")
            for value in ["Nguyễn Thị Lan", "84901234567", "001090012345", "Công ty Lan"] { #expect(!left.contains(value), "\(value)") }
            #expect(left.contains("citizens.closed") && left.contains(id))
            // The number is free again.
            #expect(try await house.actor(try await house.signIn("0901234567").session).citizen != id)
        }
    }
}

/// Whom a room below was asked to erase.
private final class Erased: @unchecked Sendable {
    private(set) var citizens: [String] = []

    func note(_ citizen: String) { citizens.append(citizen) }
}
