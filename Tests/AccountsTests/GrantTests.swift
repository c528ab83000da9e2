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

/// Roles: for what and when they hold, who may not have them, and how they pass on.
@Suite struct GrantTests {
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
}
