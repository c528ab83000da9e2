import Kernel
import Platform
import Storage

/// Who holds a role now, read from the view that Accounts publishes.
enum RoleStore {
    /// Everybody with a role, in the order of their names, each once.
    static func holders(of role: Role, at now: Timestamp, _ db: any Connection) throws -> [Appraiser] {
        try db.rows(
            """
            SELECT DISTINCT person_id, name, sort_key, home_unit_id FROM accounts_roles
            WHERE role = \(role.rawValue) AND from_ms <= \(now) AND (until_ms IS NULL OR until_ms > \(now)) ORDER BY sort_key, person_id
            """
        ).map { try Appraiser(person: $0.string("person_id"), name: $0.string("name"), home: $0.optionalID("home_unit_id")) }
    }
}
