import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import Units

/// People and their roles, as administrators keep them.
@Suite struct PeopleTests {
    @Test(arguments: [
        ("login", "L", "accounts.login_invalid"), ("login", "1lan", "accounts.login_invalid"),
        ("login", "lan nguyen", "accounts.login_invalid"),
        ("login", "lấn", "accounts.login_invalid"), ("login", "<b>lan", "accounts.login_invalid"),
        ("login", "lan/../x", "accounts.login_invalid"),
        ("login", "admin", "accounts.login_taken"), ("login", "ADMIN", "accounts.login_taken"), ("name", "", "accounts.name_invalid"),
        ("name", String(repeating: "a", count: 101), "accounts.name_invalid"),
        ("name", "a" + String(repeating: "\u{302}", count: 5000), "accounts.name_invalid"),
        ("name", "Lan\u{202E}nimdA", "accounts.name_invalid"), ("name", "Lan\u{2028}Anh", "accounts.name_invalid"),
        ("email", "lan@", "accounts.email_invalid"),
        ("email", "a@b\"><script>", "accounts.email_invalid"), ("phone", "12", "accounts.phone_invalid"),
        ("unit", "Sở Không Có", "accounts.unit_unknown"), ("unit", "Xã Tân Hòa", "accounts.unit_several"),
    ])
    func `what is wrong with a new person stands beside its field, and what was typed stays`(field: String, value: String, code: String)
        async throws
    {
        try await AccountsHouse.open { house in
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await house.client { client in
                var values = ["login": "lan", "name": "Nguyễn Lan", "email": "lan@tinh.gov.vn", "phone": "0912 345 678", "unit": "SNV"]
                values[field] = value
                let answer = try await client.post("/accounts/new", values, by: admin)
                #expect(answer.status == .unprocessableContent)
                let words = house.services.words(.vi)
                let start = String(words(code).prefix { $0 != "{" && $0 != "“" })
                #expect(answer.text.contains("<a href=\"#\(field)\">\(start)"), "the summary leads to the field")
                #expect(answer.text.contains("id=\"\(field)-error\">\(start)"))
                #expect(answer.text.contains("value=\"0912 345 678\"") || field == "phone")
                #expect(try await FindPeople(house.services)(PersonFilter(), by: .operating).count == 1)
            }
        }
    }

    @Test func `people are found without accents, by role and state, in the order of their given names`() async throws {
        try await AccountsHouse.open { house in
            let create = CreatePerson(house.services)
            for (login, name) in [
                ("a1", "Nguyễn Thị Ánh"), ("d1", "Trần Đức"), ("b1", "Lê Văn Bình"), ("d2", "Phạm Dung"), ("a2", "Đỗ An"),
            ] {
                try await create(PersonDraft(login: login, name: name), by: .operating)
            }
            try await GrantRole(house.services)(GrantDraft(.appraiser, field: "2"), to: "d1", by: .operating)
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await ClosePerson(house.services)("a2", reason: "nghỉ hưu", by: .operating)
            try await house.client { client in
                func logins(_ query: String) async throws -> [String] {
                    try await client.get("/accounts/people?\(query)", admin.headers).text
                        .matches(of: /<th scope="row"><a href="\/accounts\/people\/([a-z0-9]+)">/).map { String($0.1) }
                }
                for (query, expected) in [
                    ("", ["admin", "a1", "b1", "d2", "d1"]), ("q=nguyen%20anh", ["a1"]), ("q=DUC", ["d1"]), ("role=appraiser", ["d1"]),
                    ("role=chair", []), ("status=closed", ["a2"]), ("q=%27%3BDROP%20TABLE--", []),
                    // What names no letter, role or state narrows nothing.
                    ("status=%27&role=%22&page=-5&q=%25_%27%3B--", ["admin", "a1", "b1", "d2", "d1"]),
                ] {
                    let found = try await logins(query)
                    #expect(found == expected, "\(query)")
                }
            }
        }
    }

    @Test(arguments: [
        ("unit_officer", "", "", "", "", "accounts.grant_unit_missing"), ("unit_head", "", "", "", "", "accounts.grant_unit_missing"),
        ("chair", "SNV", "", "", "", "accounts.grant_unit_surplus"), ("unit_officer", "STC", "2", "", "", "accounts.grant_field_surplus"),
        ("appraiser", "SNV", "2", "", "", "accounts.grant_own_unit"), ("appraiser", "", "a b", "", "", "accounts.field_invalid"),
        ("king", "", "", "", "", "accounts.role_unknown"), ("", "", "", "", "", "accounts.role_unknown"),
        ("chair", "", "", "31/02/2026", "", "accounts.date_invalid"), ("chair", "", "", "", "hôm qua", "accounts.date_invalid"),
        ("chair", "", "", "10/10/2027", "09/10/2027", "accounts.until_early"), ("chair", "", "", "", "01/01/2020", "accounts.until_early"),
        ("auditor", "", "", "", "", "accounts.granted_already"),
    ])
    func `a role that does not fit is refused with the reason`(
        role: String, unit: String, field: String, from: String, until: String, code: String
    ) async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", unit: "SNV", GrantDraft(.auditor))
            let draft = GrantDraft(role: role, unit: unit, field: field, from: from, until: until)
            do {
                try await GrantRole(house.services)(draft, to: "lan", by: .operating)
                Issue.record("granted")
            } catch let faults as Faults {
                #expect(faults.faults.map(\.code) == [code])
            }
        }
    }

    @Test func `a role begins and ends on its days, in Vietnam's time`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            // The clock stands at 10/10/2026 09:40 in Vietnam.
            #expect(house.clock.now().vietnamDate.vietnamese == "10/10/2026")
            let draft = GrantDraft(role: "chair", from: "12/10/2026", until: "13/10/2026")
            try await GrantRole(house.services)(draft, to: "lan", by: .operating)
            func roles() async throws -> Set<Role> { try await house.actor("lan").roles }
            let start = try #require(CalendarDate("2026-10-12")).start.milliseconds
            #expect(Timestamp(milliseconds: start).description == "2026-10-11T17:00:00Z")
            for (moment, isIn) in [(-1, false), (0, true), (2 * 86_400_000 - 1, true), (2 * 86_400_000, false)] as [(Int64, Bool)] {
                house.clock.advance(milliseconds: start + moment - house.clock.now().milliseconds)
                #expect(try await roles().contains(.chair) == isIn, "\(moment)")
            }
        }
    }

    @Test func `who appraises a unit cannot move there`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", unit: "SNV", GrantDraft(.appraiser, unit: "STC", field: "3"))
            let draft = PersonDraft(login: "lan", name: "Lan", unit: "STC")
            await #expect(throws: Faults([Fault("accounts.grant_own_unit", at: Place(file: "person", field: "unit"))])) {
                try await ChangePerson(house.services)(draft, by: .operating)
            }
            try await ChangePerson(house.services)(PersonDraft(login: "lan", name: "Lan Mới", unit: "X1"), by: .operating)
            // Nor to one that she appraises until a day to come; one of long ago is no matter.
            try await GrantRole(house.services)(GrantDraft(role: "appraiser", unit: "SNV", until: "20/10/2026"), to: "lan", by: .operating)
            let back = PersonDraft(login: "lan", name: "Lan Mới", unit: "SNV")
            await #expect(throws: Faults.self) { try await ChangePerson(house.services)(back, by: .operating) }
            house.clock.advance(milliseconds: 11 * 86_400_000)
            try await ChangePerson(house.services)(back, by: .operating)
            try await ChangePerson(house.services)(PersonDraft(login: "lan", name: "Lan Mới", unit: "X1"), by: .operating)
            #expect(try await house.actor("lan").title == "Lan Mới")
            #expect(try await house.actor("lan").unit == "unit-X1")
        }
    }

    @Test func `closing ends sessions, tokens, links and roles at once, and the login is never given again`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", GrantDraft(.auditor))
            let lan = try await house.browser("lan")
            let actor = try await IdentifyActor(house.services).session(lan.session)
            let token = try await MakeToken(house.services)(.init(name: "x", scope: "write", days: "9"), by: actor).secret
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await house.client { client in
                let silent = try await client.post("/accounts/people/lan/close", ["reason": " "], by: admin)
                #expect(silent.status == .unprocessableContent)
                #expect(try await client.get("/accounts", lan.headers).status == .ok)
                #expect(try await client.post("/accounts/people/lan/close", ["reason": "nghỉ hưu"], by: admin).status == .seeOther)
                #expect(try await client.get("/accounts", lan.headers).status == .seeOther)
                #expect(try await client.get("/api/v1/accounts/me", [.authorization: "Bearer \(token.text)"]).status == .unauthorized)
                #expect(try await client.post("/accounts/people/lan/grant", ["role": "chair"], by: admin).status == .conflict)
                let again = try await client.post("/accounts/new", ["login": "lan", "name": "Lan khác"], by: admin)
                #expect(again.status == .unprocessableContent)
                #expect(try await client.post("/accounts/people/lan/reopen", [:], by: admin).status == .seeOther)
            }
            let sheet = try await FindPeople(house.services).sheet("lan", by: .operating)
            #expect(sheet.grants.map(\.state) == [.past])
            #expect(!sheet.person.hasPassword)
        }
    }

    @Test func `nobody closes the own account or takes the own administration away`() async throws {
        try await AccountsHouse.open { house in
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            let actor = try await IdentifyActor(house.services).session(admin.session)
            let grant = try await FindPeople(house.services).sheet("admin", by: actor).grants[0].grant
            await #expect(throws: AccountsError.notYourself) { try await ClosePerson(house.services)("admin", reason: "x", by: actor) }
            await #expect(throws: AccountsError.notYourself) { try await GrantRole(house.services).end(grant.id, of: "admin", by: actor) }
            try await house.person("lan")
            await #expect(throws: AccountsError.notYourself) {
                try await ReassignGrants(house.services)(.init(from: "admin", to: "lan", grants: [grant.id], reason: "x"), by: actor)
            }
        }
    }

    @Test func `the last administrator stays, whoever asks`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("admin", GrantDraft(.administrator))
            try await house.person("moi", GrantDraft(role: "administrator", from: "12/10/2026"))
            try await house.person("cu", GrantDraft(role: "administrator", until: "20/10/2026"))
            let (close, grants) = (ClosePerson(house.services), GrantRole(house.services))
            try await close("cu", reason: "nghỉ hưu", by: .operating)
            // One who will be administrator the day after tomorrow is none yet.
            let last = AccountsError.lastAdministrator
            let admin = try await FindPeople(house.services).sheet("admin", by: .operating).grants[0].grant.id
            await #expect(throws: last) { try await close("admin", reason: "nghỉ hưu", by: .operating) }
            await #expect(throws: last) { try await grants.end(admin, of: "admin", by: .operating) }
            await #expect(throws: last) { try await grants.end(admin, of: "admin", until: "10/10/2026", by: .operating) }
            #expect(try await house.actor("admin").roles == [.administrator])
            try await grants.end(admin, of: "admin", until: "12/10/2026", by: .operating)
            house.clock.advance(milliseconds: 3 * 86_400_000)
            #expect(try await house.actor("admin").roles == [])
            #expect(try await house.actor("moi").roles == [.administrator])
            await #expect(throws: last) { try await close("moi", reason: "x", by: .operating) }
        }
    }

    @Test func `of two administrators who close each other at once one is refused`() async throws {
        try await AccountsHouse.open { house in
            for login in ["an", "binh"] { try await house.person(login, GrantDraft(.administrator)) }
            let (an, binh) = (try await house.actor("an"), try await house.actor("binh"))
            let closed = await withTaskGroup(of: Bool.self) { group in
                for (login, actor) in [("binh", an), ("an", binh)] {
                    group.addTask { (try? await ClosePerson(house.services)(login, reason: "x", by: actor)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(closed == 1)
        }
    }

    @Test func `nobody gets a link for the own account, where the present password is not asked for`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("admin", GrantDraft(.administrator))
            let admin = try await house.browser("admin")
            try await house.client { client in
                let page = try await client.get("/accounts/people/admin", admin.headers).text
                for verb in ["link", "close", "reassign"] { #expect(!page.contains("/accounts/people/admin/\(verb)")) }
                #expect(page.contains("/accounts/people/admin/edit"))
                let answer = try await client.post("/accounts/people/admin/link", ["second_factor": "1"], by: admin)
                #expect(answer.status == .forbidden)
                #expect(answer.text.contains("Mật khẩu của chính mình được đổi ở trang Tài khoản của tôi"))
                #expect(try await client.get("/accounts", admin.headers).status == .ok)
            }
        }
    }

    @Test func `roles are handed on from a day, all or none`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("cu", unit: "X1", GrantDraft(.unitOfficer, unit: "X1"), GrantDraft(.appraiser, unit: "SNV", field: "2"))
            try await house.person("moi", unit: "SNV")
            try await house.person("khac", unit: "X1")
            let grants = try await FindPeople(house.services).sheet("cu", by: .operating).grants.map(\.grant)
            let all = Set(grants.map(\.id))
            let reassign = ReassignGrants(house.services)
            let before = try await house.dump()
            // PI-76: the receiver works where the giver appraises.
            await #expect(throws: Faults.self) {
                try await reassign(.init(from: "cu", to: "moi", grants: all, day: "12/10/2026", reason: "chuyển công tác"), by: .operating)
            }
            for (order, code) in [
                (ReassignGrants.Order(from: "cu", to: "khac", grants: all, day: "09/10/2026", reason: "x"), "accounts.day_past"),
                (.init(from: "cu", to: "khac", grants: all, day: "x", reason: "x"), "accounts.date_invalid"),
                (.init(from: "cu", to: "khac", grants: all, reason: ""), "accounts.reason_missing"),
                (.init(from: "cu", to: "cu", grants: all, reason: "x"), "accounts.receiver_same"),
                (.init(from: "cu", to: "", grants: all, reason: "x"), "accounts.receiver_missing"),
                (.init(from: "cu", to: "ai", grants: all, reason: "x"), "accounts.receiver_unknown"),
            ] {
                do {
                    try await reassign(order, by: .operating)
                    Issue.record("\(code)")
                } catch let faults as Faults {
                    #expect(faults.faults.map(\.code) == [code])
                }
            }
            await #expect(throws: AccountsError.nothingToReassign) {
                try await reassign(.init(from: "cu", to: "khac", grants: [ID(rawValue: "x")], reason: "x"), by: .operating)
            }
            #expect(try await house.dump() == before)

            let order = ReassignGrants.Order(from: "cu", to: "khac", grants: all, day: "12/10/2026", reason: "chuyển công tác")
            #expect(try await reassign(order, by: .operating) == 2)
            #expect(try await house.actor("cu").roles == [.unitOfficer, .appraiser])
            #expect(try await house.actor("khac").roles == [])
            house.clock.advance(milliseconds: try #require(CalendarDate("2026-10-12")).start.milliseconds - house.clock.now().milliseconds)
            #expect(try await house.actor("cu").roles == [])
            #expect(
                try await house.actor("khac").grants == [
                    Grant(.unitOfficer, unit: "unit-X1"), Grant(.appraiser, unit: "unit-SNV", field: "2"),
                ])
        }
    }

    @Test func `roles are handed on by page`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("cu", GrantDraft(.auditor), GrantDraft(.leader))
            try await house.person("moi")
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await house.client { client in
                let page = try await client.get("/accounts/people/cu/reassign", admin.headers).text
                let ids = page.matches(of: /name="grant" value="([0-9A-Z]{26})" checked/).map { String($0.1) }
                #expect(ids.count == 2)
                let refused = try await client.post("/accounts/people/cu/reassign", ["grant": ids[1], "to": "moi"], by: admin)
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains("value=\"\(ids[1])\" checked"))
                #expect(!refused.text.contains("value=\"\(ids[0])\" checked"))
                let done = try await client.post(
                    "/accounts/people/cu/reassign", ["grant": ids[1], "to": "moi", "reason": "nghỉ phép"], by: admin)
                #expect(done.location == "/accounts/people/cu?done=reassigned")
                #expect(try await house.actor("cu").grants.count == 1)
                #expect(try await house.actor("moi").grants.count == 1)
            }
        }
    }

    @Test func `only administrators come in here`() async throws {
        try await AccountsHouse.open { house in
            for role in Role.all where role != .administrator {
                let unit = [.unitOfficer, .unitHead].contains(role) ? "SNV" : ""
                let person = try await house.services.signIn("p-\(role.rawValue)".replacing("_", with: "-"), GrantDraft(role, unit: unit))
                let actor = try await IdentifyActor(house.services).session(person.session)
                let missing = AccessError.roleMissing([.administrator])
                await #expect(throws: missing) { try await FindPeople(house.services)(PersonFilter(), by: actor) }
                await #expect(throws: missing) { try await CreatePerson(house.services)(PersonDraft(login: "x", name: "x"), by: actor) }
                await #expect(throws: missing) { try await ClosePerson(house.services)("x", reason: "x", by: actor) }
                await #expect(throws: missing) { try await OfferLink(house.services)(to: "x", by: actor) }
                await #expect(throws: missing) {
                    try await GrantRole(house.services)(GrantDraft(.administrator), to: actor.name, by: actor)
                }
                await #expect(throws: missing) {
                    try await ReassignGrants(house.services)(.init(from: "x", to: "y", grants: [], reason: "x"), by: actor)
                }
            }
        }
    }
}
