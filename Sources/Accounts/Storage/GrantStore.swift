import Kernel
import Platform
import Storage
import Units

/// All SQL of `accounts_grants`.
enum GrantStore {
    static func insert(_ grant: DatedGrant, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO accounts_grants (id, person_id, role, unit_id, field, from_ms, until_ms, granted_by)
            VALUES (\(grant.id), \(grant.person), \(grant.role.rawValue), \(grant.unit), \(grant.field), \(grant.from), \(grant.until),
                \(grant.grantedBy))
            """)
    }

    static func find(_ id: ID<DatedGrant>, of person: ID<Person>, _ db: any Connection) throws -> DatedGrant? {
        try db.row("\(columns) WHERE id = \(id) AND person_id = \(person)").map(grant)
    }

    /// All grants of a person, the latest first.
    static func all(of person: ID<Person>, _ db: any Connection) throws -> [DatedGrant] {
        try db.rows("\(columns) WHERE person_id = \(person) ORDER BY from_ms DESC, id DESC").map(grant)
    }

    /// The grants of some people that hold at a moment.
    static func present(of people: [ID<Person>], at now: Timestamp, _ db: any Connection) throws -> [ID<Person>: [DatedGrant]] {
        let rows = try db.rows(
            """
            \(columns) WHERE person_id IN \(list: people) AND from_ms <= \(now) AND (until_ms IS NULL OR until_ms > \(now)) ORDER BY id
            """)
        return Dictionary(grouping: try rows.map(grant), by: \.person)
    }

    /// Ends a grant; one that has not begun never will.
    static func end(_ grant: DatedGrant, at moment: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE accounts_grants SET until_ms = \(max(moment, grant.from)) WHERE id = \(grant.id)")
    }

    /// Refuses to leave the house without anybody who may name people.
    ///
    /// Asked after the change, in its transaction: of two administrators who close each other at once, one is refused.
    static func requireAdministrator(at moment: Timestamp, _ db: any Connection) throws {
        let one = try db.row(
            """
            SELECT 1 AS one FROM accounts_grants g JOIN accounts_people p ON p.id = g.person_id
            WHERE g.role = \(Role.administrator.rawValue) AND g.from_ms <= \(moment) AND (g.until_ms IS NULL OR g.until_ms > \(moment))
                AND p.status = 'active'
            LIMIT 1
            """)
        if one == nil { throw AccountsError.lastAdministrator }
    }

    private static let columns: SQL = "SELECT id, person_id, role, unit_id, field, from_ms, until_ms, granted_by FROM accounts_grants"

    private static func grant(_ row: Row) throws -> DatedGrant {
        try DatedGrant(
            id: row.id("id"), person: row.id("person_id"), role: Role(rawValue: row.string("role")), unit: row.optionalID("unit_id"),
            field: row.optionalString("field"), from: row.timestamp("from_ms"), until: row.optionalTimestamp("until_ms"),
            grantedBy: row.string("granted_by"))
    }
}
