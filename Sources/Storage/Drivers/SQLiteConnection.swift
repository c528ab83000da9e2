import Foundation
import GRDB
import GRDBSQLite

/// One transaction on a SQLite connection, spoken through the C interface with GRDB's statement cache.
final class SQLiteConnection: Connection, WriteRunner {
    let dialect = Dialect.sqlite
    private let database: GRDB.Database
    private let handle: OpaquePointer
    private let isReading: Bool
    /// The first statement that failed; it dooms the transaction, as PostgreSQL has it.
    private var failure: StorageError?

    init(_ database: GRDB.Database, isReading: Bool) throws(StorageError) {
        guard let handle = database.sqliteConnection else { throw StorageError.unreachable(reason: "it is closed") }
        self.database = database
        self.handle = handle
        self.isReading = isReading
    }

    /// Runs the body of a transaction; throws the failure that it swallowed, if it did.
    func perform<T>(_ body: (any Connection) throws -> T) throws -> T {
        let value = try body(self)
        if let failure { throw failure }
        return value
    }

    /// Runs BEGIN, COMMIT, SAVEPOINT and their like.
    func control(_ sql: SQL) throws(StorageError) {
        let statement = try begin(sql)
        defer { end(statement) }
        while try step(statement, sql) {}
    }

    func rows(_ sql: SQL) throws -> [Row] {
        let statement = try begin(sql)
        defer { end(statement) }
        guard try step(statement, sql) else { return [] }
        let header = header(of: statement, sql)
        var values: [SQLValue] = []
        var count = 0
        repeat {
            try append(to: &values, from: statement, header)
            count += 1
        } while try step(statement, sql)
        let width = header.names.count
        return (0..<count).map { Row(header: header, values: values, start: $0 * width) }
    }

    func run(_ sql: SQL) throws -> Int {
        let statement = try begin(sql)
        defer { end(statement) }
        let before = sqlite3_total_changes(handle)
        while try step(statement, sql) {}
        // The count of the last change stays when a statement changes nothing.
        return sqlite3_total_changes(handle) == before ? 0 : Int(sqlite3_changes(handle))
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let statement = try begin(sql)
        defer { end(statement) }
        guard try step(statement, sql) else { return }
        let header = header(of: statement, sql)
        repeat {
            var values: [SQLValue] = []
            values.reserveCapacity(header.names.count)
            try append(to: &values, from: statement, header)
            try body(Row(header: header, values: values))
        } while try step(statement, sql)
    }

    func load(into table: StaticString, columns: [StaticString], rows: some Sequence<[SQLValue]>) throws -> Int {
        let sql = SQL(load: table, columns)
        let one = Loading(try begin(sql), sql)
        defer { end(one.statement) }
        var many: Loading?
        defer { if let many { end(many.statement) } }
        var waiting: [[SQLValue]] = []
        var count = 0
        for row in rows {
            count += 1
            guard row.count == columns.count else { throw fail(.width(of: row, count, columns.count, sql)) }
            waiting.append(row)
            guard waiting.count == Self.rowsAtOnce else { continue }
            let loading = try many ?? Loading(try begin(SQL(load: table, columns, rows: Self.rowsAtOnce)), sql)
            many = loading
            try insert(waiting, loading)
            waiting.removeAll(keepingCapacity: true)
        }
        for row in waiting { try insert([row], one) }
        return count
    }

    /// How many rows one statement inserts: what it must make before its first row, the lists of the table's CHECKs above all, takes
    /// longer than the row itself.
    private static let rowsAtOnce = 32

    /// An INSERT that runs again and again.
    private final class Loading {
        let statement: Statement
        /// That of one row, for failures.
        let sql: SQL
        /// What is bound stays bound: a value that is that of the time before need not be copied again.
        var bound: [SQLValue]

        init(_ statement: Statement, _ sql: SQL) {
            self.statement = statement
            self.sql = sql
            bound = Array(repeating: .null, count: Int(sqlite3_bind_parameter_count(statement.sqliteStatement)))
        }
    }

    private func insert(_ rows: [[SQLValue]], _ loading: Loading) throws(StorageError) {
        var place = 0
        for row in rows {
            for value in row {
                if value != loading.bound[place] {
                    try bind(value, at: place + 1, of: loading.statement, loading.sql)
                    loading.bound[place] = value
                }
                place += 1
            }
        }
        while try step(loading.statement, loading.sql) {}
        sqlite3_reset(loading.statement.sqliteStatement)
    }

    // MARK: the C interface

    /// Prepares the statement and binds its values; whoever calls this calls `end` after.
    private func begin(_ sql: SQL) throws(StorageError) -> Statement {
        if let failure { throw failure }
        let statement = try prepare(sql)
        do throws(StorageError) {
            guard sqlite3_bind_parameter_count(statement.sqliteStatement) == sql.parameters.count else {
                throw fail(.statement(message: "the text has a placeholder of its own", statement: sql.text))
            }
            for (index, parameter) in sql.parameters.enumerated() {
                try bind(parameter.value, at: index + 1, of: statement, sql)
            }
            return statement
        } catch {
            end(statement)
            throw error
        }
    }

    private func end(_ statement: Statement) {
        sqlite3_reset(statement.sqliteStatement)
        sqlite3_clear_bindings(statement.sqliteStatement)
    }

    private func prepare(_ sql: SQL) throws(StorageError) -> Statement {
        do {
            guard sql.isCached else { return try database.makeStatement(sql: sql.text) }
            let statement = try database.cachedStatement(sql: sql.text)
            // The same text may be running already, in the body of an `each`.
            return sqlite3_stmt_busy(statement.sqliteStatement) == 0 ? statement : try database.makeStatement(sql: sql.text)
        } catch let error as DatabaseError {
            throw fail(StorageError(error, isReading: isReading))
        } catch {
            throw fail(.statement(message: String(describing: error), statement: sql.text))
        }
    }

    /// True when there is a row, false when the statement is done.
    private func step(_ statement: Statement, _ sql: SQL) throws(StorageError) -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw engineFailure(code, sql)
        }
    }

    private func bind(_ value: SQLValue, at position: Int, of statement: Statement, _ sql: SQL) throws(StorageError) {
        let statement = statement.sqliteStatement
        let index = CInt(position)
        let code: CInt
        switch value {
        case .null:
            code = sqlite3_bind_null(statement, index)
        case .integer(let number):
            code = sqlite3_bind_int64(statement, index, number)
        case .text(let text):
            let length = text.utf8.count
            let (holdsZero, result) = text.withCString { start in
                (
                    memchr(start, 0, length) != nil,
                    sqlite3_bind_text64(statement, index, start, sqlite3_uint64(length), Self.copied, UInt8(SQLITE_UTF8))
                )
            }
            guard !holdsZero else { throw fail(.unstorable(problem: "a text holds U+0000", statement: sql.text)) }
            code = result
        case .bytes(let bytes):
            // Binding no bytes by pointer would bind null.
            code =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, index, 0)
                : sqlite3_bind_blob64(statement, index, bytes, sqlite3_uint64(bytes.count), Self.copied)
        }
        guard code == SQLITE_OK else { throw engineFailure(code, sql) }
    }

    private func header(of statement: Statement, _ sql: SQL) -> RowHeader {
        // Asked anew each time: GRDB remembers the names of before a change of the schema.
        let names = (0..<sqlite3_column_count(statement.sqliteStatement)).map { index in
            sqlite3_column_name(statement.sqliteStatement, index).map { String(cString: $0) } ?? ""
        }
        return RowHeader(names: names, statement: sql.text)
    }

    private func append(to values: inout [SQLValue], from statement: Statement, _ header: RowHeader) throws(StorageError) {
        let statement = statement.sqliteStatement
        for (position, name) in header.names.enumerated() {
            let index = CInt(position)
            switch sqlite3_column_type(statement, index) {
            case SQLITE_INTEGER:
                values.append(.integer(sqlite3_column_int64(statement, index)))
            case SQLITE_TEXT:
                let start = sqlite3_column_text(statement, index)
                let text = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
                values.append(.text(String(decoding: text, as: UTF8.self)))
            case SQLITE_NULL:
                values.append(.null)
            case SQLITE_BLOB:
                let start = sqlite3_column_blob(statement, index)
                let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
                values.append(.bytes(Array(bytes)))
            default:
                throw fail(.column(name: name, problem: "is a floating-point number", statement: header.statement))
            }
        }
    }

    /// Has SQLite copy what is bound.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func engineFailure(_ code: CInt, _ sql: SQL) -> StorageError {
        fail(StorageError(sqlite: code, String(cString: sqlite3_errmsg(handle)), statement: sql.text, isReading: isReading))
    }

    private func fail(_ error: StorageError) -> StorageError {
        if failure == nil { failure = error }
        return error
    }
}

extension SQL {
    /// `INSERT INTO table (a, b) VALUES (?1, ?2), (?3, ?4)`, with nulls until rows are bound.
    fileprivate init(load table: StaticString, _ columns: [StaticString], rows: Int = 1) {
        let names: SQL = columns.map { "\(identifier: $0)" }.joined(separator: ", ")
        let row: SQL = columns.map { _ in "\(SQLValue.null)" }.joined(separator: ", ")
        self = "INSERT INTO \(identifier: table) (\(names)) VALUES \(repeatElement("(\(row))" as SQL, count: rows).joined(separator: ", "))"
    }
}
