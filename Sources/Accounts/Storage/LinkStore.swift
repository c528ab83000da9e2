import Kernel
import Storage

/// All SQL of `accounts_links` and `accounts_recovery_codes`: ways in that are good once.
enum LinkStore {
    /// A new link takes the place of those the person had.
    static func insert(_ link: OneTimeLink, _ secret: Secret, _ db: any Connection) throws {
        try deleteAll(of: link.person, db)
        try db.run(
            """
            INSERT INTO accounts_links (digest, person_id, kind, expires_ms)
            VALUES (\(secret.digest.rawValue), \(link.person), \(link.kind.rawValue), \(link.expires))
            """)
    }

    static func find(_ secret: Secret, at now: Timestamp, _ db: any Connection) throws -> OneTimeLink? {
        try db.row(
            "SELECT person_id, kind, expires_ms FROM accounts_links WHERE digest = \(secret.digest.rawValue) AND expires_ms > \(now)"
        ).map { try OneTimeLink(person: $0.id("person_id"), kind: $0.word("kind"), expires: $0.timestamp("expires_ms")) }
    }

    static func deleteAll(of person: ID<Person>, _ db: any Connection) throws {
        try db.run("DELETE FROM accounts_links WHERE person_id = \(person)")
    }

    // MARK: recovery codes

    /// Puts new codes in the place of all old ones; none takes them away.
    static func replaceCodes(_ digests: [Digest], of person: ID<Person>, _ db: any Connection) throws {
        try db.run("DELETE FROM accounts_recovery_codes WHERE person_id = \(person)")
        for digest in digests {
            try db.run("INSERT INTO accounts_recovery_codes (person_id, digest) VALUES (\(person), \(digest.rawValue))")
        }
    }

    static func countCodes(of person: ID<Person>, _ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM accounts_recovery_codes WHERE person_id = \(person)")?.integer("n") ?? 0
    }

    /// Uses a code up; false when the person has none such.
    static func takeCode(_ digest: Digest, of person: ID<Person>, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM accounts_recovery_codes WHERE person_id = \(person) AND digest = \(digest.rawValue)") == 1
    }
}
