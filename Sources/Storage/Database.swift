/// The one seam between the house and what keeps its data.
///
/// A new backend is one type in `Drivers/` that conforms to this, and one scheme in ``openDatabase(_:)``. A transaction is
/// a synchronous closure: nothing is awaited while rows are locked. A driver may run the closure again from its beginning
/// (a lost race, a lost connection), so a closure touches nothing but its connection and returns what it found.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` on one snapshot of everything committed before; a change inside it is a ``StorageError``.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Asks one question: a ``read(_:)`` of one statement, which on a server needs no transaction around it.
    func ask<Value: Sendable>(_ query: Query<Value>) async throws -> Value

    /// Runs `body` as one transaction and returns when it is on disk; when this throws, nothing of it was kept.
    ///
    /// The one exception is ``StorageError/outcomeUnknown(reason:)``. A statement that failed dooms its transaction, even
    /// where `body` catches the error: this then throws it. Cancelling the task does not stop it.
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// A ``write(_:)`` during which no other program is inside one of its own: what changes the schema runs here.
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Lets what has begun come to its end, then closes; later calls throw ``StorageError/unreachable(reason:)``.
    func close() async
}

/// One transaction, valid inside the closure that was given it and nowhere else.
package protocol Connection {
    var dialect: Dialect { get }

    /// Every row that the statement yields; also for `INSERT … RETURNING`.
    func rows(_ sql: SQL) throws -> [Row]

    /// The rows of each of a few queries that need nothing of each other: for all of them one journey to a server and back.
    func answers(_ queries: [SQL]) throws -> [[Row]]

    /// Runs the statement and tells how many rows it inserted, updated or deleted.
    @discardableResult func run(_ sql: SQL) throws -> Int

    /// Runs a change whose count nobody needs: it may travel to a server with the next statement, or with COMMIT.
    ///
    /// Later statements find it done; when it fails, so does whatever it travels with, and the transaction.
    func runLater(_ sql: SQL) throws

    /// Hands over the rows of a `SELECT` one at a time, so that millions need no memory.
    ///
    /// `body` may run other statements, but must not change the tables that are being walked.
    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws

    /// The fastest way in for many rows; each has its values in the order of `columns`. Returns how many went in.
    @discardableResult
    func load(into table: StaticString, columns: [StaticString], rows: some Sequence<[SQLValue]>) throws -> Int
}

/// Whose SQL it is, for the few statements that exist in one engine only.
package enum Dialect: String, Sendable, Hashable {
    case sqlite, postgres
}

extension Database {
    package func ask<Value: Sendable>(_ query: Query<Value>) async throws -> Value { try await read { try $0.ask(query) } }
}

extension Connection {
    package func runLater(_ sql: SQL) throws { try run(sql) }

    package func answers(_ queries: [SQL]) throws -> [[Row]] { try queries.map { try rows($0) } }

    /// The first row, or nil; write `LIMIT 1` where more could come.
    package func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// How the engine means to run the statement, a step a line: for tests that hold a query to its index.
    ///
    /// SQLite says `SEARCH units USING INDEX …` or `SCAN units`, PostgreSQL `Index Scan using …` or `Seq Scan on units`.
    package func plan(_ sql: SQL) throws -> [String] {
        switch dialect {
        case .sqlite: try rows("EXPLAIN QUERY PLAN \(sql)").map { try $0.string("detail") }
        case .postgres: try rows("EXPLAIN (COSTS OFF) \(sql)").map { try $0.string("QUERY PLAN") }
        }
    }
}
