import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Storage
import Testing
import Units

/// What a call was answered with.
struct Answer: Sendable {
    var status: Int
    var text: String

    /// The JSON of the answer: maps, lists and texts.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:] }
    var list: [[String: Any]] { (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [[String: Any]] ?? [] }
    /// The code of a refusal.
    var code: String? { json["code"] as? String }
    var details: [String: String] { json["details"] as? [String: String] ?? [:] }
    /// Codes of all faults that were told together.
    var faults: [String] { (json["faults"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String } }
}

extension RoundHouse {
    private static let base = "/api/v1/assessments/"

    @discardableResult
    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: [String: any Sendable]? = nil, by person: String?
    ) async throws -> Answer {
        let bytes = try body.map { ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: $0)) }
        return try await send(method, path, bytes, by: person)
    }

    /// Sends bytes as they are.
    func send(_ method: HTTPRequest.Method, _ path: String, _ bytes: ByteBuffer?, by person: String?) async throws -> Answer {
        var headers = HTTPFields()
        if let person { headers[.authorization] = person }
        headers[.acceptLanguage] = "vi"
        let path = Self.base + path
        return try await client.execute(uri: path, method: method, headers: headers, body: bytes) { response in
            Answer(status: response.status.code, text: String(buffer: response.body))
        }
    }

    /// A call that must succeed.
    @discardableResult
    func post(
        _ path: String, _ body: [String: any Sendable] = [:], by person: String, _ location: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        try await succeed(.post, path, body, by: person, location)
    }

    @discardableResult
    func put(
        _ path: String, _ body: [String: any Sendable] = [:], by person: String, _ location: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        try await succeed(.put, path, body, by: person, location)
    }

    @discardableResult
    func get(_ path: String, by person: String, _ location: SourceLocation = #_sourceLocation) async throws -> Answer {
        let answer = try await call(.get, path, by: person)
        #expect(answer.status == 200, "\(path): \(answer.text)", sourceLocation: location)
        return answer
    }

    private func succeed(
        _ method: HTTPRequest.Method, _ path: String, _ body: [String: any Sendable], by person: String, _ location: SourceLocation
    ) async throws -> Answer {
        let answer = try await call(method, path, body, by: person)
        #expect(answer.status == 200, "\(path): \(answer.text)", sourceLocation: location)
        return answer
    }

    /// A call that must be refused with this code.
    @discardableResult
    func refused(
        _ code: String, _ method: HTTPRequest.Method, _ path: String, _ body: [String: any Sendable] = [:], by person: String?,
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        let answer = try await call(method, path, method == .get ? nil : body, by: person)
        #expect(answer.code == code, "\(path): \(answer.text)", sourceLocation: location)
        let detail = answer.json["detail"] as? String ?? ""
        #expect(!detail.contains("{") && detail != code && !detail.isEmpty, "\(detail)", sourceLocation: location)
        return answer
    }

    func leaf(_ unit: String, _ criterion: String, _ act: String = "") -> String {
        "rounds/r26/units/\(unit)/leaves/\(criterion)" + (act.isEmpty ? "" : "/\(act)")
    }

    /// Claims every leaf of a unit and hands it in.
    func claimAll(_ unit: String, yes: String = "yes", done: Int = 18) async throws {
        let officer = "officer-\(unit.lowercased())"
        let claims: [(String, [String: String])] = [
            ("1.1", ["yes": yes]), ("1.2", ["numerator": "\(done)", "denominator": "20"]), ("2.1", ["choice": "on_time"]),
        ]
        for (criterion, inputs) in claims {
            try await put(leaf(unit, criterion, "claim"), ["inputs": inputs, "comment": "theo báo cáo"], by: officer)
        }
        try await post("rounds/r26/units/\(unit)/submission", by: "head-\(unit.lowercased())")
    }
}

extension Services {
    /// The ids of the units by code.
    func unitIDs() async throws -> [String: ID<Units.Unit>] {
        let units = try await database.read { db in try UnitStore.all(db) }
        return Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id) })
    }
}
