import Accounts
import App
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import Synchronization
import TestSupport
import Testing

/// Public pages are kept for everybody; who is signed in still sees the own name on them.
@Suite struct PublicPageTests {
    @Test func `whoever is signed in is shown so on public pages, and nobody else is`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", GrantDraft(.administrator))
            let lan = try await house.browser("lan")
            try await house.client { client in
                for path in ["/", "/criteria"] {
                    let before = try await client.get(path)
                    let own = try await client.get(path, lan.headers)
                    #expect(own.text.contains("Người lan") && own.text.contains("/accounts/people"))
                    #expect(own.headers[.cacheControl] == "no-store")
                    let after = try await client.get(path)
                    #expect(after.text == before.text && !after.text.contains("Người lan"))
                    #expect(after.headers[.cacheControl] == "public, no-cache")
                    // A browser that kept everybody's page does not take it for its own.
                    var headers = lan.headers
                    headers[.ifNoneMatch] = before.headers[.eTag]
                    #expect(try await client.get(path, headers).status == .ok)
                    // A session that is over is nobody's.
                    #expect(try await client.get(path, [.cookie: "cchc_session=\(Secret().text)"]).text == before.text)
                }
                let token = try await MakeToken(house.services)(
                    .init(name: "x", scope: "read", days: "1"), by: try await house.actor("lan"))
                let bearer: HTTPFields = [.authorization: "Bearer \(token.secret.text)"]
                #expect(!(try await client.get("/", bearer).text.contains("Người lan")), "programs get what is kept")
            }
        }
    }

    @Test func `while the database does not answer, everybody's page is shown to those signed in`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let lan = try await house.browser("lan")
            var services = house.services
            // Sealing is a change as well, and would drop what is kept.
            try await services.audit.seal(services.database)
            let database = LostDatabase(house.services.database)
            services.database = database
            try await withClient(services) { client in
                let before = try await client.get("/")
                #expect(try await client.get("/", lan.headers).text.contains("Người lan"))
                database.isLost.store(true, ordering: .relaxed)
                #expect(try await client.get("/", lan.headers).text == before.text)
                #expect(try await client.get("/accounts", lan.headers).status == .serviceUnavailable)
            }
        }
    }

    @Test func `the first page leads to the people of the demonstration, while there are such`() async throws {
        try await AccountsHouse.open { house in
            try await house.client { client in
                let door = #"<a href="/accounts/sign-in">Chọn một vai trò</a>"#
                #expect(!(try await client.get("/").text.contains(door)))
                try await CreatePerson(house.services)(
                    PersonDraft(login: "quan.tri", name: "Mẫu"), with: [GrantDraft(.administrator)], isDemo: true, by: .operating)
                let open = try await client.get("/").text
                #expect(open.contains(door))
                #expect(try #require(open.range(of: door)).lowerBound > #require(open.range(of: "<h1>")).lowerBound)
                try await CreatePerson(house.services)(PersonDraft(login: "lan", name: "Người thật"), by: .operating)
                #expect(!(try await client.get("/").text.contains(door)))
            }
        }
    }
}

/// A database that can be taken away.
private final class LostDatabase: Database {
    private let database: any Database
    let isLost = Atomic(false)

    init(_ database: any Database) { self.database = database }

    var dialect: Dialect { database.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try check()
        return try await database.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try check()
        return try await database.write(body)
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try check()
        return try await database.writeAlone(body)
    }

    func close() async { await database.close() }

    private func check() throws {
        if isLost.load(ordering: .relaxed) { throw StorageError.unreachable(reason: "a test took it away") }
    }
}
