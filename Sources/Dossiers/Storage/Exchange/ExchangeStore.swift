import Kernel
import Storage

/// All SQL of `dossiers_exchanges`, what another system last said of a dossier.
enum ExchangeStore {
    struct Last: Hashable {
        /// Of the message.
        let digest: String
        let changed: Timestamp
        /// Of the dossier after it.
        let version: Int
    }

    static func last(_ code: String, _ db: any Connection) throws -> Last? {
        try db.row("SELECT digest, changed_ms, version FROM dossiers_exchanges WHERE dossier = \(code)").map { row in
            try Last(digest: row.string("digest"), changed: row.timestamp("changed_ms"), version: row.integer("version"))
        }
    }

    static func put(_ last: Last, _ code: String, at now: Timestamp, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_exchanges (dossier, digest, changed_ms, taken_ms, version)
            VALUES (\(code), \(last.digest), \(last.changed), \(now), \(last.version))
            ON CONFLICT (dossier) DO UPDATE SET digest = excluded.digest, changed_ms = excluded.changed_ms, taken_ms = excluded.taken_ms,
                version = excluded.version
            """)
    }

    /// Forgets the intervals and the new appointment that another system told of, for it tells of all of them each time.
    static func clearTimes(of code: DossierCode, _ db: any Connection) throws {
        try db.runLater("DELETE FROM dossiers_suspensions WHERE dossier = \(code)")
        try db.runLater("DELETE FROM dossiers_extensions WHERE dossier = \(code)")
    }
}
