import App
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// Databases of earlier programs, brought up by this one (EXPECTED 1); docs/recipes/make-a-release.md tells how to add one.
@Suite struct UpgradeTests {
    @Test(arguments: OldDatabase.all) func `an older database keeps every row, its seals and its pages`(old: OldDatabase) async throws {
        try await withHouse(on: old.restore) { services in
            let (then, now) = try await old.rows(in: services.database)
            #expect(then.count > 60)
            #expect(Set(then).subtracting(now) == [], "rows that are not as they were")

            let applied = try await services.database.read { try $0.rows("SELECT name FROM schema_migrations ORDER BY name") }
            #expect(try applied.map { try $0.string("name") } == Migrator().migrations.map(\.name))

            // The chain goes on where the old program left it.
            try await services.database.write { db in
                _ = try services.audit.record("app.tested", by: .operating, subject: "upgrade", in: db)
            }
            #expect(try await services.audit.seal(services.database) == 1)
            let report = try await services.database.read { try AuditVerifier.verify($0) }
            #expect(report.isWhole && report.sealed > 3 && report.unsealed.isEmpty)

            try await withClient(services) { client in
                // A scorecard is computed again from the stored figures and compared with the stored result.
                for (address, words) in [
                    ("/rankings/binh-duong-2017", "Phú Giáo"), ("/rankings/binh-duong-2017/units/722", "Phú Giáo"), ("/facts", "Đà Nẵng"),
                    ("/criteria", "binh-duong-districts"),
                ] {
                    let page = try await client.executeRequest(uri: address, method: .get, headers: [:], body: nil)
                    #expect(page.status == .ok && String(buffer: page.body).contains(words), "\(address)")
                }
            }
        }
    }

    @Test func `there is one to upgrade`() { #expect(OldDatabase.all.contains { $0.migrations < Migrator().migrations.count }) }

    @Test(arguments: [
        (Language.vi, "Cơ sở dữ liệu này đã được một phiên bản mới hơn của chương trình thay đổi và được giữ nguyên."),
        (.en, "This database was changed by a newer version of the program; it is left as it is."),
    ])
    func `a newer database is refused by the program, untouched`(language: Language, told: String) async throws {
        try await withHouse { services in
            try await services.database.write { db in
                try db.run("INSERT INTO schema_migrations (name, digest, applied_ms) VALUES ('9999_units_create_more.sql', '0', 0)")
                try db.run("CREATE TABLE units_more (id TEXT NOT NULL PRIMARY KEY)")
            }
            let before = try await services.database.read { try $0.rows("SELECT name, digest FROM schema_migrations").count }
            let contents = try await DatabaseContents(services.database)
            for arguments in [["serve", "--port", "0"], ["demo", "load"], ["audit", "verify"]] {
                let outcome = try await Program.run(arguments, in: language, of: services)
                #expect(outcome.status == 1 && outcome.output == "", "\(arguments)")
                #expect(outcome.errors.hasPrefix(told) && outcome.errors.contains("9999_units_create_more.sql"), "\(arguments)")
            }
            #expect(try await DatabaseContents(services.database) == contents)
            #expect(try await services.database.read { try $0.rows("SELECT name, digest FROM schema_migrations").count } == before)
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD"] != nil && !TestEngine.isPostgres, "RECORD=1 records a database"))
    func `records the database of this program`() async throws {
        try await withHouse { services in
            try await OldDatabase.fill(services)
            let contents = try await DatabaseContents(services.database)
            #expect(contents.tables.filter(\.value.isEmpty).keys.sorted() == [], "fill these too")
            let name = try #require(Migrator().migrations.last).name.prefix(4) + ".sql"
            try FileManager.default.createDirectory(at: OldDatabase.folder, withIntermediateDirectories: true)
            try await OldDatabase.text(of: services.database)
                .write(to: OldDatabase.folder.appending(path: String(name)), atomically: true, encoding: .utf8)
        }
    }
}
