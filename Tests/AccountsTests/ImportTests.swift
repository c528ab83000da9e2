import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Platform
import TestSupport
import Testing
import Units

/// A file of people: taken whole or not at all, with an invitation for everybody new.
@Suite struct ImportTests {
    private static func file(_ text: String) -> InputFile { InputFile(name: "people.csv", bytes: Array(text.utf8)) }

    private static let four = """
        login,name,unit,email,phone,language,role,role_unit,field,from,until
        phuc,Trần Văn Phúc,STC,phuc@stc.gov.vn,0912 345 678,vi,unit_officer,STC,,12/10/2026,2026-12-31
        bao,Phạm Quốc Bảo,SNV,,,en,appraiser,,1,,
        bao,,,,,,appraiser,,2,,
        an,Nguyễn An,,,,,,,,,

        """

    @Test func `everybody new is there with all roles, and comes in by a link`() async throws {
        try await AccountsHouse.open { house in
            let outcome = try await ImportPeople(house.services)(Self.file(Self.four), by: .operating)
            #expect(outcome.invitations.map(\.person.login) == ["phuc", "bao", "an"])
            #expect(outcome.grants == 3 && outcome.present == 0)
            for invitation in outcome.invitations {
                _ = try await ChoosePassword(house.services, house.mill).accept(
                    invitation.offer.secret, password: AccountsHouse.password, again: AccountsHouse.password, from: Origin())
            }
            #expect(try await house.actor("bao").grants == [Grant(.appraiser, field: "1"), Grant(.appraiser, field: "2")])
            #expect(try await house.actor("phuc").grants == [], "the role begins the day after tomorrow")
            let phuc = try await FindPeople(house.services).sheet("phuc", by: .operating)
            #expect(phuc.unit?.code == "STC" && phuc.person.phone == "0912 345 678")
            #expect(phuc.grants.map(\.grant.until) == [try #require(CalendarDate("2026-12-31")).end])
        }
    }

    @Test func `the same file sent again adds only what is new`() async throws {
        try await AccountsHouse.open { house in
            try await ImportPeople(house.services)(Self.file(Self.four), by: .operating)
            try await ChangePerson(house.services)(PersonDraft(login: "an", name: "Nguyễn Thị An"), by: .operating)
            let more = Self.four + "an,Nguyễn An,,,,,chair,,,,\nminh,Minh,,,,,,,,,\n"
            let outcome = try await ImportPeople(house.services)(Self.file(more), by: .operating)
            #expect(outcome.invitations.map(\.person.login) == ["minh"])
            #expect(outcome.grants == 1 && outcome.present == 3)
            #expect(try await FindPeople(house.services).sheet("an", by: .operating).person.name == "Nguyễn Thị An", "stays as it is")
        }
    }

    @Test func `each fault is told with its row and column, and nothing is kept`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("cu")
            try await ClosePerson(house.services)("cu", reason: "nghỉ hưu", by: .operating)
            let before = try await house.dump()
            let text = """
                login,name,unit,email,role,role_unit,field
                lan,Lan,SNV,,auditor,,
                Ế,Lan,,,,,
                minh,,XYZ,minh@,,,
                bao,Bảo,SNV,,appraiser,SNV,2
                phuc,Phúc,,,unit_head,,
                anh,Anh,,,unit_head,Xã Tân Hòa,
                binh,Bình,,,king,,
                cu,Cũ,,,,,
                operator,Máy,,,,,

                """
            do {
                try await ImportPeople(house.services)(Self.file(text), by: .operating)
                Issue.record("it was taken")
            } catch let faults as Faults {
                #expect(
                    faults.faults.map { "\($0.place.line):\($0.place.column) \($0.place.field ?? "") \($0.code)" } == [
                        "3:1 login accounts.login_invalid", "4:2 name accounts.name_invalid", "4:3 unit accounts.unit_unknown",
                        "4:4 email accounts.email_invalid", "5:6 role_unit accounts.grant_own_unit",
                        "6:6 role_unit accounts.grant_unit_missing", "7:6 role_unit accounts.unit_several",
                        "8:5 role accounts.role_unknown", "9:1 login accounts.closed", "10:1 login accounts.login_reserved",
                    ])
            }
            #expect(try await house.dump() == before)
        }
    }

    @Test(arguments: ["", "login,name\n", "name,role\nLan,chair\n", "login,name,rolle\nlan,Lan,chair\n", "login,login,name\nlan,lan,Lan\n"])
    func `a file of another kind is refused`(text: String) async throws {
        try await AccountsHouse.open { house in
            do {
                try await ImportPeople(house.services)(Self.file(text), by: .operating)
                Issue.record("it was taken")
            } catch let error as any DomainError {
                #expect(error.kind == .invalid)
            }
            let people = try await FindPeople(house.services)(PersonFilter(), by: .operating)
            #expect(people.count == 0)
        }
    }

    @Test func `only administrators send one`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", GrantDraft(.auditor))
            let lan = try await house.actor("lan")
            await #expect(throws: AccessError.roleMissing([.administrator])) {
                try await ImportPeople(house.services)(Self.file(Self.four), by: lan)
            }
        }
    }

    @Test func `by page, the links are shown once; a faulty file comes back with its faults`() async throws {
        try await AccountsHouse.open { house in
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            try await house.client { client in
                func send(_ text: String?) async throws -> TestResponse {
                    let boundary = "----cchc-test"
                    var body = "--\(boundary)\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(admin.formToken)\r\n"
                    if let text {
                        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n\(text)\r\n"
                    }
                    var headers = admin.headers
                    headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
                    return try await client.executeRequest(
                        uri: "/accounts/import", method: .post, headers: headers, body: ByteBuffer(string: body + "--\(boundary)--\r\n"))
                }
                #expect(try await client.get("/accounts/import", admin.headers).text.contains("<code>role_unit</code>"))
                let missing = try await send(nil)
                #expect(missing.status == .unprocessableContent && missing.text.contains("Vui lòng chọn một tệp"))
                let faulty = try await send("login,name\nL,Lan\n")
                #expect(faulty.status == .unprocessableContent && faulty.text.contains("Tên đăng nhập gồm"))
                let strange = try await send("PK\u{3}\u{4}")
                #expect(strange.status == .unprocessableContent)
                let done = try await send(Self.four)
                #expect(done.status == .ok)
                let links = done.text.matches(of: /<code>http:\/\/127.0.0.1:8080(\/accounts\/invitations\/[\w-]{43})<\/code>/)
                #expect(links.count == 3)
                let link = String(try #require(links.first).1)
                #expect(try await client.get(link, [:]).text.contains("Trần Văn Phúc"))
                let dump = try await house.dump()
                #expect(!dump.contains(link.suffix(43)))
            }
        }
    }
}
