/// One transaction on a PostgreSQL session.
final class PostgresConnection: Connection, WriteRunner {
    let dialect = Dialect.postgres
    private let session: PostgresSession
    private let isReading: Bool
    /// The first failure of the server, kept for the decision whether the transaction runs again.
    private(set) var failure: PostgresFailure?
    /// The first failure of any kind: it dooms the transaction.
    private var doom: StorageError?
    /// How many cursors are open, each inside the body of another.
    private var cursors = 0

    /// Rows that a cursor fetches at a time.
    private static let block = 500

    init(_ session: PostgresSession, isReading: Bool) {
        self.session = session
        self.isReading = isReading
    }

    /// Runs the body of a transaction; throws the failure that it swallowed, if it did.
    func perform<T>(_ body: (any Connection) throws -> T) throws -> T {
        let value = try body(self)
        if let doom { throw doom }
        return value
    }

    func rows(_ sql: SQL) throws -> [Row] {
        try rows(of: query(sql), sql)
    }

    func answers(_ queries: [SQL]) throws -> [[Row]] {
        if let doom { throw doom }
        var asked: [(sql: SQL, parameters: PostgresParameters)] = []
        for sql in queries { asked.append((sql, try guarded { () throws(StorageError) in try PostgresParameters(sql) })) }
        let results: [PostgresResult]
        do throws(PostgresFailure) { results = try session.queries(asked) } catch { throw note(error) }
        return try zip(results, queries).map { try rows(of: $0, $1) }
    }

    private func rows(of result: PostgresResult, _ sql: SQL) throws(StorageError) -> [Row] {
        try guarded { () throws(StorageError) in try result.rows(result.header(sql)) }
    }

    func run(_ sql: SQL) throws -> Int { try query(sql).changes }

    func runLater(_ sql: SQL) throws {
        if let doom { throw doom }
        let parameters = try guarded { () throws(StorageError) in try PostgresParameters(sql) }
        do throws(PostgresFailure) { try session.putOff(sql, parameters) } catch { throw note(error) }
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        cursors += 1
        defer { cursors -= 1 }
        let cursor = "each_\(cursors)"
        try query(sql.asCursor(cursor))
        let fetch = SQL(file: "FETCH \(Self.block) FROM \(cursor)")
        let close = SQL(file: "CLOSE \(cursor)")
        do {
            while true {
                let result = try query(fetch)
                for row in try rows(of: result, sql) { try body(row) }
                if result.count < Self.block { break }
            }
        } catch {
            // The walk was left, but the transaction may go on.
            if doom == nil { try query(close) }
            throw error
        }
        try query(close)
    }

    func load(into table: StaticString, columns: [StaticString], rows: some Sequence<[SQLValue]>) throws -> Int {
        if let doom { throw doom }
        let sql = SQL(file: "COPY \(SQL.checked(table)) (\(columns.map(SQL.checked).joined(separator: ", "))) FROM STDIN")
        var source = rows.makeIterator()
        var count = 0
        do {
            return try session.copy(sql.text) { () throws(StorageError) in
                var block = PostgresCopyBlock()
                while !block.isFull, let row = source.next() {
                    count += 1
                    guard row.count == columns.count else { throw .width(of: row, count, columns.count, sql) }
                    try block.append(row, sql)
                }
                return block.bytes
            }
        } catch let error as PostgresFailure {
            throw note(error)
        } catch let error as StorageError {
            throw doomed(error)
        }
    }

    @discardableResult
    private func query(_ sql: SQL) throws -> PostgresResult {
        if let doom { throw doom }
        let parameters = try guarded { () throws(StorageError) in try PostgresParameters(sql) }
        do throws(PostgresFailure) {
            return try session.query(sql, parameters)
        } catch {
            throw note(error)
        }
    }

    private func guarded<T>(_ body: () throws(StorageError) -> T) throws(StorageError) -> T {
        do throws(StorageError) { return try body() } catch { throw doomed(error) }
    }

    private func note(_ error: PostgresFailure) -> StorageError {
        if failure == nil { failure = error }
        return doomed(error.storageError(isReading: isReading))
    }

    private func doomed(_ error: StorageError) -> StorageError {
        if doom == nil { doom = error }
        return error
    }
}

extension SQL {
    /// The same query and values, read through a cursor.
    fileprivate func asCursor(_ name: String) -> SQL { "\(SQL(file: "DECLARE \(name) NO SCROLL CURSOR FOR ")) \(self)" }
}
