import Synchronization

/// Wraps a database so that one statement of its writes fails: for tests that nothing is ever half-done.
///
/// ```swift
/// var n = 1
/// while true {
///     let failing = FailingDatabase(wrapping: database, failStatement: n)
///     do { try await verb(failing); break } catch is StorageError { /* nothing has changed */ }
///     n += 1
/// }
/// ```
/// Statements are counted over all writes since this was made: each `rows`, `run`, `runLater`, `each` and `load` is one, and so is each
/// COMMIT. Reads are not counted. Without `failStatement` it only counts.
package final class FailingDatabase: Database {
    private let database: any Database
    private let failStatement: Int?
    private let error: StorageError
    private let count = Mutex(0)

    package init(
        wrapping database: any Database, failStatement: Int? = nil,
        with error: StorageError = .unwritable(.full, reason: "a test made this statement fail")
    ) {
        self.database = database
        self.failStatement = failStatement
        self.error = error
    }

    /// How many statements the writes began, the one that failed among them.
    package var statements: Int { count.withLock { $0 } }

    package var dialect: Dialect { database.dialect }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.read(body)
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.write { try self.perform(body, on: $0) }
    }

    package func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.writeAlone { try self.perform(body, on: $0) }
    }

    package func close() async { await database.close() }

    private func perform<T>(_ body: (any Connection) throws -> T, on connection: any Connection) throws -> T {
        let failing = FailingConnection(wrapping: connection, next: next)
        let result = try body(failing)
        try failing.begin()
        return result
    }

    /// Counts one statement; returns the error when it is the one to fail.
    private func next() -> StorageError? {
        count.withLock { count in
            count += 1
            return count == failStatement ? error : nil
        }
    }
}

/// A connection whose statements are counted; the one that failed dooms the rest, as both engines do.
private final class FailingConnection: Connection {
    private let connection: any Connection
    private let next: () -> StorageError?
    private var failure: StorageError?

    init(wrapping connection: any Connection, next: @escaping () -> StorageError?) {
        self.connection = connection
        self.next = next
    }

    func begin() throws {
        if failure == nil { failure = next() }
        if let failure { throw failure }
    }

    var dialect: Dialect { connection.dialect }

    func rows(_ sql: SQL) throws -> [Row] {
        try begin()
        return try connection.rows(sql)
    }

    func run(_ sql: SQL) throws -> Int {
        try begin()
        return try connection.run(sql)
    }

    func runLater(_ sql: SQL) throws {
        try begin()
        try connection.runLater(sql)
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try begin()
        try connection.each(sql, body)
    }

    func load(into table: StaticString, columns: [StaticString], rows: some Sequence<[SQLValue]>) throws -> Int {
        try begin()
        return try connection.load(into: table, columns: columns, rows: rows)
    }
}
