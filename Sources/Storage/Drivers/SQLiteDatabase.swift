import Foundation
import GRDB

/// A SQLite file: many readers on snapshots, one writer whose commits are grouped (WAL, `synchronous = FULL`).
final class SQLiteDatabase: Database {
    let dialect = Dialect.sqlite
    private let pool: DatabasePool
    private let writer: GroupCommit<SQLiteGroupSession>
    private let readers: Workers<Void>

    /// Reads that may run at once; each keeps a connection with its cache of pages.
    private static let readerLimit = 8
    /// How long to wait for another program's write before giving up, in seconds.
    private static let patience = 10.0

    init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "storage"
        configuration.busyMode = .timeout(Self.patience)
        configuration.maximumReaderCount = Self.readerLimit
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -16000")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        let pool: DatabasePool
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                // The pool sets NORMAL after `prepareDatabase`; a commit must outlive a power cut, so this comes last.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
                guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
                    throw StorageError.unreachable(reason: "\(path): SQLite does not accept synchronous = FULL")
                }
            }
        } catch let error as DatabaseError {
            throw StorageError.unreachable(reason: "\(path): \(error.message ?? error.extendedResultCode.description)")
        }
        self.pool = pool
        writer = GroupCommit(leaderLimit: 1) { lead in
            pool.asyncWriteWithoutTransaction { lead(SQLiteGroupSession($0)) }
        }
        readers = Workers(limit: Self.readerLimit, make: {}, end: { _ in })
    }

    deinit { readers.stop() }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let pool = pool
        return try await readers.run { _ in
            do {
                return try pool.read { database in
                    try SQLiteConnection(database, isReading: true).perform(body)
                }
            } catch let error as DatabaseError {
                throw StorageError(error, isReading: true)
            }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writer.write(body)
    }

    /// The lock that SQLite takes for every write keeps other programs out already.
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await writer.write(body)
    }

    func close() async {
        await writer.close()
        await readers.close()
        // What fails here is the last checkpoint or the freeing of memory; the log keeps every commit for the next opening.
        try? pool.close()
    }
}

/// The writer's connection, leading a group.
struct SQLiteGroupSession: GroupSession {
    private let database: GRDB.Database

    init(_ database: GRDB.Database) { self.database = database }

    func begin() throws(StorageError) { try control("BEGIN IMMEDIATE") }

    func run(_ write: any PendingWrite, inSavepoint: Bool) -> GroupStep {
        do throws(StorageError) {
            if inSavepoint { try control("SAVEPOINT one_write") }
            let isKept = write.run(by: try SQLiteConnection(database, isReading: false))
            // A full disk and a few other faults make SQLite roll back everything.
            guard database.isInsideTransaction else { return .broken(again: isKept) }
            if inSavepoint {
                if !isKept { try control("ROLLBACK TO one_write") }
                try control("RELEASE one_write")
            }
            return isKept ? .kept : .takenBack
        } catch {
            return .broken(again: true)
        }
    }

    func commit() -> GroupEnd {
        do throws(StorageError) {
            try control("COMMIT")
            return .done
        } catch {
            return .failed(error)
        }
    }

    func rollBack() {
        // Where this fails, SQLite has rolled back by itself.
        try? database.rollback()
    }

    func runAlone(_ write: any PendingWrite) {
        do throws(StorageError) {
            try begin()
            switch run(write, inSavepoint: false) {
            case .kept: try control("COMMIT")
            case .takenBack, .broken: rollBack()
            }
            write.finish()
        } catch {
            rollBack()
            write.fail(error)
        }
    }

    private func control(_ sql: SQL) throws(StorageError) {
        try SQLiteConnection(database, isReading: false).control(sql)
    }
}
