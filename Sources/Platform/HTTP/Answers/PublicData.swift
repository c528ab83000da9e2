import Kernel
import Storage
import Synchronization

/// The version of everything the public sees, as a number that only grows.
///
/// A room calls ``changed()`` after a transaction that changed something public, and every page kept in memory is stale at once.
/// Other programs on the same database (an import by command, a second server) are noticed by ``look(at:now:)``, which a service
/// calls each second: every change is audited, so the newest audit entry is the mark of the newest change.
package final class PublicData: Sendable {
    private let counter = Atomic<UInt64>(1)
    private let mark = Mutex<String?>(nil)

    package init() {}

    package var version: UInt64 { counter.load(ordering: .acquiring) }

    /// To be called when the transaction has been committed, not inside it.
    package func changed() {
        counter.add(1, ordering: .releasing)
    }

    /// Compares the database's newest audit entry with the one seen last, and whether a moment passed from which something is
    /// public (``ReleaseStore``); three searches of indexes.
    ///
    /// The entry is told by its id and by its place in the chain: an entry of a program whose clock is behind has no newest id,
    /// but is sealed last.
    package func look(at database: any Database, now: Timestamp) async throws {
        let seen = try await database.read { db in
            let newest = try db.row("SELECT MAX(id) AS id, MAX(sequence) AS sequence FROM platform_audit")
            let released = try ReleaseStore.passed(at: now, db)
            return try "\(newest?.optionalString("id") ?? "") \(newest?.optionalInteger("sequence") ?? 0) \(released)"
        }
        let isNew = mark.withLock { mark in
            defer { mark = seen }
            return mark != nil && mark != seen
        }
        if isNew { changed() }
    }
}
