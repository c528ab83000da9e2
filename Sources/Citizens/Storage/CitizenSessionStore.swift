import Accounts
import Kernel
import Platform
import Storage

/// All SQL of `citizens_sessions` and `citizens_sign_ins`.
enum CitizenSessionStore {
    struct Found {
        var actor: Actor
        var id: ID<CitizenSession>
        var seen: Timestamp
    }

    /// Whose session it is, in one query: an account that is closed is gone at once.
    static func find(_ secret: Secret, at now: Timestamp) -> Query<Found?> {
        let limits = CitizenSession.limits(now)
        return Query(
            """
            SELECT s.id AS key_id, s.seen_ms, p.id, p.name, p.phone, p.email FROM citizens_sessions s
            JOIN citizens_people p ON p.id = s.citizen_id
            WHERE s.digest = \(secret.digest.rawValue) AND s.seen_ms > \(limits.seen) AND s.created_ms > \(limits.opened)
            """
        ) { rows in
            try rows.first.map { row in
                let contacts = [try row.optionalString("phone"), try row.optionalString("email")].compactMap {
                    $0.flatMap(ContactAddress.init)
                }
                let (id, name) = (try row.id("id", of: Citizen.self), try row.string("name"))
                let actor = Actor(
                    .citizen, name: Citizen.subject(id), title: name.isEmpty ? contacts.first?.masked ?? "" : name, citizen: id.rawValue,
                    formToken: secret.formToken)
                return Found(actor: actor, id: try row.id("key_id"), seen: try row.timestamp("seen_ms"))
            }
        }
    }

    static func insert(
        _ secret: Secret, _ id: ID<CitizenSession>, _ way: CitizenSession.Way, of citizen: ID<Citizen>, from origin: Origin,
        at now: Timestamp, _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO citizens_sessions (id, digest, citizen_id, way, created_ms, seen_ms, client, agent)
            VALUES (\(id), \(secret.digest.rawValue), \(citizen), \(way.rawValue), \(now), \(now), \(origin.client), \(origin.agent))
            """)
        try db.run(
            """
            INSERT INTO citizens_sign_ins (id, citizen_id, at_ms, way, client, agent)
            VALUES (\(id), \(citizen), \(now), \(way.rawValue), \(origin.client), \(origin.agent))
            """)
        // Whoever comes sweeps out what is over.
        let limits = CitizenSession.limits(now)
        try db.run("DELETE FROM citizens_sessions WHERE seen_ms <= \(limits.seen) OR created_ms <= \(limits.opened)")
        try db.run("DELETE FROM citizens_sign_ins WHERE at_ms <= \(now.earlier(by: PastSignIn.kept))")
    }

    /// The session of a browser, while it holds.
    static func session(_ secret: Secret, of citizen: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws -> CitizenSession? {
        try all(of: citizen, current: secret, at: now, db).first(where: \.isCurrent)?.session
    }

    /// The sessions of a citizen, the last used first, and which of them is the given one.
    static func all(of citizen: ID<Citizen>, current: Secret?, at now: Timestamp, _ db: any Connection) throws -> [(
        session: CitizenSession, isCurrent: Bool
    )] {
        let limits = CitizenSession.limits(now)
        return try db.rows(
            """
            SELECT id, digest, way, created_ms, seen_ms, client, agent FROM citizens_sessions
            WHERE citizen_id = \(citizen) AND seen_ms > \(limits.seen) AND created_ms > \(limits.opened)
            ORDER BY seen_ms DESC, id DESC
            """
        ).map { row in
            let session = try CitizenSession(
                id: row.id("id"), way: row.word("way"), created: row.timestamp("created_ms"), seen: row.timestamp("seen_ms"),
                client: row.optionalString("client"), agent: row.string("agent"))
            return (session, try row.string("digest") == current?.digest.rawValue)
        }
    }

    /// Throws where the browser did not come in by a code just now: what opens the account is not changed by whoever found a session.
    static func requireFresh(_ secret: Secret?, of citizen: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws {
        guard try isFresh(secret, of: citizen, at: now, db) else { throw CitizensError.proofNeeded }
    }

    static func isFresh(_ secret: Secret?, of citizen: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws -> Bool {
        let present = try secret.flatMap { try session($0, of: citizen, at: now, db) }
        return present.map { $0.way == .code && $0.created > now.earlier(by: CitizenSession.fresh) } ?? false
    }

    /// Where whoever has an address came in lately, as far as it is remembered.
    static func places(of contact: ContactAddress, _ db: any Connection) throws -> Set<String> {
        let address = contact.description
        return Set(
            try db.rows(
                """
                SELECT DISTINCT i.client FROM citizens_sign_ins i JOIN citizens_people p ON p.id = i.citizen_id
                WHERE (p.phone = \(address) OR p.email = \(address)) AND i.client IS NOT NULL
                """
            ).map { Network.of(try $0.string("client")) })
    }

    /// How a citizen came in lately, the last first.
    static func past(of citizen: ID<Citizen>, most: Int, _ db: any Connection) throws -> [PastSignIn] {
        try db.rows(
            """
            SELECT at_ms, way, client, agent FROM citizens_sign_ins WHERE citizen_id = \(citizen) ORDER BY at_ms DESC, id DESC
            LIMIT \(most)
            """
        ).map { row in
            try PastSignIn(
                at: row.timestamp("at_ms"), way: row.word("way"), client: row.optionalString("client"), agent: row.string("agent"))
        }
    }

    static func touch(_ id: ID<CitizenSession>, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE citizens_sessions SET seen_ms = \(now) WHERE id = \(id) AND seen_ms < \(now)")
    }

    /// The citizen whose session it was; nil when there was none.
    static func delete(_ secret: Secret, _ db: any Connection) throws -> ID<Citizen>? {
        try db.row("DELETE FROM citizens_sessions WHERE digest = \(secret.digest.rawValue) RETURNING citizen_id")?.id("citizen_id")
    }

    static func delete(_ id: ID<CitizenSession>, of citizen: ID<Citizen>, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM citizens_sessions WHERE id = \(id) AND citizen_id = \(citizen)") == 1
    }

    /// All of a citizen but the one that is kept.
    @discardableResult
    static func deleteAll(of citizen: ID<Citizen>, but kept: Secret? = nil, _ db: any Connection) throws -> Int {
        try db.run("DELETE FROM citizens_sessions WHERE citizen_id = \(citizen) AND digest <> \(kept?.digest.rawValue ?? "")")
    }

    /// Everything, past sign-ins as well.
    static func erase(_ citizen: ID<Citizen>, _ db: any Connection) throws {
        try deleteAll(of: citizen, db)
        try db.run("DELETE FROM citizens_sign_ins WHERE citizen_id = \(citizen)")
    }
}
