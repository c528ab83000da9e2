import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Storage
import Synchronization
import TestSupport
import Testing

/// How long one is signed in, and how it ends.
@Suite struct SessionTests {
    private static let hour: Int64 = 3_600_000

    @Test func `a session ends two hours after its last use and twelve after its beginning`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let idle = try await house.browser("lan")
            let identify = IdentifyActor(house.services)
            house.clock.advance(milliseconds: 2 * Self.hour - 1)
            #expect(try await identify.session(idle.session).name == "lan")
            house.clock.advance(milliseconds: 2 * Self.hour)
            #expect(try await identify.session(idle.session) == .anonymous)
            let busy = try await house.browser("lan")
            for _ in 0..<11 {
                house.clock.advance(milliseconds: Self.hour)
                #expect(try await identify.session(busy.session).name == "lan")
            }
            house.clock.advance(milliseconds: Self.hour - 1)
            #expect(try await identify.session(busy.session).name == "lan")
            house.clock.advance(milliseconds: 1)
            #expect(try await identify.session(busy.session) == .anonymous)
        }
    }

    @Test func `who is asked costs one statement, and the last use is written once a minute`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan", GrantDraft(.auditor), GrantDraft(.administrator))
            let lan = try await house.browser("lan")
            let counting = CountingDatabase(house.services.database)
            var services = house.services
            services.database = counting
            for _ in 0..<20 {
                house.clock.advance(milliseconds: 1000)
                #expect(try await IdentifyActor(services).session(lan.session).roles == [.auditor, .administrator])
            }
            #expect(counting.reads == 20)
            #expect(counting.writes == 0)
            for _ in 0..<60 {
                house.clock.advance(milliseconds: 1000)
                _ = try await IdentifyActor(services).session(lan.session)
            }
            #expect(counting.writes == 1)
        }
    }

    @Test func `it is found by its index`() async throws {
        try await AccountsHouse.open { house in
            guard house.services.database.dialect == .sqlite else { return }
            let plan = try await house.services.database.read { db in
                try db.plan(
                    """
                    SELECT p.id FROM accounts_sessions s JOIN accounts_people p ON p.id = s.person_id
                    LEFT JOIN accounts_grants g ON g.person_id = p.id WHERE s.digest = \("x")
                    """)
            }
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        }
    }

    @Test func `a database that only reads still knows who is signed in`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let lan = try await house.browser("lan")
            house.clock.advance(milliseconds: 10 * 60_000)
            var services = house.services
            services.database = FailingDatabase(wrapping: house.services.database, failStatement: 1)
            #expect(try await IdentifyActor(services).session(lan.session).name == "lan")
        }
    }

    @Test func `signing out ends this session and no other`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let here = try await house.browser("lan")
            let there = try await house.browser("lan")
            try await house.client { client in
                let answer = try await client.post("/accounts/sign-out", [:], by: here)
                #expect(answer.location == "/accounts/sign-in?done=signed_out")
                #expect(answer.sessionCookie == "")
                #expect(try await client.get("/accounts", here.headers).status == .seeOther)
                #expect(try await client.get("/accounts", there.headers).status == .ok)
                // Once more, and without any session, does no harm.
                #expect(try await client.post("/accounts/sign-out", [:], by: here).status == .seeOther)
                #expect(try await client.post("/accounts/sign-out", [:]).status == .seeOther)
            }
        }
    }

    @Test func `one sees where one is signed in and ends one session, or all others`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.person("minh")
            let here = try await house.browser("lan")
            let (second, third) = (try await house.browser("lan"), try await house.browser("lan"))
            let stranger = try await house.browser("minh")
            try await house.client { client in
                let page = try await client.get("/accounts", here.headers).text
                let ids = page.matches(of: /name="id" value="([0-9A-Z]{26})"/).map { String($0.1) }
                // Two opened here, and one by the invitation.
                #expect(ids.count == 3, "the present session has no such button")
                // Somebody else's session is not one's own to end.
                #expect(try await client.post("/accounts/sessions", ["id": ids[0]], by: stranger).status == .seeOther)
                #expect(try await client.get("/accounts", here.headers).text.matches(of: /name="id"/).count == 3)
                #expect(try await client.post("/accounts/sessions", ["id": ids[0]], by: here).location == "/accounts?done=sessions")
                let left = [
                    try await client.get("/accounts", second.headers).status, try await client.get("/accounts", third.headers).status,
                ]
                #expect(Set(left) == [.ok, .seeOther])
                #expect(try await client.post("/accounts/sessions", [:], by: here).location == "/accounts?done=sessions")
                #expect(try await client.get("/accounts", second.headers).status == .seeOther)
                #expect(try await client.get("/accounts", third.headers).status == .seeOther)
                #expect(try await client.get("/accounts", here.headers).status == .ok)
                #expect(try await client.get("/accounts", stranger.headers).status == .ok)
            }
        }
    }

    @Test func `a new password signs out everywhere else and gives a new secret here`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let (here, there) = (try await house.browser("lan"), try await house.browser("lan"))
            try await house.client { client in
                let values = ["present": AccountsHouse.password, "password": "bảy con gà trống", "again": "bảy con gà trống"]
                let wrong = try await client.post("/accounts/password", values.merging(["present": "sai"]) { $1 }, by: here)
                #expect(wrong.status == .unprocessableContent)
                #expect(!wrong.text.contains("gà trống"))
                let answer = try await client.post("/accounts/password", values, by: here)
                #expect(answer.location == "/accounts?done=password")
                let fresh = try #require(answer.sessionCookie)
                #expect(fresh != here.session.text)
                for old in [here, there] { #expect(try await client.get("/accounts", old.headers).status == .seeOther) }
                #expect(try await client.get("/accounts", [.cookie: "cchc_session=\(fresh)"]).status == .ok)
                await #expect(throws: AccountsError.signInWrong) {
                    try await SignInPerson(house.services, house.mill)(login: "lan", password: AccountsHouse.password, from: Origin())
                }
                _ = try await SignInPerson(house.services, house.mill)(login: "lan", password: "bảy con gà trống", from: Origin())
            }
        }
    }

    @Test func `ten wrong guesses at the present password and one waits`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let actor = try await house.actor("lan")
            let factor = SetSecondFactor(house.services, house.mill)
            for _ in 0..<10 { await #expect(throws: Faults.self) { try await factor.turnOff(password: "sai rồi", by: actor) } }
            await #expect(throws: AccountsError.throttled(minutes: 15)) {
                try await factor.turnOff(password: AccountsHouse.password, by: actor)
            }
        }
    }

    @Test func `a role that is given or taken is there or gone with the next request`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            try await house.person("admin", GrantDraft(.administrator))
            let lan = try await house.browser("lan")
            try await house.client { client in
                let refused = try await client.get("/accounts/people", lan.headers)
                #expect(refused.status == .forbidden)
                #expect(refused.text.contains("Quản trị"), "says which role is missing, in words")
                let grant = try await GrantRole(house.services)(GrantDraft(.administrator), to: "lan", by: .operating)
                #expect(try await client.get("/accounts/people", lan.headers).status == .ok)
                try await GrantRole(house.services).end(grant.id, of: "lan", by: .operating)
                #expect(try await client.get("/accounts/people", lan.headers).status == .forbidden)
            }
        }
    }
}

/// Counts transactions on their way to a database.
private final class CountingDatabase: Database {
    private let database: any Database
    private let counts = Mutex((reads: 0, writes: 0))

    init(_ database: any Database) { self.database = database }

    var reads: Int { counts.withLock { $0.reads } }
    var writes: Int { counts.withLock { $0.writes } }
    var dialect: Dialect { database.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.read { db in
            let connection = CountingConnection(db)
            let result = try body(connection)
            self.counts.withLock { $0.reads += connection.statements }
            return result
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        counts.withLock { $0.writes += 1 }
        return try await database.write(body)
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.writeAlone(body)
    }

    func close() async { await database.close() }
}

/// Counts the statements of one transaction.
private final class CountingConnection: Connection {
    private let connection: any Connection
    private(set) var statements = 0

    init(_ connection: any Connection) { self.connection = connection }

    var dialect: Dialect { connection.dialect }

    func rows(_ sql: SQL) throws -> [Row] {
        statements += 1
        return try connection.rows(sql)
    }

    func run(_ sql: SQL) throws -> Int {
        statements += 1
        return try connection.run(sql)
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        statements += 1
        try connection.each(sql, body)
    }

    func load(into table: StaticString, columns: [StaticString], rows: some Sequence<[SQLValue]>) throws -> Int {
        statements += 1
        return try connection.load(into: table, columns: columns, rows: rows)
    }
}
