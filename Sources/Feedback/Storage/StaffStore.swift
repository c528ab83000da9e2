import Kernel
import Platform
import Storage

/// Who works where, read from the views that Accounts publishes.
enum StaffStore {
    /// The people with one of some roles in a unit now: login and name, in the order of names.
    static func holders(of roles: [Role], in unit: String, at now: Timestamp, _ db: any Connection) throws -> [(
        login: String, name: String
    )] {
        try db.rows(
            """
            SELECT DISTINCT login, name, sort_key FROM accounts_staff
            WHERE role IN \(list: roles.map(\.rawValue)) AND unit_id = \(unit) AND from_ms <= \(now) AND (until_ms IS NULL OR until_ms > \(now))
            ORDER BY sort_key, login
            """
        ).map { (try $0.string("login"), try $0.string("name")) }
    }

    /// The ids of all units in which somebody has one of the roles now.
    static func units(with roles: [Role], at now: Timestamp, _ db: any Connection) throws -> [String] {
        try db.rows(
            """
            SELECT DISTINCT unit_id FROM accounts_staff
            WHERE role IN \(list: roles.map(\.rawValue)) AND unit_id IS NOT NULL AND from_ms <= \(now)
                AND (until_ms IS NULL OR until_ms > \(now))
            """
        ).map { try $0.string("unit_id") }
    }

    /// What people are called, by login.
    static func names(_ logins: some Sequence<String>, _ db: any Connection) throws -> [String: String] {
        let rows = try db.rows("SELECT login, name FROM accounts_names WHERE login IN \(list: Set(logins).sorted())")
        return Dictionary(try rows.map { (try $0.string("login"), try $0.string("name")) }, uniquingKeysWith: { first, _ in first })
    }
}
