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
        ("login", "operator", "accounts.login_reserved"), ("login", "Anonymous", "accounts.login_reserved"),
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

    @Test func `only administrators come in here`() async throws {
        try await AccountsHouse.open { house in
            for role in Role.all where role != .administrator {
                let unit = [.unitOfficer, .unitHead, .counterOfficer, .caseOfficer].contains(role) ? "SNV" : ""
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
