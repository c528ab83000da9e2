import Kernel
import Platform
import Storage

/// Somebody who can be written to, with the roles that hold now.
struct Addressee: Sendable {
    var actor: Actor
    var name: String
    var email: String
    var language: Language
}

/// All SQL on the people whom the room of accounts publishes.
enum AddresseeStore {
    /// Everybody with an address who has one of the roles at a moment, by id.
    static func all(of roles: [Role], at now: Timestamp, _ db: any Connection) throws -> [Addressee] {
        let rows = try db.rows(
            """
            SELECT person_id, login, name, email, language, home_unit_id, role, unit_id, field FROM accounts_addressees
            WHERE role IN \(list: roles.map(\.rawValue)) AND from_ms <= \(now) AND (until_ms IS NULL OR until_ms > \(now))
            ORDER BY person_id
            """)
        var people: [Addressee] = []
        for row in rows {
            let id = try row.string("person_id")
            let grant = Grant(
                try Role(rawValue: row.string("role")), unit: try row.optionalString("unit_id"), field: try row.optionalString("field"))
            if people.last?.actor.person == id {
                people[people.count - 1].actor.grants.insert(grant)
                continue
            }
            let name = try row.string("name")
            let actor = Actor(
                .person, name: try row.string("login"), title: name, person: id, unit: try row.optionalString("home_unit_id"),
                grants: [grant])
            people.append(Addressee(actor: actor, name: name, email: try row.string("email"), language: try row.word("language")))
        }
        return people
    }

    /// The names of people by their logins; of a program, which has none, nothing.
    static func names(of logins: Set<String>, _ db: any Connection) throws -> [String: String] {
        if logins.isEmpty { return [:] }
        let rows = try db.rows("SELECT login, name FROM accounts_names WHERE login IN \(list: logins.sorted())")
        return try Dictionary(rows.map { (try $0.string("login"), try $0.string("name")) }) { first, _ in first }
    }
}
