import Kernel
import Storage

/// What becomes public by the clock alone: when a moment has passed, ``PublicData`` finds kept answers stale.
package enum ReleaseStore {
    /// Says or moves the moment of one thing, in the transaction that decides it.
    package static func set(_ subject: String, at moment: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO platform_releases (subject, moment_ms) VALUES (\(subject), \(moment))
            ON CONFLICT (subject) DO UPDATE SET moment_ms = excluded.moment_ms
            """)
    }

    /// How many moments have passed; what counts is that the number changes.
    static func passed(at now: Timestamp, _ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS passed FROM platform_releases WHERE moment_ms <= \(now)")?.integer("passed") ?? 0
    }
}
