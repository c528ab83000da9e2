import Foundation
import Synchronization

/// A PostgreSQL server: serializable transactions on threads with a connection each, most for reading, some for writing.
///
/// Writes of this program are committed in groups; other programs may write at the same time, so every transaction may lose
/// a race. It then runs again from its beginning, and so it does when its connection was lost before COMMIT.
final class PostgresDatabase: Database {
    let dialect = Dialect.postgres
    private let readers: Workers<PostgresSession>
    private let writers: Workers<PostgresSession>
    private let groups: GroupCommit<PostgresGroupSession>
    private let retry = PostgresRetry()

    init(_ address: PostgresAddress) throws {
        let first = PostgresSession(address)
        defer { first.close() }
        try first.introduce()
        let writerCount = max(1, address.connections / 4)
        func workers(_ limit: Int, isReading: Bool) -> Workers<PostgresSession> {
            Workers(limit: limit, make: { PostgresSession(address, isReading: isReading) }, end: { $0.close() })
        }
        readers = workers(max(1, address.connections - writerCount), isReading: true)
        let writers = workers(writerCount, isReading: false)
        let retry = retry
        self.writers = writers
        groups = GroupCommit(leaderLimit: writerCount) { lead in
            writers.start { lead(PostgresGroupSession($0, retry)) }
        }
    }

    deinit {
        writers.stop()
        readers.stop()
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let retry = retry
        return try await readers.run { try retry.perform(.read, on: $0, body) }
    }

    func ask<Value: Sendable>(_ query: Query<Value>) async throws -> Value {
        let retry = retry
        return try await readers.run { try retry.perform(.question, on: $0) { try $0.ask(query) } }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await groups.write(body)
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let retry = retry
        return try await writers.run { try retry.perform(.alone, on: $0, body) }
    }

    func close() async {
        await groups.close()
        await writers.close()
        await readers.close()
    }
}
