import Accounts
import Kernel
import Storage

/// All SQL of `citizens_flows` and `citizens_subjects`: ways through another provider, and whom that provider names.
enum ProviderStore {
    /// Somebody on the way.
    struct Flow: Sendable, Hashable {
        /// What PKCE proves; nil after the exchange.
        var verifier: String
        /// Who set out while signed in, to link the provider to the own account.
        var citizen: ID<Citizen>?
        /// Whom the provider named; nil before they came back.
        var subject: String?
        var next: String
    }

    /// How long a way may take, the provider's own questions and a code of ours among it.
    static let lifetime: Int64 = 20 * 60_000

    static func insert(_ flow: Flow, _ secret: Secret, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO citizens_flows (digest, secret, citizen_id, next, created_ms)
            VALUES (\(secret.digest.rawValue), \(flow.verifier), \(flow.citizen), \(flow.next), \(now))
            """)
        try db.run("DELETE FROM citizens_flows WHERE created_ms <= \(now.earlier(by: lifetime))")
    }

    /// A way from which nobody has come back; from now on nobody can.
    static func takeOpen(_ secret: Secret, at now: Timestamp, _ db: any Connection) throws -> Flow? {
        let row = try db.row(
            """
            SELECT secret, citizen_id, subject, next FROM citizens_flows
            WHERE digest = \(secret.digest.rawValue) AND secret <> '' AND created_ms > \(now.earlier(by: lifetime))
            """)
        guard let row else { return nil }
        try db.run("UPDATE citizens_flows SET secret = '' WHERE digest = \(secret.digest.rawValue)")
        return try Flow(
            verifier: row.string("secret"), citizen: row.optionalID("citizen_id"), subject: row.optionalString("subject"),
            next: row.string("next"))
    }

    /// Keeps whom the provider named until an address of ours is proven.
    static func remember(_ subject: String, _ secret: Secret, _ db: any Connection) throws {
        try db.run("UPDATE citizens_flows SET subject = \(subject) WHERE digest = \(secret.digest.rawValue)")
    }

    /// Whether somebody came back and has still to prove an address.
    static func isWaiting(_ secret: Secret, at now: Timestamp, _ db: any Connection) throws -> Bool {
        let since = now.earlier(by: lifetime)
        return try db.row(
            "SELECT 1 AS one FROM citizens_flows WHERE digest = \(secret.digest.rawValue) AND subject IS NOT NULL AND created_ms > \(since)"
        ) != nil
    }

    /// Whom the provider named on this way; the way ends.
    static func takeSubject(_ flow: Digest, at now: Timestamp, _ db: any Connection) throws -> String? {
        try db.row(
            """
            DELETE FROM citizens_flows WHERE digest = \(flow.rawValue) AND created_ms > \(now.earlier(by: lifetime)) RETURNING subject
            """)?.optionalString("subject")
    }

    static func delete(_ secret: Secret, _ db: any Connection) throws {
        try db.run("DELETE FROM citizens_flows WHERE digest = \(secret.digest.rawValue)")
    }

    // MARK: subjects

    static func citizen(_ issuer: String, _ subject: String, _ db: any Connection) throws -> ID<Citizen>? {
        try db.row("SELECT citizen_id FROM citizens_subjects WHERE issuer = \(issuer) AND subject = \(subject)")?.id("citizen_id")
    }

    static func link(_ issuer: String, _ subject: String, to citizen: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO citizens_subjects (issuer, subject, citizen_id, linked_ms) VALUES (\(issuer), \(subject), \(citizen), \(now))
            """)
    }

    /// Since when a citizen signs in by the provider.
    static func linked(_ citizen: ID<Citizen>, _ issuer: String, _ db: any Connection) throws -> Timestamp? {
        try db.row("SELECT linked_ms FROM citizens_subjects WHERE citizen_id = \(citizen) AND issuer = \(issuer)")?.timestamp("linked_ms")
    }

    /// All that a citizen is called elsewhere.
    static func subjects(of citizen: ID<Citizen>, _ db: any Connection) throws -> [(issuer: String, subject: String)] {
        try db.rows("SELECT issuer, subject FROM citizens_subjects WHERE citizen_id = \(citizen) ORDER BY issuer, subject")
            .map { (try $0.string("issuer"), try $0.string("subject")) }
    }

    static func unlink(_ citizen: ID<Citizen>, _ issuer: String, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM citizens_subjects WHERE citizen_id = \(citizen) AND issuer = \(issuer)") > 0
    }

    static func erase(_ citizen: ID<Citizen>, _ db: any Connection) throws {
        try db.run("DELETE FROM citizens_subjects WHERE citizen_id = \(citizen)")
        try db.run("DELETE FROM citizens_flows WHERE citizen_id = \(citizen)")
    }
}
