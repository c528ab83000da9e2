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

/// A page as a browser gets it.
struct Shown: Sendable {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var location: String? { headers[.location] }
    /// What a reader sees: no markup, single spaces.
    var words: String {
        text.replacing(/<(style|head)[^>]*>.*?<\/(style|head)>/.dotMatchesNewlines(), with: " ").replacing(/<[^>]+>/, with: " ")
            .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension RoundHouse {
    /// A page or file asked for by somebody.
    func page(_ path: String, by person: String?, language: Language = .vi) async throws -> Shown {
        try await ask(.get, path, nil, person, language, type: nil)
    }

    /// A form as a browser sends it; without a script there is nothing else.
    func send(_ path: String, _ values: [String: String], by person: String?, language: Language = .vi) async throws -> Shown {
        let body = values.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await ask(.post, path, ByteBuffer(string: body), person, language, type: "application/x-www-form-urlencoded")
    }

    /// A form with a file.
    func send(
        _ path: String, _ values: [String: String], file: (name: String, bytes: [UInt8]), by person: String
    ) async throws -> Shown {
        var body = ByteBuffer()
        for (name, value) in values {
            body.writeString("--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n\r\n")
        body.writeBytes(file.bytes)
        body.writeString("\r\n--x--\r\n")
        return try await ask(.post, path, body, person, .vi, type: "multipart/form-data; boundary=x")
    }

    static let sheet = "/assessments/rounds/r26/units/A"

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: ByteBuffer?, _ person: String?, _ language: Language, type: String?
    ) async throws -> Shown {
        var headers: HTTPFields = [.acceptLanguage: language.rawValue]
        if let person { headers[.authorization] = person }
        if let type { headers[.contentType] = type }
        return try await client.execute(uri: path, method: method, headers: headers, body: body) { response in
            Shown(status: response.status.code, headers: response.headers, bytes: Array(buffer: response.body))
        }
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// What indicators measured of unit A: 45 of 60.
    func measure() async throws {
        let unit = try #require(try await services.unitIDs()["A"]).rawValue
        let value = IndicatorValue(
            unit: unit, indicator: "dossiers.on_time", period: .year(2026), measure: .ratio(numerator: 45, denominator: 60),
            taken: clock.now(), source: "cổng dịch vụ công")
        try await services.database.write { db in try IndicatorStore.put(value, db) }
    }

    /// People of the tests who can be written to.
    func addAddresses() async throws {
        let people = Self.people(try await services.unitIDs())
        try await services.database.write { db in
            for (login, actor) in people {
                let id = actor.person ?? ""
                try db.run(
                    """
                    INSERT INTO accounts_people
                        (id, login, name, sort_key, search_text, email, unit_id, language, status, is_demo, created_ms)
                    VALUES (\(id), \(login), \("Người \(login)"), \(login), \(login), \("\(login)@example.vn"), \(actor.unit), 'vi', 'active',
                        0, 0)
                    """)
                for (number, grant) in actor.grants.enumerated() {
                    try db.run(
                        """
                        INSERT INTO accounts_grants (id, person_id, role, unit_id, field, from_ms, granted_by)
                        VALUES (\("\(id)-\(number)"), \(id), \(grant.role.rawValue), \(grant.unit), \(grant.field), 0, 'test')
                        """)
                }
            }
        }
    }

    /// The letters that lie in the outbox, by recipient: subject and body.
    func letters() async throws -> [(to: String, subject: String, body: String)] {
        try await services.database.read { db in
            try db.rows("SELECT recipient, subject, body FROM platform_outbox ORDER BY recipient, id").map {
                try ($0.string("recipient"), $0.string("subject"), $0.string("body"))
            }
        }
    }
}
