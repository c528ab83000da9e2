import App
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Storage
import Synchronization
import Testing

/// The engine that the suite runs on: `CCHC_TEST_ENGINE` is `sqlite` (the default) or `postgres`, whose server
/// `CCHC_TEST_POSTGRES` names.
package enum TestEngine {
    package static let isPostgres = ProcessInfo.processInfo.environment["CCHC_TEST_ENGINE"] == "postgres"

    /// The address of a database that nobody else uses: a file of its own in the folder, or the schema of its own.
    static func database(in folder: URL, schema: String) throws -> String {
        guard isPostgres else { return "sqlite:\(folder.path)/cchc.db" }
        guard let server = ProcessInfo.processInfo.environment["CCHC_TEST_POSTGRES"] else {
            throw TestHouseError.noServer
        }
        let mark = server.contains("?") ? "&" : "?"
        return "\(server)\(mark)schema=\(schema)&connections=4"
    }
}

/// The schemas of finished houses: tables are slow to make on PostgreSQL, and a catalogue of a hundred thousand slows everything.
private enum Schemas {
    private static let free = Mutex<[String]>([])

    /// One that holds nothing, made or yet to be made.
    static func take() -> String { free.withLock { $0.popLast() } ?? new() }
    static func new() -> String { "t_\(UUID().uuidString.lowercased().filter { $0 != "-" })" }

    /// Leaves nothing in the tables but the list of migrations; one whose list a test has changed is not used again.
    static func giveBack(_ schema: String, _ database: any Database) async {
        do {
            guard try await Migrator().migrate(database, at: SystemClock.now()).isEmpty else { return }
            try await database.writeAlone { db in
                try db.run("SET LOCAL session_replication_role = replica")
                let names = try db.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()")
                for name in try names.map({ try $0.string("name") }) where name != "schema_migrations" {
                    try db.run(SQL(file: "DELETE FROM \(name)"))
                }
            }
        } catch { return }
        free.withLock { $0.append(schema) }
    }
}

/// An empty house of SQLite as the migrations make it, of which every test has a copy.
private enum EmptyHouse {
    static let file = Task {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-test-empty-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let services = try await makeServices(
            Settings(options: [.database: "sqlite:\(folder.path)/cchc.db", .files: "\(folder.path)/files"]))
        await services.database.close()
        return folder.appending(path: "cchc.db")
    }
}

enum TestHouseError: Error { case noServer }

/// A clock that tests move.
package final class TestClock: Sendable {
    private let milliseconds: Mutex<Int64>

    package init(_ milliseconds: Int64 = 1_791_600_000_000) { self.milliseconds = Mutex(milliseconds) }

    package func now() -> Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }
    package func advance(milliseconds: Int64) { self.milliseconds.withLock { $0 += milliseconds } }
}

/// The option by which a house makes PDF, where the tests are told of the program.
package let printer: [SettingName: String] =
    ProcessInfo.processInfo.environment[SettingName.weasyPrint.variable].map { [.weasyPrint: $0] } ?? [:]

/// A whole house on a database of the chosen engine, for the length of one test; `options` as on the command line.
///
/// The database is empty, or as `prepare` leaves it before the house is put together.
package func withHouse(
    _ options: [SettingName: String] = [:], on prepare: ((any Database) async throws -> Void)? = nil,
    _ test: (Services) async throws -> Void
) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let isUsual = TestEngine.isPostgres && prepare == nil && options[.database] == nil
    let schema = isUsual ? Schemas.take() : Schemas.new()
    let own: [SettingName: String] = [
        .database: try TestEngine.database(in: folder, schema: schema), .files: "\(folder.path)/files",
    ]
    let settings = try Settings(options: own.merging(options) { $1 })
    if !TestEngine.isPostgres, prepare == nil, options[.database] == nil {
        try FileManager.default.copyItem(at: try await EmptyHouse.file.value, to: folder.appending(path: "cchc.db"))
    }
    if let prepare {
        let database = try openDatabase(settings.database)
        try await prepare(database)
        await database.close()
    }
    var services = try await makeServices(settings)
    let clock = TestClock()
    services.now = { clock.now() }
    do {
        try await test(services)
    } catch {
        await services.database.close()
        throw error
    }
    if isUsual { await Schemas.giveBack(schema, services.database) }
    await services.database.close()
}

/// The house's pages and API over an in-process client.
package func withClient(_ services: Services, _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    try await makeApplication(makeRoutes(services), services).test(.router, test)
}
