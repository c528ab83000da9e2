import Kernel
import Platform
import Storage

/// Who works where, read from the view that Accounts publishes.
enum StaffStore {
    /// The people with a role in a unit now: login and name, in the order of names.
    static func holders(of role: Role, in unit: String, at now: Timestamp, _ db: any Connection) throws -> [(login: String, name: String)] {
        try db.rows(
            """
            SELECT DISTINCT login, name, sort_key FROM accounts_staff
            WHERE role = \(role.rawValue) AND (unit_id IS NULL OR unit_id = \(unit)) AND from_ms <= \(now)
                AND (until_ms IS NULL OR until_ms > \(now))
            ORDER BY sort_key, login
            """
        ).map { (try $0.string("login"), try $0.string("name")) }
    }

    /// Whether a unit has a counter: somebody who receives there now.
    static func hasCounter(_ unit: String, at now: Timestamp, _ db: any Connection) throws -> Bool {
        try db.row(
            """
            SELECT 1 AS found FROM accounts_staff
            WHERE role = \(Role.counterOfficer.rawValue) AND unit_id = \(unit) AND from_ms <= \(now)
                AND (until_ms IS NULL OR until_ms > \(now))
            LIMIT 1
            """) != nil
    }

    /// What people are called, by login.
    static func names(_ logins: some Sequence<String>, _ db: any Connection) throws -> [String: String] {
        let rows = try db.rows("SELECT login, name FROM accounts_names WHERE login IN \(list: Set(logins).sorted())")
        return Dictionary(try rows.map { (try $0.string("login"), try $0.string("name")) }, uniquingKeysWith: { first, _ in first })
    }
}
