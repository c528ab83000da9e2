import Kernel
import Storage

/// All SQL of `units_codes`.
package enum CodeStore {
    /// The unit that a code in use means; never found by name, for sources spell names differently.
    package static func unit(_ scheme: UnitCode.Scheme, _ code: String, _ db: any Connection) throws -> ID<Unit>? {
        try db.row("SELECT unit_id FROM units_codes WHERE scheme = \(scheme.rawValue) AND code = \(code) AND to_date IS NULL")?.id(
            "unit_id")
    }

    /// The codes of the unit with a code of the house, those in use first.
    package static func codes(of unit: String) -> Query<[UnitCode]> {
        Query(
            """
            \(columns) WHERE unit_id = (SELECT id FROM units_units WHERE code = \(unit))
            ORDER BY COALESCE(to_date, '9999') DESC, scheme
            """
        ) { try $0.map(code) }
    }

    /// All codes of a list, those of the past too.
    package static func codes(_ scheme: UnitCode.Scheme, _ db: any Connection) throws -> [(unit: ID<Unit>, code: UnitCode)] {
        try db.rows("\(columns) WHERE scheme = \(scheme.rawValue) ORDER BY code, id").map { (try $0.id("unit_id"), try code($0)) }
    }

    /// All codes that are in use, or were until their unit was closed.
    static func lasting(_ db: any Connection) throws -> [(unit: ID<Unit>, code: UnitCode)] {
        try db.rows(
            """
            SELECT c.unit_id, c.scheme, c.code, c.from_date, c.to_date, c.source
            FROM units_codes c JOIN units_units u ON u.id = c.unit_id
            WHERE c.to_date IS NULL OR c.to_date = u.closed_date
            """
        ).map { (try $0.id("unit_id"), try code($0)) }
    }

    package static func insert(_ code: UnitCode, of unit: ID<Unit>, id: String, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO units_codes (id, unit_id, scheme, code, from_date, to_date, source)
            VALUES (\(id), \(unit), \(code.scheme.rawValue), \(code.code), \(code.from), \(code.to), \(code.source))
            """)
    }

    /// Ends the unit's code in use with the day; one that began later never was.
    static func end(_ scheme: UnitCode.Scheme, _ unit: ID<Unit>, on day: CalendarDate, _ db: any Connection) throws {
        try db.run(
            "DELETE FROM units_codes WHERE unit_id = \(unit) AND scheme = \(scheme.rawValue) AND to_date IS NULL AND from_date > \(day)")
        try db.run("UPDATE units_codes SET to_date = \(day) WHERE unit_id = \(unit) AND scheme = \(scheme.rawValue) AND to_date IS NULL")
    }

    /// Takes back a code that was entered by mistake: the one in use, or the one that ended with its unit.
    static func remove(_ scheme: UnitCode.Scheme, _ unit: ID<Unit>, closed: CalendarDate?, _ db: any Connection) throws {
        let end: SQL = closed.map { "(to_date IS NULL OR to_date = \($0))" } ?? "to_date IS NULL"
        try db.run("DELETE FROM units_codes WHERE unit_id = \(unit) AND scheme = \(scheme.rawValue) AND \(end)")
    }

    /// Moves the end of all codes that end with their unit.
    static func moveEnd(of unit: ID<Unit>, from old: CalendarDate?, to new: CalendarDate?, _ db: any Connection) throws {
        let end: SQL = old.map { "(to_date IS NULL OR to_date = \($0))" } ?? "to_date IS NULL"
        if let new { try db.run("DELETE FROM units_codes WHERE unit_id = \(unit) AND \(end) AND from_date > \(new)") }
        try db.run("UPDATE units_codes SET to_date = \(new) WHERE unit_id = \(unit) AND \(end)")
    }

    private static let columns: SQL = "SELECT unit_id, scheme, code, from_date, to_date, source FROM units_codes"

    private static func code(_ row: Row) throws -> UnitCode {
        guard let scheme = UnitCode.Scheme(rawValue: try row.string("scheme")) else {
            preconditionFailure("the table admits no other scheme")
        }
        return try UnitCode(
            scheme, row.string("code"), from: row.optionalDate("from_date"), to: row.optionalDate("to_date"), source: row.string("source"))
    }
}
