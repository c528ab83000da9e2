import Kernel
import Storage

/// All SQL of `accounts_throttles`.
package enum ThrottleStore {
    /// Counts an attempt; throws when one must wait, and then nothing is counted.
    package static func count(_ throttles: [Throttle], at now: Timestamp, _ db: any Connection) throws {
        let cutoff = Timestamp(milliseconds: now.milliseconds - Throttle.window)
        try db.run("DELETE FROM accounts_throttles WHERE began_ms <= \(cutoff)")
        for throttle in throttles {
            let row = try db.row(
                """
                INSERT INTO accounts_throttles (digest, began_ms, attempts) VALUES (\(throttle.key.rawValue), \(now), 1)
                ON CONFLICT (digest) DO UPDATE SET attempts = accounts_throttles.attempts + 1
                RETURNING began_ms, attempts
                """)
            guard let row, try row.integer("attempts") > throttle.limit else { continue }
            let left = try row.timestamp("began_ms").milliseconds + Throttle.window - now.milliseconds
            throw AccountsError.throttled(minutes: Int((left + 59_999) / 60_000))
        }
    }

    /// Gives attempts back that were right: all of an account, one of each place.
    package static func forgive(_ account: Throttle, clients: [Throttle] = [], _ db: any Connection) throws {
        try db.run("DELETE FROM accounts_throttles WHERE digest = \(account.key.rawValue)")
        for client in clients {
            try db.run("UPDATE accounts_throttles SET attempts = attempts - 1 WHERE digest = \(client.key.rawValue) AND attempts > 0")
        }
    }
}
