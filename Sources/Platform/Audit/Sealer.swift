import Storage

/// Chains what was committed: each entry's hash is taken over its content and the hash of the entry sealed before it.
///
/// One sealer works at a time; where two do, one of them loses the race and begins again. An entry is numbered when it is
/// sealed, so a long transaction that commits late comes later in the chain, whatever its time. The chain holds no secret:
/// whoever may write the database and seal anew is found only by a head that was kept elsewhere, see ``AuditHead``.
package struct Sealer: Sendable {
    private let database: any Database
    private let batch: Int

    /// `batch` is how many entries one transaction seals.
    package init(_ database: any Database, batch: Int = 256) {
        precondition(batch > 0, "a batch holds something")
        self.database = database
        self.batch = batch
    }

    /// Seals what waits and returns how many entries that were; returns at once when none do.
    @discardableResult
    package func seal() async throws -> Int {
        let batch = batch
        var total = 0
        while true {
            do {
                let count = try await database.write { try Self.seal(atMost: batch, $0) }
                total += count
                if count < batch { return total }
            } catch let error as StorageError where error.constraint?.isUnique("platform_audit", "sequence") == true {
                // Another sealer took the number, so the chain has grown; go on from its new end.
                continue
            }
        }
    }

    private static func seal(atMost limit: Int, _ db: any Connection) throws -> Int {
        let entries = try AuditStore.unsealed(limit: limit, db)
        if entries.isEmpty { return 0 }
        var head = try AuditStore.head(db) ?? .beginning
        for entry in entries {
            let (number, overflow) = head.number.addingReportingOverflow(1)
            guard !overflow else { throw AuditChainDamage() }
            let next = AuditHead(number: number, hash: entry.hash(after: head.hash))
            try AuditStore.seal(entry.id, as: next, after: head.hash, db)
            head = next
        }
        return entries.count
    }
}

/// Somebody gave an entry the last number there is; nothing is sealed until an operator has looked at it.
package struct AuditChainDamage: Error, Hashable, CustomStringConvertible {
    package var description: String { "the last entry of the audit chain has a number that no sealer gave: run the verifier" }
}
