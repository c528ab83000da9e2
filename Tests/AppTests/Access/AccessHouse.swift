import Accounts
import App
import Assessments
import Citizens
import Criteria
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
import Units

/// A house with something behind every door, and people of every role with every limit that a role can have.
///
/// A round in which units A and B have handed in their claims and appraisal has begun; a draft, a law, a token, evidence.
struct AccessHouse: Sendable {
    let services: Services
    let client: any TestClientProtocol
    let sessions: [String: Secret]
    /// What stands in an address in the place of a parameter.
    let parameters: [String: String]

    /// Role, unit of the grant, field of the grant, unit where the person works; the word before a dash is the role's own.
    static let living: [(login: String, role: Role?, unit: String, field: String, home: String)] = [
        ("administrator", .administrator, "", "", ""), ("auditor", .auditor, "", "", ""), ("operator-1", .operator, "", "", ""),
        ("chair", .chair, "", "", ""), ("secretary", .councilSecretary, "", "", ""), ("member", .councilMember, "", "", ""),
        ("member-of-a", .councilMember, "", "", "A"), ("leader", .leader, "", "", ""), ("leader-a", .leader, "A", "", ""),
        ("leader-b", .leader, "B", "", ""), ("officer", .unitOfficer, "A", "", "A"), ("officer-b", .unitOfficer, "B", "", "B"),
        ("head", .unitHead, "A", "", "A"), ("head-b", .unitHead, "B", "", "B"), ("appraiser", .appraiser, "", "", ""),
        ("appraiser-2", .appraiser, "", "2", ""), ("appraiser-b", .appraiser, "B", "", ""), ("appraiser-of-a", .appraiser, "", "", "A"),
        ("clerk", .counterOfficer, "A", "", "A"), ("clerk-b", .counterOfficer, "B", "", "B"), ("case-officer", .caseOfficer, "A", "", "A"),
        ("controller", .procedureController, "", "", ""), ("coordinator", .surveyCoordinator, "", "", ""),
        ("enumerator", .enumerator, "", "", ""), ("stranger", nil, "", "", "A"),
    ]

    /// Somebody from outside, with a message, a business and a profile; signs in by a door of their own.
    static let citizen = "citizen"

    /// One for each role, whose grant ended yesterday.
    static let expired: [(login: String, role: Role?, unit: String, field: String, home: String)] = Role.all.map { role in
        let ofUnits: [Role] = [.unitOfficer, .unitHead, .counterOfficer, .caseOfficer]
        return ("late.\(role.rawValue.replacing("_", with: "."))", role, ofUnits.contains(role) ? "A" : "", "", "")
    }

    /// Runs a test in the house; whatever it does there is undone at once, so that each call finds the same house.
    static func open(rehearsing: Bool = true, _ test: @escaping @Sendable (AccessHouse) async throws -> Void) async throws {
        try await withHouse { plain in
            var services = plain
            let clock = TestClock(moment("2026-02-27"))
            services.now = { clock.now() }
            let world = AccessWorld(services: services, clock: clock)
            var parameters = try await world.build()
            var sessions: [String: Secret] = [:]
            for person in living + expired { sessions[person.login] = try await world.session(person.login) }
            let lan = try await world.citizen()
            sessions[citizen] = lan.session
            parameters.merge(try await world.send(by: lan)) { $1 }
            try await services.audit.seal(services.database)
            if rehearsing { services.database = RehearsingDatabase(services.database) }
            let (ready, secrets, named) = (services, sessions, parameters)
            try await withClient(services) { client in
                try await test(AccessHouse(services: ready, client: client, sessions: secrets, parameters: named))
            }
        }
    }

    static func moment(_ day: String) -> Int64 { (CalendarDate(day)?.start.milliseconds ?? 0) + 12 * 3_600_000 }

    /// The address of a line with something real for each parameter, or with `value` in the place of all.
    func address(_ line: Routes.Line, _ value: String? = nil) -> String {
        line.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix(":") else { return String(part) }
            let text = value ?? parameters[String(part.dropFirst())] ?? "nothing"
            return text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }.joined(separator: "/")
    }

    /// Calls as somebody does by page or by script: with the cookie, and the word of the session unless said.
    func call(
        _ line: Routes.Line, _ address: String, by login: String?, in language: Language = .vi, _ body: AccessTable.Body,
        token: String? = nil, headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        let secret = login.flatMap { sessions[$0] }
        let token = token ?? secret?.formToken ?? ""
        var headers: HTTPFields = [.acceptLanguage: language.rawValue]
        if let secret { headers[.cookie] = "\(login == Self.citizen ? "cchc_citizen" : "cchc_session")=\(secret.text)" }
        var bytes: ByteBuffer?
        if line.method != "GET" {
            if line.kind == .form {
                headers[.contentType] = "application/x-www-form-urlencoded"
                bytes = ByteBuffer(string: "form_token=\(token)")
            } else {
                headers[try #require(HTTPField.Name("X-Form-Token"))] = token
                bytes = body.bytes
            }
        }
        for field in more { headers.append(field) }
        let method = try #require(HTTPRequest.Method(rawValue: line.method))
        return try await client.executeRequest(uri: address + body.query, method: method, headers: headers, body: bytes)
    }
}

/// Lets a verb do its work and then undoes it, so that the next one finds what this one found.
final class RehearsingDatabase: Database {
    private struct Rehearsed: Error {}
    private final class Result<T>: @unchecked Sendable { var value: T? }

    private let database: any Database

    init(_ database: any Database) { self.database = database }

    var dialect: Dialect { database.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await database.read(body) }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let result = Result<T>()
        do {
            return try await database.write { db in
                result.value = try body(db)
                throw Rehearsed()
            }
        } catch is Rehearsed {
            return try #require(result.value)
        }
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await write(body) }

    func close() async { await database.close() }
}
