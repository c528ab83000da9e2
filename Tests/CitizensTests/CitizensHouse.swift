import Accounts
import App
import Citizens
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Storage
import TestSupport
import Testing

/// A house for the tests of this room: a clock that they move, and messages that fall into a folder.
struct CitizensHouse: Sendable {
    static let password = "năm con vịt xoè ra"

    let services: Services
    let clock: TestClock
    let mill: PasswordMill
    /// Where short messages fall.
    let folder: URL

    static func open(
        _ more: [SettingName: String] = [:], _ test: @Sendable @escaping (CitizensHouse) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-sms-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        // Letters are looked for in the outbox: nobody sends them.
        let settings: [SettingName: String] = [
            .sms: "file:\(folder.path)", .smtp: "smtp://localhost:9", .mailFrom: "cchc@example.vn",
        ]
        try await withHouse(settings.merging(more) { $1 }) { plain in
            var services = plain
            let clock = TestClock()
            services.now = { clock.now() }
            let ids = IDSource { clock.now() }
            services.newIDText = ids.next
            let cheap = try #require(PasswordHash.Cost(logarithm: 4, blockSize: 1, parallelism: 1))
            try await test(CitizensHouse(services: services, clock: clock, mill: PasswordMill(cheap), folder: folder))
        }
    }

    func client(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await withClient(services, test)
    }

    /// Everything that has fallen into the folder, the last message last.
    func messages() async throws -> [String] {
        try await SendTexts(services)()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return try names.sorted().map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }

    /// The code in the last message or letter.
    func code(byEmail: Bool = false, digits: Int = 6) async throws -> String {
        let text = byEmail ? try await letters().last : try await messages().last
        return try #require(text?.split { !$0.isNumber }.first { $0.count == digits }.map(String.init))
    }

    /// The letters in the outbox: to whom, what about, and the text.
    func letters() async throws -> [String] {
        try await services.database.read { db in
            try db.rows("SELECT recipient, subject, body FROM platform_outbox ORDER BY id").map {
                "\(try $0.string("recipient"))\n\(try $0.string("subject"))\n\(try $0.string("body"))"
            }
        }
    }

    /// Signs in by telephone or e-mail, with a new account where there is none.
    func signIn(_ contact: String, from origin: Origin = Origin()) async throws -> (outcome: ProveCode.Outcome, session: Secret) {
        let asked = try await AskForCode(services)(contact, in: .vi, from: origin)
        let outcome = try await ProveCode(services)(asked, code: try await code(byEmail: contact.contains("@")), in: .vi, from: origin)
        guard case .signedIn(let session, _, _) = outcome else { throw CitizensError.codeOver }
        return (outcome, session)
    }

    func actor(_ session: Secret) async throws -> Actor { try await IdentifyCitizen(services)(session) }

    func count(_ table: String) async throws -> Int {
        try await services.database.read { db in try db.rows(SQL(file: "SELECT * FROM \(table)")).count }
    }

    /// Everything the database holds of this room and of the audit, as text.
    func dump(_ more: String...) async throws -> String {
        try await services.database.read { db in
            try
                ([
                    "citizens_people", "citizens_sessions", "citizens_sign_ins", "citizens_codes", "citizens_flows", "citizens_subjects",
                    "citizens_messages", "citizens_texts", "citizens_delegations", "citizens_invitations", "platform_audit",
                ] + more).flatMap { try db.rows(SQL(file: "SELECT * FROM \($0)")) }.map { row in
                    try row.columns.map { "\($0)=\(try row.value($0))" }.joined(separator: " ")
                }.joined(separator: "\n")
        }
    }
}

/// A browser: what cookies it was given, it brings.
final class Jar: @unchecked Sendable {
    private(set) var cookies: [String: String] = [:]

    var headers: HTTPFields {
        cookies.isEmpty ? [:] : [.cookie: cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; ")]
    }
    var formToken: String? { cookies["cchc_citizen"].flatMap { Secret($0) }?.formToken }

    func set(_ name: String, _ word: String?) { cookies[name] = word }

    func take(_ response: TestResponse) {
        for line in response.headers[values: .setCookie] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            cookies[pair[0]] = pair[1].isEmpty ? nil : pair[1]
        }
    }
}

extension TestClientProtocol {
    func get(_ uri: String) async throws -> TestResponse { try await get(uri, Jar()) }

    func get(_ uri: String, _ jar: Jar) async throws -> TestResponse {
        let answer = try await executeRequest(uri: uri, method: .get, headers: jar.headers, body: nil)
        jar.take(answer)
        return answer
    }

    /// Sends a form as a browser does, with the word of the session where there is one.
    func post(_ uri: String, _ values: [String: String], _ jar: Jar = Jar(), headers more: HTTPFields = [:]) async throws -> TestResponse {
        var values = values
        if let token = jar.formToken { values["form_token"] = values["form_token"] ?? token }
        var headers = jar.headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        for field in more { headers.append(field) }
        let body = values.sorted { $0.key < $1.key }.map { "\(Self.encoded($0))=\(Self.encoded($1))" }.joined(separator: "&")
        let answer = try await executeRequest(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
        jar.take(answer)
        return answer
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
}
