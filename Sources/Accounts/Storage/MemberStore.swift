import Kernel
import Storage
import Units

/// Somebody who works in a unit, for rooms that ask all its people to something.
package struct Member: Sendable, Hashable {
    package let login: String
    package let name: String
    package let unit: ID<Unit>
}

/// Who works where.
package enum MemberStore {
    /// The people of some units with open accounts, by unit, then by their given names.
    package static func members(of units: some Collection<ID<Unit>>, _ db: any Connection) throws -> [Member] {
        try db.rows(
            """
            \(columns) WHERE status = 'active' AND unit_id IN \(list: Set(units).sorted()) ORDER BY unit_id, sort_key, id
            """
        ).map(member)
    }

    /// One person who works somewhere; nil where there is none, or the account is closed.
    package static func member(_ login: String, _ db: any Connection) throws -> Member? {
        try db.row("\(columns) WHERE status = 'active' AND unit_id IS NOT NULL AND login = \(login)").map(member)
    }

    private static let columns: SQL = "SELECT login, name, unit_id FROM accounts_people"

    private static func member(_ row: Row) throws -> Member {
        try Member(login: row.string("login"), name: row.string("name"), unit: row.id("unit_id"))
    }
}
