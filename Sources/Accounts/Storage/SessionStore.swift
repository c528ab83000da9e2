import Kernel
import Platform
import Storage

/// All SQL of `accounts_sessions`.
enum SessionStore {
    enum Stage: String {
        /// The second factor is still to come.
        case code
        case open
    }

    static func insert(
        _ secret: Secret, _ id: ID<Session>, _ stage: Stage, of person: ID<Person>, from origin: Origin, at now: Timestamp,
        _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO accounts_sessions (id, digest, person_id, stage, attempts, created_ms, seen_ms, client, agent)
            VALUES (\(id), \(secret.digest.rawValue), \(person), \(stage.rawValue), 0, \(now), \(now), \(origin.client), \(origin.agent))
            """)
        // Whoever comes sweeps out what is over.
        let limits = SessionRules.limits(now)
        try db.run("DELETE FROM accounts_sessions WHERE seen_ms <= \(limits.seen) OR created_ms <= \(limits.opened)")
    }

    /// Whose session waits for the second factor, and how many wrong codes it has seen.
    static func waiting(_ secret: Secret, at now: Timestamp, _ db: any Connection) throws -> (person: ID<Person>, attempts: Int)? {
        let since = Timestamp(milliseconds: now.milliseconds - SessionRules.waiting)
        return try db.row(
            """
            SELECT person_id, attempts FROM accounts_sessions
            WHERE digest = \(secret.digest.rawValue) AND stage = 'code' AND created_ms > \(since)
            """
        ).map { try ($0.id("person_id"), $0.integer("attempts")) }
    }

    static func countAttempt(_ secret: Secret, _ db: any Connection) throws {
        try db.run("UPDATE accounts_sessions SET attempts = attempts + 1 WHERE digest = \(secret.digest.rawValue)")
    }

    /// The open sessions of a person, the last used first, and which of them is the given one.
    static func all(of person: ID<Person>, current: Secret?, at now: Timestamp, _ db: any Connection) throws -> [(
        session: Session, isCurrent: Bool
    )] {
        let limits = SessionRules.limits(now)
        return try db.rows(
            """
            SELECT id, digest, created_ms, seen_ms, client, agent FROM accounts_sessions
            WHERE person_id = \(person) AND stage = 'open' AND seen_ms > \(limits.seen) AND created_ms > \(limits.opened)
            ORDER BY seen_ms DESC, id DESC
            """
        ).map { row in
            let session = try Session(
                id: row.id("id"), created: row.timestamp("created_ms"), seen: row.timestamp("seen_ms"),
                client: row.optionalString("client"), agent: row.string("agent"))
            return (session, try row.string("digest") == current?.digest.rawValue)
        }
    }

    static func touch(_ id: ID<Session>, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE accounts_sessions SET seen_ms = \(now) WHERE id = \(id) AND seen_ms < \(now)")
    }

    /// The person whose session it was; nil when there was none.
    @discardableResult
    static func delete(_ secret: Secret, _ db: any Connection) throws -> ID<Person>? {
        try db.row("DELETE FROM accounts_sessions WHERE digest = \(secret.digest.rawValue) RETURNING person_id")?.id("person_id")
    }

    static func delete(_ id: ID<Session>, of person: ID<Person>, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM accounts_sessions WHERE id = \(id) AND person_id = \(person)") == 1
    }

    /// All of a person but the one that is kept.
    @discardableResult
    static func deleteAll(of person: ID<Person>, but kept: Secret? = nil, _ db: any Connection) throws -> Int {
        try db.run("DELETE FROM accounts_sessions WHERE person_id = \(person) AND digest <> \(kept?.digest.rawValue ?? "")")
    }

    /// Ends every session of the demonstration: a real person has come.
    static func deleteDemo(_ db: any Connection) throws {
        try db.run("DELETE FROM accounts_sessions WHERE person_id IN (SELECT id FROM accounts_people WHERE is_demo = 1)")
    }
}

/// Where a request came from, as far as it is worth keeping.
package struct Origin: Sendable, Hashable {
    package var client: String?
    package var agent: String

    package init(client: String? = nil, agent: String = "") {
        self.client = client
        self.agent = String(agent.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(200).map(Character.init))
    }
}
