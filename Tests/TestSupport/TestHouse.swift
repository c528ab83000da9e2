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

/// A database and the address that it was opened by.
private struct Opened {
    let address: String
    let database: any Database

    init(_ address: String) throws {
        self.address = address
        database = try openDatabase(address)
    }
}

/// The databases of finished houses on PostgreSQL, each a schema of its own, with their connections open: a server is slow to make
/// tables, and slow to learn of them anew on each connection.
private enum FinishedHouses {
    private static let databases = Mutex<[Opened]>([])

    /// One that holds nothing, if any is left from an earlier test.
    static func take() -> Opened? { databases.withLock { $0.popLast() } }

    /// Leaves nothing in the tables but the list of migrations; one that a test has closed or whose list it has changed is not used again.
    static func keep(_ opened: Opened) async {
        let database = opened.database
        do {
            guard try await Migrator().migrate(database, at: SystemClock.now()).isEmpty else { return await database.close() }
            try await database.writeAlone { db in
                try db.run("SET LOCAL session_replication_role = replica")
                let names = try db.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()")
                for name in try names.map({ try $0.string("name") }) where name != "schema_migrations" {
                    try db.run(SQL(file: "DELETE FROM \(name)"))
                }
            }
        } catch { return await database.close() }
        databases.withLock { $0.append(opened) }
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
    let isUsual = prepare == nil && options[.database] == nil
    let used = isUsual && TestEngine.isPostgres ? FinishedHouses.take() : nil
    let schema = "t_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
    let own: [SettingName: String] = [
        .database: try used?.address ?? TestEngine.database(in: folder, schema: schema), .files: "\(folder.path)/files",
    ]
    let settings = try Settings(options: own.merging(options) { $1 })
    if let prepare {
        let database = try openDatabase(settings.database)
        try await prepare(database)
        await database.close()
    } else if isUsual, !TestEngine.isPostgres {
        try FileManager.default.copyItem(at: try await EmptyHouse.file.value, to: folder.appending(path: "cchc.db"))
    }
    let opened = try used ?? Opened(settings.database)
    var services = try await makeServices(settings, on: opened.database)
    let clock = TestClock()
    services.now = { clock.now() }
    do {
        try await test(services)
    } catch {
        await opened.database.close()
        throw error
    }
    if isUsual, TestEngine.isPostgres { await FinishedHouses.keep(opened) } else { await opened.database.close() }
}

/// The house's pages and API over an in-process client.
package func withClient(_ services: Services, _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    try await makeApplication(makeRoutes(services), services).test(.router, test)
}
