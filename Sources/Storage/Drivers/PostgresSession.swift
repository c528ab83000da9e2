import CPostgres

/// One connection to a PostgreSQL server, for one thread: opened when first needed, and again after it was lost.
///
/// Commands whose answer nobody waits for (BEGIN, SAVEPOINT, RELEASE) are put off and travel with the next statement, in one
/// journey to the server and back.
final class PostgresSession {
    private struct StatementKey: Hashable {
        var text: String
        var types: [Oid]
    }

    private let address: PostgresAddress
    private var connection: OpaquePointer?
    /// The statements prepared on this connection, by what they are called there.
    private var prepared: [StatementKey: String] = [:]
    /// Commands put off.
    private var pending: [String] = []
    /// True from the moment the server has been told to begin.
    private var isInTransaction = false

    private static let preparedLimit = 512

    init(_ address: PostgresAddress) { self.address = address }

    func close() {
        PQfinish(connection)
        connection = nil
        prepared = [:]
        pending = []
        isInTransaction = false
    }

    // MARK: transactions

    func begin(_ kind: PostgresTransaction) throws(PostgresFailure) {
        try open()
        pending = [kind == .read ? "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY" : "BEGIN ISOLATION LEVEL SERIALIZABLE"]
        isInTransaction = false
    }

    /// Puts a command off until the next statement, or COMMIT.
    func putOff(_ command: String) { pending.append(command) }

    /// Nothing is sent when nothing was: a transaction without statements.
    func commit() throws(PostgresFailure) {
        defer { pending = [] }
        guard isInTransaction else { return }
        let result = try pipeline(last: "COMMIT") { PQsendQueryParams(connection, "COMMIT", 0, nil, nil, nil, nil, 1) }
        isInTransaction = false
        // The server's answer to COMMIT where a statement had failed.
        if result.command == "ROLLBACK" { throw PostgresFailure(state: "25P02", message: "the transaction had failed already") }
    }

    func rollBack() {
        pending = []
        guard isInTransaction else { return }
        isInTransaction = false
        do throws(PostgresFailure) {
            try command("ROLLBACK")
        } catch {
            // The server rolls back by itself when the connection ends.
            close()
        }
    }

    /// Makes the session fit for another attempt after this failure.
    func recover(from failure: PostgresFailure) {
        rollBack()
        if failure.isLost { close() }
        if failure.isOutdatedStatement { forgetStatements() }
    }

    // MARK: statements

    /// Runs text without values at once; of several statements the last one's result counts.
    @discardableResult
    func command(_ text: String) throws(PostgresFailure) -> PostgresResult {
        try flush()
        return try checked(PostgresResult(PQexec(connection, text)), text)
    }

    func query(_ sql: SQL, _ parameters: PostgresParameters) throws(PostgresFailure) -> PostgresResult {
        guard sql.isCached, !parameters.types.contains(0) else {
            try flush()
            let text = sql.postgresText
            let result = parameters.withPointers { count, types, values, lengths, formats in
                PQexecParams(connection, text, count, types, values, lengths, formats, 1)
            }
            return try checked(PostgresResult(result), sql.text)
        }
        let key = StatementKey(text: sql.text, types: parameters.types)
        let name: String
        if let known = prepared[key] { name = known } else { name = try prepare(key, sql.postgresText) }
        guard pending.isEmpty else {
            return try pipeline(last: sql.text) {
                parameters.withPointers { count, _, values, lengths, formats in
                    PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
                }
            }
        }
        let result = parameters.withPointers { count, _, values, lengths, formats in
            PQexecPrepared(connection, name, count, values, lengths, formats, 1)
        }
        return try checked(PostgresResult(result), sql.text)
    }

    private func prepare(_ key: StatementKey, _ text: String) throws(PostgresFailure) -> String {
        try flush()
        if prepared.count >= Self.preparedLimit { try forgetStatementsChecked() }
        let name = "s\(prepared.count)"
        _ = try checked(PostgresResult(PQprepare(connection, name, text, CInt(key.types.count), key.types)), key.text)
        prepared[key] = name
        return name
    }

    private func forgetStatementsChecked() throws(PostgresFailure) {
        prepared = [:]
        try command("DEALLOCATE ALL")
    }

    private func forgetStatements() {
        guard connection != nil else { return }
        do throws(PostgresFailure) { try forgetStatementsChecked() } catch { close() }
    }

    /// Sends what was put off.
    private func flush() throws(PostgresFailure) {
        guard let last = pending.popLast() else { return }
        try pipeline(last: last) { PQsendQueryParams(connection, last, 0, nil, nil, nil, nil, 1) }
    }

    /// Sends what was put off and one statement more, and returns that one's result; the first failure counts.
    @discardableResult
    private func pipeline(last text: String, _ send: () -> CInt) throws(PostgresFailure) -> PostgresResult {
        let commands = pending
        pending = []
        isInTransaction = true
        PQenterPipelineMode(connection)
        for command in commands { PQsendQueryParams(connection, command, 0, nil, nil, nil, nil, 1) }
        _ = send()
        PQpipelineSync(connection)
        var failure: PostgresFailure?
        var result = PostgresResult(nil)
        for text in commands + [text] {
            result = PostgresResult(PQgetResult(connection))
            drain()
            do throws(PostgresFailure) { _ = try checked(result, text) } catch { failure = failure ?? error }
        }
        // The answer to the sync.
        _ = PostgresResult(PQgetResult(connection))
        PQexitPipelineMode(connection)
        if let failure { throw failure }
        return result
    }

    /// Sends rows to a COPY and returns how many went in; `fill` gives the next block, an empty one at the end.
    func copy(_ text: String, fill: () throws(StorageError) -> [UInt8]) throws -> Int {
        try flush()
        _ = try checked(PostgresResult(PQexec(connection, text)), text, expecting: [PGRES_COPY_IN])
        do throws(StorageError) {
            while true {
                let block = try fill()
                if block.isEmpty { break }
                let sent = block.withUnsafeBytes { bytes in
                    PQputCopyData(connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count))
                }
                // The reason is told by the result below.
                if sent != 1 { break }
            }
        } catch {
            PQputCopyEnd(connection, "given up")
            drain()
            throw error
        }
        PQputCopyEnd(connection, nil)
        let result = PostgresResult(PQgetResult(connection))
        drain()
        return try checked(result, text).changes
    }

    /// Takes what is left of a result, so that the connection can be used again.
    private func drain() {
        while let rest = PQgetResult(connection) { PQclear(rest) }
    }

    private func checked(
        _ result: PostgresResult, _ text: String, expecting expected: [ExecStatusType] = [PGRES_COMMAND_OK, PGRES_TUPLES_OK]
    ) throws(PostgresFailure) -> PostgresResult {
        if expected.contains(result.status) { return result }
        throw PostgresFailure(result, message: lastMessage, statement: text, isConnected: PQstatus(connection) == CONNECTION_OK)
    }

    private var lastMessage: String {
        PQerrorMessage(connection).map { String(cString: $0) }?.split(separator: "\n").joined(separator: " ") ?? ""
    }

    // MARK: opening

    /// Does nothing where a connection is open.
    func open() throws(PostgresFailure) {
        if connection != nil, PQstatus(connection) == CONNECTION_OK { return }
        close()
        connection = PQconnectdb(address.url)
        guard PQstatus(connection) == CONNECTION_OK else {
            let failure = PostgresFailure(lost: lastMessage)
            close()
            throw failure
        }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        if let schema = address.schema { try command("SET search_path TO \(schema)") }
        try command(Self.settings)
    }

    /// A cursor of ours is always read to its end; and what is acknowledged must be on disk, also where the server's default
    /// is faster.
    private static let settings = """
        SET cursor_tuple_fraction TO 1.0;
        SET standard_conforming_strings TO on;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """

    /// Opens, makes sure that the database is fit, and makes the schema when it is not there.
    func introduce() throws {
        do throws(PostgresFailure) {
            try open()
            let encoding = PQparameterStatus(connection, "server_encoding").map { String(cString: $0) } ?? ""
            guard encoding == "UTF8" else {
                throw PostgresFailure(
                    lost: "its encoding is \(encoding): make one with createdb --encoding=UTF8 --locale=C --template=template0")
            }
            if let schema = address.schema { try makeSchema(schema) }
        } catch {
            close()
            throw StorageError.unreachable(reason: error.message)
        }
    }

    private func makeSchema(_ schema: String) throws(PostgresFailure) {
        let known = try command("SELECT 1 FROM pg_namespace WHERE nspname = '\(schema)'")
        if known.count > 0 { return }
        do throws(PostgresFailure) {
            try command("CREATE SCHEMA \(schema)")
        } catch {
            // Another program was faster.
            if error.state != "42P06", error.state != "23505" { throw error }
        }
    }
}
