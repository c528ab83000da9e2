import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import Testing

/// What a room may throw.
private enum TestError: DomainError, Hashable {
    case of(ErrorKind)

    var code: String { "test.gone" }
    var kind: ErrorKind { if case .of(let kind) = self { kind } else { .invalid } }
    var details: [String: String] { ["thing": "<đơn vị>"] }
}

private struct Secret: Error, CustomStringConvertible { var description: String { "password=hunter2" } }

@Suite struct `An error becomes a page or a problem` {
    private static let kinds: [(ErrorKind, Int)] = [
        (.invalid, 422), (.unidentified, 401), (.forbidden, 403), (.missing, 404), (.conflict, 409), (.tooLarge, 413), (.excessive, 429),
        (.unavailable, 503),
    ]

    @Test(arguments: kinds) func `A person reads it in Vietnamese on a page`(kind: ErrorKind, status: Int) async throws {
        try await PlatformHouse().ask({ routes, _ in routes.page("/test", .everyone) { _ in throw TestError.of(kind) } }) {
            client async throws in
            let answer = try await client.get("/test")
            #expect(answer.status.code == status)
            #expect(answer.headers[.contentType] == "text/html; charset=utf-8" && answer.headers[.contentLanguage] == "vi")
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.text.contains("Không còn &lt;đơn vị&gt;.") && answer.text.contains("Xem &lt;đơn vị&gt; khác."))
            #expect(answer.text.contains("Số yêu cầu: "))
        }
    }

    @Test(arguments: kinds) func `A program reads a problem`(kind: ErrorKind, status: Int) async throws {
        try await PlatformHouse().ask({ routes, _ in routes.get("/api/test", .everyone) { _, _ -> String in throw TestError.of(kind) } }) {
            client async throws in
            let answer = try await client.get("/api/test", [.acceptLanguage: "en"])
            #expect(answer.status.code == status && answer.headers[.contentType] == "application/problem+json")
            let problem = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            #expect(problem["code"] as? String == "test.gone" && problem["status"] as? Int == status)
            #expect(problem["type"] as? String == "urn:cchc:error:test.gone")
            #expect(problem["detail"] as? String == "No <đơn vị> any more.")
            #expect(problem["details"] as? [String: String] == ["thing": "<đơn vị>"])
        }
    }

    @Test(arguments: [
        ("application/json", true), ("application/problem+json", true), ("text/html,application/json", false), ("*/*", false),
    ])
    func `Elsewhere what is accepted decides`(accept: String, isProblem: Bool) async throws {
        try await PlatformHouse().ask({ routes, _ in routes.page("/test", .everyone) { _ in throw TestError.of(.missing) } }) {
            client async throws in
            let answer = try await client.get("/test", [.accept: accept])
            #expect((answer.headers[.contentType] == "application/problem+json") == isProblem)
        }
    }

    @Test func `Faults are told all, with their places`() async throws {
        let faults = Faults([
            Fault("test.gone", at: Place(file: "a.csv", line: 2, field: "points"), ["thing": "x"]),
            Fault("test.locked", at: Place(file: "a.csv", line: 3)),
        ])
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone) { _ in throw faults }
            routes.get("/api/test", .everyone) { _, _ -> String in throw faults }
        }) { client async throws in
            let page = try await client.get("/test")
            #expect(page.status == .unprocessableContent && page.text.contains("Có 2 lỗi trong dữ liệu"))
            #expect(page.text.contains(#"<span class="place">a.csv, hàng 2, trường points</span> Không còn x."#))
            let problem = try #require(
                try JSONSerialization.jsonObject(with: Data(try await client.get("/api/test").text.utf8)) as? [String: Any])
            let told = try #require(problem["faults"] as? [[String: Any]])
            #expect(
                told.count == 2 && told[0]["line"] as? Int == 2 && told[0]["field"] as? String == "points"
                    && told[1]["code"] as? String == "test.locked")
        }
    }

    @Test func `What nobody foresaw is logged and shown as a number`() async throws {
        let house = try PlatformHouse()
        try await house.ask({ routes, _ in routes.page("/test", .everyone) { _ in throw Secret() } }) { client async throws in
            let answer = try await client.get("/test")
            #expect(answer.status == .internalServerError && !answer.text.contains("hunter2"))
            let number = try #require(answer.text.firstMatch(of: /Số yêu cầu: ([0-9-]+)\./)).1
            #expect(house.log.lines.contains { $0.contains("hunter2") && $0.contains(number) && $0.contains("/test") })
        }
    }

    @Test(arguments: [
        StorageError.unreachable(reason: "host ledger"), .unwritable(.full, reason: "host ledger"), .outcomeUnknown(reason: "host ledger"),
        .contention(reason: "host ledger"),
    ])
    func `Without a database the house says it is closed for a while`(error: StorageError) async throws {
        let house = try PlatformHouse(DownDatabase(error: error))
        try await house.ask({ routes, services in
            routes.page("/test", .everyone) { _ in try await services.database.read { _ in Page("x", content: "") } }
        }) { client async throws in
            let answer = try await client.get("/test")
            #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] == "30")
            #expect(answer.text.contains("class=\"notice warning\"") && !answer.text.contains("ledger"))
            #expect(house.log.lines.contains { $0.contains("ledger") })
        }
    }

    @Test func `A mistake in a statement is no outage`() async throws {
        try await PlatformHouse(DownDatabase(error: .statement(message: "m", statement: "s"))).ask({ routes, services in
            routes.page("/test", .everyone) { _ in try await services.database.read { _ in Page("x", content: "") } }
        }) { client async throws in #expect(try await client.get("/test").status == .internalServerError) }
    }
}

@Suite struct `An address that is not there is told apart from a method that is not` {
    @Test(
        arguments: [
            ("/nothing", "GET", 404, nil), ("/test/1/2", "GET", 404, nil), ("/test/1", "POST", 405, "DELETE, GET"),
            ("/test", "PUT", 405, "GET, POST"),
            ("/nothing", "POST", 404, nil), ("/api/nothing", "GET", 404, nil),
        ] as [(String, String, Int, String?)])
    func `404 or 405`(path: String, method: String, status: Int, allow: String?) async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test", .everyone) { _ in Page("x", content: "") }
            routes.form("/test", .everyone) { _, _ in .go("/test") }
            routes.page("/test/:one", .everyone) { _ in Page("x", content: "") }
            routes.api(.delete, "/test/:one", .everyone) { (_: [String], _) in "" }
        }) { client async throws in
            let answer = try await client.executeRequest(uri: path, method: try #require(.init(rawValue: method)), headers: [:], body: nil)
            #expect(answer.status.code == status && answer.headers[.allow] == allow)
            #expect(answer.headers[.contentSecurityPolicy] != nil)
        }
    }
}

@Suite struct `A part of a path is decoded once` {
    private static func ask(_ part: String, _ body: @escaping @Sendable (TestResponse) throws -> Void) async throws {
        try await PlatformHouse().ask({ routes, _ in
            routes.get("/test/:one/end", .everyone) { _, context in "‹\(try context.path("one"))›" }
        }) { client async throws in try body(try await client.get("/test/\(part)/end")) }
    }

    @Test(arguments: [
        ("a", "a"), ("qd-766@2026", "qd-766@2026"), ("qd-766%402026", "qd-766@2026"), ("qd-766%402026%2e", "qd-766@2026."),
        ("%C4%90%E1%BA%AFk", "Đắk"), ("a+b", "a+b"), ("a%2Bb", "a+b"), ("a%20b", "a b"), ("%2540", "%40"), ("..%5C", "..\\"),
    ])
    func `The handler reads the text that was meant`(part: String, expected: String) async throws {
        try await Self.ask(part) { #expect($0.status == .ok && $0.text == "‹\(expected)›") }
    }

    @Test(arguments: ["%", "%4", "%zz", "%C3", "%C3%28", "%ED%A0%80", "%F4%90%80%80", "a%2Fb", "%2F", "%00", "a%0D%0Ab", "%7F", "%C2%85"])
    func `Text that names nothing is a page that is not there`(part: String) async throws {
        try await Self.ask(part) { #expect($0.status == .notFound && $0.headers[.contentSecurityPolicy] != nil) }
    }
}

@Suite struct `What comes in is bounded` {
    @Test func `A body above the limit is refused unread`() async throws {
        try await PlatformHouse(environment: ["CCHC_REQUEST_LIMIT": "1"]).ask({ routes, _ in
            routes.form("/test", .everyone) { _, _ in .page(Page("x", content: "")) }
        }) { client async throws in
            let small = try await client.executeRequest(
                uri: "/test", method: .post, headers: [:], body: ByteBuffer(repeating: 65, count: 1 << 20))
            #expect(small.status == .ok)
            let large = try await client.executeRequest(
                uri: "/test", method: .post, headers: [:], body: ByteBuffer(repeating: 65, count: 1 << 20 + 1))
            #expect(large.status == .contentTooLarge && large.text.contains("1 MB"))
        }
    }

    @Test(arguments: [("cross-site", 403), ("same-origin", 200), ("same-site", 403), ("none", 200)])
    func `A form from another site is refused`(site: String, status: Int) async throws {
        let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
        try await PlatformHouse().ask({ routes, _ in
            routes.form("/test", .everyone) { _, _ in .page(Page("x", content: "")) }
            routes.page("/test", .everyone) { _ in Page("x", content: "") }
        }) { client async throws in
            #expect(try await client.executeRequest(uri: "/test", method: .post, headers: [name: site], body: nil).status.code == status)
            #expect(try await client.get("/test", [name: site]).status == .ok)
        }
    }
}

@Suite struct `Every route says who may use it` {
    private static let clerk = Role(rawValue: "clerk")

    @Test(
        arguments: [
            (Access.everyone, Actor.anonymous, nil), (.signedIn, .anonymous, "platform.sign_in_first"),
            (.role(clerk), .anonymous, "platform.sign_in_first"),
            (.everyone, .operating, nil), (.signedIn, .operating, nil), (.role(clerk), .operating, "platform.role_missing"),
            (.role(clerk), Actor(.person, name: "x", grants: [Grant(clerk)]), nil),
            (.role(clerk), Actor(.person, name: "x", grants: [Grant(Role(rawValue: "head"))]), "platform.role_missing"),
            (.citizen, Actor(.citizen, name: "c", citizen: "c"), nil), (.citizen, .anonymous, "platform.citizen_first"),
            (.citizen, Actor(.person, name: "x", grants: [Grant(clerk)]), "platform.citizen_first"),
            (.signedIn, Actor(.citizen, name: "c", citizen: "c"), "platform.sign_in_first"),
            (.role(clerk), Actor(.citizen, name: "c", citizen: "c", grants: [Grant(clerk)]), "platform.sign_in_first"),
        ] as [(Access, Actor, String?)])
    func `Access is checked against the actor`(access: Access, actor: Actor, code: String?) {
        do throws(AccessError) {
            try access.check(actor)
            #expect(code == nil)
        } catch {
            #expect(error.code == code)
        }
    }

    @Test(arguments: [Access.signedIn, .role(clerk)]) func `Through the door a stranger gets 401 and the handler never runs`(access: Access)
        async throws
    {
        try await PlatformHouse().ask({ routes, _ in
            routes.page("/test/page", access) { _ in
                Issue.record("ran"); return Page("x", content: "")
            }
            routes.file("/test/file", access) { _ in
                Issue.record("ran"); return FileAnswer(name: "x", mediaType: "text/csv", bytes: [])
            }
            routes.get("/test/get", access) { _, _ in
                Issue.record("ran"); return ""
            }
            routes.form("/test/post", access) { _, _ in
                Issue.record("ran"); return .go("/test")
            }
            routes.api(.put, "/test/put", access) { (_: [String], _) in
                Issue.record("ran"); return ""
            }
            routes.api(.delete, "/test/delete", access) { (_: [String], _) in
                Issue.record("ran"); return ""
            }
            routes.upload("/test/upload", access) { _, _ in
                Issue.record("ran"); return ""
            }
        }) { client async throws in
            for (path, method) in [
                ("page", HTTPRequest.Method.get), ("file", .get), ("get", .get), ("post", .post), ("put", .put), ("delete", .delete),
                ("upload", .post),
            ] {
                #expect(
                    try await client.executeRequest(uri: "/test/\(path)", method: method, headers: [:], body: nil).status == .unauthorized)
            }
        }
    }

    @Test func `The table tells method, path, access, room and kind`() throws {
        var routes = Routes(try PlatformHouse().services)
        routes.add(
            Module(name: "test", files: [:]) { routes, _ in
                routes.page("/test/:one", .everyone, cache: .publicData(query: "sort", "q")) { _ in Page("x", content: "") }
                routes.file("/test/:one/csv", .signedIn) { _ in FileAnswer(name: "x", mediaType: "text/csv", bytes: []) }
                routes.form("/test", .role(Self.clerk)) { _, _ in .go("/test") }
            })
        #expect(
            routes.lines.map { "\($0.room) \($0.method) \($0.path) \($0.access) \($0.kind) \($0.query)" } == [
                "test GET /test/:one everyone page [\"sort\", \"q\"]", "test GET /test/:one/csv signed in file []",
                "test POST /test role clerk form []",
            ])
    }

    @Test func `What is kept for all cannot be for some`() async {
        await #expect(processExitsWith: .failure) {
            var routes = Routes(try PlatformHouse().services)
            routes.page("/test", .signedIn, cache: .publicData) { _ in Page("x", content: "") }
        }
    }
}
