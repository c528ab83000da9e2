/// What a transaction is for.
enum PostgresTransaction: Sendable {
    /// One statement that only reads: it needs no BEGIN and no COMMIT.
    case question
    case read, write, alone

    var isReading: Bool { self == .question || self == .read }
}

/// How one attempt at a transaction ended.
enum PostgresOutcome<Value: Sendable>: Sendable {
    case done(Value)
    case failed(any Error)
    /// It lost a race and may run again.
    case conflict(PostgresFailure)
    /// The connection was lost before COMMIT, so nothing was kept and it may run again.
    case lost(PostgresFailure)
}

extension PostgresSession {
    /// Runs one attempt at a transaction; whatever its end, the session can be used again.
    func attempt<T: Sendable>(_ kind: PostgresTransaction, _ body: @Sendable (any Connection) throws -> T) -> PostgresOutcome<T> {
        do throws(PostgresFailure) {
            if kind == .alone { try lockSchema() }
            // Where this fails the connection is gone, and the lock with it.
            defer { if kind == .alone { try? unlockSchema() } }
            try begin(kind)
            return transaction(kind, body)
        } catch {
            recover(from: error)
            return error.isLost ? .lost(error) : .failed(error.storageError(isReading: kind.isReading))
        }
    }

    private func transaction<T: Sendable>(
        _ kind: PostgresTransaction, _ body: @Sendable (any Connection) throws -> T
    ) -> PostgresOutcome<T> {
        let connection = PostgresConnection(self, isReading: kind.isReading)
        let result = Result { try connection.perform(body) }
        if let failure = connection.failure, failure.isConflict || failure.isLost {
            // Whatever the closure made of the error: it would not have met it alone.
            recover(from: failure)
            return failure.isLost ? .lost(failure) : .conflict(failure)
        }
        switch result {
        case .failure(let error):
            rollBack()
            return .failed(error)
        case .success(let value):
            do throws(PostgresFailure) {
                try commit()
                return .done(value)
            } catch {
                recover(from: error)
                if error.isConflict { return .conflict(error) }
                if error.isLost { return kind.isReading ? .lost(error) : .failed(StorageError.outcomeUnknown(reason: error.message)) }
                return .failed(error.storageError(isReading: false))
            }
        }
    }

    /// Lets one program at a time into `writeAlone`.
    ///
    /// Called before BEGIN, because a transaction sees what was committed before its first statement, and waiting for a lock
    /// would be one.
    private func lockSchema() throws(PostgresFailure) {
        try open()
        try command("SELECT pg_advisory_lock(hashtextextended('cchc ' || current_schema(), 0))")
    }

    private func unlockSchema() throws(PostgresFailure) {
        try command("SELECT pg_advisory_unlock(hashtextextended('cchc ' || current_schema(), 0))")
    }
}

/// A transaction for one write only.
private struct Alone: WriteRunner {
    let session: PostgresSession
    let retry: PostgresRetry

    func perform<T: Sendable>(_ body: @Sendable (any Connection) throws -> T) throws -> T {
        try retry.perform(.write, on: session, body)
    }
}

/// A writer's session, leading a group.
struct PostgresGroupSession: GroupSession {
    private let session: PostgresSession
    private let retry: PostgresRetry

    /// In milliseconds: whoever meets a lock of another program that lasts longer waits for it alone, and the rest of its group is
    /// not held up.
    private static let longestLock = 100

    init(_ session: PostgresSession, _ retry: PostgresRetry) {
        self.session = session
        self.retry = retry
    }

    func begin() throws(StorageError) {
        do throws(PostgresFailure) { try session.begin(.write) } catch { throw error.storageError(isReading: false) }
        session.putOff("SET LOCAL lock_timeout = '\(Self.longestLock)ms'")
    }

    func run(_ write: any PendingWrite, inSavepoint: Bool) -> GroupStep {
        if inSavepoint { session.putOff("SAVEPOINT one_write") }
        let connection = PostgresConnection(session, isReading: false)
        let isKept = write.run(by: connection)
        if let failure = connection.failure, failure.isConflict || failure.isLost || failure.isHeldUp || failure.isDebt {
            session.recover(from: failure)
            return .broken(again: true)
        }
        if inSavepoint {
            if !isKept { session.putOff("ROLLBACK TO one_write") }
            session.putOff("RELEASE one_write")
        }
        return isKept ? .kept : .takenBack
    }

    func commit() -> GroupEnd {
        do throws(PostgresFailure) {
            try session.commit()
            return .done
        } catch {
            session.recover(from: error)
            if error.isConflict || error.isDebt && !error.isLost { return .apart }
            return .failed(error.isLost ? .outcomeUnknown(reason: error.message) : error.storageError(isReading: false))
        }
    }

    func rollBack() { session.rollBack() }

    func runAlone(_ write: any PendingWrite) {
        _ = write.run(by: Alone(session: session, retry: retry))
        write.finish()
    }
}
