import Kernel
import Platform
import Storage

/// Who a session or a token is, with the rights of this moment, in one query: a right that is taken away is gone at once.
enum IdentityStore {
    struct Found {
        var actor: Actor
        /// When the session or the token was last used.
        var seen: Timestamp?
        var session: ID<Session>?
        var token: ID<ProgramToken>?
        var scope = ProgramToken.Scope.write
    }

    static func find(session secret: Secret, at now: Timestamp) -> Query<Found?> {
        let limits = SessionRules.limits(now)
        return Query(
            """
            SELECT s.id AS key_id, s.seen_ms, p.id, p.login, p.name, p.unit_id AS home_id, g.role, g.unit_id, g.field
            FROM accounts_sessions s JOIN accounts_people p ON p.id = s.person_id \(presentGrants(now))
            WHERE s.digest = \(secret.digest.rawValue) AND s.stage = 'open' AND s.seen_ms > \(limits.seen)
                AND s.created_ms > \(limits.opened) AND p.status = 'active'
            """
        ) { rows in
            guard let first = rows.first else { return nil }
            return try Found(actor: actor(rows, formToken: secret.formToken), seen: first.timestamp("seen_ms"), session: first.id("key_id"))
        }
    }

    static func find(token secret: Secret, at now: Timestamp) -> Query<Found?> {
        Query(
            """
            SELECT t.id AS key_id, t.used_ms, t.scope, p.id, p.login, p.name, p.unit_id AS home_id, g.role, g.unit_id, g.field
            FROM accounts_tokens t JOIN accounts_people p ON p.id = t.person_id \(presentGrants(now))
            WHERE t.digest = \(secret.digest.rawValue) AND t.expires_ms > \(now) AND p.status = 'active'
            """
        ) { rows in
            guard let first = rows.first else { return nil }
            return try Found(
                actor: actor(rows, formToken: nil), seen: first.optionalTimestamp("used_ms"), token: first.id("key_id"),
                scope: first.word("scope"))
        }
    }

    private static func presentGrants(_ now: Timestamp) -> SQL {
        "LEFT JOIN accounts_grants g ON g.person_id = p.id AND g.from_ms <= \(now) AND (g.until_ms IS NULL OR g.until_ms > \(now))"
    }

    /// A row for each grant; one without a role when there is none.
    private static func actor(_ rows: [Row], formToken: String?) throws -> Actor {
        let grants = try rows.compactMap { row in
            try row.optionalString("role").map {
                Grant(Role(rawValue: $0), unit: try row.optionalString("unit_id"), field: try row.optionalString("field"))
            }
        }
        return try Actor(
            .person, name: rows[0].string("login"), title: rows[0].string("name"), person: rows[0].string("id"),
            unit: rows[0].optionalString("home_id"), grants: Set(grants), formToken: formToken)
    }
}
