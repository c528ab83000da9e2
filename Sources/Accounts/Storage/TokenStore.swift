import Kernel
import Storage

/// All SQL of `accounts_tokens`.
enum TokenStore {
    static func insert(_ token: ProgramToken, _ secret: Secret, of person: ID<Person>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO accounts_tokens (id, digest, person_id, name, scope, created_ms, expires_ms)
            VALUES (\(token.id), \(secret.digest.rawValue), \(person), \(token.name), \(token.scope.rawValue), \(token.created),
                \(token.expires))
            """)
        try db.run("DELETE FROM accounts_tokens WHERE expires_ms <= \(token.created)")
    }

    /// The tokens of a person that are still good, the latest first.
    static func all(of person: ID<Person>, at now: Timestamp, _ db: any Connection) throws -> [ProgramToken] {
        try db.rows(
            """
            SELECT id, name, scope, created_ms, expires_ms, used_ms FROM accounts_tokens
            WHERE person_id = \(person) AND expires_ms > \(now) ORDER BY created_ms DESC, id DESC
            """
        ).map { row in
            try ProgramToken(
                id: row.id("id"), name: row.string("name"), scope: row.word("scope"), created: row.timestamp("created_ms"),
                expires: row.timestamp("expires_ms"), used: row.optionalTimestamp("used_ms"))
        }
    }

    static func touch(_ id: ID<ProgramToken>, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE accounts_tokens SET used_ms = \(now) WHERE id = \(id)")
    }

    /// The name of the token that was ended; nil when the person has none such.
    static func delete(_ id: ID<ProgramToken>, of person: ID<Person>, _ db: any Connection) throws -> String? {
        try db.row("DELETE FROM accounts_tokens WHERE id = \(id) AND person_id = \(person) RETURNING name")?.string("name")
    }

    @discardableResult
    static func deleteAll(of person: ID<Person>, _ db: any Connection) throws -> Int {
        try db.run("DELETE FROM accounts_tokens WHERE person_id = \(person)")
    }

    /// Ends every token of the demonstration: a real person has come.
    static func deleteDemo(_ db: any Connection) throws {
        try db.run("DELETE FROM accounts_tokens WHERE person_id IN (SELECT id FROM accounts_people WHERE is_demo = 1)")
    }
}
