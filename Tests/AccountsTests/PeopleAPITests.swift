import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import TestSupport
import Testing

/// People kept by a program of an administrator: the same verbs as the pages.
@Suite struct PeopleAPITests {
    private static let root = "/api/v1/accounts/people"

    /// A client that acts by a token of the administrator.
    private static func api(
        _ house: AccountsHouse, _ test: @escaping @Sendable (@Sendable (String, String?) async throws -> TestResponse) async throws -> Void
    ) async throws {
        try await house.person("admin", GrantDraft(.administrator))
        let made = try await MakeToken(house.services)(.init(name: "x", scope: "write", days: "9"), by: try await house.actor("admin"))
        try await house.client { client in
            let headers: HTTPFields = [.authorization: "Bearer \(made.secret.text)", .contentType: "application/json"]
            try await test { path, body in
                try await client.executeRequest(
                    uri: root + path, method: body == nil ? .get : .post, headers: headers, body: body.map { ByteBuffer(string: $0) })
            }
        }
    }

    private static func id(_ answer: TestResponse) throws -> String {
        String(try #require(answer.text.firstMatch(of: /"id":"([^"]+)"/)).1)
    }

    @Test func `somebody is named, given a role, corrected, replaced and closed`() async throws {
        try await AccountsHouse.open { house in
            try await Self.api(house) { call in
                let made = try await call("", #"{"login":"lan","name":"Lan","unit":"Sở Nội vụ","email":"lan@tinh.gov.vn"}"#)
                #expect(made.status == .ok)
                let role = #"{"role":"unit_officer","unit":"SNV","from":"12/10/2026","until":"20/12/2026"}"#
                let grant = try Self.id(try await call("/lan/grants", role))
                #expect(
                    try await call("/lan", nil).text == """
                        {"email":"lan@tinh.gov.vn","grants":[{"from":"2026-10-11T17:00:00Z","granted_by":"admin","id":"\(grant)",\
                        "role":"unit_officer","state":"coming","unit":"SNV","until":"2026-12-20T17:00:00Z"}],"language":"vi","login":"lan",\
                        "name":"Lan","status":"active","unit":"SNV"}
                        """)
                #expect(try await call("/lan", #"{"name":"Lan Anh","language":"en"}"#).status == .ok)
                let changed = try await call("/lan", nil).text
                #expect(changed.contains(#""name":"Lan Anh","status":"active"}"#), "what was left out is taken away")
                _ = try await call("", #"{"login":"minh","name":"Minh"}"#)
                let handed = try await call("/lan/reassign", #"{"to":"minh","grants":["\#(grant)"],"reason":"nghỉ phép"}"#)
                #expect(handed.text == #"{"grants":1}"#)
                let next = try Self.id(try await call("/minh", nil))
                #expect(try await call("/minh/grants/\(next)/end", "{}").status == .ok)
                #expect(try await call("/minh", nil).text.contains(#""state":"past""#), "it will not begin either")
                #expect(try await call("/lan/close", #"{"reason":"nghỉ hưu"}"#).status == .ok)
                #expect(try await call("/lan", nil).text.contains(#""status":"closed""#))
                #expect(try await call("/lan/reopen", "{}").status == .ok)
                let offered = try await call("/lan/link", "{}").text
                #expect(offered.contains(#""link":"\/accounts\/invitations\/"#) || offered.contains(#""link":"/accounts/invitations/"#))
                #expect(try await call("?q=lan", nil).text.contains(#""count":1"#))
            }
        }
    }

    @Test func `what is refused says why and where`() async throws {
        try await AccountsHouse.open { house in
            try await Self.api(house) { call in
                for (path, body, status, code) in [
                    ("", #"{"login":"L","name":"\u202Elan"}"#, 422, "accounts.login_invalid"),
                    ("", #"{"login":"lan","name":" "}"#, 422, "accounts.name_invalid"),
                    ("/nobody", nil, 404, "accounts.not_found"), ("/nobody/close", #"{"reason":"x"}"#, 404, "accounts.not_found"),
                    ("/admin/grants/x/end", "{}", 404, "accounts.grant_not_found"),
                    ("/admin/grants", #"{"role":"king"}"#, 422, "accounts.role_unknown"),
                    ("/admin/reassign", #"{"to":"","grants":[],"reason":""}"#, 422, "accounts.receiver_missing"),
                    ("/admin/close", #"{"reason":"x"}"#, 403, "accounts.not_yourself"),
                    ("/admin/link", "{}", 403, "accounts.own_password"), ("/admin/close", "{", 422, "platform.json_malformed"),
                ] as [(String, String?, Int, String)] {
                    let answer = try await call(path, body)
                    #expect(Int(answer.status.code) == status, "\(path) \(body ?? "")")
                    #expect(answer.text.contains(code), "\(answer.text)")
                }
            }
        }
    }

    @Test func `a name in another spelling of Unicode is the same name`() async throws {
        try await AccountsHouse.open { house in
            try await Self.api(house) { call in
                _ = try await call("", #"{"login":"lan","name":"Nguyê\#u{303}n"}"#)
                #expect(try await call("/lan", nil).text.unicodeScalars.contains("ễ"))
            }
        }
    }
}
