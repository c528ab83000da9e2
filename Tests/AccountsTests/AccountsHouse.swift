import Accounts
import App
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import Units

/// A house for the tests of this room: a clock that they move, two units, and passwords that take little time.
struct AccountsHouse: Sendable {
    static let password = "năm con vịt xoè ra"

    let services: Services
    let clock: TestClock
    /// As costly as a password must be for one to notice a mistake in it, and no more.
    let mill: PasswordMill

    static let cheap = PasswordHash.Cost(logarithm: 4, blockSize: 1, parallelism: 1)

    /// The settings are those of `withHouse` but for `publicURL`.
    static func open(publicURL: String? = nil, _ test: @Sendable @escaping (AccountsHouse) async throws -> Void) async throws {
        try await withHouse { plain in
            var services = plain
            let clock = TestClock()
            services.now = { clock.now() }
            if let publicURL {
                let values = Dictionary(uniqueKeysWithValues: plain.settings.lines.map { ($0.name, $0.value) })
                services.settings = try Settings(options: values.merging([.publicURL: publicURL]) { $1 })
            }
            let ids = IDSource { clock.now() }
            services.newIDText = ids.next
            try await services.database.write { db in
                for (code, name) in [("SNV", "Sở Nội vụ"), ("STC", "Sở Tài chính"), ("X1", "Xã Tân Hòa"), ("X2", "Xã Tân Hòa")] {
                    try UnitStore.insert(
                        Unit(
                            id: ID(rawValue: "unit-\(code)"), code: code, name: Bilingual(vi: name, en: "Unit \(code)"), kind: .department,
                            source: "test"), db)
                }
            }
            try await test(AccountsHouse(services: services, clock: clock, mill: PasswordMill(try #require(cheap))))
        }
    }

    /// A person who signs in with ``password``, as if by an invitation.
    @discardableResult
    func person(_ login: String, unit: String = "", _ grants: GrantDraft...) async throws -> Person {
        let person = try await CreatePerson(services)(PersonDraft(login: login, name: "Người \(login)", unit: unit), by: .operating)
        for grant in grants { try await GrantRole(services)(grant, to: login, by: .operating) }
        let offer = try await OfferLink(services)(to: login, by: .operating)
        _ = try await ChoosePassword(services, mill).accept(offer.secret, password: Self.password, again: Self.password, from: Origin())
        return person
    }

    /// The second factor of a person, and the recovery codes.
    func secondFactor(_ login: String) async throws -> (key: OneTimeKey, codes: [String]) {
        let key = OneTimeKey()
        let actor = try await actor(login)
        let codes = try await SetSecondFactor(services, mill).turnOn(key, code: code(key), password: Self.password, by: actor)
        return (key, codes)
    }

    /// The actor of a new session.
    func actor(_ login: String) async throws -> Actor {
        let sheet = try await FindPeople(services).sheet(login, by: .operating)
        return try await IdentifyActor(services).session(try await OpenSession(services)(for: sheet.person))
    }

    /// The person in a browser, signed in.
    func browser(_ login: String) async throws -> TestPerson {
        let person = try await FindPeople(services).sheet(login, by: .operating).person
        return TestPerson(login: login, person: person.id, session: try await OpenSession(services)(for: person))
    }

    /// The code that the app shows `later` steps from now.
    func code(_ key: OneTimeKey, later: Int64 = 0) -> String { key.code(at: clock.now().milliseconds / 30_000 + later) }

    func client(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withClient(services, test)
    }

    /// Everything the database holds of this room and of the audit, as text; but for the seals, which come when they come.
    func dump() async throws -> String {
        try await services.database.read { db in
            try [
                "SELECT * FROM accounts_people", "SELECT * FROM accounts_sessions", "SELECT * FROM accounts_tokens",
                "SELECT * FROM accounts_links", "SELECT * FROM accounts_recovery_codes", "SELECT * FROM accounts_throttles",
                "SELECT id, actor, action, subject, unit_id, before, after, reason FROM platform_audit",
            ].flatMap { try db.rows(SQL(file: $0)) }.map { row in
                try row.columns.map { "\($0)=\(try row.value($0))" }.joined(separator: " ")
            }.joined(separator: "\n")
        }
    }
}

extension TestClientProtocol {
    func get(_ uri: String) async throws -> TestResponse { try await get(uri, [:]) }

    func get(_ uri: String, _ headers: HTTPFields) async throws -> TestResponse {
        try await executeRequest(uri: uri, method: .get, headers: headers, body: nil)
    }

    /// Sends a form as a browser does; `by` brings the cookie and the word of the session.
    func post(
        _ uri: String, _ values: [String: String], by person: TestPerson? = nil, headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        var values = values
        if let person { values["form_token"] = values["form_token"] ?? person.formToken }
        var headers: HTTPFields = person?.formHeaders ?? [.contentType: "application/x-www-form-urlencoded"]
        for field in more { headers.append(field) }
        let body = values.sorted { $0.key < $1.key }.map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&")
        return try await executeRequest(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(decoding: [byte], as: UTF8.self) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var location: String? { headers[.location] }

    /// The word of the cookie that the answer sets; empty when it takes it away.
    var sessionCookie: String? {
        headers[values: .setCookie].first { $0.hasPrefix("cchc_session=") }
            .map { String($0.dropFirst("cchc_session=".count).prefix { $0 != ";" }) }
    }
}
