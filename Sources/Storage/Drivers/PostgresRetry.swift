import Foundation
import Synchronization

/// Runs a transaction until it comes to an end of its own: not a lost race (40001, 40P01) and not a lost connection.
///
/// Transactions that lost a race run again one at a time, so that many writers of one row stand in line instead of
/// overtaking each other for ever. The pauses are for the races with other programs.
final class PostgresRetry: Sendable {
    private let line = Mutex(())

    private static let conflictLimit = 12
    private static let lossLimit = 3

    func perform<T: Sendable>(
        _ kind: PostgresTransaction, on session: PostgresSession, _ body: @Sendable (any Connection) throws -> T
    ) throws -> T {
        var conflicts = 0
        var losses = 0
        while true {
            let outcome = conflicts == 0 ? session.attempt(kind, body) : line.withLock { _ in session.attempt(kind, body) }
            switch outcome {
            case .done(let value): return value
            case .failed(let error): throw error
            case .conflict(let failure):
                conflicts += 1
                guard conflicts < Self.conflictLimit else {
                    throw StorageError.contention(reason: "\(conflicts) attempts, the last: \(failure.message)")
                }
                if conflicts > 1 { Thread.sleep(milliseconds: .random(in: 0...(1 << min(conflicts, 7)))) }
            case .lost(let failure):
                losses += 1
                guard losses < Self.lossLimit else { throw failure.storageError(isReading: kind.isReading) }
                if losses > 1 { Thread.sleep(milliseconds: 100) }
            }
        }
    }
}

extension Thread {
    fileprivate static func sleep(milliseconds: Int) { sleep(forTimeInterval: Double(milliseconds) / 1000) }
}
