import Foundation
import Kernel
import Storage
import Synchronization
import Testing

/// The engines that a contract is tested on: SQLite always, PostgreSQL where CCHC_TEST_POSTGRES holds the URL of a server.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgres

    var testDescription: String { rawValue }

    static let postgresURL = ProcessInfo.processInfo.environment["CCHC_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    static let available: [Engine] = postgresURL == nil ? [.sqlite] : [.sqlite, .postgres]
    /// For tests of what only PostgreSQL has; empty, and so skipped, where there is none.
    static let onlyPostgres = available.filter { $0 == .postgres }

    /// Lends an empty database of its own, with the tables of `schema`, and removes it afterwards.
    func withDatabase(_ schema: String = "", _ body: (any Database) async throws -> Void) async throws {
        try await withAddress { address in
            let database = try openDatabase(address)
            do {
                try await database.migrate(schema)
                try await body(database)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    /// Lends the address of an empty database, for tests that open it more than once.
    func withAddress(_ body: (String) async throws -> Void) async throws {
        let name = "t_" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await body("sqlite:\(folder.path)/test.db")
        case .postgres:
            let url = try #require(Self.postgresURL)
            await Gate.postgres.enter()
            do {
                try await body("\(url)\(url.contains("?") ? "&" : "?")schema=\(name)&connections=8")
            } catch {
                try await Self.drop(name, url)
                throw error
            }
            try await Self.drop(name, url)
        }
    }

    private static func drop(_ schema: String, _ url: String) async throws {
        defer { Gate.postgres.leave() }
        let database = try openDatabase(url)
        _ = try await database.write { try $0.run(SQL(file: "DROP SCHEMA IF EXISTS \(schema) CASCADE")) }
        await database.close()
    }
}

extension Database {
    /// Applies one text as a migration would be.
    func migrate(_ text: String) async throws {
        guard !text.isEmpty else { return }
        try await Migrator(files: ["0001_test_create_tables.sql": text]).migrate(self, at: .init(milliseconds: 0))
    }

    func count(_ table: StaticString) async throws -> Int {
        try await read { try $0.rows("SELECT count(*) AS n FROM \(identifier: table)")[0].integer("n") }
    }

    func expect(_ rows: Int, in table: StaticString, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let count = try await count(table)
        #expect(count == rows, "rows in \(table)", sourceLocation: sourceLocation)
    }
}

/// Lets a few through at a time: a server has only so many connections.
final class Gate: Sendable {
    static let postgres = Gate(limit: 6)

    private let state: Mutex<(free: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(limit: Int) { state = Mutex((limit, [])) }

    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state in
            if state.waiting.isEmpty {
                state.free += 1
                return CheckedContinuation<Void, Never>?.none
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}

/// A flag that one side raises, for good, and the other waits for, blocking or not.
final class Signal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func raise() { semaphore.signal() }

    /// For use inside a transaction, which blocks a thread of its own.
    func waitBlocking() {
        semaphore.wait()
        semaphore.signal()
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                self.waitBlocking()
                continuation.resume()
            }
        }
    }
}

/// Counts how often something ran, over threads.
final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    @discardableResult func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

let things = """
    CREATE TABLE things (
        id TEXT PRIMARY KEY, words TEXT, number BIGINT, flag INTEGER CHECK (flag IN (0, 1)), data BLOB
    );
    """

extension Database {
    /// Runs writes that wait together, behind one that holds the queue until all have come.
    func together(_ writes: [@Sendable (any Connection) throws -> Void]) async -> [Result<Void, any Error>] {
        let begun = Signal(), release = Signal(), come = Counter()
        async let first: Void? = try? write { _ in
            begun.raise()
            release.waitBlocking()
        }
        await begun.wait()
        let results = await withTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
            for (index, body) in writes.enumerated() {
                group.addTask {
                    if come.next() == writes.count { release.raise() }
                    // In two steps: `(index, .success(try await …))` loses the index to the optimiser of Swift 6.3.
                    let result: Result<Void, any Error>
                    do {
                        try await write(body)
                        result = .success(())
                    } catch {
                        result = .failure(error)
                    }
                    return (index, result)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        _ = await first
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
