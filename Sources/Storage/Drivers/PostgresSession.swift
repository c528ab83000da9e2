import CPostgres

/// One connection to a PostgreSQL server, for one thread: opened when first needed, and again after it was lost.
///
/// Commands whose answer nobody waits for (BEGIN, SAVEPOINT, RELEASE) and changes whose count nobody needs are put off and travel
/// with the next statement, in one journey to the server and back.
final class PostgresSession {
    private struct StatementKey: Hashable {
        var text: String
        var types: [Oid]
    }

    /// What is sent at once; without a name it was not prepared.
    private struct Statement {
        var sql: SQL
        var parameters = PostgresParameters()
        var name: String?
    }

    private let address: PostgresAddress
    private var connection: OpaquePointer?
    /// The statements prepared on this connection, by what they are called there.
    private var prepared: [StatementKey: String] = [:]
    /// What was put off.
    private var pending: [Statement] = []
    /// True when a change is among it.
    private var owesChanges = false
    /// True from the moment the server has been told to begin.
    private var isInTransaction = false

    /// What changes something is refused, also outside a transaction.
    private let isReading: Bool

    private static let preparedLimit = 512

    init(_ address: PostgresAddress, isReading: Bool = false) {
        self.address = address
        self.isReading = isReading
    }

    func close() {
        PQfinish(connection)
        connection = nil
        prepared = [:]
        forgetDebts()
        isInTransaction = false
    }

    // MARK: transactions

    func begin(_ kind: PostgresTransaction) throws(PostgresFailure) {
        try open()
        forgetDebts()
        isInTransaction = false
        switch kind {
        case .question: break
        case .read: putOff("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY")
        case .write, .alone: putOff("BEGIN ISOLATION LEVEL SERIALIZABLE")
        }
    }

    /// Puts a command off until the next statement, or COMMIT.
    func putOff(_ command: String) { pending.append(Statement(sql: SQL(file: command))) }

    /// Puts a change off until the next statement, or COMMIT.
    func putOff(_ sql: SQL, _ parameters: PostgresParameters) throws(PostgresFailure) {
        let statement = try statement(sql, parameters)
        pending.append(statement)
        owesChanges = true
    }

    private func forgetDebts() {
        pending = []
        owesChanges = false
    }

    /// Nothing is sent when nothing was: a transaction without statements.
    func commit() throws(PostgresFailure) {
        defer { forgetDebts() }
        guard isInTransaction || owesChanges else { return }
        let result = try pipeline([Statement(sql: "COMMIT")])[0]
        isInTransaction = false
        // The server's answer to COMMIT where a statement had failed.
        if result.command == "ROLLBACK" { throw PostgresFailure(state: "25P02", message: "the transaction had failed already") }
    }

    func rollBack() {
        forgetDebts()
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
        let statement = try statement(sql, parameters)
        guard pending.isEmpty else { return try pipeline([statement])[0] }
        let result = parameters.withPointers { count, types, values, lengths, formats in
            if let name = statement.name {
                PQexecPrepared(connection, name, count, values, lengths, formats, 1)
            } else {
                PQexecParams(connection, sql.postgresText, count, types, values, lengths, formats, 1)
            }
        }
        return try checked(PostgresResult(result), sql.text)
    }

    /// Runs statements that need nothing of each other in one journey; short ones, for nothing is read before all are sent.
    func queries(_ all: [(sql: SQL, parameters: PostgresParameters)]) throws(PostgresFailure) -> [PostgresResult] {
        // None of them may be forgotten while the others are prepared.
        if prepared.count + all.count > Self.preparedLimit { try forgetStatementsChecked() }
        var statements: [Statement] = []
        for (sql, parameters) in all { statements.append(try statement(sql, parameters)) }
        return try pipeline(statements)
    }

    /// The statement by the name it was prepared under; without one where it is not to be kept.
    private func statement(_ sql: SQL, _ parameters: PostgresParameters) throws(PostgresFailure) -> Statement {
        var statement = Statement(sql: sql, parameters: parameters)
        guard sql.isCached, !parameters.types.contains(0) else { return statement }
        let key = StatementKey(text: sql.text, types: parameters.types)
        if let known = prepared[key] {
            statement.name = known
            return statement
        }
        try flush()
        if prepared.count >= Self.preparedLimit { try forgetStatementsChecked() }
        let name = "s\(prepared.count)"
        _ = try checked(PostgresResult(PQprepare(connection, name, sql.postgresText, CInt(key.types.count), key.types)), key.text)
        prepared[key] = name
        statement.name = name
        return statement
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
        if !pending.isEmpty { try pipeline([]) }
    }

    /// Sends what was put off and these statements, and returns the results of these; the first failure counts.
    @discardableResult
    private func pipeline(_ statements: [Statement]) throws(PostgresFailure) -> [PostgresResult] {
        let debts = pending.count
        let all = pending + statements
        isInTransaction = isInTransaction || debts > 0
        forgetDebts()
        PQenterPipelineMode(connection)
        for statement in all {
            _ = statement.parameters.withPointers { count, types, values, lengths, formats in
                if let name = statement.name {
                    PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
                } else {
                    PQsendQueryParams(connection, statement.sql.postgresText, count, types, values, lengths, formats, 1)
                }
            }
        }
        PQpipelineSync(connection)
        var failure: PostgresFailure?
        var results: [PostgresResult] = []
        for (index, statement) in all.enumerated() {
            let result = PostgresResult(PQgetResult(connection))
            drain()
            do throws(PostgresFailure) {
                results.append(try checked(result, statement.sql.text))
            } catch  where failure == nil {
                failure = error
                failure?.isDebt = index < debts
            } catch {}
        }
        // The answer to the sync.
        _ = PostgresResult(PQgetResult(connection))
        PQexitPipelineMode(connection)
        if let failure { throw failure }
        return results.suffix(statements.count)
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
        if isReading { try command("SET default_transaction_read_only TO on") }
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
