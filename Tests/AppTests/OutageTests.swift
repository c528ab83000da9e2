import App
import Criteria
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// A full disk or a lost database leaves the house readable, and nothing half-done (EXPECTED 3).
@Suite struct OutageTests {
    /// The house with a form that publishes all shipped frameworks, which need more room than any database has left.
    private func application(_ services: Services) throws -> some ApplicationProtocol {
        var routes = makeRoutes(services)
        routes.add(
            Module(name: "test", files: [:]) { routes, services in
                routes.form("/test", .everyone) { _, _ in
                    try await services.database.write { db in
                        for file in FrameworkLibrary.files { try PublishFramework(services)(file, by: .operating, db) }
                    }
                    return .go("/criteria")
                }
            })
        return makeApplication(routes, services)
    }

    @Test(arguments: [
        (
            Language.vi, "Hiện chưa thể thay đổi gì", "Hệ thống tạm thời không lưu được gì; mọi nội dung vẫn xem được.",
            "Nội dung đang gửi chưa được lưu"
        ), (.en, "Nothing can be changed just now", "The system cannot store anything just now", "What you were sending was not saved"),
    ])
    func `a database that takes nothing more is read as before, and every page says so until it is over`(
        language: Language, notice: String, told: String, end: String
    ) async throws {
        try await withHouse { services in
            let cookie: HTTPFields = [.cookie: "lang=\(language)"]
            try await application(services).test(.router) { client in
                func page(_ address: String) async throws -> String {
                    let answer = try await client.executeRequest(uri: address, method: .get, headers: cookie, body: nil)
                    #expect(answer.status == .ok, "\(address)")
                    return String(buffer: answer.body)
                }
                #expect(try await !page("/").contains(notice))
                try await services.database.refuse(true)
                try await fill(services)
                let before = try await DatabaseContents(services.database)

                let refused = try await client.executeRequest(uri: "/test", method: .post, headers: cookie, body: nil)
                let text = String(buffer: refused.body)
                #expect(refused.status == .serviceUnavailable && refused.headers[.retryAfter] == "30")
                #expect(text.contains(told) && text.contains(end) && !text.contains(notice))
                #expect(try await DatabaseContents(services.database).differences(from: before) == [])
                // Kept before and made now, both say it.
                #expect(try await page("/").contains(notice))
                #expect(try await page("/criteria").contains(notice))
                #expect(try await page("/metrics").contains("\ncchc_database_up 1\n# TYPE cchc_read_only gauge\ncchc_read_only 1\n"))

                try await services.database.refuse(false)
                try await ResumeWrites(services)()
                #expect(try await !page("/").contains(notice))
                #expect(try await page("/metrics").contains("\ncchc_read_only 0\n"))
                let taken = try await client.executeRequest(uri: "/test", method: .post, headers: cookie, body: nil)
                #expect(taken.status == .seeOther)
                let after = try await DatabaseContents(services.database)
                #expect(try after.differences(from: before) == ["criteria_frameworks", "criteria_laws", "platform_audit"])
                #expect(after.tables["platform_audit"]?.contains { $0.contains("platform.writes_resumed") } == true)
            }
        }
    }

    @Test func `what may have been saved is not told as lost`() async throws {
        try await withHouse { services in
            var services = services
            services.database = UncertainDatabase(services.database)
            try await application(services).test(.router) { client in
                let answer = try await client.executeRequest(uri: "/test", method: .post, headers: [.cookie: "lang=en"], body: nil)
                let text = String(buffer: answer.body)
                #expect(answer.status == .serviceUnavailable)
                #expect(text.contains("it is not known whether your change was saved"))
                #expect(text.contains("Before you send it again, look whether it is there already."))
                #expect(!text.contains("not saved"))
                let home = try await client.executeRequest(uri: "/", method: .get, headers: [.cookie: "lang=en"], body: nil)
                #expect(!String(buffer: home.body).contains("Nothing can be changed just now"))
            }
        }
    }

    @Test(.enabled(if: TestEngine.isPostgres, "SQLite has no server"))
    func `a server that is gone leaves kept pages readable, and all else says when to come again`() async throws {
        let server = try await PostgresServer()
        try await withHouse([.database: server.address]) { services in
            try await application(services).test(.router) { client in
                func ask(_ address: String, _ method: HTTPRequest.Method = .get) async throws -> TestResponse {
                    try await client.executeRequest(uri: address, method: method, headers: [.cookie: "lang=en"], body: nil)
                }
                let kept = try await ask("/rankings")
                #expect(kept.status == .ok)
                try await server.stop()

                let again = try await ask("/rankings")
                #expect(again.status == .ok && again.body == kept.body)
                for (address, method) in [("/facts", HTTPRequest.Method.get), ("/test", .post)] {
                    let answer = try await ask(address, method)
                    #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] == "30", "\(address)")
                    #expect(String(buffer: answer.body).contains("The database does not answer just now."), "\(address)")
                }
                #expect(try await ask("/readyz").status == .serviceUnavailable)
                #expect(try await ask("/healthz").status == .ok)
            }
        }
    }

    @Test(.enabled(if: !TestEngine.isPostgres, "the files of a server are its own"))
    func `a command whose disk is full ends with 1, and what it had stored is whole`() async throws {
        try await withHouse { services in
            let broken = try await Program.run(["demo", "load"], in: .vi, of: services, fileLimit: 2400)
            #expect(broken.status == 1)
            #expect(broken.errors.contains("the database cannot be written"))
            #expect(
                broken.errors.hasPrefix("Cơ sở dữ liệu tạm thời không trả lời.\n")
                    || broken.errors.hasPrefix("Hệ thống tạm thời không lưu được gì"))
            let verified = try await Program.run(["audit", "verify"], in: .vi, of: services)
            #expect(verified.status == 0)
            let kept = try await DatabaseContents(services.database)
            #expect(kept.tables["units_units"]?.isEmpty == false && (kept.tables["rankings_rankings"]?.count ?? 0) < 18)
            // One entry for each transaction that went through.
            let published = (kept.tables["rankings_rankings"]?.count ?? 0) + (kept.tables["criteria_frameworks"]?.count ?? 0)
            let loads = ["units_units", "facts_figures", "procedures_versions", "procedures_receivers"]
            let others = loads.count { kept.tables[$0]?.isEmpty == false }
            let people = (kept.tables["accounts_people"]?.count ?? 0) + (kept.tables["accounts_grants"]?.count ?? 0)
            let citizens = kept.tables["citizens_people"]?.count ?? 0
            #expect(kept.tables["platform_audit"]?.count == published + people + citizens + others)
        }
    }
}

/// Uses up the room that pages of the file have left, where a word of the audit would fit in.
private func fill(_ services: Services) async throws {
    do {
        while true {
            try await services.database.write { db in
                _ = try services.audit.record("app.tested", by: .operating, subject: "room", in: db)
            }
            try await services.audit.seal(services.database)
        }
    } catch StorageError.unwritable {}
}

extension Database {
    /// Makes the engine itself refuse whatever needs room, and read on.
    fileprivate func refuse(_ refuses: Bool) async throws {
        switch (dialect, refuses) {
        // The least is what the file has already.
        case (.sqlite, true): _ = try await write { try $0.rows("PRAGMA max_page_count = 1") }
        case (.sqlite, false): _ = try await write { try $0.rows("PRAGMA max_page_count = 1073741823") }
        // A house of tests has one connection that writes.
        case (.postgres, true): _ = try await write { try $0.run("SET default_transaction_read_only = on") }
        case (.postgres, false): _ = try await write { try $0.run("SET default_transaction_read_only = off") }
        }
    }
}

/// A database whose connection breaks while COMMIT is on its way.
private struct UncertainDatabase: Database {
    let database: any Database

    init(_ database: any Database) { self.database = database }

    var dialect: Dialect { database.dialect }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await database.read(body) }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        _ = try await database.write(body)
        throw StorageError.outcomeUnknown(reason: "the server was not heard any more")
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await write(body) }

    func close() async { await database.close() }
}
