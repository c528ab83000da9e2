import Kernel
import Platform
import Storage

/// Somebody who keeps the procedures, and where to write to.
struct Controller: Sendable {
    var id: String
    var name: String
    var email: String
    var language: Language
}

/// All SQL on the people whom the room of accounts publishes.
enum ControllerStore {
    /// Everybody with an address who keeps the procedures at a moment.
    static func all(at now: Timestamp, _ db: any Connection) throws -> [Controller] {
        try db.rows(
            """
            SELECT DISTINCT person_id, name, email, language FROM accounts_addressees
            WHERE role = \(Role.procedureController.rawValue) AND from_ms <= \(now) AND (until_ms IS NULL OR until_ms > \(now))
            ORDER BY person_id
            """
        ).map { row in
            try Controller(
                id: row.string("person_id"), name: row.string("name"), email: row.string("email"),
                language: row.word("language"))
        }
    }
}
