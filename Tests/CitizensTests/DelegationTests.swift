import Accounts
import App
import Citizens
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Acting for somebody` {
    /// An old mother and her daughter.
    private func family(_ house: CitizensHouse) async throws -> (mother: TestCitizen, daughter: TestCitizen) {
        (
            try await TestCitizen.open(house.services, "0901111111", name: "Trần Thị Mẹ"),
            try await TestCitizen.open(house.services, "0902222222", name: "Trần Thị Con")
        )
    }

    private func applicants(_ house: CitizensHouse, _ citizen: TestCitizen) async throws -> [Principal] {
        let now = house.clock.now()
        return try await house.services.database.read { db in try Principals.all(of: citizen.id, at: now, db) }
    }

    @Test func `begins with the code sent to the other, and ends when either says so`() async throws {
        try await CitizensHouse.open { house in
            let (mother, daughter) = try await family(house)
            try await InviteDelegate(house.services)("0902222222", role: "con gái", by: mother.actor)
            let code = try await house.code(digits: 8)
            try await AcceptDelegation(house.services)(code, by: daughter.actor)
            let found = try await applicants(house, daughter)
            #expect(found.map(\.kind) == [.own, .person] && found[1].name == "Trần Thị Mẹ" && found[1].role == "con gái")
            #expect(found[1].citizen == mother.id && found[1].profile?.name == "Trần Thị Mẹ")
            #expect(try await applicants(house, mother).map(\.kind) == [.own], "not the other way round")
            #expect(try await house.messages().last?.contains("đã nhận lời làm thay bạn") == true)
            let id = try #require(found[1].delegation)
            try await EndDelegation(house.services)(id.rawValue, by: mother.actor)
            let now = house.clock.now()
            let gone = try await house.services.database.read { db in try Principals.find(id.rawValue, of: daughter.id, at: now, db) }
            #expect(gone == nil)
            await #expect(throws: CitizensError.delegationMissing) {
                try await EndDelegation(house.services)(id.rawValue, by: daughter.actor)
            }
            await #expect(throws: CitizensError.invitationWrong, "good once") {
                try await AcceptDelegation(house.services)(code, by: daughter.actor)
            }
            let audit = try await house.dump()
            for action in ["delegate_invited", "delegation_accepted", "delegation_ended"] {
                #expect(audit.contains("citizens.\(action)"), "\(action)")
            }
        }
    }

    @Test func `is nobody's who was not asked, whatever the code`() async throws {
        try await CitizensHouse.open { house in
            let (mother, daughter) = try await family(house)
            let stranger = try await TestCitizen.open(house.services, "0903333333", name: "Người lạ")
            let accept = AcceptDelegation(house.services)
            try await InviteDelegate(house.services)("0902222222", role: "con gái", by: mother.actor)
            let code = try await house.code(digits: 8)
            await #expect(throws: CitizensError.invitationWrong) { try await accept(code, by: stranger.actor) }
            await #expect(throws: CitizensError.notYourself) {
                try await InviteDelegate(house.services)("0901111111", role: "tôi", by: mother.actor)
            }
            let wrong = code == "00000000" ? "11111111" : "00000000"
            for _ in 0..<5 { await #expect(throws: CitizensError.invitationWrong) { try await accept(wrong, by: daughter.actor) } }
            await #expect(throws: CitizensError.invitationWrong, "tried too often") { try await accept(code, by: daughter.actor) }
            try await InviteDelegate(house.services)("0902222222", role: "con gái", by: mother.actor)
            let late = try await house.code(digits: 8)
            house.clock.advance(milliseconds: 7 * 86_400_000)
            await #expect(throws: CitizensError.invitationWrong, "expired") { try await accept(late, by: daughter.actor) }
            let found = try await applicants(house, stranger)
            #expect(found.count == 1)
        }
    }

    @Test func `is taken back before it was answered, by nobody but who asked`() async throws {
        try await CitizensHouse.open { house in
            let (mother, daughter) = try await family(house)
            let invite = InviteDelegate(house.services)
            try await invite("0902222222", role: "con gái", by: mother.actor)
            let code = try await house.code(digits: 8)
            let id = try await house.services.database.read { db in try db.row("SELECT id FROM citizens_invitations")?.string("id") }
            await #expect(throws: CitizensError.delegationMissing) { try await invite.withdraw(try #require(id), by: daughter.actor) }
            try await invite.withdraw(try #require(id), by: mother.actor)
            await #expect(throws: CitizensError.invitationWrong) { try await AcceptDelegation(house.services)(code, by: daughter.actor) }
            for _ in 0..<5 { try await invite("0902222222", role: "con gái", by: mother.actor) }
            await #expect(throws: CitizensError.tooMany) { try await invite("0902222222", role: "con gái", by: mother.actor) }
        }
    }

    @Test func `is asked for ten times a week, and nobody's number is kept for it`() async throws {
        try await CitizensHouse.open { house in
            let mother = try await family(house).mother
            let invite = InviteDelegate(house.services)
            for _ in 1...10 {
                try await invite("0902222222", role: "con gái", by: mother.actor)
                let id = try await house.services.database.read { db in
                    try db.row("SELECT id FROM citizens_invitations WHERE code <> ''")?.string("id")
                }
                try await invite.withdraw(try #require(id), by: mother.actor)
                house.clock.advance(milliseconds: 16 * 60_000)
            }
            await #expect(throws: CitizensError.tooMany) { try await invite("0902222222", role: "con gái", by: mother.actor) }
            let contacts = try await house.services.database.read { db in
                try db.rows("SELECT contact FROM citizens_invitations").map { try $0.string("contact") }
            }
            #expect(Set(contacts) == [""])
            house.clock.advance(milliseconds: 7 * 86_400_000)
            try await invite("0902222222", role: "con gái", by: mother.actor)
            #expect(try await house.count("citizens_invitations") == 1)
        }
    }

    @Test func `is asked for a thousand times an hour by all together`() async throws {
        try await CitizensHouse.open { house in
            let mother = try await family(house).mother
            let expires = Timestamp(milliseconds: house.clock.now().milliseconds + 7 * 86_400_000)
            let other = try await TestCitizen.open(house.services, "0903333333")
            try await house.services.database.write { db in
                for number in 0..<1_000 {
                    try db.run(
                        """
                        INSERT INTO citizens_invitations (id, person_id, contact, relation, code, attempts, expires_ms)
                        VALUES (\("I\(number)"), \(other.id), 'a@example.vn', 'con', 'x', 0, \(expires))
                        """)
                }
            }
            let invite = InviteDelegate(house.services)
            await #expect(throws: CitizensError.tooMany) { try await invite("0902222222", role: "con gái", by: mother.actor) }
            house.clock.advance(milliseconds: 3_600_000)
            try await invite("0902222222", role: "con gái", by: mother.actor)
        }
    }

    @Test func `for a business rests on the own statement`() async throws {
        try await CitizensHouse.open { house in
            let (citizen, other) = try await family(house)
            let add = AddBusiness(house.services)
            let good = BusinessDraft(taxCode: "0101248141", name: "Công ty A", role: "kế toán", isStated: true)
            try await add(good, by: citizen.actor)
            let found = try await applicants(house, citizen)
            #expect(found.count == 2 && found[1].kind == .business && found[1].taxCode == "0101248141" && found[1].profile == nil)
            let faults = await #expect(throws: Faults.self) {
                try await add(BusinessDraft(taxCode: "0101248142", name: "", role: "", isStated: false), by: citizen.actor)
            }
            #expect(faults?.faults.map(\.place.field) == ["tax_code", "name", "role", "stated"])
            await #expect(throws: Faults.self, "twice") { try await add(good, by: citizen.actor) }
            let id = try #require(found[1].delegation)
            await #expect(throws: CitizensError.delegationMissing) { try await EndDelegation(house.services)(id.rawValue, by: other.actor) }
            try await EndDelegation(house.services)(id.rawValue, by: citizen.actor)
            try await add(good, by: citizen.actor)
        }
    }

    @Test(arguments: [
        ("0100109106", true), ("0101248141", true), ("0101248141-001", true), ("001090012345", true), ("0101248142", false),
        ("010124814", false),
        ("0101248141-01", false), ("abcdefghij", false), ("", false), ("0101248141001", false), ("٠١٠٠١٠٩١٠٦", false),
    ]) func `a tax code holds its own sum`(code: String, isOne: Bool) async throws {
        try await CitizensHouse.open { house in
            let citizen = try await TestCitizen.open(house.services)
            let draft = BusinessDraft(taxCode: code, name: "A", role: "B", isStated: true)
            if isOne {
                try await AddBusiness(house.services)(draft, by: citizen.actor)
            } else {
                await #expect(throws: Faults.self) { try await AddBusiness(house.services)(draft, by: citizen.actor) }
            }
        }
    }

    @Test func `is seen and ended on one page, by either of the two`() async throws {
        try await CitizensHouse.open { house in
            let (mother, daughter) = try await family(house)
            let (hers, theirs) = (Jar(), Jar())
            hers.set("cchc_citizen", mother.session.text)
            theirs.set("cchc_citizen", daughter.session.text)
            try await house.client { client in
                let invited = try await client.post("/citizens/delegations/invite", ["contact": "0902 222 222", "role": "con gái"], hers)
                #expect(invited.location == "/citizens/delegations?done=invited")
                #expect(try await client.get("/citizens/delegations", hers).text.contains("••• ••• 222"))
                #expect(try await client.get("/citizens/delegations", theirs).text.contains("Có người mời bạn làm thay"))
                let accepted = try await client.post("/citizens/delegations/accept", ["code": try await house.code(digits: 8)], theirs)
                #expect(accepted.location == "/citizens/delegations?done=accepted")
                let page = try await client.get("/citizens/delegations", theirs).text
                let id = try #require(page.firstMatch(of: /name="delegation" value="([0-9A-Z]{26})"/)?.1)
                #expect(page.contains("Trần Thị Mẹ"))
                #expect(try await client.get("/citizens/delegations", hers).text.contains("Trần Thị Con"))
                #expect(try await client.post("/citizens/delegations/end", ["delegation": String(id)], theirs).status == .seeOther)
                #expect(try await !client.get("/citizens/delegations", hers).text.contains("Trần Thị Con"))
            }
        }
    }
}
