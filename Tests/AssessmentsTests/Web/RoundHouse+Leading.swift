import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Testing

/// What a form was answered with: the page that follows, or the same one with what was wrong.
struct Filled: Sendable {
    var status: Int
    var location: String?
    var text: String
}

extension RoundHouse {
    /// A page as a person sees it.
    func see(_ path: String, by person: String, language: Language = .vi) async throws -> Answer {
        try await client.execute(uri: path, method: .get, headers: headers(person, language)) { response in
            Answer(status: response.status.code, text: String(buffer: response.body))
        }
    }

    /// A form as a browser sends it; a name may have several values.
    @discardableResult
    func fill(_ path: String, _ values: [(String, String)], by person: String) async throws -> Filled {
        var headers = headers(person, .vi)
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = values.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { response in
            Filled(status: response.status.code, location: response.headers[.location], text: String(buffer: response.body))
        }
    }

    /// A form with a file, for the block of the tests.
    func upload(_ path: String, _ text: String, by person: String) async throws -> Filled {
        let boundary = "----cchc-test-boundary"
        var body = ""
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"block\"\r\n\r\ndepartments\r\n"
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"khao-sat.csv\"\r\n"
        body += "Content-Type: text/csv\r\n\r\n\(text)\r\n--\(boundary)--\r\n"
        var headers = headers(person, .vi)
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { response in
            Filled(status: response.status.code, location: response.headers[.location], text: String(buffer: response.body))
        }
    }

    private func headers(_ person: String, _ language: Language) -> HTTPFields {
        [.authorization: person, .acceptLanguage: language.rawValue]
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// Everybody claims, and the time of the first appraisal comes.
    func toAppraisal() async throws {
        for unit in ["A", "B", "NV"] { try await claimAll(unit) }
        goTo("2026-04-02")
    }

    /// One leaf of B is disputed, and the time of the council comes.
    func toCouncil() async throws {
        try await toAppraisal()
        try await appraiseAll()
        goTo("2026-05-02")
        try await put(leaf("B", "1.2", "explanation"), ["text": "Đã xong <b>hết</b>"], by: "officer-b")
        goTo("2026-07-02")
    }
}

extension Answer {
    /// The words of the page, markup and repeated spaces taken off.
    var words: String {
        text.replacing(/<(script|style)[\s\S]*?<\/\1>/, with: " ").replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }
}
